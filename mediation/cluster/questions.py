"""Asks Redis many things in one round trip: whoever asks while an answer is awaited goes with the next one.

A busy server so asks as often as Redis answers, and not once for each post. Knows nothing of rooms.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from threading import Event, Lock
from typing import Any

from redis import Redis
from redis.exceptions import NoScriptError, RedisError, ResponseError
from redis.exceptions import TimeoutError as NoAnswer

from mediation import log
from mediation.concurrency import Concurrency
from mediation.rooms.store import StoreIsAway

AT_ONCE = 256
BLANK = b" " * 31_000  # as long as Redis takes into the buffer of a line, and not beside it (32 KiB)
TRIES = 2  # Redis, or something on the way, may have closed the line while nobody used it

Command = Sequence[bytes | str | int | float]


class Question:
    """A command, and then what Redis says to it: a ResponseError when it refuses."""

    def __init__(self, command: Command) -> None:
        self.command = command
        self.is_answered = Event()
        self.answer: Any = StoreIsAway()


class Questions:
    """Answers are as they come: bytes, numbers, None, lists."""

    def __init__(self, redis: Redis, concurrency: Concurrency) -> None:
        self._pool = redis.connection_pool
        self._concurrency = concurrency
        self._connection: Any = None
        self._waiting: list[Question] = []
        self._turn = Lock()
        self._is_asking = False
        self._digests: dict[str, str] = {}

    def run(self, script: str, places: Sequence[bytes], arguments: Sequence[Any]) -> Any:
        """The script's answer. Redis is told its digest, and in full where it does not know that. Raises
        StoreIsAway."""
        digest = self._digests.get(script)
        if digest is None:
            digest = self._digests[script] = hashlib.sha1(script.encode(), usedforsecurity=False).hexdigest()
        try:
            return self._answer("EVALSHA", digest, len(places), *places, *arguments)
        except NoScriptError:
            return self.ask("EVAL", script, len(places), *places, *arguments)
        except RedisError:
            raise StoreIsAway from None

    def ask(self, *command: bytes | str | int | float) -> Any:
        """Raises StoreIsAway."""
        try:
            return self._answer(*command)
        except RedisError:
            raise StoreIsAway from None

    def ask_several(self, commands: Iterable[Command]) -> None:
        """Raises StoreIsAway, when one of them was refused too."""
        for question in self._put([Question(command) for command in commands]):
            question.is_answered.wait()
            if isinstance(question.answer, Exception):
                raise StoreIsAway

    def wash(self) -> None:
        """Redis keeps what was last said on a line in its buffers, both ways, until more is said."""
        self.ask("PING", BLANK)

    def _answer(self, *command: bytes | str | int | float) -> Any:
        (question,) = self._put([Question(command)])
        question.is_answered.wait()
        if isinstance(question.answer, Exception):
            raise question.answer
        return question.answer

    def _put(self, questions: list[Question]) -> list[Question]:
        with self._turn:
            self._waiting += questions
            is_first, self._is_asking = not self._is_asking, True
        if is_first:
            self._concurrency.spawn(self._ask_all)
        return questions

    def _ask_all(self) -> None:
        """Until nobody waits."""
        while True:
            with self._turn:
                asked, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
                if not asked:
                    self._is_asking = False
                    return
            try:
                self._ask(asked)
            except Exception as error:  # whatever it is, those who ask next must not wait for ever
                log.fault("cluster", error)
                self._hang_up()
            for question in asked:
                question.is_answered.set()

    def _ask(self, asked: Sequence[Question]) -> None:
        for left in reversed(range(TRIES)):
            try:
                return self._ask_once(asked)
            except (RedisError, OSError) as error:
                self._hang_up()
                if not left or isinstance(error, NoAnswer):
                    return  # what has no answer stays StoreIsAway

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.disconnect()
        self._connection = None

    def _ask_once(self, asked: Sequence[Question]) -> None:
        if self._connection is None:
            self._connection = self._pool.make_connection()
            self._connection.connect()
        connection = self._connection
        packed = connection.pack_commands([question.command for question in asked])
        connection.send_packed_command(packed, check_health=False)
        for question in asked:
            try:
                question.answer = connection.read_response()
            except ResponseError as refusal:
                question.answer = refusal
