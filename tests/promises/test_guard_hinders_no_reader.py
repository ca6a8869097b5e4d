"""Screen readers and switch devices reach everything under the guard; one's own words stay one's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.people import Party
from tests.fixtures.guarded_room import GuardedRoom

pytestmark = pytest.mark.xdist_group("guard")

OWN = "What I mean to say"


@pytest.fixture
def oak(guarded: GuardedRoom) -> Iterator[Party]:
    """With every deterrent switched on."""
    switches = ("Hide the page of whoever turns to another window", "A quiet code on everyone's page")
    for switch in switches:
        guarded.switch(switch)
    expect(guarded.oak.page.locator(".watermark")).to_have_count(1)
    yield guarded.oak
    for switch in switches:
        guarded.switch(switch, on=False)
    expect(guarded.oak.page.locator(".watermark")).to_have_count(0)


def read_out(person: Party) -> list[str]:
    """Every name and text in Chromium's own accessibility tree, in its order."""
    devtools = person.page.context.new_cdp_session(person.page)
    nodes = devtools.send("Accessibility.getFullAXTree")["nodes"]
    devtools.detach()
    names = [node.get("name", {}).get("value") for node in nodes if not node["ignored"]]
    return [str(name) for name in names if name]


def test_a_screen_reader_reads_everything_that_is_said(guarded: GuardedRoom, oak: Party) -> None:
    """By Chromium's own tree, with every deterrent on. Seen to fail when messages are aria-hidden."""
    said = [guarded.tell_oak() for _ in range(3)]
    text = read_out(oak)
    for words in said:
        assert words in text
    for control in ("Hide now", "Leave", "Send to the mediators", "Write to the mediators"):
        assert any(control in one for one in text), control


def test_text_can_be_made_larger_and_the_page_zoomed(oak: Party) -> None:
    """Seen to fail when join.html's viewport says user-scalable=no."""
    viewport = oak.page.locator("meta[name=viewport]").get_attribute("content") or ""
    assert "user-scalable" not in viewport
    assert "maximum-scale" not in viewport


def test_everything_can_be_reached_and_pressed_without_a_mouse(oak: Party) -> None:
    """As a switch device does: one control after another. Seen to fail when Hide now has tabindex -1."""
    oak.page.locator("body").press("Tab")
    reached = set()
    for _ in range(40):
        reached.add(oak.page.evaluate("() => document.activeElement?.textContent?.trim()"))
        oak.page.keyboard.press("Tab")
    assert {"Hide now", "Leave", "Send to the mediators"} <= reached


def test_ones_own_words_are_selected_copied_cut_and_pasted(oak: Party) -> None:
    """Seen to fail when guard/content.js refuses `copy` and `cut` in fields too."""
    oak.write(OWN)
    oak.composer.focus()
    press = oak.page.keyboard.press
    press("Control+a")
    press("Control+c")
    press("End")
    press("Control+v")
    expect(oak.composer).to_have_value(OWN * 2)
    press("Control+a")
    press("Control+x")
    expect(oak.composer).to_have_value("")
    oak.page.keyboard.press("Control+v")
    expect(oak.composer).to_have_value(OWN * 2)
    oak.composer.click(click_count=3)
    assert oak.page.evaluate("() => getSelection().toString()") == OWN * 2
    oak.write("")


def test_ones_own_words_are_read_out(oak: Party) -> None:
    oak.write(OWN)
    assert any(OWN in one for one in read_out(oak))
    oak.write("")
