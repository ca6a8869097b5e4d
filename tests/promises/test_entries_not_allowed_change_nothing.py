"""An entry that its sender may not make, or that is not as documented, changes nothing, in every honest
tab alike.

The attacker is an admitted party with correct keys, whose client posts what the project's own never would.
The mediator and the other side's party sit in ordinary tabs. What the test of each rule was seen to fail
with stands with that rule, in tests/fixtures/forgeries/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.client.connection import Refused
from tests.client.encoding import new_id
from tests.client.member import Member
from tests.client.translations import Translation, translations
from tests.client.visitor import Mediator
from tests.fixtures import guests
from tests.fixtures.browser import people
from tests.fixtures.forgeries import (
    board,
    consents,
    conversation,
    course,
    declarations,
    distress,
    interpreting,
    outcome,
    own,
    ratings,
)
from tests.fixtures.forgeries.forgery import Rule
from tests.fixtures.mediation import TITLE_OF_CAUCUS, Mediation, card

pytestmark = pytest.mark.xdist_group("forgeries")  # they share a room

MOST_CARDS = 500  # docs/entries.md
RULES = [
    rule
    for noun in (
        conversation,
        board,
        ratings,
        consents,
        outcome,
        course,
        distress,
        own,
        interpreting,
        declarations,
    )
    for rule in noun.RULES
]


@pytest.fixture(scope="module")
def mediation(
    browser: Browser, browser_context_args: dict[str, Any], turns: Iterator[Mediator]
) -> Iterator[Mediation]:
    with people(browser, browser_context_args) as new_person:
        mediation = Mediation(next(turns), new_person)
        mediation.gather()
        mediation.begin()
        yield mediation
        mediation.end()


def everyone_can_speak(mediation: Mediation, after: str) -> None:
    """Each honest tab still says something, by hand."""
    for who, tab in mediation.honest.items():
        tab.person.say(f"After “{after}”, {who} writes.")


def everyone_can_go_on(mediation: Mediation, after: str) -> None:
    """Each honest tab still says something and places a card, by hand."""
    everyone_can_speak(mediation, after)
    for who, tab in mediation.honest.items():
        tab.place_option(f"After “{after}”: an option of {who}")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_nothing_changes(mediation: Mediation, rule: Rule) -> None:
    forged = rule(mediation)
    channels = dict.fromkeys(one.channel for one in forged)
    mediation.settle(*channels)
    known, shown = mediation.known(), mediation.shown()
    for one in forged:
        one.post()
    mediation.settle(*channels)
    assert mediation.known() == known
    assert mediation.shown() == shown
    everyone_can_speak(mediation, rule.__name__)


def test_on_a_frozen_board_nobody_but_mediators_changes_anything(mediation: Mediation) -> None:
    """Seen to fail when `mayChangeBoard` in permission.js does not look whether it is frozen."""
    option = mediation.card("A transfer")
    mediation.mediators.act("freezeBoard", channel=mediation.joint, frozen=True)
    mediation.oak.hear_entry(mediation.joint, "freeze", frozen=True)
    mediation.settle(mediation.joint)
    known, shown = mediation.known(), mediation.shown()
    for by in (mediation.oak, mediation.acorn):
        own = card(f"Placed nevertheless by {by.name}")
        edit = {"kind": "card_edit", "card": option, "field": "title", "value": "Changed", "base": option}
        move = {"kind": "card_move", "card": option, "column": "set_aside", "before": None}
        guests.post_all(by, mediation.joint, [own, edit, move, {"kind": "card_undo", "entry": option}])
    mediation.settle(mediation.joint)
    assert mediation.known() == known
    assert mediation.shown() == shown
    mediation.mediators.act("freezeBoard", channel=mediation.joint, frozen=False)
    mediation.oak.hear_entry(mediation.joint, "freeze", frozen=False)
    mediation.settle(mediation.joint)


def test_where_writing_is_muted_nobody_but_mediators_writes(mediation: Mediation) -> None:
    """Seen to fail when `mayWrite` in permission.js does not look whether it is."""
    m = mediation
    option = m.card("A transfer")
    m.mediators.act("mute", channel=m.joint, on=True)
    m.oak.hear_entry(m.joint, "mute", on=True)
    m.elms.await_room("room => room.channels.some(({kind, muted}) => kind === 'joint' && muted)")
    known, shown = m.known(), m.shown()
    edit = {"kind": "card_edit", "card": option, "field": "title", "value": "Changed", "base": option}
    said = {"kind": "message", "text": "You cannot mute me."}
    outcome_of_mine = {"kind": "outcome", "text": "Mine", "base": m.outcome}
    for by in (m.oak, m.acorn):
        hand = {"kind": "hand", "seat": by.seat}
        off = {"kind": "mute", "on": False}
        guests.post_all(by, m.joint, [said, card("Placed nevertheless"), edit, outcome_of_mine, off])
        for up, hands in (
            (True, 2),
            (False, 1),
        ):  # which may be raised still, and so tell how far tabs have read
            guests.post(by, m.joint, {**hand, "up": up})
            for tab in m.honest.values():
                tab.await_room(f"room => room.course.hands.length === {hands}")
    assert m.known() == known
    assert m.shown() == shown
    m.mediators.act("mute", channel=m.joint, on=False)
    m.oak.hear_entry(m.joint, "mute", on=False)
    m.settle(m.joint)


def test_a_translation_stands_beside_what_was_said_in_every_tab_alike(mediation: Mediation) -> None:
    """And a client that is not the project's reads the same ones, by the document alone."""
    m = mediation
    m.oak.hear_entry(m.joint, "translation")
    counted = translations(m.oak.channels[m.joint], m.oak.hosts)
    assert counted == {m.message: {"fr": Translation(m.ibis.seat, "Ce que j'ai à dire")}}
    for tab in m.honest.values():
        (message,) = (one for one in tab.channel("joint")["messages"] if one["entry"] == m.message)
        assert [(one["language"], one["text"]) for one in message["translations"]] == [
            ("fr", "Ce que j'ai à dire")
        ]


