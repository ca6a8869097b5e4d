"""A lifeline: all that a server must know of a room beside its envelopes, under a MAC of the room's key.

Hosts' tabs hold the newest; a server that has lost its memory gets the room back by it. It holds no key, no
half and no envelope.
"""

from __future__ import annotations

import hmac
import json
import zlib
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from mediation.rooms.channel import Channel, Epoch, Listening
from mediation.rooms.derivations import derive
from mediation.rooms.envelope import first_hash
from mediation.rooms.room import Room
from mediation.rooms.seat import Seat

MAC_BYTES = 32
OF_ROOM = (
    "id", "opening", "account", "mediation", "reference", "opened_at", "limit_at", "has_begun", "closes_at",
    "ticket_until", "life", "reserved",
)  # fmt: skip


@dataclass(frozen=True)
class Lifeline:
    """`channels` are empty and at their beginning. A higher `revision` is newer. `here`: seats that somebody
    was connected to then."""

    revision: int
    room: Room
    channels: Sequence[Channel]
    here: Set[str] = frozenset()


def write_lifeline(lifeline: Lifeline) -> bytes:
    """MAC (32 bytes), then deflated JSON."""
    room = lifeline.room
    told = {
        "revision": lifeline.revision,
        "room": [getattr(room, name) for name in OF_ROOM],
        "seats": [_tell_seat(seat) for seat in room.seats.values()],
        "channels": [_tell_channel(channel) for channel in lifeline.channels],
        "here": sorted(lifeline.here),
    }
    body = zlib.compress(json.dumps(told, separators=(",", ":")).encode())
    return _mac(room.mac_key, room.id, body) + body


def read_lifeline(key: bytes, room_id: str, written: bytes) -> Lifeline | None:
    """None: it is not of this room, or was not written under this key, or was altered."""
    mac, body = written[:MAC_BYTES], written[MAC_BYTES:]
    if not hmac.compare_digest(_mac(key, room_id, body), mac):
        return None
    told = json.loads(zlib.decompress(body))
    seats = [_read_seat(*seat) for seat in told["seats"]]
    of_room = dict(zip(OF_ROOM, told["room"], strict=True))
    room = Room(**of_room, mac_key=key, seats={seat.id: seat for seat in seats})
    channels = [_read_channel(room_id, *channel) for channel in told["channels"]]
    return Lifeline(told["revision"], room, channels, frozenset(told["here"]))


def holds_the_same(before: Room, after: Room) -> bool:
    """Whether both would be written alike."""
    return all(getattr(before, name) == getattr(after, name) for name in OF_ROOM) and (
        before.seats is after.seats or _without_halves(before) == _without_halves(after)
    )


def _without_halves(room: Room) -> list[Seat]:
    return [replace(seat, half=None) for seat in room.seats.values()]


def _mac(key: bytes, room_id: str, body: bytes) -> bytes:
    return derive(key, MAC_BYTES, "lifeline", room_id, body)


def _tell_seat(seat: Seat) -> list[Any]:
    proof_hash = seat.proof_hash.hex() if seat.proof_hash else None
    barred = sorted(seat.barred)
    return [seat.id, seat.version, seat.kind, proof_hash, seat.device, barred, seat.is_opening_hosts]


def _read_seat(
    id: str,
    version: int,
    kind: Any,
    proof_hash: str | None,
    device: str | None,
    barred: list[str],
    is_opening_hosts: bool,
) -> Seat:
    proof = bytes.fromhex(proof_hash) if proof_hash else None
    return Seat(id, version, kind, proof, device, frozenset(barred), None, is_opening_hosts)


def _tell_channel(channel: Channel) -> list[Any]:
    members = [[seat, how.listens, how.since] for seat, how in channel.members.items()]
    epochs = [[epoch.id, epoch.start] for epoch in channel.epochs]
    return [channel.id, members, epochs, channel.needs_host, channel.held, channel.lives]


def _read_channel(
    room_id: str,
    id: str,
    members: list[Any],
    epochs: list[Any],
    needs_host: bool,
    held: bool,
    lives: list[int],
) -> Channel:
    return Channel(
        id,
        members={seat: Listening(listens, since) for seat, listens, since in members},
        epochs=tuple(Epoch(number, epoch_id, start) for number, (epoch_id, start) in enumerate(epochs, 1)),
        needs_host=needs_host,
        running_hash=first_hash(room_id, id),
        held=held,
        lives=tuple(lives),
    )
