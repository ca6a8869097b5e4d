"""docs/certificates.md is what a registrar's expert works from: its fields and its recipe must be true."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from mediation.certificates.statement import Statement
from mediation.certificates.tribunal import TRIBUNALS
from tests.fixtures.server_process import ROOT
from tests.unit.certificates.certificates import KEY

PAGE = (ROOT / "docs/certificates.md").read_text(encoding="utf-8")


def test_the_table_names_every_field_and_every_tribunal() -> None:
    table = PAGE[PAGE.index("## What it says") : PAGE.index("There is no field")]
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = {name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)}
    assert named == {field.name for field in fields(Statement)}
    assert all(f"`{code}`" in table for code in TRIBUNALS)


def test_the_recipe_without_this_software_works(
    pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "certificate.pdf").write_bytes(pdf)
    monkeypatch.chdir(tmp_path)
    recipe = PAGE[PAGE.index("```python") + len("```python") :].partition("```")[0]
    names: dict[str, Any] = {"OFFICE_KEY": KEY.public}
    exec(recipe, names)  # noqa: S102 - our own page
    assert names["sealed"]["statement"]["end_day"] == "2026-03-02"
