"""The words of a certificate in the six languages of the United Nations. Fixed: no mediation changes them.

Each language is a file in wording/, which a translator can read without knowing Python.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from unicodedata import bidirectional

from babel.dates import format_date

from mediation.certificates.tribunal import TRIBUNALS, UNDT

FILES = Path(__file__).parent / "wording"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
# How CLDR writes long dates, by its locale: English as in the United Nations, day first.
LOCALES = {"en": "en_GB"}


@dataclass(frozen=True)
class Wording:
    """One language. Sentences are templates for str.format."""

    language: str
    sentences: Mapping[str, str]
    tribunals: Mapping[str, str]
    seats: Mapping[str, str]
    zones: Mapping[str, str]

    @property
    def direction(self) -> str:
        return self.sentences["direction"]

    def say(self, name: str, /, **typed: str) -> str:
        """A sentence, with what was typed in it kept from turning the text around it."""
        return self.sentences[name].format(**{key: self.isolated(value) for key, value in typed.items()})

    def isolated(self, typed: str) -> str:
        """Wherever it could turn what is beside it, or be turned (Unicode's UAX 9, isolates)."""
        could_turn = self.direction == "rtl" or any(bidirectional(c) in ("R", "AL") for c in typed)
        return f"{FIRST_STRONG_ISOLATE}{typed}{POP_ISOLATE}" if could_turn else typed

    def tribunal(self, code: str, name: str, seat: str) -> str:
        """As the language calls it; by the office's own name where only the office knows it."""
        known = self.tribunals["undt" if name == UNDT else code] if code in TRIBUNALS else name
        return self.say("with_seat", tribunal=known, seat=self.seat(seat))

    def seat(self, name: str) -> str:
        return self.seats.get(name, name)

    def zone(self, name: str) -> str:
        """Its name and that of the IANA database: heure d’Europe centrale (Europe/Zurich)."""
        unbroken = name.replace("/", "/\N{WORD JOINER}")
        return self.say("zone_line", name=self.zones[name], iana=unbroken) if name in self.zones else unbroken

    def day(self, written: str) -> str:
        """2025-03-01 as the language writes it: 1 March 2025, 1er mars 2025, 2025年3月1日."""
        day = date.fromisoformat(written)
        if self.language == "ar":
            # Both names of the month, as the United Nations write Arabic: آذار/مارس.
            months = "/".join(format_date(day, "MMMM", locale=locale) for locale in ("ar_SY", "ar_EG"))
            return f"{day.day} {months} {day.year}"
        text = format_date(day, "long", locale=LOCALES.get(self.language, self.language))
        return text.replace("1 ", "1er ", 1) if self.language == "fr" and day.day == 1 else text


@cache
def wording(language: str) -> Wording:
    """Of one of LANGUAGES."""
    with (FILES / f"{language}.toml").open("rb") as file:
        read = tomllib.load(file)
    sentences = {name: text for name, text in read.items() if isinstance(text, str)}
    return Wording(language, sentences, read["tribunals"], read["seats"], read["zones"])
