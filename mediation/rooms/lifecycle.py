"""How a room opens, begins, moves its mediation's dates forward, and closes for good.

Must not outlive it: after closing, the bare id is all that is left, until the absolute limit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mediation.rooms.dates import Dates
from mediation.rooms.derivations import new_id
from mediation.rooms.door import make_pass
from mediation.rooms.errors import (
    Conflict,
    Malformed,
    NotAllowed,
    RoomIsClosed,
    RoomIsRestoring,
    TooMany,
)
from mediation.rooms.keeper import Keeper
from mediation.rooms.limits import (
    ADVANCE_SECONDS,
    AFTER_END_SECONDS,
    LONGEST_ROOM_SECONDS,
    REHEARSAL_SECONDS,
    ROOMS_OF_MEDIATOR,
    SEATS,
)
from mediation.rooms.passes import Pass
from mediation.rooms.room import Room, Undertaking
from mediation.rooms.seat import Kind, Seat
from mediation.rooms.store import StoreIsAway
from mediation.rooms.tickets import Ticket
from mediation.rooms.turns import Turns

# What a ticket says in place of a reference.
UNDERTAKINGS: Mapping[str, Undertaking] = {
    "new": "new",
    "individual": "individual",
    "rehearsal": "rehearsal",
}


@dataclass(frozen=True)
class Place:
    """A seat as the host's tab lists it on opening."""

    seat: str
    version: int
    kind: Kind
    proof_hash: bytes = field(repr=False)


