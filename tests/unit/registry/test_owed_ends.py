"""What is owed to the registry is written, late if need be."""

from __future__ import annotations

from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from mediation.certificates.seal import OfficeKey
from mediation.registry.owed_ends import OwedEnds
from mediation.registry.registry import Registry
from tests.fixtures.clock import Clock
from tests.fixtures.database import insert_account

MEDIATOR = "account-of-mediator"


class MovingRegistry(Registry):
    """One that can be gone."""

    is_gone = False

    def advance(self, reference: str, moment: datetime | None = None) -> None:
        if self.is_gone:
            raise OperationalError("", None, Exception("database or disk is full"))
        super().advance(reference, moment)


@pytest.fixture
def registry(engine: sa.Engine, clock: Clock) -> MovingRegistry:
    insert_account(engine, MEDIATOR)
    return MovingRegistry(engine, OfficeKey(b"\1" * 32), clock)


def test_what_could_not_be_written_is_written_later_as_it_was(registry: MovingRegistry, clock: Clock) -> None:
    """Seen to fail when settle() writes the time at which it writes."""
    ends = OwedEnds(registry, clock)
    reference = registry.begin(MEDIATOR)
    clock.forward(hours=1)
    last_seen = clock.now
    ends.owe(reference)
    registry.is_gone = True
    assert isinstance(ends.settle(), OperationalError)
    assert ends.is_behind(reference)
    clock.forward(hours=5)
    registry.is_gone = False
    assert ends.settle() is None
    assert registry.find(reference, MEDIATOR).ended_at == last_seen
    assert not ends.is_behind(reference)


def test_a_clock_that_is_set_back_moves_no_end_back(registry: MovingRegistry, clock: Clock) -> None:
    """Seen to fail when owe() takes the clock's word."""
    ends = OwedEnds(registry, clock)
    reference = registry.begin(MEDIATOR)
    clock.forward(hours=2)
    latest = clock.now
    ends.owe(reference)
    clock.forward(hours=-30)
    ends.owe(reference)
    ends.settle()
    assert registry.find(reference, MEDIATOR).ended_at == latest
    ends.owe(reference)
    ends.settle()
    assert registry.find(reference, MEDIATOR).ended_at == latest
    clock.forward(hours=40)
    ends.owe(reference)
    ends.settle()
    assert registry.find(reference, MEDIATOR).ended_at == clock.now


def test_what_was_destroyed_meanwhile_is_owed_no_more(registry: MovingRegistry, clock: Clock) -> None:
    ends = OwedEnds(registry, clock)
    kept, destroyed = registry.begin(MEDIATOR), registry.begin(MEDIATOR)
    for reference in (destroyed, kept):
        ends.owe(reference)
    registry.destroy(destroyed, MEDIATOR)
    assert ends.settle() is None
