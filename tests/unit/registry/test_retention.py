from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from mediation.certificates.seal import OfficeKey
from mediation.registry.housekeeping import Housekeeping
from mediation.registry.registry import Registry
from mediation.registry.retention import destroy_aged, years_before
from tests.fixtures.clock import Clock
from tests.fixtures.database import insert_account, on_sqlite

MEDIATOR = "account-of-mediator"
BEGAN = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)


@pytest.fixture
def registry(engine: sa.Engine, clock: Clock) -> Registry:
    insert_account(engine, MEDIATOR)
    return Registry(engine, OfficeKey(b"\1" * 32), clock)


def counts(engine: sa.Engine) -> dict[int, int]:
    with engine.begin() as connection:
        rows = connection.exec_driver_sql("SELECT year, count FROM destroyed_counts").mappings()
        return {row["year"]: row["count"] for row in rows}


def test_a_row_goes_when_its_last_day_is_so_many_years_ago(registry: Registry, engine: sa.Engine) -> None:
    """Seen to fail when the age is counted from the beginning, and when `<` is `>`."""
    reference = registry.begin(MEDIATOR)
    assert destroy_aged(engine, BEGAN.replace(year=2031), 5) == 0
    assert registry.find(reference, MEDIATOR)
    assert destroy_aged(engine, BEGAN.replace(year=2031) + timedelta(seconds=1), 5) == 1
    assert registry.of_mediator(MEDIATOR) == []
    assert counts(engine) == {2026: 1}


def test_the_age_is_that_of_the_last_day(registry: Registry, engine: sa.Engine, clock: Clock) -> None:
    reference = registry.begin(MEDIATOR)
    clock.forward(days=300)
    registry.advance(reference)
    assert destroy_aged(engine, BEGAN.replace(year=2031) + timedelta(days=1), 5) == 0
    assert destroy_aged(engine, clock.now.replace(year=clock.now.year + 5) + timedelta(days=1), 5) == 1


def test_the_count_is_by_the_year_of_the_beginning_and_adds_up(
    registry: Registry, engine: sa.Engine, clock: Clock
) -> None:
    for _ in range(3):
        registry.begin(MEDIATOR)
    clock.forward(days=365)
    registry.begin(MEDIATOR)
    assert destroy_aged(engine, BEGAN.replace(year=2031) + timedelta(days=1), 5) == 3
    registry.begin(MEDIATOR)
    assert destroy_aged(engine, BEGAN.replace(year=2040), 5) == 2
    assert counts(engine) == {2026: 3, 2027: 2}


def test_one_that_its_mediator_destroys_leaves_no_count(registry: Registry, engine: sa.Engine) -> None:
    registry.destroy(registry.begin(MEDIATOR), MEDIATOR)
    assert counts(engine) == {}


@pytest.mark.parametrize("change", ["signature = ''", "has_ended = true"])
def test_a_row_that_was_changed_goes_too(registry: Registry, engine: sa.Engine, change: str) -> None:
    registry.begin(MEDIATOR)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE mediations SET {change}")  # noqa: S608
    assert destroy_aged(engine, BEGAN.replace(year=2040), 5) == 1


@on_sqlite
def test_a_row_that_holds_no_time_goes_too(registry: Registry, engine: sa.Engine) -> None:
    registry.begin(MEDIATOR)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE mediations SET started_at = 'once'")
    assert destroy_aged(engine, BEGAN.replace(year=2040), 5) == 1


@on_sqlite
def test_nothing_of_it_is_left_in_the_files(registry: Registry, engine: sa.Engine) -> None:
    reference = registry.begin(MEDIATOR)
    destroy_aged(engine, BEGAN.replace(year=2040), 5)
    path = engine.url.database
    assert path is not None
    for ending in ("", "-wal"):
        with open(path + ending, "rb") as file:
            assert reference.encode() not in file.read()


def test_years_are_counted_by_the_calendar() -> None:
    assert years_before(datetime(2028, 2, 29, tzinfo=UTC), 5).date() == date(2023, 2, 28)
    assert years_before(datetime(2028, 2, 29, tzinfo=UTC), 4).date() == date(2024, 2, 29)
    assert years_before(datetime(2026, 1, 1, tzinfo=UTC), 1).date() == date(2025, 1, 1)


def test_tidying_goes_by_the_offices_age(registry: Registry, engine: sa.Engine, clock: Clock) -> None:
    registry.begin(MEDIATOR)
    clock.now = BEGAN.replace(year=2032)
    Housekeeping(engine, registry, clock, retention_years=7).tidy()
    assert len(registry.of_mediator(MEDIATOR)) == 1
    Housekeeping(engine, registry, clock, retention_years=3).tidy()
    assert registry.of_mediator(MEDIATOR) == []


def test_a_clock_that_cannot_be_right_destroys_nothing(
    registry: Registry, engine: sa.Engine, clock: Clock
) -> None:
    """Seen to fail without asking for trouble with the clock."""
    registry.begin(MEDIATOR)
    clock.now = BEGAN.replace(year=2106)
    Housekeeping(engine, registry, clock, retention_years=1).tidy()
    assert len(registry.of_mediator(MEDIATOR)) == 1
