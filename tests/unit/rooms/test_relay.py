from __future__ import annotations

import pytest

from mediation.rooms import limits
from mediation.rooms.envelope import first_hash, next_hash, stamp
from mediation.rooms.errors import (
    ChannelIsFull,
    ChannelIsHeld,
    Malformed,
    NoHostIsHere,
    NotAllowed,
    RoomIsClosed,
    StaleEpoch,
    TooFast,
    TooLarge,
)
from tests.unit.rooms.scene import HOST, Scene


@pytest.fixture
def scene() -> Scene:
    """Ann and Bo share the joint session, and Ann has a caucus; neither has come yet."""
    scene = Scene()
    scene.make("joint", "ann", "bo", needs_host=True)
    scene.make("caucus", "ann")
    return scene


def test_a_post_reaches_everyone_in_the_channel_its_sender_included(scene: Scene) -> None:
    ann, bo = scene.come_in("ann"), scene.come_in("bo")
    assert scene.post(ann, "joint", "one") == 1
    assert scene.post(bo, "joint", "two") == 2
    for tab in (ann, bo, scene.host):
        assert [envelope["number"] for envelope in scene.told.of(tab, "envelope")] == [1, 2]
    assert scene.told.last(scene.host, "envelope")["sender"] == "bo"


def test_a_caucus_stays_with_its_people(scene: Scene) -> None:
    """Seen to fail when hearers() gives every present connection."""
    ann, bo = scene.come_in("ann"), scene.come_in("bo")
    scene.told.forget()
    scene.post(ann, "caucus", "one")
    assert scene.told.events(bo) == []
    assert scene.told.events(scene.host) == ["envelope"]


def test_stamps_are_what_the_document_says(scene: Scene) -> None:
    ann = scene.come_in("ann")
    scene.post(ann, "joint", "one")
    scene.post(ann, "joint", "two", seen=1)
    first, second = scene.told.of(ann, "envelope")
    running = next_hash(first_hash("room", "joint"), 1, "ann", 1, "one", 0, b"one")
    assert first["mac"] == stamp(scene.state.mac_key, 1, "joint", 1, "ann", running)
    running = next_hash(running, 2, "ann", 1, "two", 1, b"two")
    assert second["mac"] == stamp(scene.state.mac_key, 1, "joint", 2, "ann", running)
    assert set(second) == {
        "channel", "number", "sender", "epoch", "entry", "seen", "sealed", "life", "mac",
    }  # fmt: skip


def test_the_same_entry_sent_again_is_acknowledged_and_not_appended(scene: Scene) -> None:
    """Seen to fail when the entry is looked up after the epoch is checked."""
    ann, bo = scene.come_in("ann"), scene.come_in("bo")
    scene.post(ann, "joint", "one")
    scene.change("joint")
    scene.rooms.hosting.channel_set("room", scene.host, "joint", held=True, needs_host=True)
    scene.told.forget()
    assert scene.post(ann, "joint", "one", epoch=1) == 1
    assert scene.told.events(bo) == []
    scene.rooms.hosting.channel_set("room", scene.host, "joint", held=False, needs_host=True)
    assert scene.post(bo, "joint", "one", epoch=2) == 2, "another seat's entry of that id is another entry"


def test_a_post_names_the_present_epoch_and_what_exists(scene: Scene) -> None:
    ann = scene.come_in("ann")
    scene.post(ann, "joint", "one")
    scene.change("joint")
    for epoch, seen, refusal in (
        (1, 1, StaleEpoch),
        (2, 0, StaleEpoch),
        (3, 1, Malformed),
        (2, 2, Malformed),
    ):
        with pytest.raises(refusal):
            scene.post(ann, "joint", "two", epoch, seen)
    assert scene.post(ann, "joint", "two", epoch=2, seen=1) == 2


def test_a_listener_hears_signals_and_never_posts() -> None:
    """Seen to fail when `listens` is not looked at."""
    scene = Scene({"ann": "party", "olu": "observer"})
    ann, olu = scene.come_in("ann"), scene.come_in("olu")
    scene.make("joint", "ann", listeners=["olu"])
    with pytest.raises(NotAllowed):
        scene.post(olu, "joint", "one")
    scene.post(ann, "joint", "one")
    assert len(scene.told.of(olu, "envelope")) == 1


def test_a_held_channel_takes_posts_of_hosts_alone(scene: Scene) -> None:
    ann = scene.come_in("ann")
    scene.rooms.hosting.channel_set("room", scene.host, "joint", held=True, needs_host=True)
    with pytest.raises(ChannelIsHeld):
        scene.post(ann, "joint", "one")
    with pytest.raises(ChannelIsHeld):
        scene.rooms.relay.signal("room", ann, "joint", b"box")
    assert scene.post(scene.host, "joint", "two") == 1


def test_opponents_are_not_left_alone(scene: Scene) -> None:
    """Seen to fail when needs_host is not looked at."""
    ann = scene.come_in("ann")
    scene.lose(scene.host)
    with pytest.raises(NoHostIsHere):
        scene.post(ann, "joint", "one")
    with pytest.raises(NoHostIsHere):
        scene.rooms.relay.signal("room", ann, "joint", b"box")
    assert scene.post(ann, "caucus", "one") == 1
    host = scene.connect(scene.host_pass)
    with pytest.raises(NoHostIsHere):
        scene.post(ann, "joint", "one")  # connected is not yet there
    scene.rooms.door.enter("room", host)
    assert scene.post(ann, "joint", "one") == 1


