"""References of mediations: random, and made to be read out over a telephone.

Twelve random characters of Crockford's base32 and a check character, as 7K2M-9QXP-4D3T-S. Knows no mediation.
"""

from __future__ import annotations

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_CHARACTERS = 12
READ_AS = str.maketrans("OIL", "011")


class ReferenceIsWrong(Exception):
    """This cannot be a reference: a character is wrong, missing, or in another place."""


def new_reference() -> str:
    """A random reference (60 bits, less what the check below leaves out)."""
    while True:
        characters = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
        check = _check(characters)
        # Crockford's check runs to 37 and borrows five odd symbols; we draw again instead of using them.
        if check < len(ALPHABET):
            return _grouped(characters + ALPHABET[check])


def read_reference(typed: str) -> str:
    """The reference that someone typed, in its one written form; raises ReferenceIsWrong."""
    text = unicodedata.normalize("NFKC", typed).upper()
    kept = "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Pd", "Cf"))
    kept = kept.translate(READ_AS)
    if len(kept) != RANDOM_CHARACTERS + 1 or any(c not in ALPHABET for c in kept):
        raise ReferenceIsWrong("A reference has 13 letters and digits.")
    if _check(kept[:-1]) != ALPHABET.index(kept[-1]):
        raise ReferenceIsWrong("One of the characters of this reference is wrong, or two are swapped.")
    return _grouped(kept)


def _check(characters: str) -> int:
    """The number that they write, modulo 37.

    37 is a prime above 32 and divides neither 32 nor 32 - 1, so that one wrong character, or a swap of two
    neighbours (the check character among them), always changes it.
    """
    value = 0
    for character in characters:
        value = (value * 32 + ALPHABET.index(character)) % 37
    return value


def _grouped(characters: str) -> str:
    return "-".join(characters[start : start + 4] for start in range(0, len(characters), 4))
