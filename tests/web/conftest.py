"""The whole application without a server, and people who use its rendered pages as forms."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from html import unescape

import pytest
from flask.sessions import SessionMixin
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from mediation.app import Application, create_app
from mediation.concurrency import ThreadConcurrency
from mediation.config import Settings

PASSWORD = "seven quiet rivers"
counted = itertools.count(1)


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    instance = tmp_path_factory.mktemp("instance")
    application = create_app(Settings(instance=instance), ThreadConcurrency())
    yield application
    application.stop()


class Person:
    """A browser: its cookies, its language, an address of its own for the limits."""

    def __init__(self, application: Application, name: str = "", language: str = "en") -> None:
        self.name = name
        self._url = application.settings.origin
        self.client: FlaskClient = application.wsgi.test_client()
        n = next(counted)
        self.client.environ_base["REMOTE_ADDR"] = f"198.18.{n // 256}.{n % 256}"
        self.client.environ_base["HTTP_ACCEPT"] = "text/html"
        self.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language

    def opens(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, base_url=self._url, headers=headers)

    def sends(self, path: str, page: str = "", **fields: str) -> TestResponse:
        """Fill in the form that `page` shows (else that of `path`), send it, and see what it leads to."""
        answer = self.sends_only(path, page, **fields)
        return self.opens(answer.headers["Location"]) if answer.status_code == 303 else answer

    def sends_only(self, path: str, page: str = "", **fields: str) -> TestResponse:
        """The same, without going where it leads to."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.opens(page or path).text)
        assert found is not None, "the form carries a CSRF token"
        return self.posts(path, csrf_token=unescape(found.group(1)), **fields)

    def posts(self, path: str, **fields: str) -> TestResponse:
        """Send what no form of ours has sent."""
        return self.client.post(path, base_url=self._url, data=fields)

    def session(self) -> AbstractContextManager[SessionMixin]:
        """What the signed cookie holds, to look at and to change."""
        return self.client.session_transaction(base_url=self._url)

    def signs_in(self, password: str = PASSWORD, name: str = "") -> TestResponse:
        return self.sends("/sign-in", name=name or self.name, password=password)

    def is_signed_in(self) -> bool:
        answer = self.opens("/session").get_json()
        return bool(answer["signed_in"])


NewPerson = Callable[..., Person]


@pytest.fixture
def visitor(application: Application) -> Person:
    return Person(application)


@pytest.fixture
def new_mediator(application: Application) -> NewPerson:
    """Somebody with an account of their own, not signed in."""

    def new_mediator(language: str = "en") -> Person:
        name = f"Mediator n° {next(counted)}"
        accounts = application.parts.accounts
        accounts.enrol(accounts.invite(name), name, PASSWORD)
        return Person(application, name, language)

    return new_mediator


@pytest.fixture
def mediator(new_mediator: NewPerson) -> Person:
    """Signed in."""
    person = new_mediator()
    assert person.signs_in().status_code == 200
    return person


def account_of(application: Application, person: Person) -> str:
    """The id of a person's account."""
    return next(one.id for one in application.parts.accounts.all() if one.name == person.name)
