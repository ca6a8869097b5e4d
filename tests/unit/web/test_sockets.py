from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from socketio.exceptions import ConnectionRefusedError

from mediation.concurrency import ThreadConcurrency
from mediation.rooms.derivations import new_id
from mediation.web.sockets import SocketOutgoing, Sockets


class SlowDoor:
    """While it asks its store, the tab's page is closed."""

    def __init__(self, closes: Any) -> None:
        self._closes = closes
        self.here: list[str] = []

    def connect(self, connection: str, *_: object) -> None:
        self.here.append(connection)
        self._closes()

    def leave(self, _: str, connection: str) -> None:
        self.here.remove(connection)


@pytest.mark.parametrize("is_forgotten", [False, True])
def test_who_is_gone_before_they_are_in_does_not_stay(is_forgotten: bool) -> None:
    """Seen to fail when nobody looks whether the connection has ended in the meantime."""
    socket = SimpleNamespace(closed=False, queue=[])
    sockets = {"engine": socket}

    def close() -> None:
        socket.closed = True
        if is_forgotten:
            sockets.clear()

    manager = SimpleNamespace(eio_sid_from_sid=lambda *_: "engine")
    server = SimpleNamespace(manager=manager, eio=SimpleNamespace(sockets=sockets))
    door, cookies = SlowDoor(close), SimpleNamespace(read=lambda *_: None)
    rooms: Any = SimpleNamespace(door=door)
    edge = Sockets(server, SocketOutgoing(server), rooms, cookies, ThreadConcurrency())  # type: ignore[arg-type] # a fake
    with pytest.raises(ConnectionRefusedError):
        edge._connect("connection", {}, {"room": new_id(), "seat": new_id()})
    assert door.here == []
    assert edge._tabs == {}
