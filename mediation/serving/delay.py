"""Calls that are due after one set time, each: a queue in order, where the event loop would sort a heap.

A heap of thousands of timers is gone through, up and down, for each message that is sent (the end of a turn
is a timer too); and each of its timers wakes the loop alone. Knows nothing of what is called.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from eventlet.hubs import get_hub

SECONDS_BETWEEN_TICKS = 0.05  # what is due in between is done together


class Call:
    """Due at that moment of the loop's clock."""

    __slots__ = ("_what", "due")

    def __init__(self, due: float, what: Callable[..., None], about: tuple[Any, ...]) -> None:
        self.due = due
        self._what: tuple[Callable[..., None], tuple[Any, ...]] | None = (what, about)

    def cancel(self) -> None:
        """It lets go of what it was about."""
        self._what = None

    def make(self) -> None:
        if self._what is not None:
            what, about = self._what
            what(*about)


class Delay:
    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._calls: deque[Call] = deque()
        self._is_ticking = False

    def call(self, what: Callable[..., None], *about: Any) -> Call:
        """So much later, or up to a tick after that. It must not wait."""
        call = Call(get_hub().clock() + self._seconds, what, about)
        self._calls.append(call)
        if not self._is_ticking:
            self._is_ticking = True
            get_hub().schedule_call_global(self._seconds, self._tick)
        return call

    def _tick(self) -> None:
        now = get_hub().clock()
        try:
            while self._calls and self._calls[0].due <= now:
                self._calls.popleft().make()
        finally:
            if self._calls:
                pause = max(SECONDS_BETWEEN_TICKS, self._calls[0].due - now)
                get_hub().schedule_call_global(pause, self._tick)
            else:
                self._is_ticking = False
