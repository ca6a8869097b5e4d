"""Enrolment links: sealed statements of the server's, so that nothing is stored for a link nobody has used.

Must not know accounts: what must still be true when a link is used is bound into it as `bound_to`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mediation.mediators.account import LinkIsNotValid

VALID_SECONDS = 7 * 24 * 3600
LONGEST_TOKEN = 2048
KINDS = ("first", "invite", "invite-head", "reset")


@dataclass(frozen=True)
class Enrolment:
    """`kind`: "first" (the name is chosen by who opens it), "invite", "invite-head" or "reset"
    (for that name)."""

    kind: str
    name: str


class EnrolmentLinks:
    def __init__(self, server_key: bytes, clock: Callable[[], datetime]) -> None:
        self._key = hmac.digest(server_key, b"enrolment links", "sha256")
        self._clock = clock

    def make(self, enrolment: Enrolment, bound_to: str = "") -> str:
        """A token of ASCII characters that stand unescaped in a URL's fragment."""
        until = int(self._clock().timestamp()) + VALID_SECONDS
        stated = json.dumps([enrolment.kind, enrolment.name, until]).encode()
        return f"{_text(stated)}.{_text(self._mac(stated, bound_to))}"

    def read(self, token: str, bound_to: Callable[[Enrolment], str]) -> Enrolment:
        """What the token states; raises LinkIsNotValid when it was not made here, is old, or what it is
        bound to has changed."""
        try:
            if len(token) > LONGEST_TOKEN:
                raise ValueError("too long")
            stated, mac = (_bytes(part) for part in token.split("."))
            kind, name, until = json.loads(stated)
            enrolment = Enrolment(str(kind), str(name))
            binding = bound_to(enrolment)
        except (ValueError, TypeError, RecursionError, binascii.Error):
            raise LinkIsNotValid("This link is not complete.") from None
        if not hmac.compare_digest(mac, self._mac(stated, binding)):
            raise LinkIsNotValid("This link is not valid any more.")
        if kind not in KINDS or self._clock().timestamp() > until:
            raise LinkIsNotValid("This link is too old.")
        return enrolment

    def _mac(self, stated: bytes, bound_to: str) -> bytes:
        message = len(stated).to_bytes(4, "big") + stated + bound_to.encode()
        return hmac.digest(self._key, message, hashlib.sha256)


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