def test_catching_up_starts_where_the_seat_came_in() -> None:
    """Seen to fail when catch_up leaves `since` out."""
    scene = Scene()
    ann = scene.come_in("ann")
    scene.make("joint", "ann")
    for entry in ("one", "two"):
        scene.post(ann, "joint", entry)
    bo = scene.come_in("bo")
    scene.change("joint", add=["bo"])
    scene.post(ann, "joint", "three", epoch=2)
    caught = scene.rooms.relay.catch_up("room", bo, "joint", 0)
    assert [envelope["number"] for envelope in caught["envelopes"]] == [3]
    assert caught["head"] == 3
    assert len(scene.rooms.relay.catch_up("room", scene.host, "joint", 0)["envelopes"]) == 3
    scene.change("joint", add=["bo"], from_start=True)
    assert len(scene.rooms.relay.catch_up("room", bo, "joint", 0)["envelopes"]) == 3
    assert scene.rooms.relay.catch_up("room", bo, "joint", 99) == {"envelopes": [], "head": 3}


def test_catching_up_comes_in_pieces_that_a_connection_can_carry(scene: Scene) -> None:
    ann = scene.come_in("ann")
    for n in range(20):
        scene.now += 1
        scene.rooms.relay.post("room", ann, "joint", f"entry {n}", 1, 0, bytes(limits.SEALED_BYTES))
    pieces, after = [], 0
    while after < 20:
        caught = scene.rooms.relay.catch_up("room", ann, "joint", after)["envelopes"]
        pieces.append(len(caught))
        after = caught[-1]["number"]
    assert pieces == [16, 4]


def test_a_signal_goes_to_the_others_and_is_not_kept(scene: Scene) -> None:
    ann, bo = scene.come_in("ann"), scene.come_in("bo")
    scene.told.forget()
    scene.rooms.relay.signal("room", ann, "joint", b"box")
    assert scene.told.events(ann) == []
    told = {"channel": "joint", "sender": "ann", "epoch": 1, "box": b"box"}
    assert scene.told.heard[bo] == scene.told.heard[scene.host] == [("signal", told)]
    assert scene.rooms.relay.catch_up("room", bo, "joint", 0)["envelopes"] == []


def test_what_is_not_ones_own_is_as_if_it_did_not_exist(scene: Scene) -> None:
    bo, waiting = scene.come_in("bo"), scene.arrive("ann")  # not admitted, though Ann is a member of both
    for tab in (bo, waiting, "nobody"):
        for channel in ("caucus", "no such channel"):
            with pytest.raises(NotAllowed):
                scene.post(tab, channel, "one")
            with pytest.raises(NotAllowed):
                scene.rooms.relay.signal("room", tab, channel, b"box")
            with pytest.raises(NotAllowed):
                scene.rooms.relay.catch_up("room", tab, channel, 0)
    with pytest.raises(RoomIsClosed):
        scene.rooms.relay.post("another", bo, "joint", "one", 1, 0, b"one")


def test_what_is_too_large_or_too_much_is_refused(scene: Scene) -> None:
    ann = scene.come_in("ann")
    with pytest.raises(TooLarge):
        scene.rooms.relay.post("room", ann, "joint", "one", 1, 0, bytes(limits.SEALED_BYTES + 1))
    with pytest.raises(TooLarge):
        scene.rooms.relay.signal("room", ann, "joint", bytes(limits.SEALED_BYTES + 1))
    for n in range(limits.CHANNEL_BYTES // limits.SEALED_BYTES):
        scene.now += 1
        scene.rooms.relay.post("room", ann, "joint", f"entry {n}", 1, 0, bytes(limits.SEALED_BYTES))
    with pytest.raises(ChannelIsFull):
        scene.post(ann, "joint", "one more")
    assert scene.post(ann, "caucus", "elsewhere") == 1


def test_who_posts_too_fast_is_told_so_and_disturbs_nobody(scene: Scene) -> None:
    """Seen to fail when the rate is counted for the whole room."""
    ann, bo = scene.come_in("ann"), scene.come_in("bo")
    for n in range(limits.POSTS.burst):
        scene.post(ann, "joint", f"entry {n}")
    with pytest.raises(TooFast):
        scene.post(ann, "joint", "too fast")
    with pytest.raises(TooFast):
        scene.rooms.relay.signal("room", ann, "joint", b"box")
    scene.post(bo, "joint", "entry")
    scene.now += 1
    for n in range(int(limits.POSTS.per_second)):
        scene.post(ann, "joint", f"later {n}")
    with pytest.raises(TooFast):
        scene.post(ann, "joint", "too fast again")


def test_an_object_that_carries_sealed_bytes_does_not_show_them() -> None:
    scene = Scene({"ann": "party"})
    ann = scene.come_in("ann")
    scene.make("joint", "ann")
    scene.post(ann, "joint", "entry")
    (envelope,) = scene.store.envelopes("room", "joint", 0, 1)
    assert "sealed" not in repr(envelope)
    assert "mac_key" not in repr(scene.state)
    assert HOST in repr(scene.state)
