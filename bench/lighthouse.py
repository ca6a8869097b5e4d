"""What Lighthouse finds on the page that a link opens, and on a mediator's room in use.

Run by `make bench-lighthouse`, with the npm package of that name, which only this needs (bench/auditor). As
it is by default: a phone on slow 4G with a quarter of this processor, nothing cached. The room is one with
two people inside and a few words said, and is measured as it comes back after a reload. Each category is the
lower of the two pages, 100 at best; what lowered it is listed. Served over plain http on this machine, which
browsers treat as a secure place, so nothing here speaks of TLS. Ends with a line of JSON.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from bench.loading import NODE
from tests.browser.people import MediatorInBrowser, Party
from tests.fixtures.browser import CHROMIUM, CHROMIUM_FLAGS
from tests.fixtures.server_process import ROOT, ServerProcess, free_port

AUDITOR = ROOT / "bench/auditor"
LAPTOP: ViewportSize = {"width": 1440, "height": 900}
CATEGORIES = ("performance", "accessibility", "best_practices")
PATIENCE_MS, PATIENCE_SECONDS = 20_000, 300
PASSWORD = "four horses and a lantern"


def main() -> None:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = ServerProcess(Path(folder))
        server.start()
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*CHROMIUM_FLAGS, f"--remote-debugging-port={port}"]
        )
        try:
            host, link = use_room(browser, server)
            audits = audit(port, link, host.page.url)
        finally:
            browser.close()
            server.stop()
    for one in audits:
        print(f"{one['page']} ({one['ended_at']}): {one['scores']}")
        for lowered in one["lowered"]:
            print(f"  {lowered}")
    print(json.dumps({name: min(one["scores"][name] for one in audits) for name in CATEGORIES}))


def use_room(browser: Browser, server: ServerProcess) -> tuple[MediatorInBrowser, str]:
    """The mediator in a room where something has been said, and a link that nobody has opened."""

    def new_page() -> Page:
        context = browser.new_context(base_url=server.url, locale="en", viewport=LAPTOP)
        context.set_default_timeout(PATIENCE_MS)
        return context.new_page()

    host = MediatorInBrowser(new_page())
    host.enrol(server.first_link(), "A Mediator", PASSWORD)
    links = host.prepare_room(["Oak", "Elm"])
    host.open_room()
    oak = Party(new_page())
    oak.open_link(links["Oak"], "Name of Oak")
    oak.words()
    host.let_in("Oak")
    oak.is_inside()
    host.meets("Name of Oak")
    oak.say("Good morning.")
    host.say("Good morning, and thank you for coming.")
    oak.sees("Good morning, and thank you for coming.")
    return host, links["Elm"]


def audit(port: int, join: str, room: str) -> list[dict[str, Any]]:
    """For each page its scores, 0 to 100, and what lowered them."""
    done = subprocess.run(
        [NODE, "audit.js"],
        cwd=AUDITOR, input=json.dumps({"port": port, "join": join, "room": room}), timeout=PATIENCE_SECONDS,
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


if __name__ == "__main__":
    main()
