"""Writing on, and opening, a board of 300 options: a real room, in Chromium, the mediator's tab.

Run by `make bench-board`. The options have advantages, disadvantages and interests, and every side has
rated: the mediator's cards show the most. `keystroke_ms`: from a key event to the end of the next frame,
95 of 100 keys being quicker; of the two places where one writes, an open card's field and the composer,
the slower. Frames are drawn as soon as there is something to draw, not at the screen's 60 a second, so
that work is measured and not waiting. `first_paint_ms`: from the click that turns from the people to the
board to the end of the frame in which all its cards stand; the median of several times. Ends with a line
of JSON.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.browser.people import MediatorInBrowser
from tests.client.member import Member
from tests.client.visitor import Mediator
from tests.fixtures import guests
from tests.fixtures.browser import CHROMIUM, CHROMIUM_FLAGS, PATIENCE_MS
from tests.fixtures.server_process import ServerProcess

OPTIONS, INTERESTS = 300, 12
KEYS, WARMING_UP = 200, 20
PAUSE_MS = 40  # faster than anybody types
OPENINGS = 5
ALL_THERE_MS = 60_000
FRAMES_AT_ONCE = ["--disable-frame-rate-limit", "--disable-gpu-vsync"]
RATINGS = ("not_acceptable", "with_changes", "acceptable", "preferred")
SIDES = ("Oak", "Elm")

WATCH = """() => {
  const afterFrame = (done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(null);
  });
  window.tookMs = [];
  const timed = ({ timeStamp }) => afterFrame((now) => window.tookMs.push(now - timeStamp));
  addEventListener("keydown", timed, true);
  window.openingTook = (button) => new Promise((done) => {
    const before = performance.now();
    button.click();
    afterFrame((now) => done(now - before));
  });
}"""


def options_of(guest: Member, joint: str, count: int) -> list[dict[str, Any]]:
    interests = [one.entry for one in guest.channels[joint].entries if one.content.get("list") == "interests"]
    return [
        {
            "kind": "card",
            "list": "options",
            "title": f"Option {n} of {guest.name}: the contract is renewed for {n} months",
            "description": "The terms stay as they are, and are looked at again halfway.\n" * 3,
            "advantages": "Both know where they stand\nIt ends by itself",
            "disadvantages": "It takes time",
            "interests": [interests[n % INTERESTS], interests[(n + 5) % INTERESTS]],
        }
        for n in range(count)
    ]


def fill(sides: list[Member]) -> None:
    """Each side places its half of the options, and rates all."""
    joint = sides[0].find_channel("joint")
    guests.post_all(
        sides[0],
        joint,
        [{"kind": "card", "list": "interests", "title": f"Interest {n}"} for n in range(INTERESTS)],
    )
    for side in sides:
        side.find_channel("joint")
        side.listen()

    def place(side: Member) -> None:
        guests.post_all(side, joint, options_of(side, joint, OPTIONS // len(SIDES)))

    def rate(side: Member) -> None:
        side.listen()
        cards = [one.entry for one in side.channels[joint].entries if one.content.get("list") == "options"]
        ratings = [
            {"kind": "rating", "option": card, "version": card, "value": RATINGS[n % 4], "left": 3600}
            for n, card in enumerate(cards)
        ]
        guests.post_all(side, side.find_channel("private"), ratings)

    with ThreadPoolExecutor() as both:
        list(both.map(place, sides))
        list(both.map(rate, sides))


def open_room(browser: Browser, server: ServerProcess) -> tuple[MediatorInBrowser, list[Member]]:
    context = browser.new_context(base_url=server.url, locale="en", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    account = Mediator(server.url, "A Mediator", "four horses and a lantern")
    account.enrol(server.first_link())
    account.close()
    host = MediatorInBrowser(context.new_page())
    host.sign_in(account.name, account.password)
    links = host.prepare_room(list(SIDES))
    host.open_room()
    sides = [guests.come(host, links[label], label, f"Name of {label}") for label in SIDES]
    host.button("Show who will be there").click()
    for side in sides:
        guests.answer_ready(side)
    host.open_joint_session()
    host.turn_to("Tools")
    host.page.locator("tools-panel").get_by_label("Private ratings of options").check()
    host.turn_to("Board")
    return host, sides


def keystrokes_ms(page: Page, field: Locator) -> list[float]:
    field.click()
    page.evaluate("() => { window.tookMs = []; }")
    for n in range(WARMING_UP + KEYS):
        page.keyboard.press("Space" if n % 6 == 5 else "abcdefghij"[n % 10])
        page.wait_for_timeout(PAUSE_MS)
    page.wait_for_function(f"() => window.tookMs.length >= {WARMING_UP + KEYS}")
    took: list[float] = page.evaluate("() => window.tookMs")
    return took[WARMING_UP:]


def openings_ms(host: MediatorInBrowser) -> list[float]:
    tooks = []
    for _ in range(OPENINGS):
        host.turn_to("People")
        expect(host.page.locator(".bcard")).to_have_count(0)
        button = host.page.locator(".tab:visible").filter(has_text="Board")
        tooks.append(button.evaluate("button => window.openingTook(button)"))
        expect(host.page.locator(".bcard")).to_have_count(OPTIONS)
    return tooks


def measure(host: MediatorInBrowser) -> tuple[dict[str, list[float]], list[float]]:
    page = host.page
    page.evaluate(WATCH)
    expect(page.locator(".bcard")).to_have_count(OPTIONS, timeout=ALL_THERE_MS)
    openings = openings_ms(host)
    keys = {"the composer": keystrokes_ms(page, host.composer)}
    page.locator(".bcard-open").first.click()
    sheet = page.locator("board-panel dialog.sheet")
    sheet.get_by_role("button", name="Change: Description").click()
    keys["an open card's field"] = keystrokes_ms(page, sheet.locator("form.card-field textarea"))
    return keys, openings


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = ServerProcess(Path(folder))
        server.start()
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*CHROMIUM_FLAGS, *FRAMES_AT_ONCE]
        )
        try:
            host, sides = open_room(browser, server)
            fill(sides)
            keys, openings = measure(host)
            for side in sides:
                guests.go(side)
        finally:
            browser.close()
            server.stop()
    p95 = {where: statistics.quantiles(took, n=20)[-1] for where, took in keys.items()}
    for where, took in keys.items():
        print(f"writing in {where}: median {statistics.median(took):.1f} ms, p95 {p95[where]:.1f} ms")
    print(
        json.dumps(
            {
                "options": OPTIONS,
                "keystroke_ms": round(max(p95.values()), 1),
                "first_paint_ms": round(statistics.median(openings), 1),
            }
        )
    )


if __name__ == "__main__":
    main()
