"""The way to the Redis that is shared, refused when it would write rooms to a disk."""

from __future__ import annotations

from urllib.parse import urlsplit

from redis import BlockingConnectionPool, Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from mediation.config import SettingIsWrong

SECONDS = 5.0
CONNECTIONS = 64


def open_redis(url: str, may_write_to_disk: bool) -> Redis:
    """Raises SettingIsWrong when it does not answer, or writes to a disk and was not told that it may."""
    redis = Redis(connection_pool=connection_pool(url))
    try:
        written = disk_settings(redis)
    except (RedisError, OSError) as error:
        raise SettingIsWrong(f"MEDIATION_REDIS_URL: Redis cannot be used ({type(error).__name__}).") from None
    if written and not may_write_to_disk:
        raise SettingIsWrong(
            f"MEDIATION_REDIS_URL: this Redis writes what is in it to a disk ({', '.join(written)}). "
            "Rooms must not be written anywhere: start it with deploy/redis.conf."
        )
    return redis


def connection_pool(url: str) -> BlockingConnectionPool:
    unix = urlsplit(url).scheme == "unix"
    return BlockingConnectionPool.from_url(
        url,
        max_connections=CONNECTIONS,
        timeout=SECONDS,
        protocol=2,
        socket_timeout=SECONDS,
        retry=Retry(NoBackoff(), 1),  # of a line that was closed while nobody used it
        **({} if unix else {"socket_connect_timeout": SECONDS, "socket_keepalive": True}),
    )


def disk_settings(redis: Redis) -> list[str]:
    """What makes it write, by the names of its settings. Raises RedisError, also when it does not say."""
    save = redis.config_get("save").get("save", "unknown")
    appends = redis.config_get("appendonly").get("appendonly", "unknown")
    return [name for name, writes in (("save", save != ""), ("appendonly", appends != "no")) if writes]
