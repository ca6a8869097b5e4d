"""A server's rooms without a server: what every tab is told is kept, time stands still until it is moved.

Seats, channels and entries have readable ids here; only web/ insists on their shape.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from mediation.rooms.derivations import digest
from mediation.rooms.hosting import Adding
from mediation.rooms.lifecycle import Place
from mediation.rooms.memory_store import MemoryRoomStore
from mediation.rooms.outgoing import Event
from mediation.rooms.passes import Pass
from mediation.rooms.room import Room
from mediation.rooms.room_keys import RoomKeys
from mediation.rooms.rooms import Rooms
from mediation.rooms.seat import Kind
from mediation.rooms.store import RoomStore
from mediation.rooms.tickets import Ticket

NOON = 1_800_000_000.0
CLOSE_SECONDS, EMPTY_SECONDS = 60, 900
HOST = "host-seat"


@dataclass
class Told:
    """An Outgoing that remembers: connection → what it was sent, in order."""

    heard: dict[str, list[tuple[str, Mapping[str, Any]]]] = field(default_factory=dict)
    ended: list[str] = field(default_factory=list)
    lifelines: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def deliver(self, connections: Collection[str], event: Event, payload: Mapping[str, Any]) -> None:
        assert not isinstance(connections, str)
        if event == "lifeline":  # comes with every change; looked at by those who ask for it
            self.lifelines |= dict.fromkeys(connections, payload)
            return
        for connection in connections:
            self.heard.setdefault(connection, []).append((event, payload))

    def disconnect(self, connections: Collection[str]) -> None:
        self.ended.extend(connections)

    def events(self, connection: str) -> list[str]:
        return [event for event, _ in self.heard.get(connection, [])]

    def of(self, connection: str, event: Event) -> list[Mapping[str, Any]]:
        return [payload for name, payload in self.heard.get(connection, []) if name == event]

    def last(self, connection: str, event: Event) -> Mapping[str, Any]:
        return self.of(connection, event)[-1]

    def forget(self) -> None:
        self.heard.clear()


class DatabaseIsAway(Exception):
    """What a registry may raise."""


@dataclass
class WrittenDates:
    """A Dates that remembers."""

    begun: list[tuple[str, str, bool]] = field(default_factory=list)
    advanced: list[str] = field(default_factory=list)
    fails: bool = False

    def draw(self) -> str:
        return "NEW-REFERENCE"

    def begin(self, account: str, reference: str, is_new: bool) -> None:
        if self.fails:
            raise DatabaseIsAway
        self.begun.append((account, reference, is_new))

    def advance(self, reference: str) -> None:
        self.advanced.append(reference)

    def is_behind(self, reference: str) -> bool:
        return self.fails


class Scene:
    """One room, `room`, opened by the account "office" with a host who has entered as connection `host`."""

    def __init__(
        self,
        seats: Mapping[str, Kind] | None = None,
        mediation: str = "new",
        store: RoomStore | None = None,
        has_outcome: bool = False,
    ) -> None:
        self.now = NOON
        self.told = Told()
        self.dates = WrittenDates()
        self.slots: dict[int, bytes] = {}
        self._has_outcome = has_outcome
        self.start(store or MemoryRoomStore())
        self._count = itertools.count(1)
        self.passes: dict[str, Pass] = {}  # connection → what it came with
        self.ticket = Ticket("room", "office", mediation, int((NOON + 3600) * 1000))
        self.places = [
            Place(seat, 1, kind, digest(self.proof(seat)))
            for seat, kind in (seats or {"ann": "party", "bo": "party"}).items()
        ]
        self.host_pass, _ = self.rooms.lifecycle.open(self.ticket, self.places, HOST, None)
        self.host = self.connect(self.host_pass)
        self.rooms.door.enter("room", self.host)

    def start(self, store: RoomStore) -> None:
        """The server, also after its restart: its memory is empty, but for what its file of keys keeps."""
        self.store = store
        self.rooms = Rooms(
            self.store,
            self.told,
            self.dates,
            CLOSE_SECONDS,
            EMPTY_SECONDS,
            self._has_outcome,
            lambda: self.now,
            lambda: self.now,
            RoomKeys([self.slots[place] for place in sorted(self.slots)], self.slots.__setitem__),
        )

    def restart(self) -> None:
        self.start(MemoryRoomStore())
        self.told.forget()

    @property
    def state(self) -> Room:
        room = self.store.room("room")
        assert room is not None
        return room

    def proof(self, seat: str, version: int = 1) -> bytes:
        return digest("proof of", seat, version)

    # People

    def connect(self, brought: Pass) -> str:
        connection = f"{brought.seat}-{next(self._count)}"
        self.rooms.door.connect(connection, brought, "room", brought.seat)
        self.passes[connection] = brought
        return connection

    def join(
        self, seat: str, version: int = 1, former: Pass | None = None, is_mediator: bool = False
    ) -> Pass:
        return self.rooms.door.join("room", seat, self.proof(seat, version), former, is_mediator)

    def knock(self, connection: str, bare: bool = False) -> str:
        """The attempt, as the host hears of it."""
        self.rooms.lobby.knock("room", connection, b"first message", bare)
        return next(one.id for one in self.state.attempts.values() if one.tab == connection)

    def arrive(self, seat: str, **joining: Any) -> str:
        """Somebody in the lobby who has not knocked; the connection."""
        connection = self.connect(self.join(seat, **joining))
        self.rooms.door.enter("room", connection)
        return connection

    def admit(self, connection: str) -> str:
        """Knock, be answered and be admitted; the attempt."""
        attempt = self.knock(connection)
        self.rooms.lobby.answer("room", self.host, attempt, b"second message")
        self.rooms.lobby.admit("room", self.host, attempt)
        self.rooms.door.enter("room", connection)
        return attempt

    def come_in(self, seat: str, **joining: Any) -> str:
        connection = self.arrive(seat, **joining)
        self.admit(connection)
        return connection

    def lose(self, connection: str) -> None:
        self.rooms.door.leave("room", connection)

    # Channels

    def make(
        self, channel: str, *seats: str, listeners: Collection[str] = (), needs_host: bool = False
    ) -> None:
        members = [Adding(seat, False) for seat in seats] + [Adding(seat, True) for seat in listeners]
        self.rooms.hosting.channel_make("room", self.host, channel, f"{channel} 1", members, needs_host)

    def change(
        self,
        channel: str,
        add: Collection[str] = (),
        remove: Collection[str] = (),
        from_start: bool = False,
        expect: int | None = None,
    ) -> int:
        present = self.store.channel("room", channel)
        assert present is not None
        epoch = self.rooms.hosting.channel_change(
            "room",
            self.host,
            channel,
            present.epoch.number if expect is None else expect,
            f"{channel} next",
            [Adding(seat, False, from_start) for seat in add],
            list(remove),
        )
        return epoch.number

    def post(self, connection: str, channel: str, entry: str, epoch: int = 1, seen: int | None = None) -> int:
        present = self.store.channel("room", channel)
        last = present.epoch.start if present and seen is None else seen or 0
        return self.rooms.relay.post("room", connection, channel, entry, epoch, last, entry.encode())

    def round(self, seconds: float = 0) -> None:
        """Let time pass, then look after rooms."""
        self.now += seconds
        self.rooms.look_after()
