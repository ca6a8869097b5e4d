"""What the desk asks of rooms, over a line to their process: whether a mediation has a room that is open."""

from __future__ import annotations

import socket
import threading
from collections import deque
from contextlib import suppress
from queue import SimpleQueue

from mediation.desk.process import NOT_KNOWN, YES
from mediation.frames import receive_frame, send_frame


class RoomsAreAway(Exception):
    """Whether there is such a room is not known just now."""


class Questions:
    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._turn = threading.Lock()
        self._waiting: deque[SimpleQueue[bytes]] = deque()

    def has_open_room(self, reference: str) -> bool:
        """Raises RoomsAreAway."""
        mine: SimpleQueue[bytes] = SimpleQueue()
        try:
            with self._turn:
                self._waiting.append(mine)
                send_frame(self._line, reference.encode())
        except OSError:
            raise RoomsAreAway from None
        answer = mine.get()
        if answer == NOT_KNOWN:
            raise RoomsAreAway
        return answer == YES

    def listen(self) -> None:
        """Hand out answers until the other end is closed."""
        with suppress(OSError):
            while True:
                answer = receive_frame(self._line)
                self._waiting.popleft().put(answer)
        while self._waiting:
            self._waiting.popleft().put(NOT_KNOWN)
