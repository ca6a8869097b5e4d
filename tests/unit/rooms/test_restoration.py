"""A room comes back after a restart as its envelopes' stamps say, and no otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from mediation.rooms.envelope import next_hash
from mediation.rooms.errors import NotAllowed
from mediation.rooms.memory_store import MemoryRoomStore
from tests.unit.rooms.restarts import BEFORE_ALL, Restart, Tab, come_back, kept_by_tab, restarted
from tests.unit.rooms.scene import Scene


@pytest.fixture
def restart() -> Restart:
    return restarted()


def test_a_room_comes_back_with_its_seats_channels_and_entries(restart: Restart) -> None:
    come_back(restart)
    scene = restart.scene
    assert restart.entries() == [(1, "ann", "one"), (2, "bo", "two"), (3, "host-seat", "three")]
    room, channel = scene.state, scene.store.channel("room", "joint")
    assert channel is not None
    assert (room.life, channel.head, channel.lives, channel.kept_bytes) == (2, 3, (3,), 11)
    assert {seat.id: (seat.kind, seat.device) for seat in room.seats.values()} == {
        tab.brought.seat: (room.seats[tab.brought.seat].kind, tab.brought.device)
        for tab in (restart.host, restart.ann, restart.bo)
    }
    for tab in (restart.host, restart.ann, restart.bo):
        assert scene.told.events(tab.connection)[-1] == "restored"
        assert scene.rooms.door.enter("room", tab.connection)["life"] == 2


def test_what_is_said_afterwards_goes_on_from_there_in_the_next_life(restart: Restart) -> None:
    come_back(restart)
    scene = restart.scene
    for tab in (restart.host, restart.ann):
        scene.rooms.door.enter("room", tab.connection)
    assert scene.post(restart.ann.connection, "joint", "one") == 1, "sent again, it is not doubled"
    assert scene.post(restart.ann.connection, "joint", "four") == 4
    heard = scene.told.last(restart.host.connection, "envelope")
    assert heard["life"] == 2
    assert heard["mac"] != restart.host.envelopes[0].mac


def test_a_room_comes_back_as_often_as_the_server_is_restarted(restart: Restart) -> None:
    come_back(restart)
    scene = restart.scene
    for tab in (restart.ann, restart.bo, restart.host):
        scene.rooms.door.enter("room", tab.connection)
    scene.post(restart.bo.connection, "joint", "four")
    kept = kept_by_tab(scene.store.envelopes("room", "joint", 0, 99))
    lifeline = scene.told.lifelines[restart.host.connection]
    scene.rooms.lifeline_kept("room", restart.host.connection, lifeline["revision"])
    old = restart.host.lifeline
    for tab in (restart.host, restart.ann, restart.bo):
        tab.envelopes = kept
    restart.host.lifeline = lifeline["lifeline"]
    scene.restart()
    restart.come(restart.host)
    with pytest.raises(NotAllowed):
        restart.throw(restart.host, old)
    come_back(restart)
    assert scene.state.life == 3
    assert [entry for _, _, entry in restart.entries()] == ["one", "two", "three", "four"]
    channel = scene.store.channel("room", "joint")
    assert channel is not None
    assert channel.lives == (3, 4)


def test_pieces_are_put_together_whoever_brings_them_and_in_any_order(restart: Restart) -> None:
    for tab in (restart.host, restart.ann, restart.bo):
        restart.come(tab)
    restart.throw(restart.host)
    one, two, three = restart.ann.envelopes
    after_one = next_hash(BEFORE_ALL, 1, "ann", 1, "one", 0, one.sealed)
    assert restart.hand_in(restart.bo, [two, three], after_one) == 0
    assert restart.hand_in(restart.host, [one]) == 3
    restart.finish(restart.host, restart.ann, restart.bo)
    assert [entry for _, _, entry in restart.entries()] == ["one", "two", "three"]


def test_the_longest_history_counts_and_a_truncated_one_takes_nothing_away(restart: Restart) -> None:
    for tab in (restart.host, restart.ann, restart.bo):
        restart.come(tab)
    restart.throw(restart.host)
    assert restart.hand_in(restart.host, restart.host.envelopes[:2]) == 2
    assert restart.hand_in(restart.ann, restart.ann.envelopes[:1]) == 2
    assert restart.hand_in(restart.bo) == 3
    restart.finish(restart.host, restart.ann, restart.bo)
    assert len(restart.entries()) == 3


@pytest.mark.parametrize(
    "forged",
    [
        {"sealed": b"other words"},
        {"sender": "bo"},
        {"entry": "another"},
        {"number": 2},
        {"epoch": 2},
        {"life": 2},
        {"mac": bytes(32)},
    ],
    ids=lambda forged: next(iter(forged)),
)
def test_what_was_not_stamped_so_is_not_taken(restart: Restart, forged: Mapping[str, Any]) -> None:
    """Seen to fail, each, when its field is left out of the stamp and of the running hash."""
    for tab in (restart.host, restart.ann, restart.bo):
        restart.come(tab)
    restart.throw(restart.host)
    with pytest.raises(NotAllowed):
        restart.hand_in(restart.ann, [replace(restart.ann.envelopes[0], **forged)])
    with pytest.raises(NotAllowed):
        restart.hand_in(restart.ann, [restart.ann.envelopes[0], *restart.ann.envelopes[2:]])
    assert restart.hand_in(restart.host) == 3


def test_pages_may_overlap() -> None:
    scene = Scene(store=MemoryRoomStore())
    scene.make("joint")
    for number in range(300):
        scene.now += 1
        scene.post(scene.host, "joint", f"entry {number}")
    host = Tab(scene.passes[scene.host], kept_by_tab(scene.store.envelopes("room", "joint", 0, 999)))
    host.lifeline = scene.told.lifelines[scene.host]["lifeline"]
    scene.restart()
    restart = Restart(scene, host, host, host)
    restart.come(host)
    restart.throw(host)
    assert restart.hand_in(host, host.envelopes[:200]) == 200
    assert restart.hand_in(host, host.envelopes[150:300], bytes(32)) == 300
    restart.finish(host)
    assert len(scene.store.envelopes("room", "joint", 0, 999)) == 300
