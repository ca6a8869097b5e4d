"""The calendar: a case was lost by one day, counted where the tribunal has its seat (2024-UNAT-1454)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from mediation.certificates.day import Day, recorded, stated
from mediation.certificates.tribunal import TRIBUNALS

NEW_YORK, GENEVA, NAIROBI = "America/New_York", "Europe/Zurich", "Africa/Nairobi"


@pytest.mark.parametrize(
    ("moment", "zone", "at_seat", "in_utc"),
    [
        # The same moment at each seat.
        ("2025-06-10T02:30:00", NEW_YORK, "2025-06-09", "2025-06-10"),
        ("2025-06-10T02:30:00", GENEVA, "2025-06-10", "2025-06-10"),
        ("2025-06-10T22:30:00", GENEVA, "2025-06-11", "2025-06-10"),
        ("2025-06-10T21:30:00", NAIROBI, "2025-06-11", "2025-06-10"),
        ("2025-06-10T20:59:59", NAIROBI, "2025-06-10", "2025-06-10"),
        # New York goes forward at 07:00 UTC on 9 March 2025: its midnight is 05:00 UTC before, 04:00 after.
        ("2025-03-09T04:59:59", NEW_YORK, "2025-03-08", "2025-03-09"),
        ("2025-03-09T05:00:00", NEW_YORK, "2025-03-09", "2025-03-09"),
        ("2025-03-10T03:59:59", NEW_YORK, "2025-03-09", "2025-03-10"),
        ("2025-03-10T04:00:00", NEW_YORK, "2025-03-10", "2025-03-10"),
        # And back at 06:00 UTC on 2 November 2025.
        ("2025-11-02T03:59:59", NEW_YORK, "2025-11-01", "2025-11-02"),
        ("2025-11-02T04:00:00", NEW_YORK, "2025-11-02", "2025-11-02"),
        ("2025-11-03T04:59:59", NEW_YORK, "2025-11-02", "2025-11-03"),
        ("2025-11-03T05:00:00", NEW_YORK, "2025-11-03", "2025-11-03"),
        # Geneva goes forward on 30 March 2025 and back on 26 October 2025, at 01:00 UTC.
        ("2025-03-29T22:59:59", GENEVA, "2025-03-29", "2025-03-29"),
        ("2025-03-29T23:00:00", GENEVA, "2025-03-30", "2025-03-29"),
        ("2025-03-30T22:00:00", GENEVA, "2025-03-31", "2025-03-30"),
        ("2025-10-25T22:00:00", GENEVA, "2025-10-26", "2025-10-25"),
        ("2025-10-26T22:59:59", GENEVA, "2025-10-26", "2025-10-26"),
        ("2025-10-26T23:00:00", GENEVA, "2025-10-27", "2025-10-26"),
        # Leap days, there and not there.
        ("2024-02-29T23:30:00", GENEVA, "2024-03-01", "2024-02-29"),
        ("2024-03-01T03:00:00", NEW_YORK, "2024-02-29", "2024-03-01"),
        ("2025-03-01T03:00:00", NEW_YORK, "2025-02-28", "2025-03-01"),
        # The end of the year.
        ("2025-12-31T21:00:00", NAIROBI, "2026-01-01", "2025-12-31"),
        ("2026-01-01T04:59:59", NEW_YORK, "2025-12-31", "2026-01-01"),
    ],
)  # fmt: skip
def test_a_moment_is_a_day_at_the_seat_and_a_day_in_utc(
    moment: str, zone: str, at_seat: str, in_utc: str
) -> None:
    """Seen to fail when the day at the seat is counted with the offset of today."""
    utc = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert recorded(utc, zone) == Day(at_seat, in_utc, "recorded")
    elsewhere = utc.astimezone(ZoneInfo("Asia/Tokyo"))
    assert recorded(elsewhere, zone) == Day(at_seat, in_utc, "recorded"), "wherever the server stands"


def test_a_stated_day_has_no_other_in_utc() -> None:
    """Seen to fail when the same day is given for UTC."""
    assert stated(date(2024, 2, 29)) == Day("2024-02-29", "", "stated")


def test_every_seat_has_its_zone() -> None:
    """Seen to fail when a seat has another's zone."""
    zones = {"New York": NEW_YORK, "Geneva": GENEVA, "Nairobi": NAIROBI, "Washington, D.C.": NEW_YORK}
    assert {one.seat: one.zone for one in TRIBUNALS.values()} == zones
