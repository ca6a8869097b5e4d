"""Puts sealed posts in one order, forwards them, and hands them out again. Must not know what they say."""

from __future__ import annotations

from typing import Any

from mediation.rooms.channel import Channel
from mediation.rooms.connection import Connection
from mediation.rooms.envelope import Envelope, next_hash, stamp
from mediation.rooms.errors import (
    ChannelIsFull,
    ChannelIsHeld,
    Malformed,
    NoHostIsHere,
    NotAllowed,
    StaleEpoch,
    TooLarge,
)
from mediation.rooms.keeper import Keeper
from mediation.rooms.limits import CATCH_UP_BYTES, CATCH_UP_ENVELOPES, CHANNEL_BYTES, POSTS, SEALED_BYTES
from mediation.rooms.room import Room


class Relay:
    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def post(
        self, room_id: str, connection: str, channel_id: str, entry: str, epoch: int, seen: int, sealed: bytes
    ) -> int:
        """Append and forward; its number. The same entry of the same seat again: the number that it has."""
        store = self._keeper.store
        room = self._keeper.room(room_id)
        sender = room.member(connection)
        self._keeper.rates.take(POSTS, room_id, sender.seat)
        if len(sealed) > SEALED_BYTES:
            raise TooLarge
        while True:
            channel = self._keeper.channel(room, sender, channel_id)
            known = store.number_of(room_id, channel_id, sender.seat, entry)
            if known is not None:
                return known
            _check_may_speak(room, sender, channel)
            _check_place(channel, epoch, seen, len(sealed))
            envelope, after = _append(room, channel, sender.seat, entry, epoch, seen, sealed)
            if store.replace_channel(room_id, channel, after, envelope):
                break
            room = self._keeper.room(room_id)
            sender = room.member(connection)
        self._keeper.outgoing.deliver(room.hearers(after), "envelope", envelope.as_event())
        return envelope.number

    def catch_up(self, room_id: str, connection: str, channel_id: str, after: int) -> dict[str, Any]:
        """Envelopes after that number, as far as the seat may hear and one answer holds."""
        room = self._keeper.room(room_id)
        hearer = room.member(connection)
        channel = self._keeper.channel(room, hearer, channel_id)
        listening = channel.members.get(hearer.seat)
        since = listening.since if listening and not room.is_host(hearer) else 0
        start = max(after, since)
        envelopes = self._keeper.store.envelopes(room_id, channel_id, start, CATCH_UP_ENVELOPES)
        return {"envelopes": _as_many_as_fit(envelopes), "head": channel.head}

    def signal(self, room_id: str, connection: str, channel_id: str, box: bytes) -> None:
        """Forward to the others in the channel; nothing is kept."""
        room = self._keeper.room(room_id)
        sender = room.member(connection)
        self._keeper.rates.take(POSTS, room_id, sender.seat)
        if len(box) > SEALED_BYTES:
            raise TooLarge
        channel = self._keeper.channel(room, sender, channel_id)
        _check_not_paused(room, sender, channel)
        others = [hearer for hearer in room.hearers(channel) if hearer != connection]
        self._keeper.outgoing.deliver(
            others,
            "signal",
            {"channel": channel_id, "sender": sender.seat, "epoch": channel.epoch.number, "box": box},
        )


def _check_may_speak(room: Room, sender: Connection, channel: Channel) -> None:
    listening = channel.members.get(sender.seat)
    if listening and listening.listens:
        raise NotAllowed
    _check_not_paused(room, sender, channel)


def _check_not_paused(room: Room, sender: Connection, channel: Channel) -> None:
    if channel.held and not room.is_host(sender):
        raise ChannelIsHeld
    if channel.needs_host and not room.hosts():  # nor is the sender one, then
        raise NoHostIsHere


def _check_place(channel: Channel, epoch: int, seen: int, size_bytes: int) -> None:
    if epoch > channel.epoch.number or seen > channel.head:
        raise Malformed
    if epoch < channel.epoch.number or seen < channel.epoch.start:
        raise StaleEpoch
    if channel.kept_bytes + size_bytes > CHANNEL_BYTES:
        raise ChannelIsFull


def _append(
    room: Room, channel: Channel, sender: str, entry: str, epoch: int, seen: int, sealed: bytes
) -> tuple[Envelope, Channel]:
    number = channel.head + 1
    running = next_hash(channel.running_hash, number, sender, epoch, entry, seen, sealed)
    mac = stamp(room.mac_key, room.life, channel.id, number, sender, running)
    envelope = Envelope(channel.id, number, sender, epoch, entry, seen, sealed, room.life, mac)
    return envelope, channel.with_post(running, len(sealed))


def _as_many_as_fit(envelopes: Any) -> list[dict[str, object]]:
    """At least one, so that a reader always gets on."""
    fitting: list[dict[str, object]] = []
    size_bytes = 0
    for envelope in envelopes:
        size_bytes += len(envelope.sealed)
        if fitting and size_bytes > CATCH_UP_BYTES:
            break
        fitting.append(envelope.as_event())
    return fitting
