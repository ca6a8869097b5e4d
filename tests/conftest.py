"""What every test may ask for: a running server, a mediator, an open room, and people with browsers.

One server for each test worker, as a child process: its event loop and Playwright's never meet.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import cycle
from typing import Any, Protocol

import pytest

from tests.client.links import Place
from tests.client.visitor import Mediator
from tests.fixtures.rooms import OpenRoom, Rooms
from tests.fixtures.server_process import ServerProcess

pytest_plugins = [
    "tests.fixtures.browser",
    "tests.fixtures.database",
    "tests.fixtures.guarded_room",
    "tests.fixtures.mortal",
    "tests.fixtures.postgresql",
    "tests.fixtures.redis_server",
]

NAMES = (
    "Mediator of the tests",
    "Médiatrice n° 2 (Łódź)",
    "الوسيطة الثالثة",
    "第四位调解员",
    "Посредник № 5",
)
PASSWORD = "four horses and a lantern"


class NewRoom(Protocol):
    def __call__(self, parties: int = 2, observers: int = 0, **options: Any) -> OpenRoom: ...


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of a group share a room, so they must come to one worker: the suffix is what xdist goes by."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        for item in items:
            if item.get_closest_marker("xdist_group") and "@" not in item.nodeid:
                raise pytest.UsageError("pytest-xdist splits groups of tests: see pyproject.toml")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    server = ServerProcess(
        tmp_path_factory.mktemp("server"),
        MEDIATION_OUTCOME="on",
        MEDIATION_SUPPORT_CONTACTS="Staff counsellor, room 12",
    )
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
def mediators(server: ServerProcess) -> Iterator[list[Mediator]]:
    """Signed in: the first by the link that the first start prints, the others invited by the command."""
    mediators = [Mediator(server.url, name, PASSWORD) for name in NAMES]
    mediators[0].enrol(server.first_link())
    for other in mediators[1:]:
        other.enrol(server.invite(other.name))
    yield mediators
    for mediator in mediators:
        mediator.close()


@pytest.fixture
def mediator(mediators: list[Mediator]) -> Mediator:
    return mediators[0]


@pytest.fixture
def other_mediator(mediators: list[Mediator]) -> Mediator:
    return mediators[1]


@pytest.fixture(scope="session")
def rooms(mediators: list[Mediator]) -> Iterator[Rooms]:
    rooms = Rooms()
    yield rooms
    rooms.await_all()


@pytest.fixture(scope="session")
def turns(mediators: list[Mediator]) -> Iterator[Mediator]:
    """Which mediator opens the next room: a closed one counts among their five until its countdown ends."""
    return cycle(mediators)


@pytest.fixture
def new_room(rooms: Rooms, turns: Iterator[Mediator]) -> Iterator[NewRoom]:
    """Opens rooms with a mediator inside and a link for each seat; they close after the test."""
    opened = []

    def new_room(parties: int = 2, observers: int = 0, **options: Any) -> OpenRoom:
        kinds = ["party"] * parties + ["observer"] * observers
        places = [Place(n, 1, kind) for n, kind in enumerate(kinds, 1)]
        opened.append(rooms.open(next(turns), places, **options))
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
