"""Issuing a certificate from the desk: a form, a preview, the PDF as the answer. No copy, no list, no log."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from mediation.certificates.errors import PrintingFailed, RequestIsWrong
from mediation.certificates.office import Dates
from mediation.certificates.page import paper_html
from mediation.certificates.statement import Statement
from mediation.certificates.wording import LANGUAGES, wording
from mediation.line import LONGEST_LINE
from mediation.mediators.account import Account
from mediation.registry.registry import MediationIsUnknown, RowSignatureIsWrong
from mediation.web.certificate_form import Reading, read_form
from mediation.web.desk import not_yours, signature_is_wrong
from mediation.web.parts import parts
from mediation.web.protection import limiter
from mediation.web.sign_in import for_mediators

pages = Blueprint("certificate", __name__)


class _Prepared(NamedTuple):
    reading: Reading
    statement: Statement | None  # None: something is wrong


@pages.get("/certificate")
@for_mediators
def form(account: Account) -> ResponseReturnValue:
    return _form(account, Reading({"issuer_name": account.name}))


@pages.post("/certificate/form")
@for_mediators
def form_for_one(account: Account) -> ResponseReturnValue:
    """The form filled in, as far as one has come: by POST, so that no address or history has it."""
    reading = read_form(request.form)
    reading.values.setdefault("issuer_name", account.name)
    return _form(account, reading)


@pages.post("/certificate/preview")
@for_mediators
def preview(account: Account) -> ResponseReturnValue:
    """The certificate's own words, to be read before it is made."""
    reading, statement = _prepare(account)
    if statement is None:
        return _form(account, reading), 400
    paper = paper_html(statement, parts().certificates.furniture)
    return render_template(
        "certificate_preview.html",
        paper=paper,
        voice=wording(statement.languages[0]),
        values=reading.values,
        warnings=reading.warnings,
    )


@pages.post("/certificate")
@limiter.limit("30 per minute")
@for_mediators
def issue(account: Account) -> ResponseReturnValue:
    reading, statement = _prepare(account)
    if statement is None:
        return _form(account, reading), 400
    try:
        pdf = parts().certificates.print(statement)
    except PrintingFailed as error:
        reading.explain(error)
        return _form(account, reading), 503
    name = f"certificate-{statement.reference}.pdf"
    return Response(
        pdf, mimetype="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _prepare(account: Account) -> _Prepared:
    reading = read_form(request.form)
    asked = reading.request()
    dates = _dates(account, reading)
    if dates is None or reading.errors:
        return _Prepared(reading, None)
    try:
        return _Prepared(reading, parts().certificates.state(dates, asked))
    except RequestIsWrong as error:
        reading.explain(error)
        return _Prepared(reading, None)


def _dates(account: Account, reading: Reading) -> Dates | None:
    """Of the mediation that was chosen; otherwise what is wrong is in the reading's errors."""
    try:
        found = parts().registry.find(reading.values.get("reference", ""), account.id)
    except MediationIsUnknown:
        reading.errors["reference"] = not_yours()
        return None
    except RowSignatureIsWrong:
        reading.errors["reference"] = signature_is_wrong()
        return None
    if parts().has_open_room(found.reference):
        reading.errors["reference"] = gettext(
            "A session of this mediation is open now. Close its room first: its last day may still move."
        )
        return None
    return Dates(found.reference, found.started_at, found.ended_at, found.has_ended)


def _form(account: Account, reading: Reading) -> str:
    return render_template(
        "certificate_form.html",
        mediations=parts().registry.of_mediator(account.id),
        tribunals=_tribunal_names(),
        spoken={language: wording(language).say("name") for language in LANGUAGES},
        values=reading.values,
        errors=reading.errors,
        longest=LONGEST_LINE,
    )


def _tribunal_names() -> dict[str, str]:
    known = {
        "undt-new-york": gettext("United Nations Dispute Tribunal, New York"),
        "undt-geneva": gettext("United Nations Dispute Tribunal, Geneva"),
        "undt-nairobi": gettext("United Nations Dispute Tribunal, Nairobi"),
        "unat": gettext("United Nations Appeals Tribunal"),
        "ilo-at": gettext("ILO Administrative Tribunal"),
        "wb-at": gettext("World Bank Administrative Tribunal"),
    }
    return {
        code: known.get(code, f"{one.name}, {one.seat}")
        for code, one in parts().certificates.tribunals.items()
    }
