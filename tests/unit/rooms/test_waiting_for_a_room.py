"""Who is waited for while a room comes back, and what becomes of a room that does not."""

from __future__ import annotations

import pytest

from mediation.rooms import limits
from mediation.rooms.errors import NotAllowed, RoomIsClosed, RoomIsRestoring
from mediation.rooms.passes import PassIsRefused
from tests.unit.rooms.restarts import Restart, come_back, restarted
from tests.unit.rooms.scene import EMPTY_SECONDS, Scene


@pytest.fixture
def restart() -> Restart:
    return restarted()


def test_a_room_that_has_closed_never_comes_back(restart: Restart) -> None:
    """Not even after a restart, with everything in hand. Seen to fail when _close keeps the key."""
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
    """Seen to fail when open() does not ask whether the room is awaited."""
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
    """Its network fails right after the lifeline. Seen to fail when _is_due does not ask for a host."""
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


def test_a_room_that_nobody_brings_back_is_opened_anew_and_who_waited_comes_by_their_link(
    restart: Restart,
) -> None:
    """Seen to fail when `abandon` keeps the key: the link is answered that the room is on its way back."""
    scene = restart.scene
    restart.come(restart.ann)
    with pytest.raises(RoomIsRestoring):
        scene.rooms.lifecycle.open(scene.ticket, scene.places, "host-seat", None)
    scene.round(limits.LONGEST_GATHERING_SECONDS)
    scene.rooms.restoration.abandon("room")
    _, was_open = scene.rooms.lifecycle.open(scene.ticket, scene.places, "host-seat", None)
    assert not was_open
    scene.round(1)
    assert scene.told.ended == [restart.ann.connection]
    with pytest.raises(PassIsRefused, match="refused"):
        restart.come(restart.ann)
    assert scene.join("ann").opening != restart.ann.brought.opening
    assert scene.store.channels("room") == []


def test_a_room_that_may_still_come_back_is_not_given_up(restart: Restart) -> None:
    """Seen to fail when `abandon` does not wait, and when it takes no notice of a lifeline."""
    scene = restart.scene
    restart.come(restart.ann)
    with pytest.raises(RoomIsRestoring):
        scene.rooms.restoration.abandon("room")
    scene.round(limits.LONGEST_GATHERING_SECONDS)
    restart.come(restart.host)
    restart.throw(restart.host)
    with pytest.raises(RoomIsRestoring):
        scene.rooms.restoration.abandon("room")


def test_a_room_that_is_open_is_not_given_up() -> None:
    scene = Scene()
    scene.round(limits.LONGEST_GATHERING_SECONDS)
    with pytest.raises(NotAllowed):
        scene.rooms.restoration.abandon("room")
    assert scene.rooms.door.enter("room", scene.host)["admitted"]
