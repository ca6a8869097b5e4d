"""Whether the relay stays as quick with many rooms, and beside everything else that the server does.

Run by `make bench-load`. `cost_ratio_2000_rooms`: CPU time of the server for each delivery in 2,000 rooms of
4 members, over that in 10 rooms, at the same deliveries a second, in turns; what members cost by only being
there (heartbeats) is measured before and after, and left out. `kb_per_member`: how much more memory the
server of 8,000 idle members holds than that of 40, rooms included, for each. `p99_ratio_mixed`: the slowest
hundredth of deliveries while people sign in and certificates are made, over that without, in turns. Ends with
a line of JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bench.certificate import PASSWORD, end_one, issue
from bench.loading import CORES, HOUSE, Load, load_on
from mediation.web.sockets import PING_SECONDS
from tests.client.visitor import Mediator, Visitor

MEMBERS = 4
FEW_ROOMS, MANY_ROOMS = 10, 2_000
# Deliveries a second: what members of few rooms may make (20 posts a second each, rooms/limits.py), and so
# few that hardly two posts of a room meet, in few rooms as in many.
RATE = 1_500
# What a room and each of its members need of the server once (their counters, who hears them) is no cost of a
# delivery: everybody has posted a few times before it is measured.
FIRST_POSTS, FIRST_RATE = 3, 6_000
STRETCH_SECONDS, STRETCHES = float(PING_SECONDS), 3  # everybody has one heartbeat in each
ROUNDS = 2
WARMING_UP_SECONDS = 2.0
MIXED_ROOMS, MIXED_RATE, MIXED_SECONDS, MIXED_STRETCHES = 50, 3_000, 6.0, 5
SECONDS_BETWEEN_SIGN_INS = 0.5


def main() -> None:
    few, many = Cost(FEW_ROOMS), Cost(MANY_ROOMS)
    for _ in range(ROUNDS):
        few.measure()
        many.measure()
    few_us, many_us = statistics.median(few.us), statistics.median(many.us)
    kb_per_member = (many.idle_kb - few.idle_kb) / ((MANY_ROOMS - FEW_ROOMS) * MEMBERS)
    alone_ms, mixed_ms = measure_mixed()
    print(f"CPU for a delivery: {few_us:.1f} µs in {FEW_ROOMS} rooms, {many_us:.1f} µs in {MANY_ROOMS}")
    print(f"p99: {alone_ms:.1f} ms alone, {mixed_ms:.1f} ms beside sign-ins and certificates")
    print(
        json.dumps(
            {
                "cost_ratio_2000_rooms": round(many_us / few_us, 2),
                "kb_per_member": round(kb_per_member, 1),
                "p99_ratio_mixed": round(mixed_ms / alone_ms, 2),
            }
        )
    )


class Cost:
    """Of a delivery, in CPU microseconds (`us`, of each stretch); and KiB with everybody idle."""

    def __init__(self, rooms: int) -> None:
        self._rooms = rooms
        self.us: list[float] = []
        self.idle_kb = 0

    def measure(self) -> None:
        """On a server of its own."""
        with load_on(HOUSE, self._rooms, MEMBERS) as load:
            self.idle_kb = load.memory_kb()
            firsts = self._rooms * MEMBERS * FIRST_POSTS * (MEMBERS - 1)
            load.at(FIRST_RATE, max(WARMING_UP_SECONDS, firsts / FIRST_RATE))
            load.at(RATE, WARMING_UP_SECONDS)
            before = load.idle_cpu(STRETCH_SECONDS)
            costs = [load.at(RATE, STRETCH_SECONDS).cpu_us for _ in range(STRETCHES)]
            idle = statistics.mean((before, load.idle_cpu(STRETCH_SECONDS)))
        self.us += [cost - idle * 1e6 / RATE for cost in costs]
        felt = ", ".join(f"{one:.1f}" for one in self.us[-STRETCHES:])
        size = f"{idle:.1%} of a core idle, {self.idle_kb >> 10} MiB"
        print(f"{self._rooms} rooms: {size}; a delivery {felt} µs", flush=True)


def measure_mixed() -> tuple[float, float]:
    """p99 in milliseconds, without and with everything else, in turns."""
    with load_on(HOUSE, MIXED_ROOMS, MEMBERS, CORES) as load, mediator_on(load) as mediator:
        ended = end_one(mediator)
        issue(mediator, ended)  # the worker is there
        load.at(MIXED_RATE, MIXED_SECONDS / 2)
        alone, mixed = [], []
        for _ in range(MIXED_STRETCHES):
            alone.append(load.at(MIXED_RATE, MIXED_SECONDS).p99_ms)
            with going_on(lambda: issue_from_anywhere(mediator, ended)), going_on(lambda: sign_in(mediator)):
                mixed.append(load.at(MIXED_RATE, MIXED_SECONDS).p99_ms)
        return statistics.median(alone), statistics.median(mixed)


@contextmanager
def mediator_on(load: Load) -> Iterator[Mediator]:
    mediator = Mediator(f"http://127.0.0.1:{load.told['port']}", "A Mediator", PASSWORD)
    mediator.enrol(load.told["first_link"])
    try:
        yield mediator
    finally:
        mediator.close()


def issue_from_anywhere(mediator: Mediator, reference: str) -> None:
    """The limits count by address; this is about many people's."""
    mediator.http.headers["X-Forwarded-For"] = Visitor(mediator.url).address
    issue(mediator, reference)


def sign_in(mediator: Mediator) -> None:
    visitor = Mediator(mediator.url, mediator.name, mediator.password)
    with contextlib.closing(visitor):
        visitor.sign_in()
    time.sleep(SECONDS_BETWEEN_SIGN_INS)


@contextmanager
def going_on(work: Callable[[], None]) -> Iterator[None]:
    """Again and again, beside what is in the block."""
    over = threading.Event()

    def go_on() -> None:
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))  # as on another computer
        while not over.is_set():
            work()

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


if __name__ == "__main__":
    main()
