"""What is due after one set time, of many: a queue in order, where the event loop would sort a heap.

A heap of thousands of timers is gone through, up and down, for each message that is sent (the end of a turn
is a timer too); and each of its timers wakes the loop alone. Knows nothing of what it calls.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from eventlet.hubs import get_hub

SECONDS_BETWEEN_TICKS = 0.05  # what is due in between is done together


class Delay:
    """Calls `what`, which must not wait, with each subject so much after it began, or up to a tick later."""

    def __init__(self, seconds: float, what: Callable[[Any], None]) -> None:
        self._seconds = seconds
        self._what = what
        # Numbers: of other objects, each alive for seconds, Python's search for cycles would go through all.
        self._due: OrderedDict[Any, float] = OrderedDict()  # by the loop's clock
        self._is_ticking = False

    def begin(self, subject: Any) -> None:
        """Anew, if it has begun before."""
        self._due.pop(subject, None)
        self._due[subject] = get_hub().clock() + self._seconds
        if not self._is_ticking:
            self._is_ticking = True
            get_hub().schedule_call_global(self._seconds, self._tick)

    def cancel(self, subject: Any) -> None:
        """Whether it has begun or not."""
        self._due.pop(subject, None)

    def _tick(self) -> None:
        now = get_hub().clock()
        try:
            while self._due and self._first()[1] <= now:
                subject, _ = self._due.popitem(last=False)
                self._what(subject)
        finally:
            if self._due:
                pause = max(SECONDS_BETWEEN_TICKS, self._first()[1] - now)
                get_hub().schedule_call_global(pause, self._tick)
            else:
                self._is_ticking = False

    def _first(self) -> tuple[Any, float]:
        return next(iter(self._due.items()))
