"""What a room hears of the registry when it begins."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from mediation.dates import RegistryDates
from mediation.certificates.seal import OfficeKey
from mediation.registry.owed_ends import OwedEnds
from mediation.registry.registry import Registry
from mediation.rooms.errors import NotAllowed
from tests.fixtures.clock import Clock
from tests.fixtures.database import insert_account

MEDIATOR = "account-of-mediator"


@pytest.fixture
def registry(engine: sa.Engine, clock: Clock) -> Registry:
    insert_account(engine, MEDIATOR)
    return Registry(engine, OfficeKey(b"\1" * 32), clock)


def dates_of(registry: Registry) -> RegistryDates:
    return RegistryDates(registry, OwedEnds(registry, lambda: datetime.now(UTC)))


def test_a_further_session_begins_while_its_mediation_goes_on(registry: Registry) -> None:
    reference = registry.begin(MEDIATOR)
    dates_of(registry).begin(MEDIATOR, reference, is_new=False)


def test_a_new_one_begins_with_the_reference_that_was_drawn(registry: Registry) -> None:
    reference = dates_of(registry).draw()
    assert registry.of_mediator(MEDIATOR) == []
    for _ in range(2):
        dates_of(registry).begin(MEDIATOR, reference, is_new=True)
    assert [one.reference for one in registry.of_mediator(MEDIATOR)] == [reference]


def test_a_session_of_a_mediation_that_ended_meanwhile_does_not_begin(registry: Registry) -> None:
    """Seen to fail when the registry's own error reaches the room: the tab then reads `failed`."""
    reference = registry.begin(MEDIATOR)
    registry.end(reference, MEDIATOR, registry.find(reference, MEDIATOR).ended_on)
    with pytest.raises(NotAllowed):
        dates_of(registry).begin(MEDIATOR, reference, is_new=False)


def test_a_session_of_a_destroyed_mediation_does_not_begin(registry: Registry) -> None:
    reference = registry.begin(MEDIATOR)
    registry.destroy(reference, MEDIATOR)
    with pytest.raises(NotAllowed):
        dates_of(registry).begin(MEDIATOR, reference, is_new=False)
