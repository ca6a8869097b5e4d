"""What a head of office does: confirm accounts, and give a departed mediator's entries to another.

Must not show a mediation: no reference, no date, and nobody's number of them.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from mediation.certificates.wording import FIRST_STRONG_ISOLATE, POP_ISOLATE
from mediation.mediators.account import Account
from mediation.web.parts import parts
from mediation.web.sign_in import at_office, for_heads

pages = Blueprint("office", __name__)


@pages.get("/office")
@at_office
def office(account: Account) -> ResponseReturnValue:
    return render_template(
        "office.html",
        is_confirmed=account.is_confirmed,
        waiting=parts().accounts.waiting_for(account),
        departed=_departed() if account.is_confirmed else [],
        successors=_successors() if account.is_confirmed else [],
    )


@pages.post("/office/assign")
@for_heads
def assign(account: Account) -> ResponseReturnValue:
    departed = _chosen(_departed(), request.form.get("departed", ""))
    successor = _chosen(_successors(), request.form.get("successor", ""))
    if departed is None or successor is None:
        flash(gettext("Nothing was assigned: choose who has left, and who takes over."), "error")
    elif parts().registry.assign(departed.id, successor.id):  # `mediation registry check` tells which
        flash(
            gettext(
                "Entries that something else has changed were left as they are. Please tell your "
                "administrator. All others are %(name)s’s now.",
                name=_isolated(successor.name),
            ),
            "error",
        )
    else:
        flash(gettext("The entries are %(name)s’s now.", name=_isolated(successor.name)), "done")
    return redirect(url_for("office.office"), code=303)


def _isolated(name: str) -> str:
    """So that it does not turn the sentence around it, whose direction may be another."""
    return f"{FIRST_STRONG_ISOLATE}{name}{POP_ISOLATE}"


def _departed() -> list[Account]:
    """Mediators who may not sign in any more, and of whose mediations the dates are kept."""
    with_rows = parts().registry.who_has_rows()
    return [one for one in parts().accounts.all() if one.is_locked and one.id in with_rows]


def _successors() -> list[Account]:
    everyone = parts().accounts.all()
    return [one for one in everyone if one.kind == "mediator" and one.is_confirmed and not one.is_locked]


def _chosen(among: list[Account], account_id: str) -> Account | None:
    return next((one for one in among if one.id == account_id), None)
