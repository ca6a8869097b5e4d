"""Who may come to a room, and what its tab learns first: passes, connections, entering, halves.

Must give whoever is not admitted nothing but that fact.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from mediation.rooms.connection import Connection
from mediation.rooms.derivations import digest, new_id
from mediation.rooms.descriptions import describe_channel, describe_seats
from mediation.rooms.errors import NotAllowed, RoomIsClosed, RoomIsRestoring, TooLarge
from mediation.rooms.keeper import Keeper
from mediation.rooms.limits import CONNECTIONS_OF_DEVICE, CONNECTIONS_OF_SEAT, EVENTS, HALF_BYTES
from mediation.rooms.passes import Pass, PassIsRefused
from mediation.rooms.restoration import Restoration
from mediation.rooms.room import Room
from mediation.rooms.seat import Seat


class LinkIsNotOpen(Exception):
    """Whatever is the matter with a link: it is told no more than this."""


class Door:
    """`has_outcome`: hosts are told whether the office has switched outcome texts on."""

    def __init__(self, keeper: Keeper, restoration: Restoration, has_outcome: bool) -> None:
        self._keeper = keeper
        self._restoration = restoration
        self._has_outcome = has_outcome

    def join(self, room_id: str, seat_id: str, proof: bytes, former: Pass | None, is_mediator: bool) -> Pass:
        """A pass for who shows the link's proof; raises LinkIsNotOpen, after the same steps in every case.

        `former`: a pass that the browser already brings; its device is kept while it counts.
        """
        proof_hash = digest(proof)
        room = self._keeper.store.room(room_id)
        is_proved = (room or NO_ROOM).proves(seat_id, proof_hash)
        if room is None or not is_proved:
            raise LinkIsNotOpen
        seat = room.seats[seat_id]
        if seat.is_host and not is_mediator:
            raise LinkIsNotOpen
        return make_pass(room, seat, former)

    def connect(self, connection: str, brought: Pass | None, room_id: str, seat_id: str) -> None:
        """Let the socket in; raises PassIsRefused."""
        if brought is None or brought.room != room_id or brought.seat != seat_id:
            raise PassIsRefused("refused")
        if self._keeper.store.room(room_id) is None:
            return self._restoration.wait(connection, brought)

        def connected(room: Room) -> Room:
            _check_pass(room, brought)
            come = Connection(connection, brought.seat, brought.version, brought.device)
            return room.changed(connections={**room.connections, connection: come}, empty_since=None)

        self._keeper.change(room_id, connected)

    def has_closed(self, room_id: str) -> bool:
        return self._keeper.store.is_closed(room_id)

    def leave(self, room_id: str, connection: str) -> None:
        """The socket is gone."""
        self._restoration.leave(room_id, connection)
        self._keeper.rates.drop(EVENTS, room_id, connection)
        with suppress(RoomIsClosed, RoomIsRestoring):
            self._keeper.see_out(room_id, [connection])

    def enter(self, room_id: str, connection: str) -> dict[str, Any]:
        """What this tab may know of the room now. Asked again, it answers again and tells nobody."""
        if room_id in self._keeper.gatherings:
            return self._restoration.enter(room_id, connection)

        def entered(room: Room) -> Room:
            tab = room.connection(connection)
            if tab.has_entered or not room.is_admitted(tab):
                return room
            return room.changed(connections={**room.connections, connection: replace(tab, has_entered=True)})

        before, after = self._keeper.change(room_id, entered)
        tab = after.connections[connection]
        if not after.is_present(tab):
            return {"admitted": False}
        if before is not after:
            self._keeper.tell_presence(after, tab)
            self._keeper.tell_seats(after)
            if after.is_host(tab):
                self._keeper.lifelines.give(after, [connection])
        return self._describe(after, tab)

    def _describe(self, room: Room, tab: Connection) -> dict[str, Any]:
        now = self._keeper.clock()
        channels = self._keeper.store.channels(room.id)
        told: dict[str, Any] = {
            "admitted": True,
            "is_host": room.is_host(tab),
            "device": tab.device,
            "life": room.life,
            "seconds_left": max(0, int(room.limit_at - now)),
            "closing_seconds": None if room.closes_at is None else max(0, round(room.closes_at - now)),
            "channels": [
                describe_channel(room, channel, tab) for channel in channels if room.may_hear(tab, channel)
            ],
        }
        if room.is_host(tab):
            told |= {
                "seats": describe_seats(room),
                "began": room.has_begun,
                "reference": room.reference,
                "mediation": room.mediation,
                "outcome": self._has_outcome,
            }
        return told

    def half_put(self, room_id: str, connection: str, half: bytes) -> None:
        if len(half) > HALF_BYTES:
            raise TooLarge

        def kept(room: Room) -> Room:
            return room.with_seat(replace(_admitted_seat(room, connection), half=half))

        self._keeper.change(room_id, kept)

    def half_get(self, room_id: str, connection: str) -> bytes | None:
        return _admitted_seat(self._keeper.room(room_id), connection).half


def make_pass(room: Room, seat: Seat, former: Pass | None) -> Pass:
    """For that seat's present version, on the former pass's device while that counts."""
    counts = (
        former is not None
        and (former.opening, former.seat, former.version) == (room.opening, seat.id, seat.version)
        and former.device not in seat.barred
    )
    device = former.device if former and counts else new_id()
    return Pass(room.id, room.opening, seat.id, seat.version, device)


def _check_pass(room: Room, brought: Pass) -> None:
    if brought.opening != room.opening or not room.accepts(brought.seat, brought.version, brought.device):
        raise PassIsRefused("refused")
    of_seat = [one for one in room.connections.values() if one.seat == brought.seat]
    of_device = [one for one in of_seat if one.device == brought.device]
    is_admitted = room.seats[brought.seat].device == brought.device
    # Whoever has the link may fill the lobby, but not keep the admitted person out.
    if len(of_device) >= CONNECTIONS_OF_DEVICE or (len(of_seat) >= CONNECTIONS_OF_SEAT and not is_admitted):
        raise PassIsRefused("refused")


def _admitted_seat(room: Room, connection: str) -> Seat:
    tab = room.connection(connection)
    if not room.is_admitted(tab):
        raise NotAllowed
    return room.seats[tab.seat]


# Asked in place of a room that is not there, so that the answer takes as long.
NO_ROOM = Room("", "", "", "new", None, 0, 0, b"", {})
