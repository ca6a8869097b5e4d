"""One socket: sends events, keeps what it hears in order, and lets a test await it. Knows no keys.

Misbehaving is allowed: any event, any fields, any Origin or none.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import engineio
import requests
import socketio

PATIENCE_SECONDS = 10


class Refused(Exception):
    """An event was acknowledged with an error; `name` is the document's name for it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class ConnectionRefused(Exception):
    """The socket was not let in; `message` is the server's, empty when the transport was refused."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class ConnectionIsLost(Exception):
    """It ended before an event was acknowledged: whether the server has done it is not known."""


class NothingHeard(AssertionError):
    """An event that a test waits for did not come."""


@dataclass(frozen=True)
class Heard:
    event: str
    fields: dict[str, Any]


class _InOrder(engineio.Client):  # type: ignore[misc]
    """The stock client starts a thread for each message, which loses their order."""

    def _trigger_event(self, event: str, *args: Any, **kwargs: Any) -> Any:
        return super()._trigger_event(event, *args, **{**kwargs, "run_async": False})

    def _read_loop_websocket(self) -> None:
        """The stock client leaves its end open when the server has closed the other."""
        websocket = self.ws
        try:
            super()._read_loop_websocket()
        finally:
            websocket.shutdown()

    def disconnect(self, abort: bool = False, reason: Any = None) -> None:
        """The server's farewell is heard on the reading thread, which cannot wait for its own end."""
        super().disconnect(abort or threading.current_thread() is self.read_loop_task, reason)


class _Socket(socketio.Client):  # type: ignore[misc]
    def _engineio_client_class(self) -> type[_InOrder]:
        return _InOrder

    def _handle_eio_disconnect(self, *reason: Any) -> None:
        """Cut off before the namespace was joined: the stock client would wait for its patience to end."""
        super()._handle_eio_disconnect(*reason)
        if self._connect_event is not None and not self.namespaces and not self.failed_namespaces:
            self.failed_namespaces.append("/")
            self._connect_event.set()


