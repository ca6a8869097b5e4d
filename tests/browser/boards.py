"""The board that a person has before them, and everyone gathered before one. Titles stand for cards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, expect

from tests.browser.people import Person

if TYPE_CHECKING:
    from tests.browser.conftest import Session


class Board:
    """The board that a person has before them. Titles stand for cards."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.panel = person.page.locator("board-panel")
        self.sheet = self.panel.locator("dialog.sheet")

    def show(self, part: str = "Options") -> None:
        """Turn to it, and to one of its lists."""
        self.person.turn_to("Board")
        self.panel.get_by_role("button", name=re.compile(rf"^{part}")).click()

    def card(self, title: str) -> Locator:
        return self.panel.locator(".bcard").filter(has_text=title)

    def column(self, name: str) -> Locator:
        return self.panel.get_by_role("region", name=name)

    def write_card(self, title: str, kind: str = "Add an option", **texts: str) -> None:
        """Begin a card that only its writer sees; texts: by the name of the part."""
        self.panel.get_by_role("button", name=kind).click()
        self.sheet.get_by_label("Title").fill(title)
        for part, text in texts.items():
            self.sheet.get_by_label(part.capitalize()).first.fill(text)

    def place(self) -> None:
        self.sheet.get_by_role("button", name=re.compile("Place on")).click()
        expect(self.sheet).not_to_be_visible()

    def open(self, title: str) -> None:
        self.card(title).locator(".bcard-open").click()
        expect(self.sheet).to_be_visible()

    def rate(self, title: str, rating: str) -> None:
        self.open(title)
        self.sheet.get_by_role("button", name=rating, exact=True).click()
        self.close()
        expect(self.card(title)).to_contain_text(f"Your side: {rating}")

    def permit(self, title: str, answer: str) -> None:
        self.panel.get_by_role("group", name=title).get_by_role("button", name=answer).click()

    def close(self) -> None:
        self.sheet.get_by_role("button", name="Close").click()

    def start_changing(self, part: str) -> Locator:
        self.sheet.get_by_role("button", name=f"Change: {part}").click()
        return self.sheet.locator("form.card-field").get_by_role("textbox")

    def save(self) -> None:
        self.sheet.get_by_role("button", name="Save", exact=True).first.click()


def joint(session: Session, *labels: str) -> list[Board]:
    """Everyone in the joint session with the board before them: the mediator's first."""
    parties = [session.come(label) for label in labels]
    session.open_joint()
    return [Board(person) for person in (session.host, *parties)]


def switch_on(session: Session, *tools: str) -> None:
    session.host.turn_to("Tools")
    for tool in tools:
        session.host.page.locator("tools-panel").get_by_label(tool).check()


def switch_off(session: Session, *tools: str) -> None:
    session.host.turn_to("Tools")
    for tool in tools:
        session.host.page.locator("tools-panel").get_by_label(tool).uncheck()


def touch_drag(board: Board, card: Locator, onto: Locator) -> None:
    """A finger that rests on the card, then carries it. Playwright has no verb for it."""
    devtools = board.person.page.context.new_cdp_session(board.person.page)
    card.scroll_into_view_if_needed()
    start, end = card.bounding_box(), onto.bounding_box()
    assert start is not None
    assert end is not None

    def touch(kind: str, x: float = 0, y: float = 0) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = start["x"] + 60, start["y"] + start["height"] / 2
    touch("touchStart", x, y)
    expect(card).to_have_class(re.compile("lifted"))
    for part in (0.3, 0.7, 1.0):
        touch("touchMove", x, y + (end["y"] + 6 - y) * part)
    touch("touchEnd")
