"""The office's crest, printed at the head of its certificates: a file, as a data: URL. Knows no page."""

from __future__ import annotations

import base64
import io
from pathlib import Path

from PIL import Image, UnidentifiedImageError

PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
LARGEST_CREST_BYTES = 1 << 20


class CrestIsWrong(Exception):
    """The picture cannot be used; the message says why."""


def read_crest(path: Path | None) -> str:
    """The office's crest from a PNG, JPEG or SVG file, as a data: URL; raises CrestIsWrong."""
    if path is None:
        return ""
    kind = PICTURES.get(path.suffix.lower())
    if kind is None:
        raise CrestIsWrong("must be a PNG, JPEG or SVG file")
    try:
        picture = path.read_bytes()
    except OSError as error:
        raise CrestIsWrong(f"cannot be read ({error.strerror})") from None
    if not 0 < len(picture) <= LARGEST_CREST_BYTES:
        raise CrestIsWrong("must be a picture of at most 1 MiB")
    if kind != PICTURES[".svg"]:
        _check_colours(picture)
    return f"data:{kind};base64,{base64.b64encode(picture).decode()}"


def _check_colours(picture: bytes) -> None:
    """PDF/A (ISO 19005-3, 6.2.4.3) forbids a printing press's colours in a page that has a screen's."""
    try:
        with Image.open(io.BytesIO(picture)) as opened:
            mode = opened.mode
    except (UnidentifiedImageError, OSError):
        raise CrestIsWrong("is no picture that can be read") from None
    if mode == "CMYK":
        raise CrestIsWrong("must be in RGB or grey, not in CMYK")
