"""Firefox, as Debian ships it, over WebDriver BiDi; everybody else is in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.browser.conftest import LAPTOP, OpenSession
from tests.fixtures.browser import FIREFOX, FIREFOX_CHANNEL, NewPerson, people


@pytest.fixture(scope="module")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.firefox.launch(channel=FIREFOX_CHANNEL, executable_path=FIREFOX)
    yield browser
    browser.close()


@pytest.fixture
def new_person_in_firefox(firefox: Browser, browser_context_args: dict[str, Any]) -> Iterator[NewPerson]:
    with people(firefox, browser_context_args) as new_person:
        yield new_person


def test_a_party_with_firefox_takes_part_from_the_link_to_the_end(
    open_session: OpenSession, new_person_in_firefox: NewPerson
) -> None:
    """Joins, compares words, is let in, reads and writes in a private meeting, the joint session and a
    caucus, comes back after a reload, and is wiped at the end."""
    session = open_session("Oak", "Elm")
    in_chromium, session.new_person = session.new_person, new_person_in_firefox
    oak = session.come("Oak", **LAPTOP)
    session.new_person = in_chromium
    elm = session.come("Elm")
    host = session.host
    host.meets(session.name("Oak"))
    oak.say("Written in Firefox.")
    host.sees("Written in Firefox.")
    session.open_joint()
    oak.say("To everyone, from Firefox.")
    elm.sees("To everyone, from Firefox.")
    elm.say("Read there.")
    oak.sees("Read there.")
    host.make_caucus("Two of us", [session.name("Oak"), session.name("Elm")])
    host.say("In the caucus.")
    oak.go_to("Two of us")
    oak.sees("In the caucus.")
    oak.say("And back.")
    host.sees("And back.")
    oak.page.reload()
    oak.go_to("Two of us")
    oak.sees("And back.")
    oak.say("After a reload.")
    host.sees("After a reload.")
    host.close_session()
    oak.is_told_it_is_over()
    expect(oak.page.get_by_text("Written in Firefox.")).to_have_count(0)
    host.sees_the_room_close()
