"""The rows of mediations: begun, moved forward, ended, found, destroyed. Must not know what a room is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from mediation.database import UtcTime, overwrite_traces, reading, writing
from mediation.registry.figures import Span
from mediation.registry.mediation import Mediation, Signer, signed_bytes
from mediation.registry.reference import ReferenceIsWrong, new_reference, read_reference

ROWS = sa.Table(
    "mediations",
    sa.MetaData(),
    sa.Column("reference", sa.Text, primary_key=True),
    sa.Column("mediator", sa.Text),
    sa.Column("started_at", UtcTime),
    sa.Column("ended_at", UtcTime),
    sa.Column("has_ended", sa.Boolean),
    sa.Column("signature", sa.LargeBinary),
)


class MediationIsUnknown(Exception):
    """No such mediation, or not this mediator's: which of the two is not told."""


class MediationHasEnded(Exception):
    """The mediator has ended it; it cannot go on."""


class DayIsAnother(Exception):
    """The day that the mediator confirmed is not the day that the registry has."""


class RowSignatureIsWrong(Exception):
    """The row was changed by something else than this software, or signed by another key."""


class Registry:
    """Every method that takes a reference raises MediationIsUnknown and RowSignatureIsWrong."""

    def __init__(self, engine: sa.Engine, signer: Signer, clock: Callable[[], datetime]) -> None:
        self._engine, self._signer, self._clock = engine, signer, clock

    def begin(self, mediator: str, reference: str | None = None) -> str:
        """Write the row of a new mediation of that account, starting now; its reference.

        `reference`: one that was drawn for it before. Begun with it a second time, it started when it did.
        """
        now = self._now()
        begun = Mediation(reference or new_reference(), mediator, now, now, has_ended=False)
        with writing(self._engine) as connection:
            if reference is not None and self._row(connection, reference) is not None:
                return _going_on(self._find(connection, reference, mediator)).reference
            connection.execute(sa.insert(ROWS).values(self._values(begun)))
        return begun.reference

    def advance(self, reference: str, moment: datetime | None = None) -> None:
        """Move the end forward to that moment (now); never back, and not once the mediation has ended."""
        with writing(self._engine) as connection:
            found = self._find(connection, reference)
            end = moment.astimezone(UTC).replace(microsecond=0) if moment else self._now()
            if not found.has_ended and end > found.ended_at:
                self._rewrite(connection, replace(found, ended_at=end))

    def end(self, reference: str, mediator: str, ended_on: date) -> None:
        """Say that it is over, the mediator having confirmed its last day (UTC); raises DayIsAnother."""
        with writing(self._engine) as connection:
            found = self._find(connection, reference, mediator)
            if found.ended_on != ended_on:
                raise DayIsAnother("The last day of this mediation is another.")
            if not found.has_ended:
                self._rewrite(connection, replace(found, has_ended=True))

    def find(self, reference: str, mediator: str) -> Mediation:
        """One mediation of that account."""
        with reading(self._engine) as connection:
            return self._find(connection, reference, mediator)

    def find_going_on(self, reference: str, mediator: str) -> Mediation:
        """One that may have a further session; raises MediationHasEnded."""
        return _going_on(self.find(reference, mediator))

    def of_mediator(self, mediator: str) -> list[Mediation]:
        """All of that account, the latest first; those with a wrong signature are among them."""
        query = sa.select(ROWS).where(ROWS.c.mediator == mediator)
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(ROWS.c.started_at.desc(), ROWS.c.reference)).all()
        return [_mediation(row) for row in rows]

    def who_has_rows(self) -> set[str]:
        """Ids of the accounts of which mediations are kept."""
        with reading(self._engine) as connection:
            return set(connection.execute(sa.select(ROWS.c.mediator).distinct()).scalars())

    def assign(self, departed: str, successor: str) -> list[str]:
        """Make all rows of one account another's, signed anew; the references of those that could not be.

        A row whose signature is wrong stays where it is: it is never signed again.
        """
        with writing(self._engine) as connection:
            query = sa.select(ROWS.c.reference).where(ROWS.c.mediator == departed)
            references = connection.execute(query.order_by(ROWS.c.reference)).scalars().all()
            return [str(one) for one in references if not self._reassign(connection, one, successor)]

    def spans(self) -> list[Span]:
        """First and last days of all rows that hold, of nobody in particular, for the yearly figures."""
        with reading(self._engine) as connection:
            references = connection.execute(sa.select(ROWS.c.reference)).scalars().all()
            held = [self._row(connection, one) for one in references if self._holds(connection, one)]
        found = [_mediation(row) for row in held if row is not None]
        return [Span(one.started_on, one.ended_on if one.has_ended else None) for one in found]

    def check(self) -> list[str]:
        """References of the rows whose signature does not hold, in order; as stored, so perhaps anything."""
        with reading(self._engine) as connection:
            references = connection.execute(sa.select(ROWS.c.reference).order_by(ROWS.c.reference)).scalars()
            return [str(one) for one in references.all() if not self._holds(connection, one)]

    def latest_moment(self) -> datetime | None:
        """The last end of any mediation: the clock cannot be before it. None without a row."""
        with reading(self._engine) as connection:
            latest: datetime | None = connection.scalar(
                sa.select(sa.func.max(ROWS.c.ended_at, type_=UtcTime))
            )
        return latest

    def destroy(self, reference: str, mediator: str) -> None:
        """Delete the row at its mediator's word: whatever its signature, and leaving no count."""
        wanted = _read(reference)
        with writing(self._engine) as connection:
            gone = connection.execute(
                sa.delete(ROWS).where(ROWS.c.reference == wanted, ROWS.c.mediator == mediator)
            )
            if gone.rowcount != 1:
                raise MediationIsUnknown("There is no such mediation of yours.")
        overwrite_traces(self._engine)

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC).replace(microsecond=0)

    def _find(self, connection: sa.Connection, reference: str, mediator: str | None = None) -> Mediation:
        row = self._row(connection, _read(reference))
        if row is None or mediator not in (None, row.mediator):
            raise MediationIsUnknown("There is no such mediation of yours.")
        # Checked before anything is signed anew: or a change by someone else would gain our signature.
        if not self._is_ours(row):
            raise RowSignatureIsWrong("The entry of this mediation has been changed; it is not certified.")
        return _mediation(row)

    def _row(self, connection: sa.Connection, reference: str) -> sa.Row[Any] | None:
        query = sa.select(ROWS).where(ROWS.c.reference == reference).with_for_update()
        try:
            return connection.execute(query).one_or_none()
        except (ValueError, TypeError):  # what stands there is no time
            raise RowSignatureIsWrong("The entry of this mediation cannot be read.") from None

    def _reassign(self, connection: sa.Connection, reference: str, successor: str) -> bool:
        if not self._holds(connection, reference):
            return False
        row = self._row(connection, reference)
        if row is not None:
            self._rewrite(connection, replace(_mediation(row), mediator=successor))
        return True

    def _holds(self, connection: sa.Connection, reference: str) -> bool:
        try:
            row = self._row(connection, reference)
        except RowSignatureIsWrong:
            return False
        return row is None or self._is_ours(row)

    def _is_ours(self, row: sa.Row[Any]) -> bool:
        try:
            return self._signer.verify(signed_bytes(_mediation(row)), row.signature)
        except (ValueError, TypeError):  # a line break, or what is no text
            return False

    def _rewrite(self, connection: sa.Connection, changed: Mediation) -> None:
        connection.execute(
            sa.update(ROWS).where(ROWS.c.reference == changed.reference).values(self._values(changed))
        )

    def _values(self, mediation: Mediation) -> dict[str, object]:
        return {
            "reference": mediation.reference,
            "mediator": mediation.mediator,
            "started_at": mediation.started_at,
            "ended_at": mediation.ended_at,
            "has_ended": mediation.has_ended,
            "signature": self._signer.sign(signed_bytes(mediation)),
        }


def _going_on(found: Mediation) -> Mediation:
    if found.has_ended:
        raise MediationHasEnded("This mediation has ended.")
    return found


def _read(reference: str) -> str:
    try:
        return read_reference(reference)
    except ReferenceIsWrong:
        raise MediationIsUnknown("There is no such mediation of yours.") from None


def _mediation(row: sa.Row[Any]) -> Mediation:
    return Mediation(row.reference, row.mediator, row.started_at, row.ended_at, row.has_ended)
