"""Green threads for the parts that ask for Concurrency."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import eventlet
from eventlet import tpool

from mediation import log

Result = TypeVar("Result")


class GreenConcurrency:
    """Beside the caller on the event loop; `offload` in real threads, for what neither waits nor locks."""

    socket_mode = "eventlet"

    def spawn(self, work: Callable[[], None]) -> None:
        def run() -> None:
            try:
                work()
            except Exception as error:  # eventlet would print a traceback, with what it was about
                log.fault("background", error)

        eventlet.spawn_n(run)

    def sleep(self, seconds: float) -> None:
        eventlet.sleep(seconds)

    def offload(self, work: Callable[[], Result]) -> Result:
        result: Result = tpool.execute(work)
        return result
