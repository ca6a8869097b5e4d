"""How much of the server one network address may have: connections at once, requests a minute.

An office of hundreds may share an address: both are generous, and settings. Must not keep an address.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection

from mediation.web.protection import nameless

MINUTE_SECONDS = 60
OURSELVES = (
    "127.0.0.1",
    "::1",
    "",
)  # a proxy on this machine says whom it speaks for, and is counted as them


class Crowd:
    """`proxies`: on other machines, which are believed. `ticks`: seconds that only go forward."""

    def __init__(
        self,
        most_at_once: int,
        most_a_minute: int,
        proxies: Collection[str] = (),
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._uncounted = {*OURSELVES, *proxies}
        self._most_at_once = most_at_once
        self._most_a_minute = most_a_minute
        self._ticks = ticks
        self._here: Counter[str] = Counter()
        self._come: Counter[str] = Counter()  # since the minute began
        self._minute_ends = 0.0

    def comes(self, address: str) -> bool:
        """Whether one more may come; if so, `goes` is owed."""
        if address in self._uncounted:
            return True
        now = self._ticks()
        if now >= self._minute_ends:
            self._come.clear()
            self._minute_ends = now + MINUTE_SECONDS
        visitor = nameless(address)
        self._come[visitor] += 1
        may_come = (
            self._come[visitor] <= self._most_a_minute and self._here.get(visitor, 0) < self._most_at_once
        )
        if may_come:
            self._here[visitor] += 1
        return may_come

    def goes(self, address: str) -> None:
        if address in self._uncounted:
            return
        visitor = nameless(address)
        self._here[visitor] -= 1
        if self._here[visitor] <= 0:
            del self._here[visitor]
