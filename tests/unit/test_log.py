from __future__ import annotations

import subprocess
import sys

import pytest

from mediation import log

SECRET = "bdcfgh-a-word-that-came-in"


@pytest.fixture(autouse=True)
def _as_after_a_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_said_at", {})


def run(program: str) -> subprocess.CompletedProcess[str]:
    """A process that has taken its output over, then does this."""
    return subprocess.run(
        [sys.executable, "-c", f"from mediation import log\nlog.take_over()\n{program}"],
        capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip


def test_a_line_is_a_time_a_level_a_code_and_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    log.note("load", rooms=log.band(7), connections=0)
    at, *words = capsys.readouterr().out.split()
    assert at.endswith("Z")
    assert words == ["level=info", "code=load", "rooms=1-9", "connections=0"]


def test_of_an_error_the_class_is_said_and_nothing_that_it_carries(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Seen to fail when the error's text is added to the line."""
    log.fault("page", ValueError(SECRET))
    said = capsys.readouterr().err
    assert "level=error code=unexpected where=page kind=ValueError" in said
    assert SECRET not in said


def test_what_is_no_word_is_not_said(capsys: pytest.CaptureFixture[str]) -> None:
    log.note("load", rooms="a name\nlevel=info code=stopped", connections="Łódź")
    assert capsys.readouterr().out.split()[1:] == ["level=info", "code=load", "rooms=?", "connections=?"]


def test_the_same_fault_is_said_once_a_minute_and_counted_each_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = log.faults()
    for _ in range(50):
        log.fault("page", KeyError("x"))
    log.fault("rooms", KeyError("x"))
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert log.faults() - before == 51


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0"), (1, "1-9"), (9, "1-9"), (10, "10-99"), (100, "100-999"), (999, "100-999"), (1000, "1000+")],
)
def test_counts_are_coarse(count: int, said: str) -> None:
    assert log.band(count) == said


@pytest.mark.parametrize(
    "program",
    [
        "raise ValueError({secret!r})",
        "import threading\ndef work():\n    raise ValueError({secret!r})\n"
        "one = threading.Thread(target=work); one.start(); one.join()",
        "class Bad:\n    def __del__(self):\n        raise ValueError({secret!r})\nBad()",
        "import traceback\ntry:\n    raise ValueError({secret!r})\n"
        "except ValueError:\n    traceback.print_exc()",
        "import logging\nlogging.getLogger('any').error({secret!r})",
        "import warnings\nwarnings.warn({secret!r})",
        "print({secret!r})",
    ],
)
def test_once_taken_over_nothing_else_is_printed(program: str) -> None:
    """Seen to fail when sys.stderr is left as it is."""
    done = run(program.format(secret=SECRET))
    assert SECRET not in done.stdout + done.stderr
    assert [line.split()[1] for line in done.stderr.splitlines()] == ["level=error"]


def test_sentences_for_whoever_starts_it_pass() -> None:
    done = run("log.say('Serving on http://127.0.0.1:8000'); log.refuse('MEDIATION_PORT is wrong.')")
    assert (done.stdout, done.stderr) == ("Serving on http://127.0.0.1:8000\n", "MEDIATION_PORT is wrong.\n")
