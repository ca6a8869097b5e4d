"""A tab that has left its room over a connection that goes on."""

from __future__ import annotations

from contextlib import closing

from tests.conftest import NewRoom
from tests.fixtures.raw_socket import CONNECT, EVENT, RawSocket, frame, packet

DISCONNECT = 1  # Socket.IO 5


def test_who_has_left_is_not_answered_until_they_come_back(new_room: NewRoom) -> None:
    """Seen to fail when the server goes on taking the connection for one that is in the room."""
    room = new_room()
    person = room.admit(1)
    cookies = {cookie.name: cookie.value for cookie in person.visitor.http.cookies}
    with closing(RawSocket(person.visitor.url, cookies)) as line:
        assert line.join(person.room, person.seat)["type"] == CONNECT
        line.send(frame(packet(DISCONNECT, None)) + frame(packet(EVENT, ["enter", {}], number=1)))
        assert line.join(person.room, person.seat)["type"] == CONNECT
