"""What goes to one client, in order: frames built once, and those of one turn of the loop written together.

A packet goes straight to the socket as long as the socket takes everything. From the first byte that it does
not take on, packets wait in python-engineio's queue for its writer, which alone waits for that client: so a
slow one delays nobody. Who leaves the queue to grow is dropped in web/sockets.py.
"""

from __future__ import annotations

from struct import Struct
from typing import Any

from eventlet.hubs import get_hub
from eventlet.queue import Queue

TEXT, BINARY = 0x81, 0x82  # RFC 6455, section 5.2: FIN, and the opcode
SHORT, LONG = Struct("!BBH").pack, Struct("!BBQ").pack
MOST_GATHERED_BYTES = 65536


def frame_of(packet: Any) -> bytes:
    """A packet's frame, unmasked as servers' are; made once for everyone whom the packet goes to."""
    frame: bytes | None = packet.__dict__.get("frame")
    if frame is None:
        content, kind = packet.encode(), BINARY
        if isinstance(content, str):
            content, kind = content.encode(), TEXT
        frame = packet.frame = _head(kind, len(content)) + content
    return frame


def _head(kind: int, size: int) -> bytes:
    if size < 126:
        return bytes((kind, size))
    return SHORT(kind, 126, size) if size < 65536 else LONG(kind, 127, size)


class Rest:
    """The end of frames that the socket took in part: goes out as it is, before anything else."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def encode(self) -> Rest:
        return self


class Outbox(Queue):  # type: ignore[misc] # eventlet has no types
    """In the place of python-engineio's queue of a connection.

    What each frame needs lies in the object itself: with thousands of members whatever a delivery looks at
    has left the processor's caches, and each look costs more than what is done there.
    """

    __slots__ = ("_gathered", "_gathered_bytes", "_is_straight", "_raw", "_wire", "is_asked", "is_over")

    def __init__(self, *limits: Any) -> None:
        super().__init__(*limits)
        self._wire: Any = None
        self._raw: Any = None
        self._gathered: list[bytes] | None = None
        self._gathered_bytes = 0
        self._is_straight = False  # the writer waits, and for nothing: what came before is sent or gathered
        self.is_over = False  # python-engineio has said the last
        self.is_asked = False  # a heartbeat went out, and no answer has come

    def open(self, wire: Any) -> None:
        """From now on there is a websocket; `wire.takes_frames` says when it may be written to."""
        self._wire, self._raw = wire, wire.raw

    def close(self) -> None:
        """There is none any more."""
        self._gathered, self._is_straight = None, False
        self._wire = self._raw = None

    def hold(self) -> None:
        """Nothing past the writer until `release`: somebody else may write."""
        self.flush()
        self._is_straight = False

    def release(self) -> None:
        self._is_straight = bool(self.getters and not self.queue and self._wire and self._wire.takes_frames())

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        if self._is_straight and item is not None:
            return self._gather(frame_of(item))
        self.hold()
        self.is_over = self.is_over or item is None
        super().put(item, block, timeout)

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        wire = self._wire
        if wire is None:
            return super().get(block, timeout)
        self._is_straight = block and not self.queue and wire.takes_frames()
        try:
            # The writer takes a long silence of the queue for the end; with a websocket it means nothing.
            return super().get(block, None)
        finally:
            self._is_straight = False

    def qsize(self) -> int:
        return 0 if self._is_straight else len(self.queue)

    def flush(self) -> None:
        """Write what was gathered; what the socket does not take waits for the writer."""
        gathered = self._gathered
        if gathered is None:
            return
        data = gathered[0] if len(gathered) == 1 else b"".join(gathered)
        self._gathered, self._gathered_bytes = None, 0
        sent = self._write(data) if self._is_straight else 0
        if sent < len(data):
            self._is_straight = False
            super().put(Rest(data[sent:]))

    def _gather(self, frame: bytes) -> None:
        if self._gathered is None:
            self._gathered = []
            turn.add(self)
        self._gathered.append(frame)
        self._gathered_bytes += len(frame)
        if self._gathered_bytes > MOST_GATHERED_BYTES:
            self.flush()

    def _write(self, data: bytes) -> int:
        """How many bytes the socket took at once; waits for nothing."""
        try:
            sent: int = self._raw.send(data)
        except OSError:  # it takes nothing just now, or it is broken, which the writer will find out
            return 0
        return sent


class Turn:
    """One round of the event loop: whoever was read in it has been answered when it ends."""

    def __init__(self) -> None:
        self._outboxes: list[Outbox] = []

    def add(self, outbox: Outbox) -> None:
        if not self._outboxes:
            get_hub().schedule_call_global(0, self._end)
        self._outboxes.append(outbox)

    def _end(self) -> None:
        outboxes, self._outboxes = self._outboxes, []
        for outbox in outboxes:
            outbox.flush()


turn = Turn()
