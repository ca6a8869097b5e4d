"""Forms and JSON that do not come from our own pages, or make no sense: refused, and nothing is said."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.client.derivations import proof_of
from tests.client.encoding import new_id, to_text
from tests.client.links import Place
from tests.client.visitor import HttpRefused, Mediator, Visitor
from tests.fixtures.rooms import HOUR_MS, OpenRoom, Rooms
from tests.fixtures.server_process import ServerProcess

pytestmark = pytest.mark.usefixtures("quiet_server")

FORMS = ["/sign-in", "/enrol", "/sign-out"]
ENDPOINTS = ["/rooms/prepare", "/rooms/open", "/rooms/abandon", "/join", "/leave"]
NONSENSE: list[Any] = [
    None, 7, "x", [], {}, [[]] * 100, {"room": 1}, {"room": None, "seat": None, "proof": None},
    {"room": "\x00", "seat": "\u202e", "proof": "é"}, {"seat": ["x"]},
    {"ticket": "x" * 100_000, "seats": [], "host_seat": ""}, {"ticket": {}, "seats": "x", "host_seat": []},
    {"mediation": [], "declared": "yes"}, {"mediation": "new", "declared": True, "ends_at": "soon"},
    {"mediation": "new", "declared": True, "ends_at": -1},
    {"mediation": "new", "declared": False, "ends_at": 1},
    {"mediation": "x", "declared": True, "ends_at": 2**70},
]  # fmt: skip


@pytest.fixture
def visitor(server: ServerProcess) -> Iterator[Visitor]:
    visitor = Visitor(server.url)
    yield visitor
    visitor.close()


@pytest.mark.parametrize("path", FORMS)
def test_a_form_without_its_csrf_token_is_refused(visitor: Visitor, path: str) -> None:
    """Seen to fail when CSRFProtect is not joined to the application."""
    for token in ({}, {"csrf_token": ""}, {"csrf_token": "x" * 64}):
        answer = visitor.http.post(
            visitor.url + path,
            data={"name": "Somebody", "password": "x" * 20, **token},
            headers={"Origin": visitor.origin, "Referer": visitor.url + path},
            timeout=10,
        )
        assert answer.status_code == 400
        assert_says_nothing_of_itself(answer)


def test_the_desk_and_its_forms_are_not_for_strangers(visitor: Visitor) -> None:
    """Seen to fail when a page of the desk lacks for_mediators."""
    for path in ("/desk", "/certificates"):
        answer = visitor.http.get(visitor.url + path, allow_redirects=False, timeout=10)
        assert answer.status_code in (302, 303, 404)
    for path in ("/rooms/prepare", "/rooms/open"):
        answer = visitor.http.post(
            visitor.url + path, data=b"{}", headers={"Origin": visitor.origin}, timeout=10
        )
        assert answer.status_code in (400, 401, 403)
        assert_says_nothing_of_itself(answer)


@pytest.mark.parametrize("path", ["/rooms/prepare", "/rooms/open", "/rooms/abandon"])
def test_a_signed_in_mediator_is_not_acted_for_without_the_token(mediator: Mediator, path: str) -> None:
    """Seen to fail when the JSON endpoints are exempt from CSRF protection."""
    body: dict[str, Any] = {
        "mediation": "new",
        "declared": True,
        "ends_at": int(time.time() * 1000) + HOUR_MS,
    }
    for headers in ({}, {"X-CSRFToken": ""}, {"X-CSRFToken": "x" * 64}):
        answer = mediator.http.post(
            mediator.url + path, json=body, headers={"Origin": mediator.origin, **headers}, timeout=10
        )
        assert answer.status_code in (400, 403)
        assert "ticket" not in answer.text


@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize("origin", [None, "null", "https://example.org", "{url}.example.org", "{url}/"])
def test_another_origin_is_refused(mediator: Mediator, path: str, origin: str | None) -> None:
    """Seen to fail when Origin is only compared where there is one."""
    headers = {"X-CSRFToken": mediator.session()["csrf_token"]}
    if origin is not None:
        headers["Origin"] = origin.format(url=mediator.url)
    answer = mediator.http.post(mediator.url + path, json={"seat": new_id()}, headers=headers, timeout=10)
    assert answer.status_code in (400, 403)
    assert "Set-Cookie" not in answer.headers
    assert_says_nothing_of_itself(answer)


@pytest.mark.parametrize("path", ENDPOINTS)
def test_nonsense_is_refused(mediator: Mediator, path: str) -> None:
    """Seen to fail when a field is used before its type is checked: that is a status of 500."""
    token = mediator.session()["csrf_token"]
    headers = {"Origin": mediator.origin, "X-CSRFToken": token}
    for nonsense in NONSENSE:
        answer = mediator.http.post(mediator.url + path, json=nonsense, headers=headers, timeout=10)
        assert 400 <= answer.status_code < 500, (nonsense, answer.status_code)
        assert_says_nothing_of_itself(answer)
    for raw in (b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"room": NaN}', b"x" * 2_000_000):
        answer = mediator.http.post(
            mediator.url + path, data=raw, headers={**headers, "Content-Type": "application/json"}, timeout=10
        )
        assert 400 <= answer.status_code < 500, (raw[:20], answer.status_code)


def test_another_mediators_ticket_opens_nothing(room: OpenRoom, mediators: list[Mediator]) -> None:
    """Seen to fail when the ticket's account is not compared with who is signed in."""
    own, other = room.host.mediator, next(one for one in mediators if one is not room.host.mediator)
    good = room.host.link.ticket
    altered = good[:-20] + ("A" if good[-20] != "A" else "B") + good[-19:]
    for asking, ticket in (
        (other, good),
        (own, altered),
        (own, ""),
        (own, good.replace("new", "individual")),
    ):
        with pytest.raises(HttpRefused) as refused:
            asking.post_as_mediator(
                "/rooms/open", {"ticket": ticket, "seats": [], "host_seat": room.host.seat}
            )
        assert refused.value.error == ("not_allowed" if ticket else "malformed")
    assert other.pass_of(room.host.seat) is None


