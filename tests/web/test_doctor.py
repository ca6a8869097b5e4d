"""`mediation doctor` beside a running server, as an administrator calls it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.fixtures.server_process import ROOT, ServerProcess


def doctor(server: ServerProcess, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mediation.cli", "doctor", *options],
        env=server.environ, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_the_installation_of_make_run_holds_what_is_promised(tmp_path: Path) -> None:
    """Seen to fail when the server leaves its umask, and when it leaves core dumps on.

    Swap is this machine's own: where there is some, the command says so, rightly.
    """
    server = ServerProcess(tmp_path, MEDIATION_INSPECTABLE="0")
    server.start()
    done = doctor(server, "--json")
    told = json.loads(done.stdout)
    server.stop()
    failing = {one["check"] for one in told["findings"] if one["state"] == "fails"}
    assert failing <= {"swap"}
    assert (done.returncode, told["holds"]) == ((1, False) if failing else (0, True))
    states = {one["check"]: one["state"] for one in told["findings"]}
    for check in ("process", "core dumps", "umask", "files", "database", "inspectable", "proxy", "redis",
                  "freed memory"):  # fmt: skip
        assert states[check] == "holds", check
    assert (states["tls"], states["backups"]) == ("lacks", "lacks")


def test_an_inspectable_server_is_a_promise_broken(server: ServerProcess) -> None:
    done = doctor(server)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert any(line.startswith("NO  inspectable") for line in lines)
    assert any(line.startswith("NO  core dumps") for line in lines)
    assert all(line[:4] in ("ok  ", "--  ", "NO  ") for line in lines)
