"""Lines that are cut, stall, or go silent: nobody loses a word, and nobody waits for somebody else's line."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import pytest

from tests.client.links import Place
from tests.client.tab import Tab
from tests.client.visitor import Mediator
from tests.faults.storm import Storm
from tests.fixtures.faulty_proxy import FaultyProxy
from tests.fixtures.guests import post_all
from tests.fixtures.rooms import OpenRoom, Rooms
from tests.fixtures.server_process import ServerProcess

CUTS = 12
LONG_TEXT = "x" * 45_000
LONG_POSTS = 60  # a burst


@pytest.fixture
def room(far_mediator: Mediator) -> Iterator[OpenRoom]:
    rooms = Rooms()
    room = rooms.open(far_mediator, [Place(1), Place(2), Place(3)])
    yield room
    rooms.leave(room)
    rooms.await_all()


def talk(sender: Tab, channel: str) -> None:
    post_all(sender, channel, [{"kind": "message", "text": f"{n} {LONG_TEXT}"} for n in range(LONG_POSTS)])


def test_lines_cut_at_random_moments_lose_nothing(
    far_server: ServerProcess, far_mediator: Mediator, proxy: FaultyProxy
) -> None:
    """Seen to fail when catching up begins one too late."""
    chance = random.Random(16)
    storm = Storm(far_server, far_mediator, seed=16)
    storm.begin()
    for _ in range(CUTS):
        lines = proxy.lines("websocket")
        if lines:
            chance.choice(lines).cut()
        time.sleep(chance.random() * 0.1)  # the moment is what is random; nothing is awaited here
    storm.everyone_is_heard_again()
    verdict = storm.end()
    assert verdict.breaks == []
    assert (verdict.lost, verdict.doubled, verdict.reordered, verdict.different) == (0, 0, 0, 0)


def test_a_stalled_member_delays_nobody_is_dropped_and_catches_up(room: OpenRoom, proxy: FaultyProxy) -> None:
    """Seen to fail when the queue of a connection has no bound."""
    stalled, sender, other = (room.admit(n) for n in (1, 2, 3))
    joint = room.open_joint(stalled, sender, other)
    (line,) = proxy.lines(f"seat-{stalled.seat}=")
    line.stall()
    for tab in (sender, other, room.host, sender):
        talk(tab, joint)
    for tab in (sender, other, room.host):
        tab.catch_up(joint)
        assert len(tab.channels[joint].texts()) == 4 * LONG_POSTS
    gone = room.host.connection.expect("presence", channel=joint)
    while stalled.seat in gone["present"]:
        gone = room.host.connection.expect("presence", channel=joint)
    line.flow()
    stalled.disconnect()
    stalled.connect()
    stalled.catch_up(joint)
    assert stalled.channels[joint].texts() == other.channels[joint].texts()


def test_a_half_open_line_is_noticed_at_both_ends(room: OpenRoom, proxy: FaultyProxy) -> None:
    """Within the 35 seconds of a ping and the patience for its answer."""
    member, other = room.admit(1), room.admit(2)
    joint = room.open_joint(member, other)
    (line,) = proxy.lines(f"seat-{member.seat}=")
    line.go_silent()
    other.say(joint, "Said to nobody.")
    gone = other.connection.expect("presence", timeout=60, channel=joint)
    assert member.seat not in gone["present"]
    member.connection.expect_end(timeout=60)
    member.connect()
    member.catch_up(joint)
    assert member.channels[joint].texts() == ["Said to nobody."]


def test_a_laptop_on_another_network_is_there_at_once(room: OpenRoom, proxy: FaultyProxy) -> None:
    """Its old line is not closed yet. Seen to fail when a device may have one connection only."""
    member, other = room.admit(1), room.admit(2)
    joint = room.open_joint(member, other)
    (line,) = proxy.lines(f"seat-{member.seat}=")
    line.go_silent()
    old = member.connection
    member.connect()
    other.say(joint, "Are you there?")
    member.hear(joint, "Are you there?")
    member.say(joint, "On the telephone's network now.")
    other.hear(joint, "On the telephone's network now.")
    line.cut()
    old.close()
