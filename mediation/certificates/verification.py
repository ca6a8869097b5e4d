"""Checks a certificate: the sealed statement in the PDF, and that no byte of the file has changed since.

Must not trust the PDF: it comes from outside, and the keys named in it prove nothing.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Collection
from dataclasses import dataclass

import pypdf

from mediation.certificates.file_signature import FileIsChanged, signing_key
from mediation.certificates.seal import ATTACHMENT_NAME, SealedStatement, SealIsWrong, read_sealed
from mediation.certificates.specimen import SPECIMEN_KEY

LONGEST_PDF_BYTES = 16 << 20


class CertificateIsWrong(Exception):
    """What does not hold, in a sentence for a registrar."""


@dataclass(frozen=True)
class Verified:
    """The statement holds. `is_whole`: so does the page, for no byte of the file has changed."""

    sealed: SealedStatement
    is_whole: bool


def verify(pdf: bytes, public_keys: Collection[str]) -> Verified:
    """Raises CertificateIsWrong unless the statement in it is signed by one of these keys (64 hex digits).

    A specimen is signed by a key that everybody has, and is accepted as what it says it is.
    """
    (sealed,) = _read(_attachments(pdf))
    keys = [SPECIMEN_KEY.public] if sealed.statement.is_specimen else public_keys
    if not any(sealed.is_signed_by(key) for key in keys):
        raise CertificateIsWrong(
            "The statement is not signed by this office's key: it was altered, or another key signed it."
        )
    try:
        is_whole = signing_key(pdf) == sealed.statement.pdf_key
    except FileIsChanged:
        is_whole = False
    return Verified(sealed, is_whole)


def _read(attachments: list[bytes]) -> list[SealedStatement]:
    if len(attachments) != 1:
        raise CertificateIsWrong("This file does not hold exactly one sealed statement.")
    try:
        return [read_sealed(attachments[0])]
    except SealIsWrong as error:
        raise CertificateIsWrong(str(error)) from None


def _attachments(pdf: bytes) -> list[bytes]:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it quotes what it cannot read
    if len(pdf) > LONGEST_PDF_BYTES:
        raise CertificateIsWrong("This file is too large to be a certificate.")
    try:
        return list(pypdf.PdfReader(io.BytesIO(pdf)).attachments.get(ATTACHMENT_NAME, []))
    except Exception:  # anything may be wrong with a file from outside
        raise CertificateIsWrong("This file cannot be read as a PDF.") from None
