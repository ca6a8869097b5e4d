"""What a browser could still show after the end, or after a sleep: nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, BrowserType, Page, Route, expect

from tests.browser.people import Party
from tests.conftest import NewRoom
from tests.fixtures.browser import CHROMIUM, CHROMIUM_FLAGS, PATIENCE_MS, NewPerson
from tests.fixtures.canaries import canary
from tests.fixtures.rooms import OpenRoom
from tests.fixtures.server_process import ServerProcess

MINUTES_MS = 60_000
HOURS_MS = 60 * MINUTES_MS


# A page from the cache goes on where it was: it tells what it holds, before its own scripts go on.
BACK = "from the cache:"
TELL_WHEN_BACK = """(word) => addEventListener("pageshow", ({ persisted }) => {
  if (persisted) console.log(word, document.documentElement.outerHTML);
}, true)"""


def come_in(room: OpenRoom, page: Page, name: str = "A Party") -> Party:
    """By the link, in a browser, let in by a mediator who uses the Python client."""
    party = Party(page)
    party.open_link(str(room.link(1)), name)
    attempt = room.host.answer_knock(seat=room.link(1).seat)
    room.host.take_hello(attempt)
    party.words()
    room.host.admit(attempt)
    party.is_inside()
    return party


def say_and_write(room: OpenRoom, party: Party) -> str:
    """A word that was heard, and one in a draft; both are the word that is given back."""
    word = canary()
    room.host.say(room.host.private[room.link(1).seat], f"{word} is heard")
    party.sees(word)
    party.write(f"{word} is being written")
    return word


def shows(page: Page, word: str) -> bool:
    """Anywhere: in what is drawn, in a field, in the page's source, its title or its address."""
    fields = page.evaluate(
        "() => [...document.querySelectorAll('input, textarea')].map(({ value }) => value)"
    )
    return word in " ".join([page.content(), page.title(), page.url, *fields])


def kept(page: Page) -> dict[str, str]:
    """sessionStorage and localStorage."""
    told: dict[str, str] = page.evaluate("() => ({ ...sessionStorage, ...localStorage })")
    return told


def close(room: OpenRoom, party: Party) -> None:
    room.host.close_room()
    party.is_told_it_is_over()


def test_after_the_end_going_back_shows_nothing(new_room: NewRoom, new_person: NewPerson) -> None:
    """Seen to fail when `finish` in room.js does not forget the keepsake."""
    room, page = new_room(parties=1), new_person()
    page.goto("/")
    party = come_in(room, page)
    word = say_and_write(room, party)
    close(room, party)
    assert not shows(page, word)
    for turn in (page.go_back, page.go_back, page.go_forward, page.go_forward):
        turn()
        assert not shows(page, word)
        assert page.url == "about:blank" or kept(page) == {}
    assert not any("seat-" in cookie.get("name", "") for cookie in page.context.cookies())


def test_a_tab_that_is_opened_again_finds_nothing(new_room: NewRoom, new_person: NewPerson) -> None:
    """A restored session: the browser brings back the tab's address, its sessionStorage and its cookies.

    Seen to fail when `forget` in keepsake.js leaves the seat's entry.
    """
    room, page = new_room(parties=1), new_person()
    party = come_in(room, page)
    word = say_and_write(room, party)
    address, storage, cookies = page.url, kept(page), page.context.cookies()
    assert any(key.startswith("mediation.") for key in storage)
    assert word not in json.dumps(storage)
    close(room, party)
    page.context.add_cookies([{**cookie} for cookie in cookies])  # type: ignore[typeddict-item]
    again = page.context.new_page()
    again.add_init_script(f"""
        if (location.pathname === "/join") for (const [key, value] of Object.entries({json.dumps(storage)}))
            sessionStorage.setItem(key, value);
    """)
    again.goto(address)
    again.wait_for_url("**/closed")
    assert not shows(again, word)
    assert kept(again) == {}


