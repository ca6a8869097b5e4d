"""Who may speak to this server at all: the exact Host, and for sockets the exact Origin. Reads no content."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, runtime_checkable
from urllib.parse import urlsplit

from flask import Request

from mediation.web.crowd import Crowd

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SOCKET_PATH = "/socket.io/"
THIS_MACHINE = ("127.0.0.1", "::1")
TOO_MUCH = (
    "Too much comes from your network address just now. Nothing was changed. "
    "Please wait a minute, then load the page again.\n"
)
HEALTH_PATH = "/healthz"  # asked by machines that may know the server by another name


@runtime_checkable
class Closing(Protocol):
    """An answer that wants to be told when it is over (PEP 3333)."""

    def close(self) -> None: ...


def is_from_origin(environ: WSGIEnvironment, origin: str) -> bool:
    """Whether the request says, in its Origin header, that it comes from our own pages. Absent: no."""
    return hmac.compare_digest(environ.get("HTTP_ORIGIN", "").encode(), origin.encode())


def comes_from(request: Request, origin: str) -> bool:
    return is_from_origin(request.environ, origin)


def may_reach_socket(environ: WSGIEnvironment, origin: str) -> bool:
    """As is_from_origin, but for polling's GET: browsers send no Origin with a same-origin GET.

    They send Sec-Fetch-Site instead, which no script can set (Fetch Metadata, W3C).
    """
    if is_from_origin(environ, origin):
        return True
    is_get = environ["REQUEST_METHOD"] == "GET" and "HTTP_UPGRADE" not in environ
    return is_get and "HTTP_ORIGIN" not in environ and environ.get("HTTP_SEC_FETCH_SITE") == "same-origin"


class Gate:
    """WSGI middleware in front of everything; behind a proxy it also restores the scheme and the address."""

    def __init__(
        self, application: WSGIApplication, origin: str, crowd: Crowd, proxies: tuple[str, ...] = ()
    ) -> None:
        self._application = application
        self._crowd = crowd
        self._proxies = (*THIS_MACHINE, *proxies)
        self._origin = origin
        self._scheme, self._host = urlsplit(origin)[:2]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answer = self._answer(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return answer
        # Engine.IO sends one all the same, which a proxy would take for the beginning of the next answer.
        if isinstance(answer, Closing):
            answer.close()
        return []

    def _answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["wsgi.url_scheme"] = self._scheme
        _believe_proxy(environ, self._proxies)
        address = environ.get("REMOTE_ADDR", "")
        if not self._crowd.comes(address):
            return _refuse(start_response, "429 Too Many Requests", TOO_MUCH)
        try:
            return self._answer_one(environ, start_response)
        finally:
            self._crowd.goes(address)

    def _answer_one(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path != HEALTH_PATH and environ.get("HTTP_HOST", "").lower() != self._host:
            return _refuse(start_response, "400 Bad Request", f"This service is at {self._origin}\n")
        if path.startswith(SOCKET_PATH.rstrip("/")) and not may_reach_socket(environ, self._origin):
            return _refuse(start_response, "403 Forbidden", "Not from here.\n")
        return self._application(environ, start_response)


def _believe_proxy(environ: WSGIEnvironment, proxies: tuple[str, ...]) -> None:
    """The limiter counts by address: with nginx in front, everyone would be 127.0.0.1."""
    forwarded = environ.pop("HTTP_X_FORWARDED_FOR", "")
    if forwarded and environ.get("REMOTE_ADDR") in proxies:
        environ["REMOTE_ADDR"] = forwarded.rpartition(",")[2].strip()


def _refuse(start_response: StartResponse, status: str, sentence: str) -> Iterable[bytes]:
    body = sentence.encode()
    start_response(
        status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    )
    return [body]
