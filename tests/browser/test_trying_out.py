"""A person tries out their device from their own link, days before: in the page alone, sending nothing."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.people import Party
from tests.fixtures.browser import NewPerson
from tests.fixtures.rooms import OpenRoom

# A browser's sound, whose state can be asked for.
HEARING = """() => {
  const Real = AudioContext;
  window.heard = [];
  window.AudioContext = class extends Real { constructor() { super(); heard.push(this); } };
}"""


def listen(page: Page) -> list[str]:
    """Whatever goes out from now on: requests with all that they carry, and sockets."""
    sent: list[str] = []
    page.on("request", lambda one: sent.append(f"{one.method} {one.url} {one.post_data or ''}".strip()))
    page.on("websocket", lambda socket: sent.append(f"socket {socket.url}"))
    return sent


def is_a_public_file(request: str) -> bool:
    method, url, *body = request.split(" ")
    parts = urlsplit(url)
    return method == "GET" and parts.path.startswith("/static/dist/") and not parts.query and not body


def test_trying_out_a_device_sends_nothing_and_leaves_the_link_unused(
    room: OpenRoom, new_person: NewPerson
) -> None:
    """Seen to fail when it asks to come in, when typing there asks the server anything, when the name is
    lost, when the sound is not heard, and when the farewell page leaves the choices in the tab."""
    party = Party(new_person(**PHONE))
    page = party.page
    page.add_init_script(f"({HEARING})()")
    page.goto(str(room.link(1)))
    page.get_by_label("Your name").fill("Oak")
    opening = listen(page)
    party.button("Try out this device").click()
    expect(page.get_by_role("heading", name="Try out this device")).to_be_focused()
    expect(page.locator("try-out").get_by_text("Your browser is ready")).to_be_visible()
    assert all(is_a_public_file(one) for one in opening), opening

    sent = listen(page)
    page.get_by_label("Text size").select_option("Larger")
    assert page.evaluate("() => getComputedStyle(document.documentElement).fontSize") == "18.4px"
    page.get_by_label("A soft sound when something new waits").check()
    page.wait_for_function("() => heard[0].state === 'running'")
    party.write("A line to myself.")
    page.locator("message-composer button.send").click()
    expect(party.message("A line to myself.")).to_contain_text("stays in this page")
    party.picture("trying-out-phone")
    party.button("Back to the welcome page").click()
    expect(page.get_by_label("Your name")).to_have_value("Oak")
    assert sent == []
    assert page.context.cookies() == []
    assert not any(seat["device"] or seat["connected"] for seat in room.host.enter()["seats"][1:])

    party.ask_in("Oak")
    attempt = room.host.answer_knock()
    room.host.take_hello(attempt)
    room.host.admit(attempt)
    party.is_inside()
    assert page.evaluate("() => getComputedStyle(document.documentElement).fontSize") == "18.4px"
    room.host.close_room()
    party.is_told_it_is_over()
    assert page.evaluate("() => Object.keys(sessionStorage)") == []
