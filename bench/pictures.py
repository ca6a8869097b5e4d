"""What README and the guide show, taken from the running app: the room, half a minute of a mediation, and the
waiting room in every language.

Run by `make pictures`; writes docs/pictures/. The people and their words are made
up here. Nothing else depends on it: the pictures stay true because anybody can take them again.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, expect, sync_playwright

from mediation.web.language import LANGUAGES
from tests.browser.boards import Board
from tests.browser.people import MediatorInBrowser, Party
from tests.client.visitor import Mediator
from tests.fixtures.browser import CHROMIUM, CHROMIUM_FLAGS, PATIENCE_MS
from tests.fixtures.server_process import ROOT, ServerProcess

PICTURES = ROOT / "docs/pictures"
LAPTOP: dict[str, Any] = {"viewport": {"width": 1200, "height": 780}}
PHONE: dict[str, Any] = {"viewport": {"width": 380, "height": 780}, "has_touch": True, "is_mobile": True}
SCENE_MS = 2750  # eleven of them: half a minute
HEIGHT, MARGIN = 560, 20
GROUND, FRAME = "#dcd7cd", "#8d877b"
UPPER_PX = 640  # below is nothing
CLOSE_SECONDS = "5"
CARDS = {
    "Plan the work together each Monday": {
        "advantages": "Both know what comes\nNo surprises",
        "disadvantages": "Takes half an hour",
    },
    "Two fixed days without meetings": {
        "advantages": "Time to concentrate",
        "disadvantages": "Fewer slots for others",
    },
    "Look at it again after three months": {"advantages": "Nobody is bound for good"},
}


SPEAK = """async (code) => {
  const page = document.querySelector("join-page");
  const spoken = () => document.documentElement.lang === code;
  page.dispatchEvent(new CustomEvent("choose-language", { detail: code }));
  for (let n = 0; n < 250 && !spoken(); n += 1) await new Promise((done) => setTimeout(done, 20));
  await page.updateComplete;
  await new Promise((done) => setTimeout(done, 100));
}"""


def in_every_language(page: Page, name: str) -> None:
    """For the guide: this screen, as its readers in each language see it."""
    for code in LANGUAGES:
        page.evaluate(SPEAK, code)
        screen = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        upper = screen.crop((0, 0, screen.width, UPPER_PX))
        upper.save(PICTURES / f"guide/{code}-{name}.webp", quality=70, method=6)
    page.evaluate(SPEAK, "en")


class Scene:
    """What the mediator's laptop and one party's phone show at one moment."""

    def __init__(self, name: str, host: MediatorInBrowser, party: Party) -> None:
        self.name = name
        self.laptop, self.phone = host.page.screenshot(), party.page.screenshot()

    def side_by_side(self) -> Image.Image:
        screens = [Image.open(io.BytesIO(png)).convert("RGB") for png in (self.laptop, self.phone)]
        small = [
            one.resize((one.width * HEIGHT // one.height, HEIGHT), Image.Resampling.LANCZOS)
            for one in screens
        ]
        whole = Image.new("RGB", (sum(one.width for one in small) + 3 * MARGIN, HEIGHT + 2 * MARGIN), GROUND)
        left = MARGIN
        for one in small:
            whole.paste(one, (left, MARGIN))
            box = (left - 1, MARGIN - 1, left + one.width, MARGIN + HEIGHT)
            ImageDraw.Draw(whole).rectangle(box, outline=FRAME)
            left += one.width + MARGIN
        return whole


def mediation(host: MediatorInBrowser, oak: Party, elm: Party, account: Mediator) -> Iterator[Scene]:
    """A mediation from the links to the certificate."""
    host.sign_in(account.name, account.password)
    links = host.prepare_room(["Staff member", "Manager"])
    host.page.evaluate("() => scrollTo(0, 0)")
    oak.page.goto(links["Staff member"])
    oak.page.get_by_role("heading", name="Welcome").wait_for()
    yield Scene("links", host, oak)

    host.open_room()
    oak.open_link(links["Staff member"], "Oak")
    elm.open_link(links["Manager"], "Elm")
    for party, label in ((oak, "Staff member"), (elm, "Manager")):
        assert party.words() == host.words_of(label)
    yield Scene("words", host, oak)
    in_every_language(oak.page, "words")

    host.let_in("Staff member")
    host.let_in("Manager")
    host.meets("Oak")
    host.say("Good morning, and thank you for coming. How would you like to begin?")
    oak.is_inside()
    oak.say("Good morning. Quietly, please. I worry about how the work is shared since the spring.")
    host.say("Then let us begin there. Only you and I read this.")
    oak.sees("Only you and I")
    yield Scene("private", host, oak)

    host.button("Show who will be there").click()
    expect(oak.page.get_by_role("heading", name="Before the joint session")).to_be_visible()
    yield Scene("ready", host, oak)

    oak.answer_ready()
    elm.answer_ready()
    host.begin()
    host.open_joint_session()
    oak.goes_to_joint_session()
    elm.goes_to_joint_session()
    host.say("Welcome to both of you. Each of you speaks first without interruption.")
    oak.say("What matters to me is that I can plan my weeks.")
    elm.say("And to me that the deadlines are met. I can see that both belong together.")
    oak.sees("both belong together")
    yield Scene("joint", host, oak)

    board = Board(host)
    for title, texts in CARDS.items():
        board.write_card(title, **texts)
        board.place()
    oak.turn_to("Board")
    expect(oak.page.locator(".bcard")).to_have_count(3)
    yield Scene("board", host, oak)

    host.meets("Oak")
    host.say("Between us: what would make the Mondays easy for you?")
    oak.talk()
    oak.go_to(re.compile("Private meeting"))
    oak.sees("make the Mondays easy")
    oak.say("If they begin at ten. The children, you see.")
    oak.write("You may tell them about ten o'clock, not w")
    host.sees("begin at ten")
    yield Scene("caucus", host, oak)

    oak.button("Hide now").click()
    yield Scene("hidden", host, oak)

    oak.button("Show again").click()
    host.close_session()
    expect(oak.page.get_by_text("The session is closing")).to_be_visible()
    yield Scene("closing", host, oak)

    oak.is_told_it_is_over()
    host.sees_the_room_close()
    host.page.locator(".mediation:visible .reference").wait_for()
    yield Scene("closed", host, oak)

    today = datetime.now(UTC).date().isoformat()
    reference = host.end_mediation()
    page = host.page
    page.goto("/certificate")
    page.get_by_role("radio", name=reference).check()
    page.get_by_label("Tribunal", exact=True).select_option("undt-geneva")
    page.get_by_label("Reference of its request").fill("Order No. 113 (GVA/2026)")
    page.get_by_label("Day of its request").fill(today)
    page.get_by_label("Reference of the case").fill("UNDT/GVA/2026/019")
    page.get_by_label("Your title").fill("Mediator")
    page.get_by_label("Place").fill("Geneva")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("heading", name="Certificate of the dates of mediation").wait_for()
    yield Scene("certificate", host, oak)


def person(browser: Browser, server: ServerProcess, **options: Any) -> Page:
    context = browser.new_context(base_url=server.url, locale="en", **options)
    context.set_default_timeout(PATIENCE_MS)
    return context.new_page()


def take(folder: Path) -> list[Scene]:
    server = ServerProcess(folder, MEDIATION_CLOSE_SECONDS=CLOSE_SECONDS)
    server.start()
    account = Mediator(server.url, "A Mediator", "four horses and a lantern")
    account.enrol(server.first_link())
    account.close()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        try:
            laptop, phone, other = (person(browser, server, **size) for size in (LAPTOP, PHONE, LAPTOP))
            return list(mediation(MediatorInBrowser(laptop), Party(phone), Party(other), account))
        finally:
            browser.close()
            server.stop()


def main() -> None:
    (PICTURES / "guide").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        scenes = take(Path(folder))
    (PICTURES / "room.png").write_bytes(next(scene.laptop for scene in scenes if scene.name == "caucus"))
    first, *others = (scene.side_by_side() for scene in scenes)
    moving: dict[str, Any] = {"save_all": True, "append_images": others, "duration": SCENE_MS, "loop": 0}
    first.save(PICTURES / "mediation.webp", quality=70, method=6, **moving)
    for file in ("room.png", "mediation.webp"):
        print(f"{file}: {(PICTURES / file).stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
