"""However much comes from one seat, one link or one address: no more of it than docs/protocol.md ("Limits")
gets through, each time with the sender's being told, and a session beside it hears every word."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import count

import pytest

from tests.client.connection import Refused
from tests.client.encoding import new_id
from tests.client.links import Place
from tests.client.member import Member
from tests.client.visitor import Mediator, Visitor
from tests.fixtures.beside import Beside
from tests.fixtures.raw_socket import EVENT, RawSocket, frame, packet
from tests.fixtures.rooms import OpenRoom, Rooms
from tests.fixtures.server_process import ServerProcess
from tests.fixtures.started_server import first_account, started

FLOOD, AT_ONCE = 3_000, 100
POSTS_A_SECOND, POSTS_BURST = 20, 60
EVENTS_A_SECOND, EVENTS_BURST = 100, 400
KNOCKS_A_SECOND, KNOCKS_BURST, KNOCKING_DEVICES = 30 / 60, 30, 60
CONNECTIONS, REQUESTS = 40, 400  # of one address, on this server
# Source, whom a proxy there speaks for, how who is too many is told. What comes from 127.0.0.2 is no proxy.
BEHIND_PROXY = {1: ("127.0.0.1", "198.51.100.1", 429), 2: ("127.0.0.1", "198.51.100.2", 429)}
DIRECT = {1: ("127.0.0.2", "", 0), 2: ("127.0.0.3", "", 0)}
NEIGHBOUR = ("127.0.0.1", "198.51.100.9")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    settings = {
        "MEDIATION_CONNECTIONS_OF_ADDRESS": str(CONNECTIONS),
        "MEDIATION_REQUESTS_OF_ADDRESS": str(REQUESTS),
    }
    with started(tmp_path_factory.mktemp("flooded"), settings) as server:
        yield server


@pytest.fixture(scope="module")
def mediator(server: ServerProcess) -> Iterator[Mediator]:
    with first_account(server) as mediator:
        yield mediator


@pytest.fixture
def open_room(mediator: Mediator) -> Iterator[Callable[[], OpenRoom]]:
    rooms = Rooms()
    opened: list[OpenRoom] = []

    def open_room() -> OpenRoom:
        opened.append(rooms.open(mediator, [Place(n) for n in (1, 2)]))
        return opened[-1]

    yield open_room
    for room in opened:
        rooms.leave(room)
    rooms.await_all()


@pytest.fixture
def beside(open_room: Callable[[], OpenRoom]) -> Beside:
    room = open_room()
    members = [room.admit(1), room.admit(2)]
    return Beside(room, members, room.open_joint(*members))


@contextmanager
def going_on(beside: Beside) -> Iterator[None]:
    """The session's people talk all the while, and have heard all of it at the end."""
    over = threading.Event()
    failed: list[BaseException] = []

    def go_on() -> None:
        try:
            while not over.is_set():
                beside.goes_on()
                over.wait(0.06)  # each of the two may post 20 times a second
        except BaseException as error:
            failed.append(error)

    talking = threading.Thread(target=go_on)
    talking.start()
    try:
        yield
    finally:
        over.set()
        talking.join()
    assert failed == []
    assert beside.said > 0
    beside.goes_on()
    beside.was_undisturbed()


