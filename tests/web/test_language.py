from __future__ import annotations

import re
from datetime import date
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from mediation.app import Application
from mediation.web.language import LANGUAGES, TRANSLATIONS, languages_in
from mediation.web.rendered import day
from tests.fixtures.server_process import ROOT
from tests.web.conftest import Person

METHODS = [("mediation/web/**.py", "python"), ("templates/**.html", "jinja2")]
IN_THE_BROWSER = re.compile(r'(?<![\w.$])tn?\(\s*"((?:[^"\\]|\\.)*)"')


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_sentence_is_translated_with_its_blanks_and_markup_kept(language: str) -> None:
    """Seen to fail when a sentence is taken out of a catalogue, when a blank in it is renamed, when one is
    marked fuzzy, and when one stays that nobody says any more.
    """
    with (TRANSLATIONS / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    said = {message.id: message for message in catalogue if message.id}
    rendered = {message for _, _, message, _, _ in extract_from_dir(ROOT, METHODS, directory_filter=_is_ours)}
    assert rendered - said.keys() == set(), "missing"
    assert {_singular(text) for text in said} - {
        _singular(text) for text in rendered
    } - _in_the_browser() == set()
    for message in said.values():
        _is_whole(message, catalogue.num_plurals)


def _is_whole(message: Message, forms: int) -> None:
    english, strings = _forms(message.id), _forms(message.string)
    assert not message.fuzzy, message.id
    assert len(strings) == (forms if message.pluralizable else 1), message.id
    for text in strings:
        assert text, message.id
        assert markup(text) == markup(english[0]), message.id
    # The number itself may be written as a word: "one second".
    assert blanks(strings[-1]) == blanks(english[-1]), message.id


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_catalogue_counts_as_its_language_does(language: str) -> None:
    """Its plural forms are in the order of the Unicode categories, for the browser's sake."""
    with (TRANSLATIONS / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    form = c2py(str(catalogue.plural_expr))
    order = [c for c in ("zero", "one", "two", "few", "many", "other") if c in _categories(language)]
    assert catalogue.num_plurals == len(order)
    for n in (*range(0, 130), 1000, 1_000_000, 2_000_000):
        assert order[int(form(n))] == Locale(language).plural_form(n), n


def test_the_six_languages_of_the_united_nations_are_offered_under_their_own_names() -> None:
    wanted = {
        "ar": "العربية",
        "zh": "中文",
        "en": "English",
        "fr": "Français",
        "ru": "Русский",
        "es": "Español",
    }
    assert list(LANGUAGES.items()) == list(wanted.items())


def test_a_seventh_language_is_one_file(tmp_path: Path) -> None:
    for file in TRANSLATIONS.glob("*.po"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "sw.po").write_text('msgid ""\nmsgstr "Language: sw\\n"\n')
    assert list(languages_in(tmp_path).items())[-1] == ("sw", "Kiswahili")


def test_a_page_speaks_as_the_browser_asks(application: Application) -> None:
    page = Person(application, language="ar-EG,ar;q=0.9,en;q=0.5").opens("/sign-in").text
    assert '<html lang="ar" dir="rtl">' in page
    assert "تسجيل الدخول" in page
    french = Person(application, language="fr-CH, en;q=0.5").opens("/sign-in").text
    assert '<html lang="fr" dir="ltr">' in french
    assert '<html lang="en" dir="ltr">' in Person(application, language="tlh").opens("/sign-in").text


def test_a_language_that_was_chosen_stays(application: Application, visitor: Person) -> None:
    page = visitor.sends("/language", page="/", language="ar", back="/sign-in")
    assert page.request.path == "/sign-in"
    assert 'dir="rtl"' in page.text
    assert 'dir="rtl"' in visitor.opens("/").text
    visitor.sends("/language", page="/", language="tlh", back="/")
    assert 'dir="rtl"' in visitor.opens("/").text


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("ar", "1 آذار/مارس 2026"),
        ("en", "1 March 2026"),
        ("fr", "1er mars 2026"),
        ("ru", "1 марта 2026\u202fг."),
        ("zh", "2026年3月1日"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(
    application: Application, language: str, written: str
) -> None:
    """Seen to fail when one pattern serves all languages."""
    with application.wsgi.test_request_context(f"/?language={language}"):
        assert day(date(2026, 3, 1)) == written


@pytest.mark.parametrize(
    "back", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere", "/\r\nX: y", ""]
)
def test_nobody_is_sent_elsewhere(visitor: Person, back: str) -> None:
    answer = visitor.sends_only("/language", page="/", language="en", back=back)
    assert answer.headers["Location"] == "/"


def blanks(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[sd]|\{\w+\}", text))


def markup(text: str) -> list[str]:
    return sorted(re.findall(r"<[^>]*>|&\w+;", text))


def _forms(text: object) -> tuple[str, ...]:
    """Babel has one text as it is, and several in a tuple."""
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text),)


def _singular(text: object) -> str:
    return _forms(text)[0]


def _in_the_browser() -> set[str]:
    """As the sources say them; tests/js/words reads them more closely."""
    files = (ROOT / "static/js").rglob("*.js")
    return {
        str(text).replace('\\"', '"') for file in files for text in IN_THE_BROWSER.findall(file.read_text())
    }


def _categories(language: str) -> set[str]:
    return {"other", *Locale(language).plural_form.rules}


def _is_ours(folder: str) -> bool:
    return not re.search(
        r"/(\.\w+|node_modules|tests|static|docs|bench)(/|$)", folder.removeprefix(str(ROOT))
    )
