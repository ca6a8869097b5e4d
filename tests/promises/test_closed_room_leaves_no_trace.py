"""Close ends it for everyone: tabs are told, links and passes are dead, the disk holds two dates at most."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from tests.client.connection import ConnectionRefused
from tests.client.visitor import HttpRefused
from tests.conftest import NewRoom
from tests.fixtures.memory import find_in_memory, is_gone_from_memory
from tests.fixtures.rooms import OpenRoom
from tests.fixtures.server_process import ServerProcess


def test_every_tab_is_told_and_cut_off(new_room: NewRoom) -> None:
    """Seen to fail when `closed` goes to members only, and the lobby keeps waiting."""
    room = new_room(parties=2)
    inside, waiting = room.admit(1), room.arrive(2)
    room.host.close_room()
    for tab in (inside, waiting, room.host):
        tab.connection.expect_end()
        assert tab.connection.heard[-1].event == "closed"


def test_a_countdown_can_be_cancelled(new_room: NewRoom) -> None:
    """Seen to fail when `close_cancel` only tells the tabs and leaves the clock running."""
    room = new_room(parties=1)
    member = room.admit(1)
    seconds = room.host.connection.call("close_begin")["seconds"]
    assert member.connection.expect("closing")["seconds"] == seconds
    room.host.connection.call("close_cancel")
    assert member.connection.expect("closing")["seconds"] is None
    assert member.enter()["closing_seconds"] is None
    room.host.say(room.private(member), "We go on.")
    member.hear(room.private(member), "We go on.")


def test_links_passes_and_tickets_are_dead(new_room: NewRoom) -> None:
    """Seen to fail when a closed room's id is not kept, so that its ticket opens it again."""
    room = new_room(parties=1)
    member = room.admit(1)
    room.host.close_room()

    for tab in (member, room.host):
        with pytest.raises(ConnectionRefused, match="closed"):
            tab.connect()
    with pytest.raises(HttpRefused, match="403 not_open"):
        member.visitor.join(member.link)
    with pytest.raises(HttpRefused, match="closed"):
        room.host.open_room()


def test_leaving_expires_the_seats_cookie_and_no_other(room: OpenRoom) -> None:
    """Seen to fail when /leave answers without expiring the cookie."""
    member = room.admit(1)
    member.visitor.http.cookies.set("other", "kept", domain="127.0.0.1", path="/")
    assert member.visitor.pass_of(member.seat)
    member.visitor.leave(member.seat)
    assert member.visitor.pass_of(member.seat) is None
    assert [cookie.name for cookie in member.visitor.http.cookies] == ["other"]


def test_nothing_of_the_room_is_on_disk(server: ServerProcess, new_room: NewRoom) -> None:
    """Seen to fail when opening prints the room's id."""
    room = new_room(parties=2)
    members = [room.admit(1), room.admit(2)]
    joint = room.open_joint(*members)
    members[0].say(joint, "Good morning.")
    members[1].connection.call("half_put", half=b"one half of a secret, and 32 bytes")
    ids = {room.id, room.host.seat, joint, *room.host.attempts, *room.host.private.values()}
    ids |= {member.seat for member in members} | {member.entered["device"] for member in members}
    cookies = {member.visitor.pass_of(member.seat) or "" for member in members}
    assert found_on_disk(server, ids | cookies) == set(), "not even while it is open"

    room.host.close_room()

    assert found_on_disk(server, ids | cookies) == set()


def test_a_session_that_was_not_begun_changes_no_row(server: ServerProcess, new_room: NewRoom) -> None:
    """Seen to fail when opening a room writes the row."""
    before = list(dump(server))
    room = new_room(parties=1)
    member = room.admit(1)
    room.host.say(room.private(member), "A rehearsal.")
    room.host.close_room()
    assert list(dump(server)) == before


def test_a_mediation_adds_one_row_and_nothing_else(server: ServerProcess, new_room: NewRoom) -> None:
    """Seen to fail when closing writes another row."""
    before = set(dump(server))
    room = new_room(parties=1)
    room.admit(1)
    reference = room.host.begin()
    room.host.close_room()
    after = set(dump(server))
    assert before - after == set()
    (added,) = after - before
    assert added.startswith('INSERT INTO "mediations"')
    assert reference in added


def found_on_disk(server: ServerProcess, texts: set[str]) -> set[str]:
    contents = [path.read_bytes() for path in server.files()]
    return {text for text in texts if any(text.encode() in content for content in contents)}


def dump(server: ServerProcess) -> Iterator[str]:
    connection = sqlite3.connect(f"file:{server.instance / 'mediation.db'}?mode=ro", uri=True)
    try:
        yield from connection.iterdump()
    finally:
        connection.close()


@pytest.fixture(autouse=True)
def _no_other_rooms(request: pytest.FixtureRequest) -> None:
    """A room of an earlier test that is still closing would write its own date meanwhile."""
    rooms = request.getfixturevalue("rooms")
    rooms.await_all()


def test_nothing_that_was_sealed_stays_in_memory(server: ServerProcess, new_room: NewRoom) -> None:
    """Seen to fail when the server begins in memory that is not written over as it is freed: then nine of ten
    lie there until that is used again."""
    room = new_room(parties=2)
    first, second = room.admit(1), room.admit(2)
    joint = room.open_joint(first, second)
    for n in range(60):
        (first if n % 2 else second).say(joint, f"{n} " * 20 * (n + 1))
    first.listen()
    sealed = [heard.fields["sealed"] for heard in first.connection.heard if heard.event == "envelope"]
    middles = [one[40:72] for one in sealed]  # past the nonce
    assert len(find_in_memory(server.pids, middles)) == len(middles), "the search finds what is there"

    room.host.close_room()
    first.connection.expect_end()

    second.connection.expect_end()

    is_gone_from_memory(server.pids, {"sealed": set(middles)})
