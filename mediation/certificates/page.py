"""The page of a certificate as HTML, from its statement and nothing else about a mediation.

The same page is the preview in the browser, and what the worker process prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mediation.certificates.day import NOT_ENDED, STATED, Day
from mediation.certificates.seal import grouped
from mediation.certificates.statement import Statement
from mediation.certificates.wording import Wording, wording

TEMPLATES = Path(__file__).parents[2] / "templates"


@dataclass(frozen=True)
class Furniture:
    """What is on the page beside what it states: pictures as data: URLs, empty where there is none."""

    key: str = ""  # fingerprint of the office's public key
    verify_url: str = ""
    crest: str = ""
    qr: str = ""


@dataclass(frozen=True)
class Voice:
    """What the page says, in one of its languages."""

    words: Wording
    statement: Statement

    @property
    def tribunal(self) -> Markup:
        stated = self.statement
        return self._unbroken(self.words.tribunal(stated.tribunal, stated.tribunal_name, stated.seat))

    @property
    def at_seat(self) -> Markup:
        return self._unbroken(self.words.say("at_seat", seat=self.words.seat(self.statement.seat)))

    def _unbroken(self, line: str) -> Markup:
        """The seat's name in it stays on one line: Нью-Йорк would be torn at its hyphen, and lose it."""
        name = self.words.seat(self.statement.seat)
        if self.words.direction == "rtl" or name.isalpha():
            return Markup.escape(line)
        before, seat, after = line.rpartition(name)
        return Markup('{}<span class="seat">{}</span>{}').format(before, seat, after)

    def day(self, day: Day, in_utc: bool = False) -> str:
        """Empty where a stated day has none in UTC."""
        if day.basis == NOT_ENDED:
            return self.words.say("not_ended")
        written = day.in_utc if in_utc else day.at_seat
        return self.words.day(written) if written else ""

    def basis(self, day: Day, in_utc: bool = False) -> str:
        if day.basis != STATED:
            return ""
        return self.words.say("no_utc" if in_utc else "stated")


def paper_html(statement: Statement, furniture: Furniture) -> Markup:
    """The page's body, for the preview."""
    return Markup(_render("certificate_paper.html", statement, furniture))  # noqa: S704 - autoescaped


def page_html(statement: Statement, furniture: Furniture) -> str:
    """The page whole; its style is templates/certificate.css."""
    return _render("certificate.html", statement, furniture)


def _render(template: str, statement: Statement, furniture: Furniture) -> str:
    voices = [Voice(wording(language), statement) for language in statement.languages]
    return (
        _environment()
        .get_template(template)
        .render(statement=statement, voices=voices, first=voices[0], furniture=furniture, grouped=grouped)
    )


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(TEMPLATES)
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
