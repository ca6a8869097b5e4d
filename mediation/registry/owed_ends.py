"""Ends of mediations that are to move forward, until they are written: a database that is gone loses none.

Must not know what a room is. Nobody waits for it: what is owed is written beside the sessions.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from mediation.database import DatabaseIsBusy
from mediation.registry.registry import (
    MediationHasEnded,
    MediationIsUnknown,
    Registry,
    RowSignatureIsWrong,
)


class OwedEnds:
    def __init__(self, registry: Registry, clock: Callable[[], datetime]) -> None:
        self._registry = registry
        self._clock = clock
        self._owed: dict[str, datetime] = {}
        self._failed: set[str] = set()

    def owe(self, reference: str) -> None:
        """The mediation is going on now. A clock that was set back changes nothing."""
        now = self._clock()
        self._owed[reference] = max(now, self._owed.get(reference, now))

    def is_behind(self, reference: str) -> bool:
        """Whether the last try to write it failed."""
        return reference in self._failed

    def settle(self) -> Exception | None:
        """Write what is owed; what went wrong, if anything did: it is tried again."""
        trouble: Exception | None = None
        for reference, moment in list(self._owed.items()):
            try:
                self._registry.advance(reference, moment)
            except (MediationIsUnknown, MediationHasEnded, RowSignatureIsWrong):
                pass  # its mediator destroyed or ended it meanwhile; the desk shows what is wrong
            except (DatabaseIsBusy, SQLAlchemyError) as error:
                self._failed.add(reference)
                trouble = error
                continue
            self._failed.discard(reference)
            if self._owed.get(reference) == moment:
                del self._owed[reference]
        return trouble
