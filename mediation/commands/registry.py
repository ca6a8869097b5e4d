"""`mediation registry`: whether its entries bear the office's signature. Prints references, and no dates."""

from __future__ import annotations

import json
import sys

import click

from mediation.certificates.key_ring import KeyRing
from mediation.clock import clock_trouble
from mediation.commands.installation import existing_key_ring, in_plain_words, now, opened_engine, settings
from mediation.config import Settings
from mediation.registry.registry import Registry


@click.group()
def registry() -> None:
    """The entries of mediations: when each started and ended."""


@registry.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON: {holds, wrong: [reference], clock}.")
@in_plain_words
def check(as_json: bool) -> None:
    """Name the entries that something else than this software has changed (exit code 1)."""
    installation = settings()
    wrong, clock = _check(installation, existing_key_ring(installation))
    if as_json:
        click.echo(json.dumps({"holds": not wrong, "wrong": wrong, "clock": clock}))
    else:
        click.echo("\n".join([f"changed: {_shown(one)}" for one in wrong] or ["Every entry holds."]))
        if wrong:
            click.echo("These do not bear the office's signature, and are not certified.", err=True)
        if clock:
            click.echo(clock, err=True)
    sys.exit(1 if wrong else 0)


def _check(installation: Settings, ring: KeyRing) -> tuple[list[str], str]:
    with opened_engine(installation) as engine:
        entries = Registry(engine, ring, now)
        latest = entries.latest_moment()
        return entries.check(), clock_trouble(now(), [latest] if latest else [])


def _shown(text: str) -> str:
    """Whoever changed a reference may have put anything there, for this terminal too."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
