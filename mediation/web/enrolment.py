"""The page of an enrolment link. The link's token is in the fragment: it is in no path, log or referrer."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from mediation.mediators.account import LinkIsNotValid, NameIsTaken, NameIsWrong, PasswordIsWrong
from mediation.mediators.name import LONGEST_NAME
from mediation.mediators.password import LONGEST_PASSWORD, SHORTEST_PASSWORD
from mediation.web.parts import parts
from mediation.web.protection import limiter
from mediation.web.sign_in import home_of, start_session

pages = Blueprint("enrolment", __name__)


@pages.get("/enrol")
def form() -> ResponseReturnValue:
    return _page(token="")


@pages.post("/enrol")
@limiter.limit("10 per minute")
def enrol() -> ResponseReturnValue:
    token = request.form.get("token", "")
    name, password = request.form.get("name", ""), request.form.get("password", "")
    if password != request.form.get("again", ""):
        return _page(token, name, gettext("The two passwords differ.")), 400
    try:
        account = parts().accounts.enrol(token, name, password)
    except (LinkIsNotValid, NameIsTaken):
        return _page("", name, _no_link()), 403
    except NameIsWrong:
        error = gettext(
            "A name has 1 to %(most)d characters, in any script, and no control characters.",
            most=LONGEST_NAME,
        )
        return _page(token, name, error), 400
    except PasswordIsWrong:
        error = gettext(
            "A password has %(least)d to %(most)d characters.", least=SHORTEST_PASSWORD, most=LONGEST_PASSWORD
        )
        return _page(token, name, error), 400
    start_session(account)
    return redirect(home_of(account), code=303)


def _no_link() -> str:
    return str(gettext("This link is not complete, too old, or has been used. Please ask for a new one."))


def _page(token: str, name: str = "", error: str = "") -> str:
    return render_template(
        "enrol.html",
        token=token,
        name=name[:LONGEST_NAME],
        error=error,
        no_link=_no_link(),
        least=SHORTEST_PASSWORD,
        longest_name=LONGEST_NAME,
    )
