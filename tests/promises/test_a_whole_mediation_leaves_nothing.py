"""Forensics: a whole mediation in browsers, every kind of content marked. Before close and after, the server
holds no mark and no link's secret in memory or in any file; and no file of its holds an id or an address."""

from __future__ import annotations

import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.boards import Board, switch_on
from tests.browser.conftest import LAPTOP, Session
from tests.browser.people import MediatorInBrowser
from tests.client.links import HostLink, PersonalLink, Place
from tests.client.visitor import Mediator
from tests.fixtures.browser import NewPerson
from tests.fixtures.canaries import (
    canary,
    foreign_canary,
    forms_of_key,
    forms_of_word,
    found_in_files,
    where_found,
)
from tests.fixtures.rooms import Rooms
from tests.fixtures.server_process import ServerProcess
from tests.fixtures.started_server import first_account, started

ADDRESS = "198.18.77.33"


@dataclass
class Marks:
    """Kind of content → the mark that stands in it. All begin alike, so that one search finds any."""

    words: dict[str, str] = field(default_factory=dict)
    beginning: str = field(default_factory=foreign_canary)
    number: str = field(default_factory=lambda: str(10**11 + secrets.randbelow(8 * 10**11)))

    def __call__(self, kind: str) -> str:
        return self.words.setdefault(kind, f"{self.beginning}{canary()[:6]}")

    def forms(self) -> dict[str, set[bytes]]:
        return {"a mark": forms_of_word(self.beginning), "the number": forms_of_word(self.number)}


@dataclass
class MarkedSession(Session):
    marks: Marks = field(default_factory=Marks)

    def name(self, label: str) -> str:
        return f"Name {self.marks(f'name of {label[:3]}')}"


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[ServerProcess]:
    """Whatever it would put into a temporary folder lies under tmp_path too."""
    (tmp_path / "temporary").mkdir()
    settings = {"MEDIATION_OUTCOME": "on", "TMPDIR": str(tmp_path / "temporary")}
    with started(tmp_path, settings) as server:
        yield server


@pytest.fixture
def mediator(own_server: ServerProcess) -> Iterator[Mediator]:
    with first_account(own_server) as mediator:
        yield mediator


def test_the_search_finds_a_mark_in_every_form_wherever_it_lies(
    own_server: ServerProcess, mediator: Mediator, tmp_path: Path
) -> None:
    """The instrument: in memory, in a file, in a write-ahead log, in a database's free page."""
    marks = Marks()
    forms = sorted(marks.forms()["a mark"])
    room = Rooms().open(mediator, [Place(1, 1, "party")])
    member = room.admit(1)
    channel = room.private(member)
    for form in forms:  # the server does not look into what it relays
        sealed = secrets.token_bytes(40) + form + secrets.token_bytes(296)
        member.connection.call("post", **{**member.seal_post(channel, {}), "sealed": sealed})
    each = {repr(form): {form} for form in forms}
    assert where_found(own_server, each) == {form: {"memory"} for form in each}
    with closing(sqlite3.connect(own_server.instance / "free.db", isolation_level=None)) as database:
        database.executescript("PRAGMA journal_mode=WAL; PRAGMA secure_delete=OFF; CREATE TABLE t (x TEXT)")
        database.execute("INSERT INTO t VALUES (?)", ["x" * 9000 + marks("planted")])
        in_log = where_found(own_server, marks.forms())["a mark"]
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("DELETE FROM t")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert "free.db-wal" in in_log
    (tmp_path / "temporary" / "left behind").write_text(marks("planted"))
    found = where_found(own_server, marks.forms())["a mark"]
    assert {"memory", "free.db", "left behind"} <= found
    room.leave()


