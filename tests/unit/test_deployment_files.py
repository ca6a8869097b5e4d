"""What deploy/ gives to systemd: it is understood, and shuts the service in."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.fixtures.server_process import ROOT

UNITS = ("mediation.service", "redis-mediation.service")
MOST_EXPOSED = 2.0  # of 10; systemd calls up to 2 "OK" and more than 5 "medium"


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_finds_nothing_wrong_but_that_it_is_not_installed(unit: str) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", str(ROOT / "deploy" / unit)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    complaints = [
        line for line in done.stderr.splitlines() if unit in line and "is not executable" not in line
    ]
    assert complaints == []


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_calls_it_shut_in(unit: str) -> None:
    """Seen to fail without CapabilityBoundingSet, SystemCallFilter and PrivateUsers."""
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(ROOT / "deploy" / unit)],
        capture_output=True, text=True, timeout=60, check=True, env={"LANG": "C.UTF-8"},
    )  # fmt: skip
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
    assert found is not None
    assert float(found.group(1)) <= MOST_EXPOSED


@pytest.mark.parametrize("unit", UNITS)
def test_memory_is_never_written_to_a_disk(unit: str) -> None:
    written = (ROOT / "deploy" / unit).read_text(encoding="utf-8").splitlines()
    assert {"LimitCORE=0", "MemorySwapMax=0", "NoNewPrivileges=yes", "ProtectSystem=strict"} <= set(written)
