"""What does not fit what was said before, or comes from another hand, is shown at once to who must know."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import MediatorInBrowser, Party
from tests.client.encoding import new_id
from tests.client.links import PersonalLink, Place
from tests.client.member import Member
from tests.client.visitor import Mediator, Visitor
from tests.fixtures.browser import NewPerson, people
from tests.fixtures.rooms import OpenRoom, Rooms
from tests.fixtures.server_process import ServerProcess
from tests.fixtures.started_server import first_account

pytestmark = pytest.mark.usefixtures("quiet_server")


def test_a_history_that_does_not_fit_is_shown_and_reported(room: OpenRoom, new_person: NewPerson) -> None:
    """Seen to fail when the browser passes over a post that does not open."""
    person = Party(new_person())
    person.open_link(room.host.visitor.url + str(room.link(1)), "Person in a browser")
    attempt = room.host.answer_knock(seat=room.link(1).seat)
    room.host.take_hello(attempt)
    room.host.admit(attempt)
    person.is_inside()
    channel = room.host.private[attempt.seat]
    room.host.say(channel, "All is well.")
    person.sees("All is well.")
    expect(person.page.get_by_role("alert")).to_have_count(0)

    sealed = secrets.token_bytes(296)
    head = room.host.channels[channel].number
    room.host.connection.call("post", channel=channel, entry=new_id(), epoch=1, seen=head, sealed=sealed)

    expect(person.page.get_by_role("alert")).to_contain_text("does not fit what was said before")
    reported = room.host.open_signal(room.host.connection.expect("signal", channel=channel))
    assert reported["kind"] == "alarm"


def test_words_written_by_another_hand_alarm_the_mediator(
    server: ServerProcess, turns: Iterator[Mediator], new_person: NewPerson
) -> None:
    """Seen to fail when the browser does not check the author's tag."""
    account = next(turns)
    mediator = MediatorInBrowser(new_person())
    mediator.sign_in(account.name, account.password)
    links = mediator.prepare_room(["Oak"])
    mediator.open_room()
    member = Member(Visitor(server.url), PersonalLink.parse(links["Oak"]), "Person in Python")
    member.arrive()
    member.knock()
    member.take_answer()
    member.say_hello()
    member.check_reveal()
    mediator.let_in("Oak")
    member.come_in()
    if not member.channels:
        member.take_keys()
    (channel,) = member.channels
    mediator.meets("Person in Python")
    member.say(channel, "My own words.")
    mediator.sees("My own words.")
    expect(mediator.page.get_by_role("alert")).to_have_count(0)

    member.resume = secrets.token_bytes(32)  # whoever has the channel's key alone
    member.say(channel, "Not my words.")

    expect(mediator.page.get_by_role("alert")).to_be_visible()
    member.disconnect()
    member.visitor.close()
    mediator.close_session()
    mediator.sees_the_room_close()


class DoctoredServer(ServerProcess):
    """Lies as it is told: see tests/fixtures/doctored."""

    module = "tests.fixtures.doctored"


@pytest.fixture(scope="module")
def orders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("orders") / "orders"


@pytest.fixture(scope="module")
def liar(tmp_path_factory: pytest.TempPathFactory, orders: Path) -> Iterator[ServerProcess]:
    server = DoctoredServer(tmp_path_factory.mktemp("liar"), DOCTORED_BY=str(orders))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def deceived(liar: ServerProcess) -> Iterator[Mediator]:
    with first_account(liar) as mediator:
        yield mediator


@pytest.mark.parametrize("lie", ["drops", "repeats", "reorders", "misattributes", "invents", "forks"])
def test_a_server_that_lies_is_found_out_on_screen(
    deceived: Mediator,
    orders: Path,
    browser: Browser,
    browser_context_args: dict[str, object],
    lie: str,
) -> None:
    """Seen to fail when a post that does not open is passed over, when a gap that stays is waited for in
    silence, and when a second number of one entry is."""
    orders.write_text("honest", encoding="utf-8")
    rooms = Rooms()
    room = rooms.open(deceived, [Place(1)])
    with people(browser, {**browser_context_args, "base_url": deceived.url}) as new_person:
        person = Party(new_person())
        person.open_link(deceived.url + str(room.link(1)), "Person in a browser")
        attempt = room.host.answer_knock(seat=room.link(1).seat)
        room.host.take_hello(attempt)
        room.host.admit(attempt)
        person.is_inside()
        channel = room.host.private[attempt.seat]
        room.host.say(channel, "All is well.")
        person.sees("All is well.")
        expect(person.page.get_by_role("alert")).to_have_count(0)

        orders.write_text(lie, encoding="utf-8")
        for text in ("The first word under a lie.", "The second."):
            post = room.host.seal_post(channel, {"kind": "message", "text": text})
            room.host.connection.call("post", **post)
            seen = {**post, "channel": channel, "number": room.host.channels[channel].number + 1}
            room.host.apply({**seen, "sender": room.host.seat})

        expect(person.page.get_by_role("alert")).to_contain_text("does not fit what was said before")
        reported = room.host.open_signal(room.host.connection.expect("signal", channel=channel))
        assert reported["kind"] == "alarm"
        orders.write_text("honest", encoding="utf-8")
    rooms.leave(room)
    rooms.await_all()
