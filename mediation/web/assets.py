"""Where the built stylesheets and scripts are, by name, with their integrity hashes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MANIFEST = Path(__file__).parents[2] / "static/dist/manifest.json"


class AssetsAreMissing(Exception):
    """`make assets` has not been run."""


@dataclass(frozen=True)
class Asset:
    """`integrity`: as in the attribute of that name (Subresource Integrity, W3C)."""

    url: str
    integrity: str


def asset(name: str) -> Asset:
    """The built file of that name, such as desk.css."""
    try:
        entry = _manifest()[name]
    except (OSError, KeyError):
        raise AssetsAreMissing(f"{name} has not been built: run make assets.") from None
    return Asset(f"/static/dist/{entry['file']}", entry["integrity"])


@cache
def _manifest() -> dict[str, dict[str, str]]:
    manifest: dict[str, dict[str, str]] = json.loads(MANIFEST.read_text())
    return manifest
