from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from mediation.concurrency import ThreadConcurrency
from mediation.config import SettingIsWrong
from mediation.slot_file import SLOT_BYTES, SLOTS_AT_FIRST, SlotFile

Result = TypeVar("Result")
ONE, OTHER = b"1" * SLOT_BYTES, b"2" * SLOT_BYTES


class Later(ThreadConcurrency):
    """Holds what is begun until it is let go; counts what is done elsewhere."""

    def __init__(self) -> None:
        self.held: list[Callable[[], None]] = []
        self.offloaded = 0

    def spawn(self, work: Callable[[], None]) -> None:
        self.held.append(work)

    def offload(self, work: Callable[[], Result]) -> Result:
        self.offloaded += 1
        return work()

    def let_go(self) -> None:
        held, self.held = self.held, []
        for work in held:
            work()


def test_what_is_written_is_there_at_once_and_waits_for_no_disk(tmp_path: Path) -> None:
    """Whatever becomes of the process. Seen to fail when the writer itself calls fdatasync."""
    later = Later()
    file = SlotFile(tmp_path / "slots", later)
    file.write(3, ONE)
    assert later.offloaded == 0
    assert SlotFile(tmp_path / "slots", later).read()[3] == ONE
    later.let_go()
    assert later.offloaded == 1


def test_many_writes_wait_for_the_disk_once_and_a_later_one_again(tmp_path: Path) -> None:
    later = Later()
    file = SlotFile(tmp_path / "slots", later)
    for place in range(20):
        file.write(place, ONE)
    assert len(later.held) == 1
    later.let_go()
    file.write(0, OTHER)
    assert len(later.held) == 1
    assert file.read()[:2] == [OTHER, ONE]


def test_it_does_not_tell_when_it_was_written(tmp_path: Path) -> None:
    later = Later()
    file = SlotFile(tmp_path / "slots", later)
    file.write(0, ONE)
    later.let_go()
    status = (tmp_path / "slots").stat()
    assert status.st_mtime == 0
    assert status.st_size == SLOT_BYTES * SLOTS_AT_FIRST


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    SlotFile(tmp_path / "slots", Later())
    (tmp_path / "slots").chmod(0o640)
    with pytest.raises(SettingIsWrong, match="can be read by others"):
        SlotFile(tmp_path / "slots", Later())
