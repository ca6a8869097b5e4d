"""A rehearsal can be begun, held and closed, and the registry is as it was: no row, no date, no figure,
nothing to certify. Begun in the room of a browser: tests/browser/test_rehearsal.py.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import Any

import pytest

from tests.client.visitor import HttpRefused, Mediator
from tests.conftest import NewRoom
from tests.fixtures.server_process import ServerProcess

ROWS = {
    "mediations": "SELECT reference FROM mediations",
    "destroyed": "SELECT year, count FROM destroyed_counts",
    "figures": "SELECT * FROM published_figures",
}


def kept(server: ServerProcess) -> dict[str, set[Any]]:
    """What each row is known by; the dates of others may move meanwhile."""
    database = sqlite3.connect(f"file:{server.instance / 'mediation.db'}?mode=ro", uri=True)
    with closing(database) as connection:
        return {name: set(connection.execute(rows)) for name, rows in ROWS.items()}


def test_a_rehearsal_begins_and_closes_and_nothing_is_written(
    server: ServerProcess, new_room: NewRoom
) -> None:
    """Seen to fail when `begin` treats a rehearsal as a new mediation."""
    before = kept(server)
    room = new_room(parties=2, mediation="rehearsal")
    oak = room.admit(1)
    assert room.host.connection.call("begin") == {"reference": None}
    entered = room.host.enter()
    assert (entered["began"], entered["reference"], entered["mediation"]) == (True, None, "rehearsal")
    room.host.close_room()
    oak.connection.expect("closed")
    assert kept(server) == before


def test_every_place_of_a_rehearsal_is_known_by_its_room(mediator: Mediator) -> None:
    """The other 13 characters are random: no other room is known so. Seen to fail when its room gets
    an id like any other.
    """
    ends_at = int(time.time() * 1000) + 3_600_000
    room, _ = mediator.prepare(ends_at, "rehearsal")
    other, _ = mediator.prepare(ends_at, "rehearsal")
    real, _ = mediator.prepare(ends_at, "new")
    assert room[12:21] == other[12:21] == "rehearsal" != real[12:21]
    assert room[:12] != other[:12]


def test_only_a_rehearsal_is_prepared_without_a_declaration(mediator: Mediator) -> None:
    """Seen to fail when the declaration is asked of nobody."""
    ends_at = int(time.time() * 1000) + 3_600_000
    for mediation in ("rehearsal", "new", "individual"):
        body = {"mediation": mediation, "declared": False, "ends_at": ends_at}
        if mediation == "rehearsal":
            assert mediator.post_as_mediator("/rooms/prepare", body)["room"]
            continue
        with pytest.raises(HttpRefused, match="malformed"):
            mediator.post_as_mediator("/rooms/prepare", body)
