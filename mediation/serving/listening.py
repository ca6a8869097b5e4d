"""The listening socket. Goes on after an accept that failed, where eventlet would end the server."""

from __future__ import annotations

import errno
import socket
from typing import Any

import eventlet

from mediation import log

WAITING_CONNECTIONS = 512
PAUSE_SECONDS = 0.1
UNSENT_BYTES = 128 * 1024  # of one connection; Linux takes twice that
NO_LONGER_LISTENING = (errno.EBADF, errno.EINVAL)


class PatientListener:
    """For eventlet.wsgi, in place of its socket: too many open files, or a client gone early, is no end."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener

    def accept(self) -> Any:
        while True:
            try:
                return self._listener.accept()
            except OSError as error:
                if error.errno in NO_LONGER_LISTENING:
                    raise
                log.fault("accept", error)
                eventlet.sleep(PAUSE_SECONDS)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._listener, name)


def listen(host: str, port: int) -> PatientListener:
    """Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener: socket.socket = eventlet.listen((host, port), family, WAITING_CONNECTIONS, reuse_port=False)
    # Accepted sockets inherit it; without, small frames wait for delayed acknowledgements (30 to 40 ms).
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    # The system would keep megabytes for a line that takes nothing, beside what web/sockets.py bounds.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, UNSENT_BYTES)
    return PatientListener(listener)
