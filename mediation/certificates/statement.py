"""What a certificate states, in full, and the bytes that are signed.

Days only: no name of a party, no outcome, no time of day, no number of sessions has a field here.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from mediation.certificates.day import NOT_ENDED, Day

VERSION = 1
KIND = "certificate of the dates of a mediation"
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_CHARACTERS = 10
MOST_CASES = 5


class StatementIsWrong(Exception):
    """This is not a statement as version 1 writes it."""


@dataclass(frozen=True)
class Statement:
    """docs/certificates.md explains each field; days are ISO 8601."""

    languages: tuple[str, ...]  # one or two of LANGUAGES in wording.py
    reference: str
    tribunal: str  # its code; name, seat and zone beside it, for readers without this software
    tribunal_name: str
    seat: str
    zone: str
    request_reference: str
    request_date: str
    case_references: tuple[str, ...]
    start: Day
    end: Day
    office: str
    office_address: str
    issuer_name: str
    issuer_title: str
    place: str
    issue_date: str  # at the seat
    pdf_key: str  # fingerprint of the key that signs the whole file
    is_reissue: bool = False
    is_specimen: bool = False
    kind: str = KIND
    version: int = VERSION

    def canonical(self) -> bytes:
        """The signed bytes: JSON in UTF-8, names in order, without spaces."""
        return canonical(asdict(self))

    def check_code(self) -> str:
        """10 characters over the figures that one types from paper; finds slips, proves nothing."""
        days = (self.start.at_seat, self.start.in_utc, self.end.at_seat, self.end.in_utc)
        digest = hashlib.sha256("\n".join((self.reference, *days)).encode()).digest()
        number = int.from_bytes(digest) >> (8 * len(digest) - 5 * CHECK_CHARACTERS)
        places = range(5 * (CHECK_CHARACTERS - 1), -1, -5)
        code = "".join(CROCKFORD[number >> place & 31] for place in places)
        return f"{code[:5]}-{code[5:]}"


def canonical(value: object) -> bytes:
    """The same value is always the same bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def read_statement(stated: object) -> Statement:
    """From parsed JSON; raises StatementIsWrong unless every field is there, and nothing else."""
    if not isinstance(stated, dict) or set(stated) != {field.name for field in fields(Statement)}:
        raise StatementIsWrong("its fields are not those of a certificate")
    if stated["version"] != VERSION or stated["kind"] != KIND:
        raise StatementIsWrong("it is of another kind or version")
    changed = {name: _read_day(stated[name]) for name in ("start", "end")}
    lists = {name: _read_list(stated[name]) for name in ("languages", "case_references")}
    statement = Statement(**(stated | changed | lists))
    for field in fields(Statement):
        wanted = {"bool": bool, "int": int, "str": str}.get(str(field.type))
        if wanted is not None and type(getattr(statement, field.name)) is not wanted:
            raise StatementIsWrong("one of its fields is of another kind")
    try:
        for day in (statement.request_date, statement.issue_date):
            date.fromisoformat(day)
    except ValueError:
        raise StatementIsWrong("one of its days is not a day") from None
    if statement.start.basis == NOT_ENDED:
        raise StatementIsWrong("it has no start")
    return statement


def _read_day(stated: Any) -> Day:
    if not isinstance(stated, dict) or set(stated) != {field.name for field in fields(Day)}:
        raise StatementIsWrong("one of its days is not a day")
    if not all(isinstance(part, str) for part in stated.values()) or not (day := Day(**stated)).holds():
        raise StatementIsWrong("one of its days is not a day")
    return day


def _read_list(stated: Any) -> tuple[str, ...]:
    if not isinstance(stated, list) or not stated or not all(isinstance(one, str) for one in stated):
        raise StatementIsWrong("one of its lists is not a list of lines")
    return tuple(stated)
