"""Unambiguous encoding and BLAKE2b (RFC 7693), as docs/protocol.md has them. Knows no secret of a member."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from hashlib import blake2b

Part = str | int | bytes


def new_id() -> str:
    """16 random bytes as unpadded base64url: 22 characters."""
    return urlsafe_b64encode(secrets.token_bytes(16)).rstrip(b"=").decode("ascii")


def encode(*parts: Part) -> bytes:
    """Each part behind its length (unsigned 32 bits, big-endian); whole numbers are 8 bytes, big-endian."""
    encoded = bytearray()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part if isinstance(part, bytes) else _number(part)
        encoded += len(raw).to_bytes(4, "big") + raw
    return bytes(encoded)


def derive(key: bytes, size: int, *parts: Part) -> bytes:
    """`size` bytes, keyed with `key`."""
    return blake2b(encode(*parts), digest_size=size, key=key).digest()


def digest(*parts: Part) -> bytes:
    """32 bytes, without key: the document's `hash`."""
    return blake2b(encode(*parts), digest_size=32).digest()


def _number(part: int) -> bytes:
    return part.to_bytes(8, "big")
