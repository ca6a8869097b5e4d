"""Who polls or holds a websocket is asked whether they are there; who does not answer is forgotten."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.fixtures.server_process import ROOT


def test_who_answers_stays_and_who_does_not_is_forgotten() -> None:
    """Seen to fail when nobody looks for answers, when an answer does not end the patience, when what is
    closed is not forgotten, when the end is told on the event loop itself, when a fault stops the ticks, when
    what begins anew keeps its place, when what is cancelled is kept or looked at, when who answered late is
    not asked again, when a websocket's answer is not noted (alone, or among words), and when what was
    received stays where it came through."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.fixtures.heartbeats"],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found == dict.fromkeys(found, True)
    assert found
