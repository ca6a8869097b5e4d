"""How soon somebody on a poor network is in the waiting room.

Run by `make bench-join`. Chromium's own throttling: 400 kbit/s either way, and 400 ms more for every request
(it knows no round trips of TCP and TLS); the server stands behind nginx as in deploy/nginx.conf, with TLS
and HTTP/2. Nothing is cached. `lobby_s`: from opening a personal link until the page says that one is in the
waiting room; name and promise are put in as soon as there are fields for them, so that nobody's reading
counts, nor gives the rest of the page time to come. `welcome_s`: until then; `words_s`: until the safety
words. The middle of several runs, each with a link of its own. Ends with a line of JSON.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.people import MediatorInBrowser
from tests.fixtures.browser import CHROMIUM, CHROMIUM_FLAGS
from tests.fixtures.nginx import Nginx
from tests.fixtures.server_process import ServerProcess

RUNS = 5
BYTES_PER_SECOND = 400_000 / 8
ROUND_TRIP_MS = 400
PATIENCE_MS = 20_000
PASSWORD = "four horses and a lantern"

# Puts in what a person would, and tells the moments, in milliseconds since the link was opened.
HURRY = """() => {
  window.reached = {};
  const look = () => {
    const form = document.querySelector("form.ask");
    if (form && !("welcome" in window.reached)) {
      window.reached.welcome = performance.now();
      form.elements.namedItem("name").value = "Someone far away";
      form.elements.namedItem("accepted").checked = true;
      setTimeout(() => form.requestSubmit());
    }
    if (document.querySelector("main.phase-lobby h1")) window.reached.lobby ??= performance.now();
    if (document.querySelector(".safety-words")) window.reached.words ??= performance.now();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        nginx = Nginx()
        server = ServerProcess(Path(folder), MEDIATION_PUBLIC_URL=nginx.url)
        server.start()
        nginx.start([server])
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        try:
            links = open_room(browser, server, nginx.url)
            reached = [join(browser, link) for link in links]
        finally:
            browser.close()
            nginx.stop()
            server.stop()
    for one in reached:
        print("  ".join(f"{place} {ms / 1000:.2f} s" for place, ms in one.items()))
    middle = {place: statistics.median(one[place] for one in reached) / 1000 for place in reached[0]}
    print(json.dumps({f"{place}_s": round(seconds, 2) for place, seconds in middle.items()}))


def open_room(browser: Browser, server: ServerProcess, url: str) -> list[str]:
    """A link for each run; the mediator's tab stays open."""
    host = MediatorInBrowser(new_page(browser, url))
    host.enrol(server.first_link(), "A Mediator", PASSWORD)
    links = host.prepare_room([f"Seat {n}" for n in range(1, RUNS + 1)])
    host.open_room()
    return list(links.values())


def join(browser: Browser, link: str) -> dict[str, float]:
    """Milliseconds to each place on the way."""
    page = new_page(browser, link)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": ROUND_TRIP_MS,
            "downloadThroughput": BYTES_PER_SECOND,
            "uploadThroughput": BYTES_PER_SECOND,
        },
    )
    page.add_init_script(f"({HURRY})()")
    page.goto(link, wait_until="commit")
    page.locator(".safety-words").wait_for()
    reached: dict[str, float] = page.evaluate("() => window.reached")
    page.context.close()
    return reached


def new_page(browser: Browser, url: str) -> Page:
    context = browser.new_context(base_url=url, locale="en", ignore_https_errors=True)
    context.set_default_timeout(PATIENCE_MS)
    return context.new_page()


if __name__ == "__main__":
    main()
