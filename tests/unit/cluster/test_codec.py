from __future__ import annotations

from mediation.cluster.codec import read_room, write_room
from tests.unit.rooms.scene import Scene


def test_a_room_that_was_asked_who_hears_is_written_like_any_other() -> None:
    """Seen to fail when all that an object holds is written, with what it only remembers."""
    scene = Scene()
    scene.make("joint", "ann")
    scene.post(scene.come_in("ann"), "joint", "one")
    room = scene.state
    channel = scene.store.channel("room", "joint")
    assert channel is not None
    assert len(room.hearers(channel)) == 2
    assert read_room(write_room(room)) == room
