"""Rooms, channels and envelopes as bytes for Redis. All servers of an installation are of one version."""

from __future__ import annotations

from typing import Any

import msgpack

from mediation.rooms.attempt import Attempt
from mediation.rooms.channel import Channel, Epoch, Listening
from mediation.rooms.connection import Connection
from mediation.rooms.envelope import Envelope
from mediation.rooms.room import Room
from mediation.rooms.seat import Seat

STAMP_BYTES = 16


def stamp_of(value: Room | Channel) -> bytes:
    """Life and revision, 8 bytes each: the later of two is the greater. Every stored value begins with it."""
    life = value.life if isinstance(value, Room) else len(value.lives) + 1
    return life.to_bytes(8, "big") + value.revision.to_bytes(8, "big")


def write_room(room: Room) -> bytes:
    fields = dict(vars(room))
    fields["seats"] = [{**vars(seat), "barred": list(seat.barred)} for seat in room.seats.values()]
    fields["connections"] = [vars(one) for one in room.connections.values()]
    fields["attempts"] = [vars(one) for one in room.attempts.values()]
    return stamp_of(room) + pack(fields)


def read_room(written: bytes) -> Room:
    fields = unpack(written[STAMP_BYTES:])
    seats = [Seat(**{**seat, "barred": frozenset(seat["barred"])}) for seat in fields["seats"]]
    connections = [Connection(**one) for one in fields["connections"]]
    attempts = [Attempt(**one) for one in fields["attempts"]]
    fields["seats"] = {seat.id: seat for seat in seats}
    fields["connections"] = {one.id: one for one in connections}
    fields["attempts"] = {one.id: one for one in attempts}
    return Room(**fields)


def write_channel(channel: Channel) -> bytes:
    fields = dict(vars(channel))
    fields["members"] = [(seat, how.listens, how.since) for seat, how in channel.members.items()]
    fields["epochs"] = [(epoch.number, epoch.id, epoch.start) for epoch in channel.epochs]
    return stamp_of(channel) + pack(fields)


def read_channel(written: bytes) -> Channel:
    fields = unpack(written[STAMP_BYTES:])
    fields["members"] = {seat: Listening(listens, since) for seat, listens, since in fields["members"]}
    fields["epochs"] = tuple(Epoch(*epoch) for epoch in fields["epochs"])
    fields["lives"] = tuple(fields["lives"])
    return Channel(**fields)


def write_envelope(envelope: Envelope) -> bytes:
    return pack(list(vars(envelope).values()))


def read_envelope(written: bytes) -> Envelope:
    return Envelope(*unpack(written))


def name_of(sender: str, entry: str) -> bytes:
    """Of an entry, among those of its channel."""
    return pack([sender, entry])


def pack(value: Any) -> bytes:
    packed: bytes = msgpack.packb(value)
    return packed


def unpack(packed: bytes) -> Any:
    return msgpack.unpackb(packed)
