"""What people are told while their mediator is away."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Session

AWAY = "The mediators are away, and mean to be back at about"


def test_everyone_is_told_when_the_mediator_means_to_be_back(session: Session) -> None:
    """Seen to fail when courier.js does not tell it in the private meetings."""
    oak = session.come("Oak")
    host = session.host
    host.turn_to("Tools")
    told = host.page.locator("section.panel").filter(has_text="When you go away")
    told.get_by_label("Minutes").fill("20")
    told.get_by_role("button", name="Tell everyone when you mean to be back").click()
    banner = oak.page.get_by_role("status").filter(has_text=AWAY)
    expect(banner).to_be_visible()

    elm = session.come("Elm", **PHONE)
    expect(elm.page.get_by_role("status").filter(has_text=AWAY)).to_be_visible()
    host.page.reload()
    expect(host.button("Close session")).to_be_visible()
    expect(banner).to_be_visible()
    elm.picture("absence-phone")

    host.turn_to("Tools")
    told.get_by_role("button", name="I am back").click()
    expect(banner).to_have_count(0)
    expect(elm.page.get_by_role("status").filter(has_text=AWAY)).to_have_count(0)
