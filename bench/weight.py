"""What a browser loads for the join page and for the room, compressed, fonts aside.

Run by `make bench-weight`. Loads the pages in Chromium from a real server and adds up what came over the
wire; the room is loaded in place, so `room_kb` is what a mediator's page loads, the heavier of the two.
The Arabic catalogue is loaded too: the heaviest case that a person meets.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.fixtures.browser import CHROMIUM, CHROMIUM_FLAGS
from tests.fixtures.server_process import ServerProcess


def loaded_bytes(browser: Browser, url: str) -> int:
    """Encoded bytes of everything but fonts."""
    context = browser.new_context(locale="ar")
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
    page.wait_for_load_state("load")
    context.close()
    return sum(size for request, size in sizes.items() if kinds.get(request) != "Font")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = ServerProcess(Path(folder))
        server.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        try:
            join, room = (loaded_bytes(browser, f"{server.url}{path}") for path in ("/join", "/host"))
        finally:
            browser.close()
            server.stop()
    print(json.dumps({"join_kb": round(join / 1000, 1), "room_kb": round(room / 1000, 1)}))


if __name__ == "__main__":
    main()
