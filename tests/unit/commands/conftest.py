"""`mediation …` on an instance of its own, without a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mediation.cli import main

Run = Callable[..., Result]


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    return tmp_path / "instance"


@pytest.fixture
def run(instance: Path) -> Run:
    def run(*arguments: str, **settings: str) -> Result:
        return CliRunner().invoke(main, arguments, env={"MEDIATION_INSTANCE": str(instance), **settings})

    return run
