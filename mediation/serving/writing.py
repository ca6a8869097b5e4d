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


class Outbox(Queue):  # type: ignore[misc]
    """In the place of python-engineio's queue of a connection."""

    def __init__(self, *limits: Any) -> None:
        super().__init__(*limits)
        self._wire: Any = None
        self._gathered: list[bytes] = []
        self._gathered_bytes = 0

    def open(self, wire: Any) -> None:
        """From now on there is a websocket; `wire.takes_frames` says when it may be written to."""
        self._wire = wire

    def close(self) -> None:
        """There is none any more."""
        self._gathered, self._wire = [], None

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        # The writer is waiting, and for nothing: then all that came before has been sent.
        wire = self._wire
        if wire is not None and self.getters and not self.queue and item is not None and wire.is_upgraded:
            return self._gather(frame_of(item))
        self.flush()
        super().put(item, block, timeout)

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        # The writer takes a long silence of the queue for the end; with a websocket it means nothing.
        return super().get(block, None if self._wire else timeout)

    def flush(self) -> None:
        """Write what was gathered; what the socket does not take waits for the writer."""
        if not self._gathered:
            return
        data = b"".join(self._gathered)
        self._gathered, self._gathered_bytes = [], 0
        sent = self._wire.write(data) if self._wire.takes_frames() else 0
        if sent < len(data):
            super().put(Rest(data[sent:]))

    def _gather(self, frame: bytes) -> None:
        if not self._gathered:
            turn.add(self)
        self._gathered.append(frame)
        self._gathered_bytes += len(frame)
        if self._gathered_bytes > MOST_GATHERED_BYTES:
            self.flush()


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
