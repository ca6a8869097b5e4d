"""eventlet's websocket, tuned: quick unmasking, no compression, no endless message, no loud stray packet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engineio.async_drivers.eventlet import WebSocketWSGI
from eventlet.websocket import FailedConnectionError, RFC6455WebSocket
from websockets.speedups import apply_mask

TOO_BIG = 1009  # RFC 6455, section 7.4.1
PACKET_TYPES = "0123456"  # Engine.IO 4: how a text frame may begin; binary frames are messages


class BoundedMessage(RFC6455WebSocket.Message):  # type: ignore[misc]
    """eventlet bounds each frame, but not how many of them make a message."""

    def push(self, data: bytes, final: bool = False) -> None:
        self.received_bytes = getattr(self, "received_bytes", 0) + len(data)
        if self.received_bytes > self.max_frame_length:
            raise FailedConnectionError(TOO_BIG, "The message is too long.")
        super().push(data, final)


def unmask(data: bytes, mask: bytes, length: int | None = None, offset: int = 0) -> bytes:
    """As eventlet's own, which goes byte by byte in Python: a quarter of the relay's time."""
    turn = offset % 4
    mask = bytes(mask)
    return apply_mask(data if length is None else data[:length], mask[turn:] + mask[:turn])


class HandshakeSocket:
    """Adds header lines to the answer with which a websocket begins: eventlet writes that one itself."""

    def __init__(self, socket: Any, lines: bytes) -> None:
        self._socket = socket
        self._lines = lines

    def get_socket(self) -> HandshakeSocket:
        return self

    def sendall(self, answer: bytes) -> None:
        self._socket.sendall(answer.removesuffix(b"\r\n") + self._lines + b"\r\n")


class QuietWebSocket(WebSocketWSGI):  # type: ignore[misc]
    """For python-engineio's `websocket`. A frame that is no packet is taken as the end."""

    more_headers = b""  # what every answer carries, as lines of an HTTP head

    def __init__(self, handler: Callable[[Any], Any], server: Any) -> None:
        def handle(socket: Any) -> Any:
            wait = socket.wait

            def wait_for_packet() -> str | bytes | None:
                frame: str | bytes | None = wait()
                is_packet = not isinstance(frame, str) or (frame != "" and frame[0] in PACKET_TYPES)
                return frame if is_packet else None

            socket.wait = wait_for_packet
            try:
                return handler(socket)
            finally:
                del socket.wait  # it points back at the socket, which knows an address

        super().__init__(handle, server)
        self.support_legacy_versions = False

    def _handle_hybi_request(self, environ: dict[str, Any]) -> Any:
        socket = environ["eventlet.input"].get_socket()
        handshake = {**environ, "eventlet.input": HandshakeSocket(socket, self.more_headers)}
        opened = super()._handle_hybi_request(handshake)
        opened.socket, opened.environ = socket, environ
        return opened

    def _negotiate_permessage_deflate(self, extensions: object) -> None:
        """Never: what is relayed is sealed, and would not get smaller."""


def tune_websocket(socketio_server: Any, headers: bytes) -> None:
    """Once, before serving. `headers`: lines of an HTTP head, for the handshakes' answers."""
    QuietWebSocket.more_headers = headers
    RFC6455WebSocket.Message = BoundedMessage
    RFC6455WebSocket._apply_mask = staticmethod(unmask)
    engine = socketio_server.eio
    engine._async = engine._async | {"websocket": QuietWebSocket}
