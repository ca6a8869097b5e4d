"""The keys of open rooms, in every server's own file: a Redis that forgets takes no room with it for good.

Redis hands them on, and is right about which there are while it lives. Must not keep a room's id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from redis import Redis
from redis.exceptions import RedisError

from mediation.cluster import keys, scripts
from mediation.rooms.room_keys import RoomKey, RoomKeys, read_slot
from mediation.rooms.store import StoreIsAway


class SharedRoomKeys(RoomKeys):
    """Raises StoreIsAway when a key is drawn or forgotten and the others cannot be told."""

    def __init__(
        self, redis: Redis, slots: Iterable[bytes] = (), keep: Callable[[int, bytes], None] = lambda *_: None
    ) -> None:
        super().__init__(slots, keep)
        self._redis = redis
        self._put_key = redis.register_script(scripts.PUT_KEY)

    def draw(self, room_id: str) -> RoomKey:
        drawn = super().draw(room_id)
        try:
            self._tell(drawn)
        except StoreIsAway:
            super().forget(drawn)
            raise
        return drawn

    def raise_floor(self, room_id: str, floor: int) -> None:
        super().raise_floor(room_id, floor)
        key = self.find(room_id)
        if key is not None:
            self._tell(key)

    def forget(self, key: RoomKey) -> None:
        super().forget(key)
        pipeline = self._redis.pipeline()
        pipeline.hdel(keys.ROOM_KEYS, key.mark)
        pipeline.publish(keys.ROOM_KEYS, key.mark)
        self._ask(pipeline.execute)

    def hear(self, message: bytes) -> None:
        """A key that some server drew, or the mark of one that is gone."""
        key = read_slot(message)
        if key is not None:
            self.take(key)
        else:
            self._drop([one for one in self.all() if one.mark == message])

    def tell_all(self) -> None:
        """Redis has forgotten them: this server has not."""
        for key in self.all():
            self._tell(key)

    def obey(self) -> None:
        """This server was away, and Redis was not: what it does not know has closed."""
        told = self._ask(self._redis.hgetall, keys.ROOM_KEYS)
        self._drop([one for one in self.all() if one.mark not in told])
        for slot in told.values():
            self.hear(slot)

    def _drop(self, gone: list[RoomKey]) -> None:
        for key in gone:
            super().forget(key)

    def _tell(self, key: RoomKey) -> None:
        self._ask(self._put_key, keys=[keys.ROOM_KEYS, keys.ROOM_KEYS], args=[key.mark, key.as_slot()])

    def _ask(self, question: Callable[..., Any], *given: Any, **named: Any) -> Any:
        try:
            return question(*given, **named)
        except (RedisError, OSError):
            raise StoreIsAway from None
