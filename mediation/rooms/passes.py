"""Passes: what the cookie of a seat says, under a MAC of the server's key. Opens no channel by itself."""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass

from mediation.rooms.derivations import derive

ID = r"[A-Za-z0-9_-]{22}"
SHAPE = re.compile(rf"({ID})\.({ID})\.({ID})\.([1-9][0-9]{{0,8}})\.({ID})\.([A-Za-z0-9_-]{{43}})", re.ASCII)


class PassIsRefused(Exception):
    """`reason`: "refused", or "closed"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Pass:
    """`opening`: of the room; an earlier opening's pass is worth nothing."""

    room: str
    opening: str
    seat: str
    version: int
    device: str


def write_pass(server_key: bytes, given: Pass) -> str:
    body = f"{given.room}.{given.opening}.{given.seat}.{given.version}.{given.device}"
    return f"{body}.{_mac(server_key, given)}"


def read_pass(server_key: bytes, text: str) -> Pass | None:
    """None: it was not made here, or was altered."""
    found = SHAPE.fullmatch(text)
    if found is None:
        return None
    room, opening, seat, version, device, mac = found.groups()
    read = Pass(room, opening, seat, int(version), device)
    return read if hmac.compare_digest(_mac(server_key, read), mac) else None


def _mac(server_key: bytes, given: Pass) -> str:
    parts = (given.room, given.opening, given.seat, given.version, given.device)
    return urlsafe_b64encode(derive(server_key, 32, "pass", *parts)).rstrip(b"=").decode("ascii")
