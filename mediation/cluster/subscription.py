"""The one connection on which this server hears what is published, in Redis's order.

When it is lost, or falls silent, something may have been missed: that is told, and it begins anew.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock
from typing import Any

from redis import Redis
from redis.exceptions import RedisError

from mediation import log
from mediation.cluster.questions import BLANK
from mediation.concurrency import Concurrency
from mediation.rooms.store import StoreIsAway

SILENCE_SECONDS = 5.0  # a beat is answered every second
PAUSE_SECONDS = 0.3


class Subscription:
    """`always`: channels that are followed from the start. `hear`: (channel, message)."""

    def __init__(
        self,
        redis: Redis,
        concurrency: Concurrency,
        always: list[bytes],
        hear: Callable[[bytes, bytes], None],
        lost: Callable[[], None],
    ) -> None:
        self._redis, self._concurrency = redis, concurrency
        self._always, self._hear, self._lost = always, hear, lost
        self._connection: Any = None
        self._sending = Lock()
        self._confirmed: dict[bytes, Event] = {}
        self._up = Event()
        self._goes_on = True

    def start(self) -> None:
        self._concurrency.spawn(self._go_on)

    def stop(self) -> None:
        self._goes_on = False
        connection = self._connection
        if connection is not None:
            connection.disconnect()

    def await_up(self) -> None:
        """Raises StoreIsAway."""
        if not self._up.wait(SILENCE_SECONDS):
            raise StoreIsAway

    @property
    def is_up(self) -> bool:
        return self._connection is not None

    def follow(self, channel: bytes) -> None:
        """Returns once nothing of it can be missed any more; raises StoreIsAway."""
        confirmed = self._confirmed.setdefault(channel, Event())
        self._send("SUBSCRIBE", channel)
        if not confirmed.wait(SILENCE_SECONDS):
            raise StoreIsAway

    def leave(self, channel: bytes) -> None:
        self._confirmed.pop(channel, None)
        try:
            self._send("UNSUBSCRIBE", channel)
        except StoreIsAway:
            return

    def beat(self) -> None:
        """To be called every second: what answers is alive."""
        try:
            self._send("PING")
        except StoreIsAway:
            return

    def wash(self) -> None:
        """As questions.py has it."""
        try:
            self._send("PING", BLANK)
        except StoreIsAway:
            return

    def _send(self, *command: str | bytes) -> None:
        connection = self._connection
        if connection is None:
            raise StoreIsAway
        try:
            with self._sending:
                connection.send_command(*command, check_health=False)
        except (RedisError, OSError):
            raise StoreIsAway from None

    def _go_on(self) -> None:
        while self._goes_on:
            try:
                self._listen()
            except (RedisError, OSError, StoreIsAway):
                pass
            except Exception as error:
                if self._goes_on:
                    log.fault("subscription", error)
            self._up.clear()
            was_up, self._connection = self._connection, None
            self._confirmed.clear()
            if was_up is not None:
                was_up.disconnect()
                self._lost()
            self._concurrency.sleep(PAUSE_SECONDS)

    def _listen(self) -> None:
        connection: Any = self._redis.connection_pool.make_connection()
        connection.connect()
        for channel in self._always:
            connection.send_command("SUBSCRIBE", channel)
        for _ in self._always:
            connection.read_response(timeout=SILENCE_SECONDS)
        self._connection = connection
        self._up.set()
        while True:
            kind, *rest = connection.read_response(timeout=SILENCE_SECONDS)
            if kind == b"message":
                self._hear(*rest)
            elif kind == b"subscribe" and rest[0] in self._confirmed:
                self._confirmed[rest[0]].set()
