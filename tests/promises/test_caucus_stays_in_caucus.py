"""What is said in a caucus reaches those in it; nobody else can hear, find, enter or disturb it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from tests.client.connection import Connection, ConnectionRefused, Refused
from tests.client.encoding import new_id
from tests.client.member import Member
from tests.client.visitor import Visitor
from tests.conftest import NewRoom
from tests.fixtures.attack import aimed_at, answers_to, mentions
from tests.fixtures.rooms import OpenRoom


@dataclass
class Meeting:
    """Party 1 is in the caucus; the others are not, each in another way."""

    room: OpenRoom
    caucus: str
    insider: Member
    outsiders: dict[str, Connection]

    def state(self) -> dict[str, Any]:
        """The caucus as a host sees it, without who happens to be connected."""
        (seen,) = (seen for seen in self.room.host.enter()["channels"] if seen["channel"] == self.caucus)
        return {name: value for name, value in seen.items() if name != "present"}


@pytest.fixture
def meeting(new_room: NewRoom) -> Meeting:
    room = new_room(parties=5, observers=1)
    insider, opponent, former = room.admit(1), room.admit(2), room.admit(3)
    removed, listener, waiting = room.admit(4), room.admit(6), room.arrive(5)
    room.open_joint(insider, opponent, former, listeners=(listener.seat,))
    caucus = room.make_caucus(insider, former, removed)
    for person in (insider, former, removed):
        person.hear_entry(caucus, "roster")
    room.host.change_channel(caucus, remove=[former.seat])
    removed_connection = removed.connection
    room.host.remove(removed.seat)
    room.host.send_keys(caucus)
    insider.take_keys()
    outsiders = {
        "opponent, in the joint session": opponent.connection,
        "listener in the joint session": listener.connection,
        "member until a moment ago": former.connection,
        "waiting in the lobby": waiting.connection,
        "removed from the room": removed_connection,
    }
    return Meeting(room, caucus, insider, outsiders)


OUTSIDERS = (
    "opponent, in the joint session",
    "listener in the joint session",
    "member until a moment ago",
    "waiting in the lobby",
)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_outsider_hears_nothing_of_it(meeting: Meeting, who: str) -> None:
    """Seen to fail when envelopes go to every admitted connection of the room instead of the channel's."""
    outsider = meeting.outsiders[who]
    before = len(outsider.settle())

    meeting.insider.say(meeting.caucus, "They must not know that we would settle.")
    meeting.room.host.hear(meeting.caucus, "They must not know that we would settle.")
    meeting.room.host.say(meeting.caucus, "I shall not tell them.")
    meeting.insider.signal(meeting.caucus, {"kind": "typing"})
    meeting.room.host.connection.call("channel_set", channel=meeting.caucus, held=True, needs_host=False)
    meeting.room.host.connection.call("channel_set", channel=meeting.caucus, held=False, needs_host=True)

    assert outsider.settle()[before:] == []


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_event_of_an_outsider_reaches_it(meeting: Meeting, who: str) -> None:
    """Seen to fail when `catch_up`, `signal` or `channel_set` does not ask who is in the channel."""
    outsider, room = meeting.outsiders[who], meeting.room
    attempt = next(id for id, attempt in room.host.attempts.items() if attempt.seat == meeting.insider.seat)
    state = meeting.state()
    before = len(meeting.insider.connection.settle())
    heard = len(outsider.heard)

    real = answers_to(outsider, aimed_at(meeting.caucus, meeting.insider.seat, attempt, state["epoch"]))
    invented = answers_to(outsider, aimed_at(new_id(), new_id(), new_id(), state["epoch"]))
    for own in ("half_put", "half_get"):  # an admitted device's own half is its own business
        real.pop(own), invented.pop(own)

    assert set(map(repr, real.values())) == {repr({"error": "not_allowed"})}
    assert real == invented, "it cannot even be told that it exists"
    assert mentions(outsider.settle()[heard:], meeting.caucus) == []
    assert meeting.state() == state
    assert meeting.insider.connection.settle()[before:] == []
    meeting.insider.say(meeting.caucus, "Still here.")
    room.host.hear(meeting.caucus, "Still here.")


