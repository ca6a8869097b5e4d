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
from contextlib import contextmanager
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
    promise,
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
        promise,
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


@contextmanager
def nothing_changes(mediation: Mediation, *channels: str) -> Iterator[None]:
    """In any honest tab, which have both read all that is posted in these channels meanwhile."""
    mediation.settle(*channels)
    known, shown = mediation.known(), mediation.shown()
    yield
    mediation.settle(*channels)
    assert mediation.known() == known
    assert mediation.shown() == shown


def lead(mediation: Mediation, action: str, kind: str, **fields: Any) -> None:
    """The mediators switch something in the joint session; Oak has heard it."""
    mediation.mediators.act(action, **fields)
    mediation.oak.hear_entry(
        mediation.joint, kind, **{name: fields[name] for name in fields.keys() - {"channel"}}
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_nothing_changes(mediation: Mediation, rule: Rule) -> None:
    forged = rule(mediation)
    channels = dict.fromkeys(one.channel for one in forged)
    with nothing_changes(mediation, *channels):
        for one in forged:
            one.post()
    everyone_can_speak(mediation, rule.__name__)


def test_on_a_frozen_board_nobody_but_mediators_changes_anything(mediation: Mediation) -> None:
    """Seen to fail when `mayChangeBoard` in permission.js does not look whether it is frozen."""
    m = mediation
    option = m.card("A transfer")
    lead(m, "freezeBoard", "freeze", channel=m.joint, frozen=True)
    with nothing_changes(m, m.joint):
        for by in (m.oak, m.acorn):
            own = card(f"Placed nevertheless by {by.name}")
            edit = {"kind": "card_edit", "card": option, "field": "title", "value": "Changed", "base": option}
            move = {"kind": "card_move", "card": option, "column": "set_aside", "before": None}
            guests.post_all(by, m.joint, [own, edit, move, {"kind": "card_undo", "entry": option}])
    lead(m, "freezeBoard", "freeze", channel=m.joint, frozen=False)
    m.settle(m.joint)


def raise_and_lower_hand(mediation: Mediation, by: Member) -> None:
    """Which may be raised whatever is switched, and so tells how far tabs have read. Elm's is up already."""
    for up, hands in ((True, 2), (False, 1)):
        guests.post(by, mediation.joint, {"kind": "hand", "seat": by.seat, "up": up})
        for tab in mediation.honest.values():
            tab.await_room(f"room => room.course.hands.length === {hands}")


def test_where_writing_is_muted_nobody_but_mediators_writes(mediation: Mediation) -> None:
    """Seen to fail when `mayWrite` in permission.js does not look whether it is."""
    m = mediation
    option = m.card("A transfer")
    lead(m, "mute", "mute", channel=m.joint, on=True)
    m.elms.await_room("room => room.channels.some(({kind, muted}) => kind === 'joint' && muted)")
    known, shown = m.known(), m.shown()
    edit = {"kind": "card_edit", "card": option, "field": "title", "value": "Changed", "base": option}
    said = {"kind": "message", "text": "You cannot mute me."}
    outcome_of_mine = {"kind": "outcome", "text": "Mine", "base": m.outcome}
    for by in (m.oak, m.acorn):
        off = {"kind": "mute", "on": False}
        guests.post_all(by, m.joint, [said, card("Placed nevertheless"), edit, outcome_of_mine, off])
        raise_and_lower_hand(m, by)
    assert m.known() == known
    assert m.shown() == shown
    lead(m, "mute", "mute", channel=m.joint, on=False)
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


def test_an_interpreter_in_somebodys_meeting_answers_nothing_there_in_their_place(
    mediation: Mediation,
) -> None:
    """Seen to fail when `accept` in book.js is for anyone."""
    m = mediation
    let_interpret(m, hears=True)
    while m.meeting not in m.ibis.channels:
        m.ibis.take_keys()
    with nothing_changes(m, m.meeting):
        for one in interpreting.nobody_answers_in_the_place_of_whose_meeting_it_is(m):
            one.post()
    let_interpret(m, hears=False)
    del m.ibis.channels[m.meeting]


def let_interpret(mediation: Mediation, hears: bool) -> None:
    """Ibis, in Oak's private meeting; Oak has the new key."""
    m = mediation
    epoch = m.oak.channels[m.meeting].epoch
    m.mediators.act("letInterpret", channel=m.meeting, seat=m.ibis.seat, hears=hears)
    m.mediators.await_room(
        f"room => room.channels.find(({{id}}) => id === '{m.meeting}').people.length === {3 if hears else 2}"
    )
    while m.oak.channels[m.meeting].epoch == epoch:
        m.oak.take_keys()


def test_nothing_is_said_past_the_mediators(mediation: Mediation) -> None:
    """Seen to fail when `applyMessage` in conversation.js does not look whether posts are screened."""
    m = mediation
    lead(m, "setScreening", "screening", on=True)
    with nothing_changes(m, m.own):
        for by in (m.oak, m.acorn):
            said = {"kind": "message", "text": "You cannot stop me."}
            guests.post_all(by, m.joint, [said, {"kind": "screening", "on": False}])
        raise_and_lower_hand(m, m.oak)
    lead(m, "setScreening", "screening", on=False)
    m.settle(m.joint)


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
