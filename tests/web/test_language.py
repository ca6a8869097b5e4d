from __future__ import annotations

import re

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from mediation.app import Application
from mediation.web.language import LANGUAGES, TRANSLATIONS
from tests.fixtures.server_process import ROOT
from tests.web.conftest import Person

METHODS = [("mediation/web/**.py", "python"), ("templates/**.html", "jinja2")]


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_sentence_is_translated_with_its_blanks_kept(language: str) -> None:
    with (TRANSLATIONS / language / "LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    used = {message for _, _, message, _, _ in extract_from_dir(ROOT, METHODS, directory_filter=_is_ours)}
    assert used == {message.id for message in catalogue if message.id}
    for message in catalogue:
        if isinstance(message.id, str) and message.id:
            assert message.string
            assert not message.fuzzy
            assert blanks(str(message.string)) == blanks(message.id), message.id


def test_a_page_speaks_as_the_browser_asks(application: Application) -> None:
    page = Person(application, language="ar-EG,ar;q=0.9,en;q=0.5").opens("/sign-in").text
    assert '<html lang="ar" dir="rtl">' in page
    assert "تسجيل الدخول" in page
    assert '<html lang="en" dir="ltr">' in Person(application, language="fr").opens("/sign-in").text


def test_a_language_that_was_chosen_stays(application: Application, visitor: Person) -> None:
    page = visitor.sends("/language", page="/", language="ar", back="/sign-in")
    assert page.request.path == "/sign-in"
    assert 'dir="rtl"' in page.text
    assert 'dir="rtl"' in visitor.opens("/").text
    visitor.sends("/language", page="/", language="tlh", back="/")
    assert 'dir="rtl"' in visitor.opens("/").text


@pytest.mark.parametrize(
    "back", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere", "/\r\nX: y", ""]
)
def test_nobody_is_sent_elsewhere(visitor: Person, back: str) -> None:
    answer = visitor.sends_only("/language", page="/", language="en", back=back)
    assert answer.headers["Location"] == "/"


def blanks(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[sd]", text))


def _is_ours(folder: str) -> bool:
    return not re.search(
        r"/(\.\w+|node_modules|tests|static|docs|bench)(/|$)", folder.removeprefix(str(ROOT))
    )
