"""The `mediation certificate` commands: a specimen, and checking. None of them issues a real certificate.

Exit codes: 0 done (or genuine), 1 not done (or not genuine), 2 the command was not understood.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from mediation.certificates import errors
from mediation.certificates.day import Day
from mediation.certificates.key_ring import CURRENT, read_key_ring
from mediation.certificates.printer import Printer
from mediation.certificates.seal import grouped
from mediation.certificates.specimen import specimen
from mediation.certificates.statement import Statement
from mediation.certificates.tribunal import TRIBUNALS
from mediation.certificates.verification import CertificateIsWrong, Verified, verify
from mediation.certificates.wording import LANGUAGES, wording
from mediation.commands.installation import in_plain_words, settings

TOLD = "\n".join(
    (
        "Checked: the office's signature over the statement; and the signature over the whole file, of which",
        "not one byte has changed since the certificate was made.",
    )
)
NO_KEY = "There is no key here to check with: give the office's with --key."
CHANGED = "\n".join(
    (
        "THE FILE IS NOT AS IT WAS ISSUED: it was changed, or saved anew by another program, since the",
        "office signed it. Do not rely on its page. What the office signed is this, whatever the page shows:",
    )
)


@click.group("certificate")
def certificate() -> None:
    """Certificates of the dates of mediation."""


@certificate.command()
@in_plain_words
def key() -> None:
    """Print this office's public key, for those who check its certificates."""
    keys = _own_keys()
    if not keys:
        raise click.ClickException("This installation has no signing key yet; give the office's with --key.")
    click.echo(keys[0])


@certificate.command("sample")
@click.option("--tribunal", type=click.Choice(sorted(TRIBUNALS)), required=True)
@click.option("--language", default="en", help="One of the six, or two as en+fr.", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
def make_sample(tribunal: str, language: str, out: Path) -> None:
    """Make a certificate from made-up data, marked SPECIMEN. Needs no server and no instance."""
    printer = Printer()
    try:
        out.write_bytes(specimen(printer, tribunal, tuple(language.split("+"))))
    except errors.LanguageIsUnknown:
        wanted = ", ".join(LANGUAGES)
        raise click.BadParameter(f"one or two of {wanted}, joined by +", param_hint="--language") from None
    except errors.PrintingFailed as error:
        raise click.ClickException(f"The specimen could not be made ({type(error).__name__}).") from None
    except OSError as error:
        raise click.ClickException(f"The file cannot be written ({error.strerror}).") from None
    finally:
        printer.stop()


@certificate.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", "public_key", help="The office's public key (64 hexadecimal digits); else this one's.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: {genuine, specimen, reason, statement}.")
@in_plain_words
def verify_certificate(file: Path, public_key: str | None, as_json: bool) -> None:
    """Check the certificate in FILE and say what was checked."""
    keys = [public_key.strip().lower()] if public_key is not None else _own_keys()
    if any(len(one) != 64 or set(one) - set("0123456789abcdef") for one in keys):
        raise click.BadParameter("a public key has 64 hexadecimal digits", param_hint="--key")
    try:
        found = verify(file.read_bytes(), keys)
    except CertificateIsWrong as error:
        reason = (
            str(error)
            if keys
            else f"{error} There is no key here to check with: give the office's with --key."
        )
        if as_json:
            click.echo(json.dumps({"genuine": False, "reason": reason}))
        else:
            click.echo(f"NOT GENUINE. {reason}", err=True)
        sys.exit(1)
    click.echo(_as_json(found) if as_json else "\n".join(_in_words(found)))
    sys.exit(0 if found.is_whole else 1)


def _as_json(found: Verified) -> str:
    statement = found.sealed.statement
    told = {
        "genuine": found.is_whole and not statement.is_specimen,
        "specimen": statement.is_specimen,
        "reason": "" if found.is_whole else "the file was changed after it was signed",
        "statement": json.loads(statement.canonical()),
    }
    return json.dumps(told, ensure_ascii=False)


def _in_words(found: Verified) -> list[str]:
    statement = found.sealed.statement
    if statement.is_specimen:
        verdict = "SPECIMEN. Made-up data, signed by a key that everybody has: it certifies nothing."
    else:
        verdict = "Genuine. The statement in this file is signed by the office's key:"
    facts = [f"  {name:22}{_shown(fact)}" for name, fact in _facts(statement).items() if fact]
    if not found.is_whole:
        return [*(["SPECIMEN."] if statement.is_specimen else []), CHANGED, *facts]
    return [verdict, *facts, TOLD, f"Key of the office, by its fingerprint: {grouped(found.sealed.key)}"]


def _facts(statement: Statement) -> dict[str, str]:
    return {
        "reference": statement.reference,
        "tribunal": f"{statement.tribunal_name}, {statement.seat}",
        "its request": f"{statement.request_reference}, {statement.request_date}",
        "case": "; ".join(statement.case_references),
        "start of mediation": _day(statement.start, statement.zone),
        "end of mediation": _day(statement.end, statement.zone),
        "office": statement.office,
        "issued by": f"{statement.issuer_name}, {statement.issuer_title}",
        "issued at": f"{statement.place}, {statement.issue_date}",
        "issued again": "yes" if statement.is_reissue else "",
        "check code": statement.check_code(),
    }


def _day(day: Day, zone: str) -> str:
    if not day.at_seat:
        return "not ended at the date of issue"
    written = wording("en").day
    in_utc = f"; {written(day.in_utc)} in UTC" if day.in_utc else "; stated by the mediator"
    return f"{written(day.at_seat)} in {zone}{in_utc}"


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _own_keys() -> list[str]:
    """This installation's, former ones too, where it has any: a specimen needs none."""
    instance = settings().instance
    if not (instance / CURRENT).exists():
        return []
    ring = read_key_ring(instance)
    return [ring.current.public, *(former.public for former in ring.former)]
