"""A head of office at work, in an office of their own: on a shared one, newcomers would wait for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mediation.app import Application, create_app
from mediation.concurrency import ThreadConcurrency
from mediation.config import Settings
from mediation.mediators.account import Account
from tests.web.conftest import PASSWORD, Person, account_of
from tests.web.test_desk import change_rows

NEW_PASSWORD = "nine loud mountains"


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    application = create_app(Settings(instance=tmp_path / "instance"), ThreadConcurrency())
    yield application
    application.stop()


@pytest.fixture
def head(application: Application) -> Person:
    return enrolled(application, "Head", as_head=True)


@pytest.fixture
def mediator(application: Application, head: Person) -> Person:
    mediator = enrolled(application, "Mediator")
    confirms(head, found(application, "Mediator"))
    return mediator


def enrolled(application: Application, name: str, as_head: bool = False) -> Person:
    """Signed in."""
    accounts = application.parts.accounts
    accounts.enrol(accounts.invite(name, as_head), "", PASSWORD)
    person = Person(application, name)
    person.signs_in()
    return person


def found(application: Application, name: str) -> Account:
    return next(one for one in application.parts.accounts.all() if one.name == name)


def confirms(person: Person, account: Account, page: str = "/office", **fields: str) -> str:
    given = {"account": account.id, "fingerprint": account.fingerprint, "spoken": "yes", **fields}
    return person.sends("/colleagues/confirm", page=page, **given).text


def resets(application: Application, name: str) -> Person:
    accounts = application.parts.accounts
    accounts.enrol(accounts.reset(name), "", NEW_PASSWORD)
    person = Person(application, name)
    person.signs_in(NEW_PASSWORD)
    return person


def test_a_head_comes_to_the_office_and_mediates_nothing(application: Application, head: Person) -> None:
    assert head.opens("/sign-in").headers["Location"] == "/office"
    for path in ("/desk", "/certificate"):
        assert head.opens(path).headers["Location"] == "/office"
    assert head.opens("/session").get_json() == {"signed_in": False}
    assert "You see no mediation here" in head.opens("/office").text
    assert 'href="/office"' in head.opens("/").text


def test_a_mediator_comes_to_no_office(mediator: Person, visitor: Person) -> None:
    assert mediator.opens("/office").headers["Location"] == "/desk"
    assert visitor.opens("/office").headers["Location"] == "/sign-in"
    for path in ("/office/assign",):
        assert mediator.sends_only(path, page="/desk").headers["Location"] == "/desk"


def test_what_a_head_does_needs_a_form_of_ours(application: Application, head: Person) -> None:
    for path in ("/office/assign", "/colleagues/confirm"):
        assert head.posts(path).status_code == 400


def test_a_reset_locks_the_mediations_until_a_head_has_confirmed_it(
    application: Application, head: Person, mediator: Person
) -> None:
    """Seen to fail when for_mediators does not ask whether the account is confirmed."""
    reference = application.parts.registry.begin(account_of(application, mediator))
    intruder = resets(application, "Mediator")
    page = intruder.opens("/desk").text
    assert "Your mediations are locked" in page
    assert reference not in page
    assert intruder.opens("/session").get_json()["mediations"] == []
    for path in ("/certificate", "/certificate/form", "/desk/end", "/desk/destroy"):
        answer = intruder.sends_only(path, page="/desk", reference=reference, typed=reference)
        assert answer.headers["Location"] == "/desk"
    assert intruder.opens("/certificate").headers["Location"] == "/desk"
    assert application.parts.registry.find(reference, account_of(application, mediator))
    assert "Mediator" in head.opens("/office").text
    assert "The account is confirmed" in confirms(head, found(application, "Mediator"))
    assert reference in intruder.opens("/desk").text
    assert intruder.opens("/certificate").status_code == 200


def test_no_further_session_is_prepared_by_an_account_that_waits(
    application: Application, head: Person, mediator: Person
) -> None:
    reference = application.parts.registry.begin(account_of(application, mediator))
    intruder = resets(application, "Mediator")
    token = intruder.opens("/session").get_json()["csrf_token"]
    ends_at = int(application.rooms.clock() * 1000) + 3_600_000
    answer = intruder.client.post(
        "/rooms/prepare",
        json={"mediation": reference, "declared": True, "ends_at": ends_at},
        base_url=intruder._url,
        headers={"Origin": intruder._url, "X-CSRFToken": token},
    )
    assert (answer.status_code, answer.get_json()) == (403, {"error": "not_allowed"})


def test_confirming_wants_the_box_ticked_and_the_account_as_it_was_seen(
    application: Application, head: Person, mediator: Person
) -> None:
    resets(application, "Mediator")
    seen = found(application, "Mediator")
    assert "first speak with the person" in confirms(head, seen, spoken="")
    resets(application, "Mediator")
    assert "has changed meanwhile" in confirms(head, seen)
    assert not found(application, "Mediator").is_confirmed


def test_nobody_confirms_themselves_and_a_mediator_no_mediator(
    application: Application, head: Person, mediator: Person
) -> None:
    intruder = resets(application, "Mediator")
    waiting = found(application, "Mediator")
    confirms(intruder, waiting, page="/desk")
    colleague = enrolled(application, "Colleague")
    confirms(head, found(application, "Colleague"))
    assert "has changed meanwhile" in confirms(colleague, waiting, page="/desk")
    assert not found(application, "Mediator").is_confirmed


def test_a_first_head_is_confirmed_at_a_mediators_desk(application: Application) -> None:
    mediator = enrolled(application, "Mediator")
    head = enrolled(application, "Head", as_head=True)
    assert "Your account waits to be confirmed" in head.opens("/office").text
    assert "Accounts that wait for your word" in mediator.opens("/desk").text
    confirms(mediator, found(application, "Head"), page="/desk")
    assert "You see no mediation here" in head.opens("/office").text


def test_a_departed_mediators_entries_go_to_a_colleague(
    application: Application, head: Person, mediator: Person
) -> None:
    reference = application.parts.registry.begin(account_of(application, mediator))
    colleague = enrolled(application, "Colleague")
    confirms(head, found(application, "Colleague"))
    assert "Nobody has left" in head.opens("/office").text
    ids = {"departed": account_of(application, mediator), "successor": account_of(application, colleague)}
    assert "Nothing was assigned" in head.sends("/office/assign", page="/office", **ids).text
    application.parts.accounts.lock("Mediator")
    page = head.opens("/office").text
    assert "Who has left" in page
    assert reference not in page
    told = head.sends("/office/assign", page="/office", **ids).text
    assert "entries are \N{FIRST STRONG ISOLATE}Colleague" in told, "a name turns no sentence around it"
    assert reference in colleague.opens("/desk").text
    assert "Nobody has left" in head.opens("/office").text


def test_a_head_learns_of_no_reference_when_entries_were_changed(
    application: Application, head: Person, mediator: Person
) -> None:
    """`mediation registry check` names them, to the administrator. Seen to fail when the page does."""
    reference = application.parts.registry.begin(account_of(application, mediator))
    change_rows(application, reference)
    colleague = enrolled(application, "Colleague")
    confirms(head, found(application, "Colleague"))
    application.parts.accounts.lock("Mediator")
    ids = {"departed": account_of(application, mediator), "successor": account_of(application, colleague)}
    page = head.sends("/office/assign", page="/office", **ids).text
    assert "left as they are" in page
    assert reference not in page


def test_nothing_is_assigned_to_who_is_no_mediator(
    application: Application, head: Person, mediator: Person
) -> None:
    application.parts.registry.begin(account_of(application, mediator))
    application.parts.accounts.lock("Mediator")
    for successor in (account_of(application, head), account_of(application, mediator), "", "nobody"):
        page = head.sends(
            "/office/assign",
            page="/office",
            departed=account_of(application, mediator),
            successor=successor,
        )
        assert "Nothing was assigned" in page.text
