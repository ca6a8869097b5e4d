"""WSGI middleware: what comes for the desk goes to its process, everything else on into this one.

Decides by the path alone, and reads no content.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask

from mediation.desk.process import DeskIsAway, DeskProcess
from mediation.web.failures import say_failure
from mediation.web.protection import LARGEST_MESSAGE_BYTES

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Files, and what parties' tabs ask for: the same bytes for everyone, or of rooms.
OF_ROOMS = ("pages", "rooms_api", "support", "office_keys")
SOCKETS = "socket.io"


class Door:
    """`application`: what `flask`'s requests go into."""

    def __init__(self, application: WSGIApplication, flask: Flask, desk: DeskProcess) -> None:
        self._application = application
        self._flask = flask
        self._desk = desk
        rules = (rule for rule in flask.url_map.iter_rules() if rule.endpoint.split(".")[0] in OF_ROOMS)
        self._of_rooms = {SOCKETS, *(rule.rule.split("/")[1] for rule in rules)}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").lstrip("/").split("/")[0] in self._of_rooms:
            return self._application(environ, start_response)
        told = {name: value for name, value in environ.items() if isinstance(value, str)}
        try:
            status, headers, body = self._desk.answer(told, _body(environ))
        except DeskIsAway as error:
            with self._flask.request_context(environ):
                return self._flask.make_response(say_failure(error))(environ, start_response)
        start_response(status, headers)
        return [body]


def _body(environ: WSGIEnvironment) -> bytes:
    """None of one that is too large: the length that it says it has is refused without it."""
    length = environ.get("CONTENT_LENGTH") or "0"
    size = int(length) if length.isascii() and length.isdecimal() else 0
    return environ["wsgi.input"].read(size) if 0 < size <= LARGEST_MESSAGE_BYTES else b""
