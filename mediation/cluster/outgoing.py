"""Tells tabs wherever they are: those of this server at once, those of another by way of that server.

A connection's id begins with the name of its server and a dot. Envelopes are not sent here: the script that
appends one publishes it, and each server gives it to its own, in the channel's order (copies.py).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from redis import Redis
from redis.exceptions import RedisError

from mediation.cluster import keys
from mediation.cluster.codec import pack, unpack
from mediation.rooms.envelope import Envelope
from mediation.rooms.outgoing import Event, Outgoing


class OwnTabs(Outgoing, Protocol):
    """Those that are connected to this server."""

    def drop(self, connections: Collection[str]) -> None:
        """As if the network had: they come back by themselves."""


def server_of(connection: str) -> str:
    return connection.partition(".")[0]


class ClusterOutgoing:
    """An Outgoing."""

    def __init__(self, own: OwnTabs, redis: Redis, server: str) -> None:
        self._own, self._redis, self._server = own, redis, server

    def deliver(self, connections: Collection[str], event: Event, payload: Mapping[str, Any]) -> None:
        if event != "envelope":
            self._own.deliver(self._here(connections), event, payload)
            self._elsewhere(connections, event, dict(payload))

    def disconnect(self, connections: Collection[str]) -> None:
        self._own.disconnect(self._here(connections))
        self._elsewhere(connections, None, None)

    def tell(self, connections: Collection[str], envelope: Envelope) -> None:
        """An envelope that was published, to tabs of this server."""
        self._own.deliver(connections, "envelope", envelope.as_event())

    def hear(self, message: bytes) -> None:
        """Another server has something for tabs of this one."""
        connections, event, payload = unpack(message)
        if event is None:
            self._own.disconnect(connections)
        else:
            self._own.deliver(connections, event, payload)

    def _here(self, connections: Collection[str]) -> list[str]:
        return [one for one in connections if server_of(one) == self._server]

    def _elsewhere(self, connections: Collection[str], event: Event | None, payload: Any) -> None:
        servers: dict[str, list[str]] = {}
        for one in connections:
            if server_of(one) != self._server:
                servers.setdefault(server_of(one), []).append(one)
        for server, of_server in servers.items():
            try:
                self._redis.publish(keys.server(server), pack([of_server, event, payload]))
            except (RedisError, OSError):
                return  # every tab of every server is then dropped, and asks anew
