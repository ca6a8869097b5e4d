"""What any RoomStore must do; every store that there is goes through this."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from mediation.rooms.channel import Channel, Epoch, Listening
from mediation.rooms.envelope import Envelope
from mediation.rooms.memory_store import MemoryRoomStore
from mediation.rooms.room import Room
from mediation.rooms.seat import Seat
from mediation.rooms.store import RoomStore
from tests.fixtures.redis_server import RedisServer
from tests.fixtures.shared_store import shared_store

STORES = ["memory", "redis", "redis, held"]


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest) -> Iterator[RoomStore]:
    store: RoomStore
    if request.param == "memory":
        store = MemoryRoomStore()
        assert store.add(a_room())
        assert store.add_channel("room", a_channel())
        yield store
        return
    server: RedisServer = request.getfixturevalue("redis_server")
    with shared_store(server.url, "one") as one:
        # Where a connection begins with the server's name, the room is held, and read from its copy.
        assert one.store.add(a_room())
        assert one.store.add_channel("room", a_channel())
        if request.param == "redis, held":
            one.copies.hold("room")
        yield one.store


LIMIT_AT = time.time() + 3600


def a_room(id: str = "room") -> Room:
    seats = {"ann": Seat("ann", 1, "party", b"p" * 32)}
    return Room(id, "opening", "office", "new", None, 0, LIMIT_AT, b"k" * 32, seats)


def a_channel(id: str = "joint") -> Channel:
    return Channel(id, {"ann": Listening(False, 0)}, (Epoch(1, "e", 0),), True, b"h" * 32)


def an_envelope(number: int, sender: str = "ann", entry: str = "") -> Envelope:
    return Envelope("joint", number, sender, 1, entry or f"entry {number}", 0, b"sealed", 1, b"mac")


def append(store: RoomStore, envelope: Envelope) -> bool:
    before = store.channel("room", "joint")
    assert before is not None
    return store.replace_channel("room", before, before.with_post(b"h", 6), envelope)


def test_a_room_is_there_as_it_was_put(store: RoomStore) -> None:
    assert store.room("room") == a_room()
    assert list(store.rooms()) == [a_room()]
    assert store.room("another") is None


def test_a_room_is_added_once(store: RoomStore) -> None:
    assert not store.add(replace(a_room(), account="somebody else"))
    assert store.room("room") == a_room()


def test_a_room_is_replaced_only_as_long_as_nobody_was_faster(store: RoomStore) -> None:
    first, second = a_room().changed(has_begun=True), a_room().changed(closes_at=5.0)
    assert store.replace_room(a_room(), first)
    assert not store.replace_room(a_room(), second)
    assert store.room("room") == first
    assert not store.replace_room(a_room("another"), first)


def test_channels_are_there_in_the_order_of_their_making(store: RoomStore) -> None:
    assert store.add_channel("room", a_channel("caucus"))
    assert not store.add_channel("room", replace(a_channel("caucus"), needs_host=False))
    assert not store.add_channel("another", a_channel())
    assert [channel.id for channel in store.channels("room")] == ["joint", "caucus"]
    assert store.channel("room", "caucus") == a_channel("caucus")
    assert store.channel("room", "none") is None
    assert store.channel("another", "joint") is None
    assert list(store.channels("another")) == []


def test_an_envelope_is_appended_only_to_the_head_that_it_was_made_for(store: RoomStore) -> None:
    before = a_channel()
    assert store.replace_channel("room", before, before.with_post(b"1", 6), an_envelope(1))
    assert not store.replace_channel("room", before, before.with_post(b"2", 6), an_envelope(1, "bo"))
    assert list(store.envelopes("room", "joint", 0, 10)) == [an_envelope(1)]
    assert store.number_of("room", "joint", "bo", "entry 1") is None
    head = store.channel("room", "joint")
    assert head is not None
    assert (head.head, head.running_hash) == (1, b"1")


def test_a_change_of_members_is_compared_with_posts_too(store: RoomStore) -> None:
    before = a_channel()
    assert append(store, an_envelope(1))
    assert not store.replace_channel("room", before, before.with_epoch("e2", {}))


def test_envelopes_are_handed_out_in_order_from_anywhere(store: RoomStore) -> None:
    for number in range(1, 6):
        assert append(store, an_envelope(number))
    numbers = [envelope.number for envelope in store.envelopes("room", "joint", 1, 3)]
    assert numbers == [2, 3, 4]
    assert list(store.envelopes("room", "joint", 5, 3)) == []
    assert list(store.envelopes("room", "joint", 9, 3)) == []
    assert list(store.envelopes("room", "none", 0, 3)) == []


def test_an_entry_is_appended_once_and_found_by_sender_and_id(store: RoomStore) -> None:
    """Seen to fail when REPLACE_CHANNEL does not look for the name."""
    assert append(store, an_envelope(1, "ann", "same"))
    assert append(store, an_envelope(2, "bo", "same"))
    assert not append(store, an_envelope(3, "ann", "same"))
    assert not append(store, an_envelope(3, "bo", "same"))
    assert store.number_of("room", "joint", "ann", "same") == 1
    assert store.number_of("room", "joint", "bo", "same") == 2
    assert store.number_of("room", "joint", "cy", "same") is None
    assert store.number_of("room", "none", "ann", "same") is None


def test_a_closed_room_leaves_its_bare_id_for_a_time(store: RoomStore) -> None:
    append(store, an_envelope(1))
    assert store.close("room", remember_until=LIMIT_AT)
    assert not store.close("room", remember_until=LIMIT_AT + 90)
    assert store.is_closed("room")
    assert store.room("room") is None
    assert list(store.rooms()) == []
    assert list(store.channels("room")) == []
    assert list(store.envelopes("room", "joint", 0, 10)) == []
    assert store.number_of("room", "joint", "ann", "entry 1") is None
    assert not store.add(a_room())
    assert not store.replace_room(a_room(), a_room().changed())
    assert not store.add_channel("room", a_channel("caucus"))
    store.forget_closed(LIMIT_AT - 1)
    assert store.is_closed("room")


def test_after_that_time_it_may_be_opened_anew(store: RoomStore) -> None:
    """Redis goes by its own clock."""
    append(store, an_envelope(1))
    until = time.time() + 1.5
    assert store.close("room", until)
    while store.is_closed("room"):
        assert time.time() < until + 10
        store.forget_closed(time.time())
        time.sleep(0.05)
    assert store.add(a_room())
    assert list(store.channels("room")) == []


def test_rooms_of_an_account_and_a_room_with_its_channels_are_found(store: RoomStore) -> None:
    store.add(replace(a_room("another"), account="somebody else"))
    assert [room.id for room in store.rooms("office")] == ["room"]
    assert {room.id for room in store.rooms()} == {"room", "another"}
    assert store.rooms("nobody") == []
    store.add_channel("room", a_channel("caucus"))
    whole = store.whole("room")
    assert whole is not None
    assert (whole[0], [channel.id for channel in whole[1]]) == (a_room(), ["joint", "caucus"])
    assert store.whole("none") is None


def test_a_room_is_added_with_what_was_said_in_it(store: RoomStore) -> None:
    channel = replace(a_channel(), head=2, lives=(2,))
    assert store.add(
        a_room("restored"), [(a_channel("empty"), []), (channel, [an_envelope(1), an_envelope(2)])]
    )
    assert list(store.channels("restored")) == [a_channel("empty"), channel]
    assert list(store.envelopes("restored", "joint", 0, 9)) == [an_envelope(1), an_envelope(2)]
    assert store.number_of("restored", "joint", "ann", "entry 2") == 2


def test_every_room_is_looked_after(store: RoomStore) -> None:
    assert [room.id for room in store.rooms_in_care()] == ["room"]


def test_many_at_once_lose_nothing(store: RoomStore) -> None:
    def post(sender: str) -> None:
        for turn in range(50):
            while True:
                before = store.channel("room", "joint")
                assert before is not None
                envelope = an_envelope(before.head + 1, sender, f"{sender} {turn}")
                if store.replace_channel("room", before, before.with_post(b"h", 6), envelope):
                    break

    threads = [threading.Thread(target=post, args=(f"seat {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    envelopes = store.envelopes("room", "joint", 0, 1000)
    assert [envelope.number for envelope in envelopes] == list(range(1, 201))
    assert len({envelope.entry for envelope in envelopes}) == 200
