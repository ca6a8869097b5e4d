"""One line of text that somebody typed: any script, and nothing that changes how the text around it reads.

Knows no field.
"""

from __future__ import annotations

import unicodedata

LONGEST_LINE = 80
# Two formats that Persian, Sinhala and others need inside a word.
JOINERS = "\u200c\u200d"
# Categories of Unicode: controls, formats (bidirectional overrides among them), surrogates, private use,
# unassigned, line and paragraph separators.
REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class LineIsWrong(Exception):
    """
    LineIsWrong
    ├── LineIsEmpty
    ├── LineIsTooLong        over 80 characters
    └── LineHidesSomething   control characters, or such as turn the direction of the text
    """


class LineIsEmpty(LineIsWrong):
    pass


class LineIsTooLong(LineIsWrong):
    pass


class LineHidesSomething(LineIsWrong):
    pass


def read_line(typed: str) -> str:
    """The line in its one written form (NFC, single spaces); raises LineIsWrong."""
    if len(typed) > LONGEST_LINE * 4:
        raise LineIsTooLong
    if any(unicodedata.category(c) in REFUSED and c not in JOINERS for c in typed.strip()):
        raise LineHidesSomething
    line = " ".join(unicodedata.normalize("NFC", typed).split())
    if not line.strip(JOINERS):
        raise LineIsEmpty
    if len(line) > LONGEST_LINE:
        raise LineIsTooLong
    return line