def test_nothing_of_a_whole_mediation_is_in_memory_or_in_any_file(
    own_server: ServerProcess, mediator: Mediator, new_person: NewPerson, tmp_path: Path
) -> None:
    """Seen to fail when opening a room prints its id. For sealing, see test_server_never_sees_plaintext."""

    def browser_of_own(**options: object) -> object:
        headers = {"X-Forwarded-For": ADDRESS}
        return new_person(base_url=own_server.url, extra_http_headers=headers, **options)

    session = come_together(mediator, browser_of_own)  # type: ignore[arg-type]
    mediate(session)
    named = session.marks.forms() | secrets_of(session)
    assert len(session.marks.words) >= 20, "every kind of content is marked"
    assert where_found(own_server, named) == {}
    assert open_files_elsewhere(own_server, tmp_path) == []

    session.host.close_session()
    for party in session.parties.values():
        party.is_told_it_is_over()
    session.host.sees_the_room_close()

    assert where_found(own_server, named) == {}
    ids = {
        "room": {PersonalLink.parse(link).room.encode() for link in session.links.values()},
        "seats": {PersonalLink.parse(link).seat.encode() for link in session.links.values()},
        "address": {ADDRESS.encode()},
    }
    assert found_in_files(own_server.files(), ids) == {}, "what memory needs for a while no file ever holds"
    assert list((tmp_path / "temporary").iterdir()) == []


def come_together(mediator: Mediator, new_person: NewPerson) -> MarkedSession:
    """Two parties in the joint session with the board before them."""
    marks = Marks()
    labels = [f"Oak {marks('label')}", f"Elm {marks('label')}"]
    host = MediatorInBrowser(new_person(**LAPTOP))
    host.sign_in(mediator.name, mediator.password)
    links = host.prepare_room(labels)
    host.open_room()
    session = MarkedSession(host, mediator, links, new_person, marks=marks)
    for label in labels:
        session.come(label)
    session.open_joint()
    return session


def mediate(session: MarkedSession) -> None:
    """Something marked of every kind, the last of it not sent yet."""
    host, mark = session.host, session.marks
    oak, elm = session.parties.values()
    oak_board, elm_board = Board(oak), Board(elm)
    host.begin()
    oak.say(f"{mark('message to all')} is said")
    elm.sees(mark("message to all"))
    elm.say(f"{mark('message taken back')} is said")
    bubble = elm.message(mark("message taken back"))
    bubble.get_by_role("button", name="Withdraw").click()
    bubble.get_by_role("button", name="Withdraw it").click()
    expect(oak.page.get_by_text("This message was withdrawn.")).to_be_visible()
    place_cards(oak_board, mark)
    switch_on(session, "Private ratings of options", "Range checks", "An outcome text")
    rate_and_range(session, oak_board)
    share_by_consent(session)
    write_outcome(session, oak_board, elm_board)
    session.host.turn_to("People")
    host.make_caucus(mark("title of a caucus"), [session.name(next(iter(session.links)))])
    host.go_to(re.compile(mark("title of a caucus")))
    host.say(f"{mark('message in a caucus')} is said")
    oak.go_to(re.compile(mark("title of a caucus")))
    oak.sees(mark("message in a caucus"))
    oak.write(f"{mark('draft')} is not sent")
    elm_board.write_card(mark("card being written"), description=mark("description being written"))


def place_cards(oak: Board, mark: Marks) -> None:
    lists = oak.panel.get_by_role("navigation", name="Lists")
    lists.get_by_role("button", name="Interests").click()
    oak.write_card(mark("interest"), kind="Add an interest")
    oak.place()
    lists.get_by_role("button", name="Options").click()
    oak.write_card(
        mark("title of an option"),
        description=mark("description"),
        advantages=mark("advantage"),
        disadvantages=mark("disadvantage"),
    )
    oak.place()
    oak.open(mark("title of an option"))
    oak.start_changing("Description").fill(mark("changed description"))
    oak.save()
    expect(oak.sheet.get_by_text(mark("changed description"))).to_be_visible()
    oak.close()


