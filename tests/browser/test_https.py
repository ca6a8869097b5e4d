"""All of it over https, with a proxy in front as in an office: every form, every cookie, the sockets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Response, WebSocket, expect

from mediation.app import create_app
from mediation.concurrency import ThreadConcurrency
from mediation.config import Settings
from tests.browser.conftest import LAPTOP
from tests.browser.people import MediatorInBrowser, Party
from tests.conftest import PASSWORD
from tests.fixtures.browser import NewPerson
from tests.fixtures.server_process import ServerProcess, find_link, free_port
from tests.fixtures.tls_terminator import tls_terminator

MEDIATOR, COLLEAGUE, HEAD = "Mediator", "Colleague", "Head of the office"


@dataclass
class Traffic:
    """What the browsers asked, and what came of it."""

    origin: str
    posts: set[tuple[str, int]] = field(default_factory=set)
    sockets: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    without_hsts: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> Page:
        page.context.on("response", self._note)
        page.on("websocket", self._note_socket)
        return page

    def _note(self, answer: Response) -> None:
        if not answer.url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.elsewhere.append(answer.url)
        if answer.request.method == "POST":
            self.posts.add((urlsplit(answer.url).path, answer.status))
        if answer.url.startswith(self.origin) and "strict-transport-security" not in answer.headers:
            self.without_hsts.append(answer.url)

    def _note_socket(self, socket: WebSocket) -> None:
        self.sockets.append(socket.url)


@pytest.fixture
def secure_server(tmp_path: Path) -> Iterator[ServerProcess]:
    """Known to the world by an https address only."""
    port = free_port()
    server = ServerProcess(tmp_path, MEDIATION_PUBLIC_URL=f"https://127.0.0.1:{port}")
    server.start()
    with tls_terminator(tmp_path, port, server.port):
        yield server
    assert server.stop() == 0
    assert server.stderr() == ""


def test_every_form_is_sent_over_https(
    secure_server: ServerProcess, new_person: NewPerson, tmp_path: Path
) -> None:
    """Seen to fail when Referrer-Policy is no-referrer: then no form of https is taken."""
    origin = secure_server.environ["MEDIATION_PUBLIC_URL"]
    traffic = Traffic(origin)

    def arrives() -> Page:
        return traffic.watch(new_person(base_url=origin, ignore_https_errors=True, **LAPTOP))

    # Accounts: the mediator's, a head's and a colleague's, each confirmed by another.
    host = MediatorInBrowser(arrives())
    host.enrol(secure_server.first_link(), MEDIATOR, PASSWORD)
    head, colleague = MediatorInBrowser(arrives()), MediatorInBrowser(arrives())
    enrols(head, find_link(secure_server.command("mediators", "invite", HEAD, "--head")), "/office")
    host.page.goto("/desk")
    confirm(host)
    enrols(colleague, secure_server.invite(COLLEAGUE), "/desk")
    head.page.goto("/office")
    confirm(head)

    # Language, out and in again.
    host.button("العربية").click()
    host.button("English").click()
    host.button("Sign out").click()
    host.sign_in(MEDIATOR, PASSWORD)

    # A room: prepared, opened, entered, closed.
    links = host.prepare_room(["Oak"])
    host.open_room()
    party = Party(arrives())
    party.open_link(links["Oak"], "Name of Oak")
    assert party.words() == host.words_of("Oak")
    host.let_in("Oak")
    party.is_inside()
    party.say("Over https, too.")
    host.meets("Name of Oak")
    host.sees("Over https, too.")
    assert_cookies_are_ours_alone(party.page.context, {"__Host-seat-"})
    assert_cookies_are_ours_alone(host.page.context, {"__Host-seat-", "__Host-session"})
    host.begin()
    host.close_session()
    party.is_told_it_is_over()
    host.sees_the_room_close()
    assert_cookies_are_ours_alone(party.page.context, set())

    # The dates: ended, certified, given to a colleague, destroyed.
    reference = host.end_mediation()
    issue_certificate(host, tmp_path)
    secure_server.command("mediators", "remove", MEDIATOR)
    head.page.goto("/office")
    head.page.get_by_label("Who has left").select_option(label=MEDIATOR)
    head.page.get_by_label("Who takes over").select_option(label=COLLEAGUE)
    head.button("Give all of them to this colleague").click()
    colleague.page.goto("/desk")
    colleague.page.get_by_text("Destroy the entry").click()
    colleague.page.locator("input[name=typed]").fill(reference)
    colleague.button("Destroy it").click()
    expect(colleague.page.get_by_text("The entry has been destroyed")).to_be_visible()

    done = {path for path, status in traffic.posts if status in (200, 303)}
    assert done >= forms(tmp_path), f"not sent, or refused: {forms(tmp_path) - done}, {traffic.posts}"
    assert {urlsplit(url).scheme for url in traffic.sockets} == {"wss"}
    assert traffic.elsewhere == [], "no third party is ever asked"
    assert traffic.without_hsts == []


def forms(folder: Path) -> set[str]:
    """The path of every route that takes a form or JSON.

    Not /rooms/abandon: a page offers it two minutes after a restart at the earliest, and sends it by the same
    code as /rooms/open.
    """
    application = create_app(Settings(instance=folder / "for its route map"), ThreadConcurrency())
    application.stop()
    rules = application.wsgi.url_map.iter_rules()
    return {rule.rule for rule in rules if "POST" in (rule.methods or set())} - {"/rooms/abandon"}


def enrols(person: MediatorInBrowser, link: str, home: str) -> None:
    """By an invitation, which says the name."""
    page = person.page
    page.goto(link)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    person.button("Set the password and sign in").click()
    page.wait_for_url(f"**{home}")


def confirm(person: MediatorInBrowser) -> None:
    person.page.get_by_role("checkbox").check()
    person.page.locator("form[action='/colleagues/confirm'] button").click()
    expect(person.page.get_by_text("The account is confirmed.")).to_be_visible()


def issue_certificate(host: MediatorInBrowser, folder: Path) -> None:
    page = host.page
    host.button(re.compile("^Certificate")).click()
    page.get_by_label("Tribunal", exact=True).select_option("undt-geneva")
    page.get_by_label("Reference of its request").fill("Order No. 113 (GVA/2026)")
    page.get_by_label("Day of its request").fill(datetime.now(UTC).date().isoformat())
    page.get_by_label("Reference of the case").fill("UNDT/GVA/2026/019")
    page.get_by_label("Your title").fill("Mediator")
    page.get_by_label("Place").fill("Geneva")
    host.button("Preview").click()
    expect(page.get_by_role("heading", name="Certificate of the dates of mediation")).to_be_visible()
    with page.expect_download(timeout=60_000) as download:  # the first one waits for WeasyPrint to be loaded
        host.button("Make the certificate (PDF)").click(no_wait_after=True)
    download.value.save_as(folder / "certificate.pdf")
    assert (folder / "certificate.pdf").read_bytes().startswith(b"%PDF")


def assert_cookies_are_ours_alone(context: BrowserContext, names: set[str]) -> None:
    """Each begins with one of these names, and no script, no other site and no plain http ever gets it."""
    cookies = context.cookies()
    for cookie in cookies:
        assert any(str(cookie.get("name")).startswith(name) for name in names)
        assert (cookie.get("secure"), cookie.get("httpOnly"), cookie.get("sameSite")) == (
            True,
            True,
            "Strict",
        )
    assert len(cookies) == len(names)
