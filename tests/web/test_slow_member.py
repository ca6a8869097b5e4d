"""A line that takes slowly what it is sent: all of it arrives, in order, and nobody else waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from typing import Any

from tests.conftest import NewRoom
from tests.fixtures.guests import post_all
from tests.fixtures.raw_socket import EVENT, RawSocket
from tests.fixtures.raw_tab import enter

LETTERS, POSTS = 45_000, 55  # more than sockets hold, and less than is kept for a connection
RECEIVE_BUFFER_BYTES = 4096


def envelopes(line: RawSocket, channel: str) -> Iterator[dict[str, Any]]:
    for told in line.packets():
        if told["type"] == EVENT and told["data"][0] == "envelope" and told["data"][1]["channel"] == channel:
            yield told["data"][1]


def test_a_slow_line_gets_everything_in_order_and_delays_nobody(new_room: NewRoom) -> None:
    """Seen to fail when the end of what a socket took in part is dropped, when it goes out behind what came
    after it, and (nobody else hears) when the server waits for a socket that takes nothing."""
    room = new_room()
    person, sender = room.admit(1), room.admit(2)
    joint = room.open_joint(person, sender)
    person.catch_up(joint)
    before = person.channels[joint].number
    with closing(enter(person, RECEIVE_BUFFER_BYTES)) as line:
        post_all(sender, joint, [{"kind": "message", "text": f"{n} {'x' * LETTERS}"} for n in range(POSTS)])
        sender.say(joint, "The last.")
        for quick in (room.host, person):
            quick.hear(joint, "The last.")
        heard = list(islice(envelopes(line, joint), POSTS + 1))
    sent = room.host.channels[joint].envelopes
    assert [one["number"] for one in heard] == list(range(before + 1, before + POSTS + 2))
    assert [one["mac"] for one in heard] == [sent[one["number"]]["mac"] for one in heard]
