from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from mediation.certificates.key_ring import read_key_ring
from mediation.concurrency import ThreadConcurrency
from mediation.database import open_engine
from mediation.migrations import migrate
from mediation.registry.registry import Registry
from tests.fixtures.database import insert_account
from tests.unit.commands.conftest import Run


@pytest.fixture
def engine(instance: Path) -> Iterator[sa.Engine]:
    read_key_ring(instance)
    engine = open_engine(f"sqlite:///{instance / 'mediation.db'}", ThreadConcurrency())
    migrate(engine)
    insert_account(engine, "m")
    yield engine
    engine.dispose()


def begin(instance: Path, engine: sa.Engine, at: datetime) -> str:
    return Registry(engine, read_key_ring(instance), lambda: at).begin("m")


def test_entries_that_hold_are_said_to(run: Run, instance: Path, engine: sa.Engine) -> None:
    begin(instance, engine, datetime.now(UTC))
    done = run("registry", "check")
    assert (done.exit_code, done.output) == (0, "Every entry holds.\n")
    assert json.loads(run("registry", "check", "--json").stdout) == {"holds": True, "wrong": [], "clock": ""}


def test_an_entry_that_was_changed_is_named_by_its_reference_alone(
    run: Run, instance: Path, engine: sa.Engine
) -> None:
    """Seen to fail when the exit code is 0 whatever was found."""
    began = datetime.now(UTC) - timedelta(days=400)
    changed, whole = (begin(instance, engine, began) for _ in range(2))
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE mediations SET has_ended = true WHERE reference = ?", (changed,))
    done = run("registry", "check")
    assert done.exit_code == 1
    assert done.stdout == f"changed: {changed}\n"
    assert whole not in done.output
    assert str(began.year) not in done.output
    told = run("registry", "check", "--json")
    assert told.exit_code == 1
    assert json.loads(told.stdout) == {"holds": False, "wrong": [changed], "clock": ""}


def test_a_changed_reference_does_nothing_to_the_terminal(
    run: Run, instance: Path, engine: sa.Engine
) -> None:
    begin(instance, engine, datetime.now(UTC))
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE mediations SET reference = 'a' || char(27) || '[2J' || char(10)")
    done = run("registry", "check")
    assert done.exit_code == 1
    assert done.stdout == "changed: a\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}\n"


def test_entries_hold_after_a_rotation(run: Run, instance: Path, engine: sa.Engine) -> None:
    begin(instance, engine, datetime.now(UTC))
    run("keys", "rotate", "--yes")
    assert run("registry", "check").exit_code == 0


def test_a_clock_that_has_gone_back_is_told(run: Run, instance: Path, engine: sa.Engine) -> None:
    begin(instance, engine, datetime.now(UTC) + timedelta(days=3))
    done = run("registry", "check")
    assert done.exit_code == 0
    assert "The clock of this machine" in done.stderr
