"""The server is killed and started again: the room comes back from its members' tabs, and by nothing else."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from tests.client.connection import ConnectionRefused, Refused
from tests.client.links import Place
from tests.client.member import Member
from tests.client.tab import Tab
from tests.client.visitor import HttpRefused, Mediator
from tests.fixtures.rooms import OpenRoom, Rooms
from tests.fixtures.server_process import ServerProcess


@pytest.fixture
def session(owner: Mediator) -> Iterator[OpenRoom]:
    """Two people inside, a joint session, something said."""
    rooms = Rooms()
    room = rooms.open(owner, [Place(1), Place(2)])
    first, second = room.admit(1), room.admit(2)
    joint = room.open_joint(first, second)
    first.say(joint, "Before.")
    second.say(room.private(second), "Aside.")
    for tab in (room.host, first, second):
        tab.hear(joint, "Before.")
    room.host.hear(room.private(second), "Aside.")
    room.host.keep_lifeline()
    yield room
    rooms.leave(room)
    rooms.await_all()


def restart(server: ServerProcess, room: OpenRoom) -> None:
    for tab in (room.host, *room.members):
        tab.disconnect()
    server.kill()
    server.start()


def rows(server: ServerProcess) -> set[tuple[str, str]]:
    """References, and when they began."""
    with closing(sqlite3.connect(f"file:{server.instance / 'mediation.db'}?mode=ro", uri=True)) as database:
        return set(database.execute("SELECT reference, started_at FROM mediations"))


def come_back(room: OpenRoom, *tabs: Tab) -> None:
    """Everybody at once, as tabs do by themselves."""
    for tab in tabs:
        assert tab.connect() == {"restoring": True}
    with ThreadPoolExecutor(len(tabs)) as pool:
        for back in [pool.submit(tab.bring_back) for tab in tabs]:
            back.result(30)
    for member in (tab for tab in tabs if isinstance(tab, Member)):
        member.knock()
        attempt = room.host.answer_knock(seat=member.seat, known=True)
        member.come_back()
        room.host.take_resume(attempt)
        member.take_grant()


def test_everyone_is_back_in_the_same_channels_with_every_word(
    mortal: ServerProcess, session: OpenRoom
) -> None:
    """Seen to fail when _finish adds the room without its channels' envelopes."""
    host, (first, second) = session.host, session.members
    (joint,) = set(first.channels) - {session.private(first)}
    restart(mortal, session)
    come_back(session, host, first, second)

    assert [tab.entered["life"] for tab in (host, first, second)] == [2, 2, 2]
    second.say(joint, "After.")
    for tab in (host, first, second):
        tab.hear(joint, "After.")
        tab.channels[joint].go_back_to(0)
        tab.catch_up(joint)
        assert tab.channels[joint].texts() == ["Before.", "After."]
    with pytest.raises(Refused):
        first.connection.call("catch_up", channel=session.private(second), after=0)
    host.keep_lifeline()
    restart(mortal, session)
    come_back(session, first, host, second)
    first.say(joint, "And again.")
    host.hear(joint, "And again.")


def test_somebody_who_had_left_holds_nobody_up(mortal: ServerProcess, session: OpenRoom) -> None:
    """Seen to fail when everyone who was ever let in is waited for: it is back after ten seconds then."""
    host, (first, second) = session.host, session.members
    (joint,) = set(first.channels) - {session.private(first)}
    second.disconnect()
    present = host.connection.expect("presence", channel=joint)["present"]
    assert second.seat not in present
    host.connection.settle()
    host.keep_lifeline()
    restart(mortal, session)
    come_back(session, host, first)
    first.say(joint, "Without waiting.")
    host.hear(joint, "Without waiting.")


def test_a_mediation_that_began_as_the_server_died_begins_once(
    mortal: ServerProcess, session: OpenRoom
) -> None:
    """The row was written, and no host had heard so. Seen to fail when a lifeline leaves `reserved` out."""
    host, (first, second) = session.host, session.members
    before = rows(mortal)
    heard_of = host.begin()
    assert len(rows(mortal) - before) == 1
    restart(mortal, session)  # its lifeline is the one from before
    come_back(session, host, first, second)
    assert host.begin() == heard_of
    assert {reference for reference, _ in rows(mortal) - before} == {heard_of}


def test_a_post_sent_again_after_the_restart_is_there_once(mortal: ServerProcess, session: OpenRoom) -> None:
    """Seen to fail when the store forgets which entries were restored."""
    host, (first, second) = session.host, session.members
    (joint,) = set(first.channels) - {session.private(first)}
    post = first.seal_post(joint, {"kind": "message", "text": "Acknowledged or not?"})
    number = first.connection.call("post", **post)["number"]
    for tab in (host, first, second):
        tab.hear(joint, "Acknowledged or not?")
    restart(mortal, session)
    come_back(session, host, first, second)
    assert first.connection.call("post", **post)["number"] == number
    assert host.enter()["channels"][-1]["head"] == number


