from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from mediation.certificates.fonts import PACKAGES
from mediation.certificates.page import TEMPLATES
from mediation.certificates.printer import Printer
from mediation.certificates.specimen import specimen
from mediation.certificates.typesetting import _fetcher


@pytest.mark.parametrize("steps", ["/../pyproject.toml", "/%2e%2e/pyproject.toml", "-elsewhere/crest.svg"])
def test_a_crest_reaches_no_file_outside_our_folders(steps: str) -> None:
    """Seen to fail when only the beginning of the address is compared."""
    for folder in (PACKAGES, TEMPLATES):
        with pytest.raises(ValueError, match="not a file of the certificate's"):
            _fetcher().fetch(folder.as_uri() + steps)


def test_a_file_of_ours_is_read() -> None:
    assert _fetcher().fetch((TEMPLATES / "certificate.css").as_uri())


def test_each_language_of_a_page_has_its_own_letters(printer: Printer, tmp_path: Path) -> None:
    """An apostrophe of a Chinese font is as wide as a character. Seen to fail when the page has one font."""
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(specimen(printer, "undt-nairobi", ("zh", "fr")))
    words = subprocess.run(
        ["pdftotext", "-bbox", str(paper), "-"], stdout=subprocess.PIPE, text=True, timeout=60, check=True
    ).stdout
    assert _width("s’est", words) < _width("dans", words)


def _width(word: str, words: str) -> float:
    found = re.search(rf'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">{word}<', words)
    assert found is not None, word
    return float(found[2]) - float(found[1])
