"""A set of seats that share keys, and how far its order of envelopes has come.

Hosts are in it without being listed. It does not know what it is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Listening:
    """How one seat is in a channel. It hears what comes after the number `since`."""

    listens: bool  # it cannot post
    since: int


@dataclass(frozen=True)
class Epoch:
    """The period of one key. It starts after the number `start`."""

    number: int
    id: str
    start: int


@dataclass(frozen=True)
class Channel:
    """`head` is the last number given, `running_hash` is there, `revision` counts every change."""

    id: str
    members: Mapping[str, Listening]
    epochs: tuple[Epoch, ...]
    needs_host: bool
    running_hash: bytes = field(repr=False)
    held: bool = False
    head: int = 0
    kept_bytes: int = 0
    lives: tuple[int, ...] = ()  # the head when the room's second life began, its third, …
    revision: int = 0

    @property
    def epoch(self) -> Epoch:
        """The present one."""
        return self.epochs[-1]

    @property
    def changes(self) -> int:
        """In this life, beside posts."""
        return self.revision - (self.head - (self.lives[-1] if self.lives else 0))

    def life_of(self, number: int) -> int:
        """In which life of the room that number was given."""
        return 1 + sum(start < number for start in self.lives)

    def with_epoch(self, epoch_id: str, members: Mapping[str, Listening]) -> Channel:
        begun = Epoch(self.epoch.number + 1, epoch_id, self.head)
        return replace(self, members=members, epochs=(*self.epochs, begun), revision=self.revision + 1)

    def with_post(self, running_hash: bytes, size_bytes: int) -> Channel:
        # As dataclasses.replace, in a fifth of its time: there is one of these for every post.
        after = object.__new__(Channel)
        after.__dict__.update(
            self.__dict__,
            head=self.head + 1,
            running_hash=running_hash,
            kept_bytes=self.kept_bytes + size_bytes,
            revision=self.revision + 1,
        )
        return after

    def with_settings(self, held: bool, needs_host: bool) -> Channel:
        return replace(self, held=held, needs_host=needs_host, revision=self.revision + 1)

    def without(self, seat: str) -> Channel:
        members = {member: how for member, how in self.members.items() if member != seat}
        return replace(self, members=members, revision=self.revision + 1)
