"""Two servers' stores on one Redis: what one changes, the other has a copy of, in Redis's order."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from threading import Event, Thread

import pytest

from mediation.cluster.codec import read_room, write_room
from mediation.rooms.attempt import Attempt
from mediation.rooms.channel import Channel, Epoch, Listening
from mediation.rooms.connection import Connection
from mediation.rooms.envelope import Envelope
from mediation.rooms.room import Room
from mediation.rooms.seat import Seat
from tests.fixtures.memory import find_in_memory
from tests.fixtures.redis_server import RedisServer
from tests.fixtures.shared_store import SharedStore, shared_store

PATIENCE_SECONDS = 10
Both = tuple[SharedStore, SharedStore]


@pytest.fixture
def both(redis_server: RedisServer) -> Iterator[Both]:
    url = redis_server.url
    with shared_store(url, "one") as one, shared_store(url, "two", empty=False) as two:
        yield one, two


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it never became so"
        time.sleep(0.005)


def a_room() -> Room:
    """Ann's tab is at server one, Bo's at two; both have entered."""
    seats = {name: Seat(name, 1, "party", b"p" * 32, device=name) for name in ("ann", "bo")}
    here = [Connection("one.a", "ann", 1, "ann", True), Connection("two.b", "bo", 1, "bo", True)]
    return Room(
        "room", "opening", "office", "new", None, 0, time.time() + 3600, b"k" * 32, seats,
        connections={one.id: one for one in here},
    )  # fmt: skip


def a_channel() -> Channel:
    members = {"ann": Listening(False, 0), "bo": Listening(True, 0)}
    return Channel("joint", members, (Epoch(1, "e", 0),), True, b"h")


def post(server: SharedStore, number: int, sender: str = "ann") -> bool:
    before = server.store.channel("room", "joint")
    assert before is not None
    envelope = Envelope("joint", number, sender, 1, f"entry {number}", 0, b"sealed", 1, b"mac")
    return server.store.replace_channel("room", before, before.with_post(b"%d" % number, 6), envelope)


def open_room(one: SharedStore, two: SharedStore) -> None:
    assert one.store.add(a_room())
    two.copies.hold("room")
    assert one.store.add_channel("room", a_channel())


def test_an_envelope_reaches_the_tabs_of_each_server_once_and_in_order(
    both: Both,
) -> None:
    """Must fail when REPLACE_CHANNEL does not publish."""
    one, two = both
    open_room(one, two)
    for number in range(1, 11):
        until(partial(post, both[number % 2], number))
    until(lambda: len(one.told) == len(two.told) == 10)
    assert [(to, envelope.number) for to, envelope in one.told] == [(("one.a",), n) for n in range(1, 11)]
    assert [(to, envelope.number) for to, envelope in two.told] == [(("two.b",), n) for n in range(1, 11)]


def go_deaf(server: SharedStore) -> None:
    """It hears nothing of what is published any more, as when Redis dies after it has answered."""
    server.subscription._hear = lambda *_: None


def test_who_is_told_a_number_has_the_stamped_envelope_whatever_becomes_of_redis(both: Both) -> None:
    """Seen to fail while envelopes reached their author by what is published alone: Redis died between its
    answer and that, the author was acknowledged, and nobody had the words."""
    one, two = both
    open_room(one, two)
    go_deaf(one)
    assert post(one, 1)
    assert [(to, envelope.number) for to, envelope in one.told] == [(("one.a",), 1)]


def test_so_has_who_is_told_the_number_of_words_that_were_there_already(both: Both) -> None:
    """Must fail when a server answers with the number that an entry has before it has told it."""
    one, two = both
    open_room(one, two)
    go_deaf(one)
    assert post(two, 1)
    assert not post(one, 1)
    assert one.store.number_of("room", "joint", "ann", "entry 1") == 1
    assert [envelope.number for _, envelope in one.told] == [1]


def test_what_others_appended_before_comes_before_it(both: Both) -> None:
    """Must fail when a server tells its tabs what it appended, and not first what it had not heard yet."""
    one, two = both
    open_room(one, two)
    go_deaf(one)
    assert post(two, 1)
    assert post(two, 2)
    assert not post(one, 1), "its copy is old"
    assert post(one, 3)
    assert [envelope.number for _, envelope in one.told] == [1, 2, 3]


def test_who_was_removed_at_one_server_is_told_nothing_appended_later_at_another(both: Both) -> None:
    """Must fail when a server tells those who were there by its own copy of the room."""
    one, two = both
    open_room(one, two)
    go_deaf(one)
    assert two.store.replace_room(a_room(), a_room().without_connections({"one.a"}))
    assert post(one, 1)
    assert [to for to, _ in one.told] == [()]


def test_a_change_made_on_an_old_copy_is_refused_and_the_copy_is_new_then(
    both: Both,
) -> None:
    one, two = both
    open_room(one, two)
    old = two.store.room("room")
    assert old is not None
    assert one.store.replace_room(a_room(), a_room().changed(has_begun=True))
    assert not two.store.replace_room(old, old.changed(closes_at=5.0))
    now = two.store.room("room")
    assert now is not None
    assert now.has_begun


def test_the_same_entry_sent_to_both_is_there_once(both: Both) -> None:
    one, two = both
    open_room(one, two)
    assert post(one, 1)
    before = a_channel()
    again = Envelope("joint", 1, "ann", 1, "entry 1", 0, b"sealed", 1, b"mac")
    assert not two.store.replace_channel("room", before, before.with_post(b"1", 6), again)
    assert two.store.number_of("room", "joint", "ann", "entry 1") == 1
    assert len(two.store.envelopes("room", "joint", 0, 10)) == 1


def test_a_room_is_held_while_somebody_is_connected_and_no_longer(
    both: Both,
) -> None:
    one, two = both
    open_room(one, two)
    without = a_room().without_connections({"one.a"})
    assert one.store.replace_room(a_room(), without)
    assert one.copies.of("room") is None
    assert two.copies.of("room") is not None
    assert one.store.room("room") == without, "it is read from Redis then"


def test_what_closes_at_one_is_gone_at_the_other(both: Both) -> None:
    one, two = both
    open_room(one, two)
    assert post(one, 1)
    assert one.store.close("room", time.time() + 60)
    until(lambda: two.copies.of("room") is None)
    assert two.store.room("room") is None
    assert two.store.is_closed("room")


def test_a_room_that_nobody_holds_is_looked_after_by_whoever_finds_it(
    both: Both,
) -> None:
    """Must fail when rooms_in_care() are the held ones alone: nobody would close it."""
    one, two = both
    assert one.store.add(replace(a_room(), connections={}))
    assert [room.id for room in two.store.rooms_in_care()] == ["room"]


def test_all_that_is_of_a_room_expires_by_itself(both: Both, redis_server: RedisServer) -> None:
    """Must fail when any key of a room is written without an expiry."""
    one, two = both
    open_room(one, two)
    assert post(one, 1)
    said = Envelope("joint", 1, "ann", 1, "entry 1", 0, b"sealed", 1, b"mac")
    assert one.store.add(replace(a_room(), id="restored"), [(a_channel().with_post(b"1", 6), [said])])
    client = one.store._redis
    lasting = {key for key in client.scan_iter() if client.ttl(key) == -1}
    assert lasting == {b"open"}


def test_what_one_has_brought_back_another_does_not_write_over(both: Both) -> None:
    """Seen to fail: the second server's envelopes took the place of those that the room went on from."""
    one, two = both

    def brought(entry: str) -> list[tuple[Channel, list[Envelope]]]:
        envelope = Envelope("joint", 1, "ann", 1, entry, 0, b"sealed", 1, b"mac")
        return [(a_channel().with_post(b"1", 6), [envelope])]

    assert one.store.add(a_room(), brought("first"))
    assert not two.store.add(a_room(), brought("second"))
    assert [envelope.entry for envelope in two.store.envelopes("room", "joint", 0, 9)] == ["first"]


