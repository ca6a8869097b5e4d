"""What every test may ask for: a running server, a mediator, an open room, and people with browsers.

One server for each test worker, as a child process: its event loop and Playwright's never meet.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, Protocol

import pytest

from tests.client.links import Place
from tests.client.visitor import Mediator
from tests.fixtures.rooms import OpenRoom, Rooms
from tests.fixtures.server_process import ServerProcess

pytest_plugins = ["tests.fixtures.browser"]

PASSWORD = "four horses and a lantern"


class NewRoom(Protocol):
    def __call__(self, parties: int = 2, observers: int = 0, **options: Any) -> OpenRoom: ...


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    server = ServerProcess(tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    assert server.is_running(), "the server went on until the last test"
    assert server.stop() == 0, "SIGTERM ends it cleanly"
    assert server.stderr() == "", "nothing is written to stderr"


@pytest.fixture
def quiet_server(server: ServerProcess) -> Iterator[ServerProcess]:
    """For tests that misbehave: afterwards the server still answers and has said nothing."""
    yield server
    assert server.is_running()
    assert server.stderr() == ""


@pytest.fixture(scope="session")
def mediator(server: ServerProcess) -> Iterator[Mediator]:
    """Enrolled by the link that the first start prints, and signed in."""
    mediator = Mediator(server.url, "Imani Okonkwo-Reyes", PASSWORD)
    mediator.enrol(server.first_link())
    mediator.sign_in()
    yield mediator
    mediator.close()


@pytest.fixture(scope="session")
def other_mediator(server: ServerProcess, mediator: Mediator) -> Iterator[Mediator]:
    """Invited from the command line, and signed in."""
    other = Mediator(server.url, "Søren Łukasiewicz", PASSWORD)
    other.enrol(server.invite(other.name))
    other.sign_in()
    yield other
    other.close()


@pytest.fixture(scope="session")
def rooms(mediator: Mediator) -> Iterator[Rooms]:
    rooms = Rooms()
    yield rooms
    rooms.await_all()


@pytest.fixture
def new_room(rooms: Rooms, mediator: Mediator) -> Iterator[NewRoom]:
    """Opens rooms with the mediator inside and a link for each seat; they close after the test."""
    opened = []

    def new_room(parties: int = 2, observers: int = 0, **options: Any) -> OpenRoom:
        kinds = ["party"] * parties + ["observer"] * observers
        places = [Place(n, 1, kind) for n, kind in enumerate(kinds, 1)]
        opened.append(rooms.open(mediator, places, **options))
        return opened[-1]

    yield new_room
    for room in opened:
        rooms.leave(room)


@pytest.fixture
def room(new_room: NewRoom) -> OpenRoom:
    """Two parties are invited; nobody has come."""
    return new_room()


@pytest.fixture(scope="session")
def worker_number() -> int:
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
