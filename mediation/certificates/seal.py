"""A statement with the office's signature (Ed25519, RFC 8032), as it lies in the PDF. Knows no PDF."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from mediation.certificates.statement import Statement, StatementIsWrong, canonical, read_statement

ATTACHMENT_NAME = "certificate.json"
LONGEST_SEALED_BYTES = 64 * 1024


class SealIsWrong(Exception):
    """This is not a sealed statement."""


class OfficeKey:
    """The office's signing key, from its 32 secret bytes."""

    def __init__(self, seed: bytes) -> None:
        self._key = SigningKey(seed)

    @property
    def public(self) -> str:
        """The public key, 64 hexadecimal digits: for whoever checks a certificate."""
        return bytes(self._key.verify_key).hex()

    def sign(self, message: bytes) -> bytes:
        """The signature, 64 bytes."""
        return self._key.sign(message).signature

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether this key made it."""
        return is_signed(message, signature, self.public)


def is_signed(message: bytes, signature: bytes, public: str) -> bool:
    """Whether the key of these 64 hexadecimal digits made the signature."""
    try:
        VerifyKey(bytes.fromhex(public)).verify(message, signature)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True


def fingerprint(public: str) -> str:
    """Of a public key of 64 hexadecimal digits: the first 16 bytes of its SHA-256, 32 digits."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()[:32]


def grouped(digits: str) -> str:
    """As people compare them: in groups of four."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


@dataclass(frozen=True)
class SealedStatement:
    """`key`, the fingerprint of a public key, is a claim: who checks must have that key from elsewhere."""

    statement: Statement
    signature: bytes
    key: str

    def to_bytes(self) -> bytes:
        """The attachment, and what the QR code holds. Names are sorted, so the signed bytes come last."""
        signature = base64.b64encode(self.signature).decode()
        return canonical({"key": self.key, "signature": signature, "statement": asdict(self.statement)})

    def is_signed_by(self, public: str) -> bool:
        return is_signed(self.statement.canonical(), self.signature, public)


def seal(statement: Statement, key: OfficeKey) -> SealedStatement:
    return SealedStatement(statement, key.sign(statement.canonical()), fingerprint(key.public))


def read_sealed(written: bytes) -> SealedStatement:
    """From an attachment's bytes, which must be written as ours are; raises SealIsWrong."""
    try:
        if len(written) > LONGEST_SEALED_BYTES:
            raise SealIsWrong("The attached statement is too large to be one.")
        parsed: Any = json.loads(written)
        signature = base64.b64decode(parsed["signature"], validate=True)
        sealed = SealedStatement(read_statement(parsed["statement"]), signature, str(parsed["key"]))
    except StatementIsWrong as error:
        raise SealIsWrong(f"The attached statement is not a certificate's: {error}.") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise SealIsWrong("The attached statement cannot be read.") from None
    if sealed.to_bytes() != written:
        raise SealIsWrong("The attached statement is not written as this software writes it.")
    return sealed
