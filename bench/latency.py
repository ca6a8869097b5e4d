"""From a message sent in one browser to visible in another: two Chromium contexts, a real room, one machine.

Run by `make bench-latency`. Read just before "send" is clicked in one page, and when the words have a place
in the layout of the other. Each page's clock is set against this process's by asking it often and believing
the quickest answer (as NTP does, RFC 5905), right to a fraction of a millisecond. Ends with a line of JSON.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.people import MediatorInBrowser, Party
from tests.client.visitor import Mediator
from tests.fixtures.browser import CHROMIUM, CHROMIUM_FLAGS, PATIENCE_MS
from tests.fixtures.server_process import ServerProcess

WARMING_UP, MEASURED = 20, 200
CLOCK_READINGS = 200
PAUSE_MS = 60  # a seat may post 20 times a second

WATCH = """() => {
  window.seenAt = new Map();
  const look = () => {
    // From the latest backwards, so that looking costs as little in a long conversation as in a short one.
    for (const text of [...document.querySelectorAll("article.message .text")].reverse()) {
      if (window.seenAt.has(text.textContent)) return;
      if (text.getClientRects().length > 0) window.seenAt.set(text.textContent, performance.now());
    }
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""

SEND = """(text) => {
  const field = document.querySelector("message-composer textarea");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const sentAt = performance.now();
  document.querySelector("message-composer button.send").click();
  return sentAt;
}"""


def clock_offset_ms(page: Page) -> float:
    """What this page's clock shows more than this process's."""
    asked: list[tuple[float, float]] = []
    for _ in range(CLOCK_READINGS):
        before = time.perf_counter()
        shown_ms = page.evaluate("() => performance.now()")
        after = time.perf_counter()
        asked.append((after - before, shown_ms - (before + after) * 500))
    return min(asked)[1]


def measure(sender: Page, reader: Page, who: str) -> list[float]:
    """Milliseconds for each message."""
    reader.evaluate(WATCH)
    apart_ms = clock_offset_ms(reader) - clock_offset_ms(sender)
    took_ms = []
    for count in range(WARMING_UP + MEASURED):
        text = f"These are words number {count} of {who}."
        sent_at = sender.evaluate(SEND, text)
        reader.wait_for_function("text => window.seenAt.has(text)", arg=text)
        seen_at = reader.evaluate("text => window.seenAt.get(text)", text)
        took_ms.append(seen_at - sent_at - apart_ms)
        sender.wait_for_timeout(PAUSE_MS)
    return took_ms[WARMING_UP:]


def come_together(browser: Browser, server: ServerProcess) -> tuple[MediatorInBrowser, Party]:
    """A mediator and a party in their private meeting."""

    def new_page() -> Page:
        context = browser.new_context(base_url=server.url, locale="en")
        context.set_default_timeout(PATIENCE_MS)
        return context.new_page()

    account = Mediator(server.url, "A Mediator", "four horses and a lantern")
    account.enrol(server.first_link())
    account.close()
    mediator, party = MediatorInBrowser(new_page()), Party(new_page())
    mediator.sign_in(account.name, account.password)
    links = mediator.prepare_room(["Oak"])
    mediator.open_room()
    party.open_link(links["Oak"], "A Party")
    party.words()
    mediator.let_in("Oak")
    party.is_inside()
    mediator.meets("A Party")
    return mediator, party


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = ServerProcess(Path(folder))
        server.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        try:
            mediator, party = come_together(browser, server)
            took_ms = measure(mediator.page, party.page, "the mediator")
            took_ms += measure(party.page, mediator.page, "the party")
        finally:
            browser.close()
            server.stop()
    parts = statistics.quantiles(took_ms, n=20)
    print(
        json.dumps(
            {
                "median_ms": round(statistics.median(took_ms), 2),
                "p95_ms": round(parts[-1], 2),
                "messages": len(took_ms),
            }
        )
    )


if __name__ == "__main__":
    main()
