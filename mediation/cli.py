"""The `mediation` command, for whoever runs the installation. Joins parts as app.py does; decides nothing.

Exit codes: 0 done (or genuine), 1 not done (or not genuine), 2 the command was not understood.
"""

from __future__ import annotations

import json
import os
import sys

import click

from mediation.commands.certificate import certificate
from mediation.commands.doctor import doctor
from mediation.commands.installation import in_plain_words, opened_accounts, opened_engine, settings
from mediation.commands.keys import keys
from mediation.commands.registry import registry
from mediation.commands.static import static
from mediation.mediators.account import AccountIsInUse


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mediation", prog_name="mediation")
def main() -> None:
    """Confidential mediation that keeps nothing but its dates.

    Settings are environment variables: docs/deployment.md. Exit codes: 0 done, 1 not done, or not so, 2 the
    command was not understood. What a machine might read has an option --json.
    """


@main.command()
@in_plain_words
def serve() -> None:
    """Serve, in this process's place."""
    settings()
    os.execv(sys.executable, [sys.executable, "-m", "mediation.serving"])  # noqa: S606 - nothing of it is given


@main.group()
def database() -> None:
    """The database of accounts and dates."""


@database.command("migrate")
@in_plain_words
def migrate_database() -> None:
    """Bring it to the present schema; serving does it too."""
    with opened_engine(settings()):
        click.echo("The database is up to date.")


@main.group()
def mediators() -> None:
    """The accounts of those who work for the office."""


@mediators.command()
@click.argument("name")
@click.option("--head", "as_head", is_flag=True, help="As a head of office, who mediates nothing.")
@in_plain_words
def invite(name: str, as_head: bool) -> None:
    """Print a link by which NAME makes an account; valid for seven days."""
    installation = settings()
    with opened_accounts(installation) as accounts:
        click.echo(f"{installation.origin}/enrol#{accounts.invite(name, as_head)}")


@mediators.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON: [{name, kind, locked, confirmed}].")
@in_plain_words
def list_accounts(as_json: bool) -> None:
    """Print every account."""
    with opened_accounts(settings()) as accounts:
        listed = accounts.all()
    if as_json:
        rows = [
            {"name": one.name, "kind": one.kind, "locked": one.is_locked, "confirmed": one.is_confirmed}
            for one in listed
        ]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for one in listed:
        state = ", locked" if one.is_locked else "" if one.is_confirmed else ", waits to be confirmed"
        click.echo(f"{one.name}  ({one.kind}{state})")


@mediators.command()
@click.argument("name")
@in_plain_words
def reset(name: str) -> None:
    """Print a link by which NAME sets a new password; it works once, within seven days.

    The account's mediations are then locked until a head of office has confirmed it at their desk.
    """
    installation = settings()
    with opened_accounts(installation) as accounts:
        click.echo(f"{installation.origin}/enrol#{accounts.reset(name)}")


@mediators.command()
@click.argument("name")
@in_plain_words
def remove(name: str) -> None:
    """Delete the account of NAME, or lock it while dates of its mediations are kept."""
    with opened_accounts(settings()) as accounts:
        try:
            accounts.remove(name)
        except AccountIsInUse:
            accounts.lock(name)
            click.echo("Locked: dates of this account's mediations are kept. Nobody can sign in with it.")
            return
    click.echo("Removed. An invitation made for this name in the last seven days would open again.")


main.add_command(certificate)
main.add_command(doctor)
main.add_command(keys)
main.add_command(registry)
main.add_command(static)


if __name__ == "__main__":
    main()
