"""`mediation keys`: the office's public keys, and a new one in the place of the current."""

from __future__ import annotations

import json

import click

from mediation.certificates.key_ring import rotate
from mediation.certificates.seal import fingerprint, grouped
from mediation.commands.installation import existing_key_ring, in_plain_words, now, settings


@click.group()
def keys() -> None:
    """The keys that sign certificates and the registry's entries."""


@keys.command()
@click.option("--json", "as_json", is_flag=True, help="As served at /.well-known/mediation-office-keys.json.")
@in_plain_words
def show(as_json: bool) -> None:
    """Print the public keys with their fingerprints, the current one first."""
    ring = existing_key_ring(settings())
    if as_json:
        click.echo(json.dumps(ring.published(), indent=1))
        return
    click.echo(f"signs now:         {ring.current.public}")
    click.echo(f"  its fingerprint: {grouped(fingerprint(ring.current.public))}")
    for former in reversed(ring.former):
        click.echo(f"until {former.retired_on}:  {former.public}")
        click.echo(f"  its fingerprint: {grouped(fingerprint(former.public))}")


@keys.command("rotate")
@click.confirmation_option(prompt="Make a new signing key? What the former one signed still holds.")
@in_plain_words
def rotate_key() -> None:
    """Make a new signing key, and keep the public half of the former one for checking."""
    installation = settings()
    existing_key_ring(installation)
    ring = rotate(installation.instance, now().date())
    click.echo(f"The new public key:  {ring.current.public}")
    click.echo(f"  its fingerprint:   {grouped(fingerprint(ring.current.public))}")
    click.echo("Restart the server now: until then it signs with the former one. Keep a copy of signing.key")
    click.echo("and signing-former.key in a safe place, and tell the tribunals the new fingerprint.")
