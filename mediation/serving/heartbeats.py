"""Who is still there: python-engineio's heartbeats, without a green thread and a wake-up for each member.

In the place of its `schedule_ping`, and of the task with which it monitors its clients.
"""

from __future__ import annotations

import time
from typing import Any

from engineio.packet import PING, Packet

from mediation.serving.delay import Delay

ASKED = Packet(PING)  # as it is for everyone, however it goes out


class Heartbeats:
    """Of all connections of one python-engineio server."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._pings = Delay(engine.ping_interval, self._ping)
        self._answers = Delay(engine.ping_timeout, self._lose_patience)

    def schedule(self, engine_socket: Any) -> None:
        """The next one, now that the last was answered, or at the beginning."""
        if engine_socket.last_ping:
            engine_socket.last_ping = None
            self._answers.cancel(engine_socket)
            self._pings.begin(engine_socket)

    def _ping(self, engine_socket: Any) -> None:
        if not self._is_over(engine_socket):
            engine_socket.last_ping = time.time()
            self._answers.begin(engine_socket)
            engine_socket.queue.put(ASKED)

    def _lose_patience(self, engine_socket: Any) -> None:
        """It has not answered in time, so it is gone."""
        if not self._is_over(engine_socket):
            self._engine.start_background_task(self._drop, engine_socket)

    def _drop(self, engine_socket: Any) -> None:
        engine_socket.close(wait=False, reason=self._engine.reason.PING_TIMEOUT)
        self._engine.sockets.pop(engine_socket.sid, None)

    def _is_over(self, engine_socket: Any) -> bool:
        """Who polls and has been closed may never ask again, and would be remembered for ever."""
        if engine_socket.closed:
            self._engine.sockets.pop(engine_socket.sid, None)
        return bool(engine_socket.closed or engine_socket.closing)
