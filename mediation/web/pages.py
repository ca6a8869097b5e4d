"""The static pages, byte-identical for everyone, and the built assets: files from static/dist, no more.

Must not look at who asks.
"""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path

from flask import Blueprint, Response, request

from mediation.web.headers import IMMUTABLE

DIST = Path(__file__).parents[2] / "static" / "dist"
STATIC_PAGES = ("join", "host", "prepare", "closed", "verify")
# As static/build.mjs names them, by their content: so what a name holds never changes.
BUILT_NAME = re.compile(r"[\w.-]+-[A-Za-z0-9]+\.(js|css|json|woff2|svg|png)")
TYPES = {
    ".js": "text/javascript",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
COMPRESSED = {"br": ".br", "gzip": ".gz"}  # in the order that we prefer them

pages = Blueprint("pages", __name__)


def _static_page() -> Response:
    """The file named like the path."""
    file = DIST / "pages" / f"{request.path[1:]}.html"
    if not file.is_file():
        return Response("The pages have not been built: run `make assets`.\n", 503, mimetype="text/plain")
    return _as_packed(file, Response(mimetype="text/html"))


for name in STATIC_PAGES:
    pages.add_url_rule(f"/{name}", name, _static_page)


@pages.get("/static/dist/<name>")
def asset(name: str) -> Response:
    file = DIST / name
    if not BUILT_NAME.fullmatch(name) or not file.is_file():
        return Response("There is no such file.\n", 404, mimetype="text/plain")
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    answer = Response(mimetype=kind)
    answer.headers["Cache-Control"] = IMMUTABLE
    return _as_packed(file, answer)


def _as_packed(file: Path, answer: Response) -> Response:
    """With the file's content, packed as the browser likes it where it lies packed beside."""
    answer.vary.add("Accept-Encoding")
    for encoding, suffix in COMPRESSED.items():
        beside = file.with_name(file.name + suffix)
        if request.accept_encodings[encoding] > 0 and beside.is_file():
            answer.content_encoding = encoding
            file = beside
            break
    answer.set_data(file.read_bytes())
    return answer


@pages.get("/robots.txt")
def robots() -> Response:
    """Beside the header X-Robots-Tag, for those who ask before they fetch anything (RFC 9309)."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")


@pages.get("/healthz")
def health() -> Response:
    return Response("ok", mimetype="text/plain")
