"""Copies of the rooms in which this server has connections, kept new by what is published of them.

Later ones replace earlier ones, in whatever order they come: every value has its stamp. What cannot be
followed is fetched anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock, RLock

from mediation.cluster import keys
from mediation.cluster.codec import (
    CHANNEL,
    CLOSED,
    POST,
    ROOM,
    kind_of,
    read_channel,
    read_post,
    read_room,
    stamp_of,
)
from mediation.cluster.subscription import Subscription
from mediation.rooms.channel import Channel
from mediation.rooms.envelope import Envelope
from mediation.rooms.room import Room
from mediation.rooms.store import StoreIsAway

Hear = Callable[[Sequence[str], Envelope], None]


@dataclass
class Copy:
    """`is_whole`: all channels are there, in their order. `numbers`: of entries that came twice. `told`: by
    channel, up to which number the tabs of this server have been given its envelopes."""

    room: Room | None = None
    channels: dict[str, Channel] = field(default_factory=dict)
    is_whole: bool = False
    numbers: dict[tuple[str, str, str], int] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)


class Copies:
    """`server`: this one's name, with which its connections begin. `tell`: gives an envelope to some."""

    def __init__(self, server: str, tell: Hear) -> None:
        self._prefix = f"{server}."
        self._tell = tell
        self._copies: dict[str, Copy] = {}
        self._turn = RLock()
        self._telling = Lock()
        self.subscription: Subscription | None = None
        self.wash_questions: Callable[[], None] = lambda: None
        self.fetch: Callable[[str], tuple[Room, Sequence[Channel]] | None] = lambda _: None
        self.fetch_envelopes: Callable[[str, str, int, int], Sequence[Envelope]] = lambda *_: ()

    def has_ours(self, room: Room) -> bool:
        return any(connection.startswith(self._prefix) for connection in room.connections)

    def of(self, room_id: str) -> Copy | None:
        return self._copies.get(room_id)

    def all(self) -> list[Copy]:
        return list(self._copies.values())

    # Holding

    def hold(self, room_id: str) -> None:
        """Follow the room from now on; raises StoreIsAway. Listens first, then looks: it misses nothing."""
        if self.subscription is None or self._is_held(room_id):
            return
        with self._turn:
            if self._is_held(room_id):
                return
            self.subscription.follow(keys.room(room_id))
            copy = self._copies[room_id] = Copy()
            try:
                self._refresh(room_id, copy)
            except StoreIsAway:
                self.release(room_id)
                raise

    def _is_held(self, room_id: str) -> bool:
        """Not while somebody else is still about to."""
        copy = self._copies.get(room_id)
        return copy is not None and copy.room is not None

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

    def wash(self) -> None:
        """A room has closed: what of it lies in the buffers of this server's lines is written over."""
        self.wash_questions()
        if self.subscription is not None:
            self.subscription.wash()

    def _refresh(self, room_id: str, copy: Copy) -> None:
        whole = self.fetch(room_id)
        if whole is None:
            return self.release(room_id)
        room, channels = whole
        newer, copy.channels = copy.channels, {channel.id: channel for channel in channels}
        for channel in channels:  # who enters from now on fetches what there is up to here
            copy.told.setdefault(channel.id, channel.head)
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
        copy.told.setdefault(channel.id, channel.head)
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
        kind = kind_of(message)
        if kind == ROOM:
            self.put_room(read_room(message))
        elif kind == CHANNEL:
            self.put_channel(room_id, read_channel(message))
        elif kind == POST:
            running_hash, envelope = read_post(message)
            if envelope.number > copy.told.get(envelope.channel, 0):  # else this server has appended it
                self._hear_post(room_id, copy, running_hash, envelope)
        elif kind == CLOSED:
            self.release(room_id)
            self.wash()

    def _hear_post(self, room_id: str, copy: Copy, running_hash: bytes, envelope: Envelope) -> None:
        channel_id = envelope.channel
        copy.told.setdefault(channel_id, envelope.number - 1)
        channel = copy.channels.get(channel_id)
        if channel is not None and channel.head == envelope.number - 1:
            self.put_channel(room_id, channel.with_post(running_hash, len(envelope.sealed)))
        elif channel is None or channel.head < envelope.number:
            self._refresh(room_id, copy)
        self.tell_up_to(room_id, channel_id, envelope.number - 1)
        self._tell_once(copy, envelope)

    # Telling: each envelope once, in order, whichever comes first: Redis's answer, or what it publishes

    def appended(self, room: Room, channel: Channel, envelope: Envelope) -> None:
        """By this server, under a room that is no older than this: its tabs are given it before its author is
        acknowledged, so that nobody is told of a number whose stamped envelope dies with Redis."""
        copy = self._copies.get(room.id)
        if copy is not None:
            copy.told.setdefault(channel.id, envelope.number - 1)
            self.put_room(room)
            self.put_channel(room.id, channel)
            self.tell_up_to(room.id, channel.id, envelope.number - 1)
            self._tell_once(copy, envelope)

    def tell_up_to(self, room_id: str, channel_id: str, number: int) -> None:
        """What others appended, and was not heard here yet."""
        copy = self._copies.get(room_id)
        told = copy.told.get(channel_id, number) if copy is not None else number
        if copy is not None and told < number:
            for one in self.fetch_envelopes(room_id, channel_id, told, number - told):
                self._tell_once(copy, one)

    def _tell_once(self, copy: Copy, envelope: Envelope) -> None:
        with self._telling:
            channel = copy.channels.get(envelope.channel)
            if envelope.number <= copy.told[envelope.channel] or channel is None or copy.room is None:
                return
            copy.told[envelope.channel] = envelope.number
            ours = [one for one in copy.room.hearers(channel) if one.startswith(self._prefix)]
            self._tell(ours, envelope)
