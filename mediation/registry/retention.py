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
        # As text, since a row that something else has changed may hold no time.
        began = sa.cast(ROWS.c.started_at, sa.Text)
        aged = sa.select(ROWS.c.reference, began).where(ROWS.c.ended_at < cutoff)
        rows = connection.execute(aged).all()
        connection.execute(sa.delete(ROWS).where(ROWS.c.reference.in_([row[0] for row in rows])))
        for year, count in Counter(text[:4] for _, text in rows if text[:4].isdecimal()).items():
            _add(connection, int(year), count)
    if rows:
        overwrite_traces(engine)
    return len(rows)


def _add(connection: sa.Connection, year: int, count: int) -> None:
    more = sa.update(COUNTS).where(COUNTS.c.year == year).values(count=COUNTS.c.count + count)
    if connection.execute(more).rowcount == 0:
        connection.execute(sa.insert(COUNTS).values(year=year, count=count))
