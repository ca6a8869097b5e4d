"""Signing in and out, and who is signed in. The session is a signed cookie; it holds no name."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from flask import Blueprint, Response, jsonify, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_wtf.csrf import generate_csrf

from mediation.mediators.account import Account, SignInIsRefused, TooManyAttempts
from mediation.mediators.name import LONGEST_NAME
from mediation.web.language import KEPT_AS as LANGUAGE
from mediation.web.parts import parts
from mediation.web.protection import limiter

SIGNED_IN_SECONDS = 12 * 3600
# Where one may be sent after signing in: names, not addresses, so that nobody can be sent elsewhere.
ONWARD = {"desk": "/desk", "prepare": "/prepare"}
Given = ParamSpec("Given")

pages = Blueprint("sign_in", __name__)


def signed_in() -> Account | None:
    """Who sends this request; None after 12 hours, a new password, a lock, or when nobody signed in."""
    until = session.get("signed_in_until")
    if not isinstance(until, int) or time.time() > until:
        return None
    return parts().accounts.of_session(str(session.get("account")), str(session.get("fingerprint")))


def signed_in_mediator() -> Account | None:
    """The same, of those who mediate: heads of office open no room and have no mediations."""
    account = signed_in()
    return account if account is not None and account.kind == "mediator" else None


def home_of(account: Account) -> str:
    """The path where that account's work begins."""
    return url_for("office.office" if account.kind == "head" else "desk.desk")


def _for(
    may_enter: Callable[[Account], bool],
) -> Callable[
    [Callable[Concatenate[Account, Given], ResponseReturnValue]], Callable[Given, ResponseReturnValue]
]:
    """A page that is given who is signed in; others are sent to sign in, or where their work begins."""

    def decorate(
        page: Callable[Concatenate[Account, Given], ResponseReturnValue],
    ) -> Callable[Given, ResponseReturnValue]:
        @wraps(page)
        def guarded(*given: Given.args, **named: Given.kwargs) -> ResponseReturnValue:
            account = signed_in()
            if account is None:
                return redirect(url_for("sign_in.form"), code=303)
            if not may_enter(account):
                return redirect(home_of(account), code=303)
            return page(account, *given, **named)

        return guarded

    return decorate


# A mediator whose account nobody has confirmed sees that at the desk, and does nothing with mediations.
at_desk = _for(lambda account: account.kind == "mediator")
for_mediators = _for(lambda account: account.kind == "mediator" and account.is_confirmed)
at_office = _for(lambda account: account.kind == "head")
for_heads = _for(lambda account: account.kind == "head" and account.is_confirmed)
for_colleagues = _for(lambda account: account.is_confirmed)


def start_session(account: Account) -> None:
    """A new session, of which nothing but the language was there before (against session fixation)."""
    language = session.get(LANGUAGE)
    session.clear()
    if language:
        session[LANGUAGE] = language
    session["account"] = account.id
    session["fingerprint"] = account.fingerprint
    session["signed_in_until"] = int(time.time()) + SIGNED_IN_SECONDS


@pages.get("/")
def front() -> ResponseReturnValue:
    return render_template("index.html", account=signed_in())


@pages.get("/sign-in")
def form() -> ResponseReturnValue:
    account = signed_in()
    if account is not None:
        return redirect(_onward(account, request.args.get("next", "")), code=303)
    return render_template("sign_in.html", next=request.args.get("next", ""))


@pages.post("/sign-in")
@limiter.limit("10 per minute")
def sign_in() -> ResponseReturnValue:
    onward, name = request.form.get("next", ""), request.form.get("name", "")
    try:
        account = parts().accounts.sign_in(name, request.form.get("password", ""))
    except SignInIsRefused:
        error = gettext("The name or the password is not right.")
        return render_template("sign_in.html", error=error, next=onward, name=name[:LONGEST_NAME]), 403
    except TooManyAttempts as wait:
        error = ngettext(
            "Too many attempts. Please wait %(num)d second, then try again.",
            "Too many attempts. Please wait %(num)d seconds, then try again.",
            wait.seconds,
        )
        return render_template("sign_in.html", error=error, next=onward, name=name[:LONGEST_NAME]), 429
    start_session(account)
    return redirect(_onward(account, onward), code=303)


@pages.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    language = session.get(LANGUAGE)
    session.clear()
    if language:
        session[LANGUAGE] = language
    return redirect(url_for("sign_in.front"), code=303)


@pages.get("/session")
def who() -> Response:
    """As in docs/protocol.md: for the static pages, which cannot say who is signed in."""
    account = signed_in_mediator()
    if account is None:
        return jsonify(signed_in=False)
    mediations = [
        {
            "reference": one.reference,
            "started_on": one.started_on.isoformat(),
            "ended_on": one.ended_on.isoformat(),
            "has_ended": one.has_ended,
        }
        for one in (parts().registry.of_mediator(account.id) if account.is_confirmed else [])
    ]
    return jsonify(signed_in=True, name=account.name, csrf_token=generate_csrf(), mediations=mediations)


def _onward(account: Account, name: str) -> str:
    return ONWARD.get(name, ONWARD["desk"]) if account.kind == "mediator" else home_of(account)
