"""Brings rooms back after the server has lost its memory, from what their members' tabs hold.

A link alone brings nothing back: it takes the lifeline, brought by a host's admitted device, and every
envelope's stamp. A room that has closed has no key any more, and cannot come back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from mediation.rooms.connection import Connection
from mediation.rooms.errors import NotAllowed, RoomIsClosed, RoomIsRestoring
from mediation.rooms.gathering import Gathering, HandedIn, is_accepted
from mediation.rooms.keeper import Keeper
from mediation.rooms.lifeline import read_lifeline
from mediation.rooms.limits import (
    CONNECTIONS_OF_DEVICE,
    CONNECTIONS_OF_SEAT,
    GATHER_SECONDS,
    LONGEST_GATHERING_SECONDS,
    LONGEST_ROOM_SECONDS,
    PAUSE_IN_GATHERING_SECONDS,
)
from mediation.rooms.passes import Pass, PassIsRefused
from mediation.rooms.room import Room


class Restoration:
    """`empty_seconds`: how long a room is waited for when nobody at all waits. `ticks` only go forward."""

    def __init__(self, keeper: Keeper, empty_seconds: int, ticks: Callable[[], float]) -> None:
        self._keeper = keeper
        self._empty_seconds = empty_seconds
        self._ticks = ticks
        self._started_at = ticks()
        self._unclaimed = keeper.lifelines.keys.all()

    def expect_back(self) -> None:
        """The store has forgotten all rooms: as if the server had been started again."""
        self._started_at = self._ticks()
        self._unclaimed = self._keeper.lifelines.keys.all()

    # Who waits

    def wait(self, connection: str, brought: Pass) -> None:
        """Let in somebody with a good pass of a room that this server has forgotten; raises PassIsRefused."""
        if brought.room not in self._gatherings and not self._keeper.is_awaited(brought.room):
            raise PassIsRefused("closed")
        gathering = self._gatherings.setdefault(brought.room, Gathering(self._ticks()))
        of_seat = [one for one in gathering.waiting.values() if one.seat == brought.seat]
        of_device = [one for one in of_seat if one.device == brought.device]
        if len(of_device) >= CONNECTIONS_OF_DEVICE or len(of_seat) >= CONNECTIONS_OF_SEAT:
            raise PassIsRefused("refused")
        gathering.waiting[connection] = brought

    def leave(self, room_id: str, connection: str) -> None:
        gathering = self._gatherings.get(room_id)
        if gathering is not None and connection in gathering.waiting:
            del gathering.waiting[connection]
            gathering.done.discard(connection)
            if not gathering.waiting:
                gathering.deserted_at = self._ticks()

    def enter(self, room_id: str, connection: str) -> dict[str, Any]:
        """What a tab is told meanwhile; one that may, is asked to hand in what it has."""
        if self._gathering(room_id, connection).is_admitted(connection):
            self._keeper.outgoing.deliver([connection], "restoring", {})
        return {"restoring": True}

    # What they bring

    def restore(self, room_id: str, connection: str, written: bytes) -> None:
        """A host's lifeline; of several, the newest counts. Raises NotAllowed."""
        gathering = self._gathering(room_id, connection)
        brought = gathering.waiting[connection]
        key = self._keeper.lifelines.keys.find(room_id)
        lifeline = read_lifeline(key.key, room_id, written) if key else None
        if key is None or lifeline is None or lifeline.revision < key.floor:
            raise NotAllowed
        seat = lifeline.room.seats.get(brought.seat)
        if not is_accepted(lifeline.room, brought) or seat is None or not seat.is_host:
            raise NotAllowed
        if seat.device != brought.device:
            raise NotAllowed
        if gathering.lifeline is None:
            gathering.since = gathering.last_at = self._ticks()
        elif lifeline.revision <= gathering.lifeline.revision:
            return
        gathering.follow(lifeline)
        self._keeper.outgoing.deliver(list(gathering.admitted()), "restoring", {})

    def hand_in(
        self, room_id: str, connection: str, channel_id: str, before: bytes, envelopes: Sequence[HandedIn]
    ) -> int:
        """Envelopes of one channel in a row; up to which number there is no gap now. Raises NotAllowed."""
        gathering = self._gathering(room_id, connection)
        pieces = gathering.pieces.get(channel_id)
        if gathering.lifeline is None or pieces is None or not gathering.is_admitted(connection):
            raise NotAllowed
        room = gathering.lifeline.room
        seat = gathering.waiting[connection].seat
        if not room.seats[seat].is_host and seat not in pieces.channel.members:
            raise NotAllowed
        pieces.take(room, before, envelopes)
        gathering.last_at = self._ticks()
        return pieces.head

    def handed_in(self, room_id: str, connection: str) -> None:
        """The tab has no more; when all have said so, the room is back."""
        gathering = self._gathering(room_id, connection)
        if not gathering.is_admitted(connection):
            raise NotAllowed
        gathering.done.add(connection)
        if gathering.is_complete():
            self._finish(room_id, gathering)

    # Time

    def look_after(self) -> None:
        """End the waiting that has been long enough; to be called every second or so."""
        now = self._ticks()
        for room_id, gathering in list(self._gatherings.items()):
            if self._keeper.store.room(room_id) is not None:
                self._let_in(room_id, gathering)
            elif gathering.lifeline is not None and self._is_due(gathering, now):
                self._finish(room_id, gathering)
            elif not gathering.waiting and now - gathering.deserted_at >= self._empty_seconds:
                self.give_up(room_id)
        age = now - self._started_at
        if age >= self._empty_seconds:
            self._forget_unclaimed(age >= LONGEST_ROOM_SECONDS)

    def give_up(self, room_id: str) -> None:
        """The room is closed for good; whoever waits for it is told."""
        gathering = self._gatherings.pop(room_id, None)
        key = self._keeper.lifelines.keys.find(room_id)
        if key is not None and self._keeper.store.room(room_id) is None:
            self._keeper.lifelines.keys.forget(key)
        waiting = sorted(gathering.waiting) if gathering else []
        self._keeper.outgoing.deliver(waiting, "closed", {})
        self._keeper.outgoing.disconnect(waiting)

    def abandon(self, room_id: str) -> None:
        """It never comes back, so that its mediator can open it anew: who waits is then sent to their links.
        Raises NotAllowed for one that is not awaited, RoomIsRestoring while a host's tab may still come."""
        key = self._keeper.lifelines.keys.find(room_id)
        if key is None or not self._keeper.is_awaited(room_id):
            raise NotAllowed
        gathering = self._gatherings.get(room_id, Gathering(self._ticks()))
        if gathering.lifeline or self._ticks() - self._started_at < LONGEST_GATHERING_SECONDS:
            raise RoomIsRestoring
        self._gatherings[room_id] = gathering  # so that nobody is told in between that it has closed
        self._keeper.lifelines.keys.forget(key)

    def _is_due(self, gathering: Gathering, now: float) -> bool:
        """Some may never come; but without a host nothing is whole, and who is on a slow line may finish."""
        room = gathering.lifeline.room if gathering.lifeline else None
        if room is None or not any(room.seats[gathering.waiting[one].seat].is_host for one in gathering.done):
            return False
        has_paused = now - gathering.last_at >= PAUSE_IN_GATHERING_SECONDS
        return now - gathering.since >= (GATHER_SECONDS if has_paused else LONGEST_GATHERING_SECONDS)

    def _forget_unclaimed(self, whoever_waits: bool) -> None:
        """The keys of rooms that were open when the server ended, and that nobody has come back to."""
        if not self._unclaimed:
            return
        keys = self._keeper.lifelines.keys
        in_use = {room.mac_key for room in self._keeper.store.rooms()}
        found = ((keys.find(room_id), room_id) for room_id in self._gatherings)
        awaited = {key.key: room_id for key, room_id in found if key is not None}
        still = []
        for unclaimed in self._unclaimed:
            room_id = awaited.get(unclaimed.key)
            if room_id is not None and whoever_waits:
                self.give_up(room_id)
            elif room_id is not None:
                still.append(unclaimed)
            elif unclaimed.key not in in_use:
                keys.forget(unclaimed)
        self._unclaimed = still

    def _finish(self, room_id: str, gathering: Gathering) -> None:
        """The room is open again, in its next life; everyone who waited enters it."""
        if gathering.lifeline is None:
            return
        was = gathering.lifeline.room
        room = replace(was, life=was.life + 1, empty_since=self._keeper.clock())
        store = self._keeper.store
        if store.add(room, gathering.restored()) or store.room(room_id) is not None:
            self._let_in(room_id, gathering)
        elif store.is_closed(room_id):
            self.give_up(room_id)
        # Else another server is bringing it back at this moment: look_after sees when it is there.

    def _let_in(self, room_id: str, gathering: Gathering) -> None:
        """The room is there, brought back here or, of several servers, by another."""
        accepted: list[str] = []

        def with_those_waiting(room: Room) -> Room:
            accepted[:] = sorted(
                one for one, brought in gathering.waiting.items() if is_accepted(room, brought)
            )
            come = [(one, gathering.waiting[one]) for one in accepted]
            connections = {
                one: Connection(one, brought.seat, brought.version, brought.device) for one, brought in come
            }
            if not connections:
                return room
            return room.changed(connections={**room.connections, **connections}, empty_since=None)

        self._keeper.change(room_id, with_those_waiting)
        if self._gatherings.pop(room_id, None) is None:
            return  # somebody else's word that it was complete came while the store was asked
        self._keeper.outgoing.deliver(accepted, "restored", {})
        self._keeper.outgoing.disconnect(sorted(gathering.waiting.keys() - set(accepted)))

    @property
    def _gatherings(self) -> dict[str, Gathering]:
        return self._keeper.gatherings

    def _gathering(self, room_id: str, connection: str) -> Gathering:
        """Raises RoomIsClosed, NotAllowed."""
        gathering = self._gatherings.get(room_id)
        if gathering is None:
            raise RoomIsClosed if self._keeper.store.room(room_id) is None else NotAllowed
        if connection not in gathering.waiting:
            raise NotAllowed
        return gathering
