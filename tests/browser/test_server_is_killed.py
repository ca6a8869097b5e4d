"""The server is killed while people talk, and started again: they wait for a moment, and go on."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.boards import Board
from tests.browser.conftest import LAPTOP, PHONE, Session
from tests.browser.people import MediatorInBrowser, Person
from tests.client.visitor import Mediator
from tests.fixtures.browser import people
from tests.fixtures.server_process import ServerProcess

LINE = "The session is coming back by itself."
BACK_MS = 45_000  # a browser that was long without a connection tries every few seconds


@pytest.fixture
def session(
    mortal: ServerProcess, owner: Mediator, browser: Browser, browser_context_args: dict[str, object]
) -> Iterator[Session]:
    with people(browser, {**browser_context_args, "base_url": mortal.url}) as new_person:
        host = MediatorInBrowser(new_person(**LAPTOP))
        host.sign_in(owner.name, owner.password)
        links = host.prepare_room(["Oak", "Elm"])
        host.open_room()
        yield Session(host, owner, links, new_person)
        host.close_session()
        host.sees_the_room_close()


def is_back(person: Person) -> None:
    for line in (LINE, "No connection."):
        expect(person.page.get_by_text(line)).to_have_count(0, timeout=BACK_MS)
    expect(person.page.locator("message-composer")).to_be_visible()


def test_nobody_has_to_do_anything(mortal: ServerProcess, session: Session) -> None:
    """Seen to fail when a mediator's tab keeps no lifeline."""
    oak, elm = session.come("Oak"), session.come("Elm", **PHONE)
    elm.say("Aside, to the mediators.")
    session.open_joint()
    everyone: list[Person] = [session.host, oak, elm]
    board = Board(oak)
    board.write_card("A trial period")
    board.place()
    elm.turn_to("Talk")
    oak.say("Before it dies.")
    for person in everyone:
        person.sees("Before it dies.")
    elm.write("Half a thought")

    mortal.kill()
    expect(oak.page.get_by_text("No connection.")).to_be_visible(timeout=BACK_MS)
    oak.write("Said while it was dead.")
    oak.page.locator("message-composer button.send").click()
    expect(oak.message("while it was dead")).to_contain_text("waiting for the connection")
    session.host.page.context.set_offline(True)  # so that the others are seen to wait for their mediator
    mortal.start()
    for person in (oak, elm):
        expect(person.page.get_by_text(LINE)).to_be_visible(timeout=BACK_MS)
        person.sees("Before it dies.")
    oak.picture("restoring-laptop")
    elm.picture("restoring-phone")
    session.host.page.context.set_offline(False)

    for person in everyone:
        is_back(person)
        person.sees("Said while it was dead.")
    expect(elm.composer).to_have_value("Half a thought")
    elm.say("Half a thought, and the rest.")
    for person in everyone:
        person.sees("and the rest.")
        expect(person.page.get_by_role("log").get_by_role("article")).to_have_count(3)
        expect(person.page.get_by_role("alert")).to_have_count(0)
    oak.write("A thought after that")
    oak.page.reload()
    oak.go_to(re.compile("Joint session"))
    oak.sees("and the rest.")
    expect(oak.composer).to_have_value("A thought after that")
    for person in everyone:
        person.turn_to("Board")
        expect(Board(person).card("A trial period")).to_be_visible()
