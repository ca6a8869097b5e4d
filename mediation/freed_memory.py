"""Has this process write over each piece of memory as it is freed: nothing may lie there afterwards.

CPython and the C library leave it as it is until somebody else needs it, and what passed on the way to its
readers (sealed envelopes, ids, addresses) would be found for days. Knows no part of the product.
"""

from __future__ import annotations

import ctypes
import os
import sys

# All of Python's own memory too comes from the C library, which fills what is freed (mallopt(3), M_PERTURB;
# tunables of glibc). Its caches for each thread would pass that by.
ALLOCATOR = "malloc"
WRITTEN_OVER = "glibc.malloc.perturb=1:glibc.malloc.tcache_count=0"
# What is free at the end of the heap stays below 64 KiB: beside more, each piece that is freed has the C
# library join all small free ones, again and again (docs/decisions/0025).
GROWTH = "glibc.malloc.top_pad=32768"
PATTERN = b"\xa5"
LOOKED_AT = 600, 48, 16  # bytes: a piece's; in the first and the last of it the C library keeps its own


def begin_anew() -> None:
    """Start this program once more, in this process, so that it does. Both are read at the start alone.

    Who sets PYTHONMALLOC themselves knows better. Nothing that is started from here inherits it.
    """
    if "PYTHONMALLOC" not in os.environ:
        tunables = ":".join(filter(None, (os.environ.get("GLIBC_TUNABLES"), WRITTEN_OVER, GROWTH)))
        environ = {**os.environ, "PYTHONMALLOC": ALLOCATOR, "GLIBC_TUNABLES": tunables}
        os.execve(sys.executable, sys.orig_argv, environ)  # noqa: S606 - what it was started with
    for name in ("PYTHONMALLOC", "GLIBC_TUNABLES"):
        os.environ.pop(name, None)


def is_overwritten() -> bool:
    """Whether that is so: asked of a piece of memory that was just freed."""
    size, beginning, end = LOOKED_AT
    ours = bytes(PATTERN * size)
    place = id(ours) + bytes.__basicsize__ - 1
    del ours
    return PATTERN not in ctypes.string_at(place + beginning, size - beginning - end)


if __name__ == "__main__":
    begin_anew()
    sys.stdout.write("yes" if is_overwritten() else "no")
