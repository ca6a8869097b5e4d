"""The way to a session: where one is, what is done, what is next; and what a page says while it waits."""

from __future__ import annotations

from datetime import datetime, timedelta

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, AtDesk

SAID = "I advised this office years ago."


def test_the_path_says_what_is_done_and_what_is_next(at_desk: AtDesk) -> None:
    host = at_desk(**PHONE)
    page = host.page
    page.goto("/prepare")
    path = page.get_by_role("navigation", name="Steps to the session")
    here = path.locator("[aria-current=step]")
    expect(here).to_contain_text("Declare")
    page.get_by_label("I declare that I have no undisclosed").check()
    expect(here).to_contain_text("People")
    page.get_by_label("Let each party read a declaration of mine").check()
    page.get_by_label("There is something that the parties should know").check()
    end = datetime.now() + timedelta(hours=2)  # noqa: DTZ005
    page.get_by_label("Announced end").fill(end.strftime("%Y-%m-%dT%H:%M"))
    host.button("Prepare the room").click()
    expect(page.get_by_label("In your own words")).to_be_focused()
    page.get_by_label("In your own words").fill(SAID)
    host.button("Prepare the room").click()
    expect(here).to_contain_text("Links")
    expect(page.get_by_role("heading", name="The links")).to_be_focused()
    host.button("Copy your link").click()
    expect(here).to_contain_text("Rehearse")
    host.button("Make a practice room").click()
    expect(here).to_contain_text("Begin")
    expect(path).to_contain_text("At the time, open the room.")
    host.picture("path-phone")
    page.set_viewport_size({"width": 1440, "height": 900})
    host.open_room()
    expect(page.get_by_text("Nobody is here yet.")).to_be_visible()
    expect(page.get_by_role("region", name="Conflicts of interest")).to_contain_text(SAID)
    host.close_session()
    host.sees_the_room_close()


def test_a_page_that_reaches_no_server_says_so_and_goes_on_by_itself(at_desk: AtDesk) -> None:
    host = at_desk()
    host.page.route("**/session", lambda route: route.abort())
    host.page.goto("/prepare")
    expect(host.page.get_by_role("alert")).to_have_text(
        "No connection to the server. This page tries again by itself."
    )
    host.page.unroute_all(behavior="ignoreErrors")
    expect(host.button("Prepare the room")).to_be_visible()
    expect(host.page.get_by_role("alert")).to_have_count(0)
