from __future__ import annotations

import pytest
import sqlalchemy as sa

from mediation.mediators.account import (
    Account,
    ConfirmationIsRefused,
)
from mediation.mediators.accounts import Accounts
from tests.unit.mediators.enrolment import OTHER_PASSWORD, PASSWORD, enrol_first


def enrol(accounts: Accounts, name: str, as_head: bool = False, password: str = PASSWORD) -> Account:
    return accounts.enrol(accounts.invite(name, as_head), "", password)


def reset(accounts: Accounts, name: str, password: str = OTHER_PASSWORD) -> Account:
    return accounts.enrol(accounts.reset(name), "", password)


def names(waiting: list[Account]) -> list[str]:
    return [one.name for one in waiting]


def test_while_there_is_no_head_mediators_wait_for_nobody(accounts: Accounts) -> None:
    enrol_first(accounts)
    assert enrol(accounts, "Colleague").is_confirmed


def test_a_first_head_is_confirmed_by_a_mediator_and_confirms_everyone_after(accounts: Accounts) -> None:
    """Seen to fail when a head that nobody confirmed may confirm."""
    enrol_first(accounts)
    mediator = accounts.sign_in("Mediator", PASSWORD)
    head = enrol(accounts, "Head", as_head=True)
    assert (head.kind, head.is_confirmed) == ("head", False)
    assert names(accounts.waiting_for(head)) == []
    assert names(accounts.waiting_for(mediator)) == ["Head"]
    accounts.confirm(head.id, head.fingerprint, mediator)
    colleague = enrol(accounts, "Colleague")
    second = enrol(accounts, "Second head", as_head=True)
    assert not colleague.is_confirmed
    assert names(accounts.waiting_for(mediator)) == []
    assert names(accounts.waiting_for(head)) == ["Colleague", "Second head"]
    accounts.confirm(second.id, second.fingerprint, head)
    accounts.confirm(colleague.id, colleague.fingerprint, accounts.sign_in("Second head", PASSWORD))
    assert all(one.is_confirmed for one in accounts.all())


def test_a_head_waits_for_nobody_where_there_is_nobody(accounts: Accounts) -> None:
    assert enrol(accounts, "Head", as_head=True).is_confirmed


def test_a_reset_takes_the_confirmation_away(accounts: Accounts) -> None:
    """Seen to fail when the confirmation does not cover the password's hash."""
    head = enrol(accounts, "Head", as_head=True)
    mediator = enrol(accounts, "Mediator")
    accounts.confirm(mediator.id, mediator.fingerprint, head)
    again = reset(accounts, "Mediator")
    assert not again.is_confirmed
    with pytest.raises(ConfirmationIsRefused):
        accounts.confirm(again.id, again.fingerprint, again)
    accounts.confirm(again.id, again.fingerprint, head)
    assert accounts.sign_in("Mediator", OTHER_PASSWORD).is_confirmed


def test_a_reset_head_confirms_nobody_until_a_colleague_has_confirmed_them(accounts: Accounts) -> None:
    head = enrol(accounts, "Head", as_head=True)
    mediator = enrol(accounts, "Mediator")
    accounts.confirm(mediator.id, mediator.fingerprint, head)
    mediator = reset(accounts, "Mediator")
    again = reset(accounts, "Head")
    assert accounts.waiting_for(again) == accounts.waiting_for(mediator) == []


def test_a_later_password_is_not_confirmed_unseen(accounts: Accounts) -> None:
    """Seen to fail when confirm does not compare the fingerprint."""
    head = enrol(accounts, "Head", as_head=True)
    seen = enrol(accounts, "Mediator")
    reset(accounts, "Mediator")
    with pytest.raises(ConfirmationIsRefused):
        accounts.confirm(seen.id, seen.fingerprint, head)
    with pytest.raises(ConfirmationIsRefused):
        accounts.confirm("nobody", seen.fingerprint, head)


@pytest.mark.parametrize(
    "assignment",
    ["password_hash = (SELECT password_hash FROM accounts WHERE name = 'Other')", "kind = 'head'"],
)
def test_what_is_changed_in_the_database_is_confirmed_by_nobody(
    accounts: Accounts, engine: sa.Engine, assignment: str
) -> None:
    """Seen to fail when `confirmation` is a mere flag."""
    enrol_first(accounts)
    enrol(accounts, "Other", password=OTHER_PASSWORD)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE accounts SET {assignment} WHERE name = 'Mediator'")  # noqa: S608
    changed = next(one for one in accounts.all() if one.name == "Mediator")
    assert not changed.is_confirmed
    for sign in ("confirmation = '1'", "confirmation = 'text'", "locked = true"):
        with engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE accounts SET {sign} WHERE name = 'Mediator'")  # noqa: S608
        assert not next(one for one in accounts.all() if one.name == "Mediator").is_confirmed


def test_a_lock_that_is_lifted_in_the_database_leaves_no_confirmation(
    accounts: Accounts, engine: sa.Engine
) -> None:
    enrol_first(accounts)
    accounts.lock("Mediator")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE accounts SET locked = false")
    assert not accounts.sign_in("Mediator", PASSWORD).is_confirmed
