"""The running server, as other processes of this machine can see it: proc(5)."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from mediation.doctor.finding import Finding, fails, holds, lacks

PROC = Path("/proc")
START = "Start it (make run, or the service), then ask again."


def running_servers(instance: Path) -> list[int]:
    """Processes that hold the lock on this installation's server.key."""
    try:
        inode = (instance / "server.key").stat().st_ino
    except OSError:
        return []
    found = re.findall(
        rf"FLOCK\s+ADVISORY\s+\w+\s+(\d+)\s+\w+:\w+:{inode}\s", (PROC / "locks").read_text(encoding="utf-8")
    )
    return sorted({int(pid) for pid in found if (PROC / pid).exists()})


def look_at_processes(pids: list[int], is_inspectable: bool) -> list[Finding]:
    """`is_inspectable`: as the settings have it."""
    if is_inspectable:
        setting = fails(
            "inspectable", "MEDIATION_INSPECTABLE is 1.", "Leave it unset: it is for tests alone."
        )
    else:
        setting = holds("inspectable", "MEDIATION_INSPECTABLE is not set.")
    if len(pids) > 1:
        others = fails("process", f"{len(pids)} servers use this instance folder.", "Run a single one.")
    elif pids:
        others = holds("process", "One server is running.")
    else:
        others = lacks("process", "No server is running on this instance folder.", START)
    return [setting, others, *(finding for pid in pids for finding in _look_at(pid))]


def look_at_freed_memory() -> Finding:
    """Asked of a process that begins as the server does: the server's own environment is nobody's to read."""
    asked = [sys.executable, "-m", "mediation.freed_memory"]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=30, check=False)
    if done.stdout.strip() == "yes":
        return holds("freed memory", "The server writes over memory as it frees it.")
    return fails(
        "freed memory",
        "What passed through the server stays in memory that it has freed.",
        "Leave PYTHONMALLOC unset, and run it on a system with glibc.",
    )


def _look_at(pid: int) -> list[Finding]:
    """At the server and the processes that it has started: the desk's."""
    lists = (PROC / f"{pid}/task").glob("*/children")
    family = [pid, *(int(child) for one in lists for child in one.read_text(encoding="ascii").split())]
    return [_first_that_fails([look(one) for one in family]) for look in (_core_dumps, _memory, _umask)]


def _first_that_fails(findings: list[Finding]) -> Finding:
    return next((one for one in findings if one.state == "fails"), findings[0])


def _core_dumps(pid: int) -> Finding:
    limits = (PROC / f"{pid}/limits").read_text(encoding="utf-8")
    if re.search(r"^Max core file size\s+0\s+0\s", limits, re.MULTILINE):
        return holds("core dumps", "The server leaves none.")
    return fails("core dumps", "The server would leave its memory in a file.", "Unset MEDIATION_INSPECTABLE.")


def _memory(pid: int) -> Finding:
    """The files of a process that is not dumpable belong to root (PR_SET_DUMPABLE, prctl(2))."""
    owner = int(_status(pid, "Uid").split()[0])
    if owner == 0:
        return lacks(
            "memory",
            "The server runs as root; root's own processes can read its memory.",
            "Run it as a user of its own, whom nobody else uses.",
        )
    if (PROC / f"{pid}/environ").stat().st_uid == 0:
        return holds("memory", "Other processes of its user cannot read the server's.")
    return fails("memory", "Every process of its user can read the server's.", "Unset MEDIATION_INSPECTABLE.")


def _umask(pid: int) -> Finding:
    if _status(pid, "Umask").endswith("077"):
        return holds("umask", "What the server writes is its user's alone.")
    return fails("umask", "What the server writes can be read by others.", "Start it by mediation serve.")


def _status(pid: int, field: str) -> str:
    status = (PROC / f"{pid}/status").read_text(encoding="utf-8")
    found = re.search(rf"^{field}:\s+(.*)$", status, re.MULTILINE)
    return found.group(1) if found else ""
