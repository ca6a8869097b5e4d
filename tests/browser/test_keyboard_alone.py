"""By keyboard alone, every stop seen: from the sign-in to a room, and from a link into it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP
from tests.browser.keyboard import Keyboard
from tests.browser.people import MediatorInBrowser
from tests.client.visitor import Mediator
from tests.fixtures.browser import NewPerson
from tests.fixtures.server_process import ServerProcess

# A grant brings a person inside before it brings what is there: how long before depends on the machine.
CONVERSATION_COMES_LATER = """async () => {
  const page = document.querySelector("join-page");
  const { room } = page;
  const comes = async (changes) => {
    page.room = { ...room, ...changes };
    for (const view of [page, ...page.querySelectorAll("*")]) await view.updateComplete;
  };
  await comes({ phase: "lobby", channels: [] });
  await comes({ channels: [] });
  await comes({});
}"""


def set_up(page: Page, mediator: Mediator, label: str) -> str:
    """Sign in, prepare a room for one person, open it; that person's link."""
    keys = Keyboard(page)
    page.goto("/sign-in")
    keys.is_at("textbox", "Your name at the office")
    keys.type(mediator.name)
    keys.press("Tab")
    keys.type(mediator.password)
    keys.press("Enter")
    keys.uses("link", "Prepare a room")
    keys.reaches("radio", re.compile("A new mediation"))
    keys.reaches_it(page.locator(".seat-row").nth(1).get_by_role("button", name="Take away"))
    keys.press("Enter")
    keys.is_at("heading", "Who will be there?")
    row = page.locator(".seat-row").first
    keys.reaches_it(row.get_by_label("Your own label"))
    keys.type(label)
    end = datetime.now() + timedelta(hours=2)  # noqa: DTZ005
    keys.reaches_it(page.get_by_label("Announced end"))
    keys.type(end.strftime("%m%d%Y"))
    keys.press("ArrowRight")
    keys.type(end.strftime("%I%M%p"))
    keys.uses("checkbox", re.compile("I declare"), key="Space")
    keys.uses("button", "Prepare the room")
    keys.is_at("heading", "The links")
    seat = page.locator("li.seat").filter(has_text=label)
    keys.reaches_it(seat.get_by_role("button", name="E-mail text"))
    keys.press("Enter")
    text = seat.get_by_role("textbox", name="E-mail text").input_value()
    keys.uses("button", "Open the room now", back=True)
    keys.uses("button", "Open the room", exact=True)
    found = re.search(r"https?://\S+/join#\S+", text)
    assert found is not None
    return found.group()


def test_a_room_is_set_up_and_a_person_comes_in_without_a_pointer(
    server: ServerProcess, mediator: Mediator, new_person: NewPerson
) -> None:
    """Seen to fail when the room looks for its conversation's title only once, as it is first drawn."""
    host_page, party_page = new_person(**LAPTOP), new_person(**LAPTOP)
    host, party = Keyboard(host_page), Keyboard(party_page)
    link = set_up(host_page, mediator, "Oak")

    # Coming in.
    party_page.goto(link)
    party.fills("Your name", "Oak of the tests")
    party.uses("checkbox", re.compile("I accept these rules"), key="Space")
    party.uses("button", "Ask to come in")
    party.is_at("heading", "You are in the waiting room")
    expect(party_page.get_by_role("status").filter(has_text="Compare these words")).to_be_visible()
    expect(host_page.get_by_role("status").filter(has_text="1 person is waiting")).to_be_attached()
    host.uses("checkbox", "I compared the words", key="Space")
    host.uses("button", "Let in")
    party.is_at("heading", "Private meeting", exact=True)
    party_page.evaluate(CONVERSATION_COMES_LATER)
    party.is_at("heading", "Private meeting", exact=True)
    mediating = MediatorInBrowser(host_page)
    mediating.close_session()
    mediating.sees_the_room_close()
