"""What a person might try in order to keep what others wrote, one by one, at the keyboard and with the mouse.

None of it stops a camera: docs/threat-model.md says so. All is answered calmly, and to that person first.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.people import Party
from tests.fixtures.guarded_room import GuardedRoom

pytestmark = pytest.mark.xdist_group("guard")

ANSWER = "Recording is not permitted here"
BEFORE = "What was in the clipboard before"


@pytest.fixture
def oak(guarded: GuardedRoom) -> Party:
    return guarded.oak


@pytest.fixture
def secret(guarded: GuardedRoom) -> str:
    """What the mediator has just written to Oak."""
    return guarded.tell_oak()


def selected(person: Party) -> str:
    return str(person.page.evaluate("() => getSelection().toString()"))


def clipboard(person: Party) -> str:
    """What a paste brings: the page itself may not read it."""
    person.write("")
    person.composer.focus()
    person.page.keyboard.press("Control+v")
    pasted = person.composer.input_value()
    person.write("")
    return pasted


def drag(person: Party, start: Locator, end: Locator) -> None:
    """With the mouse, slowly enough to be a drag."""
    begin, finish = start.bounding_box(), end.bounding_box()
    assert begin is not None
    assert finish is not None
    mouse = person.page.mouse
    mouse.move(begin["x"] + 4, begin["y"] + begin["height"] / 2)
    mouse.down()
    mouse.move(begin["x"] + begin["width"] - 4, begin["y"] + begin["height"] / 2, steps=5)
    mouse.move(finish["x"] + finish["width"] / 2, finish["y"] + finish["height"] / 2, steps=5)
    mouse.up()


def watch(person: Party, kind: str) -> None:
    """Events of that kind are looked at once the page has dealt with them."""
    person.page.evaluate(
        "(kind) => addEventListener(kind, (event) => { window.refused = event.defaultPrevented; })", kind
    )


def was_refused(person: Party) -> bool:
    """The last of them."""
    return bool(person.page.evaluate("() => window.refused"))


def is_answered(person: Party) -> None:
    banner = person.page.get_by_role("alert").filter(has_text=ANSWER)
    expect(banner).to_be_visible()
    person.page.evaluate("() => { document.querySelector('join-page').notice = ''; }")
    expect(banner).to_have_count(0)


def test_content_cannot_be_selected_with_the_mouse_or_the_keyboard(oak: Party, secret: str) -> None:
    """Seen to fail without both `user-select: none` and the refusal of `selectstart`."""
    text = oak.message(secret).locator(".text")
    text.click(click_count=3)
    assert selected(oak) == ""
    drag(oak, text, oak.composer)
    assert selected(oak) == ""
    text.click()
    oak.page.keyboard.press("Control+a")
    assert secret not in selected(oak)


def test_content_that_a_program_selects_is_not_copied_and_the_clipboard_stays(
    oak: Party, secret: str
) -> None:
    """Seen to fail when guard/content.js lets `copy` and `cut` be."""
    oak.page.evaluate("(text) => navigator.clipboard.writeText(text)", BEFORE)
    for keys in ("Control+c", "Control+x", "Control+Insert"):
        oak.message(secret).locator(".text").click()
        oak.page.evaluate("() => getSelection().selectAllChildren(document.querySelector('.log'))")
        oak.page.keyboard.press(keys)
        assert clipboard(oak) == BEFORE


def test_content_is_not_dragged_out(oak: Party, secret: str) -> None:
    """Seen to fail when guard/content.js lets `dragstart` be and the text can be selected."""
    text = oak.message(secret).locator(".text")
    oak.write("")
    oak.page.evaluate("() => getSelection().selectAllChildren(document.querySelector('.log'))")
    drag(oak, text, oak.composer)
    expect(oak.composer).to_have_value("")


def test_content_has_no_menu_of_the_browser_and_ones_own_words_have(oak: Party, secret: str) -> None:
    """Seen to fail when guard/content.js lets `contextmenu` be."""
    watch(oak, "contextmenu")
    oak.message(secret).click(button="right")
    assert was_refused(oak)
    oak.composer.click(button="right")
    assert not was_refused(oak)
    oak.page.keyboard.press("Escape")


@pytest.mark.parametrize("keys", ["Control+p", "Control+s", "Control+Shift+s"])
def test_printing_and_saving_by_the_keyboard_are_answered_instead(oak: Party, secret: str, keys: str) -> None:
    """Seen to fail when guard/capture_keys.js knows neither letter."""
    oak.message(secret).click()
    watch(oak, "keydown")
    oak.page.keyboard.press(keys)
    assert was_refused(oak)
    is_answered(oak)


def test_a_screenshot_key_is_answered_once_it_is_let_go(oak: Party, secret: str) -> None:
    """Seen to fail when only `keydown` is listened to, which Windows does not send for it."""
    oak.message(secret).click()
    oak.page.evaluate("() => dispatchEvent(new KeyboardEvent('keyup', { key: 'PrintScreen' }))")
    is_answered(oak)
    oak.page.keyboard.press("PrintScreen")
    is_answered(oak)


def test_what_is_printed_is_one_page_that_says_why(oak: Party, secret: str, tmp_path: Path) -> None:
    """Seen to fail when the print style is for another medium."""
    printed = tmp_path / "printed.pdf"
    printed.write_bytes(oak.page.pdf())
    text = subprocess.run(
        ["pdftotext", str(printed), "-"], capture_output=True, text=True, check=True, timeout=30
    ).stdout
    assert secret not in text
    assert "nothing of it is printed" in " ".join(text.split())
    assert text.count("\f") == 1


def test_printing_from_the_menu_is_answered_too(oak: Party) -> None:
    """Seen to fail when `beforeprint` is not listened to."""
    oak.page.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")
    is_answered(oak)


def test_nothing_in_the_page_can_ask_for_the_screen(oak: Party) -> None:
    """Seen to fail when the header Permissions-Policy leaves out display-capture."""
    answer = oak.page.evaluate(
        """() => Promise.race([
             navigator.mediaDevices.getDisplayMedia({ video: true }).then(() => '', (error) => error.name),
             new Promise((wake) => setTimeout(wake, 5000, 'the person was asked'))])"""
    )
    assert answer == "NotAllowedError"


def test_typing_is_not_answered(oak: Party) -> None:
    """Whoever writes a P or an S, or copies what they wrote, is not told anything.

    Seen to fail when guard/capture_keys.js does not look for Control.
    """
    oak.composer.press_sequentially("Ps, sp")
    oak.page.keyboard.press("Control+a")
    oak.page.keyboard.press("Control+c")
    expect(oak.page.get_by_role("alert").filter(has_text=ANSWER)).to_have_count(0)
    oak.write("")