def test_a_link_for_a_mediator_needs_one_who_is_signed_in(
    rooms: Rooms, mediator: Mediator, server: ServerProcess
) -> None:
    """Seen to fail when /join does not ask who is signed in for a seat of kind host."""
    room = rooms.open(mediator, [Place(1, 1, "host")])
    stranger = Visitor(server.url)
    link = room.link(1)
    answer = stranger.http.post(
        server.url + "/join",
        json={"room": link.room, "seat": link.seat, "proof": to_text(proof_of(link.secret))},
        headers={"Origin": server.url},
        timeout=10,
    )
    assert (answer.status_code, answer.json()) == (403, {"error": "not_open"})
    rooms.leave(room)
    stranger.close()


@pytest.mark.parametrize("name", [" ", "a\nb", "\u202eliam", "x" * 10_000])
def test_a_name_that_would_deceive_or_flood_gets_no_invitation(server: ServerProcess, name: str) -> None:
    """Seen to fail when `invite` takes the name as it is typed."""
    with pytest.raises(AssertionError, match="A name has"):
        server.invite(name)
    assert name.strip() == "" or name not in server.command("mediators", "list")


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(
    server: ServerProcess, mediator: Mediator
) -> None:
    """Seen to fail when an unknown name is answered with a sentence of its own."""
    pages = []
    for name in (mediator.name, "Nobody At All"):
        stranger = Mediator(server.url, name, "not the password")
        with pytest.raises(requests.HTTPError) as refused:
            stranger.sign_in()
        answer = refused.value.response
        assert answer is not None
        as_typed = f'value="{name}"'
        assert as_typed in answer.text
        pages.append((answer.status_code, without_tokens(answer.text).replace(as_typed, "")))
        stranger.close()
    assert pages[0] == pages[1]


def without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrf_token" not in line)


def assert_says_nothing_of_itself(answer: requests.Response) -> None:
    """No traceback, no file, no library's name or version, and the headers are there."""
    for word in ("Traceback", "werkzeug", "Werkzeug", "eventlet", "sqlite", "/mediation/"):
        assert word not in answer.text
    assert "Server" not in answer.headers
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["Cache-Control"] == "no-store"
