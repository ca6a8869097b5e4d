"""What is written or read here is handed to no corrector, translator, preview, title or notification."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Party
from tests.fixtures.guarded_room import GuardedRoom

pytestmark = pytest.mark.xdist_group("guard")

ROOT = Path(__file__).parents[2]
LEFT_ALONE = {
    "autocomplete": "off",
    "spellcheck": "false",
    "translate": "no",
    "writingsuggestions": "false",
    "autocorrect": "off",
    "data-gramm": "false",
    "data-gramm_editor": "false",
    "data-enable-grammarly": "false",
    "data-lt-active": "false",
    "data-ms-editor": "false",
}
BINARY = 2  # RFC 6455, section 11.8: what is said goes in such frames
ROOM_PAGES = ("join", "host", "prepare", "closed")
RECORDERS = (
    r"getDisplayMedia|getUserMedia|MediaRecorder|captureStream|ImageCapture|toDataURL|getImageData"
    r"|new Notification|serviceWorker|requestPermission"
)


@pytest.fixture
def oak(guarded: GuardedRoom) -> Party:
    return guarded.oak


def fields(page: Page) -> list[dict[str, str]]:
    """Every field on the page, seen or not, with all its attributes."""
    found = page.evaluate(
        """() => [...document.querySelectorAll('textarea, input')].map((field) =>
             Object.fromEntries([...field.attributes].map(({ name, value }) => [name, value])))"""
    )
    return [dict(one) for one in found]


def are_left_alone(page: Page) -> int:
    """How many fields there were."""
    there = fields(page)
    for field in there:
        assert {name: field.get(name) for name in LEFT_ALONE} == LEFT_ALONE, field
    return len(there)


def test_no_field_is_corrected_translated_completed_or_read_by_assistants(guarded: GuardedRoom) -> None:
    """Seen to fail when room_element.js does not call leaveFieldsAlone."""
    oak, host = guarded.oak, guarded.host
    assert are_left_alone(oak.page) > 0
    for tool in ("Tools", "People", "Board"):
        host.turn_to(tool)
        assert are_left_alone(host.page) > 0
    host.page.locator("board-panel").get_by_role("button", name="Add an option").click()
    assert are_left_alone(host.page) > 3
    host.page.locator("dialog.sheet").get_by_role("button", name="Close").click()
    host.turn_to("People")
    host.page.get_by_text("New private meeting").click()
    assert are_left_alone(host.page) > 0


@pytest.mark.parametrize("path", ["/join#no.such.link.here", "/prepare", "/host"])
def test_neither_is_one_before_the_room(guarded: GuardedRoom, path: str) -> None:
    """The page itself says so too, for everything that is read on it."""
    page = guarded.host.page.context.new_page()
    page.goto(path)
    page.get_by_role("heading", level=1).wait_for()
    are_left_alone(page)
    for name, value in (("translate", "no"), ("spellcheck", "false"), ("writingsuggestions", "false")):
        expect(page.locator("html")).to_have_attribute(name, value)
    page.close()


def test_whoever_has_an_extension_that_changes_the_page_is_told_and_nobody_else(guarded: GuardedRoom) -> None:
    """As advice, on the page alone: no request is made. Seen to fail when guard/strangers.js finds none."""
    page = guarded.elm.page.context.new_page()
    page.goto(f"/join#{'A' * 22}.{'B' * 21}A.1.{'A' * 43}")
    page.get_by_role("heading", name="Before you come in").wait_for()
    advice = page.get_by_text("Something in your browser changes this page")
    expect(advice).to_have_count(0)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("() => document.documentElement.append(document.createElement('writing-assistant'))")
    expect(advice).to_be_visible()
    assert asked == []
    page.close()


def test_whoever_has_one_in_the_room_is_told_there_and_nobody_else(guarded: GuardedRoom) -> None:
    """Nothing is sent, to the server or through it. Seen to fail when the session's guard does not watch."""
    people = (guarded.oak, guarded.host)
    advice = "Something in your browser changes this page"
    for person in people:
        devtools = person.page.context.new_cdp_session(person.page)
        devtools.send("Network.enable")
        sent: list[str] = []
        devtools.on(
            "Network.requestWillBeSent", lambda event, sent=sent: sent.append(event["request"]["url"])
        )
        devtools.on(
            "Network.webSocketFrameSent",
            lambda event, sent=sent: event["response"]["opcode"] == BINARY and sent.append("a message"),
        )
        person.page.evaluate("() => document.body.append(document.createElement('writing-assistant'))")
        expect(person.page.get_by_role("alert").filter(has_text=advice)).to_be_visible()
        person.turn_to("People")
        expect(person.page.locator(".beside").get_by_text(advice)).to_be_visible()
        assert sent == []
        devtools.detach()
        person.page.evaluate("() => document.querySelector('writing-assistant').remove()")
    expect(guarded.elm.page.get_by_text(advice)).to_have_count(0)


