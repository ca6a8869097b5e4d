"""The process: hardened, listening, serving until it is told to stop. Must print nothing of any request."""

from __future__ import annotations

import gc
import os
import resource
import signal
import socket
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

import eventlet
from eventlet import debug, wsgi

from mediation import hardening, log
from mediation.app import Application, create_app, crowd_of
from mediation.config import SettingIsWrong, Settings, read_settings
from mediation.desk.process import DeskProcess
from mediation.freed_memory import is_overwritten
from mediation.keys import hold
from mediation.serving.concurrency import GreenConcurrency
from mediation.serving.listening import PatientListener, listen
from mediation.serving.loop import tune_loop
from mediation.serving.websocket import tune_websocket
from mediation.web.crowd import Crowd
from mediation.web.headers import as_lines

WRONG_SETTING, CANNOT_LISTEN = 2, 1
MOST_CONNECTIONS = 8192
SLOW_CLIENT_SECONDS = 60
# Not none: a message is read in one turn of the loop and written in the next ones.
SECONDS_OF_OTHERS = 0.002
IDLE_CONNECTION_SECONDS = 75
CYCLE_THRESHOLDS = 2_000, 50, 100  # Python's own: 700, 10, 10. The first look takes 0.3 µs a thing
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


class SilentProtocol(wsgi.HttpProtocol):  # type: ignore[misc] # eventlet has no types
    """The standard one prints the address of whoever sends a malformed request, and echoes it."""

    more_headers = b""  # what every answer carries, as lines of an HTTP head
    wfile: Any
    crowd: Crowd

    def handle(self) -> None:
        """As long as the connection lasts. Who is too many is not even listened to."""
        address = self.client_address[0]
        if not self.crowd.comes(address):
            return
        try:
            super().handle()
        finally:
            self.crowd.goes(address)

    def handle_one_request(self) -> None:
        """The next of this connection may be here already, and would be answered without a pause."""
        super().handle_one_request()
        eventlet.sleep(SECONDS_OF_OTHERS)

    def setup(self) -> None:
        super().setup()
        self.wfile = Headed(self.wfile, self.more_headers)

    def finish(self) -> None:
        """What the last request said points back here, and would lie there until Python looks for such."""
        super().finish()
        self.environ: dict[str, Any] = {}

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
    log.take_over()
    try:
        settings = read_settings(os.environ)
        harden(settings)
        concurrency = GreenConcurrency()
        application = create_app(settings, concurrency, DeskProcess(concurrency))
        hold(settings.instance / "server.key")
    except SettingIsWrong as wrong:
        log.refuse(str(wrong))
        return WRONG_SETTING
    try:
        listener = listen(settings.host, settings.port)
    except OSError as error:
        log.refuse(f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}.")
        return CANNOT_LISTEN
    return serve(application, listener)


def harden(settings: Settings) -> None:
    """Files and memory for the owner alone, and as many sockets as the system gives."""
    hardening.keep_files_private()
    most_files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most_files, most_files))
    if not settings.inspectable:
        hardening.keep_memory_private()
    debug.hub_exceptions(False)
    debug.tpool_exceptions(False)


def serve(application: Application, listener: PatientListener) -> int:
    headers = as_lines(application.settings.is_https)
    SilentProtocol.more_headers = headers
    SilentProtocol.crowd = crowd_of(application.settings)
    server = application.socketio.server  # type: ignore[attr-defined] # not in its stubs
    tune_websocket(server, headers, application.answer_at_once)
    tune_loop()
    wsgi.MAX_HEADER_LINE = LONGEST_HEADER_BYTES
    wake, woken = socket.socketpair()
    wake.setblocking(False)
    # The event loop sleeps in epoll, which Python resumes after a signal: a byte in a socket wakes it.
    signal.set_wakeup_fd(wake.fileno())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    look_for_cycles_rarely()
    application.start()
    eventlet.spawn(serve_requests, application, listener).link(lambda _: wake.send(b"\x00"))
    announce(application)
    while True:
        cause = woken.recv(1)[0]
        if cause in (signal.SIGTERM, signal.SIGINT):
            application.stop()
            log.note("stopped")
            return 0
        if cause == 0:
            return CANNOT_LISTEN


def look_for_cycles_rarely() -> None:
    """Python's collector looks through everything that lives, which with many rooms is everybody's pause.

    What dies here dies by its last reference; cycles are few, and may wait. What is there at the start stays.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*CYCLE_THRESHOLDS)


def serve_requests(application: Application, listener: PatientListener) -> None:
    try:
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
    except Exception as error:  # it goes on after whatever one request does; this ends the process
        log.fault("serving", error)


def announce(application: Application) -> None:
    """The last line is what to open."""
    inspectable = "yes" if application.settings.inspectable else "no"
    overwrites = "yes" if is_overwritten() else "no"
    log.note("started", version=version("mediation"), inspectable=inspectable, overwrites=overwrites)
    log.say(f"Serving on {application.settings.origin}")
    link = application.first_enrolment_link()
    if link:
        log.say(
            f"There is no account yet. Open this link once, within seven days, to make the first:\n{link}"
        )
