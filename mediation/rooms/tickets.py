"""Tickets: a prepared room, under a MAC of the server's key. Only the host link keeps it."""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass

from mediation.rooms.derivations import derive

SHAPE = re.compile(
    r"([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9-]{1,64})\.([0-9]{10,16})\.([A-Za-z0-9_-]{43})",
    re.ASCII,
)


@dataclass(frozen=True)
class Ticket:
    """`mediation`: "new", "individual", "rehearsal", or the reference of one that goes on. `ends_at`: ms
    since 1970."""

    room: str
    account: str
    mediation: str
    ends_at: int


def write_ticket(server_key: bytes, ticket: Ticket) -> str:
    """Raises ValueError for an account or reference of an unheard-of shape."""
    mac = _mac(server_key, ticket)
    text = f"{ticket.room}.{ticket.account}.{ticket.mediation}.{ticket.ends_at}.{mac}"
    if SHAPE.fullmatch(text) is None:
        raise ValueError("a part of the ticket has an unheard-of shape")
    return text


def read_ticket(server_key: bytes, text: str) -> Ticket | None:
    """None: it was not made here, or was altered."""
    found = SHAPE.fullmatch(text)
    if found is None:
        return None
    room, account, mediation, ends_at, mac = found.groups()
    read = Ticket(room, account, mediation, int(ends_at))
    return read if hmac.compare_digest(_mac(server_key, read), mac) else None


def _mac(server_key: bytes, ticket: Ticket) -> str:
    parts = (ticket.room, ticket.account, ticket.mediation, ticket.ends_at)
    return urlsafe_b64encode(derive(server_key, 32, "ticket", *parts)).rstrip(b"=").decode("ascii")