def test_an_interpreter_reaches_no_conversation_that_they_were_not_let_into(mediation: Mediation) -> None:
    """Nor is there a key of it in their client. No mutation of its own was tried."""
    m = mediation
    m.ibis.listen()
    for channel in (m.together, m.own, m.meeting):
        assert channel not in m.ibis.channels
        borrowed = m.oak.seal_post(channel, {"kind": "translation", "of": new_id(), "language": "fr"})
        for event, fields in (("post", borrowed), ("catch_up", {"channel": channel, "after": 0})):
            with pytest.raises(Refused, match="not_allowed"):
                m.ibis.connection.call(event, **fields)


def test_nothing_is_said_past_the_mediators(mediation: Mediation) -> None:
    """Seen to fail when `applyMessage` in conversation.js does not look whether posts are screened."""
    mediation.mediators.act("setScreening", on=True)
    mediation.oak.hear_entry(mediation.joint, "screening", on=True)
    mediation.settle(mediation.own)
    known, shown = mediation.known(), mediation.shown()
    for by in (mediation.oak, mediation.acorn):
        said = {"kind": "message", "text": "You cannot stop me."}
        guests.post_all(by, mediation.joint, [said, {"kind": "screening", "on": False}])
    hand = {"kind": "hand", "seat": mediation.oak.seat}
    guests.post(mediation.oak, mediation.joint, {**hand, "up": True})
    for tab in mediation.honest.values():
        tab.await_room("room => room.course.hands.length === 2")
    guests.post(mediation.oak, mediation.joint, {**hand, "up": False})
    for tab in mediation.honest.values():
        tab.await_room("room => room.course.hands.length === 1")
    assert mediation.known() == known
    assert mediation.shown() == shown
    mediation.mediators.act("setScreening", on=False)
    mediation.oak.hear_entry(mediation.joint, "screening", on=False)
    mediation.settle(mediation.joint)


def test_a_tab_that_reads_it_all_again_sees_the_same(mediation: Mediation) -> None:
    """Seen to fail when `applyEntry` in book.js makes a text of the kind, and throws where it cannot."""
    channels = (mediation.joint, mediation.together, mediation.own, mediation.meeting)
    mediation.settle(*channels)
    known = mediation.known()
    for one in conversation.nothing_that_can_be_written_stops_a_tab(mediation):
        one.post()
    mediation.settle(*channels)
    assert mediation.known() == known
    for tab in mediation.honest.values():
        tab.page.reload()
        tab.await_room("room => room.channels.length > 0 && room.channels.every(({settled}) => settled)")
    assert mediation.known() == known
    everyone_can_go_on(mediation, "reading it all again")


def test_a_flood_of_options_fills_one_board_and_stops_nobody(mediation: Mediation) -> None:
    """Seen to fail when `placed` in card.js does not count. No seat can post 10,000 before the room's end:
    the server takes 20 a second.
    """
    m = mediation

    def flood(by: Member) -> None:
        guests.post_all(by, m.together, (card(f"{by.name} {n}") for n in range(MOST_CARDS // 2 + 5)))

    with ThreadPoolExecutor() as both:
        list(both.map(flood, (m.oak, m.acorn)))
    m.settle(m.together)
    for who, tab in m.honest.items():
        columns = tab.channel("caucus", TITLE_OF_CAUCUS)["board"]["columns"]
        assert sum(len(column["cards"]) for column in columns) == MOST_CARDS
        tab.person.go_to(re.compile(TITLE_OF_CAUCUS))
        if tab is m.mediators:
            tab.page.get_by_role("button", name="Board of this meeting").click()
        expect(tab.page.get_by_text("The board is full.")).to_be_visible()
        expect(tab.page.locator("board-panel .bcard")).to_have_count(MOST_CARDS)
        tab.person.say(f"This can still be said by {who}.")
        tab.person.go_to(re.compile("Joint session"))
    everyone_can_go_on(m, "a flood")
