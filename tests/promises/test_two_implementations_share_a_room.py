"""The browser's code and the Python client, each written from docs/protocol.md, meet in one room."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.people import MediatorInBrowser, Party
from tests.client.links import PersonalLink
from tests.client.member import Member
from tests.client.visitor import Mediator, Visitor
from tests.fixtures.browser import NewPerson
from tests.fixtures.rooms import OpenRoom
from tests.fixtures.server_process import ServerProcess

pytestmark = pytest.mark.usefixtures("quiet_server")

DECEITFUL = [
    "Li\u202eam",  # would turn round what follows it
    "A\u0000nn\u0007a",
    "\u2066Zoë\u2069",
    "x" * 10_000,
    "   ",
]


@pytest.fixture
def host(turns: Iterator[Mediator], new_person: NewPerson) -> Iterator[MediatorInBrowser]:
    """A mediator in a browser."""
    mediator = next(turns)
    host = MediatorInBrowser(new_person())
    host.sign_in(mediator.name, mediator.password)
    yield host
    if "/host" in host.page.url:
        host.close_session()
        host.sees_the_room_close()


def visit(server: ServerProcess, link: str, name: str) -> Member:
    return Member(Visitor(server.url), PersonalLink.parse(link), name)


def test_a_python_host_and_a_person_in_a_browser(room: OpenRoom, new_person: NewPerson) -> None:
    """Seen to fail when the browser's associated data of a post leaves `seen` out."""
    person = Party(new_person())
    person.open_link(room.host.visitor.url + str(room.link(1)), "Person in a browser")
    attempt = room.host.answer_knock(seat=room.link(1).seat)
    room.host.take_hello(attempt)
    assert attempt.name == "Person in a browser"
    assert person.words() == " ".join(attempt.words)
    room.host.admit(attempt)
    person.is_inside()

    channel = room.host.private[attempt.seat]
    room.host.say(channel, "Can you read this? هل تقرأ هذا؟")
    person.sees("Can you read this? هل تقرأ هذا؟")
    person.say("Every word.")
    entry = room.host.hear(channel, "Every word.")
    assert (entry.sender, entry.tag_holds) == (attempt.seat, True)

    room.host.change_channel(channel)
    room.host.send_keys(channel)
    person.say("Under the new key too.")
    room.host.hear(channel, "Under the new key too.")

    person.page.reload()
    returning = room.host.answer_knock(seat=attempt.seat, known=True)
    room.host.take_resume(returning)
    person.sees("Every word.")
    room.host.say(channel, "Welcome back.")
    person.sees("Welcome back.")


def test_a_host_in_a_browser_and_a_python_member(host: MediatorInBrowser, server: ServerProcess) -> None:
    """Seen to fail when the browser's running hash leaves `seen` out."""
    links = host.prepare_room(["Oak"])
    host.open_room()
    member = visit(server, links["Oak"], "Person in Python")
    member.arrive()
    member.knock()
    member.take_answer()
    member.say_hello()
    assert " ".join(member.check_reveal()) == host.words_of("Oak")
    host.let_in("Oak")
    member.come_in()
    if not member.channels:  # a host may grant first and make the private meeting then
        member.take_keys()
    (channel,) = member.channels
    member.hear_entry(channel, "roster")

    host.meets("Person in Python")
    host.say("Good morning.")
    member.hear(channel, "Good morning.")
    member.say(channel, "Good morning to you.")
    host.sees("Good morning to you.")
    member.post(channel, {"kind": "ready", "ready": True})
    own = next(entry for entry in member.channels[channel].entries if entry.sender == member.seat)
    assert own.tag_holds is True
    member.disconnect()
    member.visitor.close()


def test_a_nonce_that_was_not_committed_to_stops_the_browser(room: OpenRoom, new_person: NewPerson) -> None:
    """Seen to fail when `reveal` in static/js/session/initiation.js does not compare the commitment."""
    person = Party(new_person())
    person.open_link(room.host.visitor.url + str(room.link(1)), "Person in a browser")
    attempt = room.host.answer_knock(seat=room.link(1).seat)
    attempt.host_nonce = bytes(32)
    room.host.take_hello(attempt)
    expect(person.page.get_by_role("heading", name="Stopped, to be safe")).to_be_visible()
    expect(person.page.locator(".safety-words")).to_have_count(0)


def test_a_person_who_does_not_knock_under_the_link_is_not_shown(
    host: MediatorInBrowser, server: ServerProcess
) -> None:
    """Seen to fail when the browser leaves a knock unanswered that does not hold."""
    links = host.prepare_room(["Oak"])
    host.open_room()
    stranger = visit(server, links["Oak"], "Stranger")
    stranger.arrive()
    stranger.connection.call("knock", message=bytes(48), bare=False)
    stranger.connection.expect("refused")
    expect(host.waiting("Oak")).to_have_count(0)
    stranger.disconnect()
    stranger.visitor.close()


def test_a_name_that_would_deceive_or_flood_is_not_shown(
    host: MediatorInBrowser, server: ServerProcess
) -> None:
    """Seen to fail when tidyName takes every text for a name."""
    links = host.prepare_room(["Oak"])
    host.open_room()
    member = visit(server, links["Oak"], "")
    member.arrive()
    member.knock()
    member.take_answer()
    for member.name in DECEITFUL:
        member.say_hello()
    member.name = "Zoë ام كلثوم"
    member.say_hello()
    member.check_reveal()
    expect(host.waiting("Oak")).to_contain_text("Zoë ام كلثوم")
    assert not re.search("[\u0000-\u0008\u202a-\u202e\u2066-\u2069\u200b]|x{9}", host.page.inner_text("body"))
    member.disconnect()
    member.visitor.close()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Li\u202eam", "Liam"),
        ("A\u0007nna", "Anna"),
        ("\u200f\u2066آمال\u2069", "آمال"),
        ("李" * 200, "李" * 80),
    ],
)
def test_what_nobody_can_see_is_left_out_of_a_name_that_is_typed(
    room: OpenRoom, new_person: NewPerson, typed: str, shown: str
) -> None:
    """Seen to fail when the form sends what was typed as it is: the tab then stops."""
    person = Party(new_person())
    person.open_link(room.host.visitor.url + str(room.link(1)), typed)
    attempt = room.host.answer_knock(seat=room.link(1).seat)
    room.host.take_hello(attempt)
    assert attempt.name == shown


def test_a_name_in_which_nothing_can_be_seen_is_asked_for_again(
    room: OpenRoom, new_person: NewPerson
) -> None:
    """Seen to fail when the form only looks whether the field is empty."""
    person = Party(new_person())
    person.open_link(room.host.visitor.url + str(room.link(1)), " \u200b ")
    expect(person.page.get_by_label("Your name")).to_be_visible()
    assert person.page.get_by_label("Your name").evaluate("field => field.validationMessage") != ""
