"""How the tribunals write the references of cases, orders and judgments; recognised, and written as they do.

An unusual one is not wrong: the International Labour Organization's and the World Bank's tribunals publish no
form for pending cases, and forms change. Knows no case.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from mediation.certificates.tribunal import TRIBUNALS

REGISTRIES = {"undt-new-york": "NY", "undt-geneva": "GVA", "undt-nairobi": "NBI"}
YEAR = r"(?:19|20)\d\d"
CORRECTED = r"(?:[/\- ]?CORR\.? ?(?P<corrected>\d))?"
# Of a reference in capitals, with plain hyphens and single spaces: pattern, and how it is written.
UNDT = (
    (r"UNDT[/\- ](?P<at>{at})[/\- ](?P<rest>{year}[/\- ]\d{{1,4}}(?:[/\-]JAB[/\-]{year}[/\-]\d{{1,4}})?)",
     "UNDT/{at}/{rest}"),
    (r"(?:ORDER )?(?:NO\.? ?)?(?P<number>\d{{1,4}}) ?\((?P<at>{at})[/\- ](?P<year>{year})\)",
     "Order No. {number} ({at}/{year})"),
    (r"UNDT[/\- ](?P<rest>{year}[/\- ]\d{{1,4}})" + CORRECTED, "UNDT/{rest}"),
)  # fmt: skip
UNAT = (
    (r"(?P<year>{year})[/\-](?P<number>\d{{3,5}})", "{year}-{number}"),
    (r"(?P<year>{year})[/\- ]UNAT[/\- ](?P<number>\d{{1,4}})" + CORRECTED, "{year}-UNAT-{number}"),
    (r"(?:ORDER )?(?:NO\.? ?)?(?P<number>\d{{1,4}}) ?\((?P<year>{year})\)", "Order No. {number} ({year})"),
)
ILOAT = (
    (r"JUDGE?MENT (?:NO\.? ?)?(?P<number>\d{{1,5}})(?: ?\((?P<session>\d{{1,3}})[A-Z]* SESSION\))?",
     "Judgment No. {number}"),
)  # fmt: skip
WBAT = (
    (r"(?:DECISION )?NO\.? ?(?P<number>\d{{1,4}})(?P<name>, [A-Z]{{1,3}}(?: \(NO\. ?\d+\))?)?",
     "Decision No. {number}"),
)  # fmt: skip
FORMS = {"unat": UNAT, "ilo-at": ILOAT, "wb-at": WBAT}


@dataclass(frozen=True)
class Recognised:
    """A reference as it will be printed, and whether this tribunal usually writes it so."""

    written: str
    is_usual: bool


def recognise(tribunal: str, line: str) -> Recognised:
    """A line that was typed. Of a tribunal that only the office knows, nothing is unusual."""
    plain = _plain(line)
    at = REGISTRIES.get(tribunal, "")
    for pattern, written in UNDT if at else FORMS.get(tribunal, ()):
        if found := re.fullmatch(pattern.format(at=at, year=YEAR), plain.upper()):
            return Recognised(_written(written, found), is_usual=True)
    return Recognised(plain, is_usual=tribunal not in TRIBUNALS)


def _written(form: str, found: re.Match[str]) -> str:
    parts = {name: part or "" for name, part in found.groupdict().items()}
    if "rest" in parts:
        parts["rest"] = re.sub(r"[\- ]", "/", parts["rest"])
    text = form.format(**parts)
    if parts.get("corrected"):
        text += f"{'/' if '/' in text else '-'}Corr.{parts['corrected']}"
    if parts.get("session"):
        text += f" ({_ordinal(int(parts['session']))} Session)"
    return text + parts.get("name", "").replace("NO.", "No.").replace("No.(", "No. (")


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _plain(line: str) -> str:
    """Every dash a hyphen, every space one space, none around slashes."""
    text = "".join("-" if unicodedata.category(c) == "Pd" else c for c in unicodedata.normalize("NFKC", line))
    return re.sub(r"\s*/\s*", "/", re.sub(r"\s+", " ", text)).strip()
