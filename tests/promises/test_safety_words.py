"""Comparing three words shows whoever stands in the middle; nobody can search for words that match."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

import pytest

from tests.client import words
from tests.client.derivations import first_psk
from tests.client.member import CommitmentIsBroken
from tests.client.noise import Handshake, Split, prologue
from tests.fixtures.rooms import OpenRoom

LINK = secrets.token_bytes(32)
HERE = prologue("R" * 22, "S" * 22, 1)


@dataclass
class Between:
    """Who stands in the middle knows the link; each end shakes hands with them."""

    member: Split
    member_nonce: bytes
    committed: bytes
    host: Split
    host_nonce: bytes
    invented: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def words_at_host(self) -> list[str]:
        return words.safety_words(self.host.handshake_hash, self.invented, self.host_nonce)

    def words_at_member(self, revealed: bytes) -> list[str]:
        return words.safety_words(self.member.handshake_hash, self.member_nonce, revealed)


def shake_hands(host_nonce: bytes, psk_of_host: bytes) -> tuple[Split, bytes]:
    """The keys of both ends, and the commitment as the member got it."""
    member, host = Handshake(HERE, first_psk(LINK)), Handshake(HERE, psk_of_host)
    host.read(member.write())
    committed = member.read(host.write(words.commitment(host_nonce)))
    return member.split(), committed


@pytest.fixture
def between() -> Between:
    host_nonce, revealed = secrets.token_bytes(32), secrets.token_bytes(32)
    to_host, _ = shake_hands(host_nonce, first_psk(LINK))
    to_member, committed = shake_hands(revealed, first_psk(LINK))
    middle = Between(to_member, secrets.token_bytes(32), committed, to_host, host_nonce)
    middle.invented = revealed
    return middle


def test_the_words_differ_when_someone_stands_in_the_middle(between: Between) -> None:
    """Seen to fail when the words are made of the nonces without the handshake hash."""
    between.invented = between.member_nonce  # passing on what each end says does not help
    assert between.words_at_member(between.host_nonce) != between.words_at_host()


def test_without_the_commitment_matching_words_could_be_searched_for(between: Between) -> None:
    """Why it is there: one matching word of three is found by trying some thousand nonces."""
    wanted = between.words_at_host()[0]
    tries = (secrets.token_bytes(32) for _ in range(100_000))
    ground = next(nonce for nonce in tries if between.words_at_member(nonce)[0] == wanted)
    assert words.commitment(ground) != between.committed


def test_a_host_that_reveals_another_nonce_is_found_out(room: OpenRoom) -> None:
    """Seen to fail when check_reveal does not compare the commitment."""
    member = room.arrive(1)
    member.knock()
    attempt = room.host.answer_knock(seat=member.seat)
    member.take_answer()
    member.say_hello()
    attempt.host_nonce = secrets.token_bytes(32)
    room.host.take_hello(attempt)
    with pytest.raises(CommitmentIsBroken):
        member.check_reveal()
    assert member.words == []


def test_both_see_the_same_words_when_nobody_stands_between(room: OpenRoom) -> None:
    """Seen to fail when either side uses another part of the handshake hash."""
    member, other = room.arrive(1), room.arrive(2)
    attempt, other_attempt = room.knock(member), room.knock(other)
    assert len(member.words) == 3
    assert attempt.words == member.words
    assert other_attempt.words == other.words
    assert member.words != other.words
