"""What a host brings back of a room counts when this server gave it, and the newest alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mediation.rooms import limits
from mediation.rooms.envelope import next_hash, stamp
from mediation.rooms.errors import Malformed, NotAllowed
from mediation.rooms.lifeline import Lifeline, read_lifeline, write_lifeline
from mediation.rooms.lifelines import LIVES_APART
from mediation.rooms.passes import PassIsRefused
from tests.unit.rooms.restarts import BEFORE_ALL, Restart, Tab, come_back, restarted


@pytest.fixture
def restart() -> Restart:
    return restarted()


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
    """Seen to fail when restore() does not look at the seat's kind, or at its device."""
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
    for wrong in (good[:-1], good[:20] + bytes([good[20] ^ 1]) + good[21:], b"", elsewhere):
        with pytest.raises(NotAllowed):
            restart.scene.rooms.restoration.restore("room", restart.host.connection, wrong)


def test_an_older_lifeline_than_a_host_has_kept_is_worth_nothing(restart: Restart) -> None:
    """A removal stays a removal. Seen to fail when the floor is not looked at."""
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
