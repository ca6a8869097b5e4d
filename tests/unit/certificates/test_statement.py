from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any

import pytest

from mediation.certificates import errors
from mediation.certificates.day import NO_END, Day
from mediation.certificates.office import Request
from mediation.certificates.printer import Printer
from mediation.certificates.seal import OfficeKey, SealIsWrong, fingerprint, read_sealed, seal
from mediation.certificates.statement import Statement, StatementIsWrong, read_statement
from mediation.certificates.tribunal import TRIBUNALS, TribunalIsWrong, read_tribunals
from mediation.line import LineHidesSomething, LineIsEmpty, LineIsTooLong
from tests.unit.certificates.certificates import DATES, GOING_ON, KEY, REQUEST, office

# What a certificate may say (Standards of Practice 3.8). A field that is not here is a decision to be made.
STATED = {
    "languages", "reference", "tribunal", "tribunal_name", "seat", "zone", "request_reference",
    "request_date", "case_references", "start", "end", "office", "office_address", "issuer_name",
    "issuer_title", "place", "issue_date", "pdf_key", "is_reissue", "is_specimen", "kind", "version",
}  # fmt: skip


@pytest.fixture(scope="module")
def statement() -> Statement:
    return office(Printer()).state(DATES, REQUEST)


def test_a_statement_has_days_and_who_asked_and_nothing_else(statement: Statement) -> None:
    """Seen to fail when there is a field for the outcome."""
    assert {field.name for field in fields(Statement)} == STATED
    assert statement.start == Day("2026-02-03", "2026-02-03", "recorded")
    assert statement.end == Day("2026-03-02", "2026-03-02", "recorded")
    assert statement.issue_date == "2026-03-04", "in Geneva it is already the next day"


def test_a_mediation_that_goes_on_is_stated_as_not_ended() -> None:
    """Seen to fail when its last session counts as its end."""
    assert office(Printer()).state(GOING_ON, REQUEST).end == NO_END


def test_a_stated_day_replaces_the_recorded_one() -> None:
    """Seen to fail when the recorded start is kept."""
    stated = replace(REQUEST, stated_start=date(2026, 1, 20), stated_end=date(2026, 3, 4))
    found = office(Printer()).state(DATES, stated)
    assert found.start == Day("2026-01-20", "", "stated")
    assert found.end == Day("2026-03-04", "", "stated")


def test_its_bytes_are_json_with_sorted_names_and_no_spaces(statement: Statement) -> None:
    """Seen to fail when names stand as the class has them."""
    written = statement.canonical()
    assert json.loads(written) == json.loads(json.dumps(asdict(statement)))
    assert written.startswith(b'{"case_references":["UNDT/GVA/2026/019"],"end":{"at_seat":"2026-03-02",')


def test_a_statement_is_read_as_it_was_written(statement: Statement) -> None:
    assert read_statement(json.loads(statement.canonical())) == statement


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "agreement"}, {"version": 2}, {"version": "1"}, {"kind": "diploma"}, {"place": None},
        {"start": {"at_seat": "yesterday", "in_utc": "2026-02-03", "basis": "recorded"}},
        {"start": {"at_seat": "", "in_utc": "", "basis": "not ended"}}, {"end": "2026-03-02"},
        {"end": {"at_seat": "2026-03-02", "in_utc": "", "basis": "recorded"}}, {"case_references": []},
        {"end": {"at_seat": "2026-03-02", "in_utc": "2026-03-02", "basis": "agreed"}}, {"languages": "en"},
        {"is_specimen": "no"}, {"is_reissue": 1}, {"request_date": "soon"}, {"case_references": [1]},
    ],
    ids=str,
)  # fmt: skip
def test_a_statement_of_another_shape_is_none(statement: Statement, change: dict[str, object]) -> None:
    """Seen to fail when a day is not asked whether it holds."""
    with pytest.raises(StatementIsWrong):
        read_statement({**json.loads(statement.canonical()), **change})


def test_a_seal_holds_for_its_office_alone(statement: Statement) -> None:
    """Seen to fail when a wrong signature counts as one."""
    sealed = read_sealed(seal(statement, KEY).to_bytes())
    assert sealed.statement == statement
    assert sealed.key == fingerprint(KEY.public)
    assert sealed.is_signed_by(KEY.public)
    assert not sealed.is_signed_by(OfficeKey(b"\6" * 32).public)
    assert not sealed.is_signed_by("not a key")


