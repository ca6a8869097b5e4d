from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from mediation.mediators.account import TooManyAttempts
from mediation.mediators.patience import FREE_ATTEMPTS, Patience

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROUNDS = 2_000


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hasty_threads")
def test_of_many_guesses_at_once_every_one_counts() -> None:
    """Seen to fail, three runs of four, without its lock."""
    patience = Patience(lambda: NOON)
    with ThreadPoolExecutor(FREE_ATTEMPTS) as guessers:
        for n in range(ROUNDS):
            list(guessers.map(patience.failed, [f"name {n}"] * FREE_ATTEMPTS))
            with pytest.raises(TooManyAttempts):
                patience.check(f"name {n}")
