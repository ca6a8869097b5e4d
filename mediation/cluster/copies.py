"""Copies of the rooms in which this server has connections, kept new by what is published of them.

Later ones replace earlier ones, in whatever order they come: every value has its stamp. What cannot be
followed is fetched anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import RLock
from typing import Literal

from mediation.cluster import keys
from mediation.cluster.codec import pack, read_channel, read_envelope, read_room, stamp_of, unpack
from mediation.cluster.subscription import Subscription
from mediation.rooms.channel import Channel
from mediation.rooms.envelope import Envelope
from mediation.rooms.room import Room

Kind = Literal["room", "channel", "post", "closed"]
Hear = Callable[[Sequence[str], Envelope], None]
HEAD_BYTES = 2  # how long the head of a message is, big-endian


def message_head(kind: Kind, more: bytes = b"") -> bytes:
    """What comes before the value, or the envelope, in a message."""
    head = pack([kind, more])
    return len(head).to_bytes(HEAD_BYTES, "big") + head


@dataclass
class Copy:
    """`is_whole`: all channels are there, in their order. `numbers`: of entries that came twice."""

    room: Room | None = None
    channels: dict[str, Channel] = field(default_factory=dict)
    is_whole: bool = False
    numbers: dict[tuple[str, str, str], int] = field(default_factory=dict)


class Copies:
    """`server`: this one's name, with which its connections begin. `tell`: gives an envelope to some."""

    def __init__(self, server: str, tell: Hear) -> None:
        self._prefix = f"{server}."
        self._tell = tell
        self._copies: dict[str, Copy] = {}
        self._turn = RLock()
        self.subscription: Subscription | None = None
        self.fetch: Callable[[str], tuple[Room, Sequence[Channel]] | None] = lambda _: None

    def has_ours(self, room: Room) -> bool:
        return any(connection.startswith(self._prefix) for connection in room.connections)

    def of(self, room_id: str) -> Copy | None:
        return self._copies.get(room_id)

    def all(self) -> list[Copy]:
        return list(self._copies.values())

    # Holding

    def hold(self, room_id: str) -> None:
        """Follow the room from now on; raises StoreIsAway. Listens first, then looks: it misses nothing."""
        if room_id in self._copies or self.subscription is None:
            return
        with self._turn:
            if room_id in self._copies:
                return
            self.subscription.follow(keys.room(room_id))
            copy = self._copies[room_id] = Copy()
            self._refresh(room_id, copy)

    def settle(self, after: Room) -> None:
        """The room was changed here: hold it, or let it go once nobody is left, whoever came in between."""
        if self.has_ours(after):
            return self.hold(after.id)
        with self._turn:
            copy = self._copies.get(after.id)
            if copy is not None and copy.room is not None and not self.has_ours(copy.room):
                self.release(after.id)

    def release(self, room_id: str) -> None:
        """Waits for nobody: it is also called where confirmations are read, for which hold() waits."""
        if self._copies.pop(room_id, None) is not None and self.subscription is not None:
            self.subscription.leave(keys.room(room_id))

    def release_all(self) -> None:
        """What was published may have been missed."""
        self._copies.clear()

    def _refresh(self, room_id: str, copy: Copy) -> None:
        whole = self.fetch(room_id)
        if whole is None:
            return self.release(room_id)
        room, channels = whole
        newer, copy.channels = copy.channels, {channel.id: channel for channel in channels}
        copy.is_whole = True
        self.put_room(room)
        for channel in newer.values():
            self.put_channel(room_id, channel)

    # Newer values

    def put_room(self, room: Room) -> None:
        copy = self._copies.get(room.id)
        if copy is not None and (copy.room is None or stamp_of(copy.room) < stamp_of(room)):
            copy.room = room

    def put_channel(self, room_id: str, channel: Channel) -> None:
        copy = self._copies.get(room_id)
        if copy is None:
            return
        lying = copy.channels.get(channel.id)
        if lying is None or stamp_of(lying) < stamp_of(channel):
            copy.channels[channel.id] = channel

    def lose_channel(self, room_id: str, channel_id: str) -> None:
        copy = self._copies.get(room_id)
        if copy is not None and copy.channels.pop(channel_id, None) is not None:
            copy.is_whole = False

    def know_number(self, room_id: str, channel_id: str, sender: str, entry: str, number: int) -> None:
        copy = self._copies.get(room_id)
        if copy is not None:
            copy.numbers[channel_id, sender, entry] = number

    # Hearing

    def hear(self, topic: bytes, message: bytes) -> None:
        """Something was published on a room's own channel."""
        room_id = topic.partition(b":")[2].decode()
        copy = self._copies.get(room_id)
        if copy is None:
            return
        begins = HEAD_BYTES + int.from_bytes(message[:HEAD_BYTES], "big")
        kind, more = unpack(message[HEAD_BYTES:begins])
        body = message[begins:]
        if kind == "room":
            self.put_room(read_room(body))
        elif kind == "channel":
            self.put_channel(room_id, read_channel(body))
        elif kind == "post":
            channel_id, running_hash = unpack(more)
            self._hear_post(room_id, copy, channel_id, running_hash, read_envelope(body))
        elif kind == "closed":
            self.release(room_id)

    def _hear_post(
        self, room_id: str, copy: Copy, channel_id: str, running_hash: bytes, envelope: Envelope
    ) -> None:
        channel = copy.channels.get(channel_id)
        if channel is not None and channel.head == envelope.number - 1:
            channel = channel.with_post(running_hash, len(envelope.sealed))
            self.put_channel(room_id, channel)
        elif channel is None or channel.head < envelope.number:
            self._refresh(room_id, copy)
            channel = copy.channels.get(channel_id)
        if copy.room is not None and channel is not None:
            ours = [one for one in copy.room.hearers(channel) if one.startswith(self._prefix)]
            self._tell(ours, envelope)