def flood(member: Member, event: str, fields: Callable[[], dict[str, object]]) -> tuple[Counter[str], float]:
    """FLOOD events from that seat as fast as they go: how each was answered, and how many seconds it took."""
    answers: Counter[str] = Counter()
    cookies = {cookie.name: cookie.value for cookie in member.visitor.http.cookies}
    with closing(RawSocket(member.visitor.url, cookies)) as line:
        line.join(member.room, member.seat)
        line.send(frame(packet(EVENT, ["enter", {}], number=0)))
        packets = line.packets()
        began = time.monotonic()
        for _ in range(FLOOD // AT_ONCE):
            frames = [frame(packet(EVENT, [event, fields()], number=n)) for n in range(1, AT_ONCE + 1)]
            line.send(b"".join(frames))
            left = AT_ONCE
            while left:
                told = next(packets)
                if told.get("id"):
                    answers[told["data"][0].get("error", "done")] += 1
                    left -= 1
        return answers, time.monotonic() - began


def test_posts_of_one_seat(beside: Beside, open_room: Callable[[], OpenRoom]) -> None:
    """Seen to fail when posts are not counted."""
    room = open_room()
    member = room.admit(1)
    joint = room.open_joint(member)

    def post() -> dict[str, object]:
        return {"channel": joint, "entry": new_id(), "epoch": 1, "seen": 0, "sealed": b"\0" * 300}

    with going_on(beside):
        answers, seconds = flood(member, "post", post)
    assert answers.keys() == {"done", "too_fast"}
    assert POSTS_BURST <= answers["done"] <= POSTS_BURST + POSTS_A_SECOND * seconds + 1


def test_events_of_one_connection(beside: Beside, open_room: Callable[[], OpenRoom]) -> None:
    """Seen to fail when events are not counted."""
    member = open_room().admit(1)
    with going_on(beside):
        answers, seconds = flood(member, "half_get", dict)
    assert answers.keys() == {"done", "too_fast"}
    assert EVENTS_BURST // 2 <= answers["done"] <= EVENTS_BURST + EVENTS_A_SECOND * seconds + 1


def test_knocks_with_one_link(beside: Beside) -> None:
    """With a new device each time. Seen to fail when knocks are counted by device alone; and, with the person
    kept out, when they are counted with those of the device that is admitted."""
    link, person = beside.room.link(1), beside.members[0]
    knocked: Counter[str] = Counter()
    began = time.monotonic()
    for _ in range(KNOCKING_DEVICES):
        with closing(Visitor(beside.room.host.visitor.url)) as visitor:
            visitor.join(link)
            connection = visitor.connect(link.room, link.seat)
            try:
                connection.call("knock", message=b"\0" * 48, bare=False)
                knocked["done"] += 1
            except Refused as refused:
                knocked[refused.name] += 1
            connection.close()
    seconds = time.monotonic() - began
    assert knocked.keys() == {"done", "too_fast"}
    assert KNOCKS_BURST // 2 <= knocked["done"] <= KNOCKS_BURST + KNOCKS_A_SECOND * seconds + 1
    person.connection.call("knock", message=b"\0" * 48, bare=False)  # as after any lost connection
    beside.goes_on()


def ask(server: ServerProcess, source: str, forwarded: str, head: str) -> tuple[socket.socket, int]:
    """A connection and the status of its answer; 0: it was ended without one."""
    raw = socket.create_connection(("127.0.0.1", server.port), timeout=20, source_address=(source, 0))
    host = server.url.removeprefix("http://")
    more = f"X-Forwarded-For: {forwarded}\r\n" if forwarded else ""
    try:
        raw.sendall(f"GET {head}Host: {host}\r\nOrigin: {server.url}\r\n{more}\r\n".encode())
        answer = raw.recv(4096)
    except ConnectionError:
        answer = b""
    return raw, int(answer.split(b" ")[1]) if answer else 0


WEBSOCKET = (
    "/socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
)
HEALTH = "/healthz HTTP/1.1\r\nConnection: close\r\n"


@pytest.mark.parametrize(("source", "forwarded", "refused"), [BEHIND_PROXY[1], DIRECT[1]])
def test_connections_of_one_address(
    server: ServerProcess, beside: Beside, source: str, forwarded: str, refused: int
) -> None:
    """Behind a proxy on this machine, and without. Seen to fail when either does not count."""
    with going_on(beside), ExitStack() as open_ones:
        statuses = []
        for _ in range(CONNECTIONS + 20):
            raw, status = ask(server, source, forwarded, WEBSOCKET)
            open_ones.callback(raw.close)
            statuses.append(status)
        assert statuses == [101] * CONNECTIONS + [refused] * 20
        raw, status = ask(server, *NEIGHBOUR, WEBSOCKET)
        raw.close()
        assert status == 101, "nobody else is refused"


@pytest.mark.parametrize(("source", "forwarded", "refused"), [BEHIND_PROXY[2], DIRECT[2]])
def test_requests_of_one_address(
    server: ServerProcess, beside: Beside, source: str, forwarded: str, refused: int
) -> None:
    """The next minute is another. Seen to fail when requests are not counted."""
    with going_on(beside):
        for asked in count(1):
            raw, status = ask(server, source, forwarded, HEALTH)
            raw.close()
            if status == refused:
                break
            assert status == 200
            assert asked <= 2 * REQUESTS, "a minute may end on the way"
        raw, status = ask(server, *NEIGHBOUR, HEALTH)
        raw.close()
        assert status == 200, "nobody else is refused"
