"""What a command opens of the installation that it runs beside, and how it says what went wrong."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from mediation.certificates.key_ring import KeyRing, read_key_ring
from mediation.concurrency import ThreadConcurrency
from mediation.config import SettingIsWrong, Settings, read_settings
from mediation.database import DatabaseIsBusy, open_engine
from mediation.keys import read_or_make_key
from mediation.mediators.account import AccountError, NameIsWrong
from mediation.mediators.accounts import Accounts
from mediation.migrations import migrate

Given = ParamSpec("Given")
Result = TypeVar("Result")


def in_plain_words(command: Callable[Given, Result]) -> Callable[Given, Result]:
    """What can go wrong, as a sentence instead of a traceback."""

    @wraps(command)
    def explained(*given: Given.args, **named: Given.kwargs) -> Result:
        try:
            return command(*given, **named)
        except NameIsWrong as error:
            raise click.BadParameter(str(error), param_hint="NAME") from None
        except (AccountError, SettingIsWrong, DatabaseIsBusy) as error:
            raise click.ClickException(str(error)) from None
        except SQLAlchemyError as error:
            raise click.ClickException(f"The database cannot be used ({type(error).__name__}).") from None

    return explained


def settings() -> Settings:
    """As the environment says; raises SettingIsWrong."""
    return read_settings(os.environ)


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def opened_engine(settings: Settings) -> Iterator[Engine]:
    """The database in its present schema."""
    settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = open_engine(settings.database, ThreadConcurrency())
    try:
        migrate(engine)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def opened_accounts(settings: Settings) -> Iterator[Accounts]:
    server_key = read_or_make_key(settings.instance / "server.key")
    with opened_engine(settings) as engine:
        yield Accounts(engine, server_key, ThreadConcurrency(), now)


def existing_key_ring(settings: Settings) -> KeyRing:
    """The installation's keys; a command that only looks makes none."""
    if not (settings.instance / "signing.key").exists():
        raise click.ClickException("This installation has no signing key yet; it is made on the first start.")
    return read_key_ring(settings.instance)
