"""Before a person is admitted: knocks, handshakes and whispers, forwarded between one tab and one host.

Must not tell the person waiting anything of anyone, nor know what the two say to each other.
"""

from __future__ import annotations

from mediation.rooms.attempt import Attempt
from mediation.rooms.derivations import new_id
from mediation.rooms.errors import Conflict, NotAllowed, TooLarge
from mediation.rooms.keeper import Keeper
from mediation.rooms.limits import HANDSHAKE_BYTES, KNOCKS, KNOCKS_OF_SEAT, SEALED_BYTES
from mediation.rooms.room import Room


class Lobby:
    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def knock(self, room_id: str, connection: str, message: bytes, bare: bool) -> None:
        """Ask one host, or wait for one. A tab has one attempt at a time: its former one is over."""
        room = self._keeper.room(room_id)
        tab = room.connection(connection)
        if room.is_host(tab):
            raise NotAllowed
        if not room.is_admitted(tab):
            self._keeper.rates.take(KNOCKS_OF_SEAT, room_id, tab.seat)
        self._keeper.rates.take(KNOCKS, room_id, tab.seat, tab.device)
        if len(message) > HANDSHAKE_BYTES:
            raise TooLarge
        attempt = Attempt(new_id(), connection, tab.seat, message, bare)

        def knocked(room: Room) -> Room:
            room.connection(connection)
            former = [one.id for one in room.attempts.values() if one.tab == connection]
            hosts = room.hosts()
            given = attempt.given_to(hosts[0] if hosts else None)
            return room.without_attempts(*former).with_attempt(given)

        before, after = self._keeper.change(room_id, knocked)
        for former in before.attempts.values():
            if former.tab == connection and former.host:
                self._keeper.outgoing.deliver([former.host], "attempt_over", {"attempt": former.id})
        self._keeper.hand_over(after, after.attempts[attempt.id])

    def give_waiting_knocks(self, room_id: str) -> None:
        """A host has come in: those who knocked before are handed to it."""
        hosts = self._keeper.room(room_id).hosts()
        if not hosts:
            return

        def given(room: Room) -> Room:
            waiting = [one for one in room.attempts.values() if one.host is None]
            if not waiting:
                return room
            return room.changed(
                attempts={**room.attempts, **{one.id: one.given_to(hosts[0]) for one in waiting}}
            )

        before, after = self._keeper.change(room_id, given)
        for attempt in before.attempts.values():
            if attempt.host is None and attempt.id in after.attempts:
                self._keeper.hand_over(after, after.attempts[attempt.id])

    def answer(self, room_id: str, connection: str, attempt_id: str, message: bytes | None) -> None:
        """Message 2 of the handshake; None: this host cannot answer under R, the tab may knock barely."""
        if message is not None and len(message) > HANDSHAKE_BYTES:
            raise TooLarge

        def answered(room: Room) -> Room:
            attempt = _hosts_attempt(room, connection, attempt_id)
            if attempt.is_answered:
                raise Conflict
            return (
                room.without_attempts(attempt.id)
                if message is None
                else room.with_attempt(attempt.answered())
            )

        before, _ = self._keeper.change(room_id, answered)
        tab = before.attempts[attempt_id].tab
        self._keeper.outgoing.deliver([tab], "answer", {"attempt": attempt_id, "message": message})

    def whisper(self, room_id: str, connection: str, attempt_id: str, box: bytes) -> None:
        if len(box) > SEALED_BYTES:
            raise TooLarge
        room = self._keeper.room(room_id)
        room.connection(connection)
        attempt = room.attempts.get(attempt_id)
        other = attempt.other_end(connection) if attempt else None
        if other is None:
            raise NotAllowed
        self._keeper.outgoing.deliver([other], "whisper", {"attempt": attempt_id, "box": box})

    def admit(self, room_id: str, connection: str, attempt_id: str) -> None:
        """Bind the seat to the attempt's device; a device that had it before is shut out."""

        def admitted(room: Room) -> Room:
            attempt = _hosts_attempt(room, connection, attempt_id)
            if not attempt.is_answered:
                raise NotAllowed
            tab = room.connections[attempt.tab]
            return room if room.is_admitted(tab) else room.bound(tab)

        before, after = self._keeper.change(room_id, admitted)
        tab = after.connections[after.attempts[attempt_id].tab]
        former = before.seats[tab.seat].device
        if former is not None and former != tab.device:
            self._keeper.see_out(room_id, before.of_device(tab.seat, former), "replaced", before)
        self._keeper.outgoing.deliver([tab.id], "admitted", {})
        self._keeper.tell_seats(self._keeper.room(room_id))

    def refuse(self, room_id: str, connection: str, attempt_id: str) -> None:
        def refused(room: Room) -> Room:
            return room.without_attempts(_hosts_attempt(room, connection, attempt_id).id)

        before, _ = self._keeper.change(room_id, refused)
        tab = before.attempts[attempt_id].tab
        self._keeper.outgoing.deliver([tab], "refused", {"attempt": attempt_id})


def _hosts_attempt(room: Room, connection: str, attempt_id: str) -> Attempt:
    """Raises NotAllowed unless it was given to this host."""
    room.host(connection)
    attempt = room.attempts.get(attempt_id)
    if attempt is None or attempt.host != connection:
        raise NotAllowed
    return attempt
