"""Leaving a private meeting, only by consent."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.boards import joint
from tests.browser.conftest import LAPTOP, OpenSession, Session, TwoSides
from tests.browser.people import Person


def test_only_consented_words_leave_a_private_meeting(open_session: OpenSession) -> None:
    session = open_session("Oak", "Elm", "Acorn", kinds={"Acorn": ("counsel or support person", "Oak")})
    oak, elm, acorn = (session.come(label, **LAPTOP) for label in ("Oak", "Elm", "Acorn"))
    session.open_joint()
    oak.page.locator(".channel-private.channel").click()
    oak.say("I could accept a trial.")
    session.host.go_to(re.compile(f"With {session.name('Oak')} you and"))
    bubble = session.host.message("I could accept a trial.")
    bubble.get_by_label("More about this message").click()
    bubble.get_by_role("button", name="Ask to share this outside").click()
    form = session.host.page.get_by_role("form", name="Ask to share this outside")
    form.get_by_label("The exact words").fill("A trial period is possible.")
    form.get_by_role("button", name="Ask for consent").click()

    card = oak.page.get_by_role("article", name="To be shared, word for word")
    card.get_by_role("button", name="Yes, but worded so").click()
    card.get_by_label("Your wording").fill("A trial period of three months is possible.")
    card.get_by_role("button", name="Propose this wording").click()
    at_desk = session.host.page.get_by_role("article", name="To be shared, word for word")
    expect(at_desk).to_contain_text("three months")
    expect(at_desk.get_by_role("button", name="Share it")).to_have_count(0)
    card.get_by_role("button", name="Yes, exactly so").click()
    session.host.picture("consent-mediator")
    at_desk.get_by_role("button", name="Share it: Joint session").click()
    expect(card.get_by_text("Shared, word for word")).to_be_visible()
    elm.sees("A trial period of three months is possible.")
    shared = elm.message("A trial period of three months is possible.")
    expect(shared).to_contain_text("shared from a private meeting, word for word")
    assert session.name("Oak") not in shared.inner_text()

    # Where there is no party, whoever is there is asked.
    session.host.go_to(re.compile(f"With {session.name('Acorn')} you and"))
    session.host.button("Ask to share this outside").click()
    form.get_by_label("The exact words").fill("Counsel asks for a week.")
    form.get_by_label("Where to").select_option(label="Joint session")
    form.get_by_role("button", name="Ask for consent").click()
    expect(at_desk.get_by_role("button", name="Share it")).to_have_count(0)
    acorn.page.locator(".channel-private.channel").click()
    card_of(acorn, "Counsel asks").get_by_role("button", name="Yes, exactly so").click()
    at_desk.get_by_role("button", name="Share it: Joint session").click()
    elm.sees("Counsel asks for a week.")


def card_of(person: Person, words: str) -> Locator:
    """The wording that waits for consent, or has left."""
    return person.page.get_by_role("article", name="To be shared, word for word").filter(has_text=words)


def test_an_option_leaves_with_the_parts_that_its_side_chose(session: Session) -> None:
    host, oak, elm = joint(session, "Oak", "Elm")
    oak.person.go_to(re.compile("Private meeting"))
    oak.write_card("A mentor", description="Somebody we both know", advantages="Quick\nCheap")
    oak.place()
    oak.open("A mentor")
    oak.sheet.get_by_role("button", name="Ask to share this outside").click()
    form = oak.person.page.get_by_role("form", name="Ask to share this outside")
    expect(form.get_by_label("The exact words")).to_have_value("A mentor")
    expect(form.get_by_label("The exact words")).to_be_focused()
    form.get_by_label("Advantages").check()
    oak.person.picture("consent-form")
    form.get_by_role("button", name="Ask for consent").click()
    card = oak.person.page.get_by_role("article", name="To be shared, word for word")
    host.person.go_to(re.compile(f"With {session.name('Oak')}"))
    at_desk = host.person.page.get_by_role("article", name="To be shared, word for word")
    share = at_desk.get_by_role("button", name="Share it: Joint session")
    card.get_by_role("button", name="Yes, exactly so").click()
    expect(share).to_be_visible()
    card.get_by_role("button", name="Take it back").click()
    expect(share).to_have_count(0)
    card.get_by_role("button", name="Yes, exactly so").click()
    share.click()
    expect(elm.card("A mentor")).to_contain_text("2 advantages")
    elm.open("A mentor")
    assert "Somebody we both know" not in elm.sheet.inner_text()
    assert session.name("Oak") not in elm.sheet.inner_text()


@pytest.mark.xdist_group("two_sides")
def test_everyone_of_a_side_is_asked_about_exactly_these_words(two_sides: TwoSides) -> None:
    host, oak, acorn, elm, samara = (board.person for board in (two_sides.host, *two_sides.parties))
    names = (two_sides.session.name("Oak"), two_sides.session.name("Acorn"))
    acorn.talk()
    for person in (oak, acorn):
        person.page.locator(".channel-caucus.channel").click()
    oak.button("Ask to share this outside").click()
    form = oak.page.get_by_role("form", name="Ask to share this outside")
    form.get_by_label("The exact words").fill("We could begin on Monday.")
    form.get_by_label("Name this side as its author").check()
    form.get_by_role("button", name="Ask for consent").click()
    host.go_to(re.compile(names[0] + ".*" + names[1]))
    share = card_of(host, "We could begin").get_by_role("button", name="Share it: Joint session")
    card_of(oak, "Monday").get_by_role("button", name="Yes, exactly so").click()
    card_of(acorn, "Monday").get_by_role("button", name="Yes, but worded so").tap()
    rewording = acorn.page.get_by_label("Your wording")
    rewording.fill("We could begin on Tuesday.")
    acorn.page.reload()  # what was begun is still there
    acorn.page.locator(".channel-caucus.channel").click()
    card_of(acorn, "Monday").get_by_role("button", name="Yes, but worded so").tap()
    expect(rewording).to_have_value("We could begin on Tuesday.")
    acorn.picture("consent-phone")
    acorn.button("Propose this wording").tap()

    card_of(oak, "Tuesday").get_by_text("Earlier wordings").click()
    expect(card_of(oak, "Tuesday")).to_contain_text("We could begin on Monday.")
    expect(card_of(oak, "Tuesday")).to_contain_text(f"{names[0]}: no answer yet")
    card_of(acorn, "Tuesday").get_by_role("button", name="Yes, exactly so").tap()
    expect(card_of(host, "Tuesday")).to_contain_text(f"{names[1]}: yes")
    expect(share).to_have_count(0)
    card_of(oak, "Tuesday").get_by_role("button", name="Yes, exactly so").click()
    expect(share).to_be_visible()
    card_of(acorn, "Tuesday").get_by_role("button", name="Take it back").tap()
    expect(share).to_have_count(0)
    card_of(acorn, "Tuesday").get_by_role("button", name="Yes, exactly so").tap()
    share.click()
    for person in (oak, acorn, host):
        expect(card_of(person, "Tuesday")).to_contain_text("It is there now: Joint session")
    expect(share).to_have_count(0)
    for person in (elm, samara):
        person.talk()
        expect(person.message("We could begin on Tuesday.")).to_have_count(1)
        expect(person.message("We could begin on Tuesday.")).to_contain_text(f"{names[0]}, {names[1]}")
    for person in (oak, acorn, host):
        person.go_to(re.compile("Joint session"))
