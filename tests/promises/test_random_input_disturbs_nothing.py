"""100,000 random requests and frames, shared out over the test workers: no answer of 500, no word on stderr,
no memory that grows, and a session beside it in which every word arrives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import cycle, islice, takewhile
from pathlib import Path

import msgpack
import pytest

from mediation.app import create_app
from mediation.concurrency import ThreadConcurrency
from mediation.config import Settings
from tests.client.encoding import new_id
from tests.client.links import Place
from tests.client.visitor import Mediator, Visitor
from tests.fixtures.beside import Beside
from tests.fixtures.random_frames import Frame, RandomFrames
from tests.fixtures.random_requests import RandomRequests
from tests.fixtures.raw_http import RawHttp
from tests.fixtures.raw_socket import ACK, EVENT, TEXT, RawSocket, frame, packet
from tests.fixtures.rooms import OpenRoom, Rooms
from tests.fixtures.server_process import ServerProcess
from tests.fixtures.started_server import first_account, started

SEEDS = (20230101, 20240215, 20250331, 20260630)
REQUESTS, FRAMES = 4_000, 21_000  # for each seed: 100,000 in all
AT_ONCE = 25  # frames sent before the server is asked whether it is still there
BETWEEN_WORDS = 1_000
WARMING_UP = 0.3  # of it all, after which memory should be what it stays
GROWTH_KB = 12 * 1024
FAULTS = {500, 501, 502, 503, 504}
ASK, ANSWER = b"5", b"6"  # Engine.IO answers the one with the other, when it has read all before it
LAST_WORD = 2**50  # the number of the acknowledgement that ends a batch


@dataclass
class Target:
    """Where frames go: a connection that is let in again whenever the server has ended it."""

    url: str
    cookies: dict[str, str | None]
    room: str
    seat: str
    socket: RawSocket | None = None

    def send(self, frames: list[Frame]) -> None:
        """All of them; each batch is over when the server has read it, or has ended the connection."""
        while frames:
            size = next((n + 1 for n, one in enumerate(frames[:AT_ONCE]) if not one.is_whole), AT_ONCE)
            sent, frames = frames[:size], frames[size:]
            socket = self.socket or self._connect()
            try:
                socket.send(b"".join(one.raw for one in sent))
                if sent[-1].is_whole:
                    socket.send(frame(packet(EVENT, ["enter", {}], number=LAST_WORD)) + frame(ASK, TEXT))
                else:
                    socket.send_no_more()
                heard = list(takewhile(lambda message: message != ANSWER, socket.messages()))
                is_inside = bool(heard) and is_last_word(heard[-1])
            except (BrokenPipeError, ConnectionResetError):
                is_inside = False
            if not is_inside:
                self.close()

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()
            self.socket = None

    def _connect(self) -> RawSocket:
        self.socket = RawSocket(self.url, self.cookies)
        if self.seat:
            assert self.socket.join(self.room, self.seat)["type"] == 0, "the pass is still good"
        return self.socket


def is_last_word(message: bytes) -> bool:
    """The acknowledgement of what ends a batch: so the sender is still in the room."""
    heard = msgpack.unpackb(message) if message[:1] >= b"\x80" else {}
    return bool(heard.get("type") == ACK and heard.get("id") == LAST_WORD)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """One for these tests alone, whose memory nobody else's work moves."""
    with started(tmp_path_factory.mktemp("fuzzed")) as server:
        yield server


