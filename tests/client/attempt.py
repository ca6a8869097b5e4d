"""One handshake with one tab, as the host holds it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.client.noise import Split


@dataclass
class Attempt:
    """`returning`: it was made under R. `words` are empty until the hello has come."""

    id: str
    seat: str
    device: str
    split: Split = field(repr=False)
    host_nonce: bytes = field(repr=False)
    returning: bool
    name: str = ""
    language: str = ""
    words: list[str] = field(default_factory=list)
