"""The edge of the sockets: lets in who brings a pass, hands events to rooms/, and gives errors their names.

Handlers run on the Socket.IO server itself, past Flask, one after the other: they must never block.
Nothing about a request is ever printed.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Flask
from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError
from socketio.packet import EVENT
from werkzeug.http import parse_cookie

from mediation import log
from mediation.concurrency import Concurrency
from mediation.rooms.errors import Malformed, RoomError
from mediation.rooms.limits import KIB
from mediation.rooms.outgoing import Event
from mediation.rooms.passes import PassIsRefused
from mediation.rooms.rooms import Rooms
from mediation.rooms.store import StoreIsAway
from mediation.web.packets import (
    NAMESPACE,
    PacketIsMalformed,
    StrictPacket,
    acknowledgement,
    event_packet,
    read_packet,
)
from mediation.web.protection import LARGEST_MESSAGE_BYTES
from mediation.web.seat_cookies import SeatCookies
from mediation.web.shapes import identifier, read_fields
from mediation.web.socket_events import EVENTS, NEVER_WAIT

PING_SECONDS, PATIENCE_SECONDS = 15, 20  # so that somebody whose network is gone is gone within 35 s
# Of one connection. More than a page of catching up, for which a slow line takes half a minute.
MOST_WAITING_EVENTS, MOST_WAITING_BYTES, FEW_WAITING_EVENTS = 512, 4 * 1024 * KIB, 16
SECONDS_TO_PROVE, SECONDS_BETWEEN_LOOKS = 20, 1  # an engine connection that is in no room by then is ended


def make_socketio(flask: Flask, concurrency: Concurrency) -> SocketIO:
    silence = logging.getLogger("mediation.sockets")
    silence.disabled = True  # both libraries log packets, addresses and tracebacks, even when told not to
    options: dict[str, Any] = {
        "async_mode": concurrency.socket_mode,
        "async_handlers": False,
        "serializer": StrictPacket,
        "logger": silence,
        "engineio_logger": silence,
        "cors_allowed_origins": [],  # no CORS headers at all; web/gate.py looks at the Origin
        "max_http_buffer_size": LARGEST_MESSAGE_BYTES,
        "http_compression": False,  # sealed bytes do not get smaller
        "ping_interval": PING_SECONDS,
        "ping_timeout": PATIENCE_SECONDS,
        "manage_session": False,
    }
    return SocketIO(flask, **options)


class SocketOutgoing:
    """An Outgoing of rooms/ over Socket.IO. Who does not take what is sent is dropped, and catches up."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._queues: dict[str, Any] = {}  # python-engineio's, by connection

    def open(self, connection: str, queue: Any) -> None:
        """It may be sent something from now on."""
        self._queues[connection] = queue

    def close(self, connection: str) -> None:
        self._queues.pop(connection, None)

    def deliver(self, connections: Collection[str], event: Event, payload: Mapping[str, Any]) -> None:
        # Not server.emit: to it, an empty list of recipients means everybody.
        if not connections:
            return
        packet = event_packet(event, payload)
        for connection in connections:
            queue = self._queues.get(connection)
            if queue is not None:
                # The library's send would look at the clock each time; heartbeats find who is gone.
                queue.put(packet)
                # python-engineio's queues have no bound: one stalled phone would fill the server's memory.
                if queue.qsize() > FEW_WAITING_EVENTS and _is_overfull(queue):
                    self.close(connection)
                    self.drop([connection])

    def disconnect(self, connections: Collection[str]) -> None:
        for connection in connections:
            self._server.disconnect(connection)

    def drop(self, connections: Collection[str]) -> None:
        """As if the network had: the tabs come back by themselves. Others hear of it as of any lost one."""
        for connection in connections:
            self._drop_engine(self._server.manager.eio_sid_from_sid(connection, NAMESPACE))

    def drop_everyone(self) -> None:
        for engine_id in list(self._server.eio.sockets):
            self._drop_engine(engine_id)

    def is_here(self, connection: str) -> bool:
        """Whether it is connected to this server."""
        return self._server.manager.eio_sid_from_sid(connection, NAMESPACE) in self._server.eio.sockets

    def _drop_engine(self, engine_id: str | None) -> None:
        socket = self._server.eio.sockets.pop(engine_id, None)
        if socket is not None:
            self._server.start_background_task(_end_slow, socket)


def _is_overfull(queue: Any) -> bool:
    size_bytes = sum(len(packet.data or b"") for packet in list(queue.queue) if packet is not None)
    return bool(queue.qsize() > MOST_WAITING_EVENTS or size_bytes > MOST_WAITING_BYTES)


def _end_slow(socket: Any) -> None:
    socket.close(wait=False, abort=True)
    while not socket.queue.empty():
        socket.queue.get_nowait()
        socket.queue.task_done()
    socket.queue.put(None)  # its writer ends, once it wakes


@dataclass(frozen=True, slots=True)
class Tab:
    """A connection that is in a room, and python-engineio's queue of what goes to it."""

    connection: str
    room: str
    queue: Any


