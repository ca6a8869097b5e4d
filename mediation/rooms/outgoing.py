"""Who tells the tabs. Joined to the sockets in app.py."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal, Protocol

# Every event that a tab is ever sent; docs/protocol.md, "From the server".
Event = Literal[
    "knock", "answer", "whisper", "attempt_over", "admitted", "refused", "removed", "replaced", "channel",
    "channel_gone", "presence", "envelope", "signal", "seats", "closing", "closed", "lifeline", "restoring",
    "restored", "dates",
]  # fmt: skip


class Outgoing(Protocol):
    """Neither method waits for a tab, nor fails because one is gone."""

    def deliver(self, connections: Collection[str], event: Event, payload: Mapping[str, Any]) -> None:
        """Send the event to each, in the order of the calls."""

    def disconnect(self, connections: Collection[str]) -> None:
        """End them, after what was delivered before."""
