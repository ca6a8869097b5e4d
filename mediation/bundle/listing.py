"""The built bundle as a list of paths and hashes, and the one hash of all of it that a release publishes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

DIST = Path(__file__).parents[2] / "static/dist"
ASSETS = "/static/dist/"
NOT_SERVED = {"manifest.json"}
COMPRESSED = {".br", ".gz"}  # the same files again; what is inside is what counts

Listing = Mapping[str, str]  # path on the server → SHA-256 of its content, hexadecimal


class BundleIsMissing(Exception):
    """`make assets` has not been run."""


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_listing(dist: Path = DIST) -> Listing:
    """Of what has been built here: the static pages, and everything that they load."""
    pages = {f"/{file.stem}": file for file in sorted(dist.glob("pages/*.html"))}
    assets = {
        ASSETS + file.name: file
        for file in sorted(dist.glob("*.*"))
        if file.name not in NOT_SERVED and file.suffix not in COMPRESSED
    }
    if not pages or not assets:
        raise BundleIsMissing("The pages have not been built: run make assets.")
    return {path: sha256(file.read_bytes()) for path, file in (pages | assets).items()}


def as_lines(listing: Listing) -> str:
    """As sha256sum writes them, by path."""
    return "".join(f"{listing[path]}  {path}\n" for path in sorted(listing))


def bundle_hash(listing: Listing) -> str:
    """SHA-256 of those lines: `mediation static hash --list | sha256sum` gives it too."""
    return sha256(as_lines(listing).encode())
