"""How quickly closing wipes every tab, and whether closed rooms leave anything in the server's memory.

Run by `make bench-close`. `all_wiped_ms`: 20 tabs in Chromium, the mediator's and 19 people's, in one room;
from the moment at which the countdown is over (the click that began it, and its length) to the last tab
whose page holds nothing any more. By then a link is refused and a pass is told that the room has closed.
`memory_ratio`: what the server's process holds after 1,000 rooms, each opened, used by two tabs (a
handshake, a private meeting, messages, a half) and closed, over what it held after the first hundred.
Ends with a line of JSON.
"""

from __future__ import annotations

import json
import logging
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.people import MediatorInBrowser, Party
from tests.client.connection import ConnectionRefused
from tests.client.links import PersonalLink, Place
from tests.client.visitor import HttpRefused, Mediator, Visitor
from tests.fixtures.browser import CHROMIUM, CHROMIUM_FLAGS
from tests.fixtures.rooms import OpenRoom, Rooms
from tests.fixtures.server_process import ServerProcess

TABS = 20
CLOSE_SECONDS = 5
PATIENCE_MS = 60_000  # twenty tabs share this machine's cores
ROOMS, FIRST_ROOMS = 1000, 100
MEDIATORS, ROOMS_AT_ONCE = 10, 5
MESSAGES, MESSAGE_LETTERS = 10, 1000
PASSWORD = "four horses and a lantern"

# Tells the moment at which the page is empty, by the clock that all tabs share.
WATCH = """() => {
  new MutationObserver(() => document.body.children.length === 0 && window.tellWiped(Date.now()))
    .observe(document.body, { childList: true });
}"""


def main() -> None:
    logging.disable()  # the client's library complains of every connection that the server ends
    with tempfile.TemporaryDirectory() as folder:
        all_wiped_ms = measure_wiping(Path(folder) / "tabs")
        memory = measure_memory(Path(folder) / "memory")
    print(f"memory: {memory[0] >> 10} MiB after {FIRST_ROOMS} rooms, {memory[1] >> 10} MiB after {ROOMS}")
    ratio = round(memory[1] / memory[0], 3)
    print(json.dumps({"tabs": TABS, "all_wiped_ms": round(all_wiped_ms), "memory_ratio": ratio}))


def start(folder: Path, **settings: str) -> ServerProcess:
    folder.mkdir()
    server = ServerProcess(folder, **settings)
    server.start()
    return server


# Tabs


def measure_wiping(folder: Path) -> float:
    server = start(folder, MEDIATION_CLOSE_SECONDS=str(CLOSE_SECONDS))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        try:
            return wipe_tabs(browser, server)
        finally:
            browser.close()
            server.stop()


def wipe_tabs(browser: Browser, server: ServerProcess) -> float:
    """Milliseconds from the countdown's end to the last empty page."""
    host, links = fill_room(browser, server)
    pages = [context.pages[0] for context in browser.contexts]
    assert len(pages) == TABS
    wiped_at = watch(pages)
    room = PersonalLink.parse(next(iter(links.values()))).room
    visitor = Visitor(server.url)
    link = PersonalLink.parse(next(iter(links.values())))
    visitor.join(link)
    host.button("Close session").click()
    begun_at_ms = time.time() * 1000
    host.button("Close for everyone").click()
    for page in pages:
        page.wait_for_url(re.compile("/(closed|desk)"))
    assert len(wiped_at) == TABS, "every tab has told that it is empty"
    assert_server_is_free(visitor, link, room)
    return max(wiped_at.values()) - begun_at_ms - CLOSE_SECONDS * 1000


def fill_room(browser: Browser, server: ServerProcess) -> tuple[MediatorInBrowser, dict[str, str]]:
    def new_page() -> Page:
        context = browser.new_context(base_url=server.url, locale="en")
        context.set_default_timeout(PATIENCE_MS)
        return context.new_page()

    account = Mediator(server.url, "A Mediator", PASSWORD)
    account.enrol(server.first_link())
    account.close()
    host = MediatorInBrowser(new_page())
    host.sign_in(account.name, account.password)
    links = host.prepare_room([f"Seat {n:02}" for n in range(1, TABS)])
    host.open_room()
    for label, link in links.items():
        party = Party(new_page())
        party.open_link(link, f"Name of {label}")
        party.words()
        host.let_in(label)
        party.is_inside()
    return host, links


def watch(pages: list[Page]) -> dict[int, float]:
    """Number of the tab → when it was empty, in milliseconds since 1970; filled as they tell it."""
    wiped_at: dict[int, float] = {}
    for number, page in enumerate(pages):
        page.expose_function("tellWiped", lambda at, number=number: wiped_at.setdefault(number, at))
        page.evaluate(WATCH)
    return wiped_at


def assert_server_is_free(visitor: Visitor, link: PersonalLink, room: str) -> None:
    assert refusal_of(lambda: visitor.join(link)) == "403 not_open", "a link still opens the room"
    assert refusal_of(lambda: visitor.connect(room, link.seat)) == "closed", "a pass still does"


def refusal_of(ask: Callable[[], object]) -> str:
    try:
        ask()
    except (HttpRefused, ConnectionRefused) as refused:
        return str(refused)
    return ""


# Memory


def measure_memory(folder: Path) -> tuple[int, int]:
    """KiB after the first rooms, and after all."""
    server = start(folder, MEDIATION_CLOSE_SECONDS="1")
    mediators = list(enrol(server))
    try:
        use_rooms(mediators, FIRST_ROOMS)
        first = resident_kib(server)
        use_rooms(mediators, ROOMS - FIRST_ROOMS)
        return first, resident_kib(server)
    finally:
        for mediator in mediators:
            mediator.close()
        server.stop()


def enrol(server: ServerProcess) -> Iterator[Mediator]:
    for n in range(MEDIATORS):
        mediator = Mediator(server.url, f"Mediator {n}", PASSWORD)
        mediator.enrol(server.invite(mediator.name) if n else server.first_link())
        yield mediator


def use_rooms(mediators: list[Mediator], count: int) -> None:
    """Some at once, so that waiting for their countdowns takes no time."""
    at_once = len(mediators) * ROOMS_AT_ONCE
    turns = cycle(mediators)
    for begun in range(0, count, at_once):
        rooms = [use(mediator) for mediator in islice(turns, min(at_once, count - begun))]
        with ThreadPoolExecutor(len(rooms)) as pool:
            list(pool.map(end, rooms))


def use(mediator: Mediator) -> OpenRoom:
    room = Rooms().open(mediator, [Place(1, 1, "party")])
    member = room.admit(1)
    for n in range(MESSAGES):
        speaker: Any = member if n % 2 else room.host
        speaker.say(room.private(member), f"{n} " * (MESSAGE_LETTERS // 2))
    member.connection.call("half_put", half=bytes(64))
    return room


def end(room: OpenRoom) -> None:
    (member,) = room.members
    room.host.close_room()
    for tab in (member, room.host):
        tab.connection.expect_end()
        tab.disconnect()
    member.visitor.close()
    room.host.visitor.leave(room.host.seat)


def resident_kib(server: ServerProcess) -> int:
    status = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found.group(1))


if __name__ == "__main__":
    main()
