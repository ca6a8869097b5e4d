from __future__ import annotations

import time
from typing import Any

import pytest
from werkzeug.test import Cookie, TestResponse

from mediation.app import Application
from mediation.rooms.derivations import digest, new_id
from mediation.web.protection import LARGEST_MESSAGE_BYTES
from tests.client.encoding import to_text
from tests.web.conftest import NewPerson, Person, account_of

IN_AN_HOUR = int((time.time() + 3600) * 1000)
PROOF = bytes(range(32))


def posts(person: Person, path: str, body: Any, **headers: str) -> TestResponse:
    """As our own pages do; an empty header is left out."""
    token = person.opens("/session").get_json().get("csrf_token", "")
    sent = {"Origin": person._url, "X-CSRFToken": token, **headers}
    return person.client.post(
        path, json=body, base_url=person._url, headers={name: value for name, value in sent.items() if value}
    )


def prepares(person: Person, mediation: str = "new", **other: Any) -> TestResponse:
    body = {"mediation": mediation, "declared": True, "ends_at": IN_AN_HOUR, **other}
    return posts(person, "/rooms/prepare", body)


def opens(person: Person, ticket: str, host_seat: str, *seats: dict[str, Any]) -> TestResponse:
    return posts(person, "/rooms/open", {"ticket": ticket, "seats": list(seats), "host_seat": host_seat})


def a_seat(kind: str = "party") -> dict[str, Any]:
    return {"seat": new_id(), "version": 1, "kind": kind, "proof_hash": to_text(digest(PROOF))}


@pytest.fixture
def opened(mediator: Person) -> dict[str, Any]:
    """A room of the mediator's with one party: room, ticket, host_seat, seat."""
    prepared = prepares(mediator).get_json()
    seat, host_seat = a_seat(), new_id()
    answer = opens(mediator, prepared["ticket"], host_seat, seat)
    assert (answer.status_code, answer.get_json()) == (200, {})
    return {**prepared, "host_seat": host_seat, "seat": seat["seat"]}


def joins(person: Person, opened: dict[str, Any], **other: Any) -> TestResponse:
    body = {"room": opened["room"], "seat": opened["seat"], "proof": to_text(PROOF), **other}
    return posts(person, "/join", body)


def cookie_of(person: Person, seat: str) -> Cookie | None:
    return person.client.get_cookie(f"seat-{seat}", domain="127.0.0.1")


def test_opening_gives_the_host_seats_pass(mediator: Person, opened: dict[str, Any]) -> None:
    cookie = cookie_of(mediator, opened["host_seat"])
    assert cookie is not None
    assert cookie.http_only
    assert (cookie.same_site, cookie.path, cookie.max_age) == ("Strict", "/", 12 * 3600)
    assert cookie.value.startswith(opened["room"] + ".")


def test_opening_again_gives_the_same_device_its_pass_and_another_a_fresh_one(
    mediator: Person, opened: dict[str, Any]
) -> None:
    before = cookie_of(mediator, opened["host_seat"])
    again = opens(mediator, opened["ticket"], opened["host_seat"])
    assert again.get_json() == {"already_open": True}
    assert cookie_of(mediator, opened["host_seat"]) == before
    mediator.client.delete_cookie(f"seat-{opened['host_seat']}", domain="127.0.0.1")
    opens(mediator, opened["ticket"], opened["host_seat"])
    after = cookie_of(mediator, opened["host_seat"])
    assert before is not None
    assert after is not None
    assert after.value != before.value


def test_a_link_joins_and_a_second_time_keeps_its_device(visitor: Person, opened: dict[str, Any]) -> None:
    assert joins(visitor, opened).get_json() == {}
    first = cookie_of(visitor, opened["seat"])
    joins(visitor, opened)
    assert first is not None
    assert cookie_of(visitor, opened["seat"]) == first


def test_every_link_that_cannot_be_used_is_answered_alike(
    application: Application, visitor: Person, mediator: Person, opened: dict[str, Any]
) -> None:
    answers = [
        joins(visitor, opened, room=new_id()),
        joins(visitor, opened, seat=new_id()),
        joins(visitor, opened, seat=opened["host_seat"]),
        joins(visitor, opened, proof=to_text(bytes(32))),
    ]
    for answer in answers:
        assert answer.status_code == 403
        assert answer.data == answers[0].data
        assert answer.get_json() == {"error": "not_open"}
        assert "Set-Cookie" not in answer.headers
        assert dict(answer.headers) == dict(answers[0].headers)


def test_a_co_mediators_link_needs_a_mediator(
    mediator: Person, new_mediator: NewPerson, visitor: Person
) -> None:
    prepared = prepares(mediator).get_json()
    seat = a_seat("host")
    opens(mediator, prepared["ticket"], new_id(), seat)
    link = {"room": prepared["room"], "seat": seat["seat"]}
    assert joins(visitor, link).get_json() == {"error": "not_open"}
    colleague = new_mediator()
    colleague.signs_in()
    assert joins(colleague, link).get_json() == {}


