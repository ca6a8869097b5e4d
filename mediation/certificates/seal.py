"""A statement with the office's signature (Ed25519, RFC 8032), as it lies in the PDF. Knows no PDF."""

from __future__ import annotations

import binascii
import json
from dataclasses import asdict, dataclass
from typing import Any

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from mediation.certificates.statement import Statement, StatementIsWrong, read_statement

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


@dataclass(frozen=True)
class SealedStatement:
    """`public_key` is a claim: whoever checks must have the office's key from elsewhere."""

    statement: Statement
    signature: bytes
    public_key: str

    def to_json(self) -> bytes:
        """Indented, since people open attachments; what is signed is Statement.canonical()."""
        written = {
            "statement": asdict(self.statement),
            "signature": self.signature.hex(),
            "public_key": self.public_key,
            "signed": "Ed25519 over the statement as JSON in UTF-8 with sorted keys and no spaces",
        }
        return json.dumps(written, indent=1, ensure_ascii=False).encode()

    def is_signed_by(self, public: str) -> bool:
        return is_signed(self.statement.canonical(), self.signature, public)


def seal(statement: Statement, key: OfficeKey) -> SealedStatement:
    return SealedStatement(statement, key.sign(statement.canonical()), key.public)


def read_sealed(written: bytes) -> SealedStatement:
    """From an attachment's bytes; raises SealIsWrong."""
    try:
        if len(written) > LONGEST_SEALED_BYTES:
            raise SealIsWrong("The attached statement is too large to be one.")
        parsed: Any = json.loads(written)
        signature = bytes.fromhex(parsed["signature"])
        return SealedStatement(read_statement(parsed["statement"]), signature, str(parsed["public_key"]))
    except StatementIsWrong as error:
        raise SealIsWrong(f"The attached statement is not a certificate's: {error}.") from None
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        raise SealIsWrong("The attached statement cannot be read.") from None
