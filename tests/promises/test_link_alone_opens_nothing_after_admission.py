"""Once a person is inside, their link in other hands is worth a place in the lobby and no more."""

from __future__ import annotations

import pytest

from tests.client.connection import ConnectionRefused
from tests.client.member import Member
from tests.client.noise import HandshakeDoesNotHold
from tests.client.sealing import DoesNotOpen, open_sealed, whisper_ad
from tests.client.visitor import HttpRefused, Visitor
from tests.fixtures.attack import aimed_at, answers_to, mentions
from tests.fixtures.rooms import OpenRoom


def thief_with(room: OpenRoom, member: Member) -> Member:
    """The same link, opened on another device."""
    thief = Member(Visitor(room.host.visitor.url), member.link, "Somebody else")
    room.members.append(thief)
    return thief


def test_the_link_on_another_device_waits_in_the_lobby(room: OpenRoom) -> None:
    """Seen to fail when `enter` asks whether the seat is admitted instead of the device."""
    member = room.admit(1)
    channel = room.private(member)
    room.host.say(channel, "Are you well?")
    member.hear(channel, "Are you well?")
    before = len(member.connection.settle())

    thief = thief_with(room, member)
    assert thief.arrive() == {"admitted": False}
    thief.knock()
    knock = room.host.connection.expect("knock", seat=member.seat)
    assert knock["known"] is False, "the mediator is told that it is another device"
    assert knock["device"] != member.entered["device"]

    attempt = next(iter(room.host.attempts))
    answers = answers_to(thief.connection, aimed_at(channel, member.seat, attempt))
    assert set(map(repr, answers.values())) == {repr({"error": "not_allowed"})}
    assert mentions(thief.connection.settle(), channel, attempt) == []
    assert member.connection.settle()[before:] == [], "and the person inside is not disturbed"
    member.say(channel, "I am.")
    room.host.hear(channel, "I am.")


def test_a_stolen_pass_and_the_link_do_not_make_the_handshake(room: OpenRoom) -> None:
    """Seen to fail when returning_psk leaves R out: then L is enough again."""
    member = room.admit(1)
    thief = thief_with(room, member)
    thief.visitor.http.cookies.update(member.visitor.http.cookies)  # the device's own pass, but not its R
    assert thief.connect()["admitted"] is True, "the pass is the device's, so the server cannot tell"
    thief.knock()
    with pytest.raises(HandshakeDoesNotHold):
        room.host.answer_knock(seat=member.seat)


def test_who_holds_the_link_and_recorded_everything_reads_nothing(room: OpenRoom) -> None:
    """Seen to fail when the ephemeral keys of a handshake are always the same."""
    member = room.admit(1)
    room.host.say(room.private(member), "This was said.")
    recorded = [heard.fields for heard in member.connection.settle() if heard.event in ("whisper", "answer")]
    thief = thief_with(room, member)
    thief.arrive()
    thief.knock()
    room.host.answer_knock(seat=member.seat)
    thief.take_answer()

    answers = [fields["message"] for fields in recorded if "message" in fields]
    assert answers[0][:32] != thief.connection.heard[0].fields["message"][:32], "the host's ephemeral keys"
    ad = whisper_ad(room.id, member.seat, member.attempt)
    for box in (fields["box"] for fields in recorded if "box" in fields):
        assert open_sealed(member.split.responder_key, ad, box)
        for key in (thief.split.initiator_key, thief.split.responder_key, member.link.secret):
            with pytest.raises(DoesNotOpen):
                open_sealed(key, ad, box)


def test_a_second_admission_shuts_the_first_device_out(room: OpenRoom) -> None:
    """Seen to fail when `admit` leaves the former device's connections open."""
    first = room.admit(1)
    second = thief_with(room, first)
    second.arrive()
    room.let_in(second)
    first.connection.expect("replaced")
    first.connection.expect_end()
    assert first.connect() == {"admitted": False}


def test_a_replaced_link_and_its_pass_open_nothing(room: OpenRoom) -> None:
    """Seen to fail when `seat_set` leaves the passes of the former version good."""
    member = room.admit(1)
    room.host.replace_link(1)
    member.connection.expect("removed")
    member.connection.expect_end()
    with pytest.raises(ConnectionRefused, match="refused"):
        member.connect()
    with pytest.raises(HttpRefused, match="403 not_open"):
        member.visitor.join(member.link)


def test_a_person_who_reloads_comes_back_without_being_asked(room: OpenRoom) -> None:
    """The other side of the promise: R, where it is, opens at once."""
    member = room.admit(1)
    member.disconnect()
    member.connect()
    member.knock()
    attempt = room.host.answer_knock(seat=member.seat, known=True)
    member.come_back()
    room.host.take_resume(attempt)
    member.take_grant()
    channel = room.private(member)
    room.host.say(channel, "There you are again.")
    member.hear(channel, "There you are again.")
