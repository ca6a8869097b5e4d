"""The room, and each place on the way to it, in every state with words of its own: open to everyone alike.

Views are a function of the room's state, so a state that is rare, or over in a moment, is put before them.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.boards import Board
from tests.browser.conftest import OpenSession
from tests.browser.people import Person
from tests.fixtures.axe import troubles

SCREENS: tuple[ViewportSize, ...] = (
    {"width": 320, "height": 640},  # a small phone, or a page that is enlarged (WCAG 1.4.10)
    {"width": 1440, "height": 900},
)
PAGE = "document.querySelector('join-page, host-page')"
PUT = f"""async ([room, changes, ofChannels]) => {{
  const channels = (changes.channels ?? room.channels).map((one) => ({{ ...one, ...ofChannels[one.kind] }}));
  {PAGE}.room = {{ ...room, ...changes, channels }};
  for (let round = 0; round < 4; round += 1)
    for (const view of [{PAGE}, ...{PAGE}.querySelectorAll("*")]) await view.updateComplete;
}}"""

# Where one writes and what sends it, once scrolled to: what lies over them.
COVERED = """() => {
  const isCovered = (one) => {
    one.scrollIntoView({ block: "nearest" });
    const { left, top, width, height } = one.getBoundingClientRect();
    return width && !one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  };
  const parts = [...document.querySelectorAll("message-composer :is(textarea, .send)")];
  const covered = document.querySelector("dialog[open]") ? [] : parts.filter(isCovered);
  const [messages, composer] = [".scroller", ".composer"].map((one) => document.querySelector(one));
  const [end, start] = [messages?.getBoundingClientRect().bottom, composer?.getBoundingClientRect().top];
  if (composer?.checkVisibility() && end > start + 1) covered.push(composer);
  document.querySelector(".room")?.scrollTo(0, 0);
  return covered.map(({ localName }) => `something lies over the ${localName}`);
}"""

WORDS = [0, 1, 2]  # places in the list of words
OUTSIDE = (
    "connecting",
    "not_open",
    "lobby",
    "elsewhere",
    "closed",
    "removed",
    "refused",
    "replaced",
    "failed",
)
ALARMS = ("history", "forged", "commitment", "reported", "notes_lost", "capture")
FEATURES = (
    "ratings", "ranges", "stages", "timer", "hands", "floor", "private_words", "breaks", "screening",
    "outcome", "watermark",
)  # fmt: skip
WAITING = {
    "attempt": "a", "seat": "s", "label": "Elm", "kind": "party", "name": "Name of Elm", "language": "ar",
    "words": WORDS, "secondDevice": True,
}  # fmt: skip
PENDING = {"channel": "c", "entry": "e", "seat": "s", "name": "Name of Elm", "text": "A post."}
CHECK_IN = {"alone": None, "where": "", "number": "", "isAnswered": False}
RANGE = {
    "check": "r", "title": "How many days", "measure": "number", "unit": "days", "ended": False,
    "least": None, "most": None, "permit": None, "setAside": False, "overlaps": None,
    "mayAnnounce": False, "announced": False,
    "sides": [{"side": 0, "names": "Oak", "stated": True, "permits": None}],
}  # fmt: skip


class Scene:
    """What stands before a person; each `shows` begins again with the room as it is."""

    def __init__(self, person: Person) -> None:
        self.person, self.page = person, person.page
        self._room = self.page.evaluate_handle(f"() => {PAGE}.room")
        self.found: list[str] = []

    def shows(self, of_channels: dict[str, Any] | None = None, **changes: Any) -> None:
        """of_channels: kind → changes of the channels of that kind."""
        self.page.evaluate(PUT, [self._room, changes, of_channels or {}])

    def soon(self) -> float:
        return float(self.page.evaluate("() => Date.now() + 600_000"))

    def is_looked_at(self, scene: str) -> None:
        for size in SCREENS:
            self.page.set_viewport_size(size)
            found = troubles(self.page) + self.page.evaluate(COVERED)
            self.found += [f"{scene}, {size['width']} wide: {one}" for one in found]

    def opens_everything(self) -> None:
        self.page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")


def course(scene: Scene) -> dict[str, Any]:
    countdown = {"endsAt": scene.soon(), "seconds": 600}
    whose = {"seat": "s", "name": "Name of Elm"}
    return {
        "stage": "issues", "timer": countdown | whose | {"seat": "t"}, "floor": whose, "hands": [whose],
        "handUp": True, "pause": countdown, "screening": True, "privateWordAsked": True,
        "privateWords": [{"channel": "c"} | whose],
        "pending": [
            PENDING | {"decision": "asked", "note": ""},
            PENDING | {"decision": "other_words", "note": "Which need is behind it?"},
        ],
    }  # fmt: skip


def news(scene: Scene) -> dict[str, Any]:
    """Everything that a banner can say."""
    return {
        "online": False, "closingAt": scene.soon(), "endsAt": scene.soon(), "backAt": scene.soon(),
        "alarms": [{"kind": kind, "channel": None} for kind in ALARMS], "datesAreBehind": True,
        "pauseAsked": True, "lastWord": True, "pledge": {"told": True, "given": False},
        "phase": "confirming", "words": WORDS,
        "closeWishes": [{"name": "Beech", "me": False}],
        "pauses": [{"channel": "c", "seat": "s", "name": "Name of Elm"}],
        "otherWords": [{"channel": "c", "seat": "s", "name": "Name of Elm", "of": "e", "text": "A word"}],
    }  # fmt: skip


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_every_state_of_a_room_is_open_to_everyone(open_session: OpenSession, locale: str) -> None:
    """Seen to fail when each of several posts that wait is a landmark of the same name, and when a
    conversation may be less high than its composer: messages then lie over it.
    """
    session = open_session("Oak")
    oak = session.come("Oak")
    session.open_joint()
    oak.say("Good morning.")
    mediators = Board(session.host)
    mediators.show()
    mediators.write_card("Two fixed days")
    mediators.place()
    if locale != "en":
        for person in (oak, session.host):
            person.turn_to("People")
            person.page.get_by_role("button", name="العربية").click()
            expect(person.page.locator("html[dir=rtl]")).to_be_attached()
    host, party = Scene(session.host), Scene(oak)

    for phase in OUTSIDE:
        party.shows(phase=phase, channels=[], words=WORDS)
        party.is_looked_at(phase)
    party.shows({"joint": {"held": True, "hostAway": True, "typing": ["Elm"]}}, **news(party))
    party.is_looked_at("news to a party")
    host.shows(**news(host), waiting=[WAITING, WAITING | {"attempt": "b", "words": []}])
    host.is_looked_at("news to a mediator")
    party.shows(features=FEATURES, course=course(party))
    party.is_looked_at("the course of a session")
    oak.page.locator(".bcard-open").click()
    party.is_looked_at("a card")
    oak.page.keyboard.press("Escape")
    oak.page.locator("channel-switcher .channel-private").click()
    party.shows({"private": {"checkIn": CHECK_IN}}, ranges=[RANGE])
    party.is_looked_at("a private meeting")
    oak.page.locator("channel-switcher .channel-own").click()
    party.shows({"own": {"own": {"isNotepad": False, "standing": "closed", "asking": [], "holders": []}}})
    party.is_looked_at("a side's own channel")
    oak.page.locator(".leaving > button").click()
    party.is_looked_at("leaving")
    oak.page.keyboard.press("Escape")

    host.shows(features=FEATURES, course=course(host), ranges=[RANGE], mayHaveOutcome=True)
    for n, part in enumerate(("the board", "the people", "the tools")):
        session.host.page.locator(".beside-tabs .tab").nth(n).click()
        host.opens_everything()
        host.is_looked_at(part)
    session.host.page.locator(".beside-tabs .tab").first.click()
    session.host.page.locator(".bcard-open").click()
    host.opens_everything()
    host.is_looked_at("a card, to a mediator")
    session.host.page.keyboard.press("Escape")
    host.shows()
    session.host.page.locator(".beside-tabs .tab").nth(1).click()
    session.host.page.get_by_role("button", name="English").click()
    assert party.found + host.found == []
