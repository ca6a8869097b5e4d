"""Rooms, channels and envelopes as bytes for Redis. All servers of an installation are of one version.

What is published is what is stored, byte by byte: Redis's Lua would keep what it had to join.
"""

from __future__ import annotations

from dataclasses import fields as fields_of
from typing import Any

import msgpack

from mediation.rooms.attempt import Attempt
from mediation.rooms.channel import Channel, Epoch, Listening
from mediation.rooms.connection import Connection
from mediation.rooms.envelope import Envelope
from mediation.rooms.room import Room
from mediation.rooms.seat import Seat

STAMP_BYTES = 16
ROOM, CHANNEL, POST, CLOSED = b"r", b"c", b"p", b"x"  # after the stamp


def stamp_of(value: Room | Channel) -> bytes:
    """Life and revision, 8 bytes each: the later of two is the greater. Every stored value begins with it."""
    life = value.life if isinstance(value, Room) else len(value.lives) + 1
    return life.to_bytes(8, "big") + value.revision.to_bytes(8, "big")


def write_room(room: Room) -> bytes:
    fields = {field.name: getattr(room, field.name) for field in fields_of(room)}
    fields["seats"] = [{**vars(seat), "barred": list(seat.barred)} for seat in room.seats.values()]
    fields["connections"] = [vars(one) for one in room.connections.values()]
    fields["attempts"] = [vars(one) for one in room.attempts.values()]
    return stamp_of(room) + ROOM + pack(fields)


def read_room(written: bytes) -> Room:
    fields = unpack(written[STAMP_BYTES + 1 :])
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
    return stamp_of(channel) + CHANNEL + pack(fields)


def read_channel(written: bytes) -> Channel:
    fields = unpack(written[STAMP_BYTES + 1 :])
    fields["members"] = {seat: Listening(listens, since) for seat, listens, since in fields["members"]}
    fields["epochs"] = tuple(Epoch(*epoch) for epoch in fields["epochs"])
    fields["lives"] = tuple(fields["lives"])
    return Channel(**fields)


def write_envelope(envelope: Envelope, running_hash: bytes = b"") -> bytes:
    """`running_hash`: after it, for those who hear it published."""
    return bytes(STAMP_BYTES) + POST + pack([running_hash, *vars(envelope).values()])


def read_post(written: bytes) -> tuple[bytes, Envelope]:
    running_hash, *fields = unpack(written[STAMP_BYTES + 1 :])
    return running_hash, Envelope(*fields)


def read_envelope(written: bytes) -> Envelope:
    return read_post(written)[1]


def kind_of(written: bytes) -> bytes:
    return written[STAMP_BYTES : STAMP_BYTES + 1]


def name_of(sender: str, entry: str) -> bytes:
    """Of an entry, among those of its channel."""
    return pack([sender, entry])


def pack(value: Any) -> bytes:
    packed: bytes = msgpack.packb(value)
    return packed


def unpack(packed: bytes) -> Any:
    return msgpack.unpackb(packed)
