from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from mediation.certificates.key_ring import FormerKey, KeyRing
from mediation.certificates.seal import OfficeKey
from mediation.database import overwrite_traces
from mediation.registry.reference import new_reference
from mediation.registry.registry import (
    DayIsAnother,
    MediationHasEnded,
    MediationIsUnknown,
    Registry,
    RowSignatureIsWrong,
)
from tests.fixtures.clock import Clock
from tests.fixtures.database import insert_account, on_sqlite

MEDIATOR, COLLEAGUE = "account-of-mediator", "account-of-colleague"


@pytest.fixture
def registry(engine: sa.Engine, clock: Clock) -> Registry:
    for account in (MEDIATOR, COLLEAGUE):
        insert_account(engine, account)
    return Registry(engine, OfficeKey(b"\1" * 32), clock)


def change(engine: sa.Engine, assignment: str) -> None:
    """As somebody with the database and without the key would."""
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE mediations SET {assignment}")  # noqa: S608


def test_a_mediation_begins_now_and_has_not_ended(registry: Registry, clock: Clock) -> None:
    found = registry.find(registry.begin(MEDIATOR), MEDIATOR)
    assert found.started_at == found.ended_at == clock.now
    assert not found.has_ended


def test_one_begun_again_with_its_reference_started_when_it_did(registry: Registry, clock: Clock) -> None:
    """Seen to fail when a row is written each time."""
    reference, started = new_reference(), clock.now
    assert registry.begin(MEDIATOR, reference) == reference
    clock.forward(hours=1)
    assert registry.begin(MEDIATOR, reference) == reference
    (found,) = registry.of_mediator(MEDIATOR)
    assert found.started_at == found.ended_at == started
    with pytest.raises(MediationIsUnknown):
        registry.begin(COLLEAGUE, reference)


def test_the_end_moves_forward(registry: Registry, clock: Clock) -> None:
    reference = registry.begin(MEDIATOR)
    clock.forward(hours=1)
    registry.advance(reference)
    found = registry.find(reference, MEDIATOR)
    assert (found.started_on, found.ended_on) == (date(2026, 3, 3), date(2026, 3, 4))


def test_the_end_never_moves_back(registry: Registry, clock: Clock) -> None:
    """Seen to fail when advance writes the clock's time without comparing."""
    reference = registry.begin(MEDIATOR)
    clock.forward(hours=2)
    registry.advance(reference)
    latest = clock.now
    clock.forward(hours=-1)
    registry.advance(reference)
    assert registry.find(reference, MEDIATOR).ended_at == latest


def test_an_ended_mediation_stays_as_its_mediator_confirmed_it(registry: Registry, clock: Clock) -> None:
    """Seen to fail when advance does not ask whether it has ended."""
    reference = registry.begin(MEDIATOR)
    registry.end(reference, MEDIATOR, date(2026, 3, 3))
    clock.forward(days=1)
    registry.advance(reference)
    found = registry.find(reference, MEDIATOR)
    assert found.has_ended
    assert found.ended_on == date(2026, 3, 3)


def test_ending_wants_the_last_day_confirmed(registry: Registry) -> None:
    reference = registry.begin(MEDIATOR)
    with pytest.raises(DayIsAnother):
        registry.end(reference, MEDIATOR, date(2026, 3, 4))
    assert not registry.find(reference, MEDIATOR).has_ended


def test_a_further_session_wants_a_mediation_that_goes_on(registry: Registry) -> None:
    reference = registry.begin(MEDIATOR)
    assert registry.find_going_on(reference.lower(), MEDIATOR).reference == reference
    registry.end(reference, MEDIATOR, date(2026, 3, 3))
    with pytest.raises(MediationHasEnded):
        registry.find_going_on(reference, MEDIATOR)


def test_another_mediators_row_is_answered_as_one_that_is_not_there(registry: Registry) -> None:
    reference = registry.begin(MEDIATOR)
    answers = []
    for wanted in (reference, new_reference(), "not a reference"):
        for ask in (
            lambda wanted=wanted: registry.find(wanted, COLLEAGUE),
            lambda wanted=wanted: registry.end(wanted, COLLEAGUE, date(2026, 3, 3)),
            lambda wanted=wanted: registry.destroy(wanted, COLLEAGUE),
        ):
            with pytest.raises(MediationIsUnknown) as answer:
                ask()
            answers.append(str(answer.value))
    assert len(set(answers)) == 1
    assert registry.of_mediator(COLLEAGUE) == []
    assert len(registry.of_mediator(MEDIATOR)) == 1


@pytest.mark.parametrize(
    "assignment",
    [
        "started_at = '2026-01-01 00:00:00.000000'",
        "ended_at = '2026-12-01 00:00:00.000000'",
        "has_ended = true",
        f"mediator = '{COLLEAGUE}'",
        "reference = '7K2M-9QXP-4D3T-S'",
        "signature = substr(signature, 2)",
        "signature = substr(signature, 1, 0)",
    ],
)
def test_a_row_that_was_changed_is_not_certified(
    registry: Registry, engine: sa.Engine, assignment: str
) -> None:
    """Seen to fail when any one field is left out of signed_bytes."""
    registry.begin(MEDIATOR)
    change(engine, assignment)
    (listed,) = registry.of_mediator(MEDIATOR) + registry.of_mediator(COLLEAGUE)
    with pytest.raises(RowSignatureIsWrong):
        registry.find(listed.reference, listed.mediator)


