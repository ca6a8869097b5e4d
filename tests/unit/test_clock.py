from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mediation.clock import clock_trouble, steady_clock

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


def test_setting_the_clock_moves_no_room() -> None:
    """Seen to fail when the wall clock is asked more than once."""
    wall, counter = [1_800_000_000.0], [500.0]
    clock = steady_clock(lambda: wall[0], lambda: counter[0])
    wall[0] += 86_400
    counter[0] += 10
    assert clock() == 1_800_000_010
    wall[0] -= 7 * 86_400
    counter[0] += 10
    assert clock() == 1_800_000_020
