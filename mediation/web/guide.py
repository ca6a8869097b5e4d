"""The guide, at /help: one page for those who are invited, one for mediators. Knows nothing of anybody.

Written in docs/guide/, one folder for each language; English where a language has none.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from flask import Blueprint, render_template, send_from_directory
from markdown_it import MarkdownIt
from markupsafe import Markup
from werkzeug.wrappers import Response

from mediation.web.language import chosen_language

DOCS = Path(__file__).parents[2] / "docs"
GUIDE, PICTURES = DOCS / "guide", DOCS / "pictures/guide"

pages = Blueprint("guide", __name__)


@pages.get("/help")
def for_parties() -> str:
    return _page("parties")


@pages.get("/help/mediators")
def for_mediators() -> str:
    return _page("mediators")


@pages.get("/help/pictures/<name>")
def picture(name: str) -> Response:
    return send_from_directory(PICTURES, name)


def _page(name: str) -> str:
    title, text = written(name, chosen_language())
    return render_template("guide.html", title=title, text=text)


@cache
def written(name: str, language: str) -> tuple[str, Markup]:
    """Its title, and all of it as HTML: our own words, in which any tag would be shown as text."""
    file = GUIDE / language / f"{name}.md"
    text = (file if file.exists() else GUIDE / "en" / f"{name}.md").read_text()
    html = MarkdownIt("commonmark", {"html": False}).render(text)
    # A page that was opened from a room was given its language in the address, and so are those it leads to.
    html = re.sub(r'<a href="(/[a-z/]*)"', rf'<a href="\1?language={language}"', html)
    html = html.replace('src="../../pictures/guide/', 'src="/help/pictures/')
    return text.partition("\n")[0].removeprefix("# "), Markup(html)  # noqa: S704 - nothing in it is anybody's but ours
