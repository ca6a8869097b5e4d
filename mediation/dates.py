"""The dates of a mediation, as rooms ask for them and the registry keeps them. Knows of each only that."""

from __future__ import annotations

from mediation.registry.owed_ends import OwedEnds
from mediation.registry.reference import new_reference
from mediation.registry.registry import (
    MediationHasEnded,
    MediationIsUnknown,
    Registry,
    RowSignatureIsWrong,
)
from mediation.rooms.errors import NotAllowed


class RegistryDates:
    """The Dates of rooms/, in the registry."""

    def __init__(self, registry: Registry, ends: OwedEnds) -> None:
        self._registry = registry
        self._ends = ends

    def draw(self) -> str:
        return new_reference()

    def begin(self, account: str, reference: str, is_new: bool) -> None:
        try:
            if is_new:
                self._registry.begin(account, reference)
            else:
                self._registry.find_going_on(reference, account)
        except (MediationIsUnknown, MediationHasEnded, RowSignatureIsWrong):
            raise NotAllowed from None  # ended or destroyed at the desk while the room was open

    def advance(self, reference: str) -> None:
        self._ends.owe(reference)

    def is_behind(self, reference: str) -> bool:
        return self._ends.is_behind(reference)
