"""Counts how fast senders send: token buckets, in memory only. Must not know what is sent."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from mediation.rooms.errors import TooFast
from mediation.rooms.limits import Rate


class Rates:
    """`clock`: seconds that only go forward."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._buckets: dict[str, dict[Hashable, tuple[float, float]]] = {}  # room: sender: tokens, when

    def take(self, rate: Rate, room: str, *sender: Hashable) -> None:
        """Count one; raises TooFast."""
        now = self._clock()
        buckets = self._buckets.get(room)
        if buckets is None:
            buckets = self._buckets[room] = {}
        tokens, when = buckets.get((rate, sender), (float(rate.burst), now))
        tokens = min(float(rate.burst), tokens + (now - when) * rate.per_second)
        if tokens < 1:
            raise TooFast
        buckets[rate, sender] = tokens - 1, now

    def drop(self, rate: Rate, room: str, *sender: Hashable) -> None:
        """That sender is gone and will not come again."""
        self._buckets.get(room, {}).pop((rate, sender), None)

    def forget(self, room: str) -> None:
        self._buckets.pop(room, None)
