"""Two servers share the rooms; each line goes to either, and servers and Redis are killed by turns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from tests.client.visitor import Mediator
from tests.faults.storm import Storm
from tests.fixtures.cluster import Cluster
from tests.fixtures.faulty_proxy import FaultyProxy
from tests.fixtures.postgresql import Postgresql
from tests.fixtures.redis_server import RedisServer
from tests.fixtures.server_process import ServerProcess

pytestmark = pytest.mark.xdist_group("several servers")


class Scatterer(FaultyProxy):
    """Gives each line to the next server that runs: the worst that a proxy can do to a room."""

    cluster: Cluster | None = None
    _turns = count()

    @property
    def server_port(self) -> int:
        running = self.cluster.running if self.cluster else []
        return running[next(self._turns) % len(running)].port if running else 0

    @server_port.setter
    def server_port(self, _: int) -> None:
        """It is another for each line."""


class OneOfThem:
    """What a storm kills and starts: by turns a server, the other one, and Redis."""

    def __init__(self, cluster: Cluster) -> None:
        self._victims: list[ServerProcess | RedisServer] = [*cluster.servers, cluster.redis]
        self._turn = 0

    def kill(self) -> None:
        self._victims[self._turn % len(self._victims)].kill()

    def start(self) -> None:
        self._victims[self._turn % len(self._victims)].start()
        self._turn += 1


@pytest.fixture(scope="module")
def scatterer() -> Iterator[Scatterer]:
    proxy = Scatterer()
    yield proxy
    proxy.close()


@pytest.fixture(scope="module")
def cluster(
    tmp_path_factory: pytest.TempPathFactory, postgresql: Postgresql, scatterer: Scatterer
) -> Iterator[Cluster]:
    redis = RedisServer()
    redis.start()
    folder = tmp_path_factory.mktemp("cluster")
    cluster = Cluster(folder, redis, postgresql.new_database(), MEDIATION_PUBLIC_URL=scatterer.url)
    cluster.start()
    scatterer.cluster = cluster
    yield cluster
    cluster.stop()
    redis.kill()


@pytest.fixture(scope="module")
def mediator(cluster: Cluster, scatterer: Scatterer) -> Iterator[Mediator]:
    mediator = Mediator(scatterer.url, "Mediator of two servers", "four horses and a lantern")
    mediator.enrol(cluster.servers[0].first_link())
    yield mediator
    mediator.close()


def test_no_word_is_lost_doubled_or_reordered_whatever_dies(cluster: Cluster, mediator: Mediator) -> None:
    """Seen to fail when nobody sees out a dead server's people, and when posts are answered on the event loop
    itself, though Redis is asked."""
    storm = Storm(OneOfThem(cluster), mediator, seed=6)
    storm.begin()
    for _ in range(3):
        storm.kill(longest_seconds=0.5)
    verdict = storm.end()
    assert verdict.breaks == []
    assert (verdict.lost, verdict.doubled, verdict.reordered, verdict.different) == (0, 0, 0, 0)
    assert verdict.entries >= 3 * len(storm.people)
