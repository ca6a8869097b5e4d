"""Joins the rendered pages to the application: blueprints, languages, what templates may use, error pages."""

from __future__ import annotations

from datetime import date

from flask import Flask, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import format_date, gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from mediation.certificates.wording import LANGUAGES as OF_CERTIFICATES
from mediation.certificates.wording import wording
from mediation.web import (
    certificate_pages,
    colleagues,
    desk,
    enrolment,
    figures_page,
    guide,
    language,
    office,
    privacy,
    sign_in,
)
from mediation.web.assets import asset
from mediation.web.parts import parts
from mediation.web.sign_in import home_of, signed_in


def register(app: Flask) -> None:
    """Call after the CSRF guard and the limiter have been joined to the application."""
    for part in (
        sign_in, enrolment, desk, office, figures_page, colleagues, certificate_pages, language, privacy,
        guide,
    ):  # fmt: skip
        app.register_blueprint(part.pages)
    language.speak(app)
    app.jinja_env.globals.update(
        asset=asset,
        day=day,
        direction=language.direction,
        language=language.chosen_language,
        languages=language.LANGUAGES,
        office_name=lambda: parts().settings.office_name,
        home_of=home_of,
        signed_in=signed_in,
    )
    app.register_error_handler(HTTPException, _error_page)


def day(value: date) -> str:
    """In the reader's language; in those of the United Nations, as its documents write it."""
    spoken = language.chosen_language()
    return wording(spoken).day(value.isoformat()) if spoken in OF_CERTIFICATES else format_date(value, "long")


def _error_page(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()
    return say(error.code or 500, is_old_form=isinstance(error, CSRFError))


def say(code: int, is_old_form: bool = False) -> ResponseReturnValue:
    """What happened, what is safe, and what to do; for scripts, its name alone."""
    if not request.accept_mimetypes.accept_html:
        return jsonify(error=_NAMES.get(code, "not_allowed")), code
    titles = {
        400: gettext("This could not be understood"),
        403: gettext("This is not open to you"),
        404: gettext("There is no such page"),
        405: gettext("There is no such page"),
        413: gettext("That is too large"),
        429: gettext("Too many attempts"),
        500: gettext("Something went wrong here"),
    }
    advice = {
        404: gettext("Nothing was changed. Perhaps the address was cut on its way to you."),
        429: gettext("Nothing was changed. Please wait a minute, then try again."),
        500: gettext("What you did last may not have been done. Please look first, then try again."),
    }
    title = titles.get(code, titles[400])
    sentence = advice.get(code, gettext("Nothing was changed. Please go back and try again."))
    if is_old_form:
        title = gettext("This form was open for too long")
        sentence = gettext("Nothing was changed. Please go back, load the page again, and send it once more.")
    return render_template("error.html", title=title, sentence=sentence), code


_NAMES = {400: "malformed", 413: "too_large", 429: "too_fast"}
