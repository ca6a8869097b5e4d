"""A pause, and leaving, are always at hand; what follows from them tells nobody who needed them."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Session

PAUSED = "The mediator has paused the session."
CONTACT = "Staff counsellor, room 12"


def test_a_pause_hides_at_once_and_nobody_else_learns_whose_it_is(session: Session) -> None:
    """Seen to fail when the courier holds nothing for a pause, when the button in room_header.js does not
    hide the page, when `hold` in chairing.js ends no pauses, and when `settleDifferently` in
    distress_work.js settles nothing.
    """
    oak, elm = session.come("Oak", **PHONE), session.come("Elm")
    session.open_joint()
    host = session.host
    elm.say("You always do that.")
    oak.sees("You always do that.")
    oak.picture("distress-phone-joint")
    oak.button("I need a pause").click()
    expect(oak.page.locator("join-page")).to_be_hidden()
    expect(elm.page.get_by_text(PAUSED)).to_be_visible()
    expect(host.page.get_by_text("A pause is needed by Name of Oak")).to_be_visible()
    assert "Oak" not in elm.page.locator(".banners").inner_text()
    elm.picture("distress-others")
    host.picture("distress-mediator")

    oak.button("Show again").click()
    expect(oak.page.get_by_text("Only the mediators know that it was you.")).to_be_visible()
    oak.picture("distress-phone-asked")
    host.button("Go on with the session").click()
    expect(elm.page.get_by_text(PAUSED)).to_have_count(0)
    expect(oak.page.get_by_text("Only the mediators know that it was you.")).to_have_count(0)

    message = oak.message("You always do that.")
    message.get_by_label("More about this message").click()
    message.get_by_role("button", name="Please say it differently").click()
    asked = host.page.locator(".banner").filter(has_text="Name of Oak asks you alone")
    expect(asked).to_contain_text("You always do that.")
    asked.get_by_role("button", name="Done").click()
    expect(asked).to_have_count(0)
    oak.sees("You always do that.")

    host.meets(session.name("Oak"))
    host.button("Check in").click()
    oak.go_to("Private meeting")
    oak.page.get_by_label("Where you are").fill("At a café")
    oak.button("Tell the mediators").click()
    expect(host.page.get_by_label("How you are placed")).to_contain_text("At a café")
    host.picture("distress-check-in")


def test_who_leaves_is_asked_no_reason_and_told_whom_to_turn_to(session: Session) -> None:
    """Seen to fail when `stage` in main/stage.js leads whoever leaves to the page for everyone else."""
    oak = session.come("Oak", **PHONE)
    oak.say("I cannot do this.")
    oak.button("Leave", exact=True).click()
    cover = oak.page.locator(".leaving dialog")
    behind = cover.evaluate("dialog => getComputedStyle(dialog, '::backdrop').backgroundColor")
    assert behind.startswith("rgb("), "nothing shines through"
    oak.picture("distress-leaving")
    oak.button("Leave now").click()
    oak.page.wait_for_url("**/closed#left")
    expect(oak.page.get_by_text(CONTACT)).to_be_visible()
    expect(oak.page.get_by_role("textbox")).to_have_count(0)
    oak.picture("distress-left")
    session.come("Oak")  # the same way as before, and no other question