def test_a_link_and_a_mediators_sign_in_alone_open_nothing_anew(
    mortal: ServerProcess, session: OpenRoom, owner: Mediator
) -> None:
    """Seen to fail when open() does not ask whether the room is awaited."""
    host, (first, second) = session.host, session.members
    restart(mortal, session)
    with pytest.raises(HttpRefused) as refusal:
        host.open_room()
    assert (refusal.value.status, refusal.value.error) == (409, "restoring")
    with pytest.raises(HttpRefused) as refusal:
        first.visitor.join(first.link)
    assert (refusal.value.status, refusal.value.error) == (403, "not_open")
    come_back(session, host, first, second)


def test_a_member_cannot_bring_back_what_was_never_said(mortal: ServerProcess, session: OpenRoom) -> None:
    """Forged, cut out of the middle, misattributed, or with the host's own lifeline in hand."""
    host, (first, second) = session.host, session.members
    (joint,) = set(first.channels) - {session.private(first)}
    first.say(joint, "A second word.")
    for tab in (host, first, second):
        tab.hear(joint, "A second word.")
    restart(mortal, session)
    first.connect()
    with pytest.raises(Refused, match="not_allowed"):
        first.connection.call("restore", lifeline=host.lifeline)
    with pytest.raises(Refused, match="not_allowed"):
        first.connection.call("hand_in", channel=joint, before=bytes(32), envelopes=[])
    host.connect()
    host.connection.call("restore", lifeline=host.lifeline)
    first.connection.expect("restoring")
    held = first.channels[joint]
    good = held.page_after(0)
    forgeries = [
        [{**good[0], "sealed": secrets.token_bytes(296)}],
        [{**good[0], "sender": second.seat}],
        [{**good[0], "life": 2}],
        [{**good[0], "mac": secrets.token_bytes(32)}],
        [good[0], {**good[2], "number": 2}],
    ]
    for forged in forgeries:
        with pytest.raises(Refused, match="not_allowed"):
            first.connection.call("hand_in", channel=joint, before=held.hashes[0], envelopes=forged)
    with pytest.raises(Refused, match="not_allowed"):
        first.connection.call("hand_in", channel=session.private(second), before=bytes(32), envelopes=[])
    with pytest.raises(Refused, match="restoring"):
        first.connection.call("post", **first.seal_post(joint, {"kind": "message", "text": "Too early."}))
    host.disconnect()
    first.disconnect()
    come_back(session, host, first, second)
    assert host.channels[joint].texts() == ["Before.", "A second word."]


def test_who_was_removed_stays_removed(mortal: ServerProcess, session: OpenRoom) -> None:
    """Even when an older lifeline is brought. Seen to fail when the floor is not kept on disk."""
    host, (first, second) = session.host, session.members
    older = host.lifeline
    host.remove(first.seat)
    host.keep_lifeline()
    restart(mortal, session)
    host.connect()
    with pytest.raises(Refused, match="not_allowed"):
        host.connection.call("restore", lifeline=older)
    host.disconnect()
    come_back(session, host, second)
    with pytest.raises(ConnectionRefused, match="refused"):
        first.connect()


def test_a_closed_room_never_comes_back(mortal: ServerProcess, session: OpenRoom) -> None:
    """With every tab's content, passes and the lifeline in hand. Seen to fail when _close keeps the key."""
    host, (first, second) = session.host, session.members
    host.close_room()
    restart(mortal, session)
    for tab in (host, first, second):
        with pytest.raises(ConnectionRefused, match="closed"):
            tab.connect()
    keys = (mortal.instance / "rooms.keys").read_bytes()
    assert keys == bytes(len(keys)), "nothing of it is left on the disk"


def test_a_server_with_other_keys_brings_nothing_back(mortal: ServerProcess, session: OpenRoom) -> None:
    """Seen to fail when a pass is read without its MAC."""
    key = mortal.instance / "server.key"
    kept = key.read_bytes()
    for tab in (session.host, *session.members):
        tab.disconnect()
    mortal.kill()
    key.write_bytes(secrets.token_bytes(32))
    mortal.start()
    for tab in (session.host, *session.members):
        with pytest.raises(ConnectionRefused, match="refused"):
            tab.connect()
    mortal.kill()
    key.write_bytes(kept)
    mortal.start()
    come_back(session, session.host, *session.members)