@pytest.fixture
def caching_context(
    browser_type: BrowserType, server: ServerProcess, tmp_path: Path
) -> Iterator[BrowserContext]:
    """With the back/forward cache, which Playwright switches off."""
    context = browser_type.launch_persistent_context(
        tmp_path / "profile",
        executable_path=CHROMIUM,
        args=CHROMIUM_FLAGS,
        ignore_default_args=["--disable-back-forward-cache"],
        base_url=server.url,
        locale="en",
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


def keepable(route: Route) -> None:
    """As a proxy between might answer: without `no-store`, for which Chromium keeps a room's page out."""
    if route.request.resource_type != "document":
        return route.continue_()
    answer = route.fetch()
    return route.fulfill(response=answer, headers={**answer.headers, "cache-control": "private"})


def test_a_page_from_the_back_forward_cache_shows_nothing_of_a_room_that_has_closed(
    new_room: NewRoom, caching_context: BrowserContext
) -> None:
    """It does come from there, and is empty. Seen to fail when `pagehide` in stage.js does not wipe it."""
    room, page = new_room(parties=1), caching_context.new_page()
    brought_back: list[str] = []
    page.on("console", lambda said: brought_back.append(said.text) if said.text.startswith(BACK) else None)
    page.route("**/join", keepable)
    party = come_in(room, page)
    word = say_and_write(room, party)
    page.unroute("**/join")
    page.evaluate(TELL_WHEN_BACK, BACK)
    page.goto("/healthz")
    room.host.close_room()
    page.go_back(wait_until="commit")
    page.wait_for_url("**/closed")
    (once,) = brought_back
    assert word not in once
    assert not shows(page, word)
    assert kept(page) == {}


@pytest.fixture
def sleeper(new_room: NewRoom, new_person: NewPerson) -> tuple[OpenRoom, Party, str]:
    """A party whose laptop can be closed: its page's clock is the test's to move."""
    room, page = new_room(parties=1), new_person()
    page.clock.install()
    party = come_in(room, page)
    return room, party, say_and_write(room, party)


def sleep(party: Party, for_ms: int) -> None:
    """The lid is closed, without a network; timers that were due fire once, on waking."""
    party.page.context.set_offline(True)
    party.page.clock.fast_forward(for_ms)


def sees_nothing(party: Party) -> None:
    expect(party.page.locator("html")).to_have_attribute("data-asleep", "One moment…")
    expect(party.page.locator("join-page")).to_have_css("opacity", "0")


def test_a_tab_that_slept_stays_veiled_until_the_server_has_answered(
    sleeper: tuple[OpenRoom, Party, str],
) -> None:
    """Seen to fail when guard/sleep.js notices no sleep."""
    _, party, word = sleeper
    sleep(party, 20 * MINUTES_MS)
    sees_nothing(party)
    party.page.context.set_offline(False)
    expect(party.page.locator("html")).not_to_have_attribute("data-asleep", re.compile(""))
    expect(party.page.locator("join-page")).to_have_css("opacity", "1")
    party.sees(f"{word} is heard")
    expect(party.composer).to_have_value(f"{word} is being written")


def test_one_whose_room_closed_while_it_slept_is_wiped_before_it_is_seen(
    sleeper: tuple[OpenRoom, Party, str],
) -> None:
    """Seen to fail when guard/sleep.js does not wait for the server's answer."""
    room, party, word = sleeper
    sleep(party, 20 * MINUTES_MS)
    sees_nothing(party)
    room.host.close_room()
    party.page.context.set_offline(False)
    party.is_told_it_is_over()
    assert not shows(party.page, word)


def test_one_that_sleeps_past_the_rooms_limit_wipes_itself_without_a_server(
    sleeper: tuple[OpenRoom, Party, str],
) -> None:
    """Seen to fail when neither the limit's timer nor waking ends it: each alone suffices here."""
    _, party, word = sleeper
    page = party.page
    sleep(party, 14 * HOURS_MS)
    page.wait_for_function("() => document.body.children.length === 0 || location.pathname !== '/join'")
    assert not shows(page, word)
