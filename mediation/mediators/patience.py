"""How long a name must wait after wrong passwords. In memory only, and it does not know the names."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta

from mediation.mediators.account import TooManyAttempts

FREE_ATTEMPTS = 5
LONGEST_WAIT_SECONDS = 60  # short: or anyone could keep a mediator out of their own account
NAMES_REMEMBERED = 10_000


class Patience:
    """After five wrong passwords for a name: a wait of 2 s, 4 s, … up to a minute; names nobody has too."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._failures: OrderedDict[bytes, tuple[int, datetime]] = OrderedDict()
        self._turn = threading.Lock()  # many guess at once, each in a thread: every one counts

    def check(self, name: str) -> None:
        """Raises TooManyAttempts while the wait lasts."""
        with self._turn:
            _count, until = self._failures.get(self._place(name), (0, None))
        if until is not None and (left := (until - self._clock()).total_seconds()) > 0:
            raise TooManyAttempts(int(left) + 1)

    def failed(self, name: str) -> None:
        """A wrong password."""
        place = self._place(name)
        with self._turn:
            count = self._failures.pop(place, (0, None))[0] + 1
            over = count - FREE_ATTEMPTS
            wait = min(2.0 ** min(over + 1, 30), LONGEST_WAIT_SECONDS) if over >= 0 else 0.0
            self._failures[place] = (count, self._clock() + timedelta(seconds=wait))
            while len(self._failures) > NAMES_REMEMBERED:
                self._failures.popitem(last=False)

    def succeeded(self, name: str) -> None:
        """The right password: forget the wrong ones."""
        with self._turn:
            self._failures.pop(self._place(name), None)

    def _place(self, name: str) -> bytes:
        # People type passwords into the field for names: so not even these are kept as they are.
        folded = name.casefold().encode(errors="replace")
        return hashlib.blake2b(folded, key=self._key, digest_size=16).digest()
