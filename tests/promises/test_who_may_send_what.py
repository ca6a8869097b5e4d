"""Every event, sent by everyone who could send it: what the sender is told, and what anybody else hears.

The events aim at one private meeting of two (the member, and a listener), at the attempt of who is waiting,
and at the member's seat. Real server, Python client.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.client.visitor import Mediator
from tests.fixtures.everyone import HEARERS, SENDERS, Everyone
from tests.fixtures.protocol_document import errors, events_from_server, events_from_tabs
from tests.fixtures.rooms import Rooms

# What each is told:
#   shut     not let in at all: no pass, or one that counts no more; the event itself is not even answered
#   own      done, and it is the sender's own business: nobody else in this room hears of it
#   done     done; the second table says who hears what
#   …        else the name of the refusal, and nothing has happened
TOLD = """
event           no pass  removed  waiting      listener     elsewhere    member       other host   host
--------------  -------  -------  -----------  -----------  -----------  -----------  -----------  -----------
enter           shut     shut     own          own          own          own          own          own
knock           shut     shut     done         done         done         done         not_allowed  not_allowed
whisper         shut     shut     done         not_allowed  not_allowed  not_allowed  not_allowed  done
post            shut     shut     not_allowed  not_allowed  not_allowed  done         not_allowed  done
catch_up        shut     shut     not_allowed  own          not_allowed  own          not_allowed  own
signal          shut     shut     not_allowed  done         not_allowed  done         not_allowed  done
half_put        shut     shut     not_allowed  own          own          own          own          own
half_get        shut     shut     not_allowed  own          own          own          own          own
answer          shut     shut     not_allowed  not_allowed  not_allowed  not_allowed  not_allowed  done
admit           shut     shut     not_allowed  not_allowed  not_allowed  not_allowed  not_allowed  done
refuse          shut     shut     not_allowed  not_allowed  not_allowed  not_allowed  not_allowed  done
remove          shut     shut     not_allowed  not_allowed  not_allowed  not_allowed  not_allowed  done
seat_set        shut     shut     not_allowed  not_allowed  not_allowed  not_allowed  own          done
channel_make    shut     shut     not_allowed  not_allowed  not_allowed  not_allowed  not_allowed  done
channel_change  shut     shut     not_allowed  not_allowed  not_allowed  not_allowed  not_allowed  done
channel_set     shut     shut     not_allowed  not_allowed  not_allowed  not_allowed  not_allowed  done
begin           shut     shut     not_allowed  not_allowed  not_allowed  not_allowed  own          done
close_begin     shut     shut     not_allowed  not_allowed  not_allowed  not_allowed  own          done
close_cancel    shut     shut     not_allowed  not_allowed  not_allowed  not_allowed  own          done
lifeline_kept   shut     shut     not_allowed  not_allowed  not_allowed  not_allowed  own          own
restore         shut     shut     not_allowed  not_allowed  not_allowed  not_allowed  not_allowed  not_allowed
hand_in         shut     shut     not_allowed  not_allowed  not_allowed  not_allowed  not_allowed  not_allowed
handed_in       shut     shut     not_allowed  not_allowed  not_allowed  not_allowed  not_allowed  not_allowed
take_over       shut     shut     not_allowed  not_allowed  not_allowed  not_allowed  own          own
"""

# What the others hear, and the sender too, when it is done.
HEARD = """
event           by         host                                          member    listener          elsewhere  waiting
--------------  ---------  --------------------------------------------  --------  ----------------  ---------  --------
knock           waiting    attempt_over knock                            -         -                 -          -
knock           listener   attempt_over knock                            -         -                 -          -
knock           elsewhere  attempt_over knock                            -         -                 -          -
knock           member     attempt_over knock                            -         -                 -          -
whisper         waiting    whisper                                       -         -                 -          -
whisper         host       -                                             -         -                 -          whisper
post            member     envelope                                      envelope  envelope          -          -
post            host       envelope                                      envelope  envelope          -          -
signal          listener   signal                                        signal    -                 -          -
signal          member     signal                                        -         signal            -          -
signal          host       -                                             signal    signal            -          -
answer          host       -                                             -         -                 -          answer
admit           host       lifeline seats                                -         -                 -          admitted
refuse          host       -                                             -         -                 -          refused
remove          host       attempt_over channel lifeline presence seats  removed   channel presence  -          -
seat_set        host       attempt_over lifeline presence seats          removed   presence          -          -
channel_make    host       channel lifeline                              channel   -                 -          -
channel_change  host       channel lifeline                              channel   channel           -          -
channel_set     host       channel lifeline                              channel   channel           -          -
begin           host       lifeline                                      -         -                 -          -
close_begin     host       closing lifeline                              closing   closing           closing    -
close_cancel    host       closing lifeline                              closing   closing           closing    -
"""  # noqa: E501


def rows(table: str) -> Iterator[dict[str, str]]:
    head, _rule, *lines = table.strip().splitlines()
    names = re.split(r" {2,}", head)
    for line in lines:
        yield dict(zip(names, re.split(r" {2,}", line), strict=True))


TOLD_BY_EVENT = {row.pop("event"): row for row in rows(TOLD)}
HEARD_BY_EVENT = {(row.pop("event"), row.pop("by")): row for row in rows(HEARD)}
# After these the room is not what it was, so each has a room to itself.
CHANGING = {"knock", "answer", "admit", "refuse", "remove", "seat_set", "close_begin", "close_cancel"}


@pytest.fixture(scope="module")
def everyone(rooms: Rooms, turns: Iterator[Mediator]) -> Iterator[Everyone]:
    """All the senders, in and around one room."""
    everyone = Everyone.gather(rooms, turns)
    yield everyone
    everyone.leave(rooms)


@pytest.fixture
def everyone_anew(rooms: Rooms, turns: Iterator[Mediator]) -> Iterator[Everyone]:
    """The same, around a room of this test alone."""
    everyone = Everyone.gather(rooms, turns)
    yield everyone
    everyone.leave(rooms)


def test_the_tables_are_whole() -> None:
    """Seen to fail when docs/protocol.md has an event more, and when a row or a sender is taken out here."""
    assert list(TOLD_BY_EVENT) == list(events_from_tabs())
    for event, told in TOLD_BY_EVENT.items():
        assert tuple(told) == SENDERS
        assert set(told.values()) <= {"shut", "own", "done"} | errors()
        done = {sender for sender, answer in told.items() if answer == "done"}
        assert done == {by for of, by in HEARD_BY_EVENT if of == event}
    for heard in HEARD_BY_EVENT.values():
        assert tuple(heard) == HEARERS
        assert {name for cell in heard.values() for name in cell.split()} - {"-"} <= set(events_from_server())


@pytest.mark.parametrize("event", [event for event in TOLD_BY_EVENT if event not in CHANGING])
def test_what_is_refused_is_heard_by_nobody(everyone: Everyone, event: str) -> None:
    """Nor is what is one's own. Seen to fail when `whisper` does not ask whose attempt it is."""
    assert_nothing_is_heard(everyone, event)


