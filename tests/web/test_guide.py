"""The guide is whole in every language, and says nothing in HTML of its own."""

from __future__ import annotations

import re

import pytest

from mediation.web.guide import GUIDE, written
from mediation.web.language import LANGUAGES
from tests.web.conftest import Person

PAGES = ("parties", "mediators")


def shape(name: str, language: str) -> list[str]:
    """What stands at the beginning of each line that is not plain text, and where its links lead."""
    text = (GUIDE / language / f"{name}.md").read_text()
    found = re.findall(r"^(?:#+|-|\d+\.) |\]\([^)]*\)", text, re.MULTILINE)
    return [one.replace(f"/{language}-", "/") for one in found]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_it_says_the_same_in_every_language(name: str, language: str) -> None:
    """Seen to fail when a line is taken out of one of them, and when a link leads elsewhere."""
    assert shape(name, language) == shape(name, "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path", "name"), [("/help", "parties"), ("/help/mediators", "mediators")])
def test_it_is_read_in_the_language_of_the_page_that_led_there(
    visitor: Person, path: str, name: str, language: str
) -> None:
    answer = visitor.opens(f"{path}?language={language}")
    title = (GUIDE / language / f"{name}.md").read_text().partition("\n")[0].removeprefix("# ")
    assert f"<h1>{title}</h1>" in answer.text
    assert f"<title>{title}</title>" in answer.text
    assert f"?language={language}" in answer.text


def test_a_language_without_a_guide_reads_it_in_english() -> None:
    assert written("parties", "sw")[1] == written("parties", "en")[1].replace("language=en", "language=sw")


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_picture_is_there(visitor: Person, language: str) -> None:
    page = visitor.opens(f"/help?language={language}").text
    (source,) = re.findall(r'<img src="([^"]+)" alt="[^"]+"', page)
    answer = visitor.opens(source)
    answer.close()
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")


def test_it_is_linked_from_where_people_start(visitor: Person, mediator: Person) -> None:
    assert 'href="/help"' in visitor.opens("/").text
    assert 'href="/help/mediators"' in mediator.opens("/desk").text
