"""How long a certificate takes, and what the people in a room feel of it.

Run by `make bench-certificate`. `warm_render_ms`: the middle of 20 certificates (English and French, signed)
from a worker that has made one before. `relay_p99_ratio`: from a message sent by one tab to its arrival at
another, the slowest hundredth while the server makes 20 certificates one after the other, over that of the
same room just before. Ends with a line of JSON.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from multiprocessing.synchronize import Event
from pathlib import Path

from mediation.certificates.file_identity import FileIdentity, make_identity
from mediation.certificates.printer import Printer
from mediation.certificates.specimen import specimen
from tests.client.links import Place
from tests.client.member import Member
from tests.client.visitor import Mediator
from tests.fixtures.rooms import OpenRoom, Rooms
from tests.fixtures.server_process import ServerProcess

CERTIFICATES, MEMBERS, IDLE_MESSAGES = 20, 8, 1000
SECONDS_BETWEEN_MESSAGES = 0.008  # each of the members may post 20 times a second
PASSWORD = "four horses and a lantern"
ASKED = {
    "tribunal": "undt-geneva",
    "request_reference": "Order No. 113 (GVA/2026)",
    "case_references": "UNDT/GVA/2026/019",
    "issuer_name": "A Mediator",
    "issuer_title": "Ombudsman",
    "place": "Geneva",
    "language": "en",
    "second_language": "fr",
}


def main() -> None:
    warm_render_ms = measure_rendering()
    with tempfile.TemporaryDirectory() as folder:
        idle_ms, busy_ms = measure_relay(Path(folder))
    print(f"relay: p99 {idle_ms:.2f} ms before, {busy_ms:.2f} ms while {CERTIFICATES} certificates were made")
    print(
        json.dumps({"warm_render_ms": round(warm_render_ms), "relay_p99_ratio": round(busy_ms / idle_ms, 2)})
    )


def measure_rendering() -> float:
    printer, identity = Printer(), FileIdentity(make_identity("Office of the Ombudsman"))

    def make() -> float:
        begun = time.perf_counter()
        specimen(printer, "undt-geneva", ("en", "fr"), identity=identity)
        return (time.perf_counter() - begun) * 1000

    try:
        print(f"the first one: {make():.0f} ms")
        return statistics.median(make() for _ in range(CERTIFICATES))
    finally:
        printer.stop()


def measure_relay(folder: Path) -> tuple[float, float]:
    """p99 in milliseconds, before and during."""
    server = ServerProcess(folder)
    server.start()
    mediator = Mediator(server.url, "A Mediator", PASSWORD)
    mediator.enrol(server.first_link())
    try:
        ended = end_one(mediator)
        room = Rooms().open(mediator, [Place(n, 1, "party") for n in range(1, MEMBERS + 1)])
        members = [room.admit(n) for n in range(1, MEMBERS + 1)]
        channel = room.open_joint(*members)
        issue(mediator, ended)  # the worker is there
        talk(room, members, channel, lambda said: said < 100)
        idle = talk(room, members, channel, lambda said: said < IDLE_MESSAGES)
        busy = talk_while_issuing(room, members, channel, mediator, ended)
        room.leave()
        return p99(idle), p99(busy)
    finally:
        mediator.close()
        server.stop()


def talk_while_issuing(
    room: OpenRoom, members: list[Member], channel: str, mediator: Mediator, ended: str
) -> list[float]:
    """The mediator's requests come from a process of their own, as from another computer: so it takes only
    the time that neither the server nor those who talk want."""
    processes = multiprocessing.get_context("spawn")
    begun, finished = processes.Event(), processes.Event()
    issuing = processes.Process(target=issue_all, args=(mediator, ended, begun, finished))
    issuing.start()
    assert begun.wait(60)
    taken = talk(room, members, channel, lambda _: not finished.is_set())
    issuing.join(60)
    assert issuing.exitcode == 0
    return taken


def end_one(mediator: Mediator) -> str:
    """The reference of a mediation that has begun and ended, its room closed."""
    room = Rooms().open(mediator, [Place(1, 1, "party")])
    room.admit(1)
    reference = room.host.begin()
    room.host.close_room()
    room.host.connection.expect_end()
    room.leave()
    send_form(mediator, "/desk/end", reference=reference, ended_on=datetime.now(UTC).date().isoformat())
    return reference


def issue(mediator: Mediator, reference: str) -> None:
    today = datetime.now(UTC).date().isoformat()
    assert (
        send_form(mediator, "/certificate", reference=reference, request_date=today, **ASKED)[:4] == b"%PDF"
    )


def issue_all(mediator: Mediator, reference: str, begun: Event, finished: Event) -> None:
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    begun.set()
    try:
        for _ in range(CERTIFICATES):
            issue(mediator, reference)
    finally:
        finished.set()


def send_form(mediator: Mediator, path: str, **fields: str) -> bytes:
    answer = mediator.http.post(
        mediator.url + path,
        data={**fields, "csrf_token": mediator.session()["csrf_token"]},
        headers={"Origin": mediator.origin, "Referer": f"{mediator.url}/desk"},
        timeout=60,
    )
    answer.raise_for_status()
    return answer.content


numbers = count()


def talk(room: OpenRoom, members: list[Member], channel: str, goes_on: Callable[[int], bool]) -> list[float]:
    """Milliseconds from each message's sending to the host's having it open."""
    taken: list[float] = []
    while goes_on(len(taken)):
        number = next(numbers)
        begun = time.perf_counter()
        members[number % MEMBERS].say(channel, f"message {number}")
        room.host.hear(channel, f"message {number}")
        spent = time.perf_counter() - begun
        taken.append(spent * 1000)
        time.sleep(max(0.0, SECONDS_BETWEEN_MESSAGES - spent))
    return taken


def p99(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=100)[98]


if __name__ == "__main__":
    main()
