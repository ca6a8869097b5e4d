"""What one check found, in a sentence, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["holds", "lacks", "fails"]


@dataclass(frozen=True)
class Finding:
    """`lacks`: cannot be seen from here, or is not needed on a machine that only its owner reaches.
    `fails`: a promise does not hold. `remedy` is empty when there is nothing to do."""

    check: str
    state: State
    fact: str
    remedy: str = ""


def holds(check: str, fact: str) -> Finding:
    return Finding(check, "holds", fact)


def lacks(check: str, fact: str, remedy: str) -> Finding:
    return Finding(check, "lacks", fact, remedy)


def fails(check: str, fact: str, remedy: str) -> Finding:
    return Finding(check, "fails", fact, remedy)
