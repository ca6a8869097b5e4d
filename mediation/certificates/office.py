"""The office as it certifies: makes the statement, seals it, has it printed. Keeps no copy of anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from mediation.certificates.page import page_facts
from mediation.certificates.printer import Printer
from mediation.certificates.seal import OfficeKey, seal
from mediation.certificates.statement import NOT_ENDED, Statement
from mediation.certificates.tribunal import TRIBUNALS
from mediation.line import read_line


class TribunalIsUnknown(Exception):
    """Not a key of TRIBUNALS."""


class RequestIsInTheFuture(Exception):
    """The tribunal's request is dated after today (UTC)."""


@dataclass(frozen=True)
class Dates:
    """What the registry says of one mediation, its row's signature having been checked."""

    reference: str
    started_on: date
    ended_on: date
    has_ended: bool


@dataclass(frozen=True)
class Request:
    """What a tribunal asked, and who answers, as typed."""

    tribunal: str
    request_reference: str
    request_date: date
    case_reference: str
    issuer_name: str
    issuer_title: str
    place: str


class Office:
    def __init__(
        self,
        name: str,
        address: str,
        key: OfficeKey,
        printer: Printer,
        clock: Callable[[], datetime],
    ) -> None:
        self._name, self._address, self._key = name, address, key
        self._printer, self._clock = printer, clock

    @property
    def public_key(self) -> str:
        """64 hexadecimal digits."""
        return self._key.public

    def issue(self, dates: Dates, request: Request) -> bytes:
        """The certificate, a PDF.

        Raises LineIsWrong, TribunalIsUnknown, RequestIsInTheFuture, PrintingFailed.
        Issued again for the same mediation, it bears the same reference and the same dates.
        """
        statement = self.state(dates, request)
        return self._printer.print(page_facts(statement), seal(statement, self._key).to_json())

    def state(self, dates: Dates, request: Request) -> Statement:
        """What the certificate will say."""
        today = self._clock().astimezone(UTC).date()
        if request.tribunal not in TRIBUNALS:
            raise TribunalIsUnknown
        if request.request_date > today:
            raise RequestIsInTheFuture
        return Statement(
            reference=dates.reference,
            tribunal=request.tribunal,
            request_reference=read_line(request.request_reference),
            request_date=request.request_date.isoformat(),
            case_reference=read_line(request.case_reference),
            start_day=dates.started_on.isoformat(),
            end_day=dates.ended_on.isoformat() if dates.has_ended else NOT_ENDED,
            office=self._name,
            office_address=self._address,
            issuer_name=read_line(request.issuer_name),
            issuer_title=read_line(request.issuer_title),
            place=read_line(request.place),
            issue_date=today.isoformat(),
        )
