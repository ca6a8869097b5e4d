"""In which language a rendered page speaks: as chosen, else as the browser asks, else English."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Flask, redirect, request, session
from flask_babel import Babel, get_locale
from werkzeug.wrappers import Response

LANGUAGES = {"en": "English", "ar": "العربية"}
KEPT_AS = "language"
TRANSLATIONS = Path(__file__).parents[1] / "translations"

pages = Blueprint("language", __name__)


def chosen_language() -> str:
    """A key of LANGUAGES. In the address: from a static page, whose tab alone knows what its reader chose."""
    asked = request.args.get(KEPT_AS, "")
    if asked in LANGUAGES:
        return asked
    if session.get(KEPT_AS) in LANGUAGES:
        return str(session[KEPT_AS])
    return request.accept_languages.best_match(LANGUAGES) or "en"


def direction() -> str:
    """The value of the attribute `dir`."""
    locale = get_locale()
    return locale.text_direction if locale else "ltr"


def speak(app: Flask) -> None:
    """Join Flask-Babel to the application."""
    Babel().init_app(
        app,
        default_locale="en",
        default_timezone="UTC",
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=chosen_language,
    )


@pages.post("/language")
def choose() -> Response:
    wanted = request.form.get("language", "")
    if wanted in LANGUAGES:
        session[KEPT_AS] = wanted
    return redirect(_own_path(request.form.get("back", "")), code=303)


def _own_path(path: str) -> str:
    """A path of this site, so that nobody can send a person elsewhere through us."""
    is_own = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_own else "/"
