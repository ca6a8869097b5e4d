"""Publishes each year's figures once, a month after it is over, and keeps them as they were published.

Must not compute anything again: rows are destroyed and ended late, and a page that changed would tell which.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from mediation.database import reading, take_turns, writing
from mediation.registry.figures import Figures, Span, figures_of

GRACE = timedelta(days=31)  # in which mediators say of the last mediations that they have ended
PUBLISHED = sa.Table(
    "published_figures",
    sa.MetaData(),
    sa.Column("period", sa.Text, primary_key=True),
    sa.Column("begun", sa.Integer),
    sa.Column("ended", sa.Integer),
    sa.Column("median_days", sa.Integer),
)


def published_figures(engine: sa.Engine) -> dict[str, Figures]:
    """Period ("2026", "2026-Q1") to its figures, in order."""
    with reading(engine) as connection:
        rows = connection.execute(sa.select(PUBLISHED).order_by(PUBLISHED.c.period)).all()
    return {row.period: Figures(row.begun, row.ended, row.median_days) for row in rows}


def publish_due(engine: sa.Engine, now: datetime, spans: Callable[[], list[Span]]) -> None:
    """Publish the years that are over; the first time, at the first start, the latest alone.

    spans: those of all rows that are kept and hold. They decide of no year whether it is listed: a list that
    began with the first mediation would tell of that one.
    """
    latest_due = (now.astimezone(UTC) - GRACE).year - 1
    if str(latest_due) in published_figures(engine):
        return
    rows = spans()
    with writing(engine) as connection:
        take_turns(connection, PUBLISHED.name)
        before = [int(period[:4]) for period in connection.scalars(sa.select(PUBLISHED.c.period))]
        for year in range(max(before, default=latest_due - 1) + 1, latest_due + 1):
            for period, figures in figures_of(year, rows).items():
                connection.execute(sa.insert(PUBLISHED).values(period=period, **asdict(figures)))
