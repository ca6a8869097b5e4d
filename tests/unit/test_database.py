from __future__ import annotations

import sqlite3
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
import sqlalchemy as sa

from mediation.concurrency import ThreadConcurrency
from mediation.database import DatabaseIsBusy, open_engine, overwrite_traces, reading, writing
from mediation.migrations import TURN, migrate
from tests.fixtures.database import on_sqlite
from tests.fixtures.postgresql import Postgresql


class CountedSleep(ThreadConcurrency):
    """Instead of waiting: counts, and after a while lets go of the lock."""

    def __init__(self, holder: sqlite3.Connection, let_go_after: int) -> None:
        self._holder, self._let_go_after = holder, let_go_after
        self.slept_seconds = 0.0
        self.times = 0

    def sleep(self, seconds: float) -> None:
        self.times += 1
        self.slept_seconds += seconds
        if self.times == self._let_go_after:
            self._holder.rollback()


def locked(path: Path) -> sqlite3.Connection:
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("PRAGMA journal_mode=WAL")
    holder.execute("CREATE TABLE IF NOT EXISTS words (word TEXT)")
    holder.execute("BEGIN IMMEDIATE")
    return holder


def test_a_writer_waits_for_another_process_by_sleeping_as_it_is_told(tmp_path: Path) -> None:
    """Seen to fail with SQLite's own busy timeout: that wait stops every green thread."""
    path = tmp_path / "words.db"
    with closing(locked(path)) as holder:
        concurrency = CountedSleep(holder, let_go_after=3)
        engine = open_engine(f"sqlite:///{path}", concurrency)
        with writing(engine) as connection:
            connection.exec_driver_sql("INSERT INTO words VALUES ('hello')")
        engine.dispose()
    assert concurrency.times == 3


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    with closing(locked(path)) as holder:
        concurrency = CountedSleep(holder, let_go_after=-1)
        engine = open_engine(f"sqlite:///{path}", concurrency)
        with reading(engine) as connection:
            assert connection.exec_driver_sql("SELECT * FROM words").all() == []
        engine.dispose()
    assert concurrency.times == 0


def test_after_five_seconds_it_says_that_it_is_locked(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    with closing(locked(path)) as holder:
        concurrency = CountedSleep(holder, let_go_after=-1)
        engine = open_engine(f"sqlite:///{path}", concurrency)
        with pytest.raises(DatabaseIsBusy), writing(engine):
            pass
        engine.dispose()
    assert 5 <= concurrency.slept_seconds < 6


@on_sqlite
def test_sqlite_is_set_for_safety_and_forgetting(engine: sa.Engine) -> None:
    settings = {"journal_mode": "wal", "secure_delete": 1, "busy_timeout": 0, "foreign_keys": 1}
    with reading(engine) as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in settings}
    assert found == settings


@on_sqlite
def test_its_files_are_the_owners_alone(engine: sa.Engine, tmp_path: Path) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO destroyed_counts VALUES (2026, 1)")
    files = list(tmp_path.iterdir())
    assert {file.name for file in files} == {"mediation.db", "mediation.db-wal", "mediation.db-shm"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_an_error_carries_no_value(engine: sa.Engine) -> None:
    """Seen to fail without hide_parameters, and on PostgreSQL without _without_values."""
    row = {"id": "a secret", "name": "somebody", "kind": "nonsense", "hash": "x"}
    with pytest.raises(sa.exc.IntegrityError) as error, writing(engine) as connection:
        connection.execute(sa.text("INSERT INTO accounts VALUES (:id, :name, :kind, :hash, false, '')"), row)
    assert "a secret" not in str(error.value)
    assert "somebody" not in str(error.value) + str(error.value.orig)


def test_a_failed_block_writes_nothing(engine: sa.Engine) -> None:
    def fail() -> None:
        with writing(engine) as connection:
            connection.exec_driver_sql("INSERT INTO destroyed_counts VALUES (2026, 1)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM destroyed_counts").scalar() == 0


def test_migrating_twice_changes_nothing(engine: sa.Engine) -> None:
    before = schema(engine)
    migrate(engine)
    assert schema(engine) == before


@on_sqlite
def test_the_privacy_policy_is_stored_beside_the_tables(engine: sa.Engine) -> None:
    with reading(engine) as connection:
        policy = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql NOT NULL").scalars()
        assert "There is no title, no name, no party" in "\n".join(policy)


def test_two_servers_that_start_at_once_make_one_schema(postgresql: Postgresql) -> None:
    """Seen to fail without the advisory lock: the second finds a table there that it is about to make."""
    url = postgresql.new_database(template="template0")
    engines = [open_engine(url, ThreadConcurrency()) for _ in range(3)]
    with ThreadPoolExecutor(len(engines)) as pool:
        for done in [pool.submit(migrate, engine) for engine in engines]:
            done.result(timeout=30)
    assert "mediations" in schema(engines[0])
    for one in engines:
        one.dispose()


def test_a_server_waits_for_the_one_that_migrates(postgresql_engine: sa.Engine) -> None:
    """Seen to fail when migrate() takes no turn."""
    migrating = Thread(target=migrate, args=(postgresql_engine,))
    with postgresql_engine.begin() as holder:
        holder.execute(sa.text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})
        migrating.start()
        await_waiter(postgresql_engine)
        assert migrating.is_alive()
    migrating.join(timeout=30)
    assert not migrating.is_alive()


def await_waiter(engine: sa.Engine) -> None:
    """Until somebody waits for an advisory lock."""
    waiting = sa.text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with reading(engine) as connection:
            if connection.execute(waiting).scalar_one():
                return
    raise AssertionError("nobody waits")


def schema(engine: sa.Engine) -> str:
    """Every table and column, and which migration it is."""
    inspector = sa.inspect(engine)
    tables = {
        name: [str(column) for column in inspector.get_columns(name)] for name in inspector.get_table_names()
    }
    with reading(engine) as connection:
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    return f"{version} {sorted(tables.items())}"


def test_what_was_deleted_leaves_the_log_as_soon_as_nobody_reads(tmp_path: Path) -> None:
    """Seen to fail when SQLite's answer that somebody was in the way is not read."""
    path = tmp_path / "words.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        concurrency = CountedSleep(reader, let_go_after=3)
        engine = open_engine(f"sqlite:///{path}", concurrency)
        with writing(engine) as connection:
            connection.exec_driver_sql("CREATE TABLE words (word TEXT)")
            connection.exec_driver_sql("INSERT INTO words VALUES ('forgettable')")
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM words").fetchall()
        with writing(engine) as connection:
            connection.exec_driver_sql("DELETE FROM words")
        overwrite_traces(engine)
        assert concurrency.times == 3
        assert b"forgettable" not in path.with_name("words.db-wal").read_bytes() + path.read_bytes()
        engine.dispose()
