"""The server is killed at random moments while three rooms are busy. At length: `make bench-faults`."""

from __future__ import annotations

from tests.client.visitor import Mediator
from tests.faults.storm import Storm
from tests.fixtures.server_process import ServerProcess

KILLS = 3


def test_no_word_is_lost_doubled_or_reordered(mortal: ServerProcess, owner: Mediator) -> None:
    """Seen to fail when restored channels lose their last envelope."""
    storm = Storm(mortal, owner, seed=6)
    storm.begin()
    for _ in range(KILLS):
        storm.kill(longest_seconds=0.5)
    verdict = storm.end()
    assert verdict.breaks == []
    assert (verdict.lost, verdict.doubled, verdict.reordered, verdict.different) == (0, 0, 0, 0)
    assert verdict.entries >= KILLS * len(storm.people)
