"""The fast path of mediation/serving/ stands on what libraries do inside: an update that changes it fails."""

from __future__ import annotations

import subprocess
import sys

from tests.fixtures.server_process import ROOT


def test_the_libraries_are_inside_as_serving_takes_for_granted() -> None:
    """Seen to fail when eventlet's Queue forgets `getters` (renamed in the installed library)."""
    looked_up = subprocess.run(
        [sys.executable, "-m", "tests.fixtures.ground_of_serving"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (looked_up.stdout, looked_up.returncode) == ("", 0), looked_up.stderr
