"""In which language a rendered page speaks: as chosen, else as the browser asks, else English."""

from __future__ import annotations

from pathlib import Path

from babel import Locale
from flask import Blueprint, Flask, redirect, request, session
from flask_babel import Babel, get_locale
from werkzeug.wrappers import Response

TRANSLATIONS = Path(__file__).parents[1] / "translations"
KEPT_AS = "language"


def languages_in(folder: Path) -> dict[str, str]:
    """Code → its own name: of every catalogue there, and English; sorted by their English names."""
    locales = [Locale("en"), *(Locale.parse(file.stem) for file in folder.glob("*.po"))]
    locales.sort(key=lambda locale: str(locale.get_display_name("en")))
    return {str(locale): _capitalized(str(locale.get_display_name())) for locale in locales}


def _capitalized(name: str) -> str:
    return name[:1].upper() + name[1:]


LANGUAGES = languages_in(TRANSLATIONS)

pages = Blueprint("language", __name__)


def chosen_language() -> str:
    """A key of LANGUAGES. In the address: from a static page, whose tab alone knows what its reader chose."""
    asked = request.args.get(KEPT_AS, "")
    if asked in LANGUAGES:
        return asked
    if session.get(KEPT_AS) in LANGUAGES:
        return str(session[KEPT_AS])
    # By the language alone: to whoever asks for fr-CH before en, French is nearer than English.
    asked_for = (tag.partition("-")[0].lower() for tag, _ in request.accept_languages)
    return next((language for language in asked_for if language in LANGUAGES), "en")


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
        default_translation_directories=str(TRANSLATIONS / "compiled"),  # by `make assets`
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
