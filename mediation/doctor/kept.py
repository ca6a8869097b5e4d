"""The database: what is deleted is gone from its files, and no archive keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from mediation.concurrency import ThreadConcurrency
from mediation.database import DatabaseIsBusy, open_engine, reading
from mediation.doctor.finding import Finding, fails, holds, lacks

BACKUPS = lacks(
    "backups",
    "Whether copies of the database are made cannot be seen from here.",
    "Keep none for longer than the age at which rows are destroyed, and encrypt them.",
)
# SHOW name: its harmless values.
QUIET_SETTINGS = {
    "log_statement": ("none", "ddl"),
    "log_min_duration_statement": ("-1",),
    "log_min_duration_sample": ("-1",),
    "log_parameter_max_length_on_error": ("0",),
    # A statement that fails is logged with its values, and with the row that was refused.
    "log_min_error_statement": ("panic", "fatal"),
    "log_error_verbosity": ("terse",),
}


def look_at_database(url: str) -> list[Finding]:
    """`url`: SQLAlchemy's."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").exists():
        return [lacks("database", "There is none yet.", "The first start makes it."), BACKUPS]
    engine = open_engine(url, ThreadConcurrency())
    try:
        findings = _of_sqlite(engine) if engine.dialect.name == "sqlite" else _of_postgresql(engine)
    except (SQLAlchemyError, DatabaseIsBusy, OSError) as error:
        findings = [
            fails("database", f"It cannot be read ({type(error).__name__}).", "See MEDIATION_DATABASE_URL.")
        ]
    finally:
        engine.dispose()
    return [*findings, BACKUPS]


def _of_sqlite(engine: Engine) -> list[Finding]:
    with reading(engine) as connection:
        overwrites = connection.exec_driver_sql("PRAGMA secure_delete").scalar_one()
        damage = connection.exec_driver_sql("PRAGMA quick_check").scalar_one()
    if damage != "ok":
        return [fails("database", "SQLite finds it damaged.", "Restore it from a backup.")]
    if int(overwrites) != 1:
        return [fails("database", "SQLite does not overwrite what is deleted.", "Use Debian's SQLite.")]
    return [holds("database", "SQLite overwrites what is deleted.")]


def _of_postgresql(engine: Engine) -> list[Finding]:
    with reading(engine) as connection:
        rows = connection.exec_driver_sql("SELECT name, setting FROM pg_settings").all()
        return judge_postgresql({row.name: row.setting for row in rows})


def judge_postgresql(settings: Mapping[str, str]) -> list[Finding]:
    """`settings`: name → value, as in pg_settings."""
    if settings.get("archive_mode", "off") == "off":
        archive = holds("database", "PostgreSQL archives no write-ahead log.")
    else:
        archive = fails(
            "database",
            "PostgreSQL archives its write-ahead log: destroyed rows live on in it.",
            "archive_mode = off, or destroy archives at the age at which rows are destroyed.",
        )
    loud = [name for name, quiet in QUIET_SETTINGS.items() if settings.get(name, quiet[0]) not in quiet]
    if loud:
        return [
            archive,
            fails(
                "database log",
                f"PostgreSQL logs what is written ({', '.join(loud)}).",
                "See deploy/postgresql.conf.",
            ),
        ]
    return [archive, holds("database log", "PostgreSQL logs no statement and no value.")]
