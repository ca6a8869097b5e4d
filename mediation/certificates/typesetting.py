"""Sets a certificate's page as PDF/A-3a and PDF/UA-1: tagged, its language named, the same bytes each time.

Runs in the worker process alone. Fetches nothing but the project's own fonts; draws no empty boxes.
"""

from __future__ import annotations

import hashlib
import logging
import os
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pydyf
from weasyprint import CSS, HTML, Attachment, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from mediation.certificates import tagging
from mediation.certificates.errors import CharacterHasNoFont, PageIsTooLong
from mediation.certificates.fonts import PACKAGES, font_faces, font_families
from mediation.certificates.page import TEMPLATES, Furniture, page_html
from mediation.certificates.seal import ATTACHMENT_NAME
from mediation.certificates.statement import Statement

# Or fonts would carry the time at which they were unpacked, and two certificates would differ in it.
os.environ["SOURCE_DATE_EPOCH"] = "0"
# As it is; then, when names are long and cases many, in smaller letters; at last with less air.
CLOSER = (
    "",
    "html { font-size: 10pt }",
    "html { font-size: 9.2pt }",
    "html { font-size: 8.2pt; line-height: 1.32 }",
)
FIRST_PACKAGES = {"zh": "noto-serif-sc", "ar": "vazirmatn"}


def set_page(statement: Statement, furniture: Furniture, sealed: bytes) -> bytes:
    """One A4 page with the sealed statement attached, not yet signed.

    Raises PageIsTooLong, CharacterHasNoFont.
    """
    document = _on_one_page(page_html(statement, furniture), statement.languages)
    day = datetime.fromisoformat(statement.issue_date).replace(tzinfo=UTC)
    document.metadata.attachments = [
        Attachment(
            string=sealed,
            name=ATTACHMENT_NAME,
            description="The signed statement of this certificate",
            created=day,
            modified=day,
            relationship="Data",
        )
    ]
    with _MissingCharacters() as missing:
        pdf = document.write_pdf(
            finisher=lambda _, pdf: _finish(pdf, statement),
            pdf_variant="pdf/a-3a",
            pdf_identifier=hashlib.sha256(sealed).digest()[:16],
        )
    if missing.characters:
        raise CharacterHasNoFont(*missing.characters)
    return bytes(pdf)


def _finish(pdf: pydyf.PDF, statement: Statement) -> None:
    tagging.declare_pdf_ua(pdf)
    tagging.name_attachments_once(pdf)
    tagging.mend_structure(pdf, statement.languages[1:])


def _on_one_page(html: str, languages: tuple[str, ...]) -> Document:
    page = HTML(string=html, url_fetcher=_fetcher())
    family = CSS(string="\n".join(map(_family_of, languages)))
    for closer in CLOSER:
        sheets = [*_sheets(), family, CSS(string=closer)]
        document = page.render(stylesheets=sheets, font_config=_font_configuration(), pdf_variant="pdf/a-3a")
        if len(document.pages) == 1:
            return document
    raise PageIsTooLong


def _family_of(language: str) -> str:
    """Each language of a page has its own: an apostrophe of a Chinese font is as wide as a character."""
    first = FIRST_PACKAGES.get(language, "noto-serif")
    return f'[lang="{language}"] {{ font-family: {font_families(first)} }}'


@cache
def _font_configuration() -> FontConfiguration:
    """Kept: unpacking the fonts takes longer than setting a page."""
    return FontConfiguration()


@cache
def _sheets() -> tuple[CSS, ...]:
    faces = CSS(string=font_faces(), url_fetcher=_fetcher(), font_config=_font_configuration())
    return faces, CSS(filename=str(TEMPLATES / "certificate.css"), url_fetcher=_fetcher())


@cache
def _fetcher() -> URLFetcher:
    return _OwnFiles(allowed_protocols=("data", "file"))


class _OwnFiles(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
    """Pictures within the page, and the fonts; a crest drawn as SVG refers to nothing else."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        if url.startswith("file:") and not _is_ours(url):
            raise ValueError("not a file of the certificate's")
        return super().fetch(url, headers)


def _is_ours(url: str) -> bool:
    """Whether the file lies in one of our folders, wherever the steps in its path lead."""
    file = Path(url2pathname(urlsplit(url).path)).resolve()
    return any(file.is_relative_to(folder.resolve()) for folder in (PACKAGES, TEMPLATES))


class _MissingCharacters(logging.Handler):
    """WeasyPrint draws a box for a character that no font has, and warns: this hears the warning."""

    def __init__(self) -> None:
        super().__init__()
        self.characters: list[str] = []

    def __enter__(self) -> _MissingCharacters:
        logging.getLogger("weasyprint").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("weasyprint").removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.startswith(".notdef glyph") and isinstance(record.args, tuple):
            self.characters.append(str(record.args[0]))
