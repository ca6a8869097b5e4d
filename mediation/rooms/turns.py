"""Whose turn it is to be looked after: all of many rooms at once would hold everybody up.

Must not know what is looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

TURNS = 25  # in which every room has been looked after
FEWEST = 50  # rooms of one turn


class Turns:
    """`listing`: the ids of all rooms that this server looks after."""

    def __init__(self, listing: Callable[[], Sequence[str]]) -> None:
        self._listing = listing
        self._left: list[str] = []
        self._share = FEWEST
        self._hurried: set[str] = set()

    def hurry(self, room_id: str) -> None:
        """It has a turn every time from now on."""
        self._hurried.add(room_id)

    def calm(self, room_id: str) -> None:
        """It has its turn with the others again."""
        self._hurried.discard(room_id)

    def next(self) -> Iterator[str]:
        """Ids of rooms that were there a moment ago. Who is not reached, since another failed, is next."""
        yield from sorted(self._hurried)
        if not self._left:
            self._left = list(self._listing())
            self._share = max(FEWEST, -(-len(self._left) // TURNS))
        for _ in range(min(self._share, len(self._left))):
            yield self._left.pop()
