"""What guards every form and throttles guesses: CSRF tokens and rate limits.

Addresses live in the limiter's memory only, and none is ever logged.
"""

from __future__ import annotations

import logging

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect

csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address, storage_uri="memory://", headers_enabled=False)

# Flask-Limiter and Flask-WTF log whom they turned away and where.
for name in ("flask-limiter", "flask_wtf.csrf"):
    logging.getLogger(name).disabled = True
