"""What a tab is told of its room, as maps for the wire. A member learns of its own channels alone."""

from __future__ import annotations

from typing import Any

from mediation.rooms.channel import Channel
from mediation.rooms.connection import Connection
from mediation.rooms.room import Room


def describe_channel(room: Room, channel: Channel, hearer: Connection) -> dict[str, Any]:
    """One of `channels` in docs/protocol.md."""
    listening = channel.members.get(hearer.seat)
    told: dict[str, Any] = {
        "channel": channel.id,
        "epoch": channel.epoch.number,
        "start": channel.epoch.start,
        "head": channel.head,
        "since": listening.since if listening else 0,
        "listens": listening.listens if listening else False,
        "held": channel.held,
        "needs_host": channel.needs_host,
        "present": room.present_seats(channel),
        "lives": list(channel.lives),
    }
    if room.is_host(hearer):
        told["members"] = [
            {"seat": seat, "listens": how.listens, "since": how.since}
            for seat, how in channel.members.items()
        ]
        told["epochs"] = [
            {"epoch": epoch.number, "epoch_id": epoch.id, "start": epoch.start} for epoch in channel.epochs
        ]
    return told


def describe_seats(room: Room) -> list[dict[str, Any]]:
    """`seats` in docs/protocol.md; for hosts alone."""
    connected = {one.seat for one in room.present()}
    return [
        {
            "seat": seat.id,
            "version": seat.version,
            "kind": seat.kind,
            "device": seat.device,
            "connected": seat.id in connected,
            "revoked": seat.is_revoked,
        }
        for seat in room.seats.values()
    ]
