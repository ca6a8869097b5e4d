"""Bad networks as people meet them in their browsers: nobody has to do anything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import LAPTOP, PHONE, Session
from tests.browser.people import MediatorInBrowser, Person
from tests.client.visitor import Mediator
from tests.fixtures.browser import people
from tests.fixtures.faulty_proxy import FaultyProxy

BACK_MS = 60_000


@pytest.fixture
def session(
    far_mediator: Mediator, browser: Browser, browser_context_args: dict[str, object]
) -> Iterator[Session]:
    with people(browser, {**browser_context_args, "base_url": far_mediator.url}) as new_person:
        host = MediatorInBrowser(new_person(**LAPTOP))
        host.sign_in(far_mediator.name, far_mediator.password)
        links = host.prepare_room(["Oak", "Elm"])
        host.open_room()
        yield Session(host, far_mediator, links, new_person)
        host.close_session()
        host.sees_the_room_close()


def freeze(person: Person, state: str) -> None:
    """As a phone does with a page that nobody looks at: no timer runs, nothing is read."""
    person.page.context.new_cdp_session(person.page).send("Page.setWebLifecycleState", {"state": state})


def test_where_websockets_are_blocked_people_poll(session: Session, proxy: FaultyProxy) -> None:
    """Seen to fail when the browser tries websockets alone."""
    proxy.takes_websockets = False
    oak = session.come("Oak")
    session.host.meets(session.name("Oak"))
    oak.say("Slowly, and it gets through.")
    session.host.sees("Slowly, and it gets through.")
    assert proxy.refused_upgrades > 0
    session.host.say("So does this.")
    oak.sees("So does this.")
    oak.say("And on.")
    session.host.sees("And on.")


def test_a_phone_that_slept_wakes_to_what_was_said(session: Session, proxy: FaultyProxy) -> None:
    """The server has given it up long before. Seen to fail when a tab does not catch up on entering."""
    oak = session.come("Oak", **PHONE)
    session.host.meets(session.name("Oak"))
    oak.say("I will be back.")
    seat = session.links["Oak"].partition("#")[2].split(".")[1]
    freeze(oak, "frozen")
    for line in proxy.lines(f"seat-{seat}="):
        line.cut()
    session.host.say("Take your time.")
    session.host.say("We are in no hurry.")
    freeze(oak, "active")
    expect(oak.message("in no hurry")).to_be_visible(timeout=BACK_MS)
    expect(oak.message("Take your time")).to_have_count(1)
    oak.say("Here I am.")
    session.host.sees("Here I am.")
    expect(oak.page.get_by_role("alert")).to_have_count(0)


def test_a_line_that_is_cut_in_the_middle_of_a_word_says_it_once(
    session: Session, proxy: FaultyProxy
) -> None:
    """Seen to fail when what has come back in the channel's order is not taken for sent."""
    oak = session.come("Oak")
    session.host.meets(session.name("Oak"))
    seat = session.links["Oak"].partition("#")[2].split(".")[1]
    for number in range(3):
        oak.write(f"Sentence {number}.")
        oak.page.locator("message-composer button.send").click()
        for line in proxy.lines(f"seat-{seat}="):
            line.cut()
        expect(oak.message(f"Sentence {number}.")).to_contain_text("sent", timeout=BACK_MS)
    for person in (oak, session.host):
        expect(person.page.get_by_role("log").get_by_role("article")).to_have_count(3)
