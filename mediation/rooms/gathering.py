"""A room on its way back: who waits for it, what a lifeline says of it, and the envelopes handed in so far.

What is handed in counts only by the stamp of the server that ordered it: whoever brings it may be anyone.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from mediation.rooms.channel import Channel, Listening
from mediation.rooms.envelope import Envelope, first_hash, next_hash, stamp
from mediation.rooms.errors import NotAllowed
from mediation.rooms.lifeline import Lifeline
from mediation.rooms.passes import Pass
from mediation.rooms.room import Room


@dataclass(frozen=True)
class HandedIn:
    """An envelope as its receiver kept it, without the channel that it is of."""

    number: int
    sender: str
    epoch: int
    entry: str
    seen: int
    sealed: bytes = field(repr=False)
    life: int
    mac: bytes = field(repr=False)


@dataclass
class Pieces:
    """One channel's envelopes, each proved by its stamp; `hashes` are the running hashes after them."""

    channel: Channel
    envelopes: dict[int, Envelope] = field(default_factory=dict)
    hashes: dict[int, bytes] = field(default_factory=dict)
    head: int = 0

    def take(self, room: Room, before: bytes, handed_in: Iterable[HandedIn]) -> None:
        """`before`: the running hash before the first. Raises NotAllowed at one that is not stamped so."""
        running = before
        for one in handed_in:
            if one.number not in self.envelopes:
                running = self.hashes.get(one.number - 1, running)
                self._take_one(room, running, one)
            running = self.hashes[one.number]
        while self.head + 1 in self.envelopes:
            self.head += 1

    def _take_one(self, room: Room, before: bytes, one: HandedIn) -> None:
        after = next_hash(before, one.number, one.sender, one.epoch, one.entry, one.seen, one.sealed)
        life = self.channel.life_of(one.number)
        expected = stamp(room.mac_key, life, self.channel.id, one.number, one.sender, after)
        if one.life != life or not hmac.compare_digest(expected, one.mac):
            raise NotAllowed
        self.envelopes[one.number] = Envelope(self.channel.id, **vars(one))
        self.hashes[one.number] = after

    def restored(self, room_id: str) -> tuple[Channel, list[Envelope]]:
        """The channel as far as it could be brought together without a gap, and its envelopes."""
        envelopes = [self.envelopes[number] for number in range(1, self.head + 1)]
        return (
            replace(
                self.channel,
                head=self.head,
                running_hash=self.hashes[self.head] if self.head else first_hash(room_id, self.channel.id),
                kept_bytes=sum(len(envelope.sealed) for envelope in envelopes),
                lives=(*self.channel.lives, self.head),
                # Nothing begins after what there is: if all who had more are gone, it goes on from here.
                epochs=tuple(
                    replace(epoch, start=min(epoch.start, self.head)) for epoch in self.channel.epochs
                ),
                members={
                    seat: Listening(how.listens, min(how.since, self.head))
                    for seat, how in self.channel.members.items()
                },
            ),
            envelopes,
        )


@dataclass
class Gathering:
    """`waiting`: connection → its pass; `done`: those that have nothing more to hand in. In seconds that only
    go forward: since when nobody waits, since when there is a lifeline, when anything was last handed in.
    """

    deserted_at: float
    waiting: dict[str, Pass] = field(default_factory=dict)
    lifeline: Lifeline | None = None
    since: float = 0
    last_at: float = 0
    pieces: dict[str, Pieces] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)

    def follow(self, lifeline: Lifeline) -> None:
        """What was handed in before stays, for the channels that there still are."""
        self.lifeline = lifeline
        self.pieces = {
            channel.id: replace(self.pieces.get(channel.id, Pieces(channel)), channel=channel)
            for channel in lifeline.channels
        }
        self.done = set()

    def is_admitted(self, connection: str) -> bool:
        brought, room = self.waiting.get(connection), self.lifeline.room if self.lifeline else None
        if brought is None or room is None or not is_accepted(room, brought):
            return False
        return room.seats[brought.seat].device == brought.device

    def admitted(self) -> Iterator[str]:
        return (connection for connection in self.waiting if self.is_admitted(connection))

    def is_complete(self) -> bool:
        """Whether every seat has handed in what it has, of those here when the server ended or now.

        Who had gone before heard nothing that the others did not.
        """
        if self.lifeline is None:
            return False
        seats = self.lifeline.room.seats
        awaited = {one for one in self.lifeline.here if one in seats and seats[one].device is not None}
        awaited |= {self.waiting[one].seat for one in self.admitted()}
        return awaited <= {self.waiting[one].seat for one in self.done if one in self.waiting}

    def restored(self) -> Sequence[tuple[Channel, list[Envelope]]]:
        room_id = self.lifeline.room.id if self.lifeline else ""
        return [pieces.restored(room_id) for pieces in self.pieces.values()]


def is_accepted(room: Room, brought: Pass) -> bool:
    """Whether the pass still counts in this room."""
    return brought.opening == room.opening and room.accepts(brought.seat, brought.version, brought.device)
