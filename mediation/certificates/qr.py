"""The square code on a certificate: a link to the office's /verify, with the sealed statement behind the #.

What stands behind the # is not sent to the server: the statement is checked in the reader's browser.
"""

from __future__ import annotations

import base64
import io
import zlib

import segno
from segno import consts

# More would make squares too small for a scan at 200 dpi; such a certificate has its attachment alone.
LARGEST_VERSION = 25
# segno's SVG is made of strokes, which PDF readers thin until no scan is read; one dot a square they blur.
DOTS_A_SQUARE = 8
MASK = 2  # fixed: comparing all eight takes longer than setting the page
MOST_DIGITS = 4000  # more do not fit, and Python writes no longer numbers


def qr_picture(verify_url: str, sealed: bytes) -> str:
    """PNG as a data: URL; empty when there is too much to hold."""
    number = int.from_bytes(b"\1" + _deflated(sealed))
    if number >= 10**MOST_DIGITS:
        return ""
    # In digits, of which a code holds more than of bytes in base64: 10 bits for three.
    parts = [(f"{verify_url}#", consts.MODE_BYTE), (str(number), consts.MODE_NUMERIC)]
    try:
        code = segno.make_qr(parts, error="m", mask=MASK, boost_error=False)  # type: ignore[arg-type] # it takes parts
    except segno.DataOverflowError:
        return ""
    if int(code.version) > LARGEST_VERSION:
        return ""
    drawn = io.BytesIO()
    code.save(drawn, kind="png", border=4, scale=DOTS_A_SQUARE)
    return f"data:image/png;base64,{base64.b64encode(drawn.getvalue()).decode()}"


def _deflated(sealed: bytes) -> bytes:
    """RFC 1951, which browsers read as "deflate-raw"."""
    packing = zlib.compressobj(level=9, wbits=-zlib.MAX_WBITS)
    return packing.compress(sealed) + packing.flush()
