"""What may be a name: any script, and nothing that changes how the text around it reads."""

from __future__ import annotations

import unicodedata

from mediation.mediators.account import NameIsWrong

LONGEST_NAME = 80
# Categories of Unicode: controls, formats (bidirectional overrides among them), surrogates, private use,
# unassigned, line and paragraph separators.
REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Two formats that Persian, Sinhala and others need inside a word.
JOINERS = "\u200c\u200d"


def read_name(typed: str) -> str:
    """The name in its one written form (NFC, single spaces); raises NameIsWrong."""
    if len(typed) > LONGEST_NAME * 4:
        raise NameIsWrong(f"A name has at most {LONGEST_NAME} characters.")
    if any(unicodedata.category(c) in REFUSED and c not in JOINERS for c in typed.strip()):
        raise NameIsWrong("A name has no control characters.")
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not name.strip(JOINERS):
        raise NameIsWrong("A name has at least one character.")
    if len(name) > LONGEST_NAME:
        raise NameIsWrong(f"A name has at most {LONGEST_NAME} characters.")
    return name


def are_the_same_name(one: str, other: str) -> bool:
    """Whether two names differ at most in capitals: nobody should have to remember those."""
    return one.casefold() == other.casefold()
