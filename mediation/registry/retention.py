"""Destroys rows that have reached the office's age, leaving a count for the year in which each began.

Must not ask whether a row's signature holds: what is old goes, whatever has become of it.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import sqlalchemy as sa

from mediation.database import overwrite_traces, writing
from mediation.registry.registry import ROWS

COUNTS = sa.Table(
    "destroyed_counts",
    sa.MetaData(),
    sa.Column("year", sa.Integer, primary_key=True),
    sa.Column("count", sa.Integer),
)


def years_before(moment: datetime, years: int) -> datetime:
    """The same day and time so many years earlier; of 29 February, the day before where there is none."""
    try:
        return moment.replace(year=moment.year - years)
    except ValueError:
        return moment.replace(year=moment.year - years, day=28)


def destroy_aged(engine: sa.Engine, now: datetime, years: int) -> int:
    """Destroy rows whose last day is so many years ago, and say how many there were."""
    cutoff = years_before(now.astimezone(UTC), years)
    with writing(engine) as connection:
        aged = sa.select(ROWS.c.reference).where(ROWS.c.ended_at < cutoff)
        references = connection.scalars(aged).all()
        began = Counter(_year_of(connection, one) for one in references)
        connection.execute(sa.delete(ROWS).where(ROWS.c.reference.in_(references)))
        for year, count in began.items():
            if year is not None:
                _add(connection, year, count)
    if references:
        overwrite_traces(engine)
    return len(references)


def _year_of(connection: sa.Connection, reference: str) -> int | None:
    """In which it began, in UTC; None of a row that something else has changed, so that it holds no time."""
    query = sa.select(ROWS.c.started_at).where(ROWS.c.reference == reference)
    try:
        began: datetime = connection.execute(query).scalar_one()
    except (ValueError, TypeError):
        return None
    return began.year


def _add(connection: sa.Connection, year: int, count: int) -> None:
    more = sa.update(COUNTS).where(COUNTS.c.year == year).values(count=COUNTS.c.count + count)
    if connection.execute(more).rowcount == 0:
        connection.execute(sa.insert(COUNTS).values(year=year, count=count))
