from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from mediation.app import Application
from tests.web.conftest import NewPerson, Person, account_of


@pytest.fixture
def reference(application: Application, mediator: Person) -> str:
    return application.parts.registry.begin(account_of(application, mediator))


def today() -> str:
    return datetime.now(UTC).date().isoformat()


def has_ended(mediator: Person) -> bool:
    (one,) = mediator.opens("/session").get_json()["mediations"]
    return bool(one["has_ended"])


def test_the_desk_shows_own_mediations_alone(
    mediator: Person, reference: str, new_mediator: NewPerson
) -> None:
    assert reference in mediator.opens("/desk").text
    other = new_mediator()
    other.signs_in()
    page = other.opens("/desk").text
    assert reference not in page
    assert "There are none yet" in page


def test_a_mediation_ends_with_its_last_day_confirmed(mediator: Person, reference: str) -> None:
    page = mediator.sends("/desk/end", page="/desk", reference=reference, ended_on=today())
    assert "The mediation has ended" in page.text
    assert has_ended(mediator)


@pytest.mark.parametrize("day", ["2020-01-01", "", "tomorrow"])
def test_another_day_ends_nothing(mediator: Person, reference: str, day: str) -> None:
    page = mediator.sends("/desk/end", page="/desk", reference=reference, ended_on=day)
    assert "Nothing was ended" in page.text
    assert not has_ended(mediator)


def test_an_entry_is_destroyed_with_its_reference_typed(mediator: Person, reference: str) -> None:
    typed = reference.lower().replace("-", " ")
    page = mediator.sends("/desk/destroy", page="/desk", reference=reference, typed=typed)
    assert "Nothing is left of it" in page.text
    assert reference not in page.text


@pytest.mark.parametrize("typed", ["", "yes", "0000-0000-0000-0"])
def test_an_entry_is_not_destroyed_by_a_slip(mediator: Person, reference: str, typed: str) -> None:
    page = mediator.sends("/desk/destroy", page="/desk", reference=reference, typed=typed)
    assert "Nothing was destroyed" in page.text
    assert reference in page.text


def test_nobody_ends_or_destroys_what_is_anothers(
    mediator: Person, reference: str, new_mediator: NewPerson
) -> None:
    other = new_mediator()
    other.signs_in()
    for path, fields in (("/desk/end", {"ended_on": today()}), ("/desk/destroy", {"typed": reference})):
        page = other.sends(path, page="/desk", reference=reference, **fields)
        assert "There is no such mediation among yours" in page.text
    assert not has_ended(mediator)


def test_a_changed_row_is_told(application: Application, mediator: Person, reference: str) -> None:
    change_rows(application, reference)
    page = mediator.sends("/desk/end", page="/desk", reference=reference, ended_on=today())
    assert "does not bear this office&#39;s signature" in page.text


def change_rows(application: Application, reference: str) -> None:
    """As somebody with the database and without the key would."""
    path = application.parts.settings.instance / "mediation.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE mediations SET signature = x'00' WHERE reference = ?", (reference,))
