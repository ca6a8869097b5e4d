"""What a tab sends is answered in its order, whether it comes in one piece, in many, or all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice

import pytest

from tests.client.encoding import new_id
from tests.conftest import NewRoom
from tests.fixtures.raw_socket import ACK, EVENT, TEXT, RawSocket, frame, packet
from tests.fixtures.raw_tab import enter

ANSWER_TO_HEARTBEAT = frame(b"3", TEXT)
FIRST_NUMBER = 100

Send = Callable[[RawSocket, list[bytes]], None]


def post(channel: str, number: int, sealed: bytes) -> bytes:
    fields = {"channel": channel, "entry": new_id(), "epoch": 1, "seen": 0, "sealed": sealed}
    return frame(packet(EVENT, ["post", fields], number))


def answers(tab: RawSocket) -> Iterator[tuple[int, dict[str, object]]]:
    for told in tab.packets():
        if told["type"] == ACK:
            yield told["id"], told["data"][0]


def one_by_one(tab: RawSocket, frames: list[bytes]) -> None:
    for one in frames:
        tab.send(one)


def all_at_once(tab: RawSocket, frames: list[bytes]) -> None:
    tab.send(b"".join(frames))


def with_answers_to_heartbeats(tab: RawSocket, frames: list[bytes]) -> None:
    tab.send(ANSWER_TO_HEARTBEAT.join(frames))
    tab.send(ANSWER_TO_HEARTBEAT)


def across_frames(tab: RawSocket, frames: list[bytes]) -> None:
    octets = b"".join(frames)
    for at in range(0, len(octets), 150):
        tab.send(octets[at : at + 150])


@pytest.mark.parametrize("send", [one_by_one, all_at_once, with_answers_to_heartbeats, across_frames])
def test_everything_is_answered_in_its_order(new_room: NewRoom, send: Send) -> None:
    """Seen to fail when what is answered at once is all that is looked at of what came, and when it is not
    acknowledged."""
    room = new_room()
    person, other = room.admit(1), room.admit(2)
    joint = room.open_joint(person, other)
    with closing(enter(person)) as tab:
        asked = [post(joint, FIRST_NUMBER + n, bytes(300)) for n in range(8)]
        ends = frame(packet(EVENT, ["catch_up", {"channel": joint, "after": 0}], FIRST_NUMBER + 8))
        send(tab, [*asked, ends])
        told = list(islice(answers(tab), len(asked) + 1))
    assert [number for number, _ in told] == [FIRST_NUMBER + n for n in range(9)]
    numbers = [int(str(answer["number"])) for _, answer in told[:-1]]
    assert numbers == list(range(numbers[0], numbers[0] + 8))
    assert told[-1][1]["head"] == numbers[-1]


def test_the_end_of_a_message_is_no_message(new_room: NewRoom) -> None:
    """It looks like an answer to a heartbeat, and comes alone. Seen to fail when the loop looks for messages
    where eventlet reads."""
    room = new_room()
    person, other = room.admit(1), room.admit(2)
    joint = room.open_joint(person, other)
    with closing(enter(person)) as tab:
        sent = post(joint, FIRST_NUMBER, bytes(300) + ANSWER_TO_HEARTBEAT)
        assert sent.count(ANSWER_TO_HEARTBEAT) == 1
        head, end = sent.split(ANSWER_TO_HEARTBEAT)
        tab.send(head)
        other.connection.call("catch_up", channel=joint, after=0)  # by now the server has read that
        tab.send(ANSWER_TO_HEARTBEAT)
        other.connection.call("catch_up", channel=joint, after=0)
        tab.send(end)
        number, answer = next(answers(tab))
    assert (number, list(answer)) == (FIRST_NUMBER, ["number"])
