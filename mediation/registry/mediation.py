"""One mediation as the registry knows it, and the bytes that are signed. Knows no database and no key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol


class Signer(Protocol):
    """The office's signing keys (Ed25519), joined in app.py: one signs, former ones are still known."""

    def sign(self, message: bytes) -> bytes:
        """The signature, 64 bytes."""

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether the signature is the office's, over this message."""


@dataclass(frozen=True)
class Mediation:
    """A row. Times are UTC, in whole seconds."""

    reference: str
    mediator: str  # the account's id
    started_at: datetime
    ended_at: datetime
    has_ended: bool

    @property
    def started_on(self) -> date:
        """The day in UTC."""
        return self.started_at.astimezone(UTC).date()

    @property
    def ended_on(self) -> date:
        """The last day so far, in UTC."""
        return self.ended_at.astimezone(UTC).date()


def signed_bytes(mediation: Mediation) -> bytes:
    """What a row's signature is over: one field a line, none of which can hold a line break."""
    fields = (
        "mediation registry row, version 1",
        mediation.reference,
        mediation.mediator,
        mediation.started_at.astimezone(UTC).isoformat(timespec="seconds"),
        mediation.ended_at.astimezone(UTC).isoformat(timespec="seconds"),
        "has ended" if mediation.has_ended else "goes on",
    )
    if any("\n" in field for field in fields):
        raise ValueError("a field holds a line break")
    return "\n".join(fields).encode()
