"""A dropped network, a reloaded page, another device: no word is lost, and nobody else gets in."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, Session
from tests.browser.people import MediatorInBrowser, Party


def test_a_member_who_reloads_is_back_with_words_and_draft(session: Session) -> None:
    party = session.come("Oak")
    party.say("Before the reload.")
    session.host.meets(session.name("Oak"))
    session.host.say("Take your time.")
    party.write("Half a sentence")
    party.page.reload()
    party.is_inside()
    party.sees("Before the reload.")
    party.sees("Take your time.")
    expect(party.composer).to_have_value("Half a sentence")
    party.say("Half a sentence, and the rest.")
    session.host.sees("and the rest.")


def test_a_mediator_who_reloads_is_back_in_the_same_room(session: Session) -> None:
    party = session.come("Oak")
    session.host.meets(session.name("Oak"))
    party.say("Said before.")
    session.host.sees("Said before.")
    session.host.write("A thought of the mediator's")
    session.host.page.reload()
    session.host.meets(session.name("Oak"))
    session.host.sees("Said before.")
    expect(session.host.composer).to_have_value("A thought of the mediator's")
    party.say("Said after.")
    session.host.sees("Said after.")
    other = session.come("Elm")
    other.say("I come after the reload.")


def test_what_is_written_without_a_network_waits_and_is_sent(session: Session) -> None:
    party = session.come("Oak")
    session.host.meets(session.name("Oak"))
    party.page.context.set_offline(True)
    expect(party.page.get_by_text("No connection.")).to_be_visible(timeout=60_000)
    party.write("Written under a bridge.")
    party.page.locator("message-composer button.send").click()
    expect(party.message("under a bridge")).to_contain_text("waiting for the connection")
    party.page.context.set_offline(False)
    expect(party.message("under a bridge")).to_contain_text("sent", timeout=60_000)
    session.host.sees("Written under a bridge.")
    expect(session.host.message("under a bridge")).to_have_count(1)


def test_a_second_device_waits_in_the_lobby_and_the_mediator_is_told(session: Session) -> None:
    first = session.come("Oak")
    first.say("Words of the first device.")
    second = Party(session.new_person(**LAPTOP))
    second.open_link(session.links["Oak"], "Somebody with the link")
    words = second.words()
    expect(session.host.waiting("Oak")).to_contain_text("Somebody is already in on this link")
    assert words == session.host.words_of("Oak")
    expect(second.page.get_by_text("Words of the first device.")).to_have_count(0)
    first.say("Nothing has changed for me.")
    session.host.let_in("Oak")
    second.is_inside()
    second.sees("Words of the first device.")
    expect(first.page.get_by_text("Words of the first device.")).to_have_count(0)


def test_a_mediator_comes_back_on_another_device(session: Session) -> None:
    party = session.come("Oak")
    session.host.meets(session.name("Oak"))
    party.say("Said to the first device.")
    session.host.sees("Said to the first device.")
    lost, back = session.host, MediatorInBrowser(session.new_person(**LAPTOP))
    session.host = back
    back.sign_in(session.mediator.name, session.mediator.password)
    back.page.goto(lost.host_link)
    back.button("Open the room", exact=True).click()
    expect(back.page.locator(".safety-words")).to_be_visible()
    back.button("Go on here").click()
    expect(lost.page.get_by_text("Said to the first device.")).to_have_count(0)
    assert party.words() == back.words_of("Oak")
    party.button("They are the same").click()
    back.let_in("Oak")
    back.go_to(re.compile("With "))
    back.sees("Said to the first device.")
    party.say("And to the second.")
    back.sees("And to the second.")
