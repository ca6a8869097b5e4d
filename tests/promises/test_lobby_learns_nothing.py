"""Who waits to be admitted learns nothing: no presence, no channel, no number, not even a difference."""

from __future__ import annotations

import pytest

from tests.client.derivations import proof_of
from tests.client.encoding import new_id, to_text
from tests.client.links import PersonalLink
from tests.client.visitor import Visitor
from tests.conftest import NewRoom
from tests.fixtures.attack import aimed_at, answers_to
from tests.fixtures.rooms import OpenRoom


def test_a_person_in_the_lobby_hears_nothing_of_a_session(new_room: NewRoom) -> None:
    """Seen to fail when the relay sends `presence` to every connection of the room."""
    room = new_room(parties=3)
    waiting = room.arrive(3)
    assert waiting.entered == {"admitted": False}

    first, second = room.admit(1), room.admit(2)
    joint = room.open_joint(first, second)
    first.say(joint, "Good morning.")
    second.hear(joint, "Good morning.")
    second.signal(joint, {"kind": "typing"})
    caucus = room.make_caucus(first)
    room.host.change_channel(joint, remove=[second.seat])
    room.host.say(caucus, "Only the two of us.")
    second.disconnect()
    room.host.remove(first.seat)

    assert waiting.connection.settle() == []
    assert waiting.enter() == {"admitted": False}


def test_a_knock_brings_its_own_answer_and_nothing_else(room: OpenRoom) -> None:
    """Seen to fail when `answer` is sent to every connection of the room."""
    one, other = room.arrive(1), room.arrive(2)
    one.knock()
    attempt = room.host.answer_knock(seat=one.seat)

    heard = one.connection.settle()
    assert [event.event for event in heard] == ["answer"]
    assert heard[0].fields.keys() == {"attempt", "message"}
    assert other.connection.settle() == []

    other.knock()
    room.host.connection.call("refuse", attempt=room.host.answer_knock(seat=other.seat).id)
    assert [event.event for event in other.connection.settle()] == ["answer", "refused"]
    assert one.connection.settle() == heard
    assert heard[0].fields["attempt"] == attempt.id


def test_nothing_that_a_waiting_person_sends_is_answered_with_more_than_a_refusal(room: OpenRoom) -> None:
    """Seen to fail when the relay asks only for a pass, not for an admitted one, before `catch_up`."""
    inside, waiting = room.admit(1), room.arrive(2)
    channel = room.private(inside)
    room.host.say(channel, "Between us.")
    waiting.knock()
    other_attempt = next(iter(room.host.attempts))

    real = answers_to(waiting.connection, aimed_at(channel, inside.seat, other_attempt))
    invented = answers_to(waiting.connection, aimed_at(new_id(), new_id(), new_id()))

    assert set(map(repr, real.values())) == {repr({"error": "not_allowed"})}
    assert real == invented, "what exists and what does not are refused alike"
    assert room.host.enter()["channels"][0]["epoch"] == 1
    inside.hear(channel, "Between us.")


def test_knocking_while_no_mediator_is_there_looks_the_same(room: OpenRoom) -> None:
    """Seen to fail when a knock without a host is refused."""
    early, late = room.arrive(1), room.arrive(2)
    with_host = early.connection.raw("knock", {"message": bytes(48), "bare": False})
    room.host.disconnect()
    without_host = late.connection.raw("knock", {"message": bytes(48), "bare": False})

    assert with_host == without_host == {}
    assert [heard for heard in late.connection.settle() if heard.event != "attempt_over"] == []
    room.host.connect()


def test_every_link_that_cannot_be_used_is_answered_alike(
    room: OpenRoom, new_room: NewRoom, server_url: str
) -> None:
    """Seen to fail when /join answers 404 for a room that it does not know."""
    closed = new_room()
    unopened = to_text(bytes(16))
    used = room.link(2)
    room.host.replace_link(2)
    closed.host.close_room()
    right = room.link(1)
    attempts = {
        "unknown room": {"room": unopened, "seat": right.seat, "proof": to_text(bytes(32))},
        "unknown seat": {"room": room.id, "seat": new_id(), "proof": to_text(bytes(32))},
        "wrong proof": {"room": room.id, "seat": right.seat, "proof": to_text(bytes(32))},
        "replaced link": _body(used),
        "closed room": _body(closed.link(1)),
        "another seat's proof": {**_body(right), "seat": room.link(2).seat},
    }
    answers = {}
    for name, body in attempts.items():
        visitor = Visitor(server_url)
        answer = visitor.http.post(
            f"{server_url}/join", json=body, headers={"Origin": server_url}, timeout=10
        )
        headers = {header: value for header, value in answer.headers.items() if header != "Date"}
        answers[name] = (answer.status_code, answer.content, tuple(sorted(headers.items())))
        assert not visitor.http.cookies
        visitor.close()

    assert len(set(answers.values())) == 1, answers
    status, content, _ = answers["unknown room"]
    assert (status, content.strip()) == (403, b'{"error":"not_open"}')


def _body(link: PersonalLink) -> dict[str, str]:
    return {"room": link.room, "seat": link.seat, "proof": to_text(proof_of(link.secret))}


@pytest.fixture
def server_url(room: OpenRoom) -> str:
    return room.host.visitor.url


def test_heard_is_what_the_promises_count(room: OpenRoom) -> None:
    """The instrument: an admitted person does hear what the lobby must not."""
    inside = room.admit(1)
    room.host.say(room.private(inside), "Hello.")
    events = {heard.event for heard in inside.connection.settle()}
    assert {"admitted", "whisper", "envelope"} <= events
