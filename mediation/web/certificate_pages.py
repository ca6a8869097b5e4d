"""Issuing a certificate from the desk: a form, and the PDF as the answer. No copy and no list is kept."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from mediation.certificates.office import (
    Dates,
    Request,
    RequestIsInTheFuture,
    TribunalIsUnknown,
)
from mediation.certificates.printer import PrintingFailed
from mediation.line import LONGEST_LINE, LineIsTooLong, LineIsWrong, read_line
from mediation.mediators.account import Account
from mediation.registry.mediation import Mediation
from mediation.registry.registry import MediationIsUnknown, RowSignatureIsWrong
from mediation.web.desk import not_yours, signature_is_wrong
from mediation.web.parts import parts
from mediation.web.protection import limiter
from mediation.web.sign_in import for_mediators

LINES = ("request_reference", "case_reference", "issuer_name", "issuer_title", "place")

pages = Blueprint("certificate", __name__)


class _Read(NamedTuple):
    mediation: Mediation | None
    request: Request
    errors: dict[str, str]


@pages.get("/certificate")
@for_mediators
def form(account: Account) -> ResponseReturnValue:
    return _form(account, {"issuer_name": account.name}, {})


@pages.post("/certificate/form")
@for_mediators
def form_for_one(account: Account) -> ResponseReturnValue:
    """The form with a mediation chosen: by POST, so that its reference is in no address and no history."""
    chosen = {"issuer_name": account.name, "reference": request.form.get("reference", "")}
    return _form(account, chosen, {})


@pages.post("/certificate")
@limiter.limit("20 per minute")
@for_mediators
def issue(account: Account) -> ResponseReturnValue:
    mediation, asked, errors = _read(account)
    if errors or mediation is None:
        return _form(account, request.form.to_dict(), errors), 400
    dates = Dates(mediation.reference, mediation.started_on, mediation.ended_on, mediation.has_ended)
    try:
        pdf = parts().certificates.issue(dates, asked)
    except TribunalIsUnknown:
        errors = {"tribunal": gettext("Choose the tribunal.")}
    except RequestIsInTheFuture:
        errors = {"request_date": gettext("This day has not come yet (UTC).")}
    except PrintingFailed:
        errors = {"": gettext("The certificate could not be made just now. Please try again.")}
        return _form(account, request.form.to_dict(), errors), 503
    if errors:
        return _form(account, request.form.to_dict(), errors), 400
    name = f"certificate-{mediation.reference}.pdf"
    return Response(
        pdf, mimetype="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _read(account: Account) -> _Read:
    """What was typed, and what is wrong with it, by field."""
    errors: dict[str, str] = {}
    for field in LINES:
        if complaint := _complaint(request.form.get(field, "")):
            errors[field] = complaint
    mediation = None
    try:
        mediation = parts().registry.find(request.form.get("reference", ""), account.id)
    except MediationIsUnknown:
        errors["reference"] = not_yours()
    except RowSignatureIsWrong:
        errors["reference"] = signature_is_wrong()
    try:
        asked_on = date.fromisoformat(request.form.get("request_date", ""))
    except ValueError:
        asked_on = date.min
        errors["request_date"] = gettext("Enter the day of the request.")
    lines = {field: request.form.get(field, "") for field in LINES}
    asked = Request(tribunal=request.form.get("tribunal", ""), request_date=asked_on, **lines)
    return _Read(mediation, asked, errors)


def _complaint(typed: str) -> str:
    if not typed.strip():
        return str(gettext("This is needed."))
    try:
        read_line(typed)
    except LineIsTooLong:
        return str(gettext("At most %(most)d characters.", most=LONGEST_LINE))
    except LineIsWrong:
        return str(gettext("There are control characters in it. Please type it anew."))
    return ""


def _form(account: Account, values: dict[str, str], errors: dict[str, str]) -> str:
    return render_template(
        "certificate_form.html",
        mediations=parts().registry.of_mediator(account.id),
        tribunals=_tribunal_names(),
        values=values,
        errors=errors,
        longest=LONGEST_LINE,
    )


def _tribunal_names() -> dict[str, str]:
    return {
        "undt-new-york": gettext("United Nations Dispute Tribunal, New York"),
        "undt-geneva": gettext("United Nations Dispute Tribunal, Geneva"),
        "undt-nairobi": gettext("United Nations Dispute Tribunal, Nairobi"),
        "unat": gettext("United Nations Appeals Tribunal"),
        "ilo-at": gettext("ILO Administrative Tribunal"),
        "wb-at": gettext("World Bank Administrative Tribunal"),
    }
