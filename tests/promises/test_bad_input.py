"""Whatever a tab sends: a named error to the sender, nothing to anybody else, and the server goes on."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import pytest

from tests.client.channel import HistoryDoesNotMatch
from tests.client.connection import NothingHeard, Refused
from tests.client.encoding import new_id
from tests.client.links import Place
from tests.client.visitor import Mediator
from tests.conftest import NewRoom
from tests.fixtures.attack import aimed_at
from tests.fixtures.protocol_document import errors
from tests.fixtures.rooms import OpenRoom, Rooms

NONSENSE: list[Any] = [
    None, -1, 2**63, 1.5, float("nan"), "", "\x00", "A" * 10_000, "é\u202e" * 11, b"", [[]], {"": None},
]  # fmt: skip
SEALED_BYTES = 64 * 1024
SHAPED = sorted(event for event, fields in aimed_at("", "", "").items() if fields)


pytestmark = pytest.mark.usefixtures("quiet_server")


@pytest.fixture(scope="module")
def room(rooms: Rooms, turns: Iterator[Mediator]) -> Iterator[OpenRoom]:
    """One room for all the nonsense of this file, so that whatever it breaks shows in the next test."""
    room = rooms.open(next(turns), [Place(n) for n in range(1, 5)])
    room.admit(1)
    room.admit(2)
    yield room
    rooms.leave(room)


@pytest.mark.parametrize("sender", ["member", "host", "lobby"])
@pytest.mark.parametrize("event", SHAPED)
def test_an_event_of_the_wrong_shape_is_refused_by_name(room: OpenRoom, event: str, sender: str) -> None:
    """Seen to fail when `post` uses a field before its type is checked: then no acknowledgement comes."""
    member = room.members[0]
    right = aimed_at(room.private(member), member.seat, next(iter(room.host.attempts)))[event]
    misbehaving = {
        "member": lambda: member.visitor.connect(room.id, member.seat),
        "host": lambda: room.host.visitor.connect(room.id, room.host.seat),
        "lobby": lambda: room.arrive(3).connection,
    }[sender]()
    misbehaving.call("enter")
    wrong: list[tuple[Any, ...]] = [(), *((nonsense,) for nonsense in NONSENSE), (right, right)]
    for name, value in right.items():
        wrong.append(({field: other for field, other in right.items() if field != name},))
        wrong += [({**right, name: nonsense},) for nonsense in NONSENSE if not fits(nonsense, value)]
    before = room.host.enter()["channels"]

    for arguments in wrong:
        answer = misbehaving.raw(event, *arguments)
        assert answer.keys() == {"error"}, (arguments, answer)
        assert answer["error"] in errors()

    misbehaving.close()
    after = room.host.enter()["channels"]
    assert [without_presence(channel) for channel in after] == [without_presence(c) for c in before]


@pytest.mark.parametrize("event", ["nonsense", "admitted", "closed", "envelope", "call"])
def test_an_event_that_does_not_exist_is_refused(room: OpenRoom, event: str) -> None:
    """Seen to fail when only known events have a handler: then no acknowledgement comes."""
    assert room.members[0].connection.raw(event, {"channel": new_id()}) == {"error": "malformed"}


@pytest.mark.parametrize("event", ["disconnect", "connect", "__class__", "", "x" * 100_000])
def test_a_name_that_no_event_may_have_ends_that_connection_alone(room: OpenRoom, event: str) -> None:
    """Seen to fail when RESERVED is left out: the library then runs its own handler, which raises."""
    member = room.members[0]
    another = member.visitor.connect(room.id, member.seat)
    another.send(event, channel=new_id())
    another.expect_end()
    assert member.enter()["admitted"] is True


@pytest.mark.parametrize(
    ("event", "field", "size", "error"),
    [
        ("post", "sealed", SEALED_BYTES + 1, "too_large"),
        ("signal", "box", SEALED_BYTES + 1, "too_large"),
        ("whisper", "box", SEALED_BYTES + 1, "too_large"),
        ("half_put", "half", 257, "too_large"),
        ("knock", "message", 10_000, "too_large"),
    ],
)
def test_what_is_too_large_is_refused_and_the_connection_stays(
    room: OpenRoom, event: str, field: str, size: int, error: str
) -> None:
    """Seen to fail when the limit is not checked for that event."""
    member = room.members[0]
    fields = aimed_at(room.private(member), member.seat, member.attempt)[event]
    with pytest.raises(Refused) as refused:
        member.connection.call(event, **{**fields, field: bytes(size)})
    assert refused.value.name == error
    member.say(room.private(member), f"Still here after {event}.")


def test_the_largest_post_that_is_allowed_passes(room: OpenRoom) -> None:
    """Seen to fail when the limit is counted with the packet around it."""
    member = room.members[0]
    channel = room.private(member)
    room.host.connection.unread("envelope")
    member.listen()
    fields = aimed_at(channel, member.seat, "")["post"]
    sealed = secrets.token_bytes(SEALED_BYTES)
    number = member.connection.call(
        "post", **{**fields, "seen": member.channels[channel].number, "sealed": sealed}
    )
    assert room.host.connection.expect("envelope", number=number["number"])["sealed"] == sealed


def test_a_post_sent_twice_is_there_once(new_room: NewRoom) -> None:
    """Seen to fail when the entry id is not looked up before appending."""
    room = new_room()
    member, other = room.admit(1), room.admit(2)
    channel = room.open_joint(member, other)
    member.hear_entry(channel, "roster")
    fields = member.seal_post(channel, {"kind": "message", "text": "Once."})
    first = member.connection.call("post", **fields)
    assert member.connection.call("post", **fields) == first
    assert member.connection.call("post", **{**fields, "sealed": bytes(296)}) == first
    room.host.hear(channel, "Once.")
    room.host.catch_up(channel)
    assert room.host.channels[channel].texts() == ["Once."]


def test_a_post_replayed_from_another_seat_does_not_open(new_room: NewRoom) -> None:
    """Seen to fail when post_ad leaves the sender's seat out."""
    room = new_room()
    member, other = room.admit(1), room.admit(2)
    channel = room.open_joint(member, other)
    member.hear_entry(channel, "roster")
    fields = member.seal_post(channel, {"kind": "message", "text": "My words."})
    member.connection.call("post", **fields)
    room.host.hear(channel, "My words.")
    other.connection.call("post", **fields)  # to the server it is a post like any other
    with pytest.raises(HistoryDoesNotMatch):
        room.host.hear(channel, "My words, again.")


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"epoch": 1}, "stale_epoch"),
        ({"epoch": 3}, "malformed"),
        ({"seen": 10_000}, "malformed"),
        ({"seen": 0}, "stale_epoch"),
    ],
)
def test_a_post_out_of_order_is_refused_by_name(new_room: NewRoom, wrong: dict[str, int], error: str) -> None:
    """Seen to fail when the relay does not compare epoch and seen with the channel's."""
    room = new_room()
    member, other = room.admit(1), room.admit(2)
    channel = room.make_caucus(member, other)
    room.host.say(channel, "Before.")
    room.host.change_channel(channel, remove=[other.seat])
    room.host.send_keys(channel)
    member.take_keys()
    member.hear(channel, "Before.")
    head = member.enter()["channels"][-1]["head"]

    with pytest.raises(Refused) as refused:
        member.connection.call("post", **member.seal_post(channel, {"kind": "message", "text": "x"}, **wrong))
    assert refused.value.name == error
    assert member.enter()["channels"][-1]["head"] == head