def test_who_is_removed_is_cut_off_and_cannot_come_back(meeting: Meeting) -> None:
    """Seen to fail when `remove` leaves the seat's connections open."""
    removed = meeting.outsiders["removed from the room"]
    removed.expect_end()
    assert removed.heard[-1].event == "removed"
    assert mentions(removed.heard[-1:], meeting.caucus) == []


def test_without_a_pass_there_is_no_connection(meeting: Meeting) -> None:
    """Seen to fail when `connect` accepts a socket whose cookie is missing."""
    stranger = Visitor(meeting.room.host.visitor.url)
    with pytest.raises(ConnectionRefused) as refused:
        stranger.connect(meeting.room.id, meeting.insider.seat)
    assert refused.value.message == "refused"
    stranger.close()


def test_another_rooms_mediator_is_an_outsider(meeting: Meeting, new_room: NewRoom) -> None:
    """Seen to fail when a channel is looked up without the sender's room."""
    elsewhere = new_room(parties=1)
    state = meeting.state()
    for event in ("post", "catch_up", "signal", "channel_change", "channel_set"):
        fields = aimed_at(meeting.caucus, elsewhere.host.seat, new_id(), state["epoch"])[event]
        with pytest.raises(Refused, match="not_allowed"):
            elsewhere.host.connection.call(event, **fields)
    assert meeting.state() == state


def test_a_person_sees_no_difference_whether_there_is_a_caucus(new_room: NewRoom) -> None:
    """Seen to fail when `enter` lists the room's channels instead of the seat's."""
    room = new_room()
    insider, outsider = room.admit(1), room.admit(2)
    before = without_clock(outsider.enter())
    caucus = room.make_caucus(insider)
    room.host.say(caucus, "Words.")
    assert without_clock(outsider.enter()) == before
    assert outsider.connection.unread("channel", channel=caucus) == []


def test_a_listener_in_it_hears_and_cannot_speak(new_room: NewRoom) -> None:
    """Seen to fail when `post` does not ask whether the seat listens only."""
    room = new_room(parties=1, observers=1)
    party, observer = room.admit(1), room.admit(2)
    caucus = room.make_caucus(party, listeners=(observer.seat,))
    observer.take_keys()
    party.say(caucus, "Please listen.")
    observer.hear(caucus, "Please listen.")
    with pytest.raises(Refused, match="not_allowed"):
        observer.say(caucus, "I say something.")


def test_who_is_in_it_cannot_do_what_is_a_hosts_to_do(new_room: NewRoom) -> None:
    """Seen to fail when `channel_change` does not ask whether the sender is a host."""
    room = new_room(parties=2)
    member, other = room.admit(1), room.admit(2)
    caucus = room.make_caucus(member)
    room.host.say(caucus, "This stays between us.")
    before = room.host.enter()
    attempt = next(id for id, attempt in room.host.attempts.items() if attempt.seat == other.seat)
    a_members = {"whisper", "post", "catch_up", "signal", "half_put", "half_get"}

    attack = aimed_at(caucus, other.seat, attempt)
    answers = answers_to(
        member.connection, {event: fields for event, fields in attack.items() if event not in a_members}
    )

    assert len(answers) >= 12
    assert set(map(repr, answers.values())) == {repr({"error": "not_allowed"})}
    after = room.host.enter()
    assert without_clock(after) == without_clock(before)


def test_who_is_added_later_gets_nothing_from_before(new_room: NewRoom) -> None:
    """Seen to fail when `catch_up` answers from 0 for whoever is in the channel."""
    room = new_room()
    first, second = room.admit(1), room.admit(2)
    caucus = room.make_caucus(first)
    first.say(caucus, "Before you came.")
    room.host.change_channel(caucus, add=[second.seat])
    room.host.send_keys(caucus)
    second.take_keys()

    answer = second.connection.call("catch_up", channel=caucus, after=0)
    assert answer["envelopes"] == []
    room.host.say(caucus, "Welcome.")
    second.hear(caucus, "Welcome.")
    assert second.channels[caucus].texts() == ["Welcome."]
    assert all(
        envelope["number"] > second.channels[caucus].since
        for envelope in second.connection.call("catch_up", channel=caucus, after=0)["envelopes"]
    )


def without_clock(entered: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entered.items() if name != "seconds_left"}
