"""A mediator rehearses, other seats side by side in the same browser; every page says that it is practice."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, AtDesk
from tests.browser.people import MediatorInBrowser, Party
from tests.browser.test_sessions import references

STRIP = "This is a rehearsal; nothing here is real."


def says_it_is_practice(page: Page) -> None:
    expect(page.get_by_text(STRIP)).to_be_visible()


def new_tab(host: MediatorInBrowser, link: str) -> Page:
    """What a link opens beside; in the same browser, as a person with one device has it."""
    with host.page.context.expect_page() as opened:
        host.page.get_by_role("link", name=link).first.click()
    return opened.value


def test_a_mediator_sits_on_both_sides_of_a_rehearsal_and_nothing_is_written(at_desk: AtDesk) -> None:
    office = at_desk(**LAPTOP)
    before = references(office.page)
    real = office.prepare_room(["Oak", "Elm"])
    expect(office.page.get_by_text(STRIP)).to_have_count(0)
    office.button("Make a practice room").click()

    host = MediatorInBrowser(new_tab(office, "Go to the rehearsal in a new tab"))
    says_it_is_practice(host.page)
    host.button("Open the room", exact=True).click()
    expect(host.button("Close session")).to_be_visible()
    says_it_is_practice(host.page)
    oak = Party(new_tab(host, "Take this place in a new tab"))
    says_it_is_practice(oak.page)
    assert oak.page.url.split("#")[1] not in real["Oak"]
    oak.picture("rehearsal-welcome")
    oak.ask_in("Myself as Oak")
    assert oak.words() == host.words_of("Oak")
    says_it_is_practice(oak.page)
    oak.picture("rehearsal-words")
    host.let_in("Oak")
    oak.is_inside()
    says_it_is_practice(oak.page)
    host.picture("rehearsal-host")
    oak.page.reload()
    oak.is_inside()
    says_it_is_practice(oak.page)

    host.begin()
    host.close_session()
    oak.page.wait_for_url("**/closed#rehearsal")
    expect(oak.page.get_by_role("heading", name="The rehearsal is over")).to_be_visible()
    host.sees_the_room_close()
    assert references(host.page) == before
