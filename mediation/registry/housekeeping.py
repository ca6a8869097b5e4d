"""What the registry does by itself, from time to time: what is old is destroyed.

Must do nothing by a clock that cannot be right: a wrong year would destroy everything.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa

from mediation.clock import clock_trouble
from mediation.registry.retention import destroy_aged


class Housekeeping:
    """`retention_years`: after how many years since its last day a row is destroyed."""

    def __init__(self, engine: sa.Engine, clock: Callable[[], datetime], retention_years: int) -> None:
        self._engine, self._clock, self._years = engine, clock, retention_years

    def tidy(self) -> None:
        """Do what is due; harmless when nothing is."""
        now = self._clock()
        if clock_trouble(now, []):
            return
        destroy_aged(self._engine, now, self._years)
