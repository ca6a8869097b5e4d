"""What the server says of itself to whoever runs it: one line each, of fixed words, class names and numbers.

The only place that writes to the process's output. Must never be given an address, a name, an id, a reference
or an exception's text; it has no parameter for one, and what libraries print is told by its kind alone.
"""

from __future__ import annotations

import re
import sys
import threading
import time
from types import TracebackType
from typing import Any, Literal, TextIO

Code = Literal[
    "started",
    "stopped",
    "load",
    "unexpected",
    "dates_not_moved",
    "clock_is_doubtful",
    "library_spoke",
    "rooms_away",
]
QUIET_SECONDS = 60  # the same fault is said once a minute: nobody fills a disk by provoking it
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}", re.ASCII)
BANDS = (10, 100, 1000)

_streams: list[TextIO] = []  # output and errors, once this module has taken them over
_said_at: dict[str, float] = {}
_faults = 0


def say(sentence: str) -> None:
    """To whoever starts it by hand: where it serves, and the first account's link."""
    _write(0, sentence)


def refuse(sentence: str) -> None:
    """Why it does not start: a setting's name and what is wrong with it."""
    _write(1, sentence)


def note(code: Code, **facts: str | int) -> None:
    """Something in the ordinary course."""
    _write(0, _line("info", code, facts))


def fault(where: str, error: BaseException, code: Code = "unexpected") -> None:
    """Something failed. `where`: a constant of the code. Of the error, its class's name alone is said."""
    _fault(code, where, type(error).__name__)


def faults() -> int:
    """How many there were since the start, those unsaid included."""
    return _faults


def band(count: int) -> str:
    """A count, coarsely: 0, 1-9, 10-99, 100-999, 1000+."""
    below = 1
    for above in BANDS:
        if count < above:
            return "0" if count == 0 else f"{below}-{above - 1}"
        below = above
    return f"{below}+"


def take_over() -> None:
    """From now on nobody else writes to standard output and errors: no traceback, no library's print."""
    if not _streams:
        _streams.extend((sys.stdout, sys.stderr))
    sys.stdout = sys.stderr = Hearsay()
    sys.excepthook = _uncaught
    sys.unraisablehook = lambda unraisable: _fault("unexpected", "unraisable", unraisable.exc_type.__name__)
    threading.excepthook = lambda args: _fault("unexpected", "thread", args.exc_type.__name__)


class Hearsay:
    """In the place of sys.stdout and sys.stderr: that something was written is said, and not what."""

    encoding = "utf-8"
    errors = "replace"

    def write(self, text: str) -> int:
        if text.strip():
            _fault("library_spoke", "library", getattr(sys.exc_info()[0], "__name__", "none"))
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""

    def isatty(self) -> bool:
        return False


def _uncaught(kind: type[BaseException], _error: BaseException, _trace: TracebackType | None) -> None:
    _fault("unexpected", "main", kind.__name__)


def _fault(code: Code, where: str, kind: str) -> None:
    global _faults
    _faults += 1
    facts = {"where": where, "kind": kind}
    now = time.monotonic()
    key = f"{code} {where} {kind}"
    if now - _said_at.get(key, -QUIET_SECONDS) >= QUIET_SECONDS:
        _said_at[key] = now
        _write(1, _line("error", code, facts))


def _line(level: str, code: str, facts: dict[str, Any]) -> str:
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    told = {"level": level, "code": code, **facts}
    words = (f"{name}={value if WORD.fullmatch(str(value)) else '?'}" for name, value in told.items())
    return " ".join((at, *words))


def _write(stream: int, line: str) -> None:
    file = _streams[stream] if _streams else (sys.stdout, sys.stderr)[stream]
    file.write(f"{line}\n")
    file.flush()
