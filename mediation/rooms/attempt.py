"""One handshake between one tab and one host, and the path of the whispers that follow it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Attempt:
    """`host` is the connection of the host to whom the knock was given; None while none is there."""

    id: str
    tab: str  # connection
    seat: str
    message: bytes = field(repr=False)
    bare: bool
    host: str | None = None
    is_answered: bool = False

    def other_end(self, connection: str) -> str | None:
        """None: `connection` is no end of this attempt, or nobody is at the other."""
        if connection == self.tab:
            return self.host
        return self.tab if connection == self.host else None

    def given_to(self, host: str | None) -> Attempt:
        return replace(self, host=host)

    def answered(self) -> Attempt:
        return replace(self, is_answered=True)
