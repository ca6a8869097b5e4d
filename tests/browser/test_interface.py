"""What stands before a person's eyes: where they are, who reads it, hiding it, and leaving nothing behind."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Party
from tests.client.attempt import Attempt
from tests.fixtures.browser import NewPerson
from tests.fixtures.rooms import OpenRoom
from tests.fixtures.server_process import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
LAPTOP = {"viewport": {"width": 1440, "height": 900}}

Visit = Callable[..., tuple[Party, Attempt]]


@pytest.fixture
def visit(room: OpenRoom, new_person: NewPerson) -> Visit:
    """A person with a browser at seat 1, in the lobby; the host is the client written in Python."""

    def visit(**options: object) -> tuple[Party, Attempt]:
        party = Party(new_person(**options))
        party.open_link(str(room.link(1)), "Déléguée")
        attempt = room.host.answer_knock()
        room.host.take_hello(attempt)
        return party, attempt

    return visit


def troubles_for_assistive_technology(page: Page) -> list[str]:
    """Chromium runs axe outside the page's own policy, as a screen reader stands outside it."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("(rules) => axe.run(document, {runOnly: rules})", RULES)
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found["violations"]]


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_every_place_on_the_way_in_is_open_to_assistive_technology(
    room: OpenRoom, visit: Visit, size: dict[str, object], color_scheme: str
) -> None:
    party, attempt = visit(**size, color_scheme=color_scheme)
    party.words()
    assert troubles_for_assistive_technology(party.page) == []
    room.host.admit(attempt)
    party.is_inside()
    room.host.post(room.host.private[attempt.seat], {"kind": "message", "text": "Good morning."})
    party.sees("Good morning.")
    assert troubles_for_assistive_technology(party.page) == []
    assert party.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_both_ends_show_the_same_words(visit: Visit) -> None:
    party, attempt = visit()
    assert party.words() == " ".join(attempt.words)


def test_hide_now_leaves_nothing_on_the_screen_and_gives_it_all_back(room: OpenRoom, visit: Visit) -> None:
    party, attempt = visit(**PHONE)
    room.host.admit(attempt)
    party.is_inside()
    room.host.post(room.host.private[attempt.seat], {"kind": "message", "text": "A quiet word."})
    party.sees("A quiet word.")
    party.write("half a thou")
    party.button("Hide now").click()
    assert party.page.locator("body").inner_text().strip() == "Show again"
    assert party.page.title() == "Session"
    party.button("Show again").click()
    party.sees("A quiet word.")
    expect(party.composer).to_have_value("half a thou")


def test_a_draft_stays_in_its_own_conversation(room: OpenRoom, visit: Visit) -> None:
    party, attempt = visit(**LAPTOP)
    room.host.admit(attempt)
    party.is_inside()
    room.host.open_joint([attempt.seat])
    party.write("for the mediators alone")
    expect(party.button("Send to the mediators")).to_be_visible()
    party.goes_to_joint_session()
    expect(party.button("Send to everyone")).to_be_visible()
    expect(party.composer).to_have_value("")
    party.go_to(re.compile("Private meeting"))
    expect(party.composer).to_have_value("for the mediators alone")


def test_the_joint_session_opens_without_moving_anyone_into_it(room: OpenRoom, visit: Visit) -> None:
    """Broken by letting MediationRoom choose the first channel anew at each change."""
    party, attempt = visit(**LAPTOP)
    room.host.admit(attempt)
    party.is_inside()
    party.write("to you al")
    room.host.open_joint([attempt.seat])
    expect(party.button("Go to the joint session")).to_be_visible()
    expect(party.button("Send to the mediators")).to_be_visible()
    expect(party.composer).to_have_value("to you al")


def test_enter_sends_and_shift_enter_begins_a_line(room: OpenRoom, visit: Visit) -> None:
    party, attempt = visit(**LAPTOP)
    room.host.admit(attempt)
    party.is_inside()
    party.composer.press_sequentially("one")
    party.composer.press("Shift+Enter")
    party.composer.press_sequentially("two")
    party.composer.press("Enter")
    party.sees("one\ntwo")
    expect(party.composer).to_have_value("")


