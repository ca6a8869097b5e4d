"""A time-stamping authority (RFC 3161), over HTTP. It learns a hash, and that somebody signs just then."""

from __future__ import annotations

from typing import Any

from pyhanko.sign.timestamps import HTTPTimeStamper

from mediation.certificates.errors import TimestampFailed


class TimestampService(HTTPTimeStamper):
    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:
        """The token; raises TimestampFailed, whatever it is that the service answers instead."""
        try:
            return await super().async_timestamp(message_digest, md_algorithm)
        except Exception:  # a service outside may answer anything
            raise TimestampFailed from None
