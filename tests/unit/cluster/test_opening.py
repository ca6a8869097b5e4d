"""A Redis that writes to a disk is refused, unless that was asked for in so many words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from redis import Redis

from mediation.cluster.opening import disk_settings, open_redis
from mediation.config import SettingIsWrong, read_settings
from tests.fixtures.redis_server import RedisServer


@pytest.fixture(params=[("--appendonly", "yes"), ("--save", "3600 1")])
def writing_redis(request: pytest.FixtureRequest) -> Iterator[RedisServer]:
    server = RedisServer(*request.param)
    server.start()
    yield server
    server.kill()


def test_one_with_our_settings_is_taken(redis_server: RedisServer) -> None:
    open_redis(redis_server.url, may_write_to_disk=False).close()


def test_one_that_writes_is_refused_and_taken_only_when_told(writing_redis: RedisServer) -> None:
    """Seen to fail when disk_settings looks at one of the two alone."""
    with pytest.raises(SettingIsWrong, match="writes what is in it to a disk"):
        open_redis(writing_redis.url, may_write_to_disk=False)
    open_redis(writing_redis.url, may_write_to_disk=True).close()


def test_one_that_does_not_say_is_refused(redis_server: RedisServer) -> None:
    """Seen to fail when an unknown setting counts as off."""

    class Silent(Redis):
        def config_get(self, *_: object, **__: object) -> dict[str, str]:  # type: ignore[override]
            return {}

    with Silent.from_url(redis_server.url) as silent:
        assert disk_settings(silent) == ["save", "appendonly"]


def test_one_that_is_away_is_a_wrong_setting_that_names_no_password() -> None:
    with pytest.raises(SettingIsWrong) as wrong:
        open_redis("redis://:a-secret@127.0.0.1:1", may_write_to_disk=False)
    assert "a-secret" not in str(wrong.value)


def test_it_takes_the_very_word_to_let_it_write() -> None:
    for word in ("1", "yes", "true"):
        with pytest.raises(SettingIsWrong):
            read_settings({"MEDIATION_REDIS_WRITES_TO_DISK": word})
    assert read_settings({"MEDIATION_REDIS_WRITES_TO_DISK": "accepted"}).redis_writes_to_disk
