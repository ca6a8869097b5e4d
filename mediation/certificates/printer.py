"""Has certificates printed by a worker process, so that the server never waits for WeasyPrint.

Works under green and ordinary threads alike: it speaks over a socket pair, which both know how to await.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading

from mediation.certificates.errors import NAMED, PrintingFailed
from mediation.certificates.order import Order
from mediation.frames import receive_frame, send_frame

WORKER = "mediation.certificates.pdf_worker"
LONGEST_SECONDS = 60.0
MOST_WAITING = 8  # of the desk's requests: the others go on
# The worker is told nothing else of the server's environment.
PASSED_ON = ("PATH", "HOME", "LANG", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "PYTHONPATH")


class Printer:
    """One worker, started when first needed and again when it has died; one certificate at a time."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)
        self._is_over = False
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None

    def print(self, order: Order) -> bytes:
        """A PDF of one A4 page; raises PrintingFailed."""
        written = order.to_bytes()
        if not self._waiting.acquire(blocking=False):
            raise PrintingFailed("TooManyAtOnce")
        try:
            answer = self._print(written)
        finally:
            self._waiting.release()
        if not answer.startswith(b"%PDF"):
            failed = json.loads(answer)
            raise NAMED.get(failed["error"], PrintingFailed)(*failed["characters"] or [failed["error"]])
        return answer

    def _print(self, written: bytes) -> bytes:
        with self._turn:
            try:
                return self._ask(written)
            except OSError:
                self._stop()  # it died, or hangs: once more with a new one
                try:
                    return self._ask(written)
                except OSError as error:
                    self._stop()
                    raise PrintingFailed(type(error).__name__) from None

    def stop(self) -> None:
        """End the worker for good, and whatever it prints: nobody waits for that any more."""
        self._is_over = True
        if (process := self._process) is not None:
            process.kill()
        with self._turn:
            self._stop()

    def _ask(self, written: bytes) -> bytes:
        line = self._line if self._line is not None else self._start()
        send_frame(line, written)
        return receive_frame(line)

    def _start(self) -> socket.socket:
        if self._is_over:
            raise ConnectionAbortedError
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", WORKER],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # WeasyPrint's warnings quote the page
                env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
            )
        ours.settimeout(LONGEST_SECONDS)
        self._line = ours
        return ours

    def _stop(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._line = self._process = None
