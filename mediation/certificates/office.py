"""The office as it certifies: makes the statement, seals it, has it printed. Keeps no copy of anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from mediation.certificates import errors
from mediation.certificates.day import NO_END, NOT_ENDED, Day, recorded, stated
from mediation.certificates.file_identity import FileIdentity
from mediation.certificates.order import Order
from mediation.certificates.page import Furniture
from mediation.certificates.printer import Printer
from mediation.certificates.seal import OfficeKey, fingerprint, seal
from mediation.certificates.statement import MOST_CASES, Statement
from mediation.certificates.tribunal import TRIBUNALS, Tribunal
from mediation.certificates.wording import LANGUAGES
from mediation.line import read_line


@dataclass(frozen=True)
class Dates:
    """What the registry says of one mediation, its row's signature having been checked."""

    reference: str
    started_at: datetime
    ended_at: datetime
    has_ended: bool


@dataclass(frozen=True)
class Request:
    """What a tribunal asked, and who answers, as typed. A stated day replaces the recorded one."""

    tribunal: str
    request_reference: str
    request_date: date
    case_references: tuple[str, ...]
    issuer_name: str
    issuer_title: str
    place: str
    languages: tuple[str, ...] = ("en",)
    stated_start: date | None = None
    stated_end: date | None = None
    is_reissue: bool = False


@dataclass(frozen=True)
class Letterhead:
    """`crest` is a data: URL, or empty; `verify_url` is where registrars check a certificate."""

    name: str
    address: str = ""
    crest: str = ""
    verify_url: str = ""


class Office:
    def __init__(
        self,
        letterhead: Letterhead,
        key: OfficeKey,
        identity: FileIdentity,
        printer: Printer,
        clock: Callable[[], datetime],
        tribunals: Mapping[str, Tribunal] = TRIBUNALS,
    ) -> None:
        self._letterhead, self._key, self._identity = letterhead, key, identity
        self._printer, self._clock = printer, clock
        self.tribunals = tribunals

    @property
    def public_key(self) -> str:
        """64 hexadecimal digits."""
        return self._key.public

    @property
    def furniture(self) -> Furniture:
        return Furniture(fingerprint(self._key.public), self._letterhead.verify_url, self._letterhead.crest)

    def issue(self, dates: Dates, request: Request) -> bytes:
        """The certificate, a PDF.

        Raises LineIsWrong and CertificateError. Issued again for the same mediation and statements, it bears
        the same reference and the same dates.
        """
        return self.print(self.state(dates, request))

    def print(self, statement: Statement) -> bytes:
        """Raises PrintingFailed."""
        sealed = seal(statement, self._key).to_bytes()
        return self._printer.print(Order(statement, sealed, self.furniture, self._identity))

    def state(self, dates: Dates, request: Request, is_specimen: bool = False) -> Statement:
        """What the certificate will say; raises LineIsWrong and RequestIsWrong."""
        tribunal = self.tribunals.get(request.tribunal)
        if tribunal is None:
            raise errors.TribunalIsUnknown
        # Of the seat, like every other day of the page: a request of today is not of tomorrow.
        today = self._clock().astimezone(ZoneInfo(tribunal.zone)).date()
        if request.request_date > today:
            raise errors.RequestIsInTheFuture
        if not 1 <= len(request.case_references) <= MOST_CASES:
            raise errors.NumberOfCasesIsWrong
        start, end = _days(dates, request, tribunal.zone, today)
        return Statement(
            languages=_languages(request.languages),
            reference=dates.reference,
            tribunal=tribunal.code,
            tribunal_name=tribunal.name,
            seat=tribunal.seat,
            zone=tribunal.zone,
            request_reference=read_line(request.request_reference),
            request_date=request.request_date.isoformat(),
            case_references=tuple(read_line(case) for case in request.case_references),
            start=start,
            end=end,
            office=self._letterhead.name,
            office_address=self._letterhead.address,
            issuer_name=read_line(request.issuer_name),
            issuer_title=read_line(request.issuer_title),
            place=read_line(request.place),
            issue_date=today.isoformat(),
            pdf_key=self._identity.key_fingerprint,
            is_reissue=request.is_reissue,
            is_specimen=is_specimen,
        )


def _languages(wanted: tuple[str, ...]) -> tuple[str, ...]:
    if not 1 <= len(set(wanted)) == len(wanted) <= 2 or not set(wanted) <= set(LANGUAGES):
        raise errors.LanguageIsUnknown
    return wanted


def _days(dates: Dates, request: Request, zone: str, today: date) -> tuple[Day, Day]:
    """The start and the end; raises RequestIsWrong."""
    if request.stated_start and request.stated_start > today:
        raise errors.StartIsInTheFuture
    if request.stated_end and request.stated_end > today:
        raise errors.EndIsInTheFuture
    if request.stated_end and not dates.has_ended:
        raise errors.EndIsNotYet
    start = stated(request.stated_start) if request.stated_start else recorded(dates.started_at, zone)
    end = stated(request.stated_end) if request.stated_end else NO_END
    if dates.has_ended and not request.stated_end:
        end = recorded(dates.ended_at, zone)
    last = end.at_seat if end.basis != NOT_ENDED else today.isoformat()
    if last < start.at_seat:
        raise errors.EndIsBeforeStart
    return start, end
