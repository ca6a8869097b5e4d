"""Places of 64 bytes in one small file, each written over in place: what was there is nowhere any more.

Must not know what they hold, nor tell when.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mediation import log
from mediation.concurrency import Concurrency
from mediation.config import SettingIsWrong

SLOT_BYTES = 64
SLOTS_AT_FIRST = 256  # written from the start: a disk that is full later does not matter


class SlotFile:
    """Mode 0600; raises SettingIsWrong when it cannot be used or others may read it."""

    def __init__(self, path: Path, concurrency: Concurrency) -> None:
        self._path = path
        self._concurrency = concurrency
        self._is_settling = False
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._opened(os.O_RDWR | os.O_CREAT) as file:
                status = os.fstat(file)
                missing_bytes = SLOT_BYTES * SLOTS_AT_FIRST - status.st_size
                if missing_bytes > 0:
                    os.pwrite(file, bytes(missing_bytes), status.st_size)
        except OSError as error:
            raise SettingIsWrong(f"MEDIATION_INSTANCE: {path} cannot be used ({error.strerror}).") from None
        if stat.S_IMODE(status.st_mode) & 0o077:
            raise SettingIsWrong(f"{path} can be read by others; make it 0600 (chmod 600 {path}).")

    def read(self) -> list[bytes]:
        whole = self._path.read_bytes()
        return [whole[at : at + SLOT_BYTES] for at in range(0, len(whole), SLOT_BYTES)]

    def write(self, place: int, slot: bytes) -> None:
        """From now on it is there, whatever becomes of this process; on the disk soon, should the power fail.

        What cannot be written is said, and stops nobody: the session goes on.
        """
        try:
            with self._opened(os.O_WRONLY) as file:
                os.pwrite(file, slot, place * SLOT_BYTES)
                os.utime(file, (0, 0))  # the file does not tell when a room was open
        except OSError as error:
            log.fault("room_keys", error)
        if not self._is_settling:
            self._is_settling = True
            self._concurrency.spawn(self._settle)

    def _settle(self) -> None:
        self._is_settling = False  # what is written from here on wants another time
        try:
            self._concurrency.offload(self._await_disk)
        except OSError as error:
            log.fault("room_keys", error)

    def _await_disk(self) -> None:
        with self._opened(os.O_WRONLY) as file:
            os.fdatasync(file)

    @contextmanager
    def _opened(self, flags: int) -> Iterator[int]:
        descriptor = os.open(self._path, flags | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            yield descriptor
        finally:
            os.close(descriptor)
