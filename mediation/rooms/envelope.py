"""One sealed post with its number and stamps, and the running hash that it moves on."""

from __future__ import annotations

from dataclasses import dataclass, field

from mediation.rooms.derivations import derive, digest


@dataclass(frozen=True)
class Envelope:
    channel: str
    number: int
    sender: str
    epoch: int
    entry: str
    seen: int
    sealed: bytes = field(repr=False)
    life: int
    mac: bytes = field(repr=False)

    def as_event(self) -> dict[str, object]:
        """The fields of the event `envelope`."""
        return dict(vars(self))


def first_hash(room: str, channel: str) -> bytes:
    return digest("channel", room, channel)


def next_hash(
    before: bytes, number: int, sender: str, epoch: int, entry: str, seen: int, sealed: bytes
) -> bytes:
    return digest("entry", before, number, sender, epoch, entry, seen, sealed)


def stamp(mac_key: bytes, life: int, channel: str, number: int, sender: str, running_hash: bytes) -> bytes:
    """32 bytes: this server's word that it gave that number to that sender after that history."""
    return derive(mac_key, 32, "stamp", life, channel, number, sender, running_hash)
