"""Checks a certificate: the sealed statement in the PDF, and that the page's text is what it states.

Must not trust the PDF: it comes from outside, and the key named in it proves nothing.
"""

from __future__ import annotations

import io
import logging
import unicodedata
from dataclasses import dataclass

import pypdf

from mediation.certificates.page import page_facts, page_text
from mediation.certificates.seal import ATTACHMENT_NAME, SealedStatement, SealIsWrong, read_sealed
from mediation.certificates.statement import Statement

LONGEST_PDF_BYTES = 16 << 20
# Text in other scripts does not come out of a PDF letter by letter as it went in (Thai, Tamil, Arabic's
# order): it is left out of the comparison, and the statement says it.
COMPARED = (
    "LATIN",
    "DIGIT",
    "GREEK",
    "CYRILLIC",
    "ARMENIAN",
    "GEORGIAN",
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "HANGUL",
)


class CertificateIsWrong(Exception):
    """What does not hold, in a sentence for a registrar."""


@dataclass(frozen=True)
class Verified:
    """`differences`: facts (by name) that the page does not show as stated; empty when it does."""

    sealed: SealedStatement
    differences: tuple[str, ...]


def verify(pdf: bytes, public_key: str) -> Verified:
    """Raises CertificateIsWrong unless the statement in it bears this key's signature."""
    attachments, text = _open(pdf)
    if len(attachments) != 1:
        raise CertificateIsWrong("This file does not hold exactly one sealed statement.")
    try:
        sealed = read_sealed(attachments[0])
    except SealIsWrong as error:
        raise CertificateIsWrong(str(error)) from None
    if not sealed.is_signed_by(public_key):
        raise CertificateIsWrong(
            "The statement is not signed by this office's key: it was altered, or another key signed it."
        )
    return Verified(sealed, _differences(sealed.statement, text))


def _open(pdf: bytes) -> tuple[list[bytes], str]:
    """The attached statements, and the text of all pages."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it quotes what it cannot read
    if len(pdf) > LONGEST_PDF_BYTES:
        raise CertificateIsWrong("This file is too large to be a certificate.")
    try:
        reader = pypdf.PdfReader(io.BytesIO(pdf))
        text = "".join(page.extract_text() for page in reader.pages)
        return list(reader.attachments.get(ATTACHMENT_NAME, [])), text
    except Exception:  # anything may be wrong with a file from outside
        raise CertificateIsWrong("This file cannot be read as a PDF.") from None


def _differences(statement: Statement, text: str) -> tuple[str, ...]:
    facts = page_facts(statement)
    shown = _letters(text)
    missing = tuple(name for name, fact in facts.items() if _letters(fact) not in shown)
    # Nothing beside, either: a page to which a sentence was added shows every fact and says something else.
    is_all = sorted(shown) == sorted(_letters(page_text(facts)))
    return missing if missing or is_all else ("other words",)


def _letters(text: str) -> str:
    normal = unicodedata.normalize("NFKC", text)
    return "".join(c for c in normal if not c.isspace() and unicodedata.name(c, "").startswith(COMPARED))
