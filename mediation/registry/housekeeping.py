"""What the registry does by itself, from time to time: publish a year's figures, destroy what is old.

Must do nothing by a clock that cannot be right: a wrong year would destroy everything.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa

from mediation.clock import clock_trouble
from mediation.registry.publication import publish_due
from mediation.registry.registry import Registry
from mediation.registry.retention import destroy_aged


class Housekeeping:
    """`retention_years`: after how many years since its last day a row is destroyed."""

    def __init__(
        self, engine: sa.Engine, registry: Registry, clock: Callable[[], datetime], retention_years: int
    ) -> None:
        self._engine, self._registry = engine, registry
        self._clock, self._years = clock, retention_years

    def tidy(self) -> None:
        """Do what is due; harmless when nothing is."""
        now = self._clock()
        if clock_trouble(now, []):
            return
        publish_due(self._engine, now, self._registry.spans)  # before any row of that year is destroyed
        destroy_aged(self._engine, now, self._years)