class Lifecycle:
    """`close_seconds`: the countdown; `empty_seconds`: how long a room lasts with nobody at all connected."""

    def __init__(self, keeper: Keeper, dates: Dates, close_seconds: int, empty_seconds: int) -> None:
        self._keeper = keeper
        self._dates = dates
        self._close_seconds = close_seconds
        self._empty_seconds = empty_seconds
        self._turns = Turns(lambda: [room.id for room in keeper.store.rooms_in_care()])
        self._advanced_at: dict[str, float] = {}
        self._behind: set[str] = set()

    def open(
        self, ticket: Ticket, places: Sequence[Place], host_seat: str, former: Pass | None
    ) -> tuple[Pass, bool]:
        """The host seat's pass, and whether the room was open already: its seats are then left alone."""
        room = self._keeper.store.room(ticket.room)
        if room is None:
            if self._keeper.is_awaited(ticket.room):
                raise RoomIsRestoring  # never anew while the one that was may still come back
            keys = self._keeper.lifelines.keys
            opened = self._new_room(ticket, places, host_seat)
            key = keys.draw(opened.id)
            opened = replace(opened, mac_key=key.key)
            if self._keeper.store.add(opened):
                seat = opened.seats[host_seat]
                return Pass(opened.id, opened.opening, seat.id, seat.version, str(seat.device)), False
            keys.forget(key)
            room = self._keeper.store.room(ticket.room)
        if room is None:
            raise RoomIsClosed
        seat_then = room.seats.get(host_seat)
        if room.account != ticket.account or seat_then is None or not seat_then.is_opening_hosts:
            raise NotAllowed
        return make_pass(room, seat_then, former), True

    def _new_room(self, ticket: Ticket, places: Sequence[Place], host_seat: str) -> Room:
        now = self._keeper.clock()
        ticket_until = ticket.ends_at / 1000 + AFTER_END_SECONDS
        longest = REHEARSAL_SECONDS if ticket.mediation == "rehearsal" else LONGEST_ROOM_SECONDS
        limit_at = min(ticket_until, now + longest)
        if limit_at <= now:
            raise RoomIsClosed
        ids = {host_seat, *(place.seat for place in places)}
        if len(ids) != len(places) + 1:
            raise Malformed
        if len(self._keeper.store.rooms(ticket.account)) >= ROOMS_OF_MEDIATOR or len(ids) > SEATS:
            raise TooMany
        seats = [Seat(host_seat, 1, "host", device=new_id(), is_opening_hosts=True)]
        seats += [Seat(place.seat, place.version, place.kind, place.proof_hash) for place in places]
        undertaking = UNDERTAKINGS.get(ticket.mediation, "further")
        return Room(
            id=ticket.room,
            opening=new_id(),
            account=ticket.account,
            mediation=undertaking,
            reference=ticket.mediation if undertaking == "further" else None,
            reserved=self._dates.draw() if undertaking == "new" else None,
            opened_at=now,
            limit_at=limit_at,
            ticket_until=ticket_until,
            mac_key=b"",
            seats={seat.id: seat for seat in seats},
            empty_since=now,
        )

    # The mediation's dates

    def begin(self, room_id: str, connection: str) -> str | None:
        """Begin the mediation, or this session of it; its reference. Said twice, it is done once.

        A rehearsal begins like any other, without a reference: the registry is not asked.
        """
        room = self._keeper.room(room_id)
        room.host(connection)
        if room.mediation == "rehearsal":
            self._keeper.change(room_id, lambda room: room.changed(has_begun=True))
            return None
        reference = room.reference or room.reserved
        if room.mediation == "individual" or reference is None:
            raise NotAllowed
        if room.has_begun:
            return reference
        self._keeper.change(room_id, _beginning)
        try:
            self._dates.begin(room.account, reference, is_new=room.reference is None)
        except BaseException:
            self._keeper.change(room_id, lambda room: room.changed(is_beginning=False))
            raise
        self._keeper.change(
            room_id, lambda room: room.changed(is_beginning=False, has_begun=True, reference=reference)
        )
        return reference

    def _advance(self, room: Room) -> None:
        """Only while a host and somebody who is none are both connected: a forgotten tab moves nothing."""
        kinds = {room.seats[one.seat].is_host for one in room.present()}
        if room.has_begun and room.reference is not None and kinds == {True, False}:
            self._dates.advance(room.reference)

    def _tell_whether_written(self, room: Room, again: bool) -> None:
        """Hosts hear when it cannot be written, and when it can. `again`: whoever came since, too."""
        is_behind = room.reference is not None and room.has_begun and self._dates.is_behind(room.reference)
        if is_behind != (room.id in self._behind) or (is_behind and again):
            self._keeper.outgoing.deliver(room.hosts(), "dates", {"written": not is_behind})
        (self._behind.add if is_behind else self._behind.discard)(room.id)

    # Closing

    def has_open_room(self, reference: str) -> bool:
        """Whether a session of that mediation is open."""
        return any(room.reference == reference for room in self._keeper.store.rooms())

    def close_begin(self, room_id: str, connection: str) -> int:
        """Start the countdown; the seconds that are left of it."""
        now = self._keeper.clock()

        def closing(room: Room) -> Room:
            room.host(connection)
            if room.closes_at is not None:
                return room
            return room.changed(closes_at=min(now + self._close_seconds, room.limit_at))

        before, after = self._keeper.change(room_id, closing)
        seconds = max(0, round((after.closes_at or now) - now))
        self._turns.hurry(room_id)
        if before is not after:
            self._tell_closing(after, seconds)
        return seconds

    def close_cancel(self, room_id: str, connection: str) -> None:
        def going_on(room: Room) -> Room:
            room.host(connection)
            if self._is_at_its_limit(room):
                raise NotAllowed
            return room if room.closes_at is None else room.changed(closes_at=None)

        before, after = self._keeper.change(room_id, going_on)
        if before is not after:
            self._tell_closing(after, None)

    def _tell_closing(self, room: Room, seconds: int | None) -> None:
        self._keeper.outgoing.deliver([one.id for one in room.present()], "closing", {"seconds": seconds})

    def look_after_rooms(self) -> int:
        """Close what is over and move dates forward; to be called several times a second. How many closed.

        Every room that counts down is looked at each time, the others in turns. Raises what went wrong with
        one of them, when the others have been looked at.
        """
        closed = 0
        now = self._keeper.clock()
        trouble: Exception | None = None
        for room_id in self._turns.next():
            try:
                closed += self._look_after_room(room_id, now)
            except StoreIsAway:  # it would be for each of them
                raise
            except Exception as error:  # whatever it is, it is no reason that others stay open
                trouble = trouble or error
        self._keeper.store.forget_closed(now)
        if trouble is not None:
            raise trouble
        return closed

    def _look_after_room(self, room_id: str, now: float) -> bool:
        """Whether it closed."""
        room = self._keeper.store.room(room_id)
        if room is None or room.closes_at is None:
            self._turns.calm(room_id)
        else:
            self._turns.hurry(room_id)
        if room is None:
            return False
        if self._is_over(room, now):
            self._close(room)
            return True
        if room.closes_at is None and self._is_at_its_limit(room):
            self._announce_limit(room)
        else:
            self._look_after_dates(room, now)
        return False

    def _look_after_dates(self, room: Room, now: float) -> None:
        is_due = now - self._advanced_at.get(room.id, 0) >= ADVANCE_SECONDS
        if is_due:
            self._advanced_at[room.id] = now
            self._advance(room)
        self._tell_whether_written(room, again=is_due)

    def _is_at_its_limit(self, room: Room) -> bool:
        """So near to it that a countdown would reach it: nobody can call that off."""
        return room.limit_at - self._keeper.clock() <= self._close_seconds

    def _announce_limit(self, room: Room) -> None:
        _, after = self._keeper.change(room.id, lambda room: room.changed(closes_at=room.limit_at))
        self._turns.hurry(room.id)
        self._tell_closing(after, max(0, round(room.limit_at - self._keeper.clock())))

    def _is_over(self, room: Room, now: float) -> bool:
        return self._is_ended(room, now) or (
            room.empty_since is not None and now - room.empty_since >= self._empty_seconds
        )

    def _is_ended(self, room: Room, now: float) -> bool:
        """By somebody's word, or by the clock; not merely deserted."""
        return now >= (room.limit_at if room.closes_at is None else room.closes_at)

    def _close(self, room: Room) -> None:
        # A session that was ended stays so until its ticket opens nothing by itself: maybe days later.
        is_ended = self._is_ended(room, self._keeper.clock())
        until = max(room.limit_at, room.ticket_until) if is_ended else room.limit_at
        if not self._keeper.store.close(room.id, until):
            return
        self._turns.calm(room.id)
        self._advanced_at.pop(room.id, None)
        self._behind.discard(room.id)
        self._keeper.rates.forget(room.id)
        self._keeper.lifelines.forget(room)
        everyone = list(room.connections)
        self._keeper.outgoing.deliver(everyone, "closed", {})
        self._keeper.outgoing.disconnect(everyone)
        self._advance(room)


def _beginning(room: Room) -> Room:
    if room.is_beginning:
        raise Conflict
    return room.changed(is_beginning=True)
