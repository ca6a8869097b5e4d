"""`mediation doctor`: whether what is promised of this installation holds."""

from __future__ import annotations

import sys

import click

from mediation.commands.installation import in_plain_words, settings
from mediation.doctor import report
from mediation.doctor.examination import examine


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON: {holds, findings}.")
@in_plain_words
def doctor(as_json: bool) -> None:
    """Examine this installation: a line for each promise and its remedy; exit 1 when one does not hold."""
    findings = examine(settings())
    click.echo(report.as_json(findings) if as_json else report.in_words(findings))
    sys.exit(0 if report.is_well(findings) else 1)
