"""Reads the certificate's form: what was typed, and what is wrong with it, by field. Decides nothing else."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from mediation.certificates import errors
from mediation.certificates.office import Request
from mediation.certificates.statement import MOST_CASES
from mediation.certificates.tribunal_reference import recognise
from mediation.line import LONGEST_LINE, LineIsTooLong, LineIsWrong, read_line

LINES = ("request_reference", "issuer_name", "issuer_title", "place")


@dataclass
class Reading:
    """`values`: as typed, to be shown again. `warnings`: references unusual for this tribunal."""

    values: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def request(self) -> Request:
        """What was asked; whatever is wrong with it is in `errors` afterwards."""
        tribunal = self.values.get("tribunal", "")
        if not tribunal:
            self.errors["tribunal"] = gettext("Choose the tribunal.")
        lines = {name: self._line(name, self.values.get(name, "")) for name in LINES}
        lines["request_reference"] = self._reference(tribunal, lines["request_reference"])
        typed = self.values.get("case_references", "").splitlines()
        cases = [self._line("case_references", case) for case in typed if case.strip()]
        if not cases:
            self.errors.setdefault("case_references", gettext("This is needed."))
        if len(cases) > MOST_CASES:
            self.errors["case_references"] = gettext("At most %(most)d references.", most=MOST_CASES)
        first, second = self.values.get("language", ""), self.values.get("second_language", "")
        if first == second:
            self.errors["language"] = gettext("Choose one language, or two different ones.")
        asked_on = self._day("request_date")
        if asked_on is None:
            self.errors["request_date"] = gettext("Enter the day of the request.")
        return Request(
            tribunal=tribunal,
            request_reference=lines["request_reference"],
            request_date=asked_on or date.min,
            case_references=tuple(self._reference(tribunal, case) for case in cases),
            issuer_name=lines["issuer_name"],
            issuer_title=lines["issuer_title"],
            place=lines["place"],
            languages=(first, second) if second else (first,),
            stated_start=self._day("stated_start"),
            stated_end=self._day("stated_end"),
            is_reissue=self.values.get("is_reissue") == "yes",
        )

    def explain(self, error: Exception) -> None:
        """What the office found wrong with the request, at its field."""
        at, sentence = _complaint_of(error)
        self.errors[at] = sentence

    def _line(self, name: str, typed: str) -> str:
        if not typed.strip():
            self.errors[name] = gettext("This is needed.")
        try:
            return read_line(typed)
        except LineIsTooLong:
            self.errors.setdefault(name, gettext("At most %(most)d characters.", most=LONGEST_LINE))
        except LineIsWrong:
            self.errors.setdefault(name, gettext("There are control characters in it. Please type it anew."))
        return ""

    def _reference(self, tribunal: str, line: str) -> str:
        found = recognise(tribunal, line)
        if line and not found.is_usual:
            self.warnings.append(found.written)
        return found.written

    def _day(self, name: str) -> date | None:
        typed = self.values.get(name, "")
        try:
            return date.fromisoformat(typed) if typed else None
        except ValueError:
            self.errors[name] = gettext("Enter a day.")
            return None


def read_form(form: MultiDict[str, str]) -> Reading:
    return Reading({name: value for name, value in form.items() if name != "csrf_token"})


def _complaint_of(error: Exception) -> tuple[str, str]:
    """The field and the sentence."""
    not_yet = gettext("This day has not come yet at the tribunal's seat.")
    sentences: Mapping[type[Exception], tuple[str, str]] = {
        errors.TribunalIsUnknown: ("tribunal", gettext("Choose the tribunal.")),
        errors.LanguageIsUnknown: ("language", gettext("Choose one language, or two different ones.")),
        errors.RequestIsInTheFuture: ("request_date", not_yet),
        errors.StartIsInTheFuture: ("stated_start", not_yet),
        errors.EndIsInTheFuture: ("stated_end", not_yet),
        errors.EndIsBeforeStart: ("stated_end", gettext("The end is before the start.")),
        errors.EndIsNotYet: (
            "stated_end",
            gettext("This mediation has not been ended. End it at your desk first, then state its end here."),
        ),
        errors.PageIsTooLong: (
            "",
            gettext("This does not go on one page. Please shorten the longest lines."),
        ),
        errors.TimestampFailed: (
            "",
            gettext("The timestamp service did not answer, so no certificate was made. Please try again."),
        ),
    }
    if isinstance(error, errors.CharacterHasNoFont):
        names = ", ".join(unicodedata.name(c, f"U+{ord(c):04X}") for c in dict.fromkeys(error.args))
        return "", gettext("No font here can print this character: %(names)s.", names=names)
    failed = ("", gettext("The certificate could not be made just now. Please try again."))
    return sentences.get(type(error), failed)
