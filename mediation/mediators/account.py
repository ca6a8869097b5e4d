"""An account of someone who works for the office, and the facts that refuse one. Knows no database."""

from __future__ import annotations

from dataclasses import dataclass


class AccountError(Exception):
    """
    AccountError
    ├── NameIsWrong           cannot be a name
    ├── PasswordIsWrong       cannot be a password (too short, too long)
    ├── NameIsTaken           somebody has an account of that name
    ├── AccountIsUnknown      nobody has
    ├── AccountIsInUse        mediations of this account are kept
    ├── ConfirmationIsRefused not by this colleague, not (any more) waiting, or its password is another by now
    ├── LinkIsNotValid        an enrolment link that is wrong, old, or used
    ├── SignInIsRefused       wrong name or password, or locked: which of them is not told
    └── TooManyAttempts       wait; see `seconds`
    """


class NameIsWrong(AccountError):
    pass


class PasswordIsWrong(AccountError):
    pass


class NameIsTaken(AccountError):
    pass


class AccountIsUnknown(AccountError):
    pass


class AccountIsInUse(AccountError):
    pass


class ConfirmationIsRefused(AccountError):
    pass


class LinkIsNotValid(AccountError):
    pass


class SignInIsRefused(AccountError):
    pass


class TooManyAttempts(AccountError):
    def __init__(self, seconds: int) -> None:
        super().__init__("Too many attempts.")
        self.seconds = seconds


@dataclass(frozen=True)
class Account:
    """`fingerprint` changes with the password, so that a session can be bound to it.

    `is_confirmed`: a colleague has confirmed who has this password. Until then the account's mediations, or
    what a head of office may do, are locked.
    """

    id: str
    name: str
    kind: str  # "mediator" or "head"
    is_locked: bool  # may not sign in
    is_confirmed: bool
    fingerprint: str
