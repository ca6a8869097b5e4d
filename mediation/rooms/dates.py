"""Who writes the dates of a mediation. Joined to the registry in app.py; that may wait for a database."""

from __future__ import annotations

from typing import Protocol


class Dates(Protocol):
    def draw(self) -> str:
        """A reference for a mediation that may begin. Nothing is written."""

    def begin(self, account: str, reference: str, is_new: bool) -> None:
        """A new mediation of that account, or this session of one that goes on. Said twice, done once."""

    def advance(self, reference: str) -> None:
        """Its end is now, or later. Waits for nothing: it is written as soon as it can be."""

    def is_behind(self, reference: str) -> bool:
        """Whether that could not be written so far."""
