"""What an operator reads of a server that is busy: numbers, coarse, and nothing of anyone."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator

import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from mediation.metrics import coarsely
from tests.client.links import Place
from tests.fixtures.rooms import OpenRoom, Rooms
from tests.fixtures.server_process import ServerProcess, free_port
from tests.fixtures.started_server import first_account, started

OURS = {"mediation_rooms": 10, "mediation_members": 10, "mediation_deliveries": 1000}
OTHERS = {"mediation_faults", "mediation_turn_seconds"}


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def measured(port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with started(tmp_path_factory.mktemp("measured"), {"MEDIATION_METRICS_PORT": str(port)}) as server:
        yield server


@pytest.fixture(scope="module")
def room(measured: ServerProcess) -> Iterator[OpenRoom]:
    rooms = Rooms()
    with first_account(measured, "Mediator who is measured") as mediator:
        room = rooms.open(mediator, [Place(1)])
        member = room.admit(1, "Somebody with a name")
        member.say(room.private(member), "Something that is said")
        room.host.connection.call("begin")
        yield room
        rooms.leave(room)
        rooms.await_all()


def read(port: int) -> str:
    with requests.Session() as http:
        http.trust_env = False
        answer = http.get(f"http://127.0.0.1:{port}/metrics", timeout=10)
        answer.raise_for_status()
        return answer.text


def test_every_label_and_value_is_one_that_names_nobody(room: OpenRoom, port: int) -> None:
    """Seen to fail when coarsely() gives the exact count."""
    for family in text_string_to_metric_families(read(port)):
        if family.name.startswith("process_"):
            assert all(not sample.labels for sample in family.samples)
            continue
        assert family.name in OURS.keys() | OTHERS
        for sample in family.samples:
            assert set(sample.labels) <= {"le"}, "the bounds of a histogram are the only labels"
            if family.name in OURS:
                assert sample.value % OURS[family.name] == 0
    rooms = re.search(r"^mediation_rooms (\S+)", read(port), re.MULTILINE)
    assert rooms is not None
    assert float(rooms.group(1)) == 10, "one room reads as ten"


def test_nothing_of_the_room_is_in_it(room: OpenRoom, port: int) -> None:
    text = read(port)
    reference = room.host.enter()["reference"]
    known = [room.id, reference, *(member.seat for member in room.members), "name", "said", "198.18."]
    known += list(room.host.channels)
    assert [one for one in known if one in text.replace("mediation_", "")] == []


def test_it_listens_on_this_machine_alone(measured: ServerProcess, port: int) -> None:
    """Seen to fail when it is bound to every address."""
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.2", port), timeout=2):
        pass


def test_counts_are_rounded_up_so_that_one_reads_as_ten() -> None:
    assert [coarsely(count, 10) for count in (0, 1, 9, 10, 11)] == [0, 10, 10, 10, 20]
