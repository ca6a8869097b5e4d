"""Whether this machine's clock can be believed: dates are what is certified, and it makes them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

# No earlier than this software, and not so late that nobody can have meant it.
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
SLACK = timedelta(minutes=5)


def steady_clock(
    wall: Callable[[], float] = time.time,
    counter: Callable[[], float] = lambda: time.clock_gettime(time.CLOCK_BOOTTIME),
) -> Callable[[], float]:
    """Seconds since 1970, counted on from now: whoever sets the machine's clock closes no room by it.

    Time that the machine slept through counts (CLOCK_BOOTTIME, clock_gettime(2)).
    """
    ahead = wall() - counter()
    return lambda: ahead + counter()


def clock_trouble(now: datetime, already_been: Iterable[datetime]) -> str:
    """What is wrong with `now`, as a sentence; empty when nothing is.

    already_been: moments that have certainly passed, such as the last end of a mediation, or a key's making.
    """
    if not EARLIEST <= now <= LATEST:
        return f"The clock of this machine says {now:%Y-%m-%d}, which cannot be: set it right."
    latest = max(already_been, default=EARLIEST)
    if now + SLACK < latest:
        return (
            f"The clock of this machine says {now:%Y-%m-%d}, but something here was written on "
            f"{latest:%Y-%m-%d}: set it right, or dates of mediations will be wrong."
        )
    return ""
