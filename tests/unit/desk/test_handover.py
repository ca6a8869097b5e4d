"""What goes to the desk's process, what stays, and what is said when the desk is away."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from flask.testing import FlaskClient

from mediation.app import create_app
from mediation.concurrency import ThreadConcurrency
from mediation.config import Settings
from mediation.desk.process import Answer, DeskIsAway, DeskProcess
from mediation.web.protection import LARGEST_MESSAGE_BYTES


class FakeDesk(DeskProcess):
    def __init__(self) -> None:
        super().__init__(ThreadConcurrency())
        self.asked: list[tuple[str, bytes]] = []
        self.is_away = False

    def answer(self, environ: Mapping[str, str], body: bytes) -> Answer:
        if self.is_away:
            raise DeskIsAway
        self.asked.append((environ["PATH_INFO"], body))
        return (
            "200 OK",
            [("Content-Type", "text/plain"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")],
            b"desk",
        )


@pytest.fixture(scope="module")
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory, desk: FakeDesk) -> FlaskClient:
    settings = Settings(instance=tmp_path_factory.mktemp("instance"))
    return create_app(settings, ThreadConcurrency(), desk).wsgi.test_client()


HERE = {"base_url": "http://127.0.0.1:8000"}


def test_pages_for_those_who_sign_in_come_from_the_desk(browser: FlaskClient, desk: FakeDesk) -> None:
    for path in (
        "/",
        "/sign-in",
        "/desk",
        "/session",
        "/certificate",
        "/help/",
        "/no-such-page",
        "/rooms/nowhere",
    ):
        desk.asked.clear()
        answer = browser.get(path, **HERE)
        assert (answer.text, answer.headers.getlist("Set-Cookie")) == ("desk", ["a=1", "b=2"]), path
        assert "Content-Security-Policy" in answer.headers
        assert desk.asked == [(path, b"")]


def test_what_is_of_rooms_never_waits_for_the_desk(browser: FlaskClient, desk: FakeDesk) -> None:
    """Seen to fail when every path goes to the desk."""
    desk.asked.clear()
    for path in ("/join", "/host", "/prepare", "/closed", "/verify", "/support", "/healthz", "/robots.txt"):
        assert browser.get(path, **HERE).text != "desk", path
    for path in ("/join", "/leave", "/rooms/prepare", "/rooms/open", "/rooms/abandon"):
        assert browser.post(path, **HERE).text != "desk", path
    assert browser.get("/socket.io/?EIO=4&transport=polling", **HERE).text != "desk"
    assert desk.asked == []


def test_a_form_goes_there_whole_and_one_that_is_too_large_not_at_all(
    browser: FlaskClient, desk: FakeDesk
) -> None:
    """Seen to fail when a body of any length is handed on."""
    desk.asked.clear()
    browser.post("/sign-in", data=b"name=A", **HERE)
    browser.post("/sign-in", data=b"n" * (LARGEST_MESSAGE_BYTES + 1), **HERE)
    browser.post("/sign-in", data=b"name=A", environ_overrides={"CONTENT_LENGTH": "\u00b2"}, **HERE)
    assert desk.asked == [("/sign-in", b"name=A"), ("/sign-in", b""), ("/sign-in", b"")]


def test_a_desk_that_is_away_is_said_in_words(browser: FlaskClient, desk: FakeDesk) -> None:
    desk.is_away = True
    answer = browser.post("/sign-in", headers={"Accept": "text/html"}, **HERE)
    assert answer.status_code == 500
    assert "What you did last may not have been done. Please look first" in answer.text
    desk.is_away = False
