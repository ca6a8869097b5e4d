"""Confirming that an account which was made or reset on the server is the colleague's whom it names."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from mediation.mediators.account import Account, ConfirmationIsRefused
from mediation.web.parts import parts
from mediation.web.protection import limiter
from mediation.web.sign_in import for_colleagues, home_of

pages = Blueprint("colleagues", __name__)


@pages.post("/colleagues/confirm")
@limiter.limit("20 per minute")
@for_colleagues
def confirm(account: Account) -> ResponseReturnValue:
    form = request.form
    if form.get("spoken") != "yes":
        flash(gettext("Nothing was confirmed: first speak with the person, then tick the box."), "error")
        return redirect(home_of(account), code=303)
    try:
        parts().accounts.confirm(form.get("account", ""), form.get("fingerprint", ""), account)
    except ConfirmationIsRefused:
        flash(
            gettext("Nothing was confirmed: the account has changed meanwhile. Please look once more."),
            "error",
        )
    else:
        flash(gettext("The account is confirmed."), "done")
    return redirect(home_of(account), code=303)
