"""`mediation static`: the hash that a release publishes, and whether a server elsewhere sends just that.

Exit codes of verify: 0 it does, 1 it does not, 2 it could not be checked.
"""

from __future__ import annotations

import json
import re
import sys
from urllib.parse import urlsplit

import click

from mediation.bundle.listing import BundleIsMissing, Listing, as_lines, bundle_hash, read_listing
from mediation.bundle.verification import Found, verify
from mediation.bundle.visitor import PEOPLE, ServerCannotBeAsked

DIFFERS, NOT_CHECKED = 1, 2


@click.group()
def static() -> None:
    """The pages and scripts that everyone is sent."""


@static.command("hash")
@click.option("--list", "as_list", is_flag=True, help="Every path with its hash; SHA-256 of it is the hash.")
def print_hash(as_list: bool) -> None:
    """Print the hash of the bundle that has been built here; a release publishes it."""
    listing = _built()
    click.echo(as_lines(listing) if as_list else bundle_hash(listing), nl=not as_list)


@static.command("verify")
@click.argument("url")
@click.option(
    "--hash", "expected", help="The published hash (64 hexadecimal digits); else of what is built here."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON: {same, hash, expected, differences, files}.")
def verify_server(url: str, expected: str | None, as_json: bool) -> None:
    """Fetch what the server at URL sends to everyone, and compare it with what was published."""
    origin = _origin(url)
    expected = (expected or bundle_hash(_built())).strip().lower()
    if not re.fullmatch(r"[0-9a-f]{64}", expected):
        raise click.BadParameter("a hash has 64 hexadecimal digits", param_hint="--hash")
    try:
        found = verify(origin, expected, _built_or_nothing(), _tell_progress)
    except ServerCannotBeAsked as error:
        _clear_line()
        click.echo(f"NOT CHECKED. {origin} cannot be asked: {error}", err=True)
        sys.exit(NOT_CHECKED)
    _clear_line()
    click.echo(_as_json(found, expected) if as_json else _in_words(found))
    sys.exit(DIFFERS if found.differences else 0)


def _tell_progress(count: int) -> None:
    """Over itself, on a terminal; a pipe or a file gets the answer and nothing else."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{count} files looked at… ", nl=False, err=True)


def _clear_line() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)


def _as_json(found: Found, expected: str) -> str:
    return json.dumps(
        {
            "same": not found.differences,
            "hash": found.hash,
            "expected": expected,
            "differences": found.differences,
            "files": found.listing,
        }
    )


def _in_words(found: Found) -> str:
    if found.differences:
        return "\n".join(["NOT THE SAME.", *(f"  {line}" for line in found.differences)])
    return "\n".join(
        [
            f"The same: {len(found.listing)} files, each fetched as {len(PEOPLE)} different visitors.",
            f"Hash: {found.hash}",
            "Checked: pages, scripts, styles, fonts and words; that every script and style carries an",
            "integrity hash; that no page has a script of its own, or a policy that lets one in.",
            "Not checked: what the server sends to somebody else, or at another time.",
        ]
    )


def _origin(url: str) -> str:
    parts = urlsplit(url if "://" in url else f"https://{url}")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise click.BadParameter("an address like https://mediation.example.org", param_hint="URL")
    return f"{parts.scheme}://{parts.netloc}"


def _built() -> Listing:
    try:
        return read_listing()
    except BundleIsMissing as missing:
        click.echo(f"{missing} Or give the published hash with --hash.", err=True)
        sys.exit(NOT_CHECKED)


def _built_or_nothing() -> Listing:
    try:
        return read_listing()
    except BundleIsMissing:
        return {}
