from __future__ import annotations

import threading
from contextlib import ExitStack

import pytest
import sqlalchemy as sa

from mediation.concurrency import ThreadConcurrency
from mediation.mediators.account import (
    AccountIsInUse,
    AccountIsUnknown,
    LinkIsNotValid,
    NameIsTaken,
    NameIsWrong,
    PasswordIsWrong,
    SignInIsRefused,
    TooManyAttempts,
)
from mediation.mediators.accounts import Accounts
from mediation.mediators.password import MOST_WAITING
from tests.fixtures.clock import Clock
from tests.unit.mediators.enrolment import CHEAP, KEY, OTHER_PASSWORD, PASSWORD, enrol_first


def test_the_first_link_makes_the_first_account_and_no_second(accounts: Accounts) -> None:
    """Seen to fail when read_link does not ask whether there are accounts."""
    token = accounts.first_link()
    assert token is not None
    accounts.enrol(token, "Mediator", PASSWORD)
    assert accounts.first_link() is None
    with pytest.raises(LinkIsNotValid):
        accounts.enrol(token, "Colleague", PASSWORD)
    assert [one.name for one in accounts.all()] == ["Mediator"]


def test_an_invitation_makes_that_account_once(accounts: Accounts) -> None:
    token = accounts.invite("Colleague")
    assert accounts.read_link(token).name == "Colleague"
    assert accounts.enrol(token, "somebody else", PASSWORD).name == "Colleague"
    with pytest.raises(LinkIsNotValid):
        accounts.enrol(token, "Colleague", OTHER_PASSWORD)
    with pytest.raises(NameIsTaken):
        accounts.invite("COLLEAGUE")


def test_an_invitation_is_valid_for_seven_days(accounts: Accounts, clock: Clock) -> None:
    token = accounts.invite("Colleague")
    clock.forward(days=7)
    accounts.read_link(token)
    clock.forward(seconds=1)
    with pytest.raises(LinkIsNotValid):
        accounts.read_link(token)


def test_a_reset_works_once_and_ends_sessions(accounts: Accounts) -> None:
    """Seen to fail when the token is not bound to the present password's hash."""
    enrol_first(accounts)
    account = accounts.sign_in("Mediator", PASSWORD)
    earlier, token = accounts.reset("mediator"), accounts.reset("Mediator")
    accounts.enrol(token, "", OTHER_PASSWORD)
    for used in (earlier, token):
        with pytest.raises(LinkIsNotValid):
            accounts.enrol(used, "", PASSWORD)
    assert accounts.of_session(account.id, account.fingerprint) is None
    with pytest.raises(SignInIsRefused):
        accounts.sign_in("Mediator", PASSWORD)
    again = accounts.sign_in("Mediator", OTHER_PASSWORD)
    assert again.id == account.id
    assert accounts.of_session(again.id, again.fingerprint) == again


def test_a_link_of_another_installation_is_worth_nothing(
    accounts: Accounts, engine: sa.Engine, clock: Clock
) -> None:
    """Seen to fail when the MAC is not compared."""
    elsewhere = Accounts(engine, b"\1" * 32, ThreadConcurrency(), clock, CHEAP)
    with pytest.raises(LinkIsNotValid):
        accounts.read_link(elsewhere.invite("Colleague"))


@pytest.mark.parametrize("token", ["", ".", "a", "a.b.c", "e30.e30", "\0", "💥.💥", "W10.AA", "x" * 5000])
def test_a_link_that_is_no_link_is_refused(accounts: Accounts, token: str) -> None:
    with pytest.raises(LinkIsNotValid):
        accounts.read_link(token)


def test_every_altered_character_spoils_a_link(accounts: Accounts) -> None:
    token = accounts.invite("Colleague")
    for place in range(len(token) - 1):  # the very last carries bits that base64 ignores
        altered = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        with pytest.raises(LinkIsNotValid):
            accounts.read_link(altered)


