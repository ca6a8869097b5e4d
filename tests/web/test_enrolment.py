from __future__ import annotations

import pytest

from mediation.app import Application
from tests.web.conftest import PASSWORD, NewPerson, Person


def enrols(person: Person, token: str, name: str = "", password: str = PASSWORD, again: str = "") -> str:
    page = person.sends("/enrol", token=token, name=name, password=password, again=again or password)
    return page.text


def test_an_invitation_makes_an_account_and_signs_in(application: Application, visitor: Person) -> None:
    token = application.parts.accounts.invite("Médiatrice n° 2 (Łódź)")
    assert "Your desk" in enrols(visitor, token)
    assert visitor.opens("/session").get_json()["name"] == "Médiatrice n° 2 (Łódź)"


def test_a_link_that_was_used_says_so(application: Application, visitor: Person) -> None:
    token = application.parts.accounts.invite("Used link")
    enrols(visitor, token)
    assert "has been used" in enrols(Person(application), token)


def test_the_token_is_in_no_address(application: Application, visitor: Person) -> None:
    page = visitor.opens("/enrol").text
    assert 'method="post" action="/enrol"' in page
    assert 'name="token" id="token" value=""' in page


@pytest.mark.parametrize(
    ("password", "again", "complaint"),
    [("short", "", "12 to 1024"), (PASSWORD, "seven quiet lakes", "differ"), ("x" * 1025, "", "12 to 1024")],
)
def test_a_mistake_keeps_the_link_usable(
    application: Application, visitor: Person, password: str, again: str, complaint: str
) -> None:
    name = f"Colleague {len(password)} {len(again)}"
    token = application.parts.accounts.invite(name)
    page = enrols(visitor, token, name, password, again)
    assert complaint in page
    assert token in page
    assert password not in page
    assert "Your desk" in enrols(visitor, token)


@pytest.mark.parametrize("token", ["", "nonsense", "a.b", "\0", "x" * 100_000])
def test_what_is_no_link_is_told_as_an_old_one(visitor: Person, token: str) -> None:
    assert "not complete, too old, or has been used" in enrols(visitor, token, "Colleague")


def test_enrolment_is_throttled(visitor: Person) -> None:
    answers = [
        visitor.sends("/enrol", token="x", name="Colleague", password="x", again="x") for _ in range(11)
    ]
    assert answers[-1].status_code == 429


def test_a_reset_sets_the_new_password(application: Application, new_mediator: NewPerson) -> None:
    person = new_mediator()
    enrols(person, application.parts.accounts.reset(person.name), password="eleven loud mountains")
    assert Person(application, person.name).signs_in("eleven loud mountains").status_code == 200
    assert Person(application, person.name).signs_in().status_code == 403
