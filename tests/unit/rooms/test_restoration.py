"""A room comes back after a restart as a host's lifeline and its envelopes' stamps say, and no otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from mediation.rooms import limits
from mediation.rooms.envelope import Envelope, first_hash, next_hash, stamp
from mediation.rooms.errors import Malformed, NotAllowed, RoomIsClosed, RoomIsRestoring
from mediation.rooms.gathering import HandedIn
from mediation.rooms.lifeline import Lifeline, read_lifeline, write_lifeline
from mediation.rooms.lifelines import LIVES_APART
from mediation.rooms.memory_store import MemoryRoomStore
from mediation.rooms.passes import Pass, PassIsRefused
from tests.unit.rooms.scene import EMPTY_SECONDS, Scene

BEFORE_ALL = first_hash("room", "joint")


@dataclass
class Tab:
    """What one person's browser still has."""

    brought: Pass
    envelopes: list[HandedIn]
    lifeline: bytes = b""
    connection: str = ""


@dataclass
class Restart:
    """Ann, Bo and the host were in `joint` when the server ended; it has the entries one, two, three."""

    scene: Scene
    host: Tab
    ann: Tab
    bo: Tab

    def come(self, tab: Tab) -> dict[str, Any]:
        tab.connection = self.scene.connect(tab.brought)
        return self.scene.rooms.door.enter("room", tab.connection)

    def throw(self, tab: Tab, lifeline: bytes | None = None) -> None:
        self.scene.rooms.restoration.restore("room", tab.connection, lifeline or tab.lifeline)

    def hand_in(
        self, tab: Tab, envelopes: Sequence[HandedIn] | None = None, before: bytes = BEFORE_ALL
    ) -> int:
        given = tab.envelopes if envelopes is None else envelopes
        return self.scene.rooms.restoration.hand_in("room", tab.connection, "joint", before, given)

    def finish(self, *tabs: Tab) -> None:
        for tab in tabs:
            self.scene.rooms.restoration.handed_in("room", tab.connection)

    def entries(self) -> list[tuple[int, str, str]]:
        kept = self.scene.store.envelopes("room", "joint", 0, 99)
        return [(one.number, one.sender, one.entry) for one in kept]


def kept_by_tab(envelopes: Sequence[Envelope]) -> list[HandedIn]:
    fields = [{name: value for name, value in vars(one).items() if name != "channel"} for one in envelopes]
    return [HandedIn(**one) for one in fields]


@pytest.fixture
def restart() -> Restart:
    scene = Scene()
    ann, bo = scene.come_in("ann"), scene.come_in("bo")
    scene.make("joint", "ann", "bo")
    scene.post(ann, "joint", "one")
    scene.post(bo, "joint", "two")
    scene.post(scene.host, "joint", "three")
    kept = kept_by_tab(scene.store.envelopes("room", "joint", 0, 99))
    lifeline = scene.told.lifelines[scene.host]
    scene.rooms.lifeline_kept("room", scene.host, lifeline["revision"])
    tabs = Restart(
        scene,
        Tab(scene.passes[scene.host], kept, lifeline["lifeline"]),
        Tab(scene.passes[ann], kept),
        Tab(scene.passes[bo], kept),
    )
    scene.restart()
    return tabs


def come_back(restart: Restart) -> None:
    """All three, as they do when nothing else goes wrong."""
    for tab in (restart.ann, restart.host, restart.bo):
        assert restart.come(tab) == {"restoring": True}
    restart.throw(restart.host)
    for tab in (restart.ann, restart.host, restart.bo):
        restart.hand_in(tab)
    restart.finish(restart.ann, restart.host, restart.bo)


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
    """Must fail, each, when its field is left out of the stamp or of the running hash."""
    for tab in (restart.host, restart.ann, restart.bo):
        restart.come(tab)
    restart.throw(restart.host)
    with pytest.raises(NotAllowed):
        restart.hand_in(restart.ann, [replace(restart.ann.envelopes[0], **forged)])
    with pytest.raises(NotAllowed):
        restart.hand_in(restart.ann, [restart.ann.envelopes[0], *restart.ann.envelopes[2:]])
    assert restart.hand_in(restart.host) == 3


