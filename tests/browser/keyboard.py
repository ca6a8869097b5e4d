"""A person who has a keyboard and no pointer: Tab goes on, and what has the focus is seen to have it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 120  # no page of ours has so many: whoever needs more is going round in circles

# Seen: something is drawn around it or what it fills. In view: not under anything (WCAG 2.4.7, 2.4.11).
STOP = """(target) => {
  const at = document.activeElement;
  const { left, top, width, height } = at.getBoundingClientRect();
  const [x, y] = [left + Math.min(width, 20) / 2, top + Math.min(height, 20) / 2];
  const drawn = (one) => {
    const { outlineStyle, boxShadow } = getComputedStyle(one);
    return outlineStyle !== "none" || boxShadow !== "none";
  };
  const around = [at, at.parentElement, at.closest(".bcard, .composer, .file")].filter(Boolean);
  return {
    isThere: at === target,
    isNowhere: at === document.body,
    isSeen: around.some(drawn),
    isInView: around.some((one) => one.contains(document.elementFromPoint(x, y))),
    what: at.outerHTML.slice(0, 200),
  };
}"""

# What is hidden loses the focus only as the page is drawn anew.
DRAWN = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.press = page.keyboard.press
        self.type = page.keyboard.type

    def reaches(self, role: Any, name: str | re.Pattern[str], back: bool = False, **options: Any) -> Locator:
        """By Tab alone (back: by Shift+Tab), seeing at each stop where they are."""
        return self.reaches_it(self.page.get_by_role(role, name=name, **options), back)

    def reaches_it(self, target: Locator, back: bool = False) -> Locator:
        expect(target).to_be_visible()
        goal = target.element_handle()
        for _ in range(MOST_STOPS):
            stop = self.page.evaluate(STOP, goal)
            if stop["isThere"]:
                return target
            self.press("Shift+Tab" if back else "Tab")
            stop = self.page.evaluate(STOP, goal)
            if not stop["isNowhere"]:
                assert stop["isSeen"], f"nothing shows the focus on: {stop['what']}"
                assert stop["isInView"], f"the focus is out of view, on: {stop['what']}"
        raise AssertionError(f"{target} is not reached by Tab: a trap, or no stop at all")

    def uses(self, role: Any, name: str | re.Pattern[str], key: str = "Enter", **options: Any) -> None:
        self.reaches(role, name, **options)
        self.press(key)

    def fills(self, label: str, text: str, **options: Any) -> None:
        self.reaches("textbox", label, **options)
        self.type(text)

    def is_at(self, role: Any, name: str | re.Pattern[str], **options: Any) -> None:
        """Where something has brought them."""
        expect(self.page.get_by_role(role, name=name, **options)).to_be_focused()

    def is_somewhere(self) -> None:
        """What they used has gone away, and they have not fallen to the top of the page."""
        self.page.evaluate(DRAWN)
        self.page.wait_for_function("() => document.activeElement !== document.body")
