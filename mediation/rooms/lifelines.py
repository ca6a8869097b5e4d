"""Gives hosts' tabs the newest lifeline of their room. Must not know what they do with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mediation.rooms.channel import Channel
from mediation.rooms.errors import Malformed
from mediation.rooms.lifeline import Lifeline, write_lifeline
from mediation.rooms.limits import LIFELINE_BYTES
from mediation.rooms.outgoing import Outgoing
from mediation.rooms.room import Room
from mediation.rooms.room_keys import RoomKeys
from mediation.rooms.store import RoomStore

LIVES_APART = 1 << 32  # revisions of a later life are higher than any of an earlier one
NONE_OUTDATED = 0  # in place of the revision that a tab says it has kept


@dataclass(frozen=True)
class Lifelines:
    store: RoomStore
    outgoing: Outgoing
    keys: RoomKeys

    def renew(self, room: Room) -> None:
        """Something of the room has changed that a restart must not undo."""
        self.give(room, room.hosts())

    def tell_who_is_here(self, room: Room) -> None:
        """Nothing else has changed: a host that does not get this one can still bring the room back."""
        self._give(room, room.hosts(), outdates=False)

    def give(self, room: Room, hosts: Collection[str]) -> None:
        """The newest, to those connections."""
        self._give(room, hosts, outdates=True)

    def _give(self, room: Room, hosts: Collection[str], outdates: bool) -> None:
        whole = self.store.whole(room.id) if hosts else None
        if whole is None:
            return
        newest, channels = whole
        revision = _revision(newest, channels)
        written = write_lifeline(Lifeline(revision, newest, channels, newest.seats_here()))
        if len(written) <= LIFELINE_BYTES:
            told = {"lifeline": written, "revision": revision if outdates else NONE_OUTDATED}
            self.outgoing.deliver(hosts, "lifeline", told)

    def kept(self, room: Room, revision: int) -> None:
        """A host's tab has it: older ones are worth nothing now. Raises Malformed for one never given."""
        whole = self.store.whole(room.id)
        if whole is None or revision > _revision(*whole):
            raise Malformed
        self.keys.raise_floor(room.id, revision)

    def forget(self, room: Room) -> None:
        """The room has closed; it can never come back."""
        key = self.keys.find(room.id)
        if key is not None:
            self.keys.forget(key)


def _revision(room: Room, channels: Sequence[Channel]) -> int:
    """Each change that outlives a restart raises it, whichever server made it; so does a new channel."""
    return room.life * LIVES_APART + room.changes + sum(1 + channel.changes for channel in channels)
