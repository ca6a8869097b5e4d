from __future__ import annotations

import random

import pytest

from mediation.rooms.errors import TooFast
from mediation.rooms.limits import Rate
from mediation.rooms.rates import Rates

RATE = Rate(per_second=2, burst=5)


class Bucket:
    """What is promised, in the words of a token bucket."""

    def __init__(self) -> None:
        self.tokens, self.at = float(RATE.burst), 0.0

    def take(self, now: float) -> bool:
        self.tokens = min(RATE.burst, self.tokens + (now - self.at) * RATE.per_second)
        self.at = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


@pytest.mark.parametrize("now", [0.1, 12345.678, 1000000.3])
@pytest.mark.parametrize("rate", [Rate(20, 60), Rate(100, 400), Rate(10 / 60, 10)])
def test_a_burst_is_as_long_as_it_says_whatever_the_clock_shows(rate: Rate, now: float) -> None:
    """Seen to fail when rounding counts."""
    rates = Rates(lambda: now)
    for _ in range(rate.burst):
        rates.take(rate, "room", "sender")
    with pytest.raises(TooFast):
        rates.take(rate, "room", "sender")


@pytest.mark.parametrize("seed", range(20))
def test_a_sender_has_a_token_bucket(seed: int) -> None:
    """Seen to fail when a refusal counts, when the burst is one more, when what is saved up has no bound, and
    when all of a room share one."""
    chance, now, bucket = random.Random(seed), 1024.0, Bucket()
    rates = Rates(lambda: now)
    for _ in range(200):
        now += chance.choice([0, 0, 0.125, 0.25, 1, 8])  # exact in binary: no rounding decides
        try:
            rates.take(RATE, "room", "sender")
            is_taken = True
        except TooFast:
            is_taken = False
        assert is_taken == bucket.take(now)
        rates.forget("another room")
        if chance.random() < 0.1:
            rates.drop(RATE, "room", "another")
            rates.take(RATE, "room", "another")
