"""The square code as a registry's scanner sees it: 200 dots an inch, askew, a little out of focus."""

from __future__ import annotations

import io
import subprocess
import zlib
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageFilter

from mediation.certificates.printer import Printer
from mediation.certificates.specimen import specimen
from tests.unit.certificates.certificates import DATES, REQUEST, identity, office

DOTS_AN_INCH = 200
DEGREES_ASKEW = 1.3
CASES = tuple(f"UNDT/GVA/2026/{number:03}" for number in range(17, 22))


def scanned(pdf: bytes, folder: Path) -> str:
    """What the code says."""
    (folder / "paper.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", str(DOTS_AN_INCH), "-gray", "-png", "-singlefile", "paper.pdf", "paper"],
        cwd=folder, timeout=30, check=True,
    )  # fmt: skip
    askew = Image.open(folder / "paper.png").rotate(
        DEGREES_ASKEW, Image.Resampling.BICUBIC, expand=True, fillcolor=255
    )
    askew.filter(ImageFilter.GaussianBlur(0.7)).save(folder / "scan.png")
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "scan.png"],
        cwd=folder, capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    return read.stdout.strip()


@pytest.mark.parametrize("languages", [("en",), ("en", "fr"), ("ar", "en"), ("ru", "zh")], ids="+".join)
def test_a_scan_at_200_dots_an_inch_is_read(
    printer: Printer, tmp_path: Path, languages: tuple[str, ...]
) -> None:
    """Seen to fail when the statement is not deflated (squares of 0.3 mm), and when strokes draw the code."""
    pdf = specimen(printer, "undt-geneva", languages, identity=identity())
    assert statement_in(scanned(pdf, tmp_path)) == attachment(pdf)


def test_five_cases_and_the_longest_lines_are_read(printer: Printer, tmp_path: Path) -> None:
    long = "Wide lines of the longest kind that anybody may type, to the last character W W"
    fullest = replace(
        REQUEST, request_reference=long, issuer_name=long, issuer_title=long, place=long,
        case_references=CASES, languages=("en", "fr"),
    )  # fmt: skip
    pdf = office(printer, "Office of the Ombudsman " * 5).issue(DATES, fullest)
    assert statement_in(scanned(pdf, tmp_path)) == attachment(pdf)


def statement_in(link: str) -> bytes:
    """As docs/certificates.md says: digits, a byte 1, DEFLATE."""
    address, _, digits = link.partition("#")
    assert address == "https://mediation.example.org/verify"
    number = int(digits)
    first, *deflated = number.to_bytes((number.bit_length() + 7) // 8)
    assert first == 1
    return zlib.decompress(bytes(deflated), wbits=-15)


def attachment(pdf: bytes) -> bytes:
    (sealed,) = pypdf.PdfReader(io.BytesIO(pdf)).attachments["certificate.json"]
    return bytes(sealed)
