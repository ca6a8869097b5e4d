"""One date of a certificate: the day at the tribunal's seat and the day in UTC, which may differ.

Days only: a time of day would tell the length of a single session.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

RECORDED = "recorded"
STATED = "stated"
NOT_ENDED = "not ended"


@dataclass(frozen=True)
class Day:
    """ISO 8601 days; empty where there is none. `basis` is RECORDED, STATED or NOT_ENDED."""

    at_seat: str
    in_utc: str
    basis: str

    def holds(self) -> bool:
        """Whether it is written as one of the three forms of a day."""
        filled = {RECORDED: (True, True), STATED: (True, False), NOT_ENDED: (False, False)}.get(self.basis)
        return (bool(self.at_seat), bool(self.in_utc)) == filled and all(
            _is_day(day) for day in (self.at_seat, self.in_utc) if day
        )


NO_END = Day("", "", NOT_ENDED)


def recorded(moment: datetime, zone: str) -> Day:
    """The day of that moment, at the seat and in UTC."""
    at_seat = moment.astimezone(ZoneInfo(zone)).date()
    return Day(at_seat.isoformat(), moment.astimezone(UTC).date().isoformat(), RECORDED)


def stated(day: date) -> Day:
    """A calendar day at the seat, as the mediator states it; without a moment it has no other in UTC."""
    return Day(day.isoformat(), "", STATED)


def _is_day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False
