"""Brings the database to the present schema. Written by hand; imports nothing of the parts that use it."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

# Any number, the same in every server of an installation: two that start at once take turns.
TURN = 2023_07_12


def migrate(engine: Engine) -> None:
    """Run what has not been run yet; harmless when there is nothing to do."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
