from __future__ import annotations

import secrets
from dataclasses import dataclass

from mediation.rooms.erasing import erase
from tests.unit.rooms.scene import CLOSE_SECONDS, Scene


@dataclass
class Holder:
    sealed: bytes | None


def test_what_its_owner_alone_holds_is_overwritten_where_it_lies() -> None:
    holder = Holder(secrets.token_bytes(300))
    erase(holder.sealed)
    assert holder.sealed == bytes(300)


def test_what_somebody_else_holds_is_left_alone() -> None:
    """Seen to fail when the references are not counted."""
    kept = secrets.token_bytes(300)
    copy = bytes(bytearray(kept))
    holder = Holder(kept)
    erase(holder.sealed)
    assert kept == copy


def test_what_the_interpreter_shares_is_left_alone() -> None:
    for shared in (b"", b"a", b"a constant of this function's code"):
        holder = Holder(shared)
        erase(holder.sealed)
    assert (b"", b"a", b"a constant of this function's code"[:2]) == (b"", b"a", b"a ")
    erase(None)


def test_closing_overwrites_what_the_room_held() -> None:
    """Seen to fail when the store only forgets."""
    scene = Scene()
    ann = scene.come_in("ann")
    scene.make("joint", "ann")
    sealed = secrets.token_bytes(296)
    scene.rooms.relay.post("room", ann, "joint", "one", 1, 0, bytes(bytearray(sealed)))
    scene.rooms.door.half_put("room", ann, bytes(bytearray(sealed[:136])))
    (envelope,) = scene.store.envelopes("room", "joint", 0, 1)
    seat = scene.state.seats["ann"]
    scene.told.forget()
    scene.rooms.lifecycle.close_begin("room", scene.host)
    scene.round(CLOSE_SECONDS)
    assert envelope.sealed == bytes(296)
    assert seat.half == bytes(136)
    assert scene.store.room("room") is None
