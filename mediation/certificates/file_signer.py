"""The key of a file's identity as pyHanko wants it: loaded once, then asked for signatures. Knows no PDF."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import SimpleSigner

from mediation.certificates.file_identity import FileIdentity


@lru_cache(maxsize=1)  # opening the file takes longer than signing with it
def file_signer(identity: FileIdentity) -> FileSigner:
    return FileSigner(identity)


class FileSigner(SimpleSigner):
    """pyHanko's own loads the key for each signature and each estimate of its size: 0.1 s for RSA-3072."""

    def __init__(self, identity: FileIdentity) -> None:
        password = identity.password or None
        read = SimpleSigner.load_pkcs12_data(identity.pkcs12, [], password)
        super().__init__(read.signing_cert, read.signing_key, read.cert_registry)
        self._loaded: Any = pkcs12.load_key_and_certificates(identity.pkcs12, password)[0]

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The signature over SHA-256; with `dry_run`, as many bytes as it can have."""
        if isinstance(self._loaded, RSAPrivateKey):
            size = self._loaded.key_size // 8
            return bytes(size) if dry_run else self._loaded.sign(data, PKCS1v15(), hashes.SHA256())
        if isinstance(self._loaded, EllipticCurvePrivateKey):
            largest = (1 << self._loaded.key_size) - 1  # others are written in a few bytes less
            longest = encode_dss_signature(largest, largest)
            return longest if dry_run else self._loaded.sign(data, ECDSA(hashes.SHA256()))
        return bytes(await super().async_sign_raw(data, digest_algorithm, dry_run))
