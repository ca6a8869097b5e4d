"""docs/protocol.md names the events, fields and errors that the server and the browser speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from mediation.rooms import errors as refusals
from mediation.rooms.outgoing import Event
from mediation.web.socket_events import EVENTS
from tests.client.visitor import Visitor
from tests.conftest import NewRoom
from tests.fixtures import protocol_document
from tests.fixtures.protocol_document import events_from_server, events_from_tabs, table
from tests.fixtures.server_process import ServerProcess

ROOT = Path(__file__).parents[2]
CHANNEL = {"channel", "epoch", "start", "head", "since", "listens", "held", "needs_host", "present", "lives"}
CHANNEL_TO_HOSTS = CHANNEL | {"members", "epochs"}


def fields_in(cell: str) -> set[str]:
    """The names in the backquotes with which the cell begins, without what lists in them hold."""
    found = re.match(r"`([^`]+)`", cell)
    return set(re.sub(r": \[[^]]*\]", "", found.group(1)).split(", ")) if found else set()


def test_the_events_and_fields_that_the_server_takes_are_documented() -> None:
    """Seen to fail when `half_get` is renamed in socket_events.py, and when a field is."""
    documented = {event: fields_in(row[1]) for event, row in events_from_tabs().items()}
    assert {event: set(shape) for event, (shape, _) in EVENTS.items()} == documented


def test_the_events_that_the_server_sends_are_documented() -> None:
    """Seen to fail when a row is taken out of the table. That no other is sent is mypy's to check (Event)."""
    assert set(get_args(Event)) == set(events_from_server())
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "mediation/rooms").glob("*.py"))
    for event in events_from_server():
        assert sources.count(f'"{event}"') >= 2, f"{event} is in the type and is sent somewhere"


def test_the_errors_are_documented() -> None:
    """Seen to fail when an error is renamed."""
    defined = {
        value.name
        for value in vars(refusals).values()
        if isinstance(value, type)
        and issubclass(value, refusals.RoomError)
        and value is not refusals.RoomError
    }
    assert defined | {"failed"} == protocol_document.errors()


def test_what_tabs_hear_has_the_documented_fields(new_room: NewRoom) -> None:
    """Seen to fail when `presence` carries one field more."""
    room = new_room(parties=2)
    first, second = room.admit(1), room.admit(2)
    joint = room.open_joint(first, second)
    first.say(joint, "Hello.")
    first.signal(joint, {"kind": "typing"})
    second.disconnect()
    second.connect()
    room.host.change_channel(joint, remove=[second.seat])
    second.knock()
    second.disconnect()
    room.host.connection.expect("attempt_over")
    room.host.connection.call("close_begin")
    room.host.connection.expect("closing")

    documented = {event: fields_in(row[1]) for event, row in events_from_server().items()}
    seen = set()
    for tab, of_channel in ((first, CHANNEL), (second, CHANNEL), (room.host, CHANNEL_TO_HOSTS)):
        for heard in tab.connection.settle():
            expected = of_channel if heard.event == "channel" else documented[heard.event]
            assert set(heard.fields) == expected, heard.event
            seen.add(heard.event)
    assert len(seen) >= 10


def test_the_documented_requests_are_answered(server: ServerProcess) -> None:
    """Seen to fail when /leave is renamed."""
    visitor = Visitor(server.url)
    for request in table("HTTP"):
        method, path = request.split()
        answer = visitor.http.request(method, server.url + path, headers={"Origin": server.url}, timeout=10)
        assert answer.status_code not in (404, 405), request
    visitor.close()


def modules(folder: str) -> Iterator[str]:
    for path in sorted((ROOT / "static/js" / folder).glob("*.js")):
        yield path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("heading", "folders"),
    [("From a tab", ["session"]), ("Whispers", ["session"]), ("Entries", ["session", "entries"])],
)
def test_the_browser_knows_every_documented_name(heading: str, folders: list[str]) -> None:
    """Seen to fail when the session sends `halfput`."""
    source = "".join(module for folder in folders for module in modules(folder))
    missing = {
        name for name in table(heading) if not re.search(rf"[\"'`.]{name}\b|^\s*{name}\b", source, re.M)
    }
    assert missing == set()


def test_the_kinds_of_entries_are_those_of_the_two_documents() -> None:
    """Seen to fail when a reducer is added under a kind of its own."""
    (book,) = (source for source in modules("entries") if "const REDUCERS" in source)
    known = set(re.findall(r"^  \[\"(\w+)\", ", book, re.M))
    further = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/entries.md").read_text(encoding="utf-8"), re.M)
    assert known == set(table("Entries")) | set(further)


def test_the_browser_sends_no_event_that_is_not_documented() -> None:
    """Seen to fail when the session sends `halfput`."""
    source = "".join(modules("session"))
    sent = set(re.findall(r"request\(\s*[\"'](\w+)[\"']", source))
    assert sent <= set(events_from_tabs())
    assert len(sent) >= 10
