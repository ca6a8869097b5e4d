"""The key and certificate with which an office signs the whole PDF (PKCS#12, RFC 7292). Signs nothing itself.

The office's own when it has one; otherwise made here, which says so in its name.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PublicFormat, pkcs12
from cryptography.x509.oid import NameOID

from mediation.keys import read_or_make_secret

SELF_MADE = "(self-made certificate)"
LONGEST_NAME_BYTES = 64  # of a common name: RFC 5280, ub-common-name, as the library counts it, in UTF-8
VALID_FOR = timedelta(days=20 * 365)


class IdentityIsWrong(Exception):
    """The PKCS#12 file cannot be used; the message says why, and holds nothing of it."""


@dataclass(frozen=True)
class FileIdentity:
    """`pkcs12` as in the file; an empty `timestamp_url` means no timestamp (RFC 3161)."""

    pkcs12: bytes = field(repr=False)
    password: bytes = field(default=b"", repr=False)
    timestamp_url: str = ""

    @cached_property
    def certificate(self) -> x509.Certificate:
        """Raises IdentityIsWrong."""
        try:
            key, certificate, _ = pkcs12.load_key_and_certificates(self.pkcs12, self.password or None)
        except ValueError:
            raise IdentityIsWrong("it is no PKCS#12 file, or its password is another") from None
        if key is None or certificate is None:
            raise IdentityIsWrong("it must hold a key and its certificate")
        return certificate

    @property
    def key_fingerprint(self) -> str:
        """What the statement names as `pdf_key`."""
        return key_fingerprint(self.certificate)

    @property
    def is_self_made(self) -> bool:
        return SELF_MADE in self.certificate.subject.rfc4514_string()


def key_fingerprint(certificate: x509.Certificate) -> str:
    """The first 16 bytes of the SHA-256 of its SubjectPublicKeyInfo, 32 hexadecimal digits."""
    written = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(written).hexdigest()[:32]


def read_identity(path: Path, password_file: Path | None, timestamp_url: str = "") -> FileIdentity:
    """The office's own; raises IdentityIsWrong."""
    try:
        password = password_file.read_bytes().rstrip(b"\r\n") if password_file else b""
        identity = FileIdentity(path.read_bytes(), password, timestamp_url)
    except OSError as error:
        raise IdentityIsWrong(f"it cannot be read ({error.strerror})") from None
    identity.certificate  # noqa: B018 - reading it is what checks it
    return identity


def read_or_make_identity(path: Path, office: str, timestamp_url: str = "") -> FileIdentity:
    """The self-made one in the instance folder; raises IdentityIsWrong and SettingIsWrong."""
    identity = FileIdentity(read_or_make_secret(path, lambda: make_identity(office)), b"", timestamp_url)
    identity.certificate  # noqa: B018 - as above
    return identity


def make_identity(office: str) -> bytes:
    """A new RSA key and its self-signed certificate. RSA, since every PDF reader knows it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    room = office.encode()[: LONGEST_NAME_BYTES - len(SELF_MADE) - 1]
    name = f"{room.decode(errors='ignore').rstrip()} {SELF_MADE}"
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    usage = {
        "digital_signature": True, "content_commitment": True, "key_encipherment": False,
        "data_encipherment": False, "key_agreement": False, "key_cert_sign": False, "crl_sign": False,
        "encipher_only": False, "decipher_only": False,
    }  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + VALID_FOR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(None, key, certificate, None, NoEncryption())
