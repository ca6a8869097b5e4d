from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest

from mediation.config import SettingIsWrong
from mediation.keys import KEY_BYTES, read_or_make_key


def test_a_key_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "instance" / "server.key"
    key = read_or_make_key(path)
    assert len(key) == KEY_BYTES
    assert read_or_make_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]
    assert read_or_make_key(tmp_path / "other.key") != key


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_key_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "server.key"
    read_or_make_key(path)
    path.chmod(mode)
    with pytest.raises(SettingIsWrong, match="0600"):
        read_or_make_key(path)


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_of_another_size_is_refused(tmp_path: Path, size: int) -> None:
    path = tmp_path / "server.key"
    path.touch(0o600)
    path.write_bytes(bytes(size))
    with pytest.raises(SettingIsWrong, match=r"server\.key"):
        read_or_make_key(path)


def test_two_that_start_together_end_with_one_key(tmp_path: Path) -> None:
    path, keys = tmp_path / "server.key", set()
    threads = [threading.Thread(target=lambda: keys.add(read_or_make_key(path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 1


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingIsWrong, match=r"MEDIATION_INSTANCE: .*file/server.key"):
        read_or_make_key(tmp_path / "file" / "server.key")
