"""What is kept, in full: this list. A column that is not on it fails, and so does a value that says more."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from tests.client.connection import Refused
from tests.conftest import NewRoom
from tests.fixtures.server_process import ServerProcess

# shared with docs: "What is kept, in full". Extending it is a decision about people's confidence.
KEPT = {
    "accounts": {"id", "name", "kind", "password_hash", "locked", "confirmation"},
    "mediations": {"reference", "mediator", "started_at", "ended_at", "has_ended", "signature"},
    "destroyed_counts": {"year", "count"},
    # What the page of figures shows, and nothing else: test_figures_disclose_no_mediation.py.
    "published_figures": {"period", "begun", "ended", "median_days"},
    "alembic_version": {"version_num"},
}
DATABASE = {"mediation.db", "mediation.db-wal", "mediation.db-shm"}
# docs/deployment.md, "Keys": each says what it is for. rooms.keys are those of rooms that are open now.
KEYS = {"server.key", "signing.key", "signing-former.key", "certificate.p12", "rooms.keys"}


def test_the_tables_and_columns_are_those_of_the_list(server: ServerProcess) -> None:
    """Seen to fail when a migration adds `title TEXT` to mediations."""
    with closing(database(server)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
        )
        found = {
            name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
            for (name,) in names.fetchall()
        }
    assert found == KEPT


def test_a_row_holds_two_moments_and_nothing_that_could_carry_more(
    server: ServerProcess, new_room: NewRoom
) -> None:
    """Seen to fail when the reference is made of the date and the mediator's account."""
    before = datetime.now(UTC).replace(microsecond=0)  # rows tell whole seconds
    room = new_room(parties=2)
    room.admit(1)
    reference = room.host.begin()
    with closing(database(server)) as connection:
        connection.row_factory = sqlite3.Row
        row = dict(
            connection.execute("SELECT * FROM mediations WHERE reference = ?", (reference,)).fetchone()
        )
        (account,) = connection.execute(
            "SELECT id FROM accounts WHERE name = ?", (room.host.mediator.name,)
        ).fetchone()
    after = datetime.now(UTC)

    assert before <= moment(row["started_at"]) <= moment(row["ended_at"]) <= after
    assert row["mediator"] == account
    assert row["has_ended"] == 0
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z*~$=U-]+", reference), "random Crockford base32 in groups"
    assert len(row["signature"]) == 64, "an Ed25519 signature, which carries nothing"
    assert moment(row["started_at"]).microsecond == 0, "nothing finer than a second"


def test_an_individual_meeting_writes_no_row(server: ServerProcess, new_room: NewRoom) -> None:
    """Seen to fail when `begin` does not ask for which kind of mediation the room was prepared."""
    with closing(database(server)) as connection:
        before = connection.execute("SELECT count(*) FROM mediations").fetchone()
        room = new_room(parties=1, mediation="individual")
        room.admit(1)
        with pytest.raises(Refused, match="not_allowed"):
            room.host.begin()
        room.host.close_room()
        assert connection.execute("SELECT count(*) FROM mediations").fetchone() == before


def test_the_instance_folder_holds_the_database_and_keys_alone(server: ServerProcess) -> None:
    """Seen to fail when the server opens a log file in its instance."""
    names = {path.name for path in server.instance.rglob("*") if path.is_file()}
    assert names <= DATABASE | KEYS
    assert {"server.key", "signing.key"} <= names
    for name in names & KEYS:
        assert (server.instance / name).stat().st_mode & 0o077 == 0


def database(server: ServerProcess) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{server.instance / 'mediation.db'}?mode=ro", uri=True)


def moment(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)
