from __future__ import annotations

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from mediation.doctor.instance import look_at_instance
from mediation.keys import read_or_make_key

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    read_or_make_key(tmp_path / "instance/server.key")
    return tmp_path / "instance"


def test_what_was_just_made_is_private(instance: Path) -> None:
    assert [one.state for one in look_at_instance(instance)] == ["holds", "holds"]


@pytest.mark.parametrize(("name", "mode"), [("server.key", 0o640), ("", 0o755)])
def test_whatever_others_may_read_is_named(instance: Path, name: str, mode: int) -> None:
    (instance / name).chmod(mode)
    rights, _ = look_at_instance(instance)
    assert rights.state == "fails"
    assert str(instance / name) in rights.fact


def test_no_folder_yet_is_no_fault(tmp_path: Path) -> None:
    (found,) = look_at_instance(tmp_path / "none")
    assert found.state == "lacks"


@pytest.mark.parametrize(("free_mib", "state"), [(20, "fails"), (500, "lacks"), (5000, "holds")])
def test_a_full_disk_is_seen_coming(
    instance: Path, monkeypatch: pytest.MonkeyPatch, free_mib: int, state: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, free_mib << 20))
    _, space = look_at_instance(instance)
    assert space.state == state
    assert f"{free_mib} MiB" in space.fact
