"""The words of a certificate's page, from its statement alone. In English, as the tribunals' registries read.

The wording is the same with and without an agreement, and says what a certificate is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mediation.certificates.statement import Statement

TEMPLATES = Path(__file__).parents[2] / "templates"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def written_day(day: str) -> str:
    """7 March 2025, from 2025-03-07: no two registries read 07/03/25 alike."""
    parsed = date.fromisoformat(day)
    return f"{parsed.day} {MONTHS[parsed.month - 1]} {parsed.year}"


def page_html(facts: Mapping[str, str]) -> str:
    """The page as HTML; its style is templates/certificate.css."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("certificate.html").render(facts)


def page_text(facts: Mapping[str, str]) -> str:
    """The words on the page, as a reader finds them."""
    collector = _Words()
    collector.feed(page_html(facts))
    return "".join(collector.found)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._is_in_body = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._is_in_body = self._is_in_body or tag == "body"

    def handle_data(self, data: str) -> None:
        if self._is_in_body:
            self.found.append(data)


def page_facts(statement: Statement) -> dict[str, str]:
    """Everything on the page that differs from one certificate to the next, by name."""
    tribunal = statement.full_tribunal
    return {
        "office": statement.office,
        "office_address": statement.office_address,
        "reference": statement.reference,
        "tribunal": tribunal.name,
        "seat": tribunal.seat,
        "request_reference": statement.request_reference,
        "request_date": written_day(statement.request_date),
        "case_reference": statement.case_reference,
        "start_day": written_day(statement.start_day),
        "end_day": written_day(statement.end_day) if statement.has_ended else statement.end_day,
        "issuer_name": statement.issuer_name,
        "issuer_title": statement.issuer_title,
        "place": statement.place,
        "issue_date": written_day(statement.issue_date),
        "fingerprint": statement.fingerprint(),
    }
