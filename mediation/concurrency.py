"""How code runs beside other code, handed to the parts so that only serving/ knows eventlet."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Protocol, TypeVar

Result = TypeVar("Result")


class Concurrency(Protocol):
    """What serving/ gives: green threads there, ordinary ones in tests and the command line."""

    @property
    def socket_mode(self) -> str:
        """Socket.IO's name for this way of running: "eventlet" or "threading"."""

    def spawn(self, work: Callable[[], None]) -> None:
        """Run work beside the caller."""

    def sleep(self, seconds: float) -> None:
        """Wait, letting others run."""

    def offload(self, work: Callable[[], Result]) -> Result:
        """Run elsewhere what would hold up the event loop (password hashing, DNS, disk), and wait for it."""


class ThreadConcurrency:
    """Ordinary threads."""

    socket_mode = "threading"

    def spawn(self, work: Callable[[], None]) -> None:
        threading.Thread(target=work, daemon=True).start()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def offload(self, work: Callable[[], Result]) -> Result:
        return work()