@pytest.mark.parametrize("event", sorted(CHANGING))
def test_what_would_change_the_room_and_is_refused_is_heard_by_nobody(
    everyone_anew: Everyone, event: str
) -> None:
    """Seen to fail when `seat_set` does not ask whether the sender is a host."""
    assert_nothing_is_heard(everyone_anew, event)


@pytest.mark.parametrize(("event", "sender"), [one for one in HEARD_BY_EVENT if one[0] not in CHANGING])
def test_what_is_done_is_heard_by_those_it_is_for(everyone: Everyone, event: str, sender: str) -> None:
    """Seen to fail when envelopes go to every admitted connection of the room."""
    assert_is_heard(everyone, event, sender)


@pytest.mark.parametrize(("event", "sender"), [one for one in HEARD_BY_EVENT if one[0] in CHANGING])
def test_what_changes_the_room_is_heard_by_those_it_is_for(
    everyone_anew: Everyone, event: str, sender: str
) -> None:
    """Seen to fail when `closing` goes to those who wait, too."""
    if event == "answer":
        everyone_anew.waiting_knocks_anew()
    if event == "close_cancel":
        everyone_anew.told("host", "close_begin")
    assert_is_heard(everyone_anew, event, sender)


def assert_nothing_is_heard(everyone: Everyone, event: str) -> None:
    state = everyone.state()
    for sender, told in TOLD_BY_EVENT[event].items():
        if told != "done":
            before = everyone.settle()
            assert everyone.told(sender, event) == told, sender
            assert everyone.heard_since(before) == dict.fromkeys(HEARERS, ()), sender
    assert everyone.state() == state


def assert_is_heard(everyone: Everyone, event: str, sender: str) -> None:
    before = everyone.settle()
    assert everyone.told(sender, event) == "done"
    expected = {
        hearer: () if cell == "-" else tuple(cell.split())
        for hearer, cell in HEARD_BY_EVENT[event, sender].items()
    }
    assert everyone.heard_since(before) == expected
