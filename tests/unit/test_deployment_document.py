"""docs/deployment.md is what an administrator sets things by: its table holds every setting and no other."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from mediation.config import Settings, read_settings

PAGE = (Path(__file__).parents[2] / "docs/deployment.md").read_text(encoding="utf-8")
TABLE = re.findall(r"^\| (`MEDIATION_.*?) \| (.*?) \|", PAGE, re.MULTILINE)


def test_the_table_names_every_setting_and_no_other() -> None:
    named = {name for names, _ in TABLE for name in re.findall(r"MEDIATION_(\w+)", names)}
    assert named == {field.name.upper() for field in fields(Settings)}


def test_the_defaults_in_the_table_are_the_defaults() -> None:
    default = read_settings({})
    for names, written in TABLE:
        for name, value in zip(re.findall(r"MEDIATION_(\w+)", names), written.split(", "), strict=False):
            if not value.startswith(("http", "SQLite")):
                assert read_settings({f"MEDIATION_{name}": value}) == default, name
