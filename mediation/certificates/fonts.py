"""The fonts of a certificate: OFL, from npm's @fontsource packages, as package-lock.json pins them.

What they lack (rare Chinese characters, other scripts) comes from Debian's Noto fonts through fontconfig.
"""

from __future__ import annotations

from pathlib import Path

PACKAGES = Path(__file__).parents[2] / "node_modules/@fontsource"
WEIGHTS = (400, 600)
# Families in the order in which they are asked for a character; each is one file for each weight.
SUBSETS = {
    "noto-serif": ("latin", "latin-ext", "vietnamese", "cyrillic", "cyrillic-ext", "greek", "greek-ext"),
    "noto-serif-sc": ("chinese-simplified",),
    "vazirmatn": ("arabic",),
}
DEBIAN = ("Noto Serif CJK SC", "Noto Serif", "Noto Sans", "Noto Naskh Arabic")


def font_faces() -> str:
    """The @font-face rules of all."""
    return "\n".join(
        f'@font-face {{ font-family: "{_family(package, subset)}"; font-weight: {weight}; src: url({url}) }}'
        for package, subsets in SUBSETS.items()
        for subset in subsets
        for weight in WEIGHTS
        if (url := (PACKAGES / package / "files" / f"{package}-{subset}-{weight}-normal.woff").as_uri())
    )


def font_families(first: str = "noto-serif") -> str:
    """A value for CSS's font-family, the package `first` before the others."""
    packages = sorted(SUBSETS, key=lambda package: package != first)
    shipped = [_family(package, subset) for package in packages for subset in SUBSETS[package]]
    return ", ".join(f'"{family}"' for family in [*shipped, *DEBIAN])


def _family(package: str, subset: str) -> str:
    return f"certificate {package} {subset}"
