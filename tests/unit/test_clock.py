from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mediation.clock import clock_trouble

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_clock_that_goes_right_is_believed() -> None:
    assert clock_trouble(NOW, []) == ""
    assert clock_trouble(NOW, [NOW - timedelta(days=900), NOW]) == ""
    assert clock_trouble(NOW, [NOW + timedelta(minutes=4)]) == "", "two machines differ a little"


@pytest.mark.parametrize("year", [1970, 2025, 2101])
def test_a_year_that_cannot_be_is_told(year: int) -> None:
    assert f"{year}-11-22" in clock_trouble(NOW.replace(year=year), [])


def test_a_clock_before_what_has_already_been_is_told() -> None:
    assert "2026-11-24" in clock_trouble(NOW, [NOW, NOW + timedelta(days=2)])
