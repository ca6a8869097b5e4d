"""Who is still there: python-engineio's heartbeats, without a green thread and a wake-up for each member.

In the place of its `schedule_ping`, and of the task with which it monitors its clients.
"""

from __future__ import annotations

import time
from typing import Any

from engineio.packet import PING, Packet

from mediation.serving.delay import Delay


class Heartbeats:
    """Of all connections of one python-engineio server. Each has a call that is due until it is over."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._pings = Delay(engine.ping_interval)
        self._looks = Delay(engine.ping_timeout)

    def schedule(self, engine_socket: Any) -> None:
        """The next one, now that the last was answered, or at the beginning."""
        if engine_socket.last_ping:
            engine_socket.last_ping = None
            self._pings.call(self._ping, engine_socket)

    def _ping(self, engine_socket: Any) -> None:
        if self._is_over(engine_socket):
            return
        engine_socket.last_ping = time.time()
        self._looks.call(self._look, engine_socket, engine_socket.last_ping)
        engine_socket.send(Packet(PING))

    def _look(self, engine_socket: Any, pinged_at: float) -> None:
        """Whoever has not answered that one is gone."""
        if not self._is_over(engine_socket) and engine_socket.last_ping == pinged_at:
            self._engine.start_background_task(self._drop, engine_socket)

    def _drop(self, engine_socket: Any) -> None:
        engine_socket.close(wait=False, reason=self._engine.reason.PING_TIMEOUT)
        self._engine.sockets.pop(engine_socket.sid, None)

    def _is_over(self, engine_socket: Any) -> bool:
        """Who polls and has been closed may never ask again, and would be remembered for ever."""
        if engine_socket.closed:
            self._engine.sockets.pop(engine_socket.sid, None)
        return bool(engine_socket.closed or engine_socket.closing)
