"""An office, and what a tribunal asks of it, for the tests of this folder."""

from __future__ import annotations

from datetime import date

from mediation.certificates.office import Dates, Office, Request
from mediation.certificates.printer import Printer
from mediation.certificates.seal import OfficeKey
from tests.fixtures.clock import Clock

KEY = OfficeKey(b"\5" * 32)
DATES = Dates("7K2M-9QXP-4D3T-S", date(2026, 2, 3), date(2026, 3, 2), has_ended=True)
GOING_ON = Dates("7K2M-9QXP-4D3T-S", date(2026, 2, 3), date(2026, 3, 2), has_ended=False)
REQUEST = Request(
    tribunal="undt-geneva",
    request_reference="Order No. 113 (GVA/2026)",
    request_date=date(2026, 3, 1),
    case_reference="UNDT/GVA/2026/019",
    issuer_name="Mediator of the tests",
    issuer_title="Ombudsman",
    place="Geneva",
)


def office(printer: Printer, name: str = "Office of the Ombudsman") -> Office:
    return Office(name, "1 Harbour Street\nGeneva", KEY, printer, Clock())
