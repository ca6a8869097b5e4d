"""The registry's database is gone while people talk: they go on, and the date is written when it is back."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.client.links import Place
from tests.client.visitor import Mediator
from tests.fixtures.rooms import Rooms
from tests.fixtures.server_process import ServerProcess
from tests.fixtures.started_server import started

TOLD_WITHIN_SECONDS = 60  # every 20 seconds the end moves; then the server waits 5 for the lock
WRITTEN_WITHIN_SECONDS = 30


@contextmanager
def held_by_somebody(database: Path) -> Iterator[None]:
    """Nobody else can write it: as gone, or on a full disk, as far as a session goes."""
    holder = sqlite3.connect(database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    yield
    holder.execute("ROLLBACK")
    holder.close()


def ended_at(database: Path) -> str:
    reader = sqlite3.connect(database)
    (moment,) = reader.execute("SELECT ended_at FROM mediations").fetchone()
    reader.close()
    return str(moment)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    """Its complaints are expected here."""
    with started(tmp_path, complains=True) as server:
        yield server


def test_a_session_goes_on_without_its_database(server: ServerProcess) -> None:
    """Seen to fail when a room that closes does not say that its mediation went on until then."""
    mediator = Mediator(server.url, "Mediator", "four horses and a lantern")
    mediator.enrol(server.first_link())
    rooms = Rooms()
    room = rooms.open(mediator, [Place(1)])
    member = room.admit(1)
    meeting = room.private(member)
    room.host.begin()
    database = server.instance / "mediation.db"
    begun = ended_at(database)
    with held_by_somebody(database):
        told = room.host.connection.expect("dates", timeout=TOLD_WITHIN_SECONDS)
        assert told == {"written": False}
        member.say(meeting, "We go on.")
        room.host.hear(meeting, "We go on.")
        assert ended_at(database) == begun
        room.host.connection.call("close_begin")
        member.connection.expect("closed", timeout=WRITTEN_WITHIN_SECONDS)
    deadline = time.monotonic() + WRITTEN_WITHIN_SECONDS
    while ended_at(database) == begun:
        assert time.monotonic() < deadline, "the date is never written"
        time.sleep(0.1)
    member.disconnect()
    room.host.disconnect()
    mediator.close()
