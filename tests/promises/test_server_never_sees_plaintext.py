"""No name, word or key of a mediation is ever in the server's memory, database or output: searched, whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser.people import MediatorInBrowser, Party
from tests.client.derivations import channel_key, link_secret, resume_secret
from tests.client.links import HostLink, PersonalLink
from tests.client.visitor import Mediator
from tests.conftest import NewRoom
from tests.fixtures.browser import NewPerson
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
    """Seen to fail when `seal` returns its plaintext, and when the proof is the link's secret."""
    assert where_found(server, session.secrets) == {}

    session.room.host.close_room()

    assert where_found(server, session.secrets) == {}


def test_nothing_that_is_typed_in_a_browser_reaches_the_server(
    server: ServerProcess, turns: Iterator[Mediator], new_person: NewPerson
) -> None:
    """Seen to fail when the browser's `seal` does not encrypt, and when `knock` carries the name."""
    word = canary()
    account = next(turns)
    mediator, party = MediatorInBrowser(new_person()), Party(new_person())
    mediator.sign_in(account.name, account.password)
    label, name = f"{word} label", f"{word} name"
    links = mediator.prepare_room([label])
    mediator.open_room()
    party.open_link(links[label], name)
    party.words()
    mediator.let_in(label)
    party.is_inside()
    mediator.meets(name)
    mediator.say(f"{word} from the mediator")
    party.sees(f"{word} from the mediator")
    party.say(f"{word} from the party")
    mediator.sees(f"{word} from the party")
    party.write(f"{word} in a draft")
    party.page.reload()
    expect(party.composer).to_have_value(f"{word} in a draft")
    secret = PersonalLink.parse(links[label]).secret
    invitation = HostLink.parse(mediator.host_link).invitation
    named = {"typed": forms_of_word(word), "L": forms_of_key(secret), "I": forms_of_key(invitation)}
    assert where_found(server, named) == {}

    mediator.close_session()
    party.is_told_it_is_over()

    assert where_found(server, named) == {}
