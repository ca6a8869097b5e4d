from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mediation.doctor.finding import Finding
from mediation.doctor.process import look_at_processes, running_servers
from mediation.keys import hold, read_or_make_key

SLEEP = "import sys; print(flush=True); sys.stdin.read()"
# As an ordinary user, which is what the server should be.
DROP = "import ctypes, os, resource; os.geteuid() or os.setresuid(65534, 65534, 65534)"
DUMPABLE = "ctypes.CDLL(None).prctl(4, {})"  # PR_SET_DUMPABLE
CORE = "resource.setrlimit(resource.RLIMIT_CORE, ({0}, {0}))"
PRIVATE = "; ".join((DROP, DUMPABLE.format(0), CORE.format(0), "os.umask(0o077)", SLEEP))
OPEN = "; ".join((DROP, DUMPABLE.format(1), CORE.format(1), "os.umask(0o022)", SLEEP))


@contextmanager
def running(program: str) -> Iterator[int]:
    process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process.pid
        process.kill()


def states(findings: list[Finding]) -> dict[str, str]:
    return {one.check: one.state for one in findings}


def test_a_hardened_server_is_found_to_be_so() -> None:
    with running(PRIVATE) as pid:
        found = states(look_at_processes([pid], is_inspectable=False))
    assert set(found.values()) == {"holds"}
    assert {"core dumps", "memory", "umask", "process", "inspectable"} == set(found)


def test_an_open_one_is_found_out_in_each_way() -> None:
    with running(OPEN) as pid:
        found = states(look_at_processes([pid], is_inspectable=True))
    for check in ("core dumps", "memory", "umask", "inspectable"):
        assert found[check] == "fails", check


def test_a_process_that_the_server_has_started_is_looked_at_like_it() -> None:
    """Seen to fail when the server alone is looked at."""
    its_umask = "import os; os.umask(0o022) if os.fork() == 0 else os.umask(0o077)"
    with running("; ".join((DROP, DUMPABLE.format(0), CORE.format(0), its_umask, SLEEP))) as pid:
        found = states(look_at_processes([pid], is_inspectable=False))
    assert (found["umask"], found["memory"]) == ("fails", "holds")


def test_several_servers_on_one_folder_are_one_too_many() -> None:
    with running(PRIVATE) as one, running(PRIVATE) as other:
        found = look_at_processes([one, other], is_inspectable=False)
    assert states(found)["process"] == "fails"


def test_no_server_is_said_to_be_none() -> None:
    (_, process) = look_at_processes([], is_inspectable=False)
    assert (process.check, process.state) == ("process", "lacks")
    assert process.remedy


def test_whoever_holds_the_key_is_the_server(tmp_path: Path) -> None:
    """Seen to fail when the lock is not taken."""
    key = tmp_path / "server.key"
    assert running_servers(tmp_path) == []
    read_or_make_key(key)
    assert running_servers(tmp_path) == []
    process = subprocess.Popen(
        [sys.executable, "-c",
         f"from pathlib import Path; from mediation.keys import hold; hold(Path({str(key)!r})); {SLEEP}"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        process.stdout.readline()
        assert running_servers(tmp_path) == [process.pid]
        process.kill()
    assert running_servers(tmp_path) == []


def test_a_key_that_is_a_link_is_not_held(tmp_path: Path) -> None:
    (tmp_path / "key").symlink_to(tmp_path / "other")
    with pytest.raises(OSError, match="key"):
        hold(tmp_path / "key")