@pytest.mark.parametrize("path", ["/rooms/prepare", "/rooms/open", "/rooms/abandon", "/join", "/leave"])
@pytest.mark.parametrize("origin", ["", "null", "https://evil.example", "http://127.0.0.1:8001"])
def test_another_origin_or_none_is_refused(mediator: Person, path: str, origin: str) -> None:
    """Seen to fail when an absent Origin is let pass."""
    answer = posts(mediator, path, {"seat": new_id()}, Origin=origin)
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/rooms/prepare", "/rooms/open", "/rooms/abandon"])
def test_without_a_csrf_token_nothing_is_prepared_or_opened(mediator: Person, path: str) -> None:
    answer = posts(mediator, path, {}, **{"X-CSRFToken": ""})
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/rooms/prepare", "/rooms/open", "/rooms/abandon"])
def test_who_is_not_signed_in_prepares_and_opens_nothing(visitor: Person, path: str) -> None:
    answer = posts(visitor, path, {})
    assert answer.status_code in (400, 403)


def test_a_conflict_of_interest_and_a_wrong_time_are_not_prepared(mediator: Person) -> None:
    now = int(time.time() * 1000)
    for other in (
        {"declared": False}, {"declared": "true"}, {"ends_at": now - 1}, {"ends_at": now + 10**12},
        {"ends_at": "soon"}, {"mediation": ""}, {"more": 1},
    ):  # fmt: skip
        answer = prepares(mediator, **other)
        assert (answer.status_code, answer.get_json()) == (400, {"error": "malformed"}), other


def test_only_ones_own_mediation_that_goes_on_has_a_further_session(
    application: Application, mediator: Person, new_mediator: NewPerson
) -> None:
    registry = application.parts.registry
    account = account_of(application, mediator)
    reference = registry.begin(account)
    assert prepares(mediator, reference.lower()).status_code == 200
    colleague = new_mediator()
    colleague.signs_in()
    for person, asked in ((colleague, reference), (mediator, "0000-0000-0000-0"), (mediator, "further")):
        answer = prepares(person, asked)
        assert (answer.status_code, answer.get_json()) == (403, {"error": "not_allowed"})
    registry.end(reference, account, registry.find(reference, account).ended_on)
    assert prepares(mediator, reference).status_code == 403


def test_a_ticket_is_its_accounts_and_unaltered(
    mediator: Person, new_mediator: NewPerson, opened: dict[str, Any]
) -> None:
    """Seen to fail when the ticket's account is not compared with who is signed in."""
    colleague = new_mediator()
    colleague.signs_in()
    altered = opened["ticket"].replace(".new.", ".individual.")
    for person, ticket in ((colleague, opened["ticket"]), (mediator, altered), (mediator, "x")):
        answer = opens(person, ticket, opened["host_seat"])
        assert (answer.status_code, answer.get_json()) == (403, {"error": "not_allowed"})
    assert opens(mediator, opened["ticket"], opened["seat"]).status_code == 403


def test_a_body_that_is_no_json_of_the_right_shape_is_malformed(mediator: Person) -> None:
    token = mediator.opens("/session").get_json()["csrf_token"]
    headers = {"Origin": mediator._url, "X-CSRFToken": token, "Content-Type": "application/json"}
    for path in ("/rooms/prepare", "/rooms/open", "/rooms/abandon", "/join", "/leave"):
        for body in (b"", b"{", b"null", b"[" * 50_000, b"\xff", b'{"seat": NaN}'):
            answer = mediator.client.post(path, data=body, base_url=mediator._url, headers=headers)
            assert (answer.status_code, answer.get_json()) == (400, {"error": "malformed"})
        too_large = b" " * (LARGEST_MESSAGE_BYTES + 1)
        answer = mediator.client.post(path, data=too_large, base_url=mediator._url, headers=headers)
        assert answer.status_code in (400, 413)


def test_leaving_expires_that_seats_cookie_alone(visitor: Person, opened: dict[str, Any]) -> None:
    joins(visitor, opened)
    assert posts(visitor, "/leave", {"seat": new_id()}).status_code == 200
    assert cookie_of(visitor, opened["seat"]) is not None
    posts(visitor, "/leave", {"seat": opened["seat"]})
    assert cookie_of(visitor, opened["seat"]) is None


def test_passes_of_closed_rooms_are_forgotten_by_and_by(
    application: Application, visitor: Person, mediator: Person, opened: dict[str, Any]
) -> None:
    """Else a mediator's browser would send every room of the day with each request."""
    joins(visitor, opened)
    store = application.rooms.lifecycle._keeper.store
    store.close(opened["room"], time.time() + 60)
    prepared = prepares(mediator).get_json()
    seat = a_seat()
    opens(mediator, prepared["ticket"], new_id(), seat)
    joins(visitor, {**prepared, "seat": seat["seat"]})
    assert cookie_of(visitor, opened["seat"]) is None
    assert cookie_of(visitor, seat["seat"]) is not None
    assert cookie_of(mediator, opened["host_seat"]) is None
