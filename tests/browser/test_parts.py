"""What a page loads later is part of the published bundle, and nothing else is run in its place."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Browser, Route, expect

from tests.browser.conftest import OpenSession
from tests.browser.people import Party
from tests.fixtures.browser import close

PART = re.compile(r"/static/dist/join_room_board-[0-9a-f]+\.js")


def swapped(route: Route) -> None:
    """With a line more, which would tell on itself."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text() + "\ndocument.title = 'swapped';")


def test_a_part_that_was_swapped_is_not_run_and_the_page_goes_on(
    open_session: OpenSession, browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    """Seen to fail when `linked` in later.js leaves out the integrity."""
    session = open_session("Oak")
    context = browser.new_context(**browser_context_args)
    context.route(PART, swapped)
    party = Party(context.new_page())
    party.open_link(session.links["Oak"], "Oak")
    assert party.words() == session.host.words_of("Oak")
    session.host.let_in("Oak")
    party.is_inside()
    party.turn_to("Board")
    notice = party.page.get_by_role("alert").filter(has_text="did not load")
    expect(notice).to_be_visible()
    assert party.page.title() == "Session"
    party.say("I can still be heard.")
    context.unroute_all(behavior="ignoreErrors")
    notice.get_by_role("button", name="Try again").click()
    expect(party.page.get_by_role("button", name="Add an option")).to_be_visible()
    close(context)
