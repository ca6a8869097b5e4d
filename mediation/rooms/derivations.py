"""Unambiguous encoding and BLAKE2b (RFC 7693), as docs/protocol.md has them. Knows no secret of a member."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from hashlib import blake2b
from struct import Struct

Part = str | int | bytes


def new_id() -> str:
    """16 random bytes as unpadded base64url: 22 characters."""
    return urlsafe_b64encode(secrets.token_bytes(16)).rstrip(b"=").decode("ascii")


def rehearsal_id() -> str:
    """Of a room for practice: it says so to every page that has one of its links, or was in it."""
    id = new_id()
    return f"{id[:12]}rehearsal{id[21]}"


def encode(*parts: Part) -> bytes:
    """Each part behind its length (unsigned 32 bits, big-endian); whole numbers are 8 bytes, big-endian."""
    encoded: list[bytes] = []
    for part in parts:
        if isinstance(part, int):
            encoded.append(_number(8, part))
        else:
            raw = part.encode() if isinstance(part, str) else part
            encoded += (_length(len(raw)), raw)
    return b"".join(encoded)


def derive(key: bytes, size: int, *parts: Part) -> bytes:
    """`size` bytes, keyed with `key`."""
    return blake2b(encode(*parts), digest_size=size, key=key).digest()


def digest(*parts: Part) -> bytes:
    """32 bytes, without key: the document's `hash`."""
    return blake2b(encode(*parts), digest_size=32).digest()


_length, _number = Struct(">I").pack, Struct(">IQ").pack
