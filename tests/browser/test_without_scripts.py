"""A browser that runs no scripts: every page says what is needed, or works without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from mediation.bundle.verification import STATIC_PAGES
from mediation.web.language import LANGUAGES
from tests.client.visitor import Mediator
from tests.fixtures.browser import NewPerson

PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.mark.parametrize("path", STATIC_PAGES)
def test_a_page_that_needs_scripts_says_so_in_every_language(path: str, new_person: NewPerson) -> None:
    """Seen to fail when a page's template leaves it out."""
    page = new_person(java_script_enabled=False, **PHONE)
    page.goto(path)
    said = page.locator("noscript section")
    assert sorted(one.get_attribute("lang") or "" for one in said.all()) == sorted(LANGUAGES)
    for section in said.all():
        expect(section.get_by_role("heading", level=1)).to_contain_text("JavaScript")
        expect(section.locator("p")).to_be_visible()
    direction = page.locator("noscript section[lang=ar]").evaluate("one => getComputedStyle(one).direction")
    assert direction == "rtl"
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_the_desk_works_without_scripts(new_person: NewPerson, mediator: Mediator) -> None:
    page = new_person(java_script_enabled=False)
    page.goto("/sign-in")
    page.get_by_label("Your name at the office").fill(mediator.name)
    page.get_by_label("Password").fill(mediator.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk")
    expect(page.get_by_role("link", name="Prepare a room")).to_be_visible()
    for path in ("/privacy", "/help", "/help/mediators"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
