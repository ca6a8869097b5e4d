"""Numbers for whoever operates the server, as Prometheus reads them, on a port of this machine alone.

Coarse on purpose: who sees exact numbers every few seconds sees when somebody speaks. Must not be given a
room, a person or an address; it has no label for one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client import (
    CollectorRegistry,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    start_http_server,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from mediation import log

THIS_MACHINE = "127.0.0.1"
ROOMS_STEP, TABS_STEP, DELIVERIES_STEP = 10, 10, 1000
TURN_BUCKETS_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)


def coarsely(count: int, step: int) -> int:
    """Up to the next multiple of the step: 0 is 0, and 1 is as much as the step."""
    return -(-count // step) * step


class Metrics(Collector):
    """`count`: how many rooms and tabs there are now."""

    def __init__(self, count: Callable[[], tuple[int, int]]) -> None:
        self._count = count
        self._deliveries = 0
        disable_created_metrics()  # type: ignore[no-untyped-call] # theirs has no types
        self.registry = CollectorRegistry()
        self._turns = Histogram(
            "mediation_turn_seconds",
            "How long what is to be done waits for its turn in the event loop; a sample four times a second",
            buckets=TURN_BUCKETS_SECONDS,
            registry=self.registry,
        )
        self.registry.register(self)
        ProcessCollector(registry=self.registry)

    def delivered(self, events: int) -> None:
        self._deliveries += events

    def waited(self, seconds: float) -> None:
        """For a turn in the event loop."""
        self._turns.observe(max(0.0, seconds))

    def collect(self) -> Iterator[Metric]:
        rooms, tabs = self._count()
        yield GaugeMetricFamily(
            "mediation_rooms", "Rooms that this server looks after, in tens", coarsely(rooms, ROOMS_STEP)
        )
        yield GaugeMetricFamily(
            "mediation_members", "Tabs connected to those rooms, in tens", coarsely(tabs, TABS_STEP)
        )
        yield CounterMetricFamily(
            "mediation_deliveries",
            "Events sent to tabs, in thousands",
            self._deliveries // DELIVERIES_STEP * DELIVERIES_STEP,
        )
        yield CounterMetricFamily("mediation_faults", "What went wrong and is in the log", log.faults())

    def serve(self, port: int) -> None:
        """Raises OSError."""
        start_http_server(port, THIS_MACHINE, self.registry)
