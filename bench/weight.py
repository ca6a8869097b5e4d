"""What a browser loads for the join page and for the room, compressed, fonts aside.

Run by `make bench-weight`. Loads the pages in Chromium from a real server and adds up what came over the
wire, headers included, in thousands of bytes. The room opens in place, so the join page is also a party's
room, with what it loads while one reads; `room_kb` is the mediator's page. Each language is a catalogue of
its own, so the heaviest of them is named. Nothing more loads until somebody clicks. `join_later_kb` and
`room_later_kb` are what comes once a person is inside and the browser is idle, or at the click that asks for
it: the parts of the page that the static page names as such, as they are compressed, without headers.
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from mediation.bundle.listing import DIST
from mediation.web.language import LANGUAGES
from tests.fixtures.browser import CHROMIUM, CHROMIUM_FLAGS
from tests.fixtures.server_process import ServerProcess

# Parts, by name, that come by themselves (docs/decisions/0045).
BY_THEMSELVES = ("room_session.js", "room_inside.js")


def loaded_kb(browser: Browser, url: str, language: str) -> float:
    """Thousands of encoded bytes of everything but fonts."""
    context = browser.new_context(locale=language)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    devtools.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    devtools.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: int(event["encodedDataLength"])}),
    )
    page.goto(url)
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_function("() => customElements.get('mediation-room')")
    page.wait_for_load_state("networkidle")
    context.close()
    return round(sum(size for request, size in sizes.items() if kinds.get(request) != "Font") / 1000, 1)


def later_kb(page: str) -> float:
    """Thousands of bytes, Brotli, of the parts that a page names, without their catalogues."""
    named = re.findall(
        r'<meta name="later ([^"]+)" content="/static/dist/(\S+) ', (DIST / f"pages/{page}.html").read_text()
    )
    files = [file for name, file in named if name not in BY_THEMSELVES]
    return round(sum((DIST / f"{file}.br").stat().st_size for file in files) / 1000, 1)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = ServerProcess(Path(folder))
        server.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        try:
            figures: dict[str, float | str] = {}
            for page, path in (("join", "/join"), ("room", "/host")):
                weights = {one: loaded_kb(browser, f"{server.url}{path}", one) for one in LANGUAGES}
                heaviest = max(weights, key=lambda one: weights[one])
                figures |= {f"{page}_kb": weights["en"], f"{page}_kb_heaviest": weights[heaviest]}
                figures[f"{page}_heaviest"] = heaviest
        finally:
            browser.close()
            server.stop()
    print(json.dumps(figures | {"join_later_kb": later_kb("join"), "room_later_kb": later_kb("host")}))


if __name__ == "__main__":
    main()