def test_what_people_write_is_never_markup(room: OpenRoom, visit: Visit) -> None:
    party, attempt = visit(**LAPTOP)
    room.host.admit(attempt)
    party.is_inside()
    text = "<img src=x onerror=document.title='found'> <b>bold</b>"
    room.host.post(room.host.private[attempt.seat], {"kind": "message", "text": text})
    party.sees(text)
    assert party.page.locator(".log img, .log .text b").count() == 0


def test_arabic_turns_the_page_around(room: OpenRoom, new_person: NewPerson) -> None:
    page = new_person(**PHONE)
    page.goto(str(room.link(1)))
    page.get_by_role("button", name="العربية").click()
    expect(page.get_by_role("button", name="طلب الدخول")).to_be_visible()
    assert page.evaluate("() => [document.documentElement.lang, document.documentElement.dir]") == [
        "ar",
        "rtl",
    ]
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("textbox").fill("الطرف الأول")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="طلب الدخول").click()
    attempt = room.host.answer_knock()
    room.host.take_hello(attempt)
    assert attempt.language == "ar"


def test_leaving_leaves_nothing_in_the_tab(room: OpenRoom, visit: Visit) -> None:
    party, attempt = visit(**LAPTOP)
    room.host.admit(attempt)
    party.is_inside()
    room.host.post(room.host.private[attempt.seat], {"kind": "message", "text": "canary in a quiet word"})
    party.sees("canary")
    party.button("Leave").click()
    party.button("Leave now").click()
    party.page.wait_for_url("**/closed#left")
    expect(party.page.get_by_role("heading", name="You have left the session")).to_be_visible()
    assert "canary" not in party.page.content()
    assert party.page.evaluate("() => Object.keys(sessionStorage)") == []


def test_a_reload_gives_back_the_room_and_the_draft(room: OpenRoom, visit: Visit) -> None:
    party, attempt = visit(**LAPTOP)
    room.host.admit(attempt)
    party.is_inside()
    room.host.post(room.host.private[attempt.seat], {"kind": "message", "text": "Before the reload."})
    party.sees("Before the reload.")
    party.write("not yet sen")
    party.page.reload()
    room.host.take_resume(room.host.answer_knock())
    party.sees("Before the reload.")
    expect(party.composer).to_have_value("not yet sen")


def test_leaving_and_hiding_are_in_sight_while_one_waits(visit: Visit) -> None:
    party, _ = visit(**PHONE)
    words = party.words()
    party.button("Hide now").click()
    assert party.page.locator("body").inner_text().strip() == "Show again"
    party.button("Show again").click()
    assert party.words() == words
    party.button("Leave").click()
    party.button("Leave now").click()
    party.page.wait_for_url("**/closed#left")
    expect(party.page.get_by_role("heading", name="You have left the session")).to_be_visible()
    assert party.page.evaluate("() => Object.keys(sessionStorage)") == []


def test_a_language_chosen_lasts_beyond_a_reload(room: OpenRoom, new_person: NewPerson) -> None:
    """Broken by keeping the choice under "mediation.", where a session drops what it finds."""
    page = new_person(**PHONE)
    page.goto(str(room.link(1)))
    page.get_by_role("button", name="العربية").click()
    page.get_by_role("textbox").fill("الطرف الأول")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="طلب الدخول").click()
    attempt = room.host.answer_knock()
    room.host.take_hello(attempt)
    room.host.admit(attempt)
    expect(page.locator("message-composer")).to_be_visible()
    page.reload()
    room.host.take_resume(room.host.answer_knock())
    expect(page.locator("message-composer")).to_be_visible()
    assert page.evaluate("() => document.documentElement.lang") == "ar"
    assert page.title() == "الجلسة"


def test_a_name_and_words_with_unseen_letters_from_elsewhere_are_taken(
    room: OpenRoom, new_person: NewPerson
) -> None:
    """Broken by sending them as they were pasted: every tab, one's own among them, refuses such letters."""
    party = Party(new_person(**LAPTOP))
    party.open_link(str(room.link(1)), "\u202e\u200f")
    expect(party.button("Ask to come in")).to_be_visible()
    party.open_link(str(room.link(1)), "\u200fالطرف الأول\u202c")
    attempt = room.host.answer_knock()
    room.host.take_hello(attempt)
    assert attempt.name == "الطرف الأول"
    room.host.admit(attempt)
    party.is_inside()
    party.write("\u202acall me\u202c\vtomorrow")
    party.composer.press("Enter")
    expect(party.message("tomorrow")).to_contain_text("sent")
