"""The desk: a mediator's own mediations, by reference and dates; ended and destroyed here."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from mediation.mediators.account import Account
from mediation.registry.reference import ReferenceIsWrong, read_reference
from mediation.registry.registry import DayIsAnother, MediationIsUnknown, RowSignatureIsWrong
from mediation.web.parts import parts
from mediation.web.sign_in import at_desk, for_mediators

pages = Blueprint("desk", __name__)


@pages.get("/desk")
@at_desk
def desk(account: Account) -> ResponseReturnValue:
    return render_template(
        "desk.html",
        mediations=parts().registry.of_mediator(account.id) if account.is_confirmed else [],
        is_confirmed=account.is_confirmed,
        waiting=parts().accounts.waiting_for(account),
    )


@pages.post("/desk/end")
@for_mediators
def end(account: Account) -> ResponseReturnValue:
    try:
        ended_on = date.fromisoformat(request.form.get("ended_on", ""))
        parts().registry.end(request.form.get("reference", ""), account.id, ended_on)
    except (ValueError, DayIsAnother):
        return _back(gettext("Nothing was ended: the day you gave is not the last day shown."), "error")
    except MediationIsUnknown:
        return _back(not_yours(), "error")
    except RowSignatureIsWrong:
        return _back(signature_is_wrong(), "error")
    return _back(gettext("The mediation has ended. Its dates stay here for a certificate."), "done")


@pages.post("/desk/destroy")
@for_mediators
def destroy(account: Account) -> ResponseReturnValue:
    reference = request.form.get("reference", "")
    try:
        is_confirmed = read_reference(request.form.get("typed", "")) == reference
    except ReferenceIsWrong:
        is_confirmed = False
    if not is_confirmed:
        return _back(gettext("Nothing was destroyed: the reference you typed is another."), "error")
    try:
        parts().registry.destroy(reference, account.id)
    except MediationIsUnknown:
        return _back(not_yours(), "error")
    return _back(gettext("The entry has been destroyed. Nothing is left of it."), "done")


def not_yours() -> str:
    return str(gettext("There is no such mediation among yours."))


def signature_is_wrong() -> str:
    return str(
        gettext(
            "The entry of this mediation does not bear this office's signature: somebody has changed it, "
            "or the signing key. It cannot be certified. Please tell your administrator."
        )
    )


def _back(sentence: str, kind: str) -> ResponseReturnValue:
    flash(sentence, kind)
    return redirect(url_for("desk.desk"), code=303)
