from __future__ import annotations

import pytest
import sqlalchemy as sa

from mediation.concurrency import ThreadConcurrency
from mediation.mediators.accounts import Accounts
from tests.fixtures.clock import Clock
from tests.unit.mediators.enrolment import CHEAP, KEY


@pytest.fixture
def accounts(engine: sa.Engine, clock: Clock) -> Accounts:
    return Accounts(engine, KEY, ThreadConcurrency(), clock, CHEAP)
