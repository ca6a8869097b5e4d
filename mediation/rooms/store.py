"""Where rooms lie while they are open. Narrow, so that memory and Redis can both be it.

A change is compare-and-set on the revision: the caller works out the new value, and tries again when somebody
was faster (`store.replace…` gave False). So a store need only compare and put; it computes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from mediation.rooms.channel import Channel
from mediation.rooms.envelope import Envelope
from mediation.rooms.room import Room

# Each channel as it stands after its envelopes.
Logs = Sequence[tuple[Channel, Sequence[Envelope]]]


class StoreIsAway(Exception):
    """The store cannot be asked just now: whether anything was done is not known."""


class RoomStore(Protocol):
    """What is unknown or closed is None, empty, or False: never an error but StoreIsAway."""

    def add(self, room: Room, logs: Logs = ()) -> bool:
        """With its channels and their envelopes. False: there is one of that id, or it has closed."""

    def room(self, room_id: str) -> Room | None: ...

    def rooms(self, account: str | None = None) -> Sequence[Room]:
        """All that are open, or those of that account."""

    def rooms_in_care(self) -> Sequence[Room]:
        """Those that this server looks after. Every open one is looked after by some server."""

    def whole(self, room_id: str) -> tuple[Room, Sequence[Channel]] | None:
        """The room and its channels at one moment, later than every change that was answered before."""

    def replace_room(self, before: Room, after: Room) -> bool:
        """False unless `before` is still what lies here."""

    def add_channel(self, room_id: str, channel: Channel) -> bool:
        """False: there is one of that id."""

    def channel(self, room_id: str, channel_id: str) -> Channel | None: ...

    def channels(self, room_id: str) -> Sequence[Channel]:
        """In the order in which they were added."""

    def replace_channel(
        self, room_id: str, before: Channel, after: Channel, appended: Envelope | None = None
    ) -> bool:
        """False, and nothing is appended, unless `before` is still what lies here and the entry is new."""

    def number_of(self, room_id: str, channel_id: str, sender: str, entry: str) -> int | None:
        """Under which number that sender's entry was appended. A store that would have to ask elsewhere may
        not know (None) before replace_channel has refused it."""

    def envelopes(self, room_id: str, channel_id: str, after: int, most: int) -> Sequence[Envelope]:
        """Those numbered after `after`, in order, at most `most`."""

    def close(self, room_id: str, remember_until: float) -> bool:
        """Forget everything of the room but its bare id. False: it was not open."""

    def is_closed(self, room_id: str) -> bool:
        """Whether the room has closed and its id is still remembered."""

    def forget_closed(self, now: float) -> None:
        """Forget the ids whose time is over."""
