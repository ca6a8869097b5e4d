"""What a websocket's client sends, read as it comes: one system call for many frames, one look at each.

Stays with eventlet's own reading for whatever is not one whole frame that is a message. Knows no packet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from eventlet.greenthread import getcurrent, sleep
from eventlet.hubs import get_hub
from websockets.speedups import apply_mask

from mediation.serving.rounds import Rounds

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


_room = memoryview(bytearray(AT_ONCE_BYTES))
_nothing = memoryview(bytes(AT_ONCE_BYTES))


def receive(raw: Any) -> bytes:
    """All that is there, up to AT_ONCE_BYTES; none when the client has ended. Raises OSError.

    By way of a place that is the same for all, where nothing stays: for a piece of memory of a kilobyte and
    more the C library first joins all small ones that are free, and the next objects lie where it is coldest.
    """
    here = _room[: raw.recv_into(_room)]
    heard = here.tobytes()
    here[:] = _nothing[: len(heard)]
    return heard


def whole_message(heard: bytes, at: int) -> tuple[bytes | str, int] | None:
    """The content, unmasked, of the frame that begins there, and where the next one does; if it is a message,
    in one piece, and all here."""
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
    ends = starts + size
    if ends > len(heard):
        return None
    octets: bytes = apply_mask(heard[starts:ends], heard[mask_at:starts])
    try:
        return octets if heard[at] == WHOLE_BINARY else octets.decode(), ends
    except UnicodeDecodeError:  # eventlet ends the connection over it
        return None


class ReadAhead:
    """In the place of eventlet's socket: reads all there is, and hands it out. For one greenlet alone.

    eventlet tells epoll anew for every wait; this listens until `stop`, and sets no timer for each wait. And
    what needs no waiting (`take_at_once`) is done on the loop itself: to wake a greenlet takes its stack from
    memory, and the loop's away, for each message.
    """

    __slots__ = (
        "_at", "_handed_out", "_has_heard", "_heard", "_hub", "_is_between_frames", "_listener", "_patience",
        "_raw", "_socket", "_waiting", "take_at_once",
    )  # fmt: skip

    def __init__(self, socket: Any, patience: Rounds) -> None:
        self._socket = socket
        self._raw = socket.fd
        self._heard, self._at = b"", 0
        self._hub = get_hub()
        self._listener: Any = None
        self._waiting: Any = None
        self._is_between_frames = False
        self._patience = patience
        self._has_heard = False
        self._handed_out = 0
        # Whether it did all that this message, which came alone, asks for. It must not wait, nor raise.
        self.take_at_once: Callable[[bytes | str], bool] = _take_nothing

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)

    def settimeout(self, seconds: float) -> None:
        """For writing; who is silent for as long as the patience is gone after twice that at the latest."""
        self._socket.settimeout(seconds)
        self._patience.begin(self)

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
        """The next frame's content, if it is a message that is here; waits for something that is not taken
        at once."""
        if self._at == len(self._heard):
            self._read(is_between_frames=True)
        self._count()
        found = whole_message(self._heard, self._at)
        if found is None:
            return None
        content, self._at = found
        return content

    def _count(self) -> None:
        self._handed_out += 1
        if self._handed_out % PIECES_IN_A_TURN == 0:
            sleep(0)

    def stop(self) -> None:
        """Listen no more."""
        self.take_at_once = _take_nothing
        if self._listener is not None:
            self._hub.remove(self._listener)
            self._listener = None
        self._patience.cancel(self)

    def _read(self, is_between_frames: bool = False) -> None:
        """All that is here; what was read last time was all there was then, so it waits first."""
        self._heard, self._at = b"", 0
        self._is_between_frames = is_between_frames
        self._waiting = getcurrent()
        if self._listener is None:
            self._listener = self._hub.add(
                self._hub.READ, self._raw.fileno(), self._readable, self._throw, self._gone
            )
        try:
            self._heard = self._hub.switch()
        finally:
            self._waiting = None

    def _readable(self, _: int) -> None:
        """On the loop itself."""
        if self._waiting is not None:
            self._hear(self._waiting)
        elif self._listener is not None:  # busy with what it has heard: epoll would say it again and again
            self._hub.remove(self._listener)
            self._listener = None

    def _hear(self, waiting: Any) -> None:
        try:
            heard = receive(self._raw)
        except BlockingIOError:
            return
        except ConnectionError:
            heard = b""
        except OSError as error:
            waiting.throw(error)
            return
        self._has_heard = True
        if not (self._is_between_frames and self._is_taken(heard)):
            waiting.switch(heard)

    def _is_taken(self, heard: bytes) -> bool:
        found = whole_message(heard, 0)
        return found is not None and found[1] == len(heard) and self.take_at_once(found[0])

    def _gone(self) -> None:
        """The file descriptor has become somebody else's."""
        self._listener = None
        self._socket._mark_as_closed()

    def _throw(self, error: BaseException) -> None:
        if self._waiting is not None:
            self._waiting.throw(error)

    def lose_patience(self) -> bool:
        """Unless something was heard in the meantime; whether to look again."""
        if self._has_heard or self._waiting is None:
            self._has_heard = False
            return True
        self._throw(TimeoutError("nothing heard"))
        return False


def _take_nothing(_message: bytes | str) -> bool:
    return False
