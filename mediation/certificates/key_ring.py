"""The office's keys: the one that signs now, and the public halves of those that signed before.

Rows and certificates that a former key signed still hold; it signs nothing any more, for its secret is gone.
"""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mediation.certificates.seal import OfficeKey, fingerprint, grouped, is_signed
from mediation.config import SettingIsWrong
from mediation.keys import KEY_BYTES, read_or_make_key

CURRENT = "signing.key"
FORMER = "signing-former.key"  # public keys, one a line: 64 hexadecimal digits, the day of retirement
LINE = re.compile(r"([0-9a-f]{64}) (\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class FormerKey:
    """`public`: 64 hexadecimal digits. `retired_on`: the day in UTC on which another took its place."""

    public: str
    retired_on: date


class KeyRing:
    """Signs with the current key; knows what any of the office's keys has signed."""

    def __init__(self, current: OfficeKey, former: tuple[FormerKey, ...] = ()) -> None:
        self.current, self.former = current, former

    def sign(self, message: bytes) -> bytes:
        """The signature, 64 bytes."""
        return self.current.sign(message)

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether one of the office's keys made it."""
        return self.current.verify(message, signature) or any(
            is_signed(message, signature, former.public) for former in self.former
        )

    def published(self) -> dict[str, object]:
        """What stands at the well-known address, for whoever checks a certificate."""
        listed: list[tuple[str, date | None]] = [(self.current.public, None)]
        listed += [(former.public, former.retired_on) for former in reversed(self.former)]
        keys = [
            {
                "algorithm": "Ed25519",
                "public_key": public,
                "fingerprint": grouped(fingerprint(public)),
                "retired_on": retired_on.isoformat() if retired_on else None,
            }
            for public, retired_on in listed
        ]
        return {"keys": keys}


def read_key_ring(instance: Path) -> KeyRing:
    """From the instance folder; the current key is made there on the first start. Raises SettingIsWrong."""
    current = OfficeKey(read_or_make_key(instance / CURRENT))
    former = tuple(one for one in _read_former(instance / FORMER) if one.public != current.public)
    return KeyRing(current, former)


def rotate(instance: Path, today: date) -> KeyRing:
    """Put a new key in the place of the current one, whose public half is kept. Raises SettingIsWrong."""
    ring = read_key_ring(instance)
    former = (*ring.former, FormerKey(ring.current.public, today))
    # In this order: whenever we are interrupted, no key that ever signed is unknown.
    written = "".join(f"{one.public} {one.retired_on.isoformat()}\n" for one in former)
    _replace(instance / FORMER, written.encode())
    seed = secrets.token_bytes(KEY_BYTES)
    _replace(instance / CURRENT, seed)
    return KeyRing(OfficeKey(seed), former)


def _read_former(path: Path) -> list[FormerKey]:
    try:
        lines = path.read_text().splitlines() if path.exists() else []
        return [_former(line) for line in lines]
    except (OSError, ValueError):
        raise SettingIsWrong(
            f"{path} cannot be read as former public keys; restore it from your backup."
        ) from None


def _former(line: str) -> FormerKey:
    found = LINE.fullmatch(line)
    if found is None:
        raise ValueError("not a public key and a day")
    return FormerKey(found[1], date.fromisoformat(found[2]))


def _replace(path: Path, content: bytes) -> None:
    """Whole or not at all, and the owner's alone from the first."""
    aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)
    os.replace(aside, path)
