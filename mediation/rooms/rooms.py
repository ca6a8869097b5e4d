"""Everything that can happen to rooms, joined once."""

from __future__ import annotations

import time
from collections.abc import Callable

from mediation.rooms.dates import Dates
from mediation.rooms.door import Door
from mediation.rooms.errors import RoomError
from mediation.rooms.hosting import Hosting
from mediation.rooms.keeper import Keeper
from mediation.rooms.lifecycle import Lifecycle
from mediation.rooms.lifelines import Lifelines
from mediation.rooms.limits import EVENTS
from mediation.rooms.lobby import Lobby
from mediation.rooms.outgoing import Outgoing
from mediation.rooms.rates import Rates
from mediation.rooms.relay import Relay
from mediation.rooms.restoration import Restoration
from mediation.rooms.room_keys import RoomKeys
from mediation.rooms.store import RoomStore

__all__ = ["RoomError", "Rooms"]


class Rooms:
    """`has_outcome`: as hosts are told. `clock`: seconds since 1970 (UTC); `ticks`: seconds that only go
    forward. `keys`: those of the rooms that were open when the server last ended."""

    def __init__(
        self,
        store: RoomStore,
        outgoing: Outgoing,
        dates: Dates,
        close_seconds: int,
        empty_seconds: int,
        has_outcome: bool,
        clock: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
        keys: RoomKeys | None = None,
    ) -> None:
        rates = Rates(ticks)
        self.lifelines = Lifelines(store, outgoing, keys or RoomKeys())
        keeper = Keeper(store, outgoing, rates, self.lifelines, {}, clock)
        self._keeper = keeper
        self.clock = clock
        self.restoration = Restoration(keeper, empty_seconds, ticks)
        self.door = Door(keeper, self.restoration, has_outcome)
        self.lobby = Lobby(keeper)
        self.relay = Relay(keeper)
        self.hosting = Hosting(keeper)
        self.lifecycle = Lifecycle(keeper, dates, close_seconds, empty_seconds)
        self._rates = rates
        self._store = store

    def count(self) -> tuple[int, int]:
        """How many rooms this server looks after, and how many tabs are connected to them."""
        rooms = self._store.rooms_in_care()
        return len(rooms), sum(len(room.connections) for room in rooms)

    def count_event(self, room_id: str, connection: str) -> None:
        """Every event of a connection counts; raises TooFast, RoomIsClosed (nothing of it is kept then), or
        StoreIsAway."""
        if self._store.room(room_id) is None and room_id not in self._keeper.gatherings:
            raise self._keeper.what_became_of(room_id)
        self._rates.take(EVENTS, room_id, connection)

    def lifeline_kept(self, room_id: str, connection: str, revision: int) -> None:
        """A host's tab has got that lifeline."""
        room = self._keeper.room(room_id)
        room.host(connection)
        self.lifelines.kept(room, revision)

    def look_after(self) -> int:
        """What time brings; to be called every second or so. How many rooms closed."""
        self.restoration.look_after()
        return self.lifecycle.look_after_rooms()
