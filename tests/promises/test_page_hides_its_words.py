"""The page hides itself when asked and when nobody looks at it, and gives everything back at once.

Headless Chromium always says that a page is seen and has the focus: what it says is replaced.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.people import Party
from tests.fixtures.guarded_room import GuardedRoom

pytestmark = pytest.mark.xdist_group("guard")

STRICTER = "Hide the page of whoever turns to another window"
DRAFT = "Half a sentence"


@pytest.fixture
def oak(guarded: GuardedRoom) -> Iterator[Party]:
    """With a draft begun, and content on the page."""
    guarded.tell_oak()
    guarded.oak.write(DRAFT)
    yield guarded.oak
    guarded.oak.write("")


def look(person: Party, *, visible: bool = True, focused: bool = True) -> None:
    """Turn away from the page, or back to it."""
    person.page.evaluate(
        """({visible, focused}) => {
          const value = visible ? 'visible' : 'hidden';
          Object.defineProperty(document, 'visibilityState', { value, configurable: true });
          document.hasFocus = () => focused;
          document.dispatchEvent(new Event('visibilitychange'));
          dispatchEvent(new Event(focused ? 'focus' : 'blur'));
        }""",
        {"visible": visible, "focused": focused},
    )


def shows_words(person: Party) -> bool:
    opacity = "() => getComputedStyle(document.querySelector('join-page')).opacity"
    return bool(person.page.evaluate(opacity) == "1")


def test_one_press_hides_everything_and_one_brings_it_back(oak: Party) -> None:
    """Seen to fail when the veil leaves the page where it is."""
    oak.button("Hide now").click()
    expect(oak.page.get_by_role("log")).not_to_be_visible()
    expect(oak.button("Show again")).to_be_focused()
    oak.button("Show again").click()
    expect(oak.composer).to_have_value(DRAFT)
    expect(oak.composer).to_be_visible()


def test_escape_twice_hides_everything_and_once_does_not(oak: Party) -> None:
    """Seen to fail when the veil leaves the page where it is."""
    oak.composer.focus()
    oak.page.keyboard.press("Escape")
    oak.page.keyboard.press("a")
    oak.page.keyboard.press("Escape")
    expect(oak.composer).to_be_visible()
    oak.page.keyboard.press("Escape")
    expect(oak.composer).not_to_be_visible()
    oak.button("Show again").click()
    expect(oak.composer).to_be_focused()


def test_a_hidden_page_is_veiled_and_lifts_at_once_on_return(oak: Party) -> None:
    """Seen to fail when guard/away.js does not look at the page's visibility."""
    oak.composer.focus()
    look(oak, visible=False)
    assert not shows_words(oak)
    look(oak)
    assert shows_words(oak)
    expect(oak.composer).to_be_focused()
    expect(oak.composer).to_have_value(DRAFT)


def test_losing_the_focus_does_nothing(oak: Party) -> None:
    """Seen to fail when guard/away.js does not ask whether the stricter veil is on."""
    look(oak, focused=False)
    assert shows_words(oak)
    look(oak)


def test_the_stricter_veil_is_switched_on_for_everyone_at_once(guarded: GuardedRoom, oak: Party) -> None:
    """Seen to fail when main/guarding.js does not tell the veil what is switched on."""
    everyone = [guarded.host, guarded.oak, guarded.elm]
    look(oak, focused=False)
    guarded.switch(STRICTER)
    expect(oak.page.locator("html")).to_have_attribute("data-away", "Hidden while you are elsewhere")
    assert not shows_words(oak)
    for person in everyone:
        person.page.wait_for_function(
            "() => document.querySelector('join-page, host-page').room.features.includes('strict_veil')"
        )
    look(oak)
    assert shows_words(oak)
    look(oak, focused=False)
    guarded.switch(STRICTER, on=False)
    expect(oak.page.locator("html")).not_to_have_attribute("data-away", "Hidden while you are elsewhere")
    look(oak)
