"""The desk's process, really started: what the rooms' process makes of its answers and of its end."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from mediation.app import create_app
from mediation.concurrency import ThreadConcurrency
from mediation.config import Settings
from mediation.desk.process import Answer, DeskIsAway, DeskProcess, _DiedBefore
from mediation.frames import receive_frame
from tests.fixtures.processes import desk_of

PAGE = {
    "REQUEST_METHOD": "GET", "PATH_INFO": "/sign-in", "QUERY_STRING": "", "SERVER_NAME": "127.0.0.1",
    "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "127.0.0.1:8000",
    "wsgi.url_scheme": "http",
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskProcess]:
    instance = tmp_path_factory.mktemp("instance")
    create_app(Settings(instance=instance), ThreadConcurrency()).stop()  # makes the keys and the database
    desk = DeskProcess(ThreadConcurrency())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDIATION_INSTANCE", str(instance))
        desk.start(lambda _: False)
        yield desk
        desk.stop()


def asked_when_it_dies(desk: DeskProcess, environ: dict[str, str]) -> Future[Answer]:
    """It has the request, and has not begun to answer."""
    desk.answer(PAGE, b"")
    process = desk_of(os.getpid())
    os.kill(process, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as browser:
        thread = browser.submit(threading.get_ident).result()
        answer = browser.submit(desk.answer, environ, b"")
        while not waits_for_an_answer(thread):
            time.sleep(0.001)
        os.kill(process, signal.SIGKILL)
    return answer


def waits_for_an_answer(thread: int) -> bool:
    """So that all of the request has been sent; who dies before may be followed by one that is asked."""
    frame = sys._current_frames().get(thread)
    while frame is not None and frame.f_code is not receive_frame.__code__:
        frame = frame.f_back
    return frame is not None


def test_it_answers(desk: DeskProcess) -> None:
    status, headers, body = desk.answer(PAGE, b"")
    assert status == "200 OK"
    assert ("Content-Length", str(len(body))) in headers
    assert b'name="password"' in body


def test_a_page_that_was_asked_for_when_it_died_comes_from_the_next(desk: DeskProcess) -> None:
    """Seen to fail when nothing is asked twice."""
    assert asked_when_it_dies(desk, PAGE).result()[0] == "200 OK"


def test_what_may_have_been_done_when_it_died_is_not_done_again(desk: DeskProcess) -> None:
    """Seen to fail when everything is asked twice."""
    with pytest.raises(DeskIsAway):
        asked_when_it_dies(desk, {**PAGE, "REQUEST_METHOD": "POST"}).result()
    assert desk.answer(PAGE, b"")[0] == "200 OK"


def test_what_it_never_had_was_not_done_and_goes_to_the_next(desk: DeskProcess) -> None:
    """Seen to fail when every death is taken for one over the request."""
    desk.answer(PAGE, b"")
    life = desk._life
    assert life is not None
    life._process.kill()
    life._process.wait()
    with pytest.raises(_DiedBefore):
        desk._ask(life, {**PAGE, "REQUEST_METHOD": "POST"}, b"")
    status, _, _ = desk.answer({**PAGE, "REQUEST_METHOD": "POST"}, b"")
    assert status == "400 BAD REQUEST", "it has no token"


def test_one_that_cannot_start_is_tried_ever_more_rarely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen to fail when another follows at once."""
    monkeypatch.setenv("MEDIATION_PORT", "none at all")
    pauses: list[float] = []

    class Hasty(ThreadConcurrency):
        def sleep(self, seconds: float) -> None:
            pauses.append(seconds)
            if len(pauses) == 3:
                desk.stop()
                is_over.set()

    is_over = threading.Event()
    desk = DeskProcess(Hasty())
    desk.start(lambda _: False)
    assert is_over.wait(60)
    assert pauses == [1, 2, 4]
