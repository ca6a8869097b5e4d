"""A seat's pass as a cookie: written, read and expired in one way. Looks at no room."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response

from mediation.rooms.limits import PASS_SECONDS
from mediation.rooms.passes import Pass, read_pass, write_pass


class SeatCookies:
    def __init__(self, server_key: bytes, is_https: bool) -> None:
        self._server_key = server_key
        self._is_https = is_https

    def read(self, cookies: Mapping[str, str], seat: str) -> Pass | None:
        """None: there is none for that seat, or we did not make it."""
        return read_pass(self._server_key, cookies.get(self._name(seat), ""))

    def read_all(self, cookies: Mapping[str, str]) -> list[Pass]:
        """Every pass that a browser brings."""
        start = self._name("")
        passes = (self.read(cookies, name.removeprefix(start)) for name in cookies if name.startswith(start))
        return [one for one in passes if one is not None]

    def give(self, answer: Response, given: Pass) -> None:
        self._set(answer, given.seat, write_pass(self._server_key, given), PASS_SECONDS)

    def expire(self, answer: Response, seat: str) -> None:
        self._set(answer, seat, "", 0)

    def _set(self, answer: Response, seat: str, value: str, seconds: int) -> None:
        answer.set_cookie(
            self._name(seat),
            value,
            seconds,
            path="/",
            secure=self._is_https,
            httponly=True,
            samesite="Strict",
        )

    def _name(self, seat: str) -> str:
        # __Host-: no other site of the same domain can set it (RFC 6265bis); browsers want https for it.
        return f"__Host-seat-{seat}" if self._is_https else f"seat-{seat}"