def test_a_stamp_of_another_life_is_not_taken(restart: Restart) -> None:
    """The server that was killed had stamped a fourth, which nobody who came back had; then life went on."""
    scene = restart.scene
    key = scene.rooms.lifelines.keys.find("room")
    assert key is not None
    running = BEFORE_ALL
    for one in restart.host.envelopes:
        running = next_hash(running, one.number, one.sender, one.epoch, one.entry, one.seen, one.sealed)
    late = replace(restart.ann.envelopes[0], number=4, entry="late")
    after = next_hash(running, 4, "ann", 1, "late", 0, late.sealed)
    late = replace(late, mac=stamp(key.key, 1, "joint", 4, "ann", after))
    come_back(restart)
    for tab in (restart.host, restart.ann, restart.bo):
        scene.rooms.door.enter("room", tab.connection)
    restart.host.lifeline = scene.told.lifelines[restart.host.connection]["lifeline"]
    scene.restart()
    for tab in (restart.host, restart.ann, restart.bo):
        restart.come(tab)
    restart.throw(restart.host)
    restart.hand_in(restart.host)
    with pytest.raises(NotAllowed):
        restart.hand_in(restart.ann, [late], running)


def test_a_lifeline_is_a_hosts_to_throw_and_nobody_elses(restart: Restart) -> None:
    """Must fail when restore() does not look at the seat's kind, or at its device."""
    restart.come(restart.ann)
    with pytest.raises(NotAllowed):
        restart.throw(restart.ann, restart.host.lifeline)
    stolen = Tab(replace(restart.host.brought, device="another device"), [], restart.host.lifeline)
    restart.come(stolen)
    with pytest.raises(NotAllowed):
        restart.throw(stolen)
    with pytest.raises(NotAllowed):
        restart.hand_in(restart.ann)
    with pytest.raises(NotAllowed):
        restart.finish(restart.ann)


def test_an_altered_lifeline_or_one_of_another_key_is_worth_nothing(restart: Restart) -> None:
    restart.come(restart.host)
    good = restart.host.lifeline
    key = restart.scene.rooms.lifelines.keys.find("room")
    assert key is not None
    read = read_lifeline(key.key, "room", good)
    assert read is not None
    elsewhere = write_lifeline(Lifeline(read.revision, replace(read.room, mac_key=bytes(32)), read.channels))
    for wrong in (good[:-1], good[:20] + b"?" + good[21:], b"", elsewhere):
        with pytest.raises(NotAllowed):
            restart.scene.rooms.restoration.restore("room", restart.host.connection, wrong)


def test_an_older_lifeline_than_a_host_has_kept_is_worth_nothing(restart: Restart) -> None:
    """A removal stays a removal. Must fail when the floor is not looked at."""
    come_back(restart)
    scene, host = restart.scene, restart.host
    for tab in (host, restart.ann, restart.bo):
        scene.rooms.door.enter("room", tab.connection)
    before = scene.told.lifelines[host.connection]["lifeline"]
    scene.rooms.hosting.remove("room", host.connection, "bo")
    newest = scene.told.lifelines[host.connection]
    scene.rooms.lifeline_kept("room", host.connection, newest["revision"])
    scene.restart()
    restart.come(host)
    restart.come(restart.bo)
    with pytest.raises(NotAllowed):
        restart.throw(host, before)
    restart.throw(host, newest["lifeline"])
    with pytest.raises(NotAllowed):
        restart.hand_in(restart.bo)
    restart.hand_in(host)
    restart.finish(host)
    scene.round(limits.GATHER_SECONDS)
    assert restart.bo.connection in scene.told.ended
    with pytest.raises(PassIsRefused):
        scene.connect(restart.bo.brought)


def test_a_revision_that_was_never_given_cannot_be_kept(restart: Restart) -> None:
    come_back(restart)
    scene, host = restart.scene, restart.host.connection
    scene.rooms.door.enter("room", host)
    with pytest.raises(Malformed):
        scene.rooms.lifeline_kept("room", host, 9 * LIVES_APART)
    scene.rooms.door.enter("room", restart.ann.connection)
    with pytest.raises(NotAllowed):
        scene.rooms.lifeline_kept("room", restart.ann.connection, 1)


