"""The first account of an installation, as the tests of accounts begin."""

from __future__ import annotations

from nacl.pwhash import argon2id

from mediation.mediators.accounts import Accounts
from mediation.mediators.password import Cost

KEY = b"\7" * 32
CHEAP = Cost(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)
PASSWORD = "seven quiet rivers"
OTHER_PASSWORD = "nine loud mountains"


def enrol_first(accounts: Accounts, name: str = "Mediator") -> None:
    token = accounts.first_link()
    assert token is not None
    accounts.enrol(token, name, PASSWORD)
