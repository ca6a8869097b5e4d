"""One sealed post with its number and stamps, and the running hash that it moves on."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from struct import Struct

from mediation.rooms.derivations import derive, digest

HASH_BYTES, ID_LETTERS = 32, 22
# What derivations.encode makes of these parts, at once: there is one of each for every post.
_ENTRY = Struct(">I5s I32s IQ I22s IQ I22s IQ I").pack
_STAMP = Struct(">I5s IQ I22s IQ I22s I32s").pack


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
    if len(before) != HASH_BYTES or not len(sender) == len(entry) == ID_LETTERS:
        return digest("entry", before, number, sender, epoch, entry, seen, sealed)
    head = _ENTRY(
        5, b"entry", HASH_BYTES, before, 8, number, ID_LETTERS, sender.encode(), 8, epoch,
        ID_LETTERS, entry.encode(), 8, seen, len(sealed),
    )  # fmt: skip
    return blake2b(head + sealed, digest_size=HASH_BYTES).digest()


def stamp(mac_key: bytes, life: int, channel: str, number: int, sender: str, running_hash: bytes) -> bytes:
    """32 bytes: this server's word that it gave that number to that sender after that history."""
    if len(running_hash) != HASH_BYTES or not len(sender) == len(channel) == ID_LETTERS:
        return derive(mac_key, HASH_BYTES, "stamp", life, channel, number, sender, running_hash)
    stamped = _STAMP(
        5, b"stamp", 8, life, ID_LETTERS, channel.encode(), 8, number, ID_LETTERS, sender.encode(),
        HASH_BYTES, running_hash,
    )  # fmt: skip
    return blake2b(stamped, digest_size=HASH_BYTES, key=mac_key).digest()
