"""Yearly figures that disclose no mediation: how many began and ended, and how long they took, or nothing.

Pure: dates in, figures out. Why nothing can be worked out of what is left: docs/decisions/0021.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

LEAST = 5  # a smaller count is not shown
QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Span:
    """A mediation's first day and, once it has ended, its last; in UTC."""

    began_on: date
    ended_on: date | None

    @property
    def days(self) -> int:
        """From the first day to the last, both counted; 0 while it has not ended."""
        return 0 if self.ended_on is None else (self.ended_on - self.began_on).days + 1


@dataclass(frozen=True)
class Figures:
    """Of one period. All three are shown, or none."""

    begun: int | None
    ended: int | None
    median_days: int | None


NOT_SHOWN = Figures(None, None, None)


def figures_of(year: int, spans: Iterable[Span]) -> dict[str, Figures]:
    """What may be published of a year that is over: of "2026", "2026-Q1" … "2026-Q4", in this order.

    A year is shown when at least five mediations began and five ended in it; its quarters when that is so in
    each of the four. Both at once, or none: a count that stands alone can be set against its total, or what
    began against what ended.
    """
    spans = list(spans)
    whole = _figures(spans, year, QUARTERS)
    quarters = {f"{year}-Q{n}": _figures(spans, year, (n,)) for n in QUARTERS}
    if NOT_SHOWN in quarters.values():
        quarters = dict.fromkeys(quarters, NOT_SHOWN)
    return {str(year): whole, **quarters}


def _figures(spans: Iterable[Span], year: int, quarters: tuple[int, ...]) -> Figures:
    def falls_in(day: date | None) -> bool:
        return day is not None and day.year == year and (day.month + 2) // 3 in quarters

    begun = sum(falls_in(span.began_on) for span in spans)
    lengths = [span.days for span in spans if falls_in(span.ended_on)]
    if min(begun, len(lengths)) < LEAST:
        return NOT_SHOWN
    return Figures(begun, len(lengths), int(median(lengths) + 0.5))
