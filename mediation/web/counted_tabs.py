"""Tabs whose deliveries are counted, where metrics are switched on. Looks at nothing that it passes on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from mediation.cluster.outgoing import OwnTabs
from mediation.rooms.outgoing import Event


class CountedTabs:
    """An OwnTabs around another."""

    def __init__(self, tabs: OwnTabs, count: Callable[[int], None]) -> None:
        self._tabs, self._count = tabs, count

    def deliver(self, connections: Collection[str], event: Event, payload: Mapping[str, Any]) -> None:
        self._tabs.deliver(connections, event, payload)
        self._count(len(connections))

    def disconnect(self, connections: Collection[str]) -> None:
        self._tabs.disconnect(connections)

    def drop(self, connections: Collection[str]) -> None:
        self._tabs.drop(connections)
