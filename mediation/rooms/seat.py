"""One person's place in a room. Knows no name and no side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["party", "support", "observer", "interpreter", "host"]
KINDS: tuple[Kind, ...] = ("party", "support", "observer", "interpreter", "host")


@dataclass(frozen=True)
class Seat:
    """`proof_hash` is None when the link is revoked, and for the opening mediator's seat: it has no link."""

    id: str
    version: int
    kind: Kind
    proof_hash: bytes | None = field(default=None, repr=False)
    device: str | None = None  # of the tab admitted to it
    barred: frozenset[str] = frozenset()  # devices that a mediator removed
    half: bytes | None = field(
        default=None, repr=False
    )  # the admitted device's: noise without its other half
    is_opening_hosts: bool = False

    @property
    def is_host(self) -> bool:
        return self.kind == "host"

    @property
    def is_revoked(self) -> bool:
        return self.proof_hash is None and not self.is_opening_hosts
