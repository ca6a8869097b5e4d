"""The clock, from which the dates of certificates come."""

from __future__ import annotations

import ctypes
from pathlib import Path

from mediation.doctor.finding import Finding, holds, lacks

TIMEX_BYTES = 512  # struct timex is smaller on every system
TIME_ERROR = 5  # adjtimex(2): the clock is not synchronized


def look_at_clock() -> Finding:
    state = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(TIMEX_BYTES))
    if 0 <= state != TIME_ERROR or Path("/run/systemd/timesync/synchronized").exists():
        return holds("clock", "It is kept right by the network's time.")
    return lacks(
        "clock",
        "Nothing is known to keep the clock right; certificates take their days from it.",
        "apt-get install systemd-timesyncd, or chrony.",
    )