def rate_and_range(session: MarkedSession, oak: Board) -> None:
    mark = session.marks
    oak.open(mark("title of an option"))
    oak.sheet.get_by_role("button", name="preferred", exact=True).click()
    oak.close()
    tools = session.host.page.locator("tools-panel")
    tools.get_by_label("What is asked").fill(mark("question of a range"))
    tools.get_by_label("Kind").select_option(label="a number")
    tools.get_by_role("button", name="Ask every side").click()
    oak.person.go_to(re.compile("Private meeting"))
    card = oak.person.page.get_by_label(mark("question of a range"), exact=True)
    card.get_by_label("The least you could live with").fill(mark.number)
    card.get_by_label("The most you could live with").fill(str(10**12))
    card.get_by_role("button", name="Tell the mediators").click()
    expect(card.get_by_text("Your side: from")).to_be_visible()


def share_by_consent(session: MarkedSession) -> None:
    host, mark = session.host, session.marks
    oak, elm = session.parties.values()
    oak.say(f"{mark('message in private')} is said")
    host.meets(session.name(next(iter(session.links))))
    bubble = host.message(mark("message in private"))
    bubble.get_by_label("More about this message").click()
    bubble.get_by_role("button", name="Ask to share this outside").click()
    form = host.page.get_by_role("form", name="Ask to share this outside")
    form.get_by_label("The exact words").fill(mark("words asked for"))
    form.get_by_role("button", name="Ask for consent").click()
    card = oak.page.get_by_role("article", name="To be shared, word for word")
    card.get_by_role("button", name="Yes, but worded so").click()
    card.get_by_label("Your wording").fill(mark("words consented to"))
    card.get_by_role("button", name="Propose this wording").click()
    at_desk = host.page.get_by_role("article", name="To be shared, word for word")
    expect(at_desk).to_contain_text(mark("words consented to"))
    card.get_by_role("button", name="Yes, exactly so").click()
    at_desk.get_by_role("button", name="Share it: Joint session").click()
    elm.sees(mark("words consented to"))
    host.say(f"{mark('message of the mediator')} is said")
    oak.sees(mark("message of the mediator"))


def write_outcome(session: MarkedSession, oak: Board, elm: Board) -> None:
    mark, host = session.marks, Board(session.host)
    for person in (session.host, oak.person):
        person.go_to(re.compile("Joint session"))
    session.host.turn_to("Board")
    host.panel.get_by_role("button", name="Outcome").click()
    host.panel.get_by_label(mark("title of an option")).check()
    host.panel.get_by_role("button", name="Begin the outcome text").click()
    elm.panel.get_by_role("button", name="Outcome").click()
    expect(elm.panel.locator(".outcome-text")).to_contain_text(mark("title of an option"))
    elm.panel.get_by_role("button", name="Change").click()
    elm.panel.get_by_label("Outcome", exact=True).fill(mark("outcome"))
    elm.panel.get_by_role("button", name="Save").click()
    expect(elm.panel.locator(".outcome-text")).to_have_text(mark("outcome"))
    elm.panel.get_by_role("navigation", name="Lists").get_by_role("button", name="Options").click()


def secrets_of(session: MarkedSession) -> dict[str, set[bytes]]:
    """The links' secrets, and the invitation's."""
    named = {
        f"link of {label[:3]}": forms_of_key(PersonalLink.parse(link).secret)
        for label, link in session.links.items()
    }
    return named | {"invitation": forms_of_key(HostLink.parse(session.host.host_link).invitation)}


def open_files_elsewhere(server: ServerProcess, folder: Path) -> list[str]:
    """Files that the server's process has open for writing, outside its own folder."""
    paths = []
    for descriptor in Path(f"/proc/{server.pid}/fd").iterdir():
        target = str(descriptor.readlink())
        if (
            target.startswith(("/tmp", "/var/tmp", "/dev/shm", "/home", "/root"))
            and str(folder) not in target
        ):
            paths.append(target)
    return paths
