"""The office's own key may be of another kind than the one made here, and behind a password."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from mediation.certificates.file_identity import FileIdentity
from mediation.certificates.file_signature import sign_file, signing_key
from mediation.certificates.file_signer import FileSigner
from mediation.certificates.order import Order
from mediation.certificates.page import Furniture
from mediation.certificates.printer import Printer
from mediation.certificates.seal import seal
from tests.unit.certificates.certificates import DATES, KEY, REQUEST, identity, office

T = TypeVar("T")
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
DAY = datetime(2026, 3, 4, tzinfo=UTC)


def identity_of(key: Key) -> FileIdentity:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Office with a key of its own")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
        .not_valid_before(DAY - timedelta(days=9)).not_valid_after(DAY + timedelta(days=9000))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    locked = BestAvailableEncryption(b"a lantern")
    return FileIdentity(
        pkcs12.serialize_key_and_certificates(None, key, certificate, None, locked), b"a lantern"
    )


def aside(work: Callable[[], T]) -> T:
    """In a thread of its own: signing makes an event loop, and beside a browser there is one already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


@pytest.fixture(scope="module")
def unsigned(printer: Printer) -> bytes:
    statement = office(printer).state(DATES, REQUEST)
    return printer.print(Order(statement, seal(statement, KEY).to_bytes(), Furniture("0" * 32)))


@pytest.mark.parametrize("curve", [ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()], ids=lambda one: one.name)
def test_a_key_on_a_curve_signs_every_time(unsigned: bytes, curve: ec.EllipticCurve) -> None:
    """Its signatures differ in length. Seen to fail when room is made for one that happened to be shorter."""
    own = identity_of(ec.generate_private_key(curve))
    for _ in range(6):
        assert signing_key(aside(lambda: sign_file(unsigned, own, DAY))) == own.key_fingerprint


def test_a_key_behind_a_password_signs(unsigned: bytes) -> None:
    own = identity_of(rsa.generate_private_key(public_exponent=65537, key_size=2048))
    assert signing_key(aside(lambda: sign_file(unsigned, own, DAY))) == own.key_fingerprint


def test_a_key_is_loaded_once_for_all_signatures() -> None:
    """0.2 s of each certificate otherwise. Seen to fail when pyHanko's own signer loads it from its bytes."""
    signer = FileSigner(identity())
    signer.signing_key = None  # what pyHanko's own would load
    estimate, signature = (
        aside(lambda: asyncio.run(signer.async_sign_raw(b"these bytes", "sha256", is_estimate)))  # noqa: B023
        for is_estimate in (True, False)
    )
    assert len(estimate) == len(signature) == 3072 // 8
