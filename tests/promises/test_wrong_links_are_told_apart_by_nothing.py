"""Whatever is the matter with a link, /join says the same bytes, and has done the same to find them.

Not timed: a clock on a busy machine proves nothing. That the same steps take about the same time, and what a
patient stranger on a quiet network could still measure, is said in docs/threat-model.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any

import pytest
import requests

from mediation.rooms.door import LinkIsNotOpen
from tests.client.derivations import proof_of
from tests.client.encoding import new_id, to_text
from tests.client.links import PersonalLink, Place
from tests.client.visitor import Visitor
from tests.conftest import NewRoom
from tests.fixtures.rooms import Rooms
from tests.unit.rooms.scene import HOST, Scene


@pytest.fixture
def stranger(server: Any) -> Iterator[Visitor]:
    visitor = Visitor(server.url)
    yield visitor
    visitor.close()


def ask(stranger: Visitor, room: str, seat: str, proof: bytes) -> requests.Response:
    return stranger.http.post(
        stranger.url + "/join",
        json={"room": room, "seat": seat, "proof": to_text(proof)},
        headers={"Origin": stranger.url},
        timeout=10,
    )


def ask_with(stranger: Visitor, link: PersonalLink) -> requests.Response:
    return ask(stranger, link.room, link.seat, proof_of(link.secret))


def test_the_answer_is_the_same_to_the_byte(new_room: NewRoom, rooms: Rooms, stranger: Visitor) -> None:
    """Seen to fail when a room that is not known is answered otherwise than one that has closed."""
    room, closed = new_room(parties=3), new_room(parties=1)
    member = room.admit(1)
    good, other = room.link(2), room.link(3)
    room.host.replace_link(3)
    closed.host.close_room()
    prepared = rooms.prepare(room.host.mediator, [Place(1)]).link.personal(1)
    answers = {
        "not open yet": ask_with(stranger, prepared),
        "closed": ask_with(stranger, closed.link(1)),
        "revoked": ask_with(stranger, other),
        "no such room": ask(stranger, new_id(), good.seat, proof_of(good.secret)),
        "no such seat": ask(stranger, room.id, new_id(), proof_of(good.secret)),
        "wrong proof": ask(stranger, room.id, good.seat, bytes(32)),
        "wrong proof, and somebody is inside": ask(stranger, room.id, member.seat, bytes(32)),
        "of another seat": ask(stranger, room.id, good.seat, proof_of(member.link.secret)),
        "the mediator's": ask(stranger, room.id, room.host.seat, bytes(32)),
    }
    for answer in answers.values():
        assert answer.headers.pop("Date")
    told = {how: (one.status_code, one.content, dict(one.headers)) for how, one in answers.items()}
    assert told == dict.fromkeys(told, told["wrong proof"])
    assert told["wrong proof"][:2] == (403, b'{"error":"not_open"}\n')
    assert ask_with(stranger, good).status_code == 200, "the right one opens"


def test_the_steps_are_the_same() -> None:
    """Seen to fail when `join` returns at once for a room that is not there."""
    scene = Scene()
    scene.rooms.hosting.seat_set("room", scene.host, "bo", 1, "party", None)
    wrong = {
        "wrong proof": ("room", "ann", bytes(32)),
        "no such seat": ("room", "nobody", bytes(32)),
        "revoked": ("room", "bo", scene.proof("bo")),
        "the mediator's": ("room", HOST, bytes(32)),
        "no such room": ("another", "ann", bytes(32)),
    }
    steps = {how: steps_of(scene, *asked) for how, asked in wrong.items()}
    assert steps == dict.fromkeys(steps, steps["wrong proof"])
    assert any("compare_digest" in step for step in steps["wrong proof"])


def steps_of(scene: Scene, room: str, seat: str, proof: bytes) -> list[str]:
    """Every function, ours or the library's, that answering calls, in order."""
    called: list[str] = []

    def note(frame: FrameType, event: str, argument: Any) -> None:
        if event == "call":
            called.append(frame.f_code.co_qualname)
        elif event == "c_call":
            called.append(argument.__qualname__)

    sys.setprofile(note)
    try:
        with pytest.raises(LinkIsNotOpen):
            scene.rooms.door.join(room, seat, proof, None, is_mediator=False)
    finally:
        sys.setprofile(None)
    return called