def test_two_people_with_the_first_link_do_not_both_get_an_account(engine: sa.Engine, clock: Clock) -> None:
    """Seen to fail when the link is not read again in the transaction that writes the account."""
    meet = threading.Barrier(2)

    class Together(ThreadConcurrency):
        def offload(self, work):  # type: ignore[no-untyped-def]
            meet.wait(5)  # both have had their link read
            return work()

    accounts = Accounts(engine, KEY, Together(), clock, CHEAP)
    token = accounts.first_link()
    assert token is not None
    refused = []

    def enrol(name: str) -> None:
        try:
            accounts.enrol(token, name, PASSWORD)
        except LinkIsNotValid:
            refused.append(name)

    threads = [threading.Thread(target=enrol, args=(name,)) for name in ("Mediator", "Colleague")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(accounts.all()) == len(refused) == 1


def test_capitals_do_not_matter_in_a_name(accounts: Accounts) -> None:
    enrol_first(accounts, "Żółta Straße")
    assert accounts.sign_in("żółta  STRASSE", PASSWORD).name == "Żółta Straße"


@pytest.mark.parametrize("name", ["الوسيطة الأولى", "调解员", "Медиатор", "నా పేరు", "می‌خواهم"])
def test_a_name_may_be_of_any_script(accounts: Accounts, name: str) -> None:
    enrol_first(accounts, name)
    assert accounts.sign_in(name, PASSWORD).name == name


@pytest.mark.parametrize(
    "name",
    ["", "   ", "a\0b", "a\x1b[2Jb", "a\u202eb", "\u2066a\u2069", "a\nb", "x" * 81, "x" * 10_000, "\ud800"],
)
def test_a_name_that_hides_something_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(NameIsWrong):
        accounts.invite(name)
    token = accounts.first_link()
    assert token is not None
    with pytest.raises(NameIsWrong):
        accounts.enrol(token, name, PASSWORD)


@pytest.mark.parametrize("password", ["", "eleven char", "x" * 1025])
def test_a_password_has_12_to_1024_characters(accounts: Accounts, password: str) -> None:
    token = accounts.first_link()
    assert token is not None
    with pytest.raises(PasswordIsWrong):
        accounts.enrol(token, "Mediator", password)
    accounts.enrol(token, "Mediator", "x" * 1024)
    assert accounts.sign_in("Mediator", "x" * 1024)


def test_the_same_letters_typed_another_way_are_the_same_password(accounts: Accounts) -> None:
    token = accounts.first_link()
    assert token is not None
    accounts.enrol(token, "Mediator", "caf\u00e9 au lait noir")
    accounts.sign_in("Mediator", "cafe\u0301 au lait noir")


def test_a_wrong_password_an_unknown_name_and_a_locked_account_are_answered_alike(
    accounts: Accounts, engine: sa.Engine
) -> None:
    enrol_first(accounts)
    answers = []
    for name, password in (
        ("Mediator", OTHER_PASSWORD),
        ("Nobody", PASSWORD),
        ("\0", PASSWORD),
        ("Mediator", ""),
    ):
        with pytest.raises(SignInIsRefused) as answer:
            accounts.sign_in(name, password)
        answers.append(str(answer.value))
    accounts.lock("Mediator")
    with pytest.raises(SignInIsRefused) as answer:
        accounts.sign_in("Mediator", PASSWORD)
    assert {*answers, str(answer.value)} == {"The name or the password is not right."}


def test_as_much_is_hashed_for_an_unknown_name_as_for_a_known_one(engine: sa.Engine, clock: Clock) -> None:
    """The time is in the hashing. Seen to fail when an unknown name is refused before a hash is compared."""
    count = 0

    class Counting(ThreadConcurrency):
        def offload(self, work):  # type: ignore[no-untyped-def]
            nonlocal count
            count += 1
            return work()

    def hashes(accounts: Accounts, name: str) -> int:
        nonlocal count
        count = 0
        with pytest.raises(SignInIsRefused):
            accounts.sign_in(name, OTHER_PASSWORD)
        return count

    enrol_first(Accounts(engine, KEY, Counting(), clock, CHEAP))
    for first, second in (("Mediator", "Nobody"), ("Nobody", "Mediator")):
        started_anew = Accounts(engine, KEY, Counting(), clock, CHEAP)
        assert hashes(started_anew, first) == 2, "one of them nobody's, made once"
        assert hashes(started_anew, second) == 1


def test_a_stored_password_is_hashed_by_argon2id_at_no_less_than_owasps_cost(
    engine: sa.Engine, clock: Clock
) -> None:
    enrol_first(Accounts(engine, KEY, ThreadConcurrency(), clock))
    with engine.begin() as connection:
        (stored,) = connection.exec_driver_sql("SELECT password_hash FROM accounts").scalars()
    assert stored.startswith("$argon2id$v=19$m=65536,t=2,p=1$")


def test_wrong_passwords_make_one_wait_and_not_for_long(accounts: Accounts, clock: Clock) -> None:
    enrol_first(accounts)
    for name in ("Mediator", "Nobody"):
        for _ in range(5):
            with pytest.raises(SignInIsRefused):
                accounts.sign_in(name, OTHER_PASSWORD)
        with pytest.raises(TooManyAttempts) as wait:
            accounts.sign_in(name.upper(), PASSWORD)
        assert wait.value.seconds <= 60
    clock.forward(seconds=60)
    accounts.sign_in("Mediator", PASSWORD)


def test_a_locked_account_has_no_session_and_a_reset_opens_it(accounts: Accounts) -> None:
    enrol_first(accounts)
    account = accounts.sign_in("Mediator", PASSWORD)
    accounts.lock("Mediator")
    assert accounts.of_session(account.id, account.fingerprint) is None
    accounts.enrol(accounts.reset("Mediator"), "", OTHER_PASSWORD)
    assert not accounts.sign_in("Mediator", OTHER_PASSWORD).is_locked


def test_a_removed_account_is_gone(accounts: Accounts) -> None:
    enrol_first(accounts)
    account = accounts.sign_in("Mediator", PASSWORD)
    accounts.remove("mediator")
    assert accounts.all() == []
    assert accounts.of_session(account.id, account.fingerprint) is None
    with pytest.raises(AccountIsUnknown):
        accounts.remove("Mediator")


def test_an_account_with_mediations_is_not_removed(accounts: Accounts, engine: sa.Engine) -> None:
    enrol_first(accounts)
    (account,) = accounts.all()
    with engine.begin() as connection:
        connection.execute(
            sa.text("INSERT INTO mediations VALUES ('r', :id, '2026-03-03', '2026-03-03', false, '')"),
            {"id": account.id},
        )
    with pytest.raises(AccountIsInUse):
        accounts.remove("Mediator")
    assert accounts.all() == [account]


def test_so_many_passwords_wait_to_be_compared_and_no_more(accounts: Accounts) -> None:
    """Or they would take every line to the desk. Seen to fail when anybody may wait."""
    enrol_first(accounts)
    with ExitStack() as others:
        for _ in range(MOST_WAITING):
            others.enter_context(accounts._passwords._waiting)
        with pytest.raises(TooManyAttempts):
            accounts.sign_in("Mediator", PASSWORD)
    assert accounts.sign_in("Mediator", PASSWORD).name == "Mediator"
