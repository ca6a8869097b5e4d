from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from datetime import date

import pytest

from mediation.certificates.office import RequestIsInTheFuture, TribunalIsUnknown
from mediation.certificates.page import page_facts, page_text
from mediation.certificates.printer import Printer
from mediation.certificates.seal import OfficeKey, SealIsWrong, read_sealed, seal
from mediation.certificates.statement import Statement, StatementIsWrong, read_statement
from mediation.certificates.tribunal import TRIBUNALS
from mediation.line import LineHidesSomething, LineIsEmpty, LineIsTooLong
from tests.unit.certificates.certificates import DATES, GOING_ON, KEY, REQUEST, office

# What a certificate may say (Standards of Practice 3.8). A field that is not here is a decision to be made.
STATED = {
    "reference", "tribunal", "request_reference", "request_date", "case_reference", "start_day", "end_day",
    "office", "office_address", "issuer_name", "issuer_title", "place", "issue_date", "days_are_in", "kind",
    "version",
}  # fmt: skip


@pytest.fixture
def statement() -> Statement:
    return office(Printer()).state(DATES, REQUEST)


def test_a_statement_has_days_and_who_asked_and_nothing_else(statement: Statement) -> None:
    assert {field.name for field in fields(Statement)} == STATED
    assert (statement.start_day, statement.end_day) == ("2026-02-03", "2026-03-02")
    assert statement.issue_date == "2026-03-03"


def test_a_mediation_that_goes_on_is_stated_as_not_ended() -> None:
    assert office(Printer()).state(GOING_ON, REQUEST).end_day == "not ended at the date of issue"


def test_its_bytes_are_json_with_sorted_names_and_no_spaces(statement: Statement) -> None:
    written = statement.canonical()
    assert json.loads(written) == asdict(statement)
    assert written.startswith(b'{"case_reference":"UNDT/GVA/2026/019","days_are_in":"UTC","end_day":')


def test_a_statement_is_read_as_it_was_written(statement: Statement) -> None:
    assert read_statement(json.loads(statement.canonical())) == statement


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "agreement"}, {"version": 2}, {"version": "1"}, {"kind": "diploma"},
        {"start_day": "yesterday"}, {"end_day": ""}, {"tribunal": "moot"}, {"place": None},
        {"days_are_in": "CET"},
    ],
    ids=str,
)  # fmt: skip
def test_a_statement_of_another_shape_is_none(statement: Statement, change: dict[str, object]) -> None:
    with pytest.raises(StatementIsWrong):
        read_statement({**asdict(statement), **change})


def test_a_seal_holds_for_its_office_alone(statement: Statement) -> None:
    sealed = read_sealed(seal(statement, KEY).to_json())
    assert sealed.statement == statement
    assert sealed.is_signed_by(KEY.public)
    assert not sealed.is_signed_by(OfficeKey(b"\6" * 32).public)
    assert not sealed.is_signed_by("not a key")


def test_every_altered_field_breaks_the_seal(statement: Statement) -> None:
    sealed = seal(statement, KEY)
    for field in fields(Statement):
        value = getattr(statement, field.name)
        altered = replace(statement, **{field.name: value + 1 if field.name == "version" else value + "x"})
        assert not replace(sealed, statement=altered).is_signed_by(KEY.public), field.name


@pytest.mark.parametrize("written", [b"", b"[]", b"{}", b"null", b"\xff", b"[" * 100_000, b" " * 100_000])
def test_what_is_no_seal_is_refused(written: bytes) -> None:
    with pytest.raises(SealIsWrong):
        read_sealed(written)


def test_a_request_that_cannot_be_is_refused() -> None:
    clerk = office(Printer())
    with pytest.raises(TribunalIsUnknown):
        clerk.state(DATES, replace(REQUEST, tribunal="moot"))
    with pytest.raises(RequestIsInTheFuture):
        clerk.state(DATES, replace(REQUEST, request_date=date(2026, 3, 4)))
    with pytest.raises(LineIsEmpty):
        clerk.state(DATES, replace(REQUEST, place=" "))
    with pytest.raises(LineIsTooLong):
        clerk.state(DATES, replace(REQUEST, case_reference="x" * 81))
    with pytest.raises(LineHidesSomething):
        clerk.state(DATES, replace(REQUEST, issuer_name="Mediator\u202erotaideM"))


@pytest.mark.parametrize("tribunal", TRIBUNALS)
def test_the_page_reads_the_same_for_every_tribunal_and_never_tells_an_outcome(tribunal: str) -> None:
    facts = page_facts(office(Printer()).state(DATES, replace(REQUEST, tribunal=tribunal)))
    text = page_text(facts)
    assert TRIBUNALS[tribunal].name in text
    assert "3 February 2026" in text
    assert "2 March 2026" in text
    assert "paragraph 3.8" in " ".join(text.split())
