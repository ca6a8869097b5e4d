"""Somebody who reads Arabic, on a phone, and what is asked of every screen that they meet."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from babel.messages.pofile import read_po
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.people import MediatorInBrowser, Party, Person
from tests.fixtures.server_process import ROOT

UPRIGHT: ViewportSize = {"width": 360, "height": 740}
ON_ITS_SIDE: ViewportSize = {"width": 740, "height": 360}
WITH_KEYBOARD: ViewportSize = {"width": 360, "height": 420}
PHONE: dict[str, Any] = {"viewport": UPRIGHT, "has_touch": True, "is_mobile": True, "locale": "ar"}

# What is wrong with what can be seen: text cut at its side, or beyond the screen's, or running the other way.
LOOK = """() => {
  const wrong = [];
  const { documentElement: root } = document;
  if (root.lang !== "ar" || root.dir !== "rtl") wrong.push("the page is not in Arabic");
  if (root.scrollWidth > innerWidth) wrong.push(`the page is ${root.scrollWidth} px wide`);
  const isScroller = (one) => ["auto", "scroll"].includes(getComputedStyle(one).overflowX);
  const scrolls = (one) => one && (isScroller(one) || scrolls(one.parentElement));
  const isClipped = (one) => getComputedStyle(one).clipPath !== "none";
  const isForReaders = (one) => one && (isClipped(one) || isForReaders(one.parentElement));
  const isOwnText = (node) => node.nodeType === 3 && node.data.trim();
  for (const one of document.body.querySelectorAll("*")) {
    const said = [...one.childNodes].filter(isOwnText).map(({ data }) => data.trim()).join(" ");
    const { left, right, width, height } = one.getBoundingClientRect();
    if (!said || width <= 1 || height <= 1 || !one.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(one);
    if (isForReaders(one)) continue;
    if (!scrolls(one) && (left < -1 || right > innerWidth + 1)) wrong.push(`beyond the screen: ${said}`);
    const isCut = ["hidden", "clip"].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1;
    const isLow = style.overflowY === "hidden" && one.scrollHeight > one.clientHeight + 2;
    if (isCut || isLow) wrong.push(`cut: ${said}`);
    const isForeign = one.closest("bdi, [dir=ltr], [dir=auto], [lang]:not([lang=ar])");
    if (style.direction !== "rtl" && !isForeign) wrong.push(`left to right: ${said}`);
  }
  return wrong;
}"""

# The middle of it is on the screen, and nothing lies over it.
IS_IN_REACH = """(one) => {
  const { left, top, width, height } = one.getBoundingClientRect();
  const found = document.elementFromPoint(left + width / 2, top + height / 2);
  return found !== null && (one === found || one.contains(found));
}"""


@cache
def _catalogue() -> dict[str, str]:
    with (ROOT / "mediation/translations/ar.po").open("rb") as file:
        return {one.id: str(one.string) for one in read_po(file) if isinstance(one.id, str)}


def arabic(english: str) -> str:
    """As the page says it. Raises KeyError for what it never says."""
    return _catalogue()[english]


class ReadsArabic(Person):
    """The verbs of anyone inside a room, by the words of their own screen."""

    def press(self, english: str) -> None:
        self.button(arabic(english), exact=True).click()

    def say(self, text: str) -> None:
        self.write(text)
        self.page.locator("message-composer button.send").tap()
        expect(self.message(text)).to_contain_text(arabic("sent"))

    def turn_to(self, part: str) -> None:
        super().turn_to(arabic(part))

    def talk(self) -> None:
        self.turn_to("Talk")

    def go_to(self, conversation: str | re.Pattern[str]) -> None:
        self.page.get_by_role("navigation", name=arabic("Conversations")).get_by_role(
            "button", name=conversation
        ).click()

    def looks_at(self, screen: str) -> None:
        """All of it is right, and a picture of it is kept to be looked at."""
        self.picture(f"arabic-phone-{screen}")
        wrong = self.page.evaluate(LOOK)
        assert wrong == [], f"{screen}: {wrong}"


class ArabicReader(ReadsArabic, Party):
    """A party."""

    def open_link(self, link: str, name: str) -> None:
        self.page.goto(link)
        self.page.get_by_label(arabic("Your name")).fill(name)
        self.page.get_by_role("checkbox").check()
        self.press("Ask to come in")

    def answer_ready(self) -> None:
        self.press("I am ready")
        self.press("I agree to mediate")
        expect(self.page.get_by_label(arabic("Your answers"))).to_be_visible()

    def goes_to_joint_session(self) -> None:
        self.press("Go to the joint session")


class ArabicMediator(ReadsArabic, MediatorInBrowser):
    """A mediator who has only their phone with them."""

    def sign_in(self, name: str, password: str) -> None:
        self.page.goto("/sign-in")
        self.page.get_by_label(arabic("Your name at the office")).fill(name)
        self.page.get_by_label(arabic("Password")).fill(password)
        self.press("Sign in")
        self.page.wait_for_url("**/desk")

    def prepare_for(self, label: str) -> str:
        """From the desk to the links; the one of this person."""
        self.page.get_by_role("link", name=arabic("Prepare a room")).click()
        row = self.page.locator(".seat-row").first
        row.get_by_label(arabic("Your own label")).fill(label)
        end = datetime.now() + timedelta(hours=2)  # noqa: DTZ005
        self.page.get_by_label(arabic("Announced end")).fill(end.strftime("%Y-%m-%dT%H:%M"))
        declared = arabic("I declare that I have no undisclosed conflict of interest in this matter")
        self.page.get_by_label(declared).check()
        self.looks_at("mediator-prepares")
        self.press("Prepare the room")
        seat = self.page.locator("li.seat").filter(has_text=label)
        seat.get_by_role("button", name=arabic("E-mail text"), exact=True).click()
        found = re.search(r"https?://\S+/join#\S+", seat.locator("textarea").input_value())
        assert found is not None, "the e-mail text carries the link"
        return found.group()

    def open_room(self) -> None:
        self.press("Open the room now")
        self.page.wait_for_url("**/host#*")
        self.looks_at("mediator-opens")
        self.press("Open the room")
        expect(self.button(arabic("Close session"))).to_be_visible()

    def waiting(self, label: str) -> Locator:
        name = arabic("In the waiting room: {label}").format(label=label)
        return self.page.get_by_role("article", name=name)

    def let_in(self, label: str) -> None:
        card = self.waiting(label)
        card.get_by_label(arabic("I compared the words")).check()
        card.get_by_role("button", name=arabic("Let in"), exact=True).click()
        expect(card).to_have_count(0)

    def close_session(self) -> None:
        self.press("Close session")
        self.looks_at("mediator-closes")
        self.press("Close for everyone")


def has_in_reach(page: Page, selector: str) -> bool:
    found: bool = page.locator(selector).first.evaluate(IS_IN_REACH)
    return found
