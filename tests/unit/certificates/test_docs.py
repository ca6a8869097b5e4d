"""docs/certificates.md is what a registrar's expert works from: its fields and its recipes must be true."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from mediation.certificates.seal import OfficeKey
from mediation.certificates.statement import Statement
from mediation.certificates.tribunal import TRIBUNALS
from tests.fixtures.server_process import ROOT
from tests.unit.certificates.certificates import KEY

PAGE = (ROOT / "docs/certificates.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "certificate.pdf").write_bytes(pdf)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def recipe(language: str, after: str) -> str:
    return PAGE[PAGE.index(after) :].partition(f"```{language}\n")[2].partition("```")[0]


def test_the_table_names_every_field_and_every_tribunal() -> None:
    """Seen to fail when the page calls a field otherwise."""
    table = PAGE[PAGE.index("## What it says") : PAGE.index("There is no field")]
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = {name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)}
    assert named == {field.name for field in fields(Statement)}
    assert all(f"`{code}`" in table for code in TRIBUNALS)


def test_the_recipe_in_python_works_and_is_ten_lines_at_most(folder: Path) -> None:
    """Seen to fail when the recipe takes a byte more than is signed."""
    written = recipe("python", "Without this software")
    assert len([line for line in written.splitlines() if line]) <= 10
    names: dict[str, Any] = {"OFFICE_KEY": KEY.public}
    exec(written, names)  # noqa: S102 - our own page
    assert names["statement"]["end"]["at_seat"] == "2026-03-02"
    with pytest.raises(Exception, match="forged"):
        exec(written, {"OFFICE_KEY": OfficeKey(b"\6" * 32).public})  # noqa: S102


@pytest.mark.parametrize(("key", "code"), [(KEY.public, 0), (OfficeKey(b"\6" * 32).public, 1)])
def test_the_recipe_with_openssl_works(folder: Path, key: str, code: int) -> None:
    """Seen to fail when the recipe's key has another kind."""
    done = subprocess.run(
        ["bash", "-e", "-c", recipe("sh", "With qpdf and OpenSSL")],
        env={**os.environ, "OFFICE_KEY": key}, capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert ("Signature Verified Successfully" in done.stdout) == (code == 0)
