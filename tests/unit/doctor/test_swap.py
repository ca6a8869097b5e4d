from __future__ import annotations

from pathlib import Path

import pytest

from mediation.doctor.swap import look_at_swap

HEAD = "Filename\tType\tSize\tUsed\tPriority\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A /proc and a /sys without swap."""
    write(tmp_path / "proc/swaps", HEAD)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_no_swap_holds(root: Path) -> None:
    assert look_at_swap([], root).state == "holds"


def test_swap_in_the_clear_fails_and_is_named(root: Path) -> None:
    write(root / "proc/swaps", f"{HEAD}/swapfile file 2097148 0 -2\n/dev/zram0 partition 1 0 100\n")
    found = look_at_swap([], root)
    assert found.state == "fails"
    assert "/swapfile" in found.fact
    assert "zram" not in found.fact
    assert "swapoff" in found.remedy


def test_encrypted_swap_holds(root: Path) -> None:
    write(root / "proc/swaps", f"{HEAD}/dev/dm-7 partition 2097148 0 -2\n")
    assert look_at_swap([], root).state == "fails", "logical volumes are dm devices too"
    write(root / "sys/class/block/dm-7/dm/uuid", "CRYPT-PLAIN-swap\n")
    assert look_at_swap([], root).state == "holds"


def test_a_service_that_may_not_swap_is_safe_from_it(root: Path) -> None:
    write(root / "proc/swaps", f"{HEAD}/swapfile file 2097148 0 -2\n")
    write(root / "proc/12/cgroup", "0::/system.slice/mediation.service\n")
    limit = root / "sys/fs/cgroup/system.slice/mediation.service/memory.swap.max"
    write(limit, "max\n")
    assert look_at_swap([12], root).state == "fails"
    write(limit, "0\n")
    assert look_at_swap([12], root).state == "holds"
    assert look_at_swap([12, 13], root).state == "fails", "of the other nothing is known"


def test_this_machines_own_swap_can_be_read() -> None:
    assert look_at_swap([]).check == "swap"