def test_a_room_that_has_closed_never_comes_back(restart: Restart) -> None:
    """Not even after a restart, with everything in hand. Must fail when _close keeps the key."""
    come_back(restart)
    scene = restart.scene
    scene.rooms.door.enter("room", restart.host.connection)
    scene.rooms.lifecycle.close_begin("room", restart.host.connection)
    scene.round(60)
    scene.restart()
    for tab in (restart.host, restart.ann):
        with pytest.raises(PassIsRefused) as refusal:
            scene.connect(tab.brought)
        assert refusal.value.reason == "closed"
    assert set(scene.slots.values()) == {bytes(64)}


def test_a_room_that_may_come_back_is_not_opened_anew(restart: Restart) -> None:
    """Must fail when open() does not ask whether the room is awaited."""
    scene = restart.scene
    with pytest.raises(RoomIsRestoring):
        scene.rooms.lifecycle.open(scene.ticket, scene.places, "host-seat", None)
    come_back(restart)
    _, was_open = scene.rooms.lifecycle.open(scene.ticket, scene.places, "host-seat", restart.host.brought)
    assert was_open


def test_meanwhile_nothing_else_happens_in_the_room(restart: Restart) -> None:
    scene = restart.scene
    restart.come(restart.ann)
    with pytest.raises(RoomIsRestoring):
        scene.post(restart.ann.connection, "joint", "four")
    with pytest.raises(RoomIsRestoring):
        scene.knock(restart.ann.connection)
    scene.lose(restart.ann.connection)


def test_who_had_gone_before_holds_nobody_up(restart: Restart) -> None:
    """Seen to fail when everyone who was ever let in is waited for, and when no lifeline says who goes."""
    come_back(restart)
    scene, host = restart.scene, restart.host
    for tab in (restart.ann, restart.bo, host):
        scene.rooms.door.enter("room", tab.connection)
    scene.lose(restart.bo.connection)
    newest = scene.told.lifelines[host.connection]
    assert newest["revision"] == 0, "who is here makes no older lifeline worthless"
    host.lifeline = newest["lifeline"]
    scene.restart()
    for tab in (host, restart.ann):
        restart.come(tab)
    restart.throw(host)
    for tab in (host, restart.ann):
        restart.hand_in(tab)
    restart.finish(host)
    assert scene.store.room("room") is None, "Ann was here, and has not handed in"
    restart.finish(restart.ann)
    assert len(restart.entries()) == 3


def test_who_is_back_after_having_gone_is_waited_for(restart: Restart) -> None:
    """Seen to fail when only those are who were here when the server ended."""
    scene, host = restart.scene, restart.host
    come_back(restart)
    for tab in (host, restart.ann, restart.bo):
        scene.rooms.door.enter("room", tab.connection)
    scene.lose(restart.bo.connection)
    host.lifeline = scene.told.lifelines[host.connection]["lifeline"]
    scene.restart()
    for tab in (restart.bo, host, restart.ann):
        restart.come(tab)
    restart.throw(host)
    restart.hand_in(host)
    restart.finish(host, restart.ann)
    assert scene.store.room("room") is None
    restart.finish(restart.bo)
    assert scene.store.room("room") is not None


def test_who_is_not_there_is_waited_for_a_while(restart: Restart) -> None:
    scene = restart.scene
    restart.come(restart.host)
    restart.throw(restart.host)
    restart.hand_in(restart.host)
    restart.finish(restart.host)
    scene.round(limits.GATHER_SECONDS - 1)
    assert scene.store.room("room") is None
    scene.round(1)
    assert scene.told.events(restart.host.connection)[-1] == "restored"
    assert len(restart.entries()) == 3