def test_two_hosts_cannot_both_change_an_epoch(new_room: NewRoom) -> None:
    """Seen to fail when `channel_change` does not compare the epoch that is expected."""
    room = new_room()
    member = room.admit(1)
    fields = aimed_at(room.private(member), room.link(2).seat, "")["channel_change"]
    room.host.connection.call("channel_change", **fields)
    with pytest.raises(Refused, match="conflict"):
        room.host.connection.call("channel_change", **{**fields, "epoch_id": new_id()})


def test_a_whisper_reaches_the_other_end_of_its_attempt_alone(new_room: NewRoom) -> None:
    """Seen to fail when `whisper` is forwarded without asking whose attempt it is."""
    room = new_room()
    one, other = room.admit(1), room.admit(2)
    before = len(one.connection.settle())
    with pytest.raises(Refused, match="not_allowed"):
        other.connection.call("whisper", attempt=one.attempt, box=bytes(296))
    assert one.connection.settle()[before:] == []
    one.connection.call("whisper", attempt=one.attempt, box=bytes(296))
    assert room.host.connection.expect("whisper", attempt=one.attempt)["box"] == bytes(296)
    with pytest.raises(NothingHeard):
        other.connection.expect("whisper", timeout=0, attempt=one.attempt)


def test_too_many_posts_at_once_are_refused_and_the_rest_is_not_disturbed(new_room: NewRoom) -> None:
    """Seen to fail when the seat's bucket is not asked."""
    room = new_room()
    loud, calm = room.admit(1), room.admit(2)
    channel = room.open_joint(loud, calm)
    signals = [
        loud.connection.raw("signal", {"channel": channel, "box": secrets.token_bytes(296)})
        for _ in range(300)
    ]
    assert {"error": "too_fast"} in signals
    assert signals[0] == {}
    calm.say(channel, "I can still speak.")
    room.host.hear(channel, "I can still speak.")


def test_too_many_knocks_are_refused(new_room: NewRoom) -> None:
    """Seen to fail when knocks are not counted."""
    room = new_room(parties=1)
    waiting = room.arrive(1)
    answers = [waiting.connection.raw("knock", {"message": bytes(48), "bare": False}) for _ in range(15)]
    assert answers[:10] == [{}] * 10
    assert answers[-1] == {"error": "too_fast"}


def fits(nonsense: Any, right: Any) -> bool:
    """Whether this nonsense happens to be a sensible value in the place of the right one."""
    if isinstance(right, bytes):
        return isinstance(nonsense, bytes) or nonsense is None
    return False


def without_presence(channel: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in channel.items() if name != "present"}
