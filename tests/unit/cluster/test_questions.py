"""Whoever asks Redis gets their own answer, however many ask at once and whatever becomes of the line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from redis import Redis

from mediation.cluster.opening import open_redis
from mediation.cluster.questions import Question, Questions
from mediation.concurrency import ThreadConcurrency
from mediation.rooms.store import StoreIsAway
from tests.fixtures.redis_server import RedisServer
from tests.unit.cluster.test_two_servers_share_a_room import until

MANY = 20


class CountedQuestions(Questions):
    """`trips`: how many were asked in each."""

    def __init__(self, redis: Redis) -> None:
        super().__init__(redis, ThreadConcurrency())
        self.trips: list[int] = []

    def _ask_once(self, asked: Sequence[Question]) -> None:
        self.trips.append(len(asked))
        super()._ask_once(asked)


@pytest.fixture
def mortal_redis() -> Iterator[RedisServer]:
    server = RedisServer()
    server.start()
    yield server
    server.kill()


@pytest.fixture
def redis(redis_server: RedisServer) -> Iterator[Redis]:
    redis = open_redis(redis_server.url, may_write_to_disk=False)
    yield redis
    redis.close()


def test_those_who_ask_while_an_answer_is_awaited_go_together_and_each_is_answered(redis: Redis) -> None:
    """Seen to fail when each question is a round trip of its own."""
    questions = CountedQuestions(redis)
    with ThreadPoolExecutor(MANY + 1) as people:
        first = people.submit(questions.ask, "BLPOP", "nothing yet", 10)
        until(lambda: questions.trips == [1])
        others = [people.submit(questions.ask, "ECHO", str(number)) for number in range(MANY)]
        until(lambda: len(questions._waiting) == MANY)
        redis.lpush("nothing yet", "something")
        assert first.result() == [b"nothing yet", b"something"]
        assert [other.result() for other in others] == [b"%d" % number for number in range(MANY)]
    assert questions.trips == [1, MANY]


def test_what_redis_refuses_spoils_nobody_elses_answer(redis: Redis) -> None:
    questions = CountedQuestions(redis)
    with pytest.raises(StoreIsAway):
        questions.ask("NO SUCH COMMAND")
    assert questions.ask("ECHO", "still there") == b"still there"


def test_a_redis_that_has_forgotten_the_scripts_is_told_them_again(redis: Redis) -> None:
    questions = CountedQuestions(redis)
    for _ in range(2):
        assert questions.run("return ARGV[1]", [], ["said"]) == b"said"
        redis.script_flush()


def test_a_redis_that_dies_is_away_and_is_asked_anew_when_it_is_back(mortal_redis: RedisServer) -> None:
    """Seen to fail when a question without an answer is answered with nothing."""
    questions = CountedQuestions(open_redis(mortal_redis.url, may_write_to_disk=False))
    assert questions.ask("ECHO", "before") == b"before"
    mortal_redis.kill()
    with pytest.raises(StoreIsAway):
        questions.ask("ECHO", "meanwhile")
    mortal_redis.start()
    assert questions.ask("ECHO", "after") == b"after"


def test_a_fault_leaves_nobody_waiting_who_asks_next(redis: Redis) -> None:
    """Seen to fail, by never ending, when whoever asks for all is not told of it and stays gone."""

    class Faulty(CountedQuestions):
        def _ask_once(self, asked: Sequence[Question]) -> None:
            super()._ask_once(asked)
            if len(self.trips) == 1:
                raise ValueError

    questions = Faulty(redis)
    with ThreadPoolExecutor(1) as people:
        people.submit(questions.ask, "ECHO", "first").exception(timeout=20)
        assert people.submit(questions.ask, "ECHO", "next").result(timeout=20) == b"next"
