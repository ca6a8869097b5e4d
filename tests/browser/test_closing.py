"""The end is offered before it comes."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Session


def test_each_person_is_offered_a_last_private_word_before_the_mediator_closes(session: Session) -> None:
    """Seen to fail when `offerLastWord` in distress_work.js goes to one meeting alone, and when declining in
    distress.js changes nothing.
    """
    oak, elm = session.come("Oak", **PHONE), session.come("Elm")
    host = session.host
    host.button("Close session").click()
    host.button("First offer each person a last private word").click()
    asked = "Would you like a last private word with them?"
    for party in (oak, elm):
        expect(party.page.get_by_text(asked)).to_be_visible()
    oak.picture("closing-offer-phone")
    elm.button("No, thank you").click()
    expect(elm.page.get_by_text(asked)).to_have_count(0)
    oak.button("Yes, please").click()
    expect(host.page.get_by_text("a last private word is wanted by Name of Oak")).to_be_visible()
    host.button("Speak with Name of Oak").click()
    expect(host.page.get_by_role("heading", name="Private meeting with Name of Oak")).to_be_visible()
    host.picture("closing-wanted")
