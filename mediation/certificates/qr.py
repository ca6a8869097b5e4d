"""The square code on a certificate: a link to the office's /verify, with the sealed statement behind the #.

What stands behind the # is not sent to the server: the statement is checked in the reader's browser.
"""

from __future__ import annotations

import base64

import segno

# More would make squares too small for a telephone at 46 mm; such a certificate has its attachment alone.
LARGEST_VERSION = 32
MASK = 2  # fixed: comparing all eight takes longer than setting the page


def qr_picture(verify_url: str, sealed: bytes) -> str:
    """SVG as a data: URL; empty when there is too much to hold."""
    fragment = base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()
    try:
        code = segno.make_qr(f"{verify_url}#{fragment}", error="l", mask=MASK, boost_error=False)
    except segno.DataOverflowError:
        return ""
    if int(code.version) > LARGEST_VERSION:
        return ""
    drawn = code.svg_inline(border=4, omitsize=True).encode()
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn).decode()}"
