"""Ids, unambiguous encoding and keyed hashing: the section "Encodings" of docs/protocol.md."""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

Part = str | int | bytes
BLOCK_BYTES = 256


class PaddingIsWrong(Exception):
    """An opened plaintext does not end in ISO/IEC 7816-4 padding."""


def to_text(raw: bytes) -> str:
    """Unpadded base64url."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def from_text(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def new_id() -> str:
    return to_text(secrets.token_bytes(16))


def encode(*parts: Part) -> bytes:
    encoded = []
    for part in parts:
        raw = _raw(part)
        encoded += [len(raw).to_bytes(4, "big"), raw]
    return b"".join(encoded)


def _raw(part: Part) -> bytes:
    if isinstance(part, bytes):
        return part
    if isinstance(part, str):
        return part.encode("utf-8")
    return part.to_bytes(8, "big")


def derive(key: bytes, size: int, *parts: Part) -> bytes:
    """Keyed BLAKE2b (RFC 7693) of `size` bytes."""
    return hashlib.blake2b(encode(*parts), digest_size=size, key=key).digest()


def digest(*parts: Part) -> bytes:
    """The document's `hash`: 32 bytes, without key."""
    return hashlib.blake2b(encode(*parts), digest_size=32).digest()


def pad(plaintext: bytes) -> bytes:
    return plaintext + b"\x80" + bytes(-(len(plaintext) + 1) % BLOCK_BYTES)


def unpad(padded: bytes) -> bytes:
    plaintext, mark, zeros = padded.rpartition(b"\x80")
    if not mark or zeros.strip(b"\x00") or len(padded) % BLOCK_BYTES or len(zeros) >= BLOCK_BYTES:
        raise PaddingIsWrong
    return plaintext


def to_json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
