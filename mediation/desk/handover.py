"""WSGI middleware: what comes for the desk goes to its process, everything else on into this one.

Decides by method and path alone, and reads no content.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.exceptions import HTTPException

from mediation.desk.process import DeskIsAway, DeskProcess
from mediation.web.failures import say_failure
from mediation.web.gate import SOCKET_PATH
from mediation.web.protection import LARGEST_MESSAGE_BYTES

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Blueprints whose answers stay in this process: files, and what parties' tabs ask for.
OF_ROOMS = ("pages", "rooms_api", "support", "office_keys")


class Handover:
    """`application`: what `flask`'s requests go into."""

    def __init__(self, application: WSGIApplication, flask: Flask, desk: DeskProcess) -> None:
        self._application = application
        self._flask = flask
        self._desk = desk
        self._routes = flask.url_map.bind("")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if self._is_of_rooms(environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")):
            return self._application(environ, start_response)
        told = {name: value for name, value in environ.items() if isinstance(value, str)}
        try:
            status, headers, body = self._desk.answer(told, _body(environ))
        except DeskIsAway as error:
            with self._flask.request_context(environ):
                return self._flask.make_response(say_failure(error))(environ, start_response)
        start_response(status, headers)
        return [body]

    def _is_of_rooms(self, method: str, path: str) -> bool:
        """What is nowhere is said to be so by the desk: a page takes long to make."""
        if path.startswith(SOCKET_PATH.rstrip("/")):
            return True
        try:
            endpoint, _ = self._routes.match(path, method)
        except HTTPException:
            return False
        return endpoint.split(".")[0] in OF_ROOMS


def _body(environ: WSGIEnvironment) -> bytes:
    """None of one that is too large: the length that it says it has is refused without it."""
    length = environ.get("CONTENT_LENGTH") or "0"
    size = int(length) if length.isascii() and length.isdecimal() else 0
    return environ["wsgi.input"].read(size) if 0 < size <= LARGEST_MESSAGE_BYTES else b""
