"""What kind of session a room is: a new mediation, a further session of one, or a meeting written nowhere."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, OpenSession, Session
from tests.browser.people import MediatorInBrowser


def references(page: Page) -> list[str]:
    """Of all mediations of who is signed in."""
    asked = page.evaluate("() => fetch('/session').then((answer) => answer.json())")
    return [one["reference"] for one in asked["mediations"]]


def test_an_individual_meeting_cannot_begin_and_writes_nothing(open_session: OpenSession) -> None:
    session = open_session("Oak", kind="An individual meeting")
    before = references(session.host.page)
    session.come("Oak").say("Only this once.")
    expect(session.host.button("Begin mediation")).to_have_count(0)
    expect(session.host.button("Open the joint session")).to_have_count(0)
    session.host.close_session()
    session.host.sees_the_room_close()
    assert references(session.host.page) == before


def test_a_further_session_is_of_the_mediation_whose_reference_was_typed(
    session: Session, open_session: OpenSession
) -> None:
    session.come("Oak")
    session.host.begin()
    known = set(references(session.host.page))
    reference = session.host.page.locator(".room-header [dir=ltr]").inner_text()

    again = MediatorInBrowser(session.new_person(**LAPTOP))
    again.sign_in(session.mediator.name, session.mediator.password)
    again.page.goto("/prepare")
    again.page.get_by_role("radio", name="A further session").check()
    again.page.get_by_role("radio", name=reference).check()
    again.page.locator("input[name=confirmation]").fill("0000")
    again.page.get_by_label("I declare that I have no undisclosed").check()
    again.button("Prepare the room").click()
    expect(again.page.get_by_role("heading", name="A link for each person")).to_have_count(0)

    again.prepare_room(["Oak", "Elm"], kind="A further session", reference=reference)
    again.open_room()
    again.begin()
    expect(again.page.locator(".room-header")).to_contain_text(reference)
    assert set(references(again.page)) == known
    again.close_session()
    again.sees_the_room_close()


def test_a_link_that_was_replaced_never_opens_and_the_new_one_does(session: Session) -> None:
    session.come("Oak")
    host, oak = session.host, session.parties["Oak"]
    seat = host.page.locator("seats-panel li.seat").filter(has_text="Oak")
    seat.get_by_text("Link and more").click()
    seat.get_by_role("button", name="Replace link").click()
    host.button("Make a new link").click()
    expect(oak.page.get_by_role("heading", name="You are no longer in the session")).to_be_visible()
    oak.open_link(session.links["Oak"], session.name("Oak"))
    expect(oak.page.get_by_text("This room is not open now")).to_be_visible()
    seat.get_by_role("button", name="E-mail text").click()
    text = seat.get_by_role("textbox", name="E-mail text").input_value()
    session.links["Oak"] = next(word for word in text.split() if "/join#" in word)
    session.come("Oak").say("Here again.")