def test_a_row_that_was_changed_is_never_signed_again(
    registry: Registry, engine: sa.Engine, clock: Clock
) -> None:
    """Seen to fail when advance does not check the signature first: it would launder the change."""
    reference = registry.begin(MEDIATOR)
    change(engine, "started_at = '2026-01-01 00:00:00.000000'")
    clock.forward(minutes=1)
    for rewrite in (
        lambda: registry.advance(reference),
        lambda: registry.end(reference, MEDIATOR, date(2026, 3, 3)),
        lambda: registry.find(reference, MEDIATOR),
    ):
        with pytest.raises(RowSignatureIsWrong):
            rewrite()


@pytest.mark.parametrize(
    "assignment",
    [
        "ended_at = '2026-12-01 00:00:00.000000'",
        "has_ended = true",
        "mediator = '" + COLLEAGUE + "'",
        "signature = substr(signature, 1, 0)",
        "signature = 'text'",
        "reference = 'two\nlines'",
    ],
)
def test_a_check_names_the_row_that_was_changed_and_no_other(
    registry: Registry, engine: sa.Engine, assignment: str
) -> None:
    """Seen to fail when check looks at the signature's length alone."""
    for _ in range(3):
        registry.begin(MEDIATOR)
    assert registry.check() == []
    second = sorted(one.reference for one in registry.of_mediator(MEDIATOR))[1]
    change(engine, f"{assignment} WHERE reference = '{second}'")
    assert registry.check() == ["two\nlines" if assignment.startswith("reference") else second]


@on_sqlite
def test_a_check_names_the_row_that_holds_no_time(registry: Registry, engine: sa.Engine) -> None:
    reference = registry.begin(MEDIATOR)
    change(engine, "started_at = 'the day before'")
    assert registry.check() == [reference]


def test_the_latest_moment_is_the_last_end_of_any(registry: Registry, clock: Clock) -> None:
    assert registry.latest_moment() is None
    registry.begin(MEDIATOR)
    clock.forward(days=1)
    registry.begin(COLLEAGUE)
    assert registry.latest_moment() == clock.now


def test_a_row_of_a_former_key_holds_and_is_signed_by_the_new_one_when_it_moves(
    registry: Registry, engine: sa.Engine, clock: Clock
) -> None:
    """Seen to fail when the ring verifies with its current key alone."""
    reference = registry.begin(MEDIATOR)
    former = FormerKey(OfficeKey(b"\1" * 32).public, clock.now.date())
    later = Registry(engine, KeyRing(OfficeKey(b"\2" * 32), (former,)), clock)
    without_former = Registry(engine, KeyRing(OfficeKey(b"\2" * 32)), clock)
    assert later.check() == []
    assert without_former.check() == [reference]
    clock.forward(minutes=1)
    later.advance(reference)
    assert without_former.check() == []


def test_a_departed_mediators_rows_become_a_colleagues_and_are_signed_anew(
    registry: Registry, engine: sa.Engine, clock: Clock
) -> None:
    """Seen to fail when assign changes the mediator without signing."""
    reference = registry.begin(MEDIATOR)
    own = registry.begin(COLLEAGUE)
    before = registry.find(reference, MEDIATOR)
    assert registry.who_has_rows() == {MEDIATOR, COLLEAGUE}
    assert registry.assign(MEDIATOR, COLLEAGUE) == []
    assert registry.find(reference, COLLEAGUE) == replace(before, mediator=COLLEAGUE)
    assert registry.who_has_rows() == {COLLEAGUE}
    assert {one.reference for one in registry.of_mediator(COLLEAGUE)} == {reference, own}
    assert registry.check() == []


def test_a_row_that_was_changed_is_assigned_to_nobody(registry: Registry, engine: sa.Engine) -> None:
    """Seen to fail when assign does not check the signature first."""
    changed = registry.begin(MEDIATOR)
    change(engine, "has_ended = true")
    whole = registry.begin(MEDIATOR)
    assert registry.assign(MEDIATOR, COLLEAGUE) == [changed]
    assert [one.reference for one in registry.of_mediator(COLLEAGUE)] == [whole]
    assert registry.check() == [changed]


@on_sqlite
def test_a_destroyed_row_leaves_nothing_in_the_files(registry: Registry, engine: sa.Engine) -> None:
    """Seen to fail without secure_delete, and without emptying the write-ahead log."""
    path = engine.url.database
    assert path is not None
    reference = registry.begin(MEDIATOR)
    overwrite_traces(engine)  # so that the row has left the log, as it would in time
    registry.destroy(reference, MEDIATOR)
    assert registry.of_mediator(MEDIATOR) == []
    for ending in ("", "-wal"):
        with open(path + ending, "rb") as file:
            assert reference.encode() not in file.read()


def test_a_row_with_a_wrong_signature_can_be_destroyed(registry: Registry, engine: sa.Engine) -> None:
    reference = registry.begin(MEDIATOR)
    change(engine, "has_ended = true")
    registry.destroy(reference, MEDIATOR)
    assert registry.of_mediator(MEDIATOR) == []


def test_the_latest_mediation_is_listed_first(registry: Registry, clock: Clock) -> None:
    first = registry.begin(MEDIATOR)
    clock.forward(minutes=1)
    second = registry.begin(MEDIATOR)
    assert [one.reference for one in registry.of_mediator(MEDIATOR)] == [second, first]


def test_days_are_counted_in_utc_whatever_the_clocks_zone(engine: sa.Engine, registry: Registry) -> None:
    evening_in_new_york = datetime(2026, 3, 3, 22, 30, 0, 999, tzinfo=ZoneInfo("America/New_York"))
    elsewhere = Registry(engine, OfficeKey(b"\1" * 32), lambda: evening_in_new_york)
    found = elsewhere.find(elsewhere.begin(MEDIATOR), MEDIATOR)
    assert found.started_on == date(2026, 3, 4)
    assert found.started_at.utcoffset() == timedelta(0)
    assert found.started_at == evening_in_new_york.astimezone(UTC).replace(microsecond=0)
