"""One socket of one tab, once its pass was found good. Knows no address."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Connection:
    id: str
    seat: str
    version: int
    device: str
    has_entered: bool = False
