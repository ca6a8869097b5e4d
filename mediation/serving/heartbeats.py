"""Who is still there: python-engineio's heartbeats, without a green thread and a wake-up for each member.

In the place of its `schedule_ping`, and of the task with which it monitors its clients. A member's outbox
keeps whether an answer is due, so that the answer of a websocket's client touches nothing else.
"""

from __future__ import annotations

from typing import Any

from engineio.packet import PING, Packet

from mediation.serving.rounds import Rounds
from mediation.serving.writing import Outbox

ASKED = Packet(PING)  # as it is for everyone, however it goes out


class Heartbeats:
    """Of all connections of one python-engineio server. Who has not answered when they would be asked again
    is given the rest of the patience, if any."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._sockets: dict[Outbox, Any] = {}  # of everyone who is asked
        self._asked = Rounds(engine.ping_interval, self._ask)
        self._late = Rounds(max(0.0, engine.ping_timeout - engine.ping_interval), self._look_again)

    def schedule(self, engine_socket: Any) -> None:
        """They have come, or answered."""
        outbox = engine_socket.queue
        outbox.is_asked = False
        if engine_socket.last_ping:  # as it is when they come
            engine_socket.last_ping = None
            self._sockets[outbox] = engine_socket
            self._asked.begin(outbox)

    def _ask(self, outbox: Outbox) -> bool:
        """Whether to ask again in an interval."""
        if self._sockets[outbox].closed:
            self._forget(outbox)
        elif outbox.is_asked:
            self._late.begin(outbox)
        else:
            outbox.is_asked = True
            outbox.put(ASKED)
            return True
        return False

    def _look_again(self, outbox: Outbox) -> bool:
        if self._sockets[outbox].closed:
            self._forget(outbox)
        elif outbox.is_asked:
            self._engine.start_background_task(self._drop, self._sockets.pop(outbox))
        elif self._ask(outbox):
            self._asked.begin(outbox)
        return False

    def _drop(self, engine_socket: Any) -> None:
        """It has not answered in time, so it is gone."""
        engine_socket.close(wait=False, reason=self._engine.reason.PING_TIMEOUT)
        self._engine.sockets.pop(engine_socket.sid, None)

    def _forget(self, outbox: Outbox) -> None:
        """Who polls and has been closed may never ask again, and would be remembered for ever."""
        self._engine.sockets.pop(self._sockets.pop(outbox).sid, None)
