from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from mediation.rooms.room import Room
from mediation.rooms.turns import FEWEST, TURNS, Turns
from tests.unit.rooms.scene import CLOSE_SECONDS, EMPTY_SECONDS, HOST, Scene

MANY = [f"room {n}" for n in range(FEWEST * TURNS * 2)]


def test_every_one_of_many_rooms_has_its_turn_and_none_has_two() -> None:
    turns = Turns(lambda: MANY)
    taken = [list(turns.next()) for _ in range(TURNS)]
    assert {len(turn) for turn in taken} == {len(MANY) // TURNS}
    assert Counter(id for turn in taken for id in turn) == Counter(MANY)


def test_who_is_in_a_hurry_has_a_turn_every_time_until_calm() -> None:
    turns = Turns(lambda: MANY)
    turns.hurry("ending")
    assert all("ending" in turns.next() for _ in range(TURNS))
    turns.calm("ending")
    assert not any("ending" in turns.next() for _ in range(TURNS))


def test_what_fails_with_one_room_is_not_the_others_loss() -> None:
    """Seen to fail when a turn that broke off begins again with the same rooms."""
    turns = Turns(lambda: MANY)
    taken = []
    for _ in MANY:
        for id in turns.next():
            taken.append(id)
            break  # whoever looks after it raised
    assert sorted(taken) == sorted(MANY)


def test_a_countdown_ends_when_it_should_however_many_rooms_there_are() -> None:
    """Seen to fail when a room whose countdown begins has its turn with the others."""
    scene = Scene()
    for n in range(FEWEST * TURNS):
        ticket = replace(scene.ticket, room=f"room {n}", account=f"account {n}")
        scene.rooms.lifecycle.open(ticket, [], HOST, None)
    scene.rooms.look_after()
    scene.rooms.lifecycle.close_begin("room", scene.host)
    scene.now += CLOSE_SECONDS
    assert scene.rooms.look_after() == 1


def test_a_room_that_cannot_be_closed_keeps_no_other_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen to fail when what goes wrong with one ends the round."""
    scene = Scene()
    lifecycle, ids = scene.rooms.lifecycle, [f"room {n}" for n in range(3)]
    for n, id in enumerate(ids):
        lifecycle.open(replace(scene.ticket, room=id, account=f"account {n}"), [], HOST, None)
    close = lifecycle._close

    def fail_once(room: Room) -> None:
        if room.id == ids[1]:
            raise ValueError
        close(room)

    monkeypatch.setattr(lifecycle, "_close", fail_once)
    scene.now += EMPTY_SECONDS
    with pytest.raises(ValueError):  # noqa: PT011 - it is the one above
        scene.rooms.look_after()
    store = lifecycle._keeper.store
    assert [store.is_closed(id) for id in ids] == [True, False, True]
