"""Commitment and safety words: what lets two people on the telephone find out who stands between them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tests.client.encoding import derive, digest

WORD_LIST = Path(__file__).parents[2] / "node_modules/@scure/bip39/wordlists/english.js"


def commitment(host_nonce: bytes) -> bytes:
    return digest("commit", host_nonce)


def word_numbers(handshake_hash: bytes, member_nonce: bytes, host_nonce: bytes) -> tuple[int, int, int]:
    bits = int.from_bytes(derive(handshake_hash[:32], 8, "words", member_nonce, host_nonce), "big") >> 31
    return bits >> 22, bits >> 11 & 2047, bits & 2047


def safety_words(handshake_hash: bytes, member_nonce: bytes, host_nonce: bytes) -> list[str]:
    return [word_list()[number] for number in word_numbers(handshake_hash, member_nonce, host_nonce)]


@cache
def word_list() -> list[str]:
    """The BIP-39 English list, read from the npm package as text."""
    found = re.search(r"`([a-z\s]+)`", WORD_LIST.read_text(encoding="utf-8"))
    assert found is not None
    words = found.group(1).split()
    assert len(words) == 2048
    return words
