"""What all that happens in rooms stands on: find a room, change it, tell those concerned. Decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from mediation.rooms.attempt import Attempt
from mediation.rooms.channel import Channel
from mediation.rooms.connection import Connection
from mediation.rooms.descriptions import describe_channel, describe_seats
from mediation.rooms.errors import NotAllowed, RoomError, RoomIsClosed, RoomIsRestoring
from mediation.rooms.gathering import Gathering
from mediation.rooms.lifeline import holds_the_same
from mediation.rooms.lifelines import Lifelines
from mediation.rooms.outgoing import Event, Outgoing
from mediation.rooms.rates import Rates
from mediation.rooms.room import Room
from mediation.rooms.store import RoomStore, StoreIsAway


@dataclass(frozen=True)
class Keeper:
    """`gatherings`: rooms on their way back, by id. `clock`: seconds since 1970 (UTC)."""

    store: RoomStore
    outgoing: Outgoing
    rates: Rates
    lifelines: Lifelines
    gatherings: dict[str, Gathering]
    clock: Callable[[], float]

    def room(self, room_id: str) -> Room:
        """Raises RoomIsClosed, RoomIsRestoring, and StoreIsAway for one that the store has just lost."""
        room = self.store.room(room_id)
        if room is None:
            raise self.what_became_of(room_id)
        return room

    def what_became_of(self, room_id: str) -> RoomError | StoreIsAway:
        """Why it is not in the store."""
        if room_id in self.gatherings:
            return RoomIsRestoring()
        return StoreIsAway() if self.is_awaited(room_id) else RoomIsClosed()

    def is_awaited(self, room_id: str) -> bool:
        """Whether it was open when the server ended, and may still come back."""
        return self.store.room(room_id) is None and self.lifelines.keys.find(room_id) is not None

    def change(self, room_id: str, edit: Callable[[Room], Room]) -> tuple[Room, Room]:
        """Before and after. `edit` may raise, and is asked again when somebody else was faster."""
        while True:
            before = self.room(room_id)
            after = edit(before)
            if after is before:
                return before, after
            outlives = not holds_the_same(before, after)
            if outlives:
                after = replace(after, changes=before.changes + 1)
            if self.store.replace_room(before, after):
                if outlives:
                    self.lifelines.renew(after)
                elif before.seats_here() != after.seats_here():
                    self.lifelines.tell_who_is_here(after)
                return before, after

    def channel(self, room: Room, hearer: Connection, channel_id: str) -> Channel:
        """Raises NotAllowed, the same for a channel that does not exist and one that is not the hearer's."""
        channel = self.store.channel(room.id, channel_id)
        if channel is None or not room.may_hear(hearer, channel):
            raise NotAllowed
        return channel

    def change_channel(
        self, room: Room, channel_id: str, edit: Callable[[Channel], Channel]
    ) -> tuple[Channel, Channel]:
        """As `change`."""
        while True:
            before = self.store.channel(room.id, channel_id)
            if before is None:
                raise NotAllowed
            after = edit(before)
            if after is before:
                return before, after
            if self.store.replace_channel(room.id, before, after):
                self.lifelines.renew(self.room(room.id))
                return before, after

    # Telling

    def tell_seats(self, room: Room) -> None:
        hosts = room.hosts()
        if hosts:
            self.outgoing.deliver(hosts, "seats", {"seats": describe_seats(room)})

    def tell_channel(self, room: Room, channel: Channel) -> None:
        """To everyone in it, each their own view."""
        for hearer in room.hearers(channel):
            told = describe_channel(room, channel, room.connections[hearer])
            self.outgoing.deliver([hearer], "channel", told)

    def tell_presence(self, room: Room, changed: Connection) -> None:
        """In the channels that the connection is in, to the others."""
        is_host = room.seats[changed.seat].is_host
        for channel in self.store.channels(room.id):
            others = [hearer for hearer in room.hearers(channel) if hearer != changed.id]
            if others and (is_host or changed.seat in channel.members):
                present = {"channel": channel.id, "present": room.present_seats(channel)}
                self.outgoing.deliver(others, "presence", present)

    # Leaving

    def see_out(
        self, room_id: str, gone: Iterable[str], farewell: Event | None = None, was: Room | None = None
    ) -> None:
        """The connections are gone, or (`farewell`) are shut out: tell the others what ends with them.

        `was`: the room while they still were what they no longer are.
        """
        leaving = set(gone)
        if farewell and leaving:
            self.outgoing.deliver(sorted(leaving), farewell, {})
        before, after = self.change(room_id, lambda room: self._without(room, leaving))
        if farewell and leaving:
            self.outgoing.disconnect(sorted(leaving))
        for connection in (was or before).present():
            if connection.id in leaving:
                self.tell_presence(after, connection)
        for attempt in before.attempts.values():
            self._tell_attempt(after, attempt, leaving)
        if before is not after:
            self.tell_seats(after)

    def _without(self, room: Room, leaving: set[str]) -> Room:
        here = leaving & room.connections.keys()
        if not here:
            return room
        after = room.without_connections(here)
        hosts = after.hosts()
        attempts = {}
        for attempt in room.attempts.values():
            if attempt.tab in here or (attempt.host in here and attempt.is_answered):
                continue
            # A knock that nobody has answered can be given to another host as it is.
            attempts[attempt.id] = (
                attempt.given_to(hosts[0] if hosts else None) if attempt.host in here else attempt
            )
        return after.changed(attempts=attempts, empty_since=None if after.connections else self.clock())

    def _tell_attempt(self, room: Room, attempt: Attempt, leaving: set[str]) -> None:
        still = room.attempts.get(attempt.id)
        if still is None:
            ends = [end for end in (attempt.tab, attempt.host) if end is not None and end in room.connections]
            if ends and (attempt.tab in leaving or attempt.host in leaving):
                self.outgoing.deliver(ends, "attempt_over", {"attempt": attempt.id})
        elif still.host != attempt.host:
            self.hand_over(room, still)

    def hand_over(self, room: Room, attempt: Attempt) -> None:
        """Give the knock to its host."""
        if attempt.host is None:
            return
        tab = room.connections[attempt.tab]
        self.outgoing.deliver(
            [attempt.host],
            "knock",
            {
                "attempt": attempt.id,
                "seat": tab.seat,
                "version": tab.version,
                "device": tab.device,
                "known": room.is_admitted(tab),
                "bare": attempt.bare,
                "message": attempt.message,
            },
        )