class Connection:
    """Raises ConnectionRefused. `origin` None sends no Origin header at all; `source`: this end's own
    address, for a websocket."""

    def __init__(
        self,
        url: str,
        auth: Any,
        cookies: Mapping[str, str],
        origin: str | None,
        transport: str = "websocket",
        headers: Mapping[str, str] | None = None,
        source: str | None = None,
    ) -> None:
        self.heard: list[Heard] = []
        self.is_open = True
        self._unread: list[Heard] = []
        self._news = threading.Condition()
        options: dict[str, Any] = {"suppress_origin": True} if origin is None else {"origin": origin}
        if source is not None:
            options["socket"] = _from(source, url)
        self._http = requests.Session()
        self._http.trust_env = False
        self._socket = _Socket(
            serializer="msgpack",
            reconnection=False,
            handle_sigint=False,
            websocket_extra_options=options,
            http_session=self._http,
        )
        self._refusal = ""
        self._socket.on("*", self._hear)
        self._socket.on("connect_error", self._be_refused)
        self._socket.on("disconnect", self._end)
        sent = dict(headers or {})
        if cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        if origin is not None and transport == "polling":
            sent["Origin"] = origin
        self._http.headers.update(sent)  # the stock client sends them with the first request of polling alone
        try:
            self._socket.connect(
                url, headers=sent, auth=auth, transports=[transport], wait_timeout=PATIENCE_SECONDS
            )
        except socketio.exceptions.ConnectionError:
            self.close()
            raise ConnectionRefused(self._refusal) from None

    def call(self, event: str, **fields: Any) -> dict[str, Any]:
        """Send and wait for the acknowledgement; raises Refused."""
        answer = self.raw(event, fields)
        assert isinstance(answer, dict), "every event is acknowledged by a map"
        if "error" in answer:
            raise Refused(answer["error"])
        return answer

    def raw(self, event: str, *arguments: Any) -> Any:
        """Send whatever a test likes; the acknowledgement as it came. Raises ConnectionIsLost."""
        answers: list[Any] = []

        def answered(*answer: Any) -> None:
            with self._news:
                answers.append(answer[0] if len(answer) == 1 else answer or None)
                self._news.notify_all()

        try:
            self._socket.emit(event, arguments, callback=answered)
        except socketio.exceptions.SocketIOError:
            raise ConnectionIsLost from None
        with self._news:
            self._news.wait_for(lambda: answers or not self.is_open, PATIENCE_SECONDS)
            if not answers:
                raise ConnectionIsLost
        return answers[0]

    def send(self, event: str, **fields: Any) -> None:
        """Send without asking for an acknowledgement."""
        self._socket.emit(event, fields)

    def send_packet(self, packet: str | bytes) -> None:
        """Bytes or text past the Socket.IO layer, as no honest client would."""
        self._socket.eio.send(packet)

    def expect(self, event: str, timeout: float = PATIENCE_SECONDS, **match: Any) -> dict[str, Any]:
        """The fields of the first unread event of that name whose fields match; raises NothingHeard."""
        deadline = time.monotonic() + timeout
        with self._news:
            while True:
                for position, heard in enumerate(self._unread):
                    if heard.event == event and match.items() <= heard.fields.items():
                        return self._unread.pop(position).fields
                remaining = deadline - time.monotonic()
                if remaining <= 0 or (not self.is_open and not self._unread):
                    raise NothingHeard(f"{event} {match}; unread: {[heard.event for heard in self._unread]}")
                self._news.wait(remaining)

    def await_more(self, known: int, timeout: float = PATIENCE_SECONDS) -> None:
        """Wait until more than that many events have been heard; raises NothingHeard."""
        with self._news:
            if not self._news.wait_for(lambda: len(self.heard) > known, timeout):
                raise NothingHeard(f"anything after {known} events")

    def unread(self, event: str, **match: Any) -> list[dict[str, Any]]:
        """Take all unread events of that name, without waiting."""
        with self._news:
            taken = [h for h in self._unread if h.event == event and match.items() <= h.fields.items()]
            self._unread = [h for h in self._unread if h not in taken]
        return [heard.fields for heard in taken]

    def has_unread(self, event: str, **match: Any) -> bool:
        """Whether one is there to be taken."""
        with self._news:
            return any(h.event == event and match.items() <= h.fields.items() for h in self._unread)

    def settle(self) -> list[Heard]:
        """Everything heard so far; whatever the server sent before now has arrived.

        An acknowledgement comes behind the events that were sent to this socket before it, and so does its
        end, which may be on its way.
        """
        if self.is_open:
            try:
                self.raw("enter", {})
            except ConnectionIsLost:
                self.expect_end()
        return list(self.heard)

    def expect_end(self, timeout: float = PATIENCE_SECONDS) -> None:
        """Wait for the server to end the connection."""
        with self._news:
            if not self._news.wait_for(lambda: not self.is_open, timeout):
                raise NothingHeard("the end of the connection")

    def close(self) -> None:
        self._socket.disconnect()
        self._http.close()

    def _hear(self, event: str, *arguments: Any) -> None:
        fields = arguments[0] if arguments and isinstance(arguments[0], dict) else {"": list(arguments)}
        with self._news:
            self.heard.append(Heard(event, fields))
            self._unread.append(self.heard[-1])
            self._news.notify_all()

    def _be_refused(self, reason: Any = None) -> None:
        self._refusal = reason.get("message", "") if isinstance(reason, dict) else ""

    def _end(self, *_reason: Any) -> None:
        with self._news:
            self.is_open = False
            self._news.notify_all()


def _from(source: str, url: str) -> socket.socket:
    place = urlsplit(url)
    return socket.create_connection((place.hostname, place.port), PATIENCE_SECONDS, (source, 0))
