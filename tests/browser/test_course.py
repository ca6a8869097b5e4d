"""The course of a session."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.boards import joint, switch_off, switch_on
from tests.browser.conftest import Session, TwoSides


def test_the_course_of_a_session_is_seen_by_all(session: Session) -> None:
    _, oak, elm = joint(session, "Oak", "Elm")
    switch_on(
        session, "Stages of the session", "A speaking timer", "Raising a hand", "Breaks with a countdown"
    )
    switch_on(session, "Asking for a private word", "Giving one person the floor")
    session.host.page.locator(".stages").get_by_role("button", name="Issues").click()
    expect(elm.person.page.locator(".stages [aria-current]")).to_have_text("Issues")
    tools = session.host.page.locator("tools-panel")
    tools.get_by_label("Who speaks").select_option(label=session.name("Oak"))
    tools.get_by_role("button", name="Start").click()
    for person in (oak.person, elm.person, session.host):
        expect(person.page.get_by_role("timer")).to_have_text(re.compile(r"[23]:\d\d"))
    elm.person.button("Raise my hand").click()
    expect(session.host.page.locator(".hands")).to_contain_text(session.name("Elm"))
    elm.person.button("Lower my hand").click()
    expect(session.host.page.locator(".hands")).to_have_count(0)
    oak.person.button("Ask for a private word").click()
    expect(tools.locator("li").filter(has_text=session.name("Oak"))).to_be_visible()
    expect(elm.person.page.get_by_text("A private word: asked")).to_have_count(0)
    session.host.picture("tools")
    tools.get_by_role("button", name="Go there").click()
    expect(
        session.host.page.get_by_role("heading", name=f"Private meeting with {session.name('Oak')}")
    ).to_be_visible()
    tools.get_by_role("button", name="Done").click()
    expect(oak.person.button("Ask for a private word")).to_be_visible()
    tools.get_by_role("button", name="Begin a break").click()
    expect(elm.person.page.get_by_text("A break. It goes on in")).to_be_visible()
    tools.get_by_role("button", name="End the break").click()
    expect(elm.person.page.get_by_text("A break. It goes on in")).to_have_count(0)


def test_posts_pass_through_the_mediators_who_never_edit(session: Session) -> None:
    _, oak, elm = joint(session, "Oak", "Elm")
    switch_on(session, "Posts pass through the mediators first")
    tools = session.host.page.locator("tools-panel")
    tools.get_by_role("button", name="Let posts pass through the mediators").click()
    oak.person.write("That is nonsense.")
    oak.person.button("Send to the mediators first").click()
    expect(oak.person.page.get_by_label("Not posted yet")).to_contain_text("That is nonsense.")
    tools.get_by_text("Ask for other words").click()
    tools.get_by_label("What to put differently").fill("What do you need instead?")
    tools.get_by_role("button", name="Ask", exact=True).click()
    expect(oak.person.page.get_by_label("Not posted yet")).to_contain_text("What do you need instead?")
    oak.person.button("Write it anew").click()
    expect(oak.person.composer).to_have_value("That is nonsense.")
    oak.person.write("I need to hear it first.")
    oak.person.button("Send to the mediators first").click()
    tools.get_by_role("button", name="Pass it on as it is").click()
    elm.person.sees("I need to hear it first.")
    expect(elm.person.message("I need to hear it first.")).to_contain_text(session.name("Oak"))
    expect(elm.person.page.get_by_text("That is nonsense.")).to_have_count(0)


def test_a_message_is_held_from_view_with_its_place_kept(session: Session) -> None:
    host, oak, elm = joint(session, "Oak", "Elm")
    oak.person.say("Something hurtful")
    bubble = host.person.message("Something hurtful")
    bubble.get_by_label("More about this message").click()
    bubble.get_by_role("button", name="Hold it from view").click()
    expect(elm.person.page.get_by_text("The mediators hold this message from view.")).to_be_visible()
    expect(elm.person.page.get_by_text("Something hurtful")).to_have_count(0)
    host.person.button("Show it again").click()
    elm.person.sees("Something hurtful")


@pytest.mark.xdist_group("two_sides")
def test_two_sides_of_two_follow_the_course_together(two_sides: TwoSides) -> None:
    session = two_sides.session
    host, oak, acorn, elm, samara = (board.person for board in (two_sides.host, *two_sides.parties))
    tools = host.page.locator("tools-panel")
    switches = (
        "Stages of the session", "A speaking timer", "Raising a hand", "Giving one person the floor",
        "Asking for a private word", "Breaks with a countdown",
    )  # fmt: skip
    switch_on(session, *switches)
    for person in (acorn, samara):
        person.talk()
    host.page.locator(".stages").get_by_role("button", name="Each side speaks").click()
    for person in (oak, acorn, elm, samara):
        expect(person.page.locator(".stages [aria-current]")).to_have_text("Each side speaks")
    tools.get_by_label("Who has the floor").select_option(label=session.name("Samara"))
    tools.get_by_role("button", name="Save").click()
    for person in (host, oak, acorn, elm, samara):
        expect(person.page.get_by_text(f"{session.name('Samara')} has the floor")).to_be_visible()
    for person in (samara, oak):
        person.button("Raise my hand").click()
        expect(person.button("Lower my hand")).to_be_visible()
    for person in (host, elm, acorn):
        expect(person.page.locator(".hands li bdi")).to_have_text(
            [session.name("Samara"), session.name("Oak")]
        )
    samara.picture("course-phone")
    host.button(f"Lower the hand: {session.name('Samara')}").click()
    expect(acorn.page.locator(".hands li bdi")).to_have_text([session.name("Oak")])
    oak.button("Lower my hand").click()

    elm.button("Ask for a private word").click()
    expect(tools.locator("ol li")).to_have_count(1)
    acorn.button("Ask for a private word").tap()
    queue = tools.locator("ol li bdi")
    expect(queue).to_have_count(2)  # their order is that of whole seconds, which a test outruns
    assert set(queue.all_inner_texts()) == {session.name("Elm"), session.name("Acorn")}
    for person in (oak, samara):
        expect(person.button("Ask for a private word")).to_have_attribute("aria-pressed", "false")
    for _ in range(2):
        tools.get_by_role("button", name="Done").first.click()
    expect(queue).to_have_count(0)
    expect(elm.button("Ask for a private word")).to_be_visible()

    tools.get_by_role("button", name="Begin a break").click()
    for person in (oak, acorn, elm, samara):
        expect(person.page.locator(".pause [role=timer]")).to_have_text(re.compile(r"(9|10):\d\d"))
    tools.get_by_role("button", name="End the break").click()
    tools.get_by_label("Who has the floor").select_option(label="nobody in particular")
    tools.get_by_role("button", name="Save").click()
    host.page.locator(".stages").get_by_role("button", name="Each side speaks").click()
    expect(samara.page.locator(".pause")).to_have_count(0)
    switch_off(session, *switches)
    for person in (oak, acorn, elm, samara):
        expect(person.button("Raise my hand")).to_have_count(0)


@pytest.mark.xdist_group("two_sides")
def test_what_somebody_asks_to_be_posted_can_be_taken_back_and_is_seen_by_the_mediators_alone(
    two_sides: TwoSides,
) -> None:
    host, acorn, elm = two_sides.host.person, two_sides.acorn.person, two_sides.elm.person
    switch_on(two_sides.session, "Posts pass through the mediators first")
    tools = host.page.locator("tools-panel")
    tools.get_by_role("button", name="Let posts pass through the mediators").click()
    acorn.talk()
    acorn.write("We are tired.")
    acorn.button("Send to the mediators first").tap()
    expect(acorn.page.get_by_label("Not posted yet")).to_contain_text("Nobody else sees it yet.")
    expect(tools.locator(".pending")).to_contain_text("We are tired.")
    assert "We are tired." not in elm.page.locator("body").inner_text()
    tools.get_by_role("button", name="Pass it on as it is").click()
    elm.sees("We are tired.")
    acorn.page.reload()
    expect(acorn.message("We are tired.")).to_have_count(1)
    tools.get_by_role("button", name="Let posts through directly again").click()
    acorn.say("Thank you.")
    elm.sees("Thank you.")
    switch_off(two_sides.session, "Posts pass through the mediators first")
