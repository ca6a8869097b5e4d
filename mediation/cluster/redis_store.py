"""Rooms in a Redis that several servers share: a RoomStore. Redis compares, puts and publishes: scripts.py.

Rooms in which this server has connections are held: read from copies, kept new by what is published. A copy
may be a moment old: then Redis refuses the change, gives what lies there, and the caller tries again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from redis import Redis
from redis.exceptions import RedisError

from mediation.cluster import keys, scripts
from mediation.cluster.codec import (
    CLOSED,
    STAMP_BYTES,
    name_of,
    read_channel,
    read_envelope,
    read_room,
    stamp_of,
    write_channel,
    write_envelope,
    write_room,
)
from mediation.cluster.copies import Copies
from mediation.cluster.questions import Command, Questions
from mediation.rooms.channel import Channel
from mediation.rooms.envelope import Envelope
from mediation.rooms.room import Room
from mediation.rooms.store import Logs, StoreIsAway

GRACE_SECONDS = 600  # after a room's absolute limit, at which some server closes it: servers' clocks differ
SECONDS_BETWEEN_SEARCHES = (
    2.0  # for rooms that nobody holds, since their server died or all their people left
)
ADDING_SECONDS = 60  # a server that dies while it brings a room back keeps no other from it for longer


class RedisRoomStore:
    """`copies`: of the rooms held here. `ticks`: seconds that only go forward."""

    def __init__(
        self,
        redis: Redis,
        questions: Questions,
        copies: Copies,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._redis, self._questions, self._copies, self._ticks = redis, questions, copies, ticks
        self._searched_at = float("-inf")
        copies.fetch, copies.fetch_envelopes = self._fetch, self.envelopes
        copies.wash_questions = questions.wash

    def add(self, room: Room, logs: Logs = ()) -> bool:
        channels = [part for channel, _ in logs for part in (channel.id, write_channel(channel))]
        if any(envelopes for _, envelopes in logs):
            if not self._ask(self._redis.set, keys.adding(room.id), b"", nx=True, ex=ADDING_SECONDS):
                return False  # another server is bringing it back
            if self._ask(self._redis.exists, keys.room(room.id), keys.closed(room.id)):
                self._ask(self._redis.unlink, keys.adding(room.id))
                return False  # another server has: its log is not written over
            self._put_logs(room, logs)
        added = self._questions.run(
            scripts.ADD,
            _all_of(room),
            [write_room(room), room.id, _expires_at(room), *channels],
        )
        self._ask(self._redis.unlink, keys.adding(room.id))
        if added and self._copies.has_ours(room):
            self._copies.hold(room.id)
        return bool(added)

    def room(self, room_id: str) -> Room | None:
        copy = self._copies.of(room_id)
        if copy is not None and copy.room is not None:
            return copy.room
        return self._read_room(room_id)

    def rooms(self, account: str | None = None) -> Sequence[Room]:
        ids = self._ask(self._redis.smembers, keys.OPEN if account is None else keys.of_account(account))
        return self._rooms([id.decode() for id in ids])

    def rooms_in_care(self) -> Sequence[Room]:
        """Those held here, and now and then those that no server holds."""
        held = [copy.room for copy in self._copies.all() if copy.room is not None]
        if self._ticks() - self._searched_at < SECONDS_BETWEEN_SEARCHES:
            return held
        self._searched_at = self._ticks()
        ours = {room.id for room in held}
        ids = [id.decode() for id in self._ask(self._redis.smembers, keys.OPEN) if id.decode() not in ours]
        heard = self._ask(self._redis.pubsub_numsub, *(keys.room(id) for id in ids)) if ids else []
        found = self._rooms([id for id, (_, servers) in zip(ids, heard, strict=True) if servers == 0])
        return [*held, *found]

    def whole(self, room_id: str) -> tuple[Room, Sequence[Channel]] | None:
        return self._fetch(room_id)

    def replace_room(self, before: Room, after: Room) -> bool:
        if self._copies.has_ours(after):
            self._copies.hold(after.id)
        arguments = [stamp_of(before), write_room(after)]
        answer = self._questions.run(scripts.REPLACE_ROOM, [keys.room(before.id)], arguments)
        if answer == 1:
            self._copies.put_room(after)
            self._copies.settle(after)
            return True
        if answer == 0:
            self._copies.release(before.id)
        else:
            self._copies.put_room(read_room(answer))
        return False

    def add_channel(self, room_id: str, channel: Channel) -> bool:
        room = self.room(room_id)
        if room is None:
            return False
        added = self._questions.run(
            scripts.ADD_CHANNEL,
            [keys.room(room_id), keys.channels(room_id), keys.order(room_id)],
            [channel.id, write_channel(channel), _expires_at(room)],
        )
        if added:
            self._copies.put_channel(room_id, channel)
        return bool(added)

    def channel(self, room_id: str, channel_id: str) -> Channel | None:
        copy = self._copies.of(room_id)
        if copy is not None and channel_id in copy.channels:
            return copy.channels[channel_id]
        written = self._questions.ask("HGET", keys.channels(room_id), channel_id)
        if written is None:
            return None
        channel = read_channel(written)
        self._copies.put_channel(room_id, channel)
        return channel

    def channels(self, room_id: str) -> Sequence[Channel]:
        copy = self._copies.of(room_id)
        if copy is not None and copy.is_whole:
            return list(copy.channels.values())
        whole = self._fetch(room_id)
        return whole[1] if whole else []

    def replace_channel(
        self, room_id: str, before: Channel, after: Channel, appended: Envelope | None = None
    ) -> bool:
        room = self.room(room_id)
        if room is None:
            return False
        places = [keys.room(room_id), keys.channels(room_id)]
        arguments: list[Any] = [before.id, stamp_of(before), write_channel(after)]
        if appended is not None:
            places += [keys.log(room_id, before.id), keys.numbers(room_id, before.id)]
            written = write_envelope(appended, after.running_hash)
            name = name_of(appended.sender, appended.entry)
            arguments += [appended.number, f"{appended.number}-0", written, name, _expires_at(room)]
        answer = self._questions.run(scripts.REPLACE_CHANNEL, places, arguments)
        if answer == 0:
            self._copies.lose_channel(room_id, before.id)
            return False
        if isinstance(answer, bytes):
            self._replaced(room, answer, after, appended)
            return True
        lying, number = answer
        self._copies.put_channel(room_id, read_channel(lying))
        if number is not None and appended is not None:
            self._copies.tell_up_to(room_id, before.id, int(number))
            self._copies.know_number(room_id, before.id, appended.sender, appended.entry, int(number))
        return False

    def _replaced(self, room: Room, room_stamp: bytes, after: Channel, appended: Envelope | None) -> None:
        """`room_stamp`: of the room as it was then. Who had been removed by then is told nothing more."""
        if appended is None:
            return self._copies.put_channel(room.id, after)
        now = room if stamp_of(room) >= room_stamp else self._read_room(room.id)
        if now is not None:
            self._copies.appended(now, after, appended)

    def number_of(self, room_id: str, channel_id: str, sender: str, entry: str) -> int | None:
        copy = self._copies.of(room_id)
        if copy is not None:  # whether it is there already is asked with the appending
            return copy.numbers.get((channel_id, sender, entry))
        number = self._questions.ask("HGET", keys.numbers(room_id, channel_id), name_of(sender, entry))
        return int(number) if number else None

    def envelopes(self, room_id: str, channel_id: str, after: int, most: int) -> Sequence[Envelope]:
        log = keys.log(room_id, channel_id)
        lying = self._questions.ask("XRANGE", log, f"{after + 1}-0", "+", "COUNT", max(most, 1))
        return [read_envelope(written) for _, (_, written) in lying]

    def close(self, room_id: str, remember_until: float) -> bool:
        room = self.room(room_id)
        if room is None:
            return False
        closed = self._questions.run(
            scripts.CLOSE,
            _all_of(room),
            [room_id, max(1, int(remember_until)), bytes(STAMP_BYTES) + CLOSED],
        )
        self._copies.release(room_id)
        if closed:
            self._copies.wash()
            self._questions.ask("MEMORY", "PURGE")  # pages that are free now go back
        return bool(closed)

    def is_closed(self, room_id: str) -> bool:
        return bool(self._questions.ask("EXISTS", keys.closed(room_id)))

    def forget_closed(self, now: float) -> None:
        """Redis does, by itself."""

    # How Redis is asked

    def _rooms(self, ids: list[str]) -> list[Room]:
        written = self._questions.ask("MGET", *(keys.room(id) for id in ids)) if ids else []
        expired = [id for id, one in zip(ids, written, strict=True) if one is None]
        if expired:
            self._ask(self._redis.srem, keys.OPEN, *expired)
        return [read_room(one) for one in written if one is not None]

    def _read_room(self, room_id: str) -> Room | None:
        written = self._questions.ask("GET", keys.room(room_id))
        return read_room(written) if written else None

    def _fetch(self, room_id: str) -> tuple[Room, Sequence[Channel]] | None:
        places = [keys.room(room_id), keys.channels(room_id), keys.order(room_id)]
        room, channels = self._questions.run(scripts.WHOLE, places, [])
        return (read_room(room), [read_channel(one) for one in channels]) if room else None

    def _put_logs(self, room: Room, logs: Logs) -> None:
        for channel, envelopes in logs:
            log, numbers = keys.log(room.id, channel.id), keys.numbers(room.id, channel.id)
            commands: list[Command] = [("UNLINK", log, numbers)]
            for one in envelopes:
                commands.append(("XADD", log, f"{one.number}-0", "e", write_envelope(one)))
                commands.append(("HSET", numbers, name_of(one.sender, one.entry), one.number))
            commands += [("EXPIREAT", place, _expires_at(room)) for place in (log, numbers)]
            self._questions.ask_several(commands)

    def _ask(self, question: Callable[..., Any], *given: Any, **named: Any) -> Any:
        try:
            return question(*given, **named)
        except (RedisError, OSError):
            raise StoreIsAway from None


def _all_of(room: Room) -> list[bytes]:
    of_room = [keys.room(room.id), keys.closed(room.id), keys.channels(room.id), keys.order(room.id)]
    return [*of_room, keys.OPEN, keys.of_account(room.account)]


def _expires_at(room: Room) -> int:
    """In seconds since 1970; never in the past, which would forget it at once."""
    return max(1, int(room.limit_at)) + GRACE_SECONDS
