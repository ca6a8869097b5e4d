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


def test_the_countdown_is_seen_by_all_alike_and_can_be_stopped(session: Session) -> None:
    parties = [session.come("Oak"), session.come("Elm", **PHONE)]
    everyone = [session.host, *parties]
    session.host.close_session()
    for person in everyone:
        expect(person.page.get_by_text("The session is closing.")).to_be_visible()
        expect(person.page.locator(".countdown")).to_contain_text("second")
    for party in parties:
        expect(party.button("Do not close")).to_have_count(0)
    session.host.button("Do not close").click()
    for person in everyone:
        expect(person.page.locator(".countdown")).to_have_count(0)
    parties[0].say("So we go on.")


def test_the_mediators_last_page_shows_the_dates_and_asks_whether_it_has_ended(session: Session) -> None:
    oak, host = session.come("Oak"), session.host
    host.begin()
    reference = host.page.locator(".room-header [dir=ltr]").inner_text()
    host.close_session()
    oak.is_told_it_is_over()
    host.sees_the_room_close()
    page = host.page
    expect(page.get_by_role("heading", level=1)).to_have_text("The session is closed")
    expect(page.locator(".mediation:visible")).to_have_count(1)
    last = page.locator(".mediation:visible")
    expect(last.locator(".reference")).to_have_text(reference)
    expect(last.get_by_text("Has the mediation ended, or does it go on?")).to_be_visible()
    host.picture("last-page")
    assert host.end_mediation() == reference
    row = page.locator(".mediation").filter(has_text=reference)
    expect(row).to_contain_text("has ended")
    expect(row.get_by_text("It goes on", exact=True)).to_have_count(0)