@pytest.fixture(scope="module")
def mediator(server: ServerProcess) -> Iterator[Mediator]:
    with first_account(server) as mediator:
        yield mediator


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Of every route that there is."""
    application = create_app(Settings(instance=tmp_path_factory.mktemp("instance")), ThreadConcurrency())
    rules = [rule.rule for rule in application.wsgi.url_map.iter_rules()]
    application.stop()
    return [re.sub(r"<[^>]+>", "x-1.js", rule) for rule in rules]


@pytest.fixture
def beside(mediator: Mediator) -> Iterator[Beside]:
    rooms = Rooms()
    room = rooms.open(mediator, [Place(n) for n in (1, 2, 3)])
    members = [room.admit(1), room.admit(2)]
    yield Beside(room, members, room.open_joint(*members))
    rooms.leave(room)
    rooms.await_all()


@pytest.fixture
def elsewhere(mediator: Mediator) -> Iterator[OpenRoom]:
    """The room that the nonsense is aimed at, by its own host too."""
    rooms = Rooms()
    room = rooms.open(mediator, [Place(n) for n in (1, 2)])
    room.admit(1)
    yield room
    rooms.leave(room)
    rooms.await_all()


@pytest.mark.parametrize("seed", SEEDS)
def test_random_input_disturbs_nothing(
    server: ServerProcess,
    mediator: Mediator,
    paths: list[str],
    beside: Beside,
    elsewhere: OpenRoom,
    seed: int,
) -> None:
    """Seen to fail when `read_fields` does not ask for a map (a word on stderr), when eventlet's own refusals
    go without headers, and when the server keeps what it hears."""
    requests = RandomRequests(seed, server.url.removeprefix("http://"), paths, browsers(mediator))
    frames = RandomFrames(seed, elsewhere.private(elsewhere.members[0]), new_id(), new_id())
    done, kept_kb = 0, 0
    with ExitStack() as open_ones:
        http = open_ones.enter_context(closing(RawHttp(server.port)))
        targets = [open_ones.enter_context(closing(one)) for one in aims(mediator, beside, elsewhere)]
        for target in islice(cycle(targets), (REQUESTS + FRAMES) // BETWEEN_WORDS):
            for _ in range(BETWEEN_WORDS * REQUESTS // (REQUESTS + FRAMES)):
                asked = requests.next()
                answer = http.ask(*asked)
                done += 1
                if answer.status:
                    assert answer.status not in FAULTS, (seed, done, asked)
                    assert b"\r\nContent-Security-Policy: default-src 'none'" in answer.head, (
                        seed,
                        done,
                        asked,
                    )
                    assert b"Traceback" not in answer.body, (seed, done, asked)
            batch = [frames.next() for _ in range(BETWEEN_WORDS * FRAMES // (REQUESTS + FRAMES))]
            target.send(batch)
            done += len(batch)
            beside.goes_on()
            assert server.stderr() == "", (seed, done)
            if not kept_kb and done > (REQUESTS + FRAMES) * WARMING_UP:
                kept_kb = resident_kb(server)
    assert done == REQUESTS + FRAMES
    beside.was_undisturbed()
    assert resident_kb(server) - kept_kb < GROWTH_KB, seed


def browsers(mediator: Mediator) -> list[dict[str, str]]:
    """What an honest browser would send: of a stranger, and of a mediator who is signed in."""
    session = "; ".join(f"{cookie.name}={cookie.value}" for cookie in mediator.http.cookies)
    own = {"Origin": mediator.url, "Referer": mediator.url + "/", "Sec-Fetch-Site": "same-origin"}
    signed_in = {**own, "Cookie": session, "X-CSRFToken": mediator.session()["csrf_token"]}
    return [own, {**own, "Accept": "text/html"}, {}, signed_in, {**signed_in, "Accept": "text/html"}]


def aims(mediator: Mediator, beside: Beside, elsewhere: OpenRoom) -> list[Target]:
    """A stranger, somebody in the lobby of the session itself, a member and a host of the other room."""
    waiting = beside.room.visit(3)
    waiting.visitor.join(waiting.link)
    member = elsewhere.members[0]
    return [
        Target(mediator.url, {}, "", ""),
        Target(mediator.url, cookies(waiting.visitor), waiting.room, waiting.seat),
        Target(mediator.url, cookies(member.visitor), member.room, member.seat),
        Target(mediator.url, cookies(mediator), elsewhere.id, elsewhere.host.seat),
    ]


def cookies(visitor: Visitor) -> dict[str, str | None]:
    return {cookie.name: cookie.value for cookie in visitor.http.cookies}


def resident_kb(server: ServerProcess) -> int:
    status = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0])
