"""Where the bars of the chart of figures stand. Geometry alone: what may be shown is decided elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mediation.registry.figures import Figures

HEIGHT, TOP, BOTTOM, LEFT = 220, 24, 28, 8
BAR_WIDTH, BAR_GAP, YEAR_GAP = 26, 4, 28
YEAR_WIDTH = 2 * BAR_WIDTH + BAR_GAP + YEAR_GAP


@dataclass(frozen=True)
class Bar:
    """In the units of the picture's view box."""

    kind: str  # "begun" or "ended"
    count: int
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class ChartYear:
    """`bars`: none where the year is not shown."""

    name: str
    x: int
    middle: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    width: int
    years: tuple[ChartYear, ...]
    height: int = HEIGHT
    floor: int = HEIGHT - BOTTOM
    bar_width: int = BAR_WIDTH


def chart_of(years: Mapping[str, Figures]) -> Chart:
    """Two bars a year, to one scale."""
    counts = [count for one in years.values() for count in (one.begun, one.ended) if count is not None]
    scale = (HEIGHT - TOP - BOTTOM) / max(counts, default=1)
    placed = tuple(
        _year(name, figures, LEFT + place * YEAR_WIDTH, scale)
        for place, (name, figures) in enumerate(years.items())
    )
    return Chart(LEFT + len(placed) * YEAR_WIDTH, placed)


def _year(name: str, figures: Figures, x: int, scale: float) -> ChartYear:
    bars = []
    for place, (kind, count) in enumerate((("begun", figures.begun), ("ended", figures.ended))):
        if count is not None:
            height = round(count * scale)
            left = x + place * (BAR_WIDTH + BAR_GAP)
            bars.append(Bar(kind, count, left, HEIGHT - BOTTOM - height, height))
    return ChartYear(name, x, x + BAR_WIDTH + BAR_GAP // 2, tuple(bars))
