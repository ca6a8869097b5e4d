"""Mediators who do not come back: nobody is left alone with an opponent, and no room is open for ever."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.client.connection import ConnectionRefused, Refused
from tests.client.host import Host
from tests.client.links import Place
from tests.client.visitor import HttpRefused, Mediator
from tests.fixtures.rooms import OpenRoom, Rooms
from tests.fixtures.server_process import CLOSE_SECONDS, ServerProcess
from tests.fixtures.set_clock import SetClock
from tests.fixtures.started_server import first_account, started

AFTER_END = timedelta(hours=2)  # docs/protocol.md, "Closing"
EMPTY_SECONDS = 6
ENOUGH_SECONDS = 20  # to come in, before the room ends
LONG_SECONDS = 60


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> SetClock:
    return SetClock(tmp_path_factory.mktemp("clock"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, clock: SetClock) -> Iterator[ServerProcess]:
    settings = {**clock.settings, "MEDIATION_EMPTY_ROOM_SECONDS": str(EMPTY_SECONDS)}
    with started(tmp_path_factory.mktemp("hosts"), settings) as server:
        yield server


@pytest.fixture(scope="module")
def mediator(server: ServerProcess) -> Iterator[Mediator]:
    with first_account(server) as mediator:
        yield mediator


def test_a_room_whose_mediator_is_lost_for_good_with_every_tab_is_opened_anew(
    server: ServerProcess, mediator: Mediator
) -> None:
    """Not while somebody still waits for the one that was. Seen to fail when its key is never forgotten."""
    rooms = Rooms()
    room = rooms.open(mediator, [Place(1)])
    member = room.admit(1)
    member.say(room.private(member), "Before.")
    room.host.disconnect()  # its lifeline is lost with it
    server.kill()
    server.start()
    assert member.connect() == {"restoring": True}
    with pytest.raises(HttpRefused, match="409 restoring"):
        room.host.open_room()
    member.disconnect()
    anew = OpenRoom(Host(mediator, room.host.link))
    deadline = time.monotonic() + LONG_SECONDS
    while not is_opened(anew):
        assert time.monotonic() < deadline, "it is never opened anew"
        time.sleep(0.2)
    anew.host.connect()
    with pytest.raises(ConnectionRefused, match="refused"):
        member.connect()  # it shows its link's proof again, and finds a new room
    back = anew.visit(1, visitor=member.visitor)
    back.arrive()
    anew.let_in(back)
    assert [channel.texts() for channel in back.channels.values()] == [[]]
    anew.host.close_room()


def is_opened(room: OpenRoom) -> bool:
    """Not while the one that was may still come back."""
    try:
        room.host.open_room()
    except HttpRefused as refused:
        if refused.error != "restoring":
            raise
        return False
    return True


def test_a_room_whose_mediator_never_comes_back_is_held_announced_and_closed(
    server: ServerProcess, clock: SetClock, mediator: Mediator
) -> None:
    """Seen to fail when a room does not end at its limit."""
    rooms, now = Rooms(), time.time()
    ends = [now + seconds for seconds in range(ENOUGH_SECONDS, 2 * LONG_SECONDS, 5)]
    places = [Place(1), Place(2)]
    prepared = [(at, rooms.prepare(mediator, places, ends_at=int(at * 1000))) for at in ends]
    server.stop()
    clock.set(AFTER_END)
    server.start()
    host = next(host for at, host in prepared if at - time.time() > ENOUGH_SECONDS)
    host.open_room()
    host.connect()
    room = OpenRoom(host)
    first, second = room.admit(1), room.admit(2)
    joint = room.open_joint(first, second)
    host.disconnect()
    while host.seat in first.connection.expect("presence", channel=joint)["present"]:
        pass
    with pytest.raises(Refused, match="no_host"):
        first.say(joint, "Now that we are among ourselves.")
    for member in (first, second):
        assert member.connection.expect("closing", timeout=LONG_SECONDS)["seconds"] <= CLOSE_SECONDS
        member.connection.expect("closed")
        member.connection.expect_end()
    for tab in (host, first):
        with pytest.raises(ConnectionRefused, match="closed"):
            tab.connect()
