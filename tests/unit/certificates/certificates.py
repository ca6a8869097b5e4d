"""An office, and what a tribunal asks of it, for the tests of this folder."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache

from mediation.certificates.file_identity import FileIdentity, make_identity
from mediation.certificates.office import Dates, Letterhead, Office, Request
from mediation.certificates.printer import Printer
from mediation.certificates.seal import OfficeKey
from tests.fixtures.clock import Clock

KEY = OfficeKey(b"\5" * 32)
START, END = datetime(2026, 2, 3, 9, tzinfo=UTC), datetime(2026, 3, 2, 16, tzinfo=UTC)
DATES = Dates("7K2M-9QXP-4D3T-S", START, END, has_ended=True)
GOING_ON = Dates("7K2M-9QXP-4D3T-S", START, END, has_ended=False)
REQUEST = Request(
    tribunal="undt-geneva",
    request_reference="Order No. 113 (GVA/2026)",
    request_date=date(2026, 3, 1),
    case_references=("UNDT/GVA/2026/019",),
    issuer_name="Mediator of the tests",
    issuer_title="Ombudsman",
    place="Geneva",
)


@cache
def identity() -> FileIdentity:
    """One for all: making a key takes its time."""
    return FileIdentity(make_identity("Office of the Ombudsman"))


def office(printer: Printer, name: str = "Office of the Ombudsman") -> Office:
    letterhead = Letterhead(
        name, "1 Harbour Street\nGeneva", verify_url="https://mediation.example.org/verify"
    )
    return Office(letterhead, KEY, identity(), printer, Clock())
