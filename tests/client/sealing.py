"""Sealed whispers, signals and posts, and the running hash that binds a channel's history."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any

from nacl import bindings
from nacl.exceptions import CryptoError

from tests.client.encoding import PaddingIsWrong, derive, digest, encode, pad, to_json, unpad

NONCE_BYTES = 24
TAG_BYTES = 16


class DoesNotOpen(Exception):
    """Another key, other associated data, or altered on the way."""


def seal(key: bytes, ad: bytes, plaintext: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    box = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(pad(plaintext), ad, nonce, key)
    return nonce + bytes(box)


def open_sealed(key: bytes, ad: bytes, sealed: bytes) -> bytes:
    try:
        padded = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            sealed[NONCE_BYTES:], ad, sealed[:NONCE_BYTES], key
        )
        return unpad(bytes(padded))
    except (CryptoError, PaddingIsWrong) as error:
        raise DoesNotOpen from error


def whisper_ad(room: str, seat: str, attempt: str) -> bytes:
    return encode("whisper", room, seat, attempt)


def signal_ad(room: str, channel: str, epoch: int, sender: str) -> bytes:
    return encode("signal", 1, room, channel, epoch, sender)


def post_ad(
    room: str, channel: str, epoch: int, sender: str, entry: str, seen: int, seen_hash: bytes
) -> bytes:
    return encode("post", 1, room, channel, epoch, sender, entry, seen, seen_hash)


def author_tag(own: bytes, channel: str, entry: str, content: bytes) -> bytes:
    return derive(own, TAG_BYTES, channel, entry, content)


def seal_post(key: bytes, ad: bytes, tag: bytes, content: bytes) -> bytes:
    return seal(key, ad, tag + content)


def open_post(key: bytes, ad: bytes, sealed: bytes) -> tuple[bytes, bytes]:
    """The author's tag, and the JSON as it was sealed."""
    plaintext = open_sealed(key, ad, sealed)
    return plaintext[:TAG_BYTES], plaintext[TAG_BYTES:]


def seal_json(key: bytes, ad: bytes, content: Mapping[str, Any]) -> bytes:
    return seal(key, ad, to_json(content))


def open_json(key: bytes, ad: bytes, sealed: bytes) -> dict[str, Any]:
    content = json.loads(open_sealed(key, ad, sealed))
    assert isinstance(content, dict)
    return content


def first_hash(room: str, channel: str) -> bytes:
    return digest("channel", room, channel)


def next_hash(
    before: bytes, number: int, sender: str, epoch: int, entry: str, seen: int, sealed: bytes
) -> bytes:
    return digest("entry", before, number, sender, epoch, entry, seen, sealed)
