from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediation.app import Application, create_app
from mediation.concurrency import ThreadConcurrency
from mediation.config import Settings
from mediation.registry.figures import NOT_SHOWN, Figures
from mediation.web.figures_chart import chart_of
from tests.web.conftest import PASSWORD, Person


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    application = create_app(Settings(instance=tmp_path / "instance"), ThreadConcurrency())
    yield application
    application.stop()


@pytest.fixture
def head(application: Application) -> Person:
    return enrolled(application, "Head", as_head=True)


def enrolled(application: Application, name: str, as_head: bool = False) -> Person:
    accounts = application.parts.accounts
    accounts.enrol(accounts.invite(name, as_head), "", PASSWORD)
    person = Person(application, name)
    person.signs_in()
    return person


def publish(application: Application) -> None:
    rows = [("2024", None, None, None), ("2025", 23, 21, 34), ("2025-Q1", 6, 5, 31)]
    rows += [(f"2024-Q{n}", None, None, None) for n in (1, 2, 3, 4)]
    rows += [(f"2025-Q{n}", 5, 5, 40) for n in (2, 3, 4)]
    with application.engine.begin() as connection:
        for row in rows:
            connection.exec_driver_sql("INSERT INTO published_figures VALUES (?, ?, ?, ?)", row)


def test_before_any_year_is_over_there_is_nothing_to_see(head: Person) -> None:
    assert "There is no year yet that can be shown" in head.opens("/figures").text
    assert head.opens("/figures.csv").text == "period,begun,ended,median_days\r\n"


def test_the_page_shows_what_is_published_and_says_what_is_not_shown(
    application: Application, head: Person
) -> None:
    publish(application)
    page = head.opens("/figures").text
    cells = [
        re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>.*?</t[hd]>", page, re.S)
    ]
    assert cells[4:12] == ["2025", "23", "21", "34", "2025 Q1", "6", "5", "31"]
    assert cells[-4:] == ["2024", "not shown", "not shown", "not shown"]
    assert "2024 Q1" not in page
    assert 'style="' not in page, "the policy forbids it"


def test_the_table_file_leaves_empty_what_is_not_shown(application: Application, head: Person) -> None:
    publish(application)
    answer = head.opens("/figures.csv")
    assert answer.mimetype == "text/csv"
    rows = list(csv.reader(answer.text.splitlines()))
    assert rows[:3] == [
        ["period", "begun", "ended", "median_days"],
        ["2024", "", "", ""],
        ["2024-Q1", "", "", ""],
    ]
    assert ["2025-Q1", "6", "5", "31"] in rows


def test_figures_are_for_confirmed_heads_alone(application: Application, head: Person) -> None:
    mediator = enrolled(application, "Mediator")
    second = enrolled(application, "Second head", as_head=True)
    for path in ("/figures", "/figures.csv"):
        assert Person(application).opens(path).headers["Location"] == "/sign-in"
        assert mediator.opens(path).headers["Location"] == "/desk"
        assert second.opens(path).headers["Location"] == "/office"


def test_the_charts_bars_are_to_one_scale() -> None:
    chart = chart_of({"2024": NOT_SHOWN, "2025": Figures(20, 10, 3), "2026": Figures(5, 5, 9)})
    assert chart.years[0].bars == ()
    first, second = chart.years[1].bars
    assert first.height == 2 * second.height
    assert first.height == 4 * chart.years[2].bars[0].height
    assert all(bar.y + bar.height == chart.floor for year in chart.years for bar in year.bars)
    assert chart_of({}).years == ()


def test_a_year_that_is_over_is_published_by_the_running_application(
    application: Application, head: Person
) -> None:
    """Of the latest, before anybody has mediated, so that the list tells of nobody; and nothing is shown."""
    application.housekeeping.tidy()
    assert "There is no year yet that can be shown" in head.opens("/figures").text
    rows = list(csv.reader(head.opens("/figures.csv").text.splitlines()))
    assert len(rows) == 6
    assert all(row[1:] == ["", "", ""] for row in rows[1:])
