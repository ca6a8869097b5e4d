"""That somebody pressed a print, save or screenshot key is told to the mediators only once that person has
promised knowing of it. It is never kept, and nobody can promise, ask or tell in another's place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.people import MediatorInBrowser, Party
from tests.client.encoding import new_id
from tests.client.visitor import Mediator
from tests.fixtures import guests
from tests.fixtures.browser import NewPerson
from tests.fixtures.guarded_room import GuardedRoom

pytestmark = pytest.mark.xdist_group("guard")

TOLD = "was pressed on the page of"


def press(person: Party) -> None:
    person.page.keyboard.press("Control+s")
    answer = person.page.get_by_role("alert").filter(has_text="Recording is not permitted here")
    expect(answer).to_be_visible()


def ask_for_promises(host: MediatorInBrowser, told: bool) -> None:
    host.turn_to("Tools")
    host.page.get_by_label("Also tell the mediators").set_checked(told)
    host.button("Ask everyone").click()


def test_the_mediators_hear_of_it_only_after_a_promise_made_knowing_so(guarded: GuardedRoom) -> None:
    """Seen to fail when the tab tells without looking whether its person has promised, or what."""
    host, oak, elm = guarded.host, guarded.oak, guarded.elm
    banner = host.page.get_by_role("status").filter(has_text=TOLD)
    press(oak)
    ask_for_promises(host, told=False)
    oak.button("I promise").click()
    press(oak)
    ask_for_promises(host, told=True)
    for party in (oak, elm):
        expect(party.page.get_by_label("A promise")).to_contain_text("the mediators are told so")
    press(elm)
    expect(host.page.get_by_text("Not yet: Name of Oak and Name of Elm")).to_be_visible()
    guarded.tell_oak()  # which comes after whatever was signalled before
    expect(banner).to_have_count(0)
    oak.button("I promise").click()
    host.turn_to("Tools")
    expect(host.page.get_by_text("Not yet: Name of Elm")).to_be_visible()
    press(oak)
    expect(banner).to_contain_text("was pressed on the page of Name of Oak. It may have been by accident.")
    expect(oak.page.get_by_role("alert")).to_contain_text("the mediators see that such a key was pressed")
    expect(elm.page.get_by_text(TOLD)).to_have_count(0)


def test_it_is_kept_nowhere(guarded: GuardedRoom) -> None:
    """After a reload, which reads everything that was kept anew, nothing of it is there."""
    host, elm = guarded.host, guarded.elm
    elm.button("I promise").click()
    press(elm)
    expect(host.page.get_by_role("status").filter(has_text=TOLD)).to_contain_text("Name of Elm")
    host.page.reload()
    host.meets("Name of Elm")
    expect(host.page.get_by_text(TOLD)).to_have_count(0)


@pytest.fixture
def host(turns: Iterator[Mediator], new_person: NewPerson) -> MediatorInBrowser:
    mediator = next(turns)
    host = MediatorInBrowser(new_person())
    host.sign_in(mediator.name, mediator.password)
    return host


def test_a_modified_client_cannot_ask_promise_or_tell_what_it_may_not(host: MediatorInBrowser) -> None:
    """Seen to fail when hosts believe every signal."""
    links = host.prepare_room(["Oak"])
    host.open_room()
    oak = guests.come(host, links["Oak"], "Oak", "Name of Oak")
    meeting = oak.find_channel("private")
    ask_for_promises(host, told=True)
    ask = oak.hear_entry(meeting, "pledge_ask").content
    assert ask["told"] is True
    missing = host.page.get_by_text("Not yet: Name of Oak")
    expect(missing).to_be_visible()
    forged = new_id()
    guests.post_all(oak, meeting, [
        {"kind": "pledge", "ask": forged},
        {"kind": "pledge_ask", "ask": forged, "told": False},
        {"kind": "pledge", "ask": forged},
        {"kind": "pledge"},
        {"kind": "pledge", "ask": [ask["ask"]]},
    ])  # fmt: skip
    oak.signal(meeting, {"kind": "capture"})
    oak.say(meeting, "Have you heard anything?")
    host.meets("Name of Oak")
    host.sees("Have you heard anything?")
    expect(host.page.get_by_text(TOLD)).to_have_count(0)
    host.turn_to("Tools")
    expect(missing).to_be_visible()
    oak.post(meeting, {"kind": "pledge", "ask": ask["ask"]})
    expect(host.page.get_by_text("Everyone who is here has promised.")).to_be_visible()
    oak.signal(meeting, {"kind": "capture"})
    expect(host.page.get_by_text(TOLD)).to_be_visible()
    guests.go(oak)
    host.close_session()
    host.sees_the_room_close()
