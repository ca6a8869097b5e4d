"""The SQLAlchemy engine, for SQLite and PostgreSQL. Knows how to store; must not know what is stored."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    ExceptionContext,
    TypeDecorator,
    create_engine,
    event,
)
from sqlalchemy.engine import make_url

from mediation import log
from mediation.concurrency import Concurrency

LONGEST_WAIT_SECONDS = 5.0
FIRST_PAUSE_SECONDS = 0.002
LONGEST_PAUSE_SECONDS = 0.05
CONCURRENCY = "concurrency"  # what of a connection lets others run
SILENCE_MILLISECONDS = 10_000  # of a PostgreSQL whose machine is gone, as tcp(7) counts it


class DatabaseIsBusy(Exception):
    """Another process held the database for longer than we wait."""


class UtcTime(TypeDecorator[datetime]):
    """A time with its zone, always UTC: SQLite would hand it back without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def open_engine(url: str, concurrency: Concurrency) -> Engine:
    """An engine whose errors carry no values. `concurrency` lets others run while SQLite is locked."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(url, parsed.database or "", concurrency)
    # Named, because psycopg 3 (SQLAlchemy's own choice) would hold up the event loop.
    engine = create_engine(
        parsed.set(drivername="postgresql+psycopg2"),
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={"tcp_user_timeout": SILENCE_MILLISECONDS, "application_name": "mediation"},
    )
    event.listen(engine, "handle_error", _without_values)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads: it waits for no writer."""
    with engine.connect() as connection:
        yield connection.execution_options(only_reads=True)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction, committed at the end of the block unless that raises."""
    with engine.begin() as connection:
        yield connection


def take_turns(connection: Connection, table: str) -> None:
    """Until the end of this transaction, nobody else writes that table (SQLite has one writer anyway)."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"LOCK TABLE {table} IN EXCLUSIVE MODE")


def overwrite_traces(engine: Engine) -> None:
    """Empty SQLite's write-ahead log, which would keep what has just been deleted for a while.

    That waits until nobody reads. When somebody reads for long, it is logged, and done by whoever comes next.
    """
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        try:
            driver: Any = connection.dbapi_connection
            _empty_log(driver, connection.info[CONCURRENCY])
        except DatabaseIsBusy as busy:
            log.fault("database", busy)
        finally:
            connection.close()


def _empty_log(connection: sqlite3.Connection, concurrency: Concurrency) -> None:
    """SQLite says in the first column of its answer that somebody was in the way, and raises nothing."""
    waited, pause = 0.0, FIRST_PAUSE_SECONDS
    while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if waited >= LONGEST_WAIT_SECONDS:
            raise DatabaseIsBusy("Somebody reads the database for long.")
        concurrency.sleep(pause)
        waited += pause
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


def _without_values(context: ExceptionContext) -> None:
    """PostgreSQL names the row that it refuses ("Failing row contains …"): only the kind of error stays."""
    kind = type(context.original_exception).__name__
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None:
            error.args = (kind,)


def _sqlite(url: str, path: str, concurrency: Concurrency) -> Engine:
    if path and path != ":memory:":
        # SQLite gives its log files the mode of the database: ours is the owner's alone from the first.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    # SQLite's own waiting (timeout) would stop every green thread, so there is none: see _patiently.
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": 0})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, record: Any) -> None:
        record.info[CONCURRENCY] = concurrency
        connection.isolation_level = None  # we say BEGIN ourselves, below
        _patiently(connection, "PRAGMA journal_mode=WAL", concurrency)
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        only_reads = connection.get_execution_options().get("only_reads", False)
        driver: Any = connection.connection.dbapi_connection
        # IMMEDIATE takes the write lock here, so that nothing later in the transaction can be refused.
        _patiently(driver, "BEGIN" if only_reads else "BEGIN IMMEDIATE", concurrency)

    return engine


def _patiently(connection: sqlite3.Connection, statement: str, concurrency: Concurrency) -> None:
    waited, pause = 0.0, FIRST_PAUSE_SECONDS
    while True:
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            if waited >= LONGEST_WAIT_SECONDS:
                raise DatabaseIsBusy("The database is locked by another process.") from None
        concurrency.sleep(pause)
        waited += pause
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
