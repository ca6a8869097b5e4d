"""The Redis that servers share: it writes nothing down, throws nothing out, and remembers no command."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from redis import Redis
from redis.exceptions import RedisError

from mediation.doctor.finding import Finding, fails, holds, lacks

PATIENCE_SECONDS = 5
REMEDY = "Start it with deploy/redis.conf."
THIS_MACHINE = ("127.0.0.1", "localhost", "::1", None)
# CONFIG GET name: (its right value, what another one means).
WRITTEN = {"save": "", "appendonly": "no"}
OVERWRITES = 'opt.junk: "free"'  # as jemalloc reports it
QUIET = {"maxmemory-policy": "noeviction", "slowlog-max-len": "0"}


def look_at_redis(url: str) -> list[Finding]:
    """`url`: as the settings have it; empty when there is none."""
    if not url:
        return [holds("redis", "Redis is not used: rooms are in the server's memory alone.")]
    try:
        with Redis.from_url(url, socket_timeout=PATIENCE_SECONDS, decode_responses=True) as redis:
            found = {name: redis.config_get(name).get(name, "unknown") for name in WRITTEN | QUIET}
            overwrites = OVERWRITES in redis.execute_command("MEMORY MALLOC-STATS")
    except (RedisError, OSError) as error:
        return [fails("redis", f"It does not answer ({type(error).__name__}).", "See MEDIATION_REDIS_URL.")]
    return [*judge_redis(found), _freed(overwrites), _way_to(url)]


def judge_redis(settings: Mapping[str, str]) -> list[Finding]:
    """`settings`: name → value, as CONFIG GET gives them."""
    written = [name for name, right in WRITTEN.items() if settings.get(name, "unknown") != right]
    loud = [name for name, right in QUIET.items() if settings.get(name, "unknown") != right]
    if written:
        return [fails("redis", f"It writes rooms to a disk ({', '.join(written)}).", REMEDY)]
    if loud:
        return [fails("redis", f"It may lose rooms, or keep commands ({', '.join(loud)}).", REMEDY)]
    return [holds("redis", "It keeps rooms in memory alone, and remembers no command.")]


def _freed(overwrites: bool) -> Finding:
    if overwrites:
        return holds("redis memory", "Redis writes over memory as it frees it.")
    return fails(
        "redis memory", "What Redis has freed stays in its memory.", "MALLOC_CONF=junk:free for Redis."
    )


def _way_to(url: str) -> Finding:
    parts = urlsplit(url)
    if parts.scheme in ("rediss", "unix") or parts.hostname in THIS_MACHINE:
        return holds("way to redis", "Nobody else hears what is said to it.")
    return lacks(
        "way to redis",
        "What is said to it passes a network in the open: sealed envelopes, and the keys of rooms.",
        "rediss://, or a private network that encrypts.",
    )
