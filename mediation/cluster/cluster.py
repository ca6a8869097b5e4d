"""Everything that makes this server one of several, joined once."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable

from redis import Redis
from redis.exceptions import RedisError

from mediation import log
from mediation.cluster import keys
from mediation.cluster.copies import Copies
from mediation.cluster.membership import Membership
from mediation.cluster.outgoing import ClusterOutgoing, OwnTabs
from mediation.cluster.questions import Questions
from mediation.cluster.redis_store import RedisRoomStore
from mediation.cluster.room_keys import SharedRoomKeys
from mediation.cluster.subscription import Subscription
from mediation.concurrency import Concurrency
from mediation.rooms.door import Door
from mediation.rooms.store import StoreIsAway

BEAT_SECONDS = 1.0


def new_server_name() -> str:
    """Of this process: with it the ids of its connections begin."""
    return secrets.token_hex(6)


class Cluster:
    """`slots`, `keep`: as RoomKeys has them. Raises StoreIsAway, RedisError."""

    def __init__(
        self,
        redis: Redis,
        name: str,
        own: OwnTabs,
        is_here: Callable[[str], bool],
        drop_everyone: Callable[[], None],
        concurrency: Concurrency,
        slots: Iterable[bytes],
        keep: Callable[[int, bytes], None],
    ) -> None:
        self._concurrency = concurrency
        self._own_topic = keys.server(name)
        self.room_keys = SharedRoomKeys(redis, slots, keep)
        self.outgoing = ClusterOutgoing(own, redis, name)
        self.copies = Copies(name, self.outgoing.tell)
        self.store = RedisRoomStore(redis, Questions(redis, concurrency), self.copies)
        self.membership = Membership(redis, name, self.room_keys, self.copies, is_here, drop_everyone)
        self.subscription = Subscription(
            redis, concurrency, [self._own_topic, keys.ROOM_KEYS], self._hear, self.membership.lost
        )
        self.copies.subscription = self.subscription
        self.subscription.start()
        self.subscription.await_up()
        self.membership.join()

    def start(self, door: Door, forgotten: Callable[[], None]) -> None:
        """`forgotten`: Redis has forgotten the rooms, which are to come back."""
        self.membership.forgotten = forgotten
        self._concurrency.spawn(lambda: self._beat(door))

    def stop(self) -> None:
        self.membership.leave()
        self.subscription.stop()

    def _beat(self, door: Door) -> None:
        while True:
            self._concurrency.sleep(BEAT_SECONDS)
            try:
                self.membership.beat(self.subscription)
                self._see_out(door)
            except (StoreIsAway, RedisError, OSError):
                continue  # it is tried again
            except Exception as error:
                log.fault("cluster", error)

    def _see_out(self, door: Door) -> None:
        for room, connection in self.membership.gone_from(self.store.rooms_in_care()):
            door.leave(room.id, connection)

    def _hear(self, topic: bytes, message: bytes) -> None:
        if topic == self._own_topic:
            self.outgoing.hear(message)
        elif topic == keys.ROOM_KEYS:
            self.room_keys.hear(message)
        else:
            self.copies.hear(topic, message)
