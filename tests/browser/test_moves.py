"""What a mediator does with people in a room: a link held up to a phone, moving, holding, handing over."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE, OpenSession, Session
from tests.browser.people import MediatorInBrowser, Party
from tests.client.visitor import Mediator
from tests.fixtures.browser import NewPerson


def read_from(screen: Path) -> str:
    """What a camera's software makes of that picture."""
    found = subprocess.run(
        ["zbarimg", "--quiet", "--raw", screen], capture_output=True, check=True, timeout=30
    )
    return found.stdout.decode().strip()


def test_a_link_is_shown_as_a_square_code_that_says_just_this_link(session: Session, tmp_path: Path) -> None:
    """Seen to fail when `qrCode` draws the link without its fragment."""
    host = session.host
    asked: list[str] = []
    row = host.page.locator("li.seat").filter(has_text="Oak")
    row.get_by_text("Link and more").click()
    host.page.on("request", lambda request: asked.append(request.url))
    row.get_by_role("button", name="Square code").click()
    code = row.get_by_role("img", name="The link as a square code")
    expect(code).to_be_visible()
    code.screenshot(path=tmp_path / "code.png")
    assert read_from(tmp_path / "code.png") == session.links["Oak"]
    secret = session.links["Oak"].rpartition(".")[2]
    assert not any(secret in url or url.startswith("data:") for url in asked)
    host.picture("moves-code")


def test_somebody_is_moved_with_two_actions_and_everyone_can_be_held(session: Session) -> None:
    """Seen to fail when `movePerson` in chairing.js takes nobody out."""
    oak, elm = session.come("Oak"), session.come("Elm", **PHONE)
    session.open_joint()
    host = session.host
    host.turn_to("People")
    host.make_caucus("First", ["Name of Oak"])
    host.make_caucus("Second", ["Name of Elm"])
    expect(oak.button(re.compile("First"))).to_be_visible()
    host.turn_to("People")
    row = host.page.locator("li.seat").filter(has_text="Name of Oak")
    row.get_by_text("Move", exact=True).click()
    row.get_by_role("button", name="Second").click()
    expect(oak.button(re.compile("Second"))).to_be_visible()
    expect(oak.button(re.compile("First"))).to_have_count(0)
    host.picture("moves-people")
    host.button("Hold everyone").click()
    expect(elm.page.get_by_text("The mediator has paused the session.")).to_be_visible()
    elm.go_to("Private meeting")
    elm.say("Still here.")
    host.button("Let everyone go on").click()
    expect(elm.page.get_by_text("The mediator has paused the session.")).to_have_count(0)


def test_the_room_is_handed_over_and_everybody_stays(
    open_session: OpenSession, new_person: NewPerson, other_mediator: Mediator
) -> None:
    """Seen to fail when `handOver` in room_header.js closes the room."""
    session = open_session("Oak", "Beech", kinds={"Beech": ("co-mediator", None)})
    host, oak = session.host, session.come("Oak")
    expect(host.button("Hand over")).to_have_count(0)
    beech = MediatorInBrowser(new_person(**LAPTOP))
    beech.sign_in(other_mediator.name, other_mediator.password)
    Party(beech.page).open_link(session.links["Beech"], "Beech")
    host.let_in("Beech")
    expect(beech.button("Close session")).to_be_visible()
    host.button("Hand over").click()
    host.button("Leave it to them").click()
    host.page.wait_for_url("**/desk")
    oak.say("I stay.")
    beech.go_to(re.compile("With Name of Oak"))
    beech.sees("I stay.")
    host.page.goto(host.host_link)
    host.button("Open the room", exact=True).click()
    expect(host.button("Close session")).to_be_visible()
    beech.close_session()
