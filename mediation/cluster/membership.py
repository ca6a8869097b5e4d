"""Which servers live, and what is done for those that do not: their connections are seen out by the others.

Also notices when Redis has forgotten everything: then every tab here is dropped, and brings its room back.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence, Set

from redis import Redis
from redis.exceptions import RedisError

from mediation.cluster import keys
from mediation.cluster.copies import Copies
from mediation.cluster.outgoing import server_of
from mediation.cluster.room_keys import SharedRoomKeys
from mediation.cluster.subscription import Subscription
from mediation.rooms.room import Room

LEASE_SECONDS = 8  # longer than an event loop is ever held up


class Membership:
    """`is_here`: whether that connection of this server is alive. `drop_everyone`: all tabs of this server.
    `forgotten`: called when Redis has forgotten the rooms."""

    def __init__(
        self,
        redis: Redis,
        server: str,
        room_keys: SharedRoomKeys,
        copies: Copies,
        is_here: Callable[[str], bool],
        drop_everyone: Callable[[], None],
        forgotten: Callable[[], None] = lambda: None,
    ) -> None:
        self._redis, self._server, self._keys, self._copies = redis, server, room_keys, copies
        self._is_here, self._drop_everyone = is_here, drop_everyone
        self.forgotten = forgotten
        self._generation = b""

    def join(self) -> None:
        """Before anything else; raises StoreIsAway or RedisError."""
        known = self._redis.get(keys.GENERATION)
        self._begin_lease()
        if known is None:
            self._begin_generation()
        else:
            self._generation = bytes(known)  # type: ignore[arg-type] # may await, say its types
            self._keys.obey()

    def leave(self) -> None:
        """So that the others need not wait for the lease to end."""
        try:
            self._redis.unlink(keys.server(self._server))
        except (RedisError, OSError):
            return

    def lost(self) -> None:
        """What was published may have been missed: tabs begin anew from what lies there."""
        self._copies.release_all()
        self._drop_everyone()

    def beat(self, subscription: Subscription) -> None:
        """To be called every second."""
        subscription.beat()
        try:
            self._begin_lease()
            if self._redis.get(keys.GENERATION) != self._generation:
                self._begin_generation()
                self.forgotten()
                self.lost()
        except (RedisError, OSError):
            return  # the subscription notices as well

    def gone_from(self, rooms: Sequence[Room]) -> list[tuple[Room, str]]:
        """Connections of the rooms that no living server has."""
        servers = {server_of(one) for room in rooms for one in room.connections} - {self._server}
        dead = {one for one in servers if not self._lives(one)}
        return [(room, one) for room in rooms for one in room.connections if self._is_gone(one, dead)]

    def _is_gone(self, connection: str, dead: Set[str]) -> bool:
        server = server_of(connection)
        return server in dead or (server == self._server and not self._is_here(connection))

    def _lives(self, server: str) -> bool:
        """A process that dies hears nothing from that moment; a machine that dies lets its lease run out."""
        ((_, hearing),) = self._redis.pubsub_numsub(keys.server(server))
        return hearing > 0 and bool(self._redis.exists(keys.server(server)))

    def _begin_lease(self) -> None:
        self._redis.set(keys.server(self._server), b"", ex=LEASE_SECONDS)

    def _begin_generation(self) -> None:
        self._redis.set(keys.GENERATION, secrets.token_bytes(8), nx=True)
        self._generation = bytes(self._redis.get(keys.GENERATION) or b"")  # type: ignore[arg-type] # as above
        self._keys.tell_all()
