"""The keys of the open rooms: all of a room that outlives the server's process, so that the room can.

Each is random and goes with its room. Must not keep a room's id, nor when it was open.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from mediation.rooms.derivations import derive

KEY_BYTES, MARK_BYTES, FLOOR_BYTES = 32, 16, 8
SLOT_BYTES = 64
EMPTY = bytes(SLOT_BYTES)


@dataclass(frozen=True)
class RoomKey:
    """`mark`: by it, who knows the room's id finds its key. `floor`: older lifelines are worth nothing."""

    key: bytes = field(repr=False)
    mark: bytes
    floor: int = 0

    def as_slot(self) -> bytes:
        return (self.key + self.mark + self.floor.to_bytes(FLOOR_BYTES, "big")).ljust(SLOT_BYTES, b"\x00")

    def is_of(self, room_id: str) -> bool:
        return hmac.compare_digest(self.mark, _mark(self.key, room_id))


def _mark(key: bytes, room_id: str) -> bytes:
    return derive(key, MARK_BYTES, "room", room_id)


def read_slot(slot: bytes) -> RoomKey | None:
    """None: it is empty, or no slot."""
    if len(slot) != SLOT_BYTES or slot == EMPTY:
        return None
    mark_ends = KEY_BYTES + MARK_BYTES
    floor = int.from_bytes(slot[mark_ends : mark_ends + FLOOR_BYTES], "big")
    return RoomKey(slot[:KEY_BYTES], slot[KEY_BYTES:mark_ends], floor)


class RoomKeys:
    """`slots`: what was kept; `keep`: writes one at its place. Without them, all is forgotten at the end."""

    def __init__(
        self, slots: Iterable[bytes] = (), keep: Callable[[int, bytes], None] = lambda *_: None
    ) -> None:
        self._keys = [read_slot(slot) for slot in slots]
        self._keep = keep
        self._places: dict[str, int] = {}  # where a room's key was found before

    def all(self) -> list[RoomKey]:
        return [key for key in self._keys if key is not None]

    def find(self, room_id: str) -> RoomKey | None:
        """None: there is no such room, or it has closed for good."""
        place = self._places.get(room_id)
        if place is None:
            found = (at for at, key in enumerate(self._keys) if key is not None and key.is_of(room_id))
            place = next(found, None)
        if place is None:
            return None
        self._places[room_id] = place
        return self._keys[place]

    def draw(self, room_id: str) -> RoomKey:
        """A new room's."""
        key = secrets.token_bytes(KEY_BYTES)
        drawn = RoomKey(key, _mark(key, room_id))
        self._put(self._free_place(), drawn)
        return drawn

    def take(self, key: RoomKey) -> None:
        """One that another server drew, or its newer floor."""
        marks = [known.mark if known else None for known in self._keys]
        if key.mark not in marks:
            self._put(self._free_place(), key)
            return
        place = marks.index(key.mark)
        known = self._keys[place]
        if known is not None and key.floor > known.floor:
            self._put(place, key)

    def raise_floor(self, room_id: str, floor: int) -> None:
        kept = self.find(room_id)
        if kept is not None and floor > kept.floor:
            self._put(self._keys.index(kept), RoomKey(kept.key, kept.mark, floor))

    def forget(self, key: RoomKey) -> None:
        if key in self._keys:
            self._put(self._keys.index(key), None)

    def _free_place(self) -> int:
        return self._keys.index(None) if None in self._keys else len(self._keys)

    def _put(self, place: int, key: RoomKey | None) -> None:
        if place == len(self._keys):
            self._keys.append(key)
        self._keys[place] = key
        if key is None:
            self._places = {room_id: at for room_id, at in self._places.items() if at != place}
        self._keep(place, key.as_slot() if key else EMPTY)
