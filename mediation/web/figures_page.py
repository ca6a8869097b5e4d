"""The yearly figures, for heads of office: as a page with a chart, and as CSV. Computes none of them."""

from __future__ import annotations

import csv
import io

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from mediation.mediators.account import Account
from mediation.registry.figures import Figures
from mediation.web.figures_chart import chart_of
from mediation.web.parts import parts
from mediation.web.sign_in import for_heads

COLUMNS = ("period", "begun", "ended", "median_days")
YEARS_IN_CHART = 12

pages = Blueprint("figures", __name__)


@pages.get("/figures")
@for_heads
def figures(_account: Account) -> ResponseReturnValue:
    published = parts().published_figures()
    years = {period: one for period, one in published.items() if len(period) == 4}
    rows = [(year, one, _quarters(published, year)) for year, one in reversed(years.items())]
    latest = dict(list(years.items())[-YEARS_IN_CHART:])
    any_shown = any(one.begun is not None for one in years.values())
    return render_template("figures.html", rows=rows, chart=chart_of(latest), any_shown=any_shown)


@pages.get("/figures.csv")
@for_heads
def figures_csv(_account: Account) -> ResponseReturnValue:
    """Every period, an empty field where a figure is not shown; the same for whoever asks."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for period, one in parts().published_figures().items():
        table.writerow((period, one.begun, one.ended, one.median_days))
    return Response(written.getvalue(), mimetype="text/csv")


def _quarters(published: dict[str, Figures], year: str) -> list[tuple[str, Figures]]:
    """Those that are shown, so all four or none."""
    quarters = [(f"Q{n}", published[f"{year}-Q{n}"]) for n in (1, 2, 3, 4)]
    return [(name, one) for name, one in quarters if one.begun is not None]
