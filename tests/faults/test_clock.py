"""The machine's clock is set while people talk: nobody notices, and the end never moves back."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.client.links import Place
from tests.client.visitor import Mediator
from tests.fixtures.rooms import OpenRoom, Rooms
from tests.fixtures.server_process import ServerProcess
from tests.fixtures.set_clock import A_MINUTE, SetClock
from tests.fixtures.started_server import first_account, started

SOON_SECONDS = 10


@pytest.fixture
def clock(tmp_path: Path) -> SetClock:
    return SetClock(tmp_path)


@pytest.fixture
def server(tmp_path: Path, clock: SetClock) -> Iterator[ServerProcess]:
    with started(tmp_path, clock.settings) as server:
        yield server


@pytest.fixture
def mediator(server: ServerProcess) -> Iterator[Mediator]:
    with first_account(server) as mediator:
        yield mediator


def ended_at(server: ServerProcess) -> datetime:
    with closing(sqlite3.connect(f"file:{server.instance / 'mediation.db'}?mode=ro", uri=True)) as database:
        (moment,) = database.execute("SELECT ended_at FROM mediations").fetchone()
    return datetime.fromisoformat(str(moment)).replace(tzinfo=UTC)


def talk(room: OpenRoom, words: str) -> None:
    (member,) = room.members
    member.say(room.private(member), words)
    room.host.hear(room.private(member), words)


def close(room: OpenRoom) -> None:
    room.host.close_room()
    for tab in (room.host, *room.members):
        tab.connection.expect_end()
        tab.disconnect()


def test_the_end_of_a_mediation_moves_forward_and_never_back(
    server: ServerProcess, clock: SetClock, mediator: Mediator
) -> None:
    """Seen to fail when the registry writes whatever moment it is given."""
    rooms = Rooms()
    room = rooms.open(mediator, [Place(1)])
    room.admit(1)
    reference = room.host.begin()
    assert clock.says(ended_at(server))
    clock.set(timedelta(hours=2))
    talk(room, "The clock was wrong by two hours.")
    close(room)
    deadline = time.monotonic() + SOON_SECONDS
    while not clock.says(ended_at(server)):
        assert time.monotonic() < deadline, "the end does not move"
        time.sleep(0.1)
    latest = ended_at(server)
    clock.set(timedelta(hours=-1))
    mediator.sign_in()  # who signed in at a time that has not come yet, does so again
    further = rooms.open(mediator, [Place(1)], mediation=reference)
    further.admit(1)
    assert further.host.begin() == reference
    talk(further, "It was right before, or is it now?")
    close(further)
    clock.set(timedelta(hours=1))
    other = rooms.open(mediator, [Place(1)], mediation="individual")
    other.admit(1)
    close(other)  # what was owed before is written by now
    assert latest <= ended_at(server) < latest + A_MINUTE, (
        "what was owed as the first one closed, and no more"
    )


def test_a_clock_that_is_set_closes_no_room(
    server: ServerProcess, clock: SetClock, mediator: Mediator
) -> None:
    """Seen to fail when rooms count by the machine's clock: a day later their limit has passed."""
    rooms = Rooms()
    room = rooms.open(mediator, [Place(1)])
    (member,) = (room.admit(1),)
    left = member.enter()["seconds_left"]
    for hours in (24, -24, 0):
        clock.set(timedelta(hours=hours))
        talk(room, f"It is {hours} hours later.")
        again = member.enter()["seconds_left"]
        assert again <= left
        assert left - again < A_MINUTE.total_seconds()
    close(room)
