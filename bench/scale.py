"""What it costs to grow past one machine: two servers behind nginx with Redis, against one alone.

Run by `make bench-scale`. CPU time of every process but the generator's, for each delivery, in 200 rooms of
4 members: of one server with rooms in its memory; of one with Redis behind nginx; of two, when each room's
people are at one server, as nginx leads them (`led`), and when they are at both (`scattered`). The generator
shares the machine. Ends with a line of JSON; `cost_ratio`: two led, nginx and Redis with them, over one
alone; `p99_ratio` likewise, at 500 posts a second. `kb_per_room` is what Redis holds for an idle room of 4.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from redis import Redis

from bench.loading import CORES, HOUSE, Load, cpu_seconds, generating, load_on, started
from tests.fixtures.nginx import Nginx
from tests.fixtures.redis_server import RedisServer

ROOMS, MEMBERS = 200, 4
RATE, SECONDS, STRETCHES = 2_000, 6.0, 3


@dataclass(frozen=True)
class Cost:
    """CPU microseconds for a delivery, of each kind of process; what being there costs is left out."""

    servers: float
    redis: float
    nginx: float

    @property
    def all(self) -> float:
        return self.servers + self.redis + self.nginx


def main() -> None:
    with load_on(HOUSE, ROOMS, MEMBERS, CORES) as load:
        alone, alone_ms = measure(load, [load.relay.pid], [], [])
    shared, shared_ms, _ = several(1, scattered=False)
    led, led_ms, kb_per_room = several(2, scattered=False)
    scattered, scattered_ms, _ = several(2, scattered=True)
    for name, cost, p99_ms in (
        ("one server, rooms in memory", alone, alone_ms),
        ("one server, Redis, nginx", shared, shared_ms),
        ("two servers, rooms led to one", led, led_ms),
        ("two servers, rooms at both", scattered, scattered_ms),
    ):
        print(
            f"{name:31} servers {cost.servers:6.1f}, Redis {cost.redis:5.1f}, nginx {cost.nginx:5.1f} µs"
            f" for a delivery; p99 {p99_ms:.1f} ms"
        )
    print(
        json.dumps(
            {
                "cost_us_alone": round(alone.all, 1),
                "cost_us_two_led": round(led.all, 1),
                "cost_us_two_scattered": round(scattered.all, 1),
                "redis_us_led": round(led.redis, 1),
                "nginx_us_led": round(led.nginx, 1),
                "cost_ratio": round(led.all / alone.all, 2),
                "p99_ms_alone": round(alone_ms, 1),
                "p99_ms_two_led": round(led_ms, 1),
                "p99_ratio": round(led_ms / alone_ms, 2),
                "kb_per_room": round(kb_per_room, 1),
            }
        )
    )


def several(servers: int, scattered: bool) -> tuple[Cost, float, float]:
    """`scattered`: each member's line goes to another server than the one before."""
    with ExitStack() as stack:
        redis = RedisServer()
        redis.start()
        stack.callback(redis.kill)
        empty_kb = held_kb(redis)
        nginx = Nginx(is_secure=False, is_scattered=scattered)
        shared = {
            "MEDIATION_REDIS_URL": redis.url,
            "MEDIATION_PUBLIC_URL": nginx.url,
            "MEDIATION_INSTANCE": stack.enter_context(tempfile.TemporaryDirectory()),
        }
        running = []
        for number in range(servers):
            rooms = 0 if number else ROOMS
            running.append(stack.enter_context(started(HOUSE, rooms, MEMBERS, CORES, **shared)))
        kb_per_room = (held_kb(redis) - empty_kb) / ROOMS
        members = running[0][1]["members"]
        nginx.start([Behind(told["port"]) for _, told in running])
        stack.callback(nginx.stop)
        generator = stack.enter_context(generating("msgpack", nginx.port, members))
        load = Load(running[0][0], generator, {})
        pids = [relay.pid for relay, _ in running]
        cost, p99_ms = measure(load, pids, [redis.pid], nginx.pids())
        return cost, p99_ms, kb_per_room


@dataclass(frozen=True)
class Behind:
    """Where nginx finds a server."""

    port: int


def measure(
    load: Load, servers: Sequence[int], redis: Sequence[int], nginx: Sequence[int]
) -> tuple[Cost, float]:
    """The median stretch's cost, and the median p99 in milliseconds."""
    kinds = (servers, redis, nginx)
    load.at(RATE, SECONDS / 2)
    costs, slowest = [], []
    for _ in range(STRETCHES):
        before = [spent(pids) for pids in kinds]
        felt = load.at(RATE, SECONDS)
        costs.append(
            Cost(*((spent(one) - was) * 1e6 / felt.delivered for one, was in zip(kinds, before, strict=True)))
        )
        slowest.append(felt.p99_ms)
    return sorted(costs, key=lambda cost: cost.all)[STRETCHES // 2], statistics.median(slowest)


def spent(pids: Sequence[int]) -> float:
    return sum(cpu_seconds(pid) for pid in pids)


def held_kb(redis: RedisServer) -> float:
    with Redis.from_url(redis.url) as client:
        return float(client.info("memory")["used_memory"]) / 1024


if __name__ == "__main__":
    main()
