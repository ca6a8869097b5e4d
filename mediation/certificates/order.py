"""What the worker process is told: one certificate to print, as JSON. Knows neither end."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass

from mediation.certificates.file_identity import FileIdentity
from mediation.certificates.page import Furniture
from mediation.certificates.statement import Statement, read_statement


@dataclass(frozen=True)
class Order:
    """`sealed`: the attachment. Without an identity the PDF is not signed, and the same bytes each time."""

    statement: Statement
    sealed: bytes
    furniture: Furniture
    identity: FileIdentity | None = None

    def to_bytes(self) -> bytes:
        signing = self.identity and {
            "pkcs12": _text(self.identity.pkcs12),
            "password": _text(self.identity.password),
            "timestamp_url": self.identity.timestamp_url,
        }
        written = {
            "statement": asdict(self.statement),
            "sealed": _text(self.sealed),
            "furniture": asdict(self.furniture),
            "identity": signing,
        }
        return json.dumps(written).encode()


def read_order(written: bytes) -> Order:
    """As Order.to_bytes wrote it."""
    read = json.loads(written)
    identity = None
    if signing := read["identity"]:
        pkcs12, password = (base64.b64decode(signing[name]) for name in ("pkcs12", "password"))
        identity = FileIdentity(pkcs12, password, signing["timestamp_url"])
    return Order(
        read_statement(read["statement"]),
        base64.b64decode(read["sealed"]),
        Furniture(**read["furniture"]),
        identity,
    )


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
