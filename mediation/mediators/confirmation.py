"""That a colleague has confirmed an account: a MAC over what must not change behind the person's back.

Whoever sets another password, by a reset or in the database itself, leaves an account that nobody confirmed.
Must not know who may confirm: accounts.py does.
"""

from __future__ import annotations

import hmac


class Confirmations:
    """`server_key`: the secret of the installation."""

    def __init__(self, server_key: bytes) -> None:
        self._key = hmac.digest(server_key, b"confirmed accounts", "sha256")

    def make(self, account: str, kind: str, password_hash: str) -> bytes:
        """What stands in the account's row; 32 bytes."""
        parts = [part.encode() for part in (account, kind, password_hash)]
        message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        return hmac.digest(self._key, message, "sha256")

    def holds(self, confirmation: object, account: str, kind: str, password_hash: str) -> bool:
        """Whether it is ours; in the database, it may have become anything."""
        made = self.make(account, kind, password_hash)
        return isinstance(confirmation, bytes) and hmac.compare_digest(confirmation, made)
