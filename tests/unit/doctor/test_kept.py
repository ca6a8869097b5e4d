from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from mediation.concurrency import ThreadConcurrency
from mediation.database import open_engine
from mediation.doctor.kept import judge_postgresql, look_at_database
from mediation.migrations import migrate
from tests.fixtures.database import insert_account
from tests.fixtures.postgresql import Postgresql

QUIET = {"archive_mode": "off", "log_statement": "none", "log_min_duration_statement": "-1"}


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'mediation.db'}"
    engine = open_engine(url, ThreadConcurrency())
    migrate(engine)
    engine.dispose()
    return url


def test_our_own_database_overwrites_what_is_deleted(url: str) -> None:
    """Seen to fail when open_engine leaves secure_delete as SQLite has it."""
    database, backups = look_at_database(url)
    assert (database.state, backups.state) == ("holds", "lacks")
    assert "overwrites" in database.fact


def test_none_yet_is_no_fault_and_none_is_made(tmp_path: Path) -> None:
    database, _ = look_at_database(f"sqlite:///{tmp_path / 'none.db'}")
    assert database.state == "lacks"
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_one_is_found_out(url: str, tmp_path: Path) -> None:
    path = tmp_path / "mediation.db"
    with closing(sqlite3.connect(path)) as database:
        page_bytes = database.execute("PRAGMA page_size").fetchone()[0]
        database.execute("PRAGMA journal_mode=DELETE")
    content = bytearray(path.read_bytes())
    content[page_bytes:] = bytes([0x55]) * (len(content) - page_bytes)
    path.write_bytes(content)
    assert look_at_database(url)[0].state == "fails"


def test_a_postgresql_that_is_away_is_said_in_a_sentence() -> None:
    database, _ = look_at_database("postgresql://nobody@127.0.0.1:1/none")
    assert database.state == "fails"
    assert "nobody" not in database.fact


def test_a_quiet_postgresql_holds() -> None:
    assert {one.state for one in judge_postgresql(QUIET)} == {"holds"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("archive_mode", "on"), ("log_statement", "mod"), ("log_statement", "all"),
     ("log_min_duration_statement", "0"), ("log_min_duration_sample", "100"),
     ("log_parameter_max_length_on_error", "-1"), ("log_min_error_statement", "error"),
     ("log_error_verbosity", "default")],
)  # fmt: skip
def test_one_that_archives_or_logs_what_is_written_fails(name: str, value: str) -> None:
    found = judge_postgresql({**QUIET, name: value})
    assert "fails" in {one.state for one in found}


def test_a_real_postgresql_with_our_settings_holds(postgresql: Postgresql) -> None:
    """Its fixture starts it with deploy/postgresql.conf. Seen to fail with any of its lines left out."""
    archive, log, backups = look_at_database(postgresql.new_database())
    assert (archive.state, log.state, backups.state) == ("holds", "holds", "lacks")


def test_a_real_postgresql_logs_nothing_of_a_row_that_it_refuses(postgresql: Postgresql) -> None:
    """Seen to fail without log_error_verbosity, and without log_min_error_statement."""
    engine = open_engine(postgresql.new_database(), ThreadConcurrency())
    with pytest.raises(IntegrityError):
        insert_account(engine, "a secret", kind="nonsense")
    engine.dispose()
    logged = (postgresql.folder / "log").read_text(encoding="utf-8")
    assert "violates check constraint" in logged
    assert "a secret" not in logged
