"""The `mediation` command, for whoever runs the installation. Joins parts as app.py does; decides nothing.

Exit codes: 0 done (or genuine), 1 not done (or not genuine), 2 the command was not understood.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click

from mediation.certificates.page import page_facts
from mediation.certificates.seal import OfficeKey
from mediation.certificates.verification import CertificateIsWrong, Verified, verify
from mediation.commands.doctor import doctor
from mediation.commands.installation import in_plain_words, opened_accounts, opened_engine, settings
from mediation.commands.keys import keys
from mediation.commands.registry import registry
from mediation.commands.static import static
from mediation.config import Settings
from mediation.keys import read_or_make_key
from mediation.mediators.account import AccountIsInUse


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Confidential mediation that keeps nothing but its dates."""


@main.command()
@in_plain_words
def serve() -> None:
    """Serve, in this process's place."""
    settings()
    os.execv(sys.executable, [sys.executable, "-m", "mediation.serving"])  # noqa: S606


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


@main.group()
def certificate() -> None:
    """Certificates of the dates of mediation."""


@certificate.command()
@in_plain_words
def key() -> None:
    """Print this office's public key, for those who check its certificates."""
    click.echo(_public_key(settings()))


@certificate.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", "public_key", help="The office's public key (64 hexadecimal digits); else this one's.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: {genuine, reason, differences, statement}.")
@in_plain_words
def verify_certificate(file: Path, public_key: str | None, as_json: bool) -> None:
    """Check the certificate in FILE and say what was checked."""
    wanted = (public_key or _public_key(settings())).strip().lower()
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


def _public_key(installation: Settings) -> str:
    path = installation.instance / "signing.key"
    if not path.exists():
        raise click.ClickException("This installation has no signing key yet; give the office's with --key.")
    return OfficeKey(read_or_make_key(path)).public


main.add_command(doctor)
main.add_command(keys)
main.add_command(registry)
main.add_command(static)


if __name__ == "__main__":
    main()
