"""The process as an administrator meets it: how it starts, what it refuses, how it ends, what others see."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixtures.server_process import ROOT, ServerProcess


def start_in_vain(server: ServerProcess, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mediation.serving"],
        env={**server.environ, **settings}, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip


def is_a_sentence(printed: str) -> bool:
    return printed.count("\n") == 1 and printed.endswith(".\n")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MEDIATION_PORT", "eighty"),
        ("MEDIATION_COLOUR", "blue"),
        ("MEDIATION_OUTCOME", "yes"),
        ("MEDIATION_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none"),
        ("MEDIATION_DATABASE_URL", "sqlite:////no/such/folder/mediation.db"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence_naming_it(
    tmp_path: Path, name: str, value: str
) -> None:
    done = start_in_vain(ServerProcess(tmp_path), **{name: value})
    assert (done.returncode, done.stdout) == (2, "")
    assert name in done.stderr
    assert is_a_sentence(done.stderr)


def test_a_key_that_others_can_read_stops_the_start(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path)
    server.start()
    server.stop()
    (server.instance / "signing.key").chmod(0o644)
    done = start_in_vain(server)
    assert done.returncode == 2
    assert "signing.key" in done.stderr
    assert is_a_sentence(done.stderr)


def test_a_port_in_use_is_said_in_a_sentence(server: ServerProcess, tmp_path: Path) -> None:
    done = start_in_vain(ServerProcess(tmp_path), MEDIATION_PORT=str(server.port))
    assert (done.returncode, done.stdout) == (1, "")
    assert str(server.port) in done.stderr
    assert is_a_sentence(done.stderr)


def test_it_says_where_it_serves_and_ends_cleanly(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path)
    server.start()
    assert f"Serving on {server.url}\n" in server.stdout()
    assert server.stdout().splitlines()[-1].startswith(f"{server.url}/enrol#"), "it ends with what to open"
    assert server.stop() == 0
    assert server.stderr() == ""


def test_what_it_writes_is_its_owners_alone(server: ServerProcess) -> None:
    """Seen to fail when the umask is left as it is."""
    assert stat.S_IMODE(server.instance.stat().st_mode) == 0o700
    kept = list(server.instance.iterdir())
    assert {"server.key", "signing.key", "mediation.db"} <= {path.name for path in kept}
    for path in kept:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


HARDENED = """
import ctypes, os, resource, warnings
warnings.simplefilter("ignore")
from mediation.config import Settings
from mediation.serving.process import harden
harden(Settings(inspectable={inspectable}))
PR_GET_DUMPABLE = 3
print(ctypes.CDLL(None).prctl(PR_GET_DUMPABLE), resource.getrlimit(resource.RLIMIT_CORE)[1], oct(os.umask(0)))
"""


@pytest.mark.parametrize(("inspectable", "expected"), [(False, "0 0 0o77"), (True, "1 ")])
def test_its_memory_is_nobodys_to_read_or_dump(inspectable: bool, expected: str) -> None:
    """Seen to fail when prctl is not called. (Asked within: root, who may run this, reads any process.)"""
    done = subprocess.run(
        [sys.executable, "-c", HARDENED.format(inspectable=inspectable)],
        cwd=ROOT, capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip
    assert done.stdout.startswith(expected)


def test_no_test_loads_the_green_standard_library() -> None:
    """mediation.serving makes sockets and threads green for the whole process that imports it."""
    assert "eventlet" not in sys.modules or not any(
        name.startswith("mediation.serving") for name in sys.modules
    )


def test_sqlites_log_of_changes_is_empty_once_it_has_ended(tmp_path: Path) -> None:
    """Seen to fail when stopping leaves the database open."""
    server = ServerProcess(tmp_path)
    server.start()
    server.invite("Somebody")
    log = server.instance / "mediation.db-wal"
    assert log.stat().st_size > 0
    assert server.stop() == 0
    assert not log.exists() or log.stat().st_size == 0
