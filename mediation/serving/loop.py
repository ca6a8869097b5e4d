"""eventlet's loop, tuned: what it asks epoll for is as small as what comes."""

from __future__ import annotations

from typing import Any

from eventlet.hubs import get_hub

FEW, MANY = 8, 1023  # events; the latter is Python's own measure


class Poll:
    """In the place of the hub's. Python makes room for as many events as may come, 12 bytes each, and for a
    kilobyte and more the C library joins all small pieces of memory that are free (`receive` in reading.py).
    Who is left out of few is first the next time.
    """

    def __init__(self, epoll: Any) -> None:
        self._epoll = epoll
        self._most = FEW

    def __call__(self, seconds: float) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = self._epoll.poll(seconds, self._most)
        self._most = FEW if len(found) < FEW else MANY
        return found


def tune_loop() -> None:
    """Once, before serving."""
    hub = get_hub()
    hub.do_poll = Poll(hub.poll)