def test_without_a_host_that_has_handed_in_nothing_is_settled(restart: Restart) -> None:
    """Its network fails right after the lifeline. Must fail when _is_due does not ask for a host."""
    scene = restart.scene
    restart.come(restart.ann)
    restart.come(restart.host)
    restart.throw(restart.host)
    scene.lose(restart.host.connection)
    restart.finish(restart.ann)
    scene.round(limits.LONGEST_GATHERING_SECONDS)
    assert scene.store.room("room") is None
    restart.come(restart.host)
    restart.hand_in(restart.host)
    restart.finish(restart.host)
    scene.round(limits.PAUSE_IN_GATHERING_SECONDS)
    assert len(restart.entries()) == 3


def test_what_nobody_has_any_more_holds_nobody_up(restart: Restart) -> None:
    """A channel whose epoch began after what could be brought together goes on from there."""
    come_back(restart)
    scene, host = restart.scene, restart.host
    for tab in (host, restart.ann, restart.bo):
        scene.rooms.door.enter("room", tab.connection)
    scene.rooms.hosting.channel_change("room", host.connection, "joint", 1, "epoch 2", [], [])
    host.lifeline = scene.told.lifelines[host.connection]["lifeline"]
    scene.restart()
    for tab in (host, restart.ann, restart.bo):
        restart.come(tab)
    restart.throw(host)
    restart.hand_in(host, host.envelopes[:2])
    restart.finish(host, restart.ann, restart.bo)
    for tab in (host, restart.ann):
        scene.rooms.door.enter("room", tab.connection)
    assert scene.post(restart.ann.connection, "joint", "anew", epoch=2, seen=2) == 3


def test_a_room_nobody_comes_back_to_is_forgotten(restart: Restart) -> None:
    scene = restart.scene
    scene.round(EMPTY_SECONDS)
    with pytest.raises(PassIsRefused):
        scene.connect(restart.host.brought)
    assert set(scene.slots.values()) == {bytes(64)}


def test_a_room_that_a_member_waits_for_is_kept_for_its_mediator(restart: Restart) -> None:
    """A mediator's lunch does not close a room, restart or not."""
    scene = restart.scene
    restart.come(restart.ann)
    scene.round(EMPTY_SECONDS * 4)
    restart.come(restart.host)
    restart.throw(restart.host)
    restart.hand_in(restart.host)
    restart.finish(restart.host, restart.ann)
    scene.round(limits.GATHER_SECONDS)
    assert len(restart.entries()) == 3


def test_who_waits_longer_than_any_room_lasts_is_told_that_it_has_closed(restart: Restart) -> None:
    scene = restart.scene
    restart.come(restart.ann)
    scene.round(limits.LONGEST_ROOM_SECONDS)
    assert scene.told.events(restart.ann.connection)[-1] == "closed"
    with pytest.raises(RoomIsClosed):
        scene.rooms.door.enter("room", restart.ann.connection)


def test_of_several_lifelines_the_newest_counts(restart: Restart) -> None:
    come_back(restart)
    scene, host = restart.scene, restart.host
    for tab in (host, restart.ann, restart.bo):
        scene.rooms.door.enter("room", tab.connection)
    older = scene.told.lifelines[host.connection]["lifeline"]
    scene.rooms.hosting.channel_make("room", host.connection, "caucus", "e", [], False)
    newer = scene.told.lifelines[host.connection]["lifeline"]
    scene.restart()
    for tab in (host, restart.ann, restart.bo):
        restart.come(tab)
    for brought in (older, newer, older):
        restart.throw(host, brought)
    restart.hand_in(host)
    restart.finish(host, restart.ann, restart.bo)
    assert [channel.id for channel in scene.store.channels("room")] == ["joint", "caucus"]
    assert len(restart.entries()) == 3


def test_who_waits_is_not_sent_away_while_another_server_brings_the_room_back(restart: Restart) -> None:
    """Seen to fail: they were disconnected, since a room not there yet looked like one that is gone."""
    scene, add = restart.scene, restart.scene.store.add
    scene.store.add = lambda *_: False  # type: ignore[method-assign]
    come_back(restart)
    assert scene.told.ended == []
    scene.store.add = add  # type: ignore[method-assign]
    scene.round(limits.GATHER_SECONDS)
    assert scene.told.events(restart.bo.connection)[-1] == "restored"
    assert len(restart.entries()) == 3


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
