"""Many that are looked at again and again, each as long after the last time, without a timer for each.

A heap of thousands of timers is gone through, up and down, for each message that is sent (the end of a turn
is a timer too); and each of its timers wakes the loop alone. Here whoever began within a tick goes together
from then on, so a round touches nothing of each but what is asked of it. Knows nothing of what it calls.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from eventlet.hubs import get_hub

from mediation import log

SECONDS_BETWEEN_TICKS = 0.05  # what is due in between is done together

Group = dict[Any, None]  # in the order in which they began


class Rounds:
    """Calls `what`, which must not wait, with each subject so much after it began, or up to two ticks later;
    and so on, as long as it says yes."""

    def __init__(self, seconds: float, what: Callable[[Any], bool]) -> None:
        self._seconds = seconds
        self._what = what
        self._groups: deque[tuple[float, Group]] = deque()  # each with when it is due, by the loop's clock
        self._group_of: dict[Any, Group] = {}
        self._newest: Group = {}
        self._newest_closes = 0.0
        self._is_ticking = False

    def begin(self, subject: Any) -> None:
        """Anew, if it has begun before."""
        self.cancel(subject)
        now = get_hub().clock()
        if now >= self._newest_closes:
            self._newest, self._newest_closes = {}, now + SECONDS_BETWEEN_TICKS
            self._groups.append((self._newest_closes + self._seconds, self._newest))
        self._newest[subject] = None
        self._group_of[subject] = self._newest
        if not self._is_ticking:
            self._is_ticking = True
            get_hub().schedule_call_global(self._groups[0][0] - now, self._tick)

    def cancel(self, subject: Any) -> None:
        """Whether it has begun or not."""
        group = self._group_of.pop(subject, None)
        if group is not None:
            del group[subject]

    def _tick(self) -> None:
        now = get_hub().clock()
        try:
            while self._groups and self._groups[0][0] <= now:
                due, group = self._groups.popleft()
                if group:
                    # By when it was due, not by now: who is late together does not stay together.
                    again = due + self._seconds
                    again = again if again > now else now + self._seconds + SECONDS_BETWEEN_TICKS
                    self._groups.append((again, group))
                    self._look_at(group)
        finally:
            self._is_ticking = bool(self._groups)
            if self._groups:
                pause = max(SECONDS_BETWEEN_TICKS, self._groups[0][0] - now)
                get_hub().schedule_call_global(pause, self._tick)

    def _look_at(self, group: Group) -> None:
        for subject in list(group):
            if subject not in group:  # cancelled over what came of another
                continue
            try:
                goes_on = self._what(subject)
            except Exception as error:  # a fault of one is nobody else's
                log.fault("rounds", error)
                goes_on = True
            if not goes_on and self._group_of.get(subject) is group:
                self.cancel(subject)
