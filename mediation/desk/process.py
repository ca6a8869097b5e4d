"""The desk's process as the rooms' process sees it: started, asked, and started again when it has died.

Works under green and ordinary threads alike: it speaks over socket pairs, which both know how to await.
"""

from __future__ import annotations

import json
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress

from mediation import log
from mediation.concurrency import Concurrency
from mediation.frames import receive_frame, send_frame

WORKER = "mediation.desk.worker"
LINES = 32  # requests at once; more wait
LONGEST_SECONDS = 150.0  # a certificate waits for its turn to be printed
SECONDS_BETWEEN_STARTS = 1.0
SECONDS_TO_END = 5.0
YES, NO, NOT_KNOWN = b"yes", b"no", b"not known"
HARMLESS = ("GET", "HEAD", "OPTIONS")  # changes nothing, so it may be asked twice (RFC 9110, 9.2.1)

Answer = tuple[str, list[tuple[str, str]], bytes]


class DeskIsAway(Exception):
    """Its process died over a request, or would not start."""


class _Life:
    """One process, from its start to its end."""

    def __init__(self) -> None:
        self.began_at = time.monotonic()
        pairs = [socket.socketpair() for _ in range(LINES + 1)]
        theirs = [pair[1].fileno() for pair in pairs]
        self._process = subprocess.Popen(
            [sys.executable, "-m", WORKER, *map(str, theirs)], stdin=subprocess.DEVNULL, pass_fds=theirs
        )
        for _, their in pairs:
            their.close()
        self.questions, *self._lines = (ours for ours, _ in pairs)
        self.free: queue.LifoQueue[socket.socket] = queue.LifoQueue()
        for line in self._lines:
            line.settimeout(LONGEST_SECONDS)
            self.free.put(line)

    def end(self) -> None:
        """It ends when its lines do; if it hangs, all the same."""
        for line in (self.questions, *self._lines):
            with suppress(OSError):  # closed after a fault
                line.shutdown(socket.SHUT_RDWR)  # and not closed: whoever reads from it must hear that first
        try:
            self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        while not self.free.empty():
            self.free.get().close()
        self.free.put(self._lines[0])  # closed, or about to be: whoever still waits for one hears that


class DeskProcess:
    def __init__(self, concurrency: Concurrency) -> None:
        self._concurrency = concurrency
        self._turn = threading.Lock()
        self._life: _Life | None = None
        self._has_open_room: Callable[[str], bool] = lambda _: True  # nothing is certified before start()

    def start(self, has_open_room: Callable[[str], bool]) -> None:
        """`has_open_room`: asked by the desk, of a mediation's reference."""
        with self._turn:
            self._has_open_room = has_open_room
            self._begin()

    def stop(self) -> None:
        with self._turn:
            life, self._life = self._life, None
            if life is not None:
                life.end()

    def answer(self, environ: Mapping[str, str], body: bytes) -> Answer:
        """Status, headers and body, as WSGI has them. Raises DeskIsAway: whether it was done is not known."""
        life = self._life
        try:
            return self._ask(life, environ, body)
        except OSError as error:
            log.fault("desk", error)
            following = self._begin_after(life)
            if environ["REQUEST_METHOD"] not in HARMLESS:
                raise DeskIsAway from None
        try:
            return self._ask(following, environ, body)
        except OSError:
            self._begin_after(following)
            raise DeskIsAway from None

    def _ask(self, life: _Life | None, environ: Mapping[str, str], body: bytes) -> Answer:
        if life is None:
            raise DeskIsAway
        line = life.free.get()
        try:
            send_frame(line, json.dumps(environ).encode())
            send_frame(line, body)
            status, headers = json.loads(receive_frame(line))
            return status, [(name, value) for name, value in headers], receive_frame(line)
        except BaseException:
            line.close()  # what comes over it next would be the answer to this
            raise
        finally:
            life.free.put(line)

    def _begin_after(self, life: _Life | None) -> _Life | None:
        """The process that comes after that one, which others may have started already. Raises DeskIsAway."""
        with self._turn:
            if life is not None and self._life is life:
                life.end()
                if time.monotonic() - life.began_at < SECONDS_BETWEEN_STARTS:
                    self._concurrency.sleep(SECONDS_BETWEEN_STARTS)
                try:
                    self._begin()
                except OSError as error:  # too many files or processes: the next request tries again
                    log.fault("desk", error)
                    raise DeskIsAway from None
            return self._life

    def _begin(self) -> None:
        life = self._life = _Life()
        self._concurrency.spawn(lambda: self._attend(life))

    def _attend(self, life: _Life) -> None:
        """Answer what it asks, and have another follow when it dies."""
        with life.questions as line:
            self._answer_questions(line)
        with suppress(DeskIsAway):
            self._begin_after(life)

    def _answer_questions(self, line: socket.socket) -> None:
        with suppress(OSError):  # the process has ended
            while True:
                reference = receive_frame(line).decode()
                try:
                    answer = YES if self._has_open_room(reference) else NO
                except Exception as error:  # the store may be away
                    log.fault("desk", error)
                    answer = NOT_KNOWN
                send_frame(line, answer)
