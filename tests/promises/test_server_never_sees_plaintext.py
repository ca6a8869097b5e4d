"""No name, word or key of a mediation is ever in the server's memory, database or output: searched, whole."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.client.derivations import channel_key, link_secret, resume_secret
from tests.conftest import NewRoom
from tests.fixtures.canaries import canary, forms_of_key, forms_of_word, where_found
from tests.fixtures.rooms import OpenRoom
from tests.fixtures.server_process import ServerProcess


@dataclass
class Session:
    """`planted` is what the server is given to hold: the search must find it."""

    room: OpenRoom
    secrets: dict[str, set[bytes]]
    planted: str


@pytest.fixture
def session(new_room: NewRoom) -> Session:
    """A mediation in which everything that is said carries the same canary."""
    word, planted = canary(), canary()
    room = new_room(parties=2)
    host = room.host
    first, second = room.admit(1, f"{word} is a name"), room.admit(2)
    joint = room.open_joint(first, second)
    caucus = room.make_caucus(first, title=f"{word} is a caucus")
    notes = host.make_channel([], kind="notes")
    host.post(notes, {"kind": "seat", "seat": first.seat, "label": f"{word} is a label"})
    first.say(joint, f"{word} is said to all")
    second.hear(joint, f"{word} is said to all")
    first.say(caucus, f"{word} is said to the mediator")
    host.hear(caucus, f"{word} is said to the mediator")
    first.signal(caucus, {"kind": "alarm", "reason": f"{word} is a reason"})
    first.connection.call("half_put", half=planted.encode())

    epoch_id = host.channels[joint].epoch_ids[1]
    keys = {
        "invitation secret": host.link.invitation,
        "room secret": host.secret,
        "link secret": link_secret(host.link.invitation, first.seat, 1),
        "channel key": channel_key(host.secret, joint, 1, epoch_id),
        "resume secret": resume_secret(host.secret, first.seat, first.entered["device"]),
        "handshake key": first.split.initiator_key,
    }
    named = {name: forms_of_key(key) for name, key in keys.items()}
    return Session(room, {"what was said": forms_of_word(word), **named}, planted)


def test_the_search_finds_what_is_there(session: Session, server: ServerProcess) -> None:
    """The instrument: what the server does hold, or write, is found where it is."""
    name = session.room.host.mediator.name
    found = where_found(server, {"half": forms_of_word(session.planted), "account": {name.encode()}})
    assert "memory" in found["half"]
    assert {"mediation.db", "mediation.db-wal"} & found["account"]


def test_nothing_that_was_said_is_in_memory_database_or_output(
    session: Session, server: ServerProcess
) -> None:
    """Seen to fail when `seal` returns its plaintext, and when /join is sent the link's secret."""
    assert where_found(server, session.secrets) == {}

    session.room.host.close_room()

    assert where_found(server, session.secrets) == {}
