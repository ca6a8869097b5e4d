"""Rooms in this process's memory: what a server of its own uses, and the fake of every test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from threading import Lock
from typing import Any

from mediation.rooms.channel import Channel
from mediation.rooms.envelope import Envelope
from mediation.rooms.room import Room
from mediation.rooms.store import Logs

# As plain tuples of plain values, which Python's search for cycles passes over however many there are.
Kept = tuple[Any, ...]
_keep: Callable[[Envelope], Kept] = attrgetter(*(one.name for one in fields(Envelope)))


@dataclass
class _Log:
    channel: Channel
    envelopes: list[Kept] = field(default_factory=list)
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)  # (sender, entry)


@dataclass
class _Lying:
    room: Room
    logs: dict[str, _Log] = field(default_factory=dict)


class MemoryRoomStore:
    """A RoomStore. The lock is held for no longer than a comparison and an assignment take."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: dict[str, _Lying] = {}
        self._closed: dict[str, float] = {}

    def add(self, room: Room, logs: Logs = ()) -> bool:
        lying = _Lying(room)
        for channel, envelopes in logs:
            numbers = {(one.sender, one.entry): one.number for one in envelopes}
            lying.logs[channel.id] = _Log(channel, [_keep(one) for one in envelopes], numbers)
        with self._lock:
            if room.id in self._open or room.id in self._closed:
                return False
            self._open[room.id] = lying
            return True

    def room(self, room_id: str) -> Room | None:
        lying = self._open.get(room_id)
        return lying.room if lying else None

    def rooms(self, account: str | None = None) -> Sequence[Room]:
        rooms = [lying.room for lying in list(self._open.values())]
        return rooms if account is None else [room for room in rooms if room.account == account]

    def rooms_in_care(self) -> Sequence[Room]:
        return self.rooms()

    def whole(self, room_id: str) -> tuple[Room, Sequence[Channel]] | None:
        with self._lock:
            lying = self._open.get(room_id)
            return (lying.room, [log.channel for log in lying.logs.values()]) if lying else None

    def replace_room(self, before: Room, after: Room) -> bool:
        with self._lock:
            lying = self._open.get(before.id)
            if lying is None or lying.room.revision != before.revision:
                return False
            lying.room = after
            return True

    def add_channel(self, room_id: str, channel: Channel) -> bool:
        with self._lock:
            lying = self._open.get(room_id)
            if lying is None or channel.id in lying.logs:
                return False
            lying.logs[channel.id] = _Log(channel)
            return True

    def channel(self, room_id: str, channel_id: str) -> Channel | None:
        log = self._log(room_id, channel_id)
        return log.channel if log else None

    def channels(self, room_id: str) -> Sequence[Channel]:
        lying = self._open.get(room_id)
        return [log.channel for log in list(lying.logs.values())] if lying else []

    def replace_channel(
        self, room_id: str, before: Channel, after: Channel, appended: Envelope | None = None
    ) -> bool:
        with self._lock:
            log = self._log(room_id, before.id)
            if log is None or log.channel.revision != before.revision:
                return False
            if appended is not None:
                name = appended.sender, appended.entry
                if name in log.numbers:
                    return False
                log.envelopes.append(_keep(appended))
                log.numbers[name] = appended.number
            log.channel = after
            return True

    def number_of(self, room_id: str, channel_id: str, sender: str, entry: str) -> int | None:
        log = self._log(room_id, channel_id)
        return log.numbers.get((sender, entry)) if log else None

    def envelopes(self, room_id: str, channel_id: str, after: int, most: int) -> Sequence[Envelope]:
        log = self._log(room_id, channel_id)
        return [Envelope(*kept) for kept in log.envelopes[after : after + most]] if log else []

    def close(self, room_id: str, remember_until: float) -> bool:
        with self._lock:
            lying = self._open.pop(room_id, None)
            if lying is None:
                return False
            self._closed[room_id] = remember_until
            return True

    def is_closed(self, room_id: str) -> bool:
        return room_id in self._closed

    def forget_closed(self, now: float) -> None:
        with self._lock:
            self._closed = {id: until for id, until in self._closed.items() if until > now}

    def _log(self, room_id: str, channel_id: str) -> _Log | None:
        lying = self._open.get(room_id)
        return lying.logs.get(channel_id) if lying else None
