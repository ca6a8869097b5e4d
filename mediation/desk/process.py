"""The desk's process as the rooms' process sees it: started, asked, and started again when it has died.

Works under green and ordinary threads alike: it speaks over socket pairs, which both know how to await.
"""

from __future__ import annotations

import json
import queue
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress

from mediation import log
from mediation.concurrency import Concurrency
from mediation.frames import receive_frame, send_frame

WORKER = "mediation.desk.worker"
LINES = 32  # requests at once; more wait
LONGEST_SECONDS = 150.0  # a certificate waits for its turn to be printed
LONGEST_WAIT_SECONDS = 30.0  # for a line that is free
SECONDS_TO_BEGIN, SECONDS_BETWEEN_LOOKS = 10.0, 0.01
SECONDS_TO_END = 5.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 60.0  # before another follows one that never answered
YES, NO, NOT_KNOWN = b"yes", b"no", b"not known"
HARMLESS = ("GET", "HEAD", "OPTIONS")  # changes nothing, so it may be asked twice (RFC 9110, 9.2.1)

Answer = tuple[str, list[tuple[str, str]], bytes]


class DeskIsAway(Exception):
    """No answer: whether anything was done is not known."""


class _DiedBefore(Exception):
    """The process had not all of the request, so it has done nothing."""


class _DiedOver(Exception):
    """The process had all of the request, and may have done it."""


class _Life:
    """One process, from its start to its end."""

    def __init__(self) -> None:
        pairs = [socket.socketpair() for _ in range(LINES + 1)]
        theirs = [pair[1].fileno() for pair in pairs]
        self._process = subprocess.Popen(
            [sys.executable, "-m", WORKER, *map(str, theirs)], stdin=subprocess.DEVNULL, pass_fds=theirs
        )
        for _, their in pairs:
            their.close()
        self.question_line, *self._lines = (ours for ours, _ in pairs)
        self.free: queue.LifoQueue[socket.socket] = queue.LifoQueue()
        for line in self._lines:
            line.settimeout(LONGEST_SECONDS)
            self.free.put(line)
        self.has_answered = False
        self.given_up = 0  # lines over which no answer came in time

    def hang_up(self) -> None:
        """It ends when its lines do. They are shut and not closed: whoever reads from one must hear that."""
        for line in (self.question_line, *self._lines):
            with suppress(OSError):  # closed after a fault
                line.shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        """The same, and wait until it has ended; if it hangs, all the same."""
        self.hang_up()
        try:
            self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        with suppress(queue.Empty):
            while True:
                self.free.get_nowait().close()
        self.free.put(self._lines[0])  # a dead one: who still waits gets it, and puts it back for the next


class DeskProcess:
    def __init__(self, concurrency: Concurrency) -> None:
        self._concurrency = concurrency
        self._life: _Life | None = None
        self._is_over = False
        self._has_open_room: Callable[[str], bool] = lambda _: True  # nothing is certified before start()

    def start(self, has_open_room: Callable[[str], bool]) -> None:
        """`has_open_room`: asked by the desk, of a mediation's reference. Raises OSError."""
        self._has_open_room = has_open_room
        self._life = _Life()
        self._concurrency.spawn(self._attend)

    def stop(self) -> None:
        self._is_over = True
        life, self._life = self._life, None
        if life is not None:
            life.end()

    def answer(self, environ: Mapping[str, str], body: bytes) -> Answer:
        """Status, headers and body, as WSGI has them. Raises DeskIsAway: whether it was done is not known."""
        life = self._life_after(None)
        try:
            return self._ask(life, environ, body)
        except _DiedBefore:
            pass
        except _DiedOver:
            if environ["REQUEST_METHOD"] not in HARMLESS:
                raise DeskIsAway from None
        try:
            return self._ask(self._life_after(life), environ, body)
        except (_DiedBefore, _DiedOver):
            raise DeskIsAway from None

    def _ask(self, life: _Life, environ: Mapping[str, str], body: bytes) -> Answer:
        """Raises _DiedBefore, _DiedOver, or DeskIsAway when it takes too long."""
        try:
            line = life.free.get(timeout=LONGEST_WAIT_SECONDS)
        except queue.Empty:
            raise DeskIsAway from None
        is_sent = False
        try:
            send_frame(line, json.dumps(environ).encode())
            send_frame(line, body)
            is_sent = True
            status, headers = json.loads(receive_frame(line))
            answer = status, [(name, value) for name, value in headers], receive_frame(line)
        except TimeoutError:  # it is at work, or hangs: the others may be well
            line.close()
            life.given_up += 1
            if life.given_up > LINES // 2:
                life.hang_up()
            raise DeskIsAway from None
        except BaseException as error:  # what comes over the line next would be the answer to this
            life.hang_up()
            line.close()
            life.free.put(line)  # as in end()
            if isinstance(error, OSError):
                log.fault("desk", error)
                raise (_DiedOver if is_sent else _DiedBefore) from None
            raise
        life.free.put(line)
        life.has_answered = True
        return answer

    def _life_after(self, former: _Life | None) -> _Life:
        """The process that runs, which is not that one. Raises DeskIsAway when none comes soon."""
        deadline = time.monotonic() + SECONDS_TO_BEGIN
        while (life := self._life) is None or life is former:
            if self._is_over or time.monotonic() > deadline:
                raise DeskIsAway
            self._concurrency.sleep(SECONDS_BETWEEN_LOOKS)
        return life

    def _attend(self) -> None:
        """Answer what it asks, and have another follow when it dies: ever later, if none answers."""
        pause = FIRST_PAUSE_SECONDS
        while (life := self._life) is not None:
            with life.question_line as line:
                self._answer_questions(line)
            if self._life is not life:
                return  # stop() ends it
            log.fault("desk", DeskIsAway())
            self._life = None
            life.end()
            if life.has_answered:
                pause = FIRST_PAUSE_SECONDS
            else:
                self._concurrency.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            self._begin_again(pause)

    def _begin_again(self, pause: float) -> None:
        while not self._is_over:
            try:
                life = _Life()
            except OSError as error:  # too many files or processes just now
                log.fault("desk", error)
                self._concurrency.sleep(pause)
                continue
            if self._is_over:
                life.end()
            else:
                self._life = life
            return

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