def test_when_it_closes_nothing_but_its_bare_id_is_left(
    both: Both,
) -> None:
    one, two = both
    open_room(one, two)
    for number in range(1, 4):
        until(partial(post, one, number))
    assert one.store.close("room", time.time() + 60)
    assert one.store._redis.keys() == [b"closed:room"]


@contextmanager
def busy_line(server: SharedStore) -> Iterator[None]:
    """Other rooms go on, in short words."""
    is_over = Event()

    def go_on() -> None:
        while not is_over.wait(0.1):
            server.store._questions.ask("PING")

    talk = Thread(target=go_on)
    talk.start()
    try:
        yield
    finally:
        is_over.set()
        talk.join()


def test_when_it_has_closed_no_sealed_word_is_in_rediss_memory(both: Both, redis_server: RedisServer) -> None:
    """Seen to fail without MALLOC_CONF=junk:free: all of them were there; and while the buffers of the
    servers' lines were not written over: the last one or two were."""
    one, two = both
    open_room(one, two)
    said = [secrets.token_bytes(300) for _ in range(50)]
    for number, sealed in enumerate(said, 1):
        before = one.store.channel("room", "joint")
        assert before is not None
        envelope = Envelope("joint", number, "ann", 1, f"entry {number}", 0, sealed, 1, b"mac")
        assert one.store.replace_channel("room", before, before.with_post(b"h", 300), envelope)
    needles = [sealed[100:140] for sealed in said]
    assert find_in_memory([redis_server.pid], needles) == set(needles), "the search finds what is there"
    assert one.store.close("room", time.time() + 60)
    until(lambda: two.copies.of("room") is None)
    with busy_line(one):  # of a quiet one, Redis itself gives up the buffers after two seconds
        until(lambda: not find_in_memory([redis_server.pid], needles))


def test_what_is_published_while_the_line_is_lost_is_not_missed_in_silence(
    both: Both,
) -> None:
    """Whoever asked hears of the loss, lets copies go and drops its tabs: they catch up."""
    one, _ = both
    assert one.store.add(a_room())
    one.subscription._connection._sock.shutdown(2)
    until(lambda: len(one.losses) == 1)
    one.subscription.await_up()


def test_a_room_is_the_same_after_its_journey() -> None:
    room = replace(
        a_room(),
        seats={"ann": Seat("ann", 2, "host", None, "d", frozenset({"x", "y"}), b"half", True)},
        attempts={"t": Attempt("t", "one.a", "ann", b"message", True, "two.b", True)},
        reference="R", closes_at=1.5, empty_since=2.5, life=3, revision=9,
    )  # fmt: skip
    assert read_room(write_room(room)) == room
