"""Counts how fast senders send, in memory only. Must not know what is sent.

Token buckets, each kept as the moment when it will be full again: one number (the "virtual scheduling" of the
generic cell rate algorithm, ITU-T I.371, annex A).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from mediation.rooms.errors import TooFast
from mediation.rooms.limits import Rate

ROUNDING = 1e-6  # of one event: sums of fractions of seconds are not exact


class Rates:
    """`clock`: seconds that only go forward."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._full_at: dict[str, dict[Hashable, float]] = {}  # by room and sender

    def take(self, rate: Rate, room: str, *sender: Hashable) -> None:
        """Count one; raises TooFast."""
        now = self._clock()
        buckets = self._full_at.get(room)
        if buckets is None:
            buckets = self._full_at[room] = {}
        full_at = max(now, buckets.get((rate, sender), now))
        if (full_at - now) * rate.per_second > rate.burst - 1 + ROUNDING:
            raise TooFast
        buckets[rate, sender] = full_at + 1 / rate.per_second

    def drop(self, rate: Rate, room: str, *sender: Hashable) -> None:
        """That sender is gone and will not come again."""
        self._full_at.get(room, {}).pop((rate, sender), None)

    def forget(self, room: str) -> None:
        self._full_at.pop(room, None)
