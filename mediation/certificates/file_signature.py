"""The signature over the whole PDF: PAdES (ETSI EN 319 142-1), level B-B, or B-T with a timestamp.

Signing runs in the worker process; checking, wherever a certificate is checked. It trusts nobody.
"""

from __future__ import annotations

import io
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from asn1crypto import parser
from cryptography import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from mediation.certificates.errors import TimestampFailed
from mediation.certificates.file_identity import FileIdentity, key_fingerprint
from mediation.certificates.file_signer import file_signer
from mediation.certificates.timestamp_service import TimestampService

FIELD = "Certificate"


class FileIsChanged(Exception):
    """The signature does not cover every byte of this file as it is."""


def sign_file(pdf: bytes, identity: FileIdentity, day: datetime) -> bytes:
    """The same PDF with an invisible signature after which nothing may change.

    `day`, at midnight, stands as the time of signing: a certificate tells no time of day.
    Raises TimestampFailed.
    """
    signer = file_signer(identity)
    service = TimestampService(identity.timestamp_url) if identity.timestamp_url else None
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        # Room for the signature and not a byte more, which it would not cover; a timestamp's size may vary.
        tight_size_estimates=service is None,
    )
    signing = _OnADay(metadata, signer=signer, timestamper=service)
    signing.day = day
    signed = io.BytesIO()
    signing.sign_pdf(_AsPrinted(io.BytesIO(pdf)), output=signed)
    if service is not None:
        _check_timestamp(signed.getvalue())
    return signed.getvalue()


def _check_timestamp(pdf: bytes) -> None:
    """Before anybody relies on it; raises TimestampFailed."""
    try:
        signing_key(pdf)
    except FileIsChanged:
        raise TimestampFailed from None


class _AsPrinted(IncrementalPdfFileWriter):
    def _update_meta(self) -> None:
        """Leaves the page's metadata alone: pyHanko would write the second of signing into it."""


class _OnADay(signers.PdfSigner):
    day: datetime

    def init_signing_session(self, *given: Any, **named: Any) -> Any:
        session = super().init_signing_session(*given, **named)
        session.system_time = self.day
        return session


def signing_key(pdf: bytes) -> str:
    """The fingerprint of the key that signed every byte of this file; raises FileIsChanged."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # it quotes what it cannot read
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        (signature,) = reader.embedded_signatures
        # Which certificate is the office's, the statement says: here it vouches for itself.
        trust = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
        # In a thread of its own: pyHanko makes an event loop, and here there may be one already.
        with ThreadPoolExecutor(1) as aside:
            found = aside.submit(validate_pdf_signature, signature, trust).result()
        is_whole = found.coverage == SignatureCoverageLevel.ENTIRE_FILE and _is_plain(pdf, signature)
        certificate = x509.load_der_x509_certificate(signature.signer_cert.dump())
    except Exception:  # anything may be wrong with a file from outside
        raise FileIsChanged from None
    if not (is_whole and found.intact and found.valid and _timestamp_holds(signature, found)):
        raise FileIsChanged
    return key_fingerprint(certificate)


def _timestamp_holds(signature: Any, found: Any) -> bool:
    """Whether what stands beside the signature is nothing, or a timestamp over it that is itself signed."""
    beside = [one["type"].native for one in signature.signer_info["unsigned_attrs"]]
    stamp = found.timestamp_validity
    if not beside:
        return stamp is None
    return beside == ["signature_time_stamp_token"] and bool(stamp and stamp.intact and stamp.valid)


def _is_plain(pdf: bytes, signature: Any) -> bool:
    """Whether the one place that a signature cannot cover, itself, is written as we write it."""
    start, length, after, _ = (int(number) for number in signature.byte_range)
    written = pdf[start + length : after]
    contents = bytes.fromhex(written[1:-1].decode())
    der = contents[: parser.peek(contents)]
    return written == b"<" + der.hex().upper().encode().ljust(len(written) - 2, b"0") + b">"
