"""Whether the server's memory could be written to a disk by the system."""

from __future__ import annotations

import os
from pathlib import Path

from mediation.doctor.finding import Finding, fails, holds

CHECK = "swap"
REMEDY = (
    "Switch it off (swapoff --all, and out of /etc/fstab), encrypt it, "
    "or run the service with systemd's MemorySwapMax=0."
)


def look_at_swap(pids: list[int], root: Path = Path("/")) -> Finding:
    """`pids`: of the running servers. `root`: where /proc and /sys are, for tests."""
    lines = (root / "proc/swaps").read_text(encoding="utf-8").splitlines()[1:]
    open_ones = [line.split()[0] for line in lines if not _is_private(line.split()[0], root)]
    if not lines:
        return holds(CHECK, "There is no swap.")
    if not open_ones:
        return holds(CHECK, "Swap is encrypted, or in memory.")
    if pids and all(_never_swaps(pid, root) for pid in pids):
        return holds(CHECK, "There is swap, and the service does not use it.")
    return fails(CHECK, f"The system may write memory to {', '.join(open_ones)}, unencrypted.", REMEDY)


def _is_private(device: str, root: Path) -> bool:
    """Encrypted by dm-crypt, or zram, which is memory itself."""
    name = os.path.basename(os.path.realpath(device))
    if name.startswith("zram"):
        return True
    uuid = root / "sys/class/block" / name / "dm/uuid"
    return uuid.exists() and uuid.read_text(encoding="utf-8").startswith("CRYPT-")


def _never_swaps(pid: int, root: Path) -> bool:
    """cgroup v2: memory.swap.max, as systemd's MemorySwapMax= sets it."""
    try:
        group = (root / f"proc/{pid}/cgroup").read_text(encoding="utf-8").strip().rpartition(":")[2]
        limit = root / "sys/fs/cgroup" / group.lstrip("/") / "memory.swap.max"
        return limit.read_text(encoding="utf-8").strip() == "0"
    except OSError:
        return False
