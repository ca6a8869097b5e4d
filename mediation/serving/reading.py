"""What a websocket's client sends, read as it comes: one system call for many frames, one look at each.

Stays with eventlet's own reading for whatever is not one whole frame that is a message. Knows no packet.
"""

from __future__ import annotations

from typing import Any

from eventlet.greenthread import getcurrent, sleep
from eventlet.hubs import get_hub
from websockets.speedups import apply_mask

from mediation.serving.delay import Delay

AT_ONCE_BYTES = 16384  # of one client in one turn of the loop: then it is the others' turn
WHOLE_TEXT, WHOLE_BINARY = 0x81, 0x82  # RFC 6455, section 5.2: FIN, no reserved bit, opcodes 1 and 2
IS_MASKED, TWO_MORE = 0x80, 126
MASK_BYTES = 4
PIECES_IN_A_TURN = 64  # one client's thousands of tiny frames do not keep the others waiting


def unmask(data: bytes, mask: bytes, length: int | None = None, offset: int = 0) -> bytes:
    """As eventlet's own, which goes byte by byte in Python: a quarter of the relay's time."""
    turn = offset % 4
    mask = bytes(mask)
    return apply_mask(data if length is None else data[:length], mask[turn:] + mask[:turn])


class ReadAhead:
    """In the place of eventlet's socket: reads all there is, and hands it out. For one greenlet alone.

    eventlet tells epoll anew for every wait; this listens until `stop`, and sets no timer for each wait.
    """

    def __init__(self, socket: Any, patience: Delay) -> None:
        self._socket = socket
        self._raw = socket.fd
        self._heard, self._at = b"", 0
        self._hub = get_hub()
        self._listener: Any = None
        self._waiting: Any = None
        self._patience = patience
        self._has_heard = False
        self._handed_out = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)

    def settimeout(self, seconds: float) -> None:
        """For writing; who is silent for as long as the patience is gone after twice that at the latest."""
        self._socket.settimeout(seconds)
        self._renew_patience()

    def recv(self, most: int) -> bytes:
        """At least one byte; none when the client has ended. Raises OSError: TimeoutError, or eventlet's
        IOClosed."""
        if self._at == len(self._heard):
            self._read()
        self._count()
        given = self._heard[self._at : self._at + most]
        self._at += len(given)
        return given

    def whole_message(self) -> bytes | str | None:
        """The next frame's content, unmasked, if it is a message that is here; waits for something."""
        if self._at == len(self._heard):
            self._read()
        self._count()
        heard, at = self._heard, self._at
        if len(heard) - at < 2 + MASK_BYTES or not heard[at + 1] & IS_MASKED:
            return None
        if heard[at] not in (WHOLE_BINARY, WHOLE_TEXT):
            return None
        size, mask_at = heard[at + 1] ^ IS_MASKED, at + 2
        if size > TWO_MORE:
            return None
        if size == TWO_MORE:
            size, mask_at = heard[at + 2] << 8 | heard[at + 3], at + 4
        starts = mask_at + MASK_BYTES
        if starts + size > len(heard):
            return None
        octets: bytes = apply_mask(heard[starts : starts + size], heard[mask_at:starts])
        try:
            content = octets if heard[at] == WHOLE_BINARY else octets.decode()
        except UnicodeDecodeError:  # eventlet ends the connection over it
            return None
        self._at = starts + size
        return content

    def _count(self) -> None:
        self._handed_out += 1
        if self._handed_out % PIECES_IN_A_TURN == 0:
            sleep(0)

    def stop(self) -> None:
        """Listen no more."""
        if self._listener is not None:
            self._hub.remove(self._listener)
            self._listener = None
        self._patience.cancel(self)

    def _read(self) -> None:
        """All that is here; what was read last time was all there was then, so it waits first."""
        self._heard, self._at = b"", 0
        while True:
            self._wait()
            try:
                self._heard = self._raw.recv(AT_ONCE_BYTES)
                self._has_heard = True
                return
            except BlockingIOError:
                continue
            except ConnectionError:
                return

    def _wait(self) -> None:
        self._waiting = getcurrent()
        if self._listener is None:
            self._listener = self._hub.add(
                self._hub.READ, self._raw.fileno(), self._readable, self._throw, self._gone
            )
        try:
            self._hub.switch()
        finally:
            self._waiting = None

    def _readable(self, _: int) -> None:
        if self._waiting is not None:
            self._waiting.switch()
        elif self._listener is not None:  # busy with what it has heard: epoll would say it again and again
            self._hub.remove(self._listener)
            self._listener = None

    def _gone(self) -> None:
        """The file descriptor has become somebody else's."""
        self._listener = None
        self._socket._mark_as_closed()

    def _throw(self, error: BaseException) -> None:
        if self._waiting is not None:
            self._waiting.throw(error)

    def _renew_patience(self) -> None:
        self._has_heard = False
        self._patience.begin(self)

    def lose_patience(self) -> None:
        """Unless something was heard in the meantime."""
        if self._has_heard or self._waiting is None:
            self._renew_patience()
        else:
            self._throw(TimeoutError("nothing heard"))
