"""What may be a name of an account, and when two are the same."""

from __future__ import annotations

from mediation.line import LONGEST_LINE, LineHidesSomething, LineIsTooLong, LineIsWrong, read_line
from mediation.mediators.account import NameIsWrong

LONGEST_NAME = LONGEST_LINE


def read_name(typed: str) -> str:
    """The name in its one written form; raises NameIsWrong."""
    try:
        return read_line(typed)
    except LineIsTooLong:
        raise NameIsWrong(f"A name has at most {LONGEST_NAME} characters.") from None
    except LineHidesSomething:
        raise NameIsWrong("A name has no control characters.") from None
    except LineIsWrong:
        raise NameIsWrong("A name has at least one character.") from None


def are_the_same_name(one: str, other: str) -> bool:
    """Whether two names differ at most in capitals: nobody should have to remember those."""
    return one.casefold() == other.casefold()
