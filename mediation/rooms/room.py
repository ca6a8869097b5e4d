"""A room: its seats, who is connected to them, and who is knocking. A value: every change makes another.

Its channels lie beside it in the store, since they change far more often.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from mediation.rooms.attempt import Attempt
from mediation.rooms.channel import Channel, Listening
from mediation.rooms.connection import Connection
from mediation.rooms.errors import NotAllowed
from mediation.rooms.seat import Seat

Undertaking = Literal["new", "individual", "further", "rehearsal"]


@dataclass(frozen=True)
class Room:
    """Times are seconds since 1970 (UTC). `account` and `reference` are opaque here."""

    id: str
    opening: str
    account: str
    mediation: Undertaking
    reference: str | None  # of the mediation, once there is one
    opened_at: float
    limit_at: float  # the absolute limit
    mac_key: bytes = field(repr=False)
    seats: Mapping[str, Seat]
    connections: Mapping[str, Connection] = field(default_factory=dict)
    attempts: Mapping[str, Attempt] = field(default_factory=dict)
    reserved: str | None = None  # the reference that a new mediation gets when it begins
    ticket_until: float = 0  # from then on the ticket that opened it opens nothing
    has_begun: bool = False
    is_beginning: bool = False  # the registry is being asked
    closes_at: float | None = None  # a countdown runs
    empty_since: float | None = None
    life: int = 1
    changes: int = 0  # of what outlives a restart of the server
    revision: int = 0

    def changed(self, **fields: object) -> Room:
        return replace(self, revision=self.revision + 1, **fields)  # type: ignore[arg-type] # of any field

    def with_seat(self, seat: Seat) -> Room:
        return self.changed(seats={**self.seats, seat.id: seat})

    def with_attempt(self, attempt: Attempt) -> Room:
        return self.changed(attempts={**self.attempts, attempt.id: attempt})

    def without_attempts(self, *ids: str) -> Room:
        return self.changed(attempts={id: one for id, one in self.attempts.items() if id not in ids})

    def without_connections(self, gone: Set[str]) -> Room:
        return self.changed(connections={id: one for id, one in self.connections.items() if id not in gone})

    def bound(self, tab: Connection, barred: Set[str] = frozenset()) -> Room:
        """The tab's device is the admitted one of its seat from now on; `barred` ones never again.

        Its tabs enter again before they are told anything, so that none hears half of what happened.
        """
        waiting = {
            id: replace(self.connections[id], has_entered=False)
            for id in self.of_device(tab.seat, tab.device)
        }
        seat = self.seats[tab.seat]
        seat = replace(seat, device=tab.device, half=None, barred=seat.barred | barred)
        return self.changed(connections={**self.connections, **waiting}).with_seat(seat)

    # Questions

    def is_admitted(self, connection: Connection) -> bool:
        seat = self.seats[connection.seat]
        return seat.device == connection.device and seat.version == connection.version

    def is_present(self, connection: Connection) -> bool:
        """Admitted, and its tab has entered: it is told what happens."""
        return connection.has_entered and self.is_admitted(connection)

    def is_host(self, connection: Connection) -> bool:
        return self.seats[connection.seat].is_host and self.is_admitted(connection)

    def accepts(self, seat_id: str, version: int, device: str) -> bool:
        """Whether a pass for this seat still counts."""
        seat = self.seats.get(seat_id)
        return (
            seat is not None and seat.version == version and not seat.is_revoked and device not in seat.barred
        )

    def proves(self, seat_id: str, proof_hash: bytes) -> bool:
        """Whether this is the hash of the proof of that seat's present link; as quick for any answer."""
        seat = self.seats.get(seat_id)
        expected = seat.proof_hash if seat else None
        return hmac.compare_digest(expected or bytes(32), proof_hash) and expected is not None

    # Who is told

    def present(self) -> Iterator[Connection]:
        return (one for one, _ in self._present.values())

    # A room changes far more rarely than it hears a post.

    @cached_property
    def _present(self) -> dict[str, tuple[Connection, bool]]:
        """By id, each with whether it is a host's."""
        here = (one for one in self.connections.values() if self.is_present(one))
        return {one.id: (one, self.seats[one.seat].is_host) for one in here}

    @cached_property
    def _hearers(self) -> dict[str, tuple[Mapping[str, Listening], list[str]]]:
        """Those asked for, by channel, and of which members."""
        return {}

    def seats_here(self) -> Set[str]:
        """Those that somebody is connected to."""
        return frozenset(one.seat for one in self.present())

    def hosts(self) -> list[str]:
        """Connections of the hosts, the longest there first."""
        return [one.id for one, is_host in self._present.values() if is_host]

    def hearers(self, channel: Channel) -> Sequence[str]:
        """Connections of everyone in the channel."""
        members, hearers = self._hearers.get(channel.id, (None, ()))
        if members is not channel.members:
            members, here = channel.members, self._present.values()
            hearers = [one.id for one, is_host in here if is_host or one.seat in members]
            self._hearers[channel.id] = members, hearers
        return hearers

    def of_device(self, seat: str, device: str | None) -> list[str]:
        """Connections of that device to that seat."""
        return [one.id for one in self.connections.values() if one.seat == seat and one.device == device]

    def present_seats(self, channel: Channel) -> list[str]:
        """Connected seats of the channel, hosts included, in no telling order."""
        return sorted(
            {
                one.seat
                for one in self.present()
                if one.seat in channel.members or self.seats[one.seat].is_host
            }
        )

    # Who may

    def connection(self, id: str) -> Connection:
        """Raises NotAllowed."""
        try:
            return self.connections[id]
        except KeyError:
            raise NotAllowed from None

    def member(self, id: str) -> Connection:
        """An admitted tab that has entered; raises NotAllowed."""
        try:
            return self._present[id][0]
        except KeyError:
            raise NotAllowed from None

    def host(self, id: str) -> Connection:
        """A host's tab that has entered; raises NotAllowed."""
        connection = self.member(id)
        if not self.is_host(connection):
            raise NotAllowed
        return connection

    def may_hear(self, connection: Connection, channel: Channel) -> bool:
        _, is_host = self._present.get(connection.id, (None, None))
        return is_host is not None and (is_host or connection.seat in channel.members)
