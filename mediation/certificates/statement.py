"""What a certificate states, in full, and the bytes that are signed.

Days only: no name of a party, no outcome, no time of day, no number of sessions has a field here.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import date

from mediation.certificates.tribunal import TRIBUNALS, Tribunal

VERSION = 1
KIND = "certificate of the dates of a mediation"
NOT_ENDED = "not ended at the date of issue"


class StatementIsWrong(Exception):
    """This is not a statement as version 1 writes it."""


@dataclass(frozen=True)
class Statement:
    """Days are ISO 8601, counted in UTC; `end_day` is a day or NOT_ENDED."""

    reference: str
    tribunal: str  # a key of TRIBUNALS
    request_reference: str
    request_date: str
    case_reference: str
    start_day: str
    end_day: str
    office: str
    office_address: str
    issuer_name: str
    issuer_title: str
    place: str
    issue_date: str
    days_are_in: str = "UTC"
    kind: str = KIND
    version: int = VERSION

    @property
    def full_tribunal(self) -> Tribunal:
        return TRIBUNALS[self.tribunal]

    @property
    def has_ended(self) -> bool:
        return self.end_day != NOT_ENDED

    def canonical(self) -> bytes:
        """JSON in UTF-8, keys in order, without spaces: the same statement is always the same bytes."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    def fingerprint(self) -> str:
        """The first 128 bits of its SHA-256, as eight groups of four hexadecimal digits."""
        digits = hashlib.sha256(self.canonical()).hexdigest()[:32]
        return " ".join(digits[start : start + 4] for start in range(0, 32, 4))


def read_statement(stated: object) -> Statement:
    """From parsed JSON; raises StatementIsWrong unless every field is there, and nothing else."""
    if not isinstance(stated, dict) or set(stated) != {field.name for field in fields(Statement)}:
        raise StatementIsWrong("its fields are not those of a certificate")
    if stated["version"] != VERSION or stated["kind"] != KIND or stated["days_are_in"] != "UTC":
        raise StatementIsWrong("it is of another kind or version")
    if not all(isinstance(value, str) for name, value in stated.items() if name != "version"):
        raise StatementIsWrong("one of its fields is not text")
    statement = Statement(**stated)
    days = [statement.request_date, statement.start_day, statement.issue_date]
    try:
        for day in [*days, statement.end_day] if statement.has_ended else days:
            date.fromisoformat(day)
    except ValueError:
        raise StatementIsWrong("one of its days is not a day") from None
    if statement.tribunal not in TRIBUNALS:
        raise StatementIsWrong("it names no tribunal that we know")
    return statement
