"""Overwrites sealed bytes where they lie: Python frees memory without clearing it.

Must not be given what somebody else still needs: it looks, and leaves that alone.
"""

from __future__ import annotations

import ctypes
import sys

# CPython's layout of a bytes object: the content, and one zero byte more, at its end.
HEAD_BYTES = bytes.__basicsize__ - 1
SHORTEST = 16  # CPython shares very short ones
OURS_ALONE = 3  # what holds it; the parameter; getrefcount's own


def erase(octets: bytes | None) -> None:
    """Zero it in place, when only its owner and the caller hold it."""
    if octets is not None and len(octets) >= SHORTEST and sys.getrefcount(octets) <= OURS_ALONE:
        ctypes.memset(id(octets) + HEAD_BYTES, 0, len(octets))
