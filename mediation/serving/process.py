"""The process: hardened, listening, serving until it is told to stop. Must print nothing of any request."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import socket
import sys
from http import HTTPStatus
from types import TracebackType
from typing import Any

import eventlet
from eventlet import debug, wsgi

from mediation.app import Application, create_app
from mediation.config import SettingIsWrong, Settings, read_settings
from mediation.serving.concurrency import GreenConcurrency
from mediation.serving.websocket import tune_websocket
from mediation.web.headers import as_lines

WRONG_SETTING, CANNOT_LISTEN = 2, 1
PR_SET_DUMPABLE = 4  # prctl(2)
MOST_CONNECTIONS = 8192
SLOW_CLIENT_SECONDS = 60
IDLE_CONNECTION_SECONDS = 75
LONGEST_HEADER_BYTES = 32 * 1024  # a mediator's browser has a cookie for each room of the day


class Headed:
    """What answers are written to. eventlet's own are of HTTP/1.0, as ours never are: they get headers."""

    def __init__(self, file: Any, headers: bytes) -> None:
        self._file = file
        self._headers = headers

    def write(self, answer: bytes) -> Any:
        if answer.startswith(b"HTTP/1.0 "):
            head, _, body = answer.partition(b"\r\n\r\n")
            answer = head + b"\r\n" + self._headers + b"\r\n" + body
        return self._file.write(answer)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class SilentProtocol(wsgi.HttpProtocol):  # type: ignore[misc]
    """The standard one prints the address of whoever sends a malformed request, and echoes it."""

    more_headers = b""  # what every answer carries, as lines of an HTTP head
    wfile: Any

    def setup(self) -> None:
        super().setup()
        self.wfile = Headed(self.wfile, self.more_headers)

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def send_error(self, code: int, *_: object) -> None:
        self.close_connection = True
        answer = f"HTTP/1.1 {code} {HTTPStatus(code).phrase}\r\nConnection: close\r\nContent-Length: 0\r\n"
        self.wfile.write(answer.encode() + self.more_headers + b"\r\n")


class Nowhere:
    """Where eventlet writes tracebacks, and for each websocket that ends badly the address of its client."""

    def write(self, _: str) -> None:
        """Nothing."""


def main() -> int:
    """Serve; the exit status."""
    try:
        settings = read_settings(os.environ)
        harden(settings)
        application = create_app(settings, GreenConcurrency())
    except SettingIsWrong as wrong:
        sys.stderr.write(f"{wrong}\n")
        return WRONG_SETTING
    try:
        listener = listen(settings)
    except OSError as error:
        sys.stderr.write(f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}.\n")
        return CANNOT_LISTEN
    return serve(application, listener)


def harden(settings: Settings) -> None:
    """Files for the owner alone; no core dump, no reading of this process's memory; no loud tracebacks."""
    os.umask(0o077)
    most_files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most_files, most_files))
    if not settings.inspectable:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    debug.hub_exceptions(False)
    debug.tpool_exceptions(False)
    sys.excepthook = name_only


def name_only(kind: type[BaseException], _error: BaseException, _trace: TracebackType | None) -> None:
    """In place of a traceback, whose last line would be the message: that may hold anything."""
    sys.stderr.write(f"Unexpected {kind.__name__}.\n")


def listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener: socket.socket = eventlet.listen((settings.host, settings.port), family, 512, reuse_port=False)
    # Accepted sockets inherit it; without, small frames wait for delayed acknowledgements (30 to 40 ms).
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def serve(application: Application, listener: socket.socket) -> int:
    headers = as_lines(application.settings.is_https)
    SilentProtocol.more_headers = headers
    tune_websocket(application.socketio.server, headers)  # type: ignore[attr-defined]
    wsgi.MAX_HEADER_LINE = LONGEST_HEADER_BYTES
    wake, woken = socket.socketpair()
    wake.setblocking(False)
    # The event loop sleeps in epoll, which Python resumes after a signal: a byte in a socket wakes it.
    signal.set_wakeup_fd(wake.fileno())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    application.start()
    eventlet.spawn(serve_requests, application, listener).link(lambda _: wake.send(b"\x00"))
    announce(application)
    while True:
        cause = woken.recv(1)[0]
        if cause in (signal.SIGTERM, signal.SIGINT):
            application.stop()
            return 0
        if cause == 0:
            return CANNOT_LISTEN


def serve_requests(application: Application, listener: socket.socket) -> None:
    wsgi.server(
        listener,
        application.wsgi,
        log=Nowhere(),
        environ={"wsgi.errors": Nowhere()},
        log_output=False,
        debug=False,
        protocol=SilentProtocol,
        max_size=MOST_CONNECTIONS,
        keepalive=IDLE_CONNECTION_SECONDS,
        socket_timeout=SLOW_CLIENT_SECONDS,
    )


def announce(application: Application) -> None:
    sys.stdout.write(f"Serving on {application.settings.origin}\n")
    link = application.first_enrolment_link()
    if link:
        sys.stdout.write(f"There is no account yet. Make the first one here: {link}\n")
    sys.stdout.flush()
