from __future__ import annotations

import re
import time

import pytest

from mediation.app import Application
from tests.web.conftest import PASSWORD, NewPerson, Person


def test_the_first_page_says_what_this_is_and_leads_to_sign_in(visitor: Person) -> None:
    page = visitor.opens("/")
    assert page.status_code == 200
    assert "Nothing is recorded" in page.text
    assert 'href="/sign-in"' in page.text


def test_signing_in_leads_to_the_desk_and_out_again(new_mediator: NewPerson) -> None:
    person = new_mediator()
    assert "Your desk" in person.signs_in().text
    assert person.is_signed_in()
    person.sends("/sign-out", page="/desk")
    assert not person.is_signed_in()
    assert person.opens("/desk").status_code == 303


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(
    new_mediator: NewPerson, visitor: Person
) -> None:
    person = new_mediator()
    answers = [
        person.signs_in("another password"),
        visitor.signs_in(name="Nobody At All"),
        visitor.signs_in(name="\0"),
        visitor.signs_in(name="x" * 10_000),
    ]
    assert {answer.status_code for answer in answers} == {403}
    # The name comes back as it was typed, and nothing else differs.
    own = r'(id="name"|name="csrf_token")[^>]* value="[^"]*"'
    assert len({re.sub(own, "", answer.text) for answer in answers}) == 1


def test_the_session_tells_who_is_signed_in_and_their_mediations(
    application: Application, mediator: Person
) -> None:
    answer = mediator.opens("/session")
    assert answer.headers["Cache-Control"] == "no-store"
    told = answer.get_json()
    assert told.pop("csrf_token")
    assert told == {"signed_in": True, "name": mediator.name, "mediations": []}


def test_the_session_tells_a_stranger_nothing(visitor: Person) -> None:
    assert visitor.opens("/session").get_json() == {"signed_in": False}


def test_the_session_is_made_anew_at_sign_in(new_mediator: NewPerson) -> None:
    """Seen to fail when start_session does not clear: what was there before stays (session fixation)."""
    person = new_mediator()
    with person.session() as session:
        session["planted"] = "before"
        session["language"] = "en"
    person.signs_in()
    with person.session() as session:
        assert "planted" not in session
        assert session["language"] == "en"


def test_the_cookie_holds_no_name_and_is_closed_to_scripts(new_mediator: NewPerson) -> None:
    person = new_mediator()
    answer = person.sends_only("/sign-in", name=person.name, password=PASSWORD)
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    with person.session() as session:
        assert session["account"]
        assert person.name not in str(dict(session))


def test_a_session_ends_after_twelve_hours(mediator: Person) -> None:
    """Seen to fail when signed_in_mediator does not look at the time."""
    with mediator.session() as session:
        assert 12 * 3600 - 60 < session["signed_in_until"] - time.time() <= 12 * 3600
        session["signed_in_until"] = int(time.time()) - 1
    assert not mediator.is_signed_in()


def test_a_new_password_or_a_lock_ends_sessions(application: Application, new_mediator: NewPerson) -> None:
    """Seen to fail when the session is not bound to the fingerprint."""
    accounts = application.parts.accounts
    for change in (
        lambda name: accounts.enrol(accounts.reset(name), "", "eleven loud mountains"),
        accounts.lock,
        accounts.remove,
    ):
        person = new_mediator()
        person.signs_in()
        assert person.is_signed_in()
        change(person.name)
        assert not person.is_signed_in()


@pytest.mark.parametrize(
    "path", ["/sign-in", "/sign-out", "/enrol", "/language", "/desk/end", "/desk/destroy"]
)
def test_a_form_without_its_token_is_refused_with_a_page(mediator: Person, path: str) -> None:
    """Seen to fail when the CSRF guard is not joined."""
    answer = mediator.posts(path, language="ar")
    assert answer.status_code == 400
    assert "This form was open for too long" in answer.text
    assert mediator.is_signed_in()


def test_too_many_attempts_from_an_address_get_a_clear_page(visitor: Person) -> None:
    """Seen to fail without the limit on the route."""
    answers = [visitor.sends("/sign-in", name=f"Nobody {n}", password="x") for n in range(11)]
    assert [answer.status_code for answer in answers] == [403] * 10 + [429]
    assert "Please wait a minute" in answers[-1].text


def test_too_many_attempts_on_a_name_get_a_clear_page(
    application: Application, new_mediator: NewPerson
) -> None:
    person = new_mediator()
    for _ in range(5):
        assert Person(application, person.name).signs_in("another password").status_code == 403
    answer = Person(application, person.name).signs_in()
    assert answer.status_code == 429
    assert "Please wait" in answer.text


def test_one_is_sent_on_to_known_places_alone(new_mediator: NewPerson) -> None:
    for onward, place in (("prepare", "/prepare"), ("https://elsewhere.example", "/desk"), ("", "/desk")):
        person = new_mediator()
        answer = person.sends_only("/sign-in", name=person.name, password=PASSWORD, next=onward)
        assert answer.headers["Location"] == place
        assert person.opens(f"/sign-in?next={onward}").headers["Location"] == place


@pytest.mark.parametrize("path", ["/desk", "/certificate"])
def test_a_mediators_page_sends_strangers_to_sign_in(visitor: Person, path: str) -> None:
    assert visitor.opens(path).headers["Location"] == "/sign-in"


@pytest.mark.parametrize("path", ["/desk/end", "/desk/destroy", "/certificate", "/certificate/form"])
def test_a_mediators_form_does_nothing_for_strangers(visitor: Person, path: str) -> None:
    assert visitor.sends_only(path, page="/sign-in").headers["Location"] == "/sign-in"


def test_a_page_that_is_not_there_is_said_in_a_page_or_in_json(visitor: Person) -> None:
    assert "There is no such page" in visitor.opens("/nowhere").text
    answer = visitor.opens("/nowhere", Accept="application/json")
    assert answer.status_code == 404
    assert answer.get_json() == {"error": "not_allowed"}
