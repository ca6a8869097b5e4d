"""Keys of open rooms, in each server's own file: told, forgotten, and kept when Redis forgets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from redis import Redis

from mediation.cluster import keys
from mediation.cluster.room_keys import SharedRoomKeys
from tests.fixtures.redis_server import RedisServer


@pytest.fixture
def redis(redis_server: RedisServer) -> Iterator[Redis]:
    with Redis.from_url(redis_server.url, protocol=2) as redis:
        redis.flushall()
        yield redis


class Server:
    """Its keys, its file, and what it hears when it listens."""

    def __init__(self, redis: Redis) -> None:
        self.file: dict[int, bytes] = {}
        client: Any = redis
        self._line = client.pubsub(ignore_subscribe_messages=True)
        self._line.subscribe(keys.ROOM_KEYS)
        self._line.get_message(timeout=5)
        self.keys = SharedRoomKeys(redis, [], self.file.__setitem__)

    def listen(self) -> None:
        while (heard := self._line.get_message(timeout=0.3)) is not None:
            self.keys.hear(heard["data"])


def test_a_key_is_in_every_servers_file_until_its_room_closes(redis: Redis) -> None:
    """Must fail when forget() does not publish: a closed room could come back by the other server."""
    one, two = Server(redis), Server(redis)
    drawn = one.keys.draw("room")
    two.listen()
    assert two.keys.find("room") == drawn
    assert two.file == one.file
    two.keys.raise_floor("room", 7)
    one.listen()
    found = one.keys.find("room")
    assert found is not None
    assert found.floor == 7
    one.keys.forget(found)
    two.listen()
    assert two.keys.all() == []
    assert set(two.file.values()) == {bytes(64)}


def test_a_floor_never_sinks(redis: Redis) -> None:
    """Must fail when PUT_KEY does not compare."""
    one, two = Server(redis), Server(redis)
    one.keys.draw("room")
    two.listen()
    one.keys.raise_floor("room", 9)
    two.keys.raise_floor("room", 5)
    one.listen()
    two.listen()
    late = Server(redis)
    late.keys.obey()
    assert [server.keys.all()[0].floor for server in (one, two, late)] == [9, 9, 9]


def test_a_server_that_was_away_forgets_what_closed_meanwhile_and_learns_what_opened(redis: Redis) -> None:
    """Must fail when obey() only adds."""
    one, away = Server(redis), Server(redis)
    closing = one.keys.draw("closing")
    away.listen()
    one.keys.forget(closing)
    opened = one.keys.draw("opened")
    away.keys.obey()
    assert away.keys.all() == [opened]


def test_a_redis_that_forgot_is_told_again(redis: Redis) -> None:
    one = Server(redis)
    drawn = one.keys.draw("room")
    redis.flushall()
    one.keys.tell_all()
    assert redis.hgetall(keys.ROOM_KEYS) == {drawn.mark: drawn.as_slot()}