def test_nothing_is_edited_but_plain_fields(guarded: GuardedRoom) -> None:
    """Seen to fail when a message is contenteditable."""
    for person in (guarded.host, guarded.oak):
        expect(person.page.locator("[contenteditable]")).to_have_count(0)


def test_a_paste_arrives_as_plain_text(oak: Party) -> None:
    """From another program, with its fonts and its hidden letters."""
    oak.page.evaluate(
        """() => navigator.clipboard.write([new ClipboardItem({
             'text/html': new Blob(['<b>On <i>Mondays</i></b><img src="https://tracker.example/x.png">'],
               { type: 'text/html' }),
             'text/plain': new Blob(['On \\u202eMondays'], { type: 'text/plain' }) })])"""
    )
    oak.write("")
    oak.composer.focus()
    oak.page.keyboard.press("Control+v")
    expect(oak.composer).to_have_value("On \u202eMondays")
    oak.page.keyboard.press("Enter")
    expect(oak.message("On Mondays")).to_contain_text("sent")


def test_an_address_in_a_message_is_neither_a_link_nor_looked_up(guarded: GuardedRoom) -> None:
    """No preview: no server, ours or another, hears of it."""
    asked: list[str] = []
    for person in (guarded.host, guarded.oak):
        person.page.on("request", lambda request: asked.append(request.url))
    guarded.host.meets("Name of Oak")
    guarded.host.say("See https://preview.example/page.html and www.example.org")
    guarded.oak.sees("https://preview.example/page.html")
    expect(guarded.oak.page.get_by_role("log").get_by_role("link")).to_have_count(0)
    assert [url for url in asked if "example" in url] == []


def test_title_address_and_notifications_say_nothing_of_the_room(guarded: GuardedRoom) -> None:
    """Seen to fail when main/stage.js puts something of the state into the title."""
    guarded.tell_oak()
    for person, path in ((guarded.host, "/host"), (guarded.oak, "/join")):
        page = person.page
        assert page.title() == "Session"
        assert re.fullmatch(rf"http://[^/]+{path}", page.url)
        assert page.evaluate("() => history.state") is None
        assert page.evaluate("() => navigator.serviceWorker?.controller ?? null") is None
        assert page.evaluate("() => Notification.permission") != "granted"


def test_no_script_of_ours_can_record_or_notify() -> None:
    """The lint rule forbids it in the source; this reads what is served.

    Seen to fail when closed.js notifies.
    """
    dist = ROOT / "static/dist"
    scripts = [script for page in ROOM_PAGES for script in dist.glob(f"{page}[-_]*.js")]  # parts too
    # What draws square codes can make a picture of one; it is given a link, and no page.
    scripts = [script for script in scripts if "qr_code" not in script.name]
    assert len(scripts) > len(ROOM_PAGES)
    for script in scripts:
        assert re.findall(RECORDERS, script.read_text(encoding="utf-8")) == [], script.name