class Sockets:
    """Which connection is in which room, and the handlers."""

    def __init__(
        self,
        server: Any,
        outgoing: SocketOutgoing,
        rooms: Rooms,
        cookies: SeatCookies,
        concurrency: Concurrency,
    ) -> None:
        self._server = server
        self._outgoing = outgoing
        self._rooms = rooms
        self._cookies = cookies
        self._concurrency = concurrency
        self._tabs: dict[str, Tab] = {}  # by engine connection
        self._unproved: deque[tuple[float, str]] = deque()  # until when, and whose engine connection

    def listen(self) -> None:
        self._server.on("connect", self._connect)
        self._server.on("disconnect", self._disconnect)
        engine = self._server.eio
        engine.on("connect", partial(self._engine_connects, engine.handlers["connect"]))
        engine.on("message", partial(self._engine_hears, engine.handlers["message"]))

    # Events

    def _connect(self, connection: str, environ: dict[str, Any], auth: Any = None) -> None:
        """Raises ConnectionRefusedError, whose message the tab is told."""
        try:
            asked = read_fields(auth, {"room": identifier, "seat": identifier})
            cookies = parse_cookie(environ.get("HTTP_COOKIE", ""))
            brought = self._cookies.read(cookies, asked["seat"])
            self._rooms.door.connect(connection, brought, asked["room"], asked["seat"])
        except PassIsRefused as refusal:
            raise ConnectionRefusedError(refusal.reason) from None
        except RoomError:
            raise ConnectionRefusedError("refused") from None
        except StoreIsAway:
            self._drop(connection)  # told nothing, the tab tries again by itself
            raise ConnectionRefusedError("away") from None
        engine_id = self._engine_of(connection)
        socket = self._server.eio.sockets.get(engine_id)
        if socket is None or socket.closed:  # it ended while the store was asked, and nobody will say so
            with suppress(StoreIsAway):
                self._rooms.door.leave(asked["room"], connection)
            raise ConnectionRefusedError("away")
        self._tabs[engine_id] = Tab(connection, asked["room"], socket.queue)
        self._outgoing.open(connection, socket.queue)

    def _disconnect(self, connection: str, _reason: str = "") -> None:
        tab = self._tabs.pop(self._engine_of(connection), None)
        if tab is not None:
            self._outgoing.close(connection)
            with suppress(StoreIsAway):  # it is seen out when the store is back
                self._rooms.door.leave(tab.room, connection)

    def _engine_of(self, connection: str) -> str:
        return str(self._server.manager.eio_sid_from_sid(connection, NAMESPACE))

    def _answer(self, tab: Tab, event: str, arguments: list[Any]) -> dict[str, Any]:
        try:
            return self._ask(tab.room, tab.connection, event, arguments)
        except RoomError as error:
            return {"error": error.name}
        except StoreIsAway:
            self._drop(tab.connection)
            return {"error": "failed"}
        except Exception as error:  # a fault of ours, or the database's: named, and no more said
            log.fault(f"event.{event}", error)
            return {"error": "failed"}

    def _ask(self, room: str, connection: str, event: str, arguments: list[Any]) -> dict[str, Any]:
        self._rooms.count_event(room, connection)
        if len(arguments) > 1 or event not in EVENTS:
            raise Malformed
        shape, answer = EVENTS[event]
        fields = read_fields(arguments[0] if arguments else {}, shape)
        told = answer(self._rooms, room, connection, **fields)
        if event == "enter" and told.get("is_host"):
            # After the acknowledgement, which a host waits for before it can answer anybody.
            self._concurrency.spawn(partial(self._give_waiting_knocks, room))
        return told

    def _drop(self, connection: str) -> None:
        self._outgoing.drop([connection])

    def _give_waiting_knocks(self, room: str) -> None:
        with suppress(RoomError, StoreIsAway):  # it has closed in the meantime
            self._rooms.lobby.give_waiting_knocks(room)

    # The layer below

    def _engine_connects(self, inner: Any, engine_id: str, environ: dict[str, Any]) -> Any:
        self._unproved.append((time.monotonic() + SECONDS_TO_PROVE, engine_id))
        if len(self._unproved) == 1:
            self._concurrency.spawn(self._end_strangers)
        return inner(engine_id, environ)

    def _end_strangers(self) -> None:
        """One for all: a thread for each who comes would be a fifth of what a member takes of memory."""
        while self._unproved:
            until, _ = self._unproved[0]
            self._concurrency.sleep(max(SECONDS_BETWEEN_LOOKS, until - time.monotonic()))
            while self._unproved and self._unproved[0][0] <= time.monotonic():
                try:
                    self._end_stranger(self._unproved[0][1])
                except Exception as error:  # the next one is looked at all the same
                    log.fault("strangers", error)
                finally:
                    self._unproved.popleft()

    def _end_stranger(self, engine_id: str) -> None:
        if self._server.manager.sid_from_eio_sid(engine_id, NAMESPACE) is None:
            self._end_engine(engine_id)

    def _engine_hears(self, inner: Any, engine_id: str, message: Any) -> None:
        """Events are answered here, past python-socketio, which is half as quick; it does all the rest."""
        try:
            packet = read_packet(message, EVENTS)
            if packet["type"] != EVENT:
                inner(engine_id, message)
                return
        except PacketIsMalformed:
            self._end_engine(engine_id)
            return
        tab = self._tabs.get(engine_id)
        if tab is not None:  # else it is in no room yet, or no more
            self._reply(tab, packet)

    def answer_at_once(self, engine_id: str, message: bytes) -> bool:
        """On the event loop itself, where nothing may wait: whether it was an event that never does, and is
        answered. For rooms in memory."""
        tab = self._tabs.get(engine_id)
        try:
            packet = read_packet(message, EVENTS)
        except PacketIsMalformed:
            return False
        if tab is None or packet["type"] != EVENT or packet["data"][0] not in NEVER_WAIT:
            return False
        self._reply(tab, packet)
        return True

    def _reply(self, tab: Tab, packet: dict[str, Any]) -> None:
        event, *arguments = packet["data"]
        told = self._answer(tab, event, arguments)
        number = packet.get("id")
        if number is not None:
            tab.queue.put(acknowledgement(number, told))

    def _end_engine(self, engine_id: str) -> None:
        socket = self._server.eio.sockets.pop(engine_id, None)
        if socket is not None:
            socket.close(wait=False, abort=True)
