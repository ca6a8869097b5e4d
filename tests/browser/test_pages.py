"""Every page around the room, in each of its states, is open to whoever sees it otherwise or not at all.

The application renders them in this process: no server could be in all of these states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, Route, expect
from werkzeug.test import TestResponse

from mediation.app import Application, create_app
from mediation.concurrency import ThreadConcurrency
from mediation.config import Settings
from tests.fixtures.axe import assert_open_to_all
from tests.fixtures.browser import NewPerson
from tests.web.conftest import Person
from tests.web.test_certificate_pages import FIELDS
from tests.web.test_desk import today
from tests.web.test_figures import publish
from tests.web.test_office import confirms, enrolled, found

SCREENS = {"laptop": (1440, 900), "narrow": (320, 640)}


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    settings = Settings(instance=tmp_path, support_contacts=("Staff counsellor, room 12",))
    application = create_app(settings, ThreadConcurrency())
    yield application
    application.stop()


class Reader:
    """A page whose every request the application answers as it answers this person."""

    def __init__(self, page: Page, person: Person) -> None:
        self.page, self.person = page, person
        self._answer: TestResponse | None = None
        page.route("**/*", self._fulfil)

    def _fulfil(self, route: Route, request: Request) -> None:
        address = urlsplit(request.url)
        path = f"{address.path}?{address.query}" if address.query else address.path
        answer, self._answer = self._answer or self.person.opens(path), None
        if answer.status_code == 303:  # the browser would ask for it past this route
            answer = self.person.opens(answer.headers["Location"])
        with answer:
            route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.data)

    def opens(self, path: str) -> None:
        self.page.goto("about:blank")
        self.page.goto(f"http://office.localhost{path}")

    def is_given(self, answer: TestResponse, path: str = "/") -> None:
        """What a form has led to."""
        self._answer = answer
        self.opens(path)

    def finds_nothing_in_the_way(self, ready: str = "h1") -> None:
        """On a laptop, and where the screen is narrow or everything is enlarged (WCAG 1.4.10)."""
        self.page.locator(ready).first.wait_for()
        for width, height in SCREENS.values():
            self.page.set_viewport_size({"width": width, "height": height})
            assert_open_to_all(self.page)


def unfolded(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_everybody_can_open(application: Application, new_person: NewPerson, language: str) -> None:
    visitor = Person(application, language=language)
    reader = Reader(new_person(locale=language), visitor)
    for path in ("/", "/sign-in", "/enrol", "/privacy", "/help", "/help/mediators", "/not-there"):
        reader.opens(path)
        reader.finds_nothing_in_the_way()
    reader.is_given(visitor.sends("/sign-in", name="Nobody", password="not this one"))
    reader.finds_nothing_in_the_way(".error")
    for path in ("/join", "/host", "/prepare", "/closed", "/closed#left", "/verify"):
        reader.opens(path)
        reader.finds_nothing_in_the_way()


def test_what_a_mediator_meets(application: Application, new_person: NewPerson) -> None:
    """Seen to fail when the certificate's preview brings a second <main>, or is wider than 320 pixels."""
    mediator = enrolled(application, "Mediator")
    reader = Reader(new_person(), mediator)
    for path in ("/desk", "/certificate"):
        reader.opens(path)
        reader.finds_nothing_in_the_way()
    registry = application.parts.registry
    for _ in range(2):
        reference = registry.begin(found(application, "Mediator").id)
    reader.is_given(mediator.sends("/desk/end", page="/desk", reference=reference, ended_on=today()))
    unfolded(reader.page)
    reader.finds_nothing_in_the_way(".reference")
    reader.is_given(mediator.sends("/desk/end", page="/desk", reference=reference, ended_on="tomorrow"))
    reader.finds_nothing_in_the_way(".error")
    for path in ("/certificate", "/prepare", "/figures"):
        reader.opens(path)
        reader.finds_nothing_in_the_way()
    for fields in ({"tribunal": ""}, {"second_language": "ar", "case_references": "Unusual 17"}):
        given = FIELDS | {"reference": reference} | fields
        reader.is_given(mediator.sends("/certificate/preview", page="/desk", **given))
        reader.finds_nothing_in_the_way()


def test_what_a_head_of_office_meets(application: Application, new_person: NewPerson) -> None:
    head = enrolled(application, "Head", as_head=True)
    reader = Reader(new_person(), head)
    reader.opens("/figures")
    reader.finds_nothing_in_the_way()
    for name in ("Departed", "Successor"):
        enrolled(application, name)
        confirms(head, found(application, name))
    application.parts.registry.begin(found(application, "Departed").id)
    application.parts.accounts.lock("Departed")
    enrolled(application, "Newcomer")
    publish(application)
    for path in ("/office", "/figures"):
        reader.opens(path)
        reader.finds_nothing_in_the_way()
    waiting = Reader(new_person(), enrolled(application, "Second head", as_head=True))
    waiting.opens("/office")
    waiting.finds_nothing_in_the_way()


@pytest.mark.parametrize("name", ["join", "host", "prepare", "closed", "verify"])
def test_what_a_browser_without_scripts_is_told(
    application: Application, new_person: NewPerson, name: str
) -> None:
    """Nothing can look at a page in which nothing may run: what stands in <noscript> is shown by itself."""
    plain = new_person(java_script_enabled=False)
    told = Reader(plain, Person(application))
    told.opens(f"/{name}")
    expect(plain.get_by_role("heading", level=1, name="This page needs JavaScript")).to_be_visible()
    bare = Person(application).opens(f"/{name}")
    bare.set_data(re.sub(r"</?noscript>|<script[^>]*></script>", "", bare.text))
    reader = Reader(new_person(), Person(application))
    reader.is_given(bare)
    reader.finds_nothing_in_the_way()
