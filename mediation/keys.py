"""The installation's secrets in its instance folder: made on the first start, kept from everyone else.

Must never print a key, nor use one that others could have read.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path

from mediation.config import SettingIsWrong

KEY_BYTES = 32
LARGEST_SECRET_BYTES = 1 << 16


def read_or_make_key(path: Path) -> bytes:
    """32 bytes from the file, mode 0600; raises SettingIsWrong when others may read it or it is cut short."""
    key = read_or_make_secret(path, lambda: secrets.token_bytes(KEY_BYTES))
    if len(key) != KEY_BYTES:
        raise SettingIsWrong(f"{path} does not hold a key of {KEY_BYTES} bytes; restore it from your backup.")
    return key


def read_or_make_secret(path: Path, make: Callable[[], bytes]) -> bytes:
    """What is in the file, mode 0600, made if missing; raises SettingIsWrong when others may read it."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_once(path, make)
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        raise SettingIsWrong(f"MEDIATION_INSTANCE: {path} cannot be used ({error.strerror}).") from None
    with os.fdopen(descriptor, "rb") as file:
        if stat.S_IMODE(os.fstat(descriptor).st_mode) & 0o077:
            raise SettingIsWrong(f"{path} can be read by others; make it 0600 (chmod 600 {path}).")
        return file.read(LARGEST_SECRET_BYTES)


def hold(path: Path) -> None:
    """Mark the key as in use while this process lives, by a shared lock: proc(5) then tells who uses it."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)  # given back when the process ends


def _make_once(path: Path, make: Callable[[], bytes]) -> None:
    """Written aside and linked into place: two processes that start together end with one key, whole."""
    if path.exists():
        return
    aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(make())
            os.fsync(descriptor)
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(aside)
