"""Gives hosts' tabs the newest lifeline of their room. Must not know what they do with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from mediation.rooms.errors import Malformed
from mediation.rooms.lifeline import Lifeline, write_lifeline
from mediation.rooms.limits import LIFELINE_BYTES
from mediation.rooms.outgoing import Outgoing
from mediation.rooms.room import Room
from mediation.rooms.room_keys import RoomKeys
from mediation.rooms.store import RoomStore

LIVES_APART = 1 << 32  # revisions of a later life are higher than any of an earlier one


@dataclass(frozen=True)
class Lifelines:
    store: RoomStore
    outgoing: Outgoing
    keys: RoomKeys
    _counts: dict[str, int] = field(default_factory=dict)

    def renew(self, room: Room) -> None:
        """Something of the room has changed that a restart must not undo."""
        self._counts[room.id] = self._counts.get(room.id, 0) + 1
        self.give(room, room.hosts())

    def give(self, room: Room, hosts: Collection[str]) -> None:
        """The newest, to those connections."""
        if not hosts:
            return
        revision = self._newest(room)
        written = write_lifeline(Lifeline(revision, room, self.store.channels(room.id), room.seats_here()))
        if len(written) <= LIFELINE_BYTES:
            self.outgoing.deliver(hosts, "lifeline", {"lifeline": written, "revision": revision})

    def kept(self, room: Room, revision: int) -> None:
        """A host's tab has it: older ones are worth nothing now. Raises Malformed for one never given."""
        if revision > self._newest(room):
            raise Malformed
        self.keys.raise_floor(room.id, revision)

    def forget(self, room: Room) -> None:
        """The room has closed; it can never come back."""
        self._counts.pop(room.id, None)
        key = self.keys.find(room.id)
        if key is not None:
            self.keys.forget(key)

    def _newest(self, room: Room) -> int:
        return room.life * LIVES_APART + self._counts.get(room.id, 0)
