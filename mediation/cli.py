"""The `mediation` command, for whoever runs the installation. Joins parts as app.py does; decides nothing.

Exit codes: 0 done (or genuine), 1 not done (or not genuine), 2 the command was not understood.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from mediation.certificate_commands import certificate
from mediation.concurrency import ThreadConcurrency
from mediation.config import SettingIsWrong, Settings, read_settings
from mediation.database import DatabaseIsBusy, open_engine
from mediation.keys import read_or_make_key
from mediation.mediators.account import AccountError, AccountIsInUse, NameIsWrong
from mediation.mediators.accounts import Accounts
from mediation.migrations import migrate

Given = ParamSpec("Given")
Result = TypeVar("Result")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Confidential mediation that keeps nothing but its dates."""


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


@main.command()
@in_plain_words
def serve() -> None:
    """Serve, in this process's place."""
    read_settings(os.environ)
    os.execv(sys.executable, [sys.executable, "-m", "mediation.serving"])  # noqa: S606


@main.group()
def database() -> None:
    """The database of accounts and dates."""


@database.command("migrate")
@in_plain_words
def migrate_database() -> None:
    """Bring it to the present schema; serving does it too."""
    with _engine(read_settings(os.environ)):
        click.echo("The database is up to date.")


@main.group()
def mediators() -> None:
    """The accounts of those who work for the office."""


@mediators.command()
@click.argument("name")
@in_plain_words
def invite(name: str) -> None:
    """Print a link by which NAME makes an account; valid for seven days."""
    settings = read_settings(os.environ)
    with _accounts(settings) as accounts:
        click.echo(f"{settings.origin}/enrol#{accounts.invite(name)}")


@mediators.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON: [{name, kind, locked}].")
@in_plain_words
def list_accounts(as_json: bool) -> None:
    """Print every account."""
    with _accounts(read_settings(os.environ)) as accounts:
        listed = accounts.all()
    if as_json:
        rows = [{"name": one.name, "kind": one.kind, "locked": one.is_locked} for one in listed]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for one in listed:
        click.echo(f"{one.name}  ({one.kind}{', locked' if one.is_locked else ''})")


@mediators.command()
@click.argument("name")
@in_plain_words
def reset(name: str) -> None:
    """Print a link by which NAME sets a new password; it works once, within seven days."""
    settings = read_settings(os.environ)
    with _accounts(settings) as accounts:
        click.echo(f"{settings.origin}/enrol#{accounts.reset(name)}")


@mediators.command()
@click.argument("name")
@in_plain_words
def remove(name: str) -> None:
    """Delete the account of NAME, or lock it while dates of its mediations are kept."""
    with _accounts(read_settings(os.environ)) as accounts:
        try:
            accounts.remove(name)
        except AccountIsInUse:
            accounts.lock(name)
            click.echo("Locked: dates of this account's mediations are kept. Nobody can sign in with it.")
            return
    click.echo("Removed. An invitation made for this name in the last seven days would open again.")


main.add_command(certificate)


@contextmanager
def _engine(settings: Settings) -> Iterator[Engine]:
    settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = open_engine(settings.database, ThreadConcurrency())
    try:
        migrate(engine)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _accounts(settings: Settings) -> Iterator[Accounts]:
    server_key = read_or_make_key(settings.instance / "server.key")
    with _engine(settings) as engine:
        yield Accounts(engine, server_key, ThreadConcurrency(), lambda: datetime.now(UTC))


if __name__ == "__main__":
    main()
