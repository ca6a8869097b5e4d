"""eventlet's websocket, tuned: read ahead, written straight, no compression, no endless message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engineio.async_drivers.eventlet import WebSocketWSGI
from engineio.socket import Socket
from eventlet.websocket import FailedConnectionError, RFC6455WebSocket

from mediation.serving.heartbeats import Heartbeats
from mediation.serving.reading import ReadAhead, unmask
from mediation.serving.rounds import Rounds
from mediation.serving.writing import Outbox, Rest

TOO_BIG = 1009  # RFC 6455, section 7.4.1
PONG = "3"  # of every member, as often as heartbeats are apart
PACKET_TYPES = "0123456"  # Engine.IO 4: how a text frame may begin; binary frames are messages


class BoundedMessage(RFC6455WebSocket.Message):  # type: ignore[misc] # eventlet has no types
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


# Of the engine connection with that id: whether it has dealt with that message, without waiting.
AnswerAtOnce = Callable[[str, bytes], bool]


class Wire:
    """The websocket that python-engineio is given. A frame that is no packet is taken as the end."""

    __slots__ = (
        "_engine_id", "_engine_socket", "_is_reading", "_outbox", "_websocket", "raw", "socket",
    )  # fmt: skip

    patience: Rounds  # with who is silent
    answer_at_once: AnswerAtOnce

    def __init__(self, websocket: Any, engine_socket: Any) -> None:
        self._websocket = websocket
        self._engine_socket, self._engine_id = engine_socket, engine_socket.sid
        self.raw = websocket.socket.fd
        self._outbox = engine_socket.queue
        self.socket = websocket.socket = ReadAhead(websocket.socket, self.patience)
        self._is_reading = False  # as eventlet does
        self._outbox.open(self)

    def wait(self) -> str | bytes | None:
        """What python-engineio is to deal with; messages and answers to heartbeats go on past it."""
        frame: str | bytes | None = self._hand_on_messages() if self._engine_socket.upgraded else None
        if self._outbox.is_over:
            return None
        if frame is None:
            frame = self._read()
        is_packet = not isinstance(frame, str) or (frame != "" and frame[0] in PACKET_TYPES)
        return frame if is_packet else None

    def _hand_on_messages(self) -> str | None:
        """Until there is something else, or the connection is over."""
        engine_id, hear = self._engine_id, self._engine_socket.server.handlers["message"]
        outbox, next_message = self._outbox, self.socket.whole_message
        self.socket.take_at_once = self._take_at_once
        while not outbox.is_over:
            frame = next_message()
            if isinstance(frame, bytes):
                hear(engine_id, frame)
            elif frame == PONG:
                outbox.is_asked = False
            else:
                return frame
        return None

    def _take_at_once(self, frame: str | bytes) -> bool:
        if isinstance(frame, bytes):
            return not self._outbox.is_over and self.answer_at_once(self._engine_id, frame)
        if frame == PONG:
            self._outbox.is_asked = False
            return True
        return False

    def _read(self) -> str | bytes | None:
        """As eventlet does, which may write an answer."""
        self._outbox.hold()
        self._is_reading = True
        try:
            frame: str | bytes | None = self._websocket.wait()
            return frame
        finally:
            self._is_reading = False
            self._outbox.release()

    def send(self, message: Any) -> None:
        if isinstance(message, Rest):
            self._websocket._send(message.data)
        else:
            self._websocket.send(message)

    def close(self) -> None:
        self._outbox.hold()
        self._websocket.close()

    def stop(self) -> None:
        """The connection is over. Nothing points back at what knows an address: it is freed now."""
        self.socket.stop()
        self._websocket.iterator.close()
        self._outbox.close()

    def takes_frames(self) -> bool:
        """The connection's only way by now, not ending, and nobody writes to it or may begin to."""
        websocket = self._websocket
        is_free = not (self._is_reading or websocket.websocket_closed or websocket._sendlock.locked())
        return bool(self._engine_socket.upgraded and is_free)


class QuietWebSocket(WebSocketWSGI):  # type: ignore[misc] # eventlet has no types
    """For python-engineio's `websocket`."""

    more_headers = b""  # what every answer carries, as lines of an HTTP head

    def __init__(self, handler: Callable[[Any], Any], server: Any) -> None:
        def handle(websocket: Any) -> Any:
            wire = Wire(websocket, handler.__self__)  # type: ignore[attr-defined] # it is a method
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


def tune_websocket(socketio_server: Any, headers: bytes, answer_at_once: AnswerAtOnce) -> None:
    """Once, before serving. `headers`: lines of an HTTP head, for the handshakes' answers."""
    QuietWebSocket.more_headers = headers
    RFC6455WebSocket.Message = BoundedMessage
    RFC6455WebSocket._apply_mask = staticmethod(unmask)
    engine = socketio_server.eio
    heartbeats = Heartbeats(engine)
    # Not the method itself, which would not be given the socket that asks.
    Socket.schedule_ping = lambda engine_socket: heartbeats.schedule(engine_socket)
    engine.start_service_task = False
    Wire.answer_at_once = staticmethod(answer_at_once)
    Wire.patience = Rounds(engine.ping_interval + engine.ping_timeout, ReadAhead.lose_patience)
    engine._async = engine._async | {"websocket": QuietWebSocket, "queue": Outbox}
