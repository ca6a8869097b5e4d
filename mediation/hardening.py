"""What every process of ours does first: no core dump, no readable memory, no readable or temporary file.

Knows no part of the product.
"""

from __future__ import annotations

import ctypes
import os
import resource
import tempfile

PR_GET_DUMPABLE, PR_SET_DUMPABLE = 3, 4  # prctl(2)
NO_FOLDER = "/dev/null/no-temporary-files"  # below a device nothing can be made


def keep_files_private() -> None:
    """New files are the owner's alone; whoever wants a temporary one fails instead."""
    os.umask(0o077)
    tempfile.tempdir = NO_FOLDER


def keep_memory_private() -> None:
    """No core dump, and no other process of this user reads this one's memory (root still can)."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def give_back_free_memory() -> None:
    """Whole pages that nothing uses go back to the system, which clears them (malloc_trim(3) of glibc)."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def memory_is_private() -> bool:
    is_dumpable = ctypes.CDLL(None).prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 1
    return not is_dumpable and resource.getrlimit(resource.RLIMIT_CORE)[1] == 0
