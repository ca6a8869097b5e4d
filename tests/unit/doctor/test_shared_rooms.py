"""What the doctor says of a Redis."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mediation.doctor.shared_rooms import judge_redis, look_at_redis
from tests.fixtures.redis_server import RedisServer

RIGHT = {"save": "", "appendonly": "no", "maxmemory-policy": "noeviction", "slowlog-max-len": "0"}


@pytest.fixture
def writing_redis() -> Iterator[RedisServer]:
    server = RedisServer("--save", "3600 1")
    server.start()
    yield server
    server.kill()


def test_a_real_one_with_our_settings_holds(redis_server: RedisServer) -> None:
    """Its fixture starts it with deploy/redis.conf and the unit's environment.

    Seen to fail without `save`, `slowlog-max-len` or the environment, and with the opposite of the other two:
    those are Redis's own defaults."""
    assert {one.state for one in look_at_redis(redis_server.url)} == {"holds"}


def test_a_real_one_that_writes_fails(writing_redis: RedisServer) -> None:
    assert look_at_redis(writing_redis.url)[0].state == "fails"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("save", "60 1"),
        ("appendonly", "yes"),
        ("maxmemory-policy", "allkeys-lru"),
        ("slowlog-max-len", "128"),
    ],
)
def test_any_other_setting_fails(name: str, value: str) -> None:
    assert [one.state for one in judge_redis({**RIGHT, name: value})] == ["fails"]


def test_what_it_does_not_say_fails() -> None:
    assert [one.state for one in judge_redis({})] == ["fails"]


def test_one_that_is_away_is_said_without_its_password() -> None:
    (finding,) = look_at_redis("redis://:a-secret@127.0.0.1:1")
    assert finding.state == "fails"
    assert "a-secret" not in finding.fact


def test_none_is_no_fault() -> None:
    assert [one.state for one in look_at_redis("")] == ["holds"]
