"""What guards every form and throttles guesses: CSRF tokens and rate limits.

The limiter counts by address and keeps none: what it remembers of one means nothing outside this process.
"""

from __future__ import annotations

import hashlib
import logging
import secrets

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect

# 64 KiB sealed, in base64 when polling, and what is around it.
LARGEST_MESSAGE_BYTES = 128 * 1024

csrf = CSRFProtect()
PROCESS_KEY = secrets.token_bytes(32)


def nameless(address: str) -> str:
    """What counts for an address: what is counted may stay until long after a room has closed."""
    return hashlib.blake2b(address.encode(), key=PROCESS_KEY, digest_size=16).hexdigest()


def _visitor() -> str:
    return nameless(get_remote_address())


limiter = Limiter(key_func=_visitor, storage_uri="memory://", headers_enabled=False)

# Flask-Limiter and Flask-WTF log whom they turned away and where.
for name in ("flask-limiter", "flask_wtf.csrf"):
    logging.getLogger(name).disabled = True
