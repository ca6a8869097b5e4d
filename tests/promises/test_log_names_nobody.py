"""Whatever goes wrong, the log says so in fixed words: no address, name, link, id or text that came in."""

from __future__ import annotations

import re
import resource
import socket
import sqlite3
import struct
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import count, islice
from pathlib import Path

import pytest
import requests

from tests.client.connection import Refused
from tests.client.links import Place
from tests.client.visitor import HttpRefused
from tests.fixtures.canaries import canary
from tests.fixtures.rooms import OpenRoom, Rooms
from tests.fixtures.server_process import ServerProcess
from tests.fixtures.started_server import first_account, started

LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ level=(info|error) code=[a-z_]+( [a-z]+=[A-Za-z0-9_.+-]+)*"
)


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[ServerProcess]:
    """One that may be hurt."""
    with started(tmp_path, complains=True) as server:
        yield server


@pytest.fixture
def room(own_server: ServerProcess) -> Iterator[OpenRoom]:
    with first_account(own_server, f"{canary()} account") as mediator:
        room = Rooms().open(mediator, [Place(1, 1, "party")])
        yield room
        room.host.disconnect()


def test_errors_of_every_sort_are_logged_and_carry_nothing(own_server: ServerProcess, room: OpenRoom) -> None:
    """Seen to fail when log.fault adds the error's text, when HttpProtocol logs what it refuses and standard
    errors are not taken over, and (the server ends) when eventlet has the listening socket itself."""
    word = canary()
    member = room.admit(1, f"{word} name")
    room.host.say(room.private(member), f"{word} said")

    ask_for_what_is_not_there(own_server, word)
    send_what_is_no_request(own_server, word)
    break_off_in_the_middle(own_server, word)
    run_out_of_files(own_server)
    with tables_away(own_server):
        fail_in_pages_and_events(room, word)
    reference = room.host.begin()
    with tables_away(own_server):
        room.host.close_room()
        await_line(own_server, "where=registry")

    started, _serving_on, _no_account, _link, later = own_server.stdout().split("\n", 4)
    log = f"{started}\n{later}{own_server.stderr()}"
    assert {"page", "event.begin", "accept", "registry"} <= set(re.findall(r"where=(\S+)", log)), (
        "useful for operation"
    )
    assert [line for line in log.splitlines() if not LINE.fullmatch(line)] == []
    known = {
        "word": word, "account": room.host.mediator.name, "address": member.visitor.address,
        "mediator's address": room.host.visitor.address, "room": room.id, "seat": member.seat,
        "reference": reference, "device": member.entered["device"], "link": str(member.link),
    }  # fmt: skip
    assert {what for what, text in known.items() if text in log} == set()


def ask_for_what_is_not_there(server: ServerProcess, word: str) -> None:
    headers = {"User-Agent": word, "X-Forwarded-For": "198.18.7.7", "Referer": f"{server.url}/{word}"}
    with requests.Session() as http:
        http.trust_env = False
        for path in (f"/{word}", f"/desk?{word}", f"/static/dist/{word}.js", f"/socket.io/?{word}"):
            http.get(server.url + path, headers={**headers, "Cookie": f"session={word}"}, timeout=10)
        http.get(server.url, headers={**headers, "Host": word}, timeout=10)
        for path in ("/join", "/rooms/open", "/sign-in", f"/socket.io/?EIO=4&transport=polling&sid={word}"):
            http.post(server.url + path, data=word, headers={**headers, "Origin": server.url}, timeout=10)
            http.post(server.url + path, json={word: word}, headers=headers, timeout=10)
        for _ in range(12):  # more than the limiter allows
            http.post(server.url + "/enrol", data={"token": word, "name": word}, headers=headers, timeout=10)


def send_what_is_no_request(server: ServerProcess, word: str) -> None:
    for raw in (
        f"{word}\r\n\r\n", f"GET /{word} HTTP/9.9\r\n\r\n", f"GET  {word}  HTTP/1.1\r\n\r\n",
        f"POST /join HTTP/1.1\r\nContent-Length: {word}\r\n\r\n",
        f"POST /join HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n{word}\r\n",
        f"GET / HTTP/1.1\r\nHost: {word}\r\n{word}: {'x' * 70_000}\r\n\r\n", f"\x16\x03\x01{word}",
    ):  # fmt: skip
        with closing(socket.create_connection(("127.0.0.1", server.port), timeout=10)) as line:
            line.sendall(raw.encode())
            line.shutdown(socket.SHUT_WR)
            with suppress(OSError):
                while line.recv(4096):
                    pass


def break_off_in_the_middle(server: ServerProcess, word: str) -> None:
    """A request, and a websocket, whose other end resets the connection."""
    upgrade = (
        f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        f"Origin: {server.url}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nUser-Agent: {word}\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    for raw in (upgrade, f"POST /join HTTP/1.1\r\nContent-Length: 900\r\n\r\n{word}"):
        line = socket.create_connection(("127.0.0.1", server.port), timeout=10)
        line.sendall(raw.encode())
        if raw is upgrade:
            line.recv(1)
            line.sendall(b"\x81\xfe\xff\xff" + word.encode())  # the beginning of a frame
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.close()


def run_out_of_files(server: ServerProcess) -> None:
    """More connections than the process may have; afterwards it answers as before."""
    usual = resource.prlimit(server.pid, resource.RLIMIT_NOFILE)
    taken = {int(open.name) for open in Path(f"/proc/{server.pid}/fd").iterdir()}
    free = (number for number in count() if number not in taken)
    resource.prlimit(server.pid, resource.RLIMIT_NOFILE, (next(islice(free, 4, None)), usual[1]))
    lines = [socket.create_connection(("127.0.0.1", server.port), timeout=10) for _ in range(12)]
    await_line(server, "where=accept")
    for line in lines:
        line.close()
    resource.prlimit(server.pid, resource.RLIMIT_NOFILE, usual)
    requests.get(f"{server.url}/healthz", timeout=10).raise_for_status()


def await_line(server: ServerProcess, words: str) -> None:
    deadline = time.monotonic() + 20
    while words not in server.stderr():
        assert server.is_running()
        assert time.monotonic() < deadline, f"no {words} in: {server.stderr()}"
        time.sleep(0.02)


class tables_away:
    """The database without its tables, for a while."""

    def __init__(self, server: ServerProcess) -> None:
        self._path = server.instance / "mediation.db"

    def __enter__(self) -> None:
        self._rename("mediations", "away_mediations")
        self._rename("accounts", "away_accounts")

    def __exit__(self, *_: object) -> None:
        self._rename("away_mediations", "mediations")
        self._rename("away_accounts", "accounts")

    def _rename(self, table: str, name: str) -> None:
        with closing(sqlite3.connect(self._path)) as database:
            database.execute(f"ALTER TABLE {table} RENAME TO {name}")
            database.commit()


def fail_in_pages_and_events(room: OpenRoom, word: str) -> None:
    mediator = room.host.mediator
    for path in ("/desk", "/session"):
        assert mediator.http.get(mediator.url + path, timeout=10).status_code == 500
    with pytest.raises(HttpRefused):
        mediator.post("/rooms/open", {"ticket": word})
    with pytest.raises(Refused, match="malformed"):
        room.host.connection.call("begin", **{word: word})
    with pytest.raises(Refused, match="failed"):
        room.host.begin()
