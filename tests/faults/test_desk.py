"""The desk's process is stopped, or dies: sessions go on, and who is at the desk at worst tries again."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.client.links import Place
from tests.client.visitor import Mediator
from tests.fixtures.beside import Beside
from tests.fixtures.rooms import Rooms
from tests.fixtures.server_process import ServerProcess
from tests.fixtures.started_server import first_account, started

PATIENCE_SECONDS = 20


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """Its log says that the desk died."""
    with started(tmp_path_factory.mktemp("of a dying desk"), complains=True) as server:
        yield server


@pytest.fixture(scope="module")
def mediator(server: ServerProcess) -> Iterator[Mediator]:
    with first_account(server) as mediator:
        yield mediator


def test_no_session_needs_the_desk_once_it_is_open(server: ServerProcess, mediator: Mediator) -> None:
    """Seen to fail when what comes from rooms goes to the desk, when a dead desk stays dead, and when its
    death is not logged."""
    rooms = Rooms()
    room = rooms.open(mediator, [Place(1), Place(2)])
    os.kill(server.desk_pid, signal.SIGSTOP)
    members = [room.admit(1), room.admit(2)]
    beside = Beside(room, members, room.open_joint(*members))
    beside.goes_on()

    os.kill(server.desk_pid, signal.SIGKILL)
    assert "Your desk" in mediator.http.get(f"{server.url}/desk", timeout=PATIENCE_SECONDS).text
    beside.goes_on()
    assert "where=desk kind=DeskIsAway" in server.stderr()
    rooms.leave(room)
    rooms.await_all()


def test_the_desk_ends_with_a_server_that_is_killed(server: ServerProcess) -> None:
    """Seen to fail when it does not look whether the server is still there."""
    desk = server.desk_pid
    server.kill()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while Path(f"/proc/{desk}").exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    server.start()
