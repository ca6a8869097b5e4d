"""eventlet's websocket, tuned: read ahead, written straight, no compression, no endless message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engineio.async_drivers.eventlet import WebSocketWSGI
from engineio.socket import Socket
from eventlet.websocket import FailedConnectionError, RFC6455WebSocket

from mediation.serving.delay import Delay
from mediation.serving.heartbeats import Heartbeats
from mediation.serving.reading import ReadAhead, unmask
from mediation.serving.writing import Outbox, Rest

TOO_BIG = 1009  # RFC 6455, section 7.4.1
PONG = "3"  # of every member, as often as heartbeats are apart
PACKET_TYPES = "0123456"  # Engine.IO 4: how a text frame may begin; binary frames are messages


class BoundedMessage(RFC6455WebSocket.Message):  # type: ignore[misc]
    """eventlet bounds each frame, but not how many of them make a message."""

    def push(self, data: bytes, final: bool = False) -> None:
        self.received_bytes = getattr(self, "received_bytes", 0) + len(data)
        if self.received_bytes > self.max_frame_length:
            raise FailedConnectionError(TOO_BIG, "The message is too long.")
        super().push(data, final)


class HandshakeSocket:
    """Adds header lines to the answer with which a websocket begins: eventlet writes that one itself."""

    def __init__(self, socket: Any, lines: bytes) -> None:
        self._socket = socket
        self._lines = lines

    def get_socket(self) -> HandshakeSocket:
        return self

    def sendall(self, answer: bytes) -> None:
        self._socket.sendall(answer.removesuffix(b"\r\n") + self._lines + b"\r\n")


class Wire:
    """The websocket that python-engineio is given. A frame that is no packet is taken as the end."""

    patience: Delay  # with who is silent

    def __init__(self, websocket: Any, engine_socket: Any) -> None:
        self._websocket = websocket
        self._engine_socket = engine_socket
        self._raw = websocket.socket.fd
        self.socket = websocket.socket = ReadAhead(websocket.socket, self.patience)
        engine_socket.queue.open(self)

    def wait(self) -> str | bytes | None:
        """What python-engineio is to deal with; messages and answers to heartbeats go on past it."""
        engine_socket = self._engine_socket
        frame: str | bytes | None = None
        while engine_socket.upgraded and not engine_socket.closed:
            frame = self.socket.whole_message()
            if isinstance(frame, bytes):
                engine_socket.server.handlers["message"](engine_socket.sid, frame)
            elif frame == PONG:
                engine_socket.schedule_ping()
            else:
                break
        if engine_socket.closed:
            return None
        if frame is None:
            frame = self._websocket.wait()
        is_packet = not isinstance(frame, str) or (frame != "" and frame[0] in PACKET_TYPES)
        return frame if is_packet else None

    def send(self, message: Any) -> None:
        if isinstance(message, Rest):
            self._websocket._send(message.data)
        else:
            self._websocket.send(message)

    def close(self) -> None:
        self._websocket.close()

    def stop(self) -> None:
        """The connection is over. Nothing points back at what knows an address: it is freed now."""
        self.socket.stop()
        self._websocket.iterator.close()
        self._engine_socket.queue.close()

    @property
    def is_upgraded(self) -> bool:
        """Whether it is the connection's only way by now."""
        return bool(self._engine_socket.upgraded)

    def takes_frames(self) -> bool:
        """Not ending, and nobody is in the middle of writing to it."""
        return not self._websocket.websocket_closed and not self._websocket._sendlock.locked()

    def write(self, data: bytes) -> int:
        """How many bytes the socket took at once; waits for nothing."""
        try:
            sent: int = self._raw.send(data)
        except OSError:  # it takes nothing just now, or it is broken, which the writer will find out
            return 0
        return sent


class QuietWebSocket(WebSocketWSGI):  # type: ignore[misc]
    """For python-engineio's `websocket`."""

    more_headers = b""  # what every answer carries, as lines of an HTTP head

    def __init__(self, handler: Callable[[Any], Any], server: Any) -> None:
        def handle(websocket: Any) -> Any:
            wire = Wire(websocket, handler.__self__)  # type: ignore[attr-defined]
            try:
                return handler(wire)
            finally:
                wire.stop()

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
    heartbeats = Heartbeats(engine)
    # Not the method itself, which would not be given the socket that asks.
    Socket.schedule_ping = lambda engine_socket: heartbeats.schedule(engine_socket)
    engine.start_service_task = False
    Wire.patience = Delay(engine.ping_interval + engine.ping_timeout)
    engine._async = engine._async | {"websocket": QuietWebSocket, "queue": Outbox}
