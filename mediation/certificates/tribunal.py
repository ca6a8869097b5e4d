"""The tribunals that may ask for a certificate (Standards of Practice 3.8), by code. Knows no case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mediation.line import LineIsWrong, read_line

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class TribunalIsWrong(Exception):
    """A tribunal in the office's settings cannot be used; the message says why."""


@dataclass(frozen=True)
class Tribunal:
    """`seat`: the city of its registry; `zone`: that city's in the IANA time zone database."""

    code: str
    name: str
    seat: str
    zone: str


UNDT = "United Nations Dispute Tribunal"
TRIBUNALS = {
    one.code: one
    for one in (
        Tribunal("undt-new-york", UNDT, "New York", "America/New_York"),
        Tribunal("undt-geneva", UNDT, "Geneva", "Europe/Zurich"),
        Tribunal("undt-nairobi", UNDT, "Nairobi", "Africa/Nairobi"),
        Tribunal("unat", "United Nations Appeals Tribunal", "New York", "America/New_York"),
        Tribunal(
            "ilo-at",
            "Administrative Tribunal of the International Labour Organization",
            "Geneva",
            "Europe/Zurich",
        ),
        Tribunal("wb-at", "World Bank Administrative Tribunal", "Washington, D.C.", "America/New_York"),
    )
}


def read_tribunals(setting: str) -> dict[str, Tribunal]:
    """Those of an office's own, from `code|name|seat|zone`, separated by semicolons, beside TRIBUNALS.

    Raises TribunalIsWrong.
    """
    known = dict(TRIBUNALS)
    for written in filter(None, (part.strip() for part in setting.split(";"))):
        parts = [part.strip() for part in written.split("|")]
        if len(parts) != 4:
            raise TribunalIsWrong(f"{written!r} must be code|name|seat|time zone.")
        code, name, seat, zone = parts
        if not CODE.fullmatch(code) or code in known:
            raise TribunalIsWrong(f"{code!r} must be a new code of small letters, digits and hyphens.")
        try:
            known[code] = Tribunal(code, read_line(name), read_line(seat), ZoneInfo(zone).key)
        except LineIsWrong:
            raise TribunalIsWrong(f"the name and seat of {code!r} must be lines of text.") from None
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise TribunalIsWrong(f"{zone!r} is no time zone like Asia/Manila.") from None
    return known
