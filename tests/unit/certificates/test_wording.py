from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from mediation.certificates.tribunal import TRIBUNALS
from mediation.certificates.wording import FILES, LANGUAGES, wording

ENGLISH = tomllib.loads((FILES / "en.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things(language: str) -> None:
    """Seen to fail when a language calls one of its sentences otherwise."""
    read = tomllib.loads((FILES / f"{language}.toml").read_text(encoding="utf-8"))
    assert list(read) == list(ENGLISH)
    for name, text in read.items():
        english: Any = ENGLISH[name]
        if isinstance(text, dict):
            assert list(text) == list(english)
            continue
        assert text.strip()
        assert re.findall(r"\{\w*\}", text) == re.findall(r"\{\w*\}", english) or language == "ar"
        assert sorted(re.findall(r"\{\w*\}", text)) == sorted(re.findall(r"\{\w*\}", english))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tribunal_seat_and_zone_has_its_name(language: str) -> None:
    """Seen to fail when Russian has another seat."""
    words = wording(language)
    for one in TRIBUNALS.values():
        assert words.tribunal(one.code, one.name, one.seat)
        assert one.seat in words.seats
        assert one.zone in words.zones


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_tells_an_outcome(language: str) -> None:
    """Standards of Practice 3.8; `outcome` stands only where the page says that it discloses none."""
    sentences = wording(language).sentences
    told = " ".join(text for name, text in sentences.items() if name != "limits").lower()
    for word in (
        "outcome",
        "broke",
        "fail",
        "success",
        "settle",
        "issue échec",
        "resultado",
        "исход",
        "结果",
    ):
        assert word not in told


@pytest.mark.parametrize(
    ("language", "first_of_march", "last_of_december"),
    [
        ("ar", "1 آذار/مارس 2024", "31 كانون الأول/ديسمبر 2024"),
        ("en", "1 March 2024", "31 December 2024"),
        ("es", "1 de marzo de 2024", "31 de diciembre de 2024"),
        ("fr", "1er mars 2024", "31 décembre 2024"),
        ("ru", "1 марта 2024 г.", "31 декабря 2024 г."),
        ("zh", "2024年3月1日", "2024年12月31日"),
    ],
)
def test_each_language_writes_its_dates(language: str, first_of_march: str, last_of_december: str) -> None:
    """Seen to fail when Arabic has one name of the month, and French 1 for 1er."""
    words = wording(language)
    assert words.day("2024-03-01").replace("\u202f", " ").replace("\u00a0", " ") == first_of_march
    assert words.day("2024-12-31").replace("\u202f", " ").replace("\u00a0", " ") == last_of_december
