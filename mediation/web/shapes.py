"""What the fields of a socket event or a JSON body must look like, before anything else reads them. Strict:

a field too many, too few, or of another type is Malformed. Decides nothing about meaning.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from string import ascii_letters, digits
from typing import Any

from mediation.rooms.errors import Malformed
from mediation.rooms.limits import SEATS
from mediation.rooms.seat import KINDS

Check = Callable[[Any], Any]  # gives the value to use, or raises Malformed
Shape = Mapping[str, Check]

ID_CHARACTERS, ID_LENGTH = ascii_letters + digits + "_-", 22
KEY_TEXT = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
LARGEST = 2**53 - 1  # what a JavaScript number holds exactly
LARGEST_VERSION = 999_999_999  # as in a pass
LONGEST_TEXT = 512


def read_fields(value: Any, shape: Shape) -> dict[str, Any]:
    if not isinstance(value, dict) or value.keys() != shape.keys():
        raise Malformed
    return {name: check(value[name]) for name, check in shape.items()}


def identifier(value: Any) -> str:
    # A pattern would take a kilobyte of memory for each look.
    if not isinstance(value, str) or len(value) != ID_LENGTH or value.strip(ID_CHARACTERS):
        raise Malformed
    return value


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Malformed
    return value


def number(value: Any) -> int:
    """From 0."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST:
        raise Malformed
    return value


def version(value: Any) -> int:
    if not 1 <= number(value) <= LARGEST_VERSION:
        raise Malformed
    return int(value)


def octets(value: Any) -> bytes:
    """At least one; how many at most is the room's to say."""
    if not isinstance(value, bytes) or not value:
        raise Malformed
    return value


def hash_octets(value: Any) -> bytes:
    if not isinstance(value, bytes) or len(value) != 32:
        raise Malformed
    return value


def hash_text(value: Any) -> bytes:
    """32 bytes as unpadded base64url, for JSON."""
    if not isinstance(value, str) or KEY_TEXT.fullmatch(value) is None:
        raise Malformed
    return urlsafe_b64decode(value + "=")


def text(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_TEXT:
        raise Malformed
    return value


def kind(value: Any) -> str:
    if value not in KINDS:
        raise Malformed
    return str(value)


def maybe(check: Check) -> Check:
    """Or null."""
    return lambda value: None if value is None else check(value)


def several(check: Check, most: int = SEATS) -> Check:
    """A list of as many as a room has seats, or `most`, or fewer."""

    def check_all(value: Any) -> list[Any]:
        if not isinstance(value, list) or len(value) > most:
            raise Malformed
        return [check(one) for one in value]

    return check_all


def fields(make: Callable[..., Any], **shape: Check) -> Check:
    """A map, given to `make` by name."""
    return lambda value: make(**read_fields(value, shape))
