"""Rooms in browsers: prepared, opened, and with people inside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.boards import Board
from tests.browser.people import MediatorInBrowser, Party
from tests.client.visitor import Mediator
from tests.fixtures.browser import NewPerson, people

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1440, "height": 900}}


@dataclass
class Session:
    """An open room. Labels are the mediator's; people inside go by `name of <label>`."""

    host: MediatorInBrowser
    mediator: Mediator
    links: dict[str, str]
    new_person: NewPerson
    parties: dict[str, Party] = field(default_factory=dict)

    def come(self, label: str, **options: Any) -> Party:
        """Open the link, knock, be let in."""
        party = Party(self.new_person(**(options or LAPTOP)))
        party.open_link(self.links[label], self.name(label))
        assert party.words() == self.host.words_of(label)
        self.host.let_in(label)
        party.is_inside()
        self.parties[label] = party
        return party

    def name(self, label: str) -> str:
        return f"Name of {label}"

    def open_joint(self, all_the_same: bool = False) -> None:
        """Everybody answers, the mediator opens, everybody goes there."""
        self.host.button("Show who will be there").click()
        for party in self.parties.values():
            party.answer_ready()
        self.host.open_joint_session(all_the_same)
        for party in self.parties.values():
            party.goes_to_joint_session()


def open_room(mediator: Mediator, new_person: NewPerson, *labels: str, **options: Any) -> Session:
    host = MediatorInBrowser(new_person(**LAPTOP))
    host.sign_in(mediator.name, mediator.password)
    links = host.prepare_room(list(labels), **options)
    host.open_room()
    return Session(host, mediator, links, new_person)


AtDesk = Callable[..., MediatorInBrowser]
OpenSession = Callable[..., Session]


@pytest.fixture
def at_desk(turns: Iterator[Mediator], new_person: NewPerson) -> AtDesk:
    """A mediator who has signed in. options: those of NewPerson."""

    def at_desk(**options: Any) -> MediatorInBrowser:
        account = next(turns)
        mediator = MediatorInBrowser(new_person(**options))
        mediator.sign_in(account.name, account.password)
        return mediator

    return at_desk


@pytest.fixture
def open_session(turns: Iterator[Mediator], new_person: NewPerson) -> Iterator[OpenSession]:
    """Opens rooms in browsers, and closes them after the test.

    labels: one for each seat; options: those of MediatorInBrowser.prepare_room.
    """
    opened: list[Session] = []

    def open_session(*labels: str, **options: Any) -> Session:
        opened.append(open_room(next(turns), new_person, *labels, **options))
        return opened[-1]

    yield open_session
    for session in opened:
        if "/host" in session.host.page.url:
            session.host.close_session()
            session.host.sees_the_room_close()


@pytest.fixture
def session(open_session: OpenSession) -> Session:
    """Two parties are invited; nobody has come."""
    return open_session("Oak", "Elm")


@dataclass
class TwoSides:
    """A mediator and two sides of two people each, in the joint session. Oak and Elm sit at laptops; Acorn,
    of Oak's side, and Samara, of Elm's, hold phones.
    """

    session: Session
    host: Board
    oak: Board
    acorn: Board
    elm: Board
    samara: Board

    @property
    def parties(self) -> tuple[Board, ...]:
        return (self.oak, self.acorn, self.elm, self.samara)


@pytest.fixture(scope="session")
def two_sides(
    browser: Browser, browser_context_args: dict[str, Any], turns: Iterator[Mediator]
) -> Iterator[TwoSides]:
    """Shared by many tests: each goes by its own titles, and leaves switches as it found them."""
    beside: dict[str, tuple[str, str | None]] = {"Acorn": ("party", "Oak"), "Samara": ("party", "Elm")}
    with people(browser, browser_context_args) as new_person:
        session = open_room(next(turns), new_person, "Oak", "Acorn", "Elm", "Samara", kinds=beside)
        parties = [session.come(label, **(PHONE if label in beside else LAPTOP)) for label in session.links]
        session.open_joint()
        yield TwoSides(session, Board(session.host), *(Board(party) for party in parties))
        session.host.close_session()
        session.host.sees_the_room_close()
