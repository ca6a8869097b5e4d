"""Passwords: Argon2id (RFC 9106) by libsodium, a few at once, never on the event loop."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from dataclasses import dataclass

import nacl.exceptions
from nacl.pwhash import argon2id

from mediation.concurrency import Concurrency
from mediation.mediators.account import PasswordIsWrong

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1024
AT_ONCE = 2  # each takes 64 MiB while it is hashed
MOST_WAITING = 8


@dataclass(frozen=True)
class Cost:
    """Argon2id's passes and memory."""

    passes: int = argon2id.OPSLIMIT_INTERACTIVE
    memory_bytes: int = argon2id.MEMLIMIT_INTERACTIVE


def check_password(password: str) -> None:
    """Raises PasswordIsWrong when it is too short, or longer than anyone types."""
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordIsWrong(f"A password has at least {SHORTEST_PASSWORD} characters.")
    if len(password) > LONGEST_PASSWORD:
        raise PasswordIsWrong(f"A password has at most {LONGEST_PASSWORD} characters.")


class TooManyAtOnce(Exception):
    """So many wait to be compared that one more would keep others from their desk."""


class Passwords:
    """Hashes and compares, elsewhere than on the event loop, waiting for a turn."""

    def __init__(self, concurrency: Concurrency, cost: Cost) -> None:
        self._concurrency, self._cost = concurrency, cost
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)
        self._nobodys: str | None = None

    def hash(self, password: str) -> str:
        """The hash with its salt and cost, as libsodium writes it."""
        material = _bytes(password)
        passes, memory = self._cost.passes, self._cost.memory_bytes
        with self._turns:
            return self._concurrency.offload(lambda: argon2id.str(material, passes, memory)).decode()

    def matches(self, password: str, password_hash: str | None) -> bool:
        """Whether it does. Without a hash (nobody has that name) it takes as long, and does not.

        Raises TooManyAtOnce.
        """
        if not self._waiting.acquire(blocking=False):
            raise TooManyAtOnce
        try:
            return self._matches(password, password_hash)
        finally:
            self._waiting.release()

    def _matches(self, password: str, password_hash: str | None) -> bool:
        if self._nobodys is None:  # before either case, so that the first of each takes as long
            self._nobodys = self.hash(secrets.token_urlsafe())
        against = (password_hash or self._nobodys).encode()
        material = _bytes(password[: LONGEST_PASSWORD + 1])
        with self._turns:
            is_right = self._concurrency.offload(lambda: _verify(against, material))
        return is_right and password_hash is not None


def _verify(password_hash: bytes, password: bytes) -> bool:
    try:
        return argon2id.verify(password_hash, password)
    except nacl.exceptions.InvalidkeyError:
        return False


def _bytes(password: str) -> bytes:
    # The same letters may reach us composed or not, depending on the keyboard (RFC 8265, 4.2).
    return unicodedata.normalize("NFC", password).encode(errors="replace")
