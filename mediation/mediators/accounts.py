"""Accounts: enrolled by a link, signed in by a password, confirmed by a colleague, listed, locked, removed.

Knows no mediation.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from mediation.concurrency import Concurrency
from mediation.database import overwrite_traces, reading, take_turns, writing
from mediation.mediators.account import (
    Account,
    AccountIsInUse,
    AccountIsUnknown,
    ConfirmationIsRefused,
    LinkIsNotValid,
    NameIsTaken,
    NameIsWrong,
    SignInIsRefused,
    TooManyAttempts,
)
from mediation.mediators.confirmation import Confirmations
from mediation.mediators.enrolment import Enrolment, EnrolmentLinks
from mediation.mediators.name import are_the_same_name, read_name
from mediation.mediators.password import Cost, Passwords, TooManyAtOnce, check_password
from mediation.mediators.patience import Patience

ROWS = sa.Table(
    "accounts",
    sa.MetaData(),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text),
    sa.Column("kind", sa.Text),
    sa.Column("password_hash", sa.Text),
    sa.Column("locked", sa.Boolean),
    sa.Column("confirmation", sa.LargeBinary),
)
SECONDS_WHEN_BUSY = 2
Row = sa.Row[Any]
Rows = Sequence[Row]


class Accounts:
    """`server_key`: the secret of the installation, at least 32 bytes."""

    def __init__(
        self,
        engine: sa.Engine,
        server_key: bytes,
        concurrency: Concurrency,
        clock: Callable[[], datetime],
        cost: Cost = Cost(),  # noqa: B008 - frozen
    ) -> None:
        self._engine = engine
        self._links = EnrolmentLinks(server_key, clock)
        self._confirmations = Confirmations(server_key)
        self._session_key = hmac.digest(server_key, b"sessions of accounts", "sha256")
        self._passwords = Passwords(concurrency, cost)
        self._patience = Patience(clock)

    # Enrolment

    def first_link(self) -> str | None:
        """The token of a link for the very first account; None once there is one."""
        return None if self.all() else self._links.make(Enrolment("first", ""))

    def invite(self, name: str, as_head: bool = False) -> str:
        """The token of a link for a new account, a mediator's or a head's of office.

        Raises NameIsWrong, NameIsTaken.
        """
        wanted = read_name(name)
        if any(are_the_same_name(one.name, wanted) for one in self.all()):
            raise NameIsTaken("There is an account of that name.")
        return self._links.make(Enrolment("invite-head" if as_head else "invite", wanted))

    def reset(self, name: str) -> str:
        """The token of a link for a new password, which works once; raises AccountIsUnknown."""
        row = self._known(name)
        return self._links.make(Enrolment("reset", row.name), bound_to=row.password_hash)

    def read_link(self, token: str) -> Enrolment:
        """What a link is for; raises LinkIsNotValid."""
        with reading(self._engine) as connection:
            return self._read_link(token, _rows(connection))

    def enrol(self, token: str, name: str, password: str) -> Account:
        """Make the account, or set its new password. The name counts only for the first link.

        Raises LinkIsNotValid, NameIsWrong, PasswordIsWrong.
        """
        enrolment = self.read_link(token)
        wanted = read_name(name) if enrolment.kind == "first" else enrolment.name
        check_password(password)
        password_hash = self._passwords.hash(password)
        with writing(self._engine) as connection:
            take_turns(connection, ROWS.name)
            # Once more: hashing took a while, and the link may have been used in it.
            rows = _rows(connection)
            self._read_link(token, rows)
            if enrolment.kind == "reset":
                changed = sa.update(ROWS).where(ROWS.c.name == wanted)
                connection.execute(
                    changed.values(password_hash=password_hash, locked=False, confirmation=b"")
                )
            else:
                kind = "head" if enrolment.kind == "invite-head" else "mediator"
                connection.execute(sa.insert(ROWS).values(self._new_row(wanted, kind, password_hash, rows)))
        self._patience.succeeded(wanted)
        return self._account(self._known(wanted))

    # Sign-in

    def sign_in(self, name: str, password: str) -> Account:
        """The account; raises SignInIsRefused or TooManyAttempts, for a name that nobody has too."""
        try:
            typed = read_name(name)
        except NameIsWrong:
            typed = ""  # nobody's
        self._patience.check(typed)
        with reading(self._engine) as connection:
            row = _named(_rows(connection), typed)
        try:
            is_right = self._passwords.matches(password, row.password_hash if row else None)
        except TooManyAtOnce:
            raise TooManyAttempts(SECONDS_WHEN_BUSY) from None
        if row is None or not is_right or row.locked:
            self._patience.failed(typed)
            raise SignInIsRefused("The name or the password is not right.")
        self._patience.succeeded(typed)
        return self._account(row)

    def of_session(self, account_id: str, fingerprint: str) -> Account | None:
        """Whose session this is; None when the account is gone, locked, or its password was set anew."""
        with reading(self._engine) as connection:
            row = connection.execute(sa.select(ROWS).where(ROWS.c.id == account_id)).one_or_none()
        if row is None or row.locked:
            return None
        account = self._account(row)
        return account if hmac.compare_digest(account.fingerprint.encode(), fingerprint.encode()) else None

    # Confirmation: an administrator can make an account or reset one, and must not become somebody by it.

    def waiting_for(self, colleague: Account) -> list[Account]:
        """Accounts that this colleague may confirm, by name."""
        with reading(self._engine) as connection:
            rows = _rows(connection)
        found = [self._account(row) for row in rows if self._may_confirm(colleague.id, row, rows)]
        return sorted(found, key=lambda one: one.name)

    def confirm(self, account_id: str, fingerprint: str, colleague: Account) -> None:
        """Say that the person whom this account names has set its password; raises ConfirmationIsRefused.

        fingerprint: as the colleague saw it, so that no later password is confirmed unseen.
        """
        with writing(self._engine) as connection:
            take_turns(connection, ROWS.name)
            rows = _rows(connection)
            row = next((row for row in rows if row.id == account_id), None)
            if row is None or not self._may_confirm(colleague.id, row, rows):
                raise ConfirmationIsRefused("This account does not wait for your confirmation.")
            if not hmac.compare_digest(self._account(row).fingerprint.encode(), fingerprint.encode()):
                raise ConfirmationIsRefused("Its password has been set once more.")
            confirmation = self._confirmations.make(row.id, row.kind, row.password_hash)
            connection.execute(sa.update(ROWS).where(ROWS.c.id == row.id).values(confirmation=confirmation))

    # Administration

    def all(self) -> list[Account]:
        """Every account, by name."""
        with reading(self._engine) as connection:
            return sorted((self._account(row) for row in _rows(connection)), key=lambda one: one.name)

    def lock(self, name: str) -> None:
        """Keep the account, and let nobody sign in with it; a reset opens it again."""
        wanted = self._known(name).name
        with writing(self._engine) as connection:
            locked = sa.update(ROWS).where(ROWS.c.name == wanted).values(locked=True, confirmation=b"")
            connection.execute(locked)

    def remove(self, name: str) -> None:
        """Delete the account; raises AccountIsUnknown, or AccountIsInUse while mediations of it are kept."""
        wanted = self._known(name).name
        try:
            with writing(self._engine) as connection:
                connection.execute(sa.delete(ROWS).where(ROWS.c.name == wanted))
        except sa.exc.IntegrityError:
            raise AccountIsInUse("Mediations of this account are kept.") from None
        overwrite_traces(self._engine)

    def _read_link(self, token: str, rows: Rows) -> Enrolment:
        def binding(enrolment: Enrolment) -> str:
            row = _named(rows, enrolment.name)
            return row.password_hash if enrolment.kind == "reset" and row is not None else ""

        enrolment = self._links.read(token, binding)
        row = _named(rows, enrolment.name)
        is_of_use = {"first": not rows, "reset": row is not None}
        if not is_of_use.get(enrolment.kind, row is None):
            raise LinkIsNotValid("This link has been used.")
        return enrolment

    def _known(self, name: str) -> Row:
        wanted = read_name(name)
        with reading(self._engine) as connection:
            row = _named(_rows(connection), wanted)
        if row is None:
            raise AccountIsUnknown("There is no account of that name.")
        return row

    def _account(self, row: Row) -> Account:
        bound = hmac.digest(self._session_key, row.password_hash.encode(), "sha256").hex()
        return Account(row.id, row.name, row.kind, row.locked, self._is_confirmed(row), bound)

    def _is_confirmed(self, row: Row) -> bool:
        return self._confirmations.holds(row.confirmation, row.id, row.kind, row.password_hash)

    def _confirmed(self, rows: Rows) -> list[Row]:
        return [row for row in rows if not row.locked and self._is_confirmed(row)]

    def _may_confirm(self, colleague_id: str, other: Row, rows: Rows) -> bool:
        """A head confirms anyone else; while there is no confirmed head, any mediator confirms one."""
        if other.locked or self._is_confirmed(other):
            return False
        confirmed = self._confirmed(rows)
        colleague = next((row for row in confirmed if row.id == colleague_id), None)
        if colleague is None or colleague.kind == "head":
            return colleague is not None
        return other.kind == "head" and not any(row.kind == "head" for row in confirmed)

    def _new_row(self, name: str, kind: str, password_hash: str, rows: Rows) -> dict[str, object]:
        account = secrets.token_urlsafe(16)
        # A new one waits when there is somebody who can say who it is.
        confirmed = self._confirmed(rows)
        must_wait = any(kind == "head" or row.kind == "head" for row in confirmed)
        return {
            "id": account,
            "name": name,
            "kind": kind,
            "password_hash": password_hash,
            "locked": False,
            "confirmation": b"" if must_wait else self._confirmations.make(account, kind, password_hash),
        }


def _rows(connection: sa.Connection) -> Rows:
    return connection.execute(sa.select(ROWS)).all()  # an office's, so a few dozen


def _named(rows: Rows, name: str) -> Row | None:
    return next((row for row in rows if are_the_same_name(row.name, name)), None)
