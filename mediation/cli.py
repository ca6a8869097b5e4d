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
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from mediation.bundle.commands import static
from mediation.certificates.page import page_facts
from mediation.certificates.seal import OfficeKey
from mediation.certificates.verification import CertificateIsWrong, Verified, verify
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


main.add_command(static)


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


@main.group()
def certificate() -> None:
    """Certificates of the dates of mediation."""


@certificate.command()
@in_plain_words
def key() -> None:
    """Print this office's public key, for those who check its certificates."""
    click.echo(_public_key(read_settings(os.environ)))


@certificate.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", "public_key", help="The office's public key (64 hexadecimal digits); else this one's.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: {genuine, reason, differences, statement}.")
@in_plain_words
def verify_certificate(file: Path, public_key: str | None, as_json: bool) -> None:
    """Check the certificate in FILE and say what was checked."""
    wanted = (public_key or _public_key(read_settings(os.environ))).strip().lower()
    if len(wanted) != 64 or set(wanted) - set("0123456789abcdef"):
        raise click.BadParameter("a public key has 64 hexadecimal digits", param_hint="--key")
    try:
        found = verify(file.read_bytes(), wanted)
    except CertificateIsWrong as error:
        if as_json:
            click.echo(json.dumps({"genuine": False, "reason": str(error)}))
        else:
            click.echo(f"NOT GENUINE. {error}\nKey used: {wanted}", err=True)
        sys.exit(1)
    click.echo(_as_json(found) if as_json else _in_words(found, wanted))
    sys.exit(1 if found.differences else 0)


def _as_json(found: Verified) -> str:
    statement = json.loads(found.sealed.statement.canonical())
    reason = "the page's text differs from the signed statement" if found.differences else ""
    return json.dumps(
        {
            "genuine": not found.differences,
            "reason": reason,
            "differences": found.differences,
            "statement": statement,
        },
        ensure_ascii=False,
    )


def _in_words(found: Verified, public_key: str) -> str:
    facts = page_facts(found.sealed.statement)
    lines = [f"  {name.replace('_', ' '):18}{_shown(fact)}" for name, fact in facts.items() if fact]
    if found.differences:
        differing = ", ".join(name.replace("_", " ") for name in found.differences)
        verdict = [
            f"THE PAGE IS NOT GENUINE. Its text differs from the signed statement: {differing}.",
            "What the office signed is this, whatever the page shows:",
        ]
    else:
        verdict = ["Genuine. The statement in this file is signed by the office's key:"]
    return "\n".join(
        [
            *verdict,
            *lines,
            f"Key used: {public_key}",
            "Checked: the signature over the statement, and the text of the page against it. Not checked:",
            "pictures laid over the page; words in scripts that a PDF does not give back letter by letter.",
        ]
    )


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _public_key(settings: Settings) -> str:
    path = settings.instance / "signing.key"
    if not path.exists():
        raise click.ClickException("This installation has no signing key yet; give the office's with --key.")
    return OfficeKey(read_or_make_key(path)).public


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