def test_the_signed_bytes_stand_at_the_end_of_the_seal(statement: Statement) -> None:
    """As docs/certificates.md tells whoever checks without this software."""
    sealed = seal(statement, KEY).to_bytes()
    assert sealed.partition(b'"statement":')[2][:-1] == statement.canonical()


def test_a_seal_written_in_another_way_is_refused(statement: Statement) -> None:
    """Seen to fail when read_sealed does not write it again: the same facts, other bytes."""
    sealed = seal(statement, KEY).to_bytes()
    with pytest.raises(SealIsWrong):
        read_sealed(sealed.replace(b'":', b'": ', 1))


def test_every_altered_field_breaks_the_seal(statement: Statement) -> None:
    """Seen to fail when the signed bytes leave is_reissue out."""
    sealed = seal(statement, KEY)
    for field in fields(Statement):
        value: Any = getattr(statement, field.name)
        changed: Any = NO_END
        if isinstance(value, str):
            changed = f"{value}x"
        elif isinstance(value, tuple):
            changed = (*value, "x")
        elif isinstance(value, int):
            changed = not value
        altered = replace(statement, **{field.name: changed})
        assert not replace(sealed, statement=altered).is_signed_by(KEY.public), field.name


@pytest.mark.parametrize("written", [b"", b"[]", b"{}", b"null", b"\xff", b"[" * 100_000, b" " * 100_000])
def test_what_is_no_seal_is_refused(written: bytes) -> None:
    with pytest.raises(SealIsWrong):
        read_sealed(written)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"tribunal": "moot"}, errors.TribunalIsUnknown),
        ({"languages": ()}, errors.LanguageIsUnknown),
        ({"languages": ("tlh",)}, errors.LanguageIsUnknown),
        ({"languages": ("en", "en")}, errors.LanguageIsUnknown),
        ({"languages": ("en", "fr", "ar")}, errors.LanguageIsUnknown),
        ({"case_references": ()}, errors.NumberOfCasesIsWrong),
        ({"case_references": ("1/2026",) * 6}, errors.NumberOfCasesIsWrong),
        ({"request_date": date(2026, 3, 5)}, errors.RequestIsInTheFuture),
        ({"stated_start": date(2026, 3, 5)}, errors.StartIsInTheFuture),
        ({"stated_end": date(2026, 3, 5)}, errors.EndIsInTheFuture),
        ({"stated_end": date(2026, 2, 2)}, errors.EndIsBeforeStart),
        ({"stated_start": date(2026, 3, 3)}, errors.EndIsBeforeStart),
        ({"place": " "}, LineIsEmpty),
        ({"case_references": ("x" * 81,)}, LineIsTooLong),
        ({"issuer_name": "Mediator\u202erotaideM"}, LineHidesSomething),
    ],
    ids=str,
)
def test_a_request_that_cannot_be_is_refused(change: dict[str, Any], error: type[Exception]) -> None:
    """Seen to fail when six cases are accepted."""
    with pytest.raises(error):
        office(Printer()).state(DATES, replace(REQUEST, **change))


def test_an_end_is_not_stated_for_a_mediation_that_goes_on() -> None:
    """Seen to fail when an end is taken as it is stated."""
    with pytest.raises(errors.EndIsNotYet):
        office(Printer()).state(GOING_ON, replace(REQUEST, stated_end=date(2026, 3, 3)))


def test_a_request_of_today_at_the_seat_is_not_of_the_future() -> None:
    """In Geneva it is 4 March while it is still 3 March in UTC; in New York it is not.

    Seen to fail when today is counted in UTC.
    """
    today: Request = replace(REQUEST, request_date=date(2026, 3, 4))
    assert office(Printer()).state(DATES, today).request_date == "2026-03-04"
    with pytest.raises(errors.RequestIsInTheFuture):
        office(Printer()).state(DATES, replace(today, tribunal="unat"))


def test_an_office_has_tribunals_of_its_own() -> None:
    known = read_tribunals("adb-at|Administrative Tribunal of a Bank|Manila|Asia/Manila; x|Y|Z|UTC;")
    assert known["adb-at"].zone == "Asia/Manila"
    assert set(known) == {*TRIBUNALS, "adb-at", "x"}


@pytest.mark.parametrize(
    "setting", ["a|b|c", "A|b|c|UTC", "unat|b|c|UTC", "a|b|c|Moon/Base", "a||c|UTC", "a|b|c|../x"]
)
def test_a_tribunal_that_cannot_be_is_refused(setting: str) -> None:
    """Seen to fail when an office may call its own tribunal `unat`."""
    with pytest.raises(TribunalIsWrong):
        read_tribunals(setting)
