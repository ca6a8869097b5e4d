"""Private meetings of any kind: who is in them reads them, and nobody else learns of them."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, OpenSession, Session
from tests.browser.people import MediatorInBrowser, Party
from tests.client.visitor import Mediator


def test_a_side_of_two_has_its_standing_caucus(open_session: OpenSession) -> None:
    session = open_session("Oak", "Elm", "Acorn", kinds={"Acorn": ("counsel or support person", "Oak")})
    oak, elm, acorn = (session.come(label) for label in ("Oak", "Elm", "Acorn"))
    for one, other in ((oak, "Acorn"), (acorn, "Oak")):
        one.go_to(re.compile(session.name(other)))
    oak.say("For our side alone.")
    acorn.sees("For our side alone.")
    conversations = elm.page.get_by_role("navigation", name="Conversations").get_by_role("button")
    expect(conversations).to_contain_text(["Private meeting", "Your notepad"])


def test_a_caucus_of_chosen_people_changes_with_new_keys(session: Session) -> None:
    oak, elm = session.come("Oak"), session.come("Elm")
    session.host.make_caucus("Two sides", [session.name("Oak")])
    session.host.go_to("Two sides")
    session.host.say("Before the other came.")
    oak.go_to(re.compile("Two sides"))
    oak.sees("Before the other came.")
    session.host.change_people(add=[session.name("Elm")])
    elm.go_to(re.compile("Two sides"))
    session.host.say("Now all three.")
    elm.sees("Now all three.")
    expect(elm.page.get_by_text("Before the other came.")).to_have_count(0)
    session.host.change_people(remove=[session.name("Oak")])
    expect(oak.page.get_by_text("Two sides")).to_have_count(0)
    session.host.say("Without Oak.")
    elm.sees("Without Oak.")
    expect(oak.page.get_by_text("Without Oak.")).to_have_count(0)


def test_a_conversation_on_hold_keeps_what_is_being_written(session: Session) -> None:
    oak = session.come("Oak")
    session.host.meets(session.name("Oak"))
    session.host.button("Put on hold").click()
    expect(oak.page.get_by_text("This conversation is on hold.")).to_be_visible()
    oak.write("I shall say it later.")
    expect(oak.page.locator("message-composer button.send")).to_be_disabled()
    session.host.button("Resume").click()
    oak.page.locator("message-composer button.send").click()
    session.host.sees("I shall say it later.")


def test_in_a_shuttle_room_no_side_learns_that_the_other_is_there(open_session: OpenSession) -> None:
    session = open_session("Oak", "Elm", shuttle=True)
    oak, elm = session.come("Oak"), session.come("Elm")
    expect(session.host.button("Open the joint session")).to_have_count(0)
    for party, other in ((oak, "Elm"), (elm, "Oak")):
        party.say("Carry this to the other side, please.")
        expect(party.page.get_by_text(session.name(other))).to_have_count(0)


def test_an_observer_listens_in_the_joint_session_in_sight_of_all(open_session: OpenSession) -> None:
    session = open_session("Oak", "Elm", "Owl", kinds={"Owl": ("observer", None)})
    oak, elm, owl = (session.come(label) for label in ("Oak", "Elm", "Owl"))
    session.open_joint(all_the_same=True)
    session.host.say("Good morning.")
    owl.sees("Good morning.")
    expect(owl.page.get_by_text("You listen in this conversation.")).to_be_visible()
    for party in (oak, elm):
        party.sees("Good morning.")
        party.turn_to("People")
        people = party.page.get_by_role("region", name="People", exact=True)
        expect(people).to_contain_text(session.name("Owl"))


def test_a_co_mediator_compares_words_and_is_then_a_host_too(
    open_session: OpenSession, other_mediator: Mediator
) -> None:
    session = open_session("Oak", "Elm", "Beech", kinds={"Beech": ("co-mediator", None)})
    session.come("Oak").say("Said before the colleague came.")
    beech = Party(session.new_person(**LAPTOP))
    beech.sign_in(other_mediator.name, other_mediator.password)
    beech.open_link(session.links["Beech"], session.name("Beech"))
    assert beech.words() == session.host.words_of("Beech")
    session.host.let_in("Beech")
    beech.go_to(re.compile("Notes"))
    beech.say("Between mediators.")
    session.host.go_to(re.compile("Notes"))
    session.host.sees("Between mediators.")
    beech.go_to(re.compile(f"With {session.name('Oak')}"))
    beech.sees("Said before the colleague came.")
    beech.say("I am a mediator too.")
    session.parties["Oak"].sees("I am a mediator too.")
    session.host.close_session()
    asked = beech.page.get_by_role("status").filter(has_text="would like to close the session for everyone")
    expect(asked).to_be_visible()
    expect(session.host.page.get_by_text("The other mediator is asked to close with you.")).to_be_visible()
    beech.picture("closing-two-mediators")
    beech.button("Not yet").click()
    expect(session.host.page.get_by_text("The other mediator is asked to close with you.")).to_have_count(0)
    session.host.page.close()  # and does not come back
    session.host = MediatorInBrowser(beech.page)
    session.come("Elm").say("The colleague let me in.")
    session.host.meets(session.name("Elm"))
    session.host.sees("The colleague let me in.")


def test_each_channel_keeps_its_own_draft_and_unread_mark(session: Session) -> None:
    oak, elm = session.come("Oak"), session.come("Elm")
    session.host.meets(session.name("Oak"))
    session.host.write("For Oak alone")
    elm.say("Is anybody there?")
    expect(session.host.page.get_by_label("1 unread message")).to_be_visible()
    session.host.meets(session.name("Elm"))
    expect(session.host.composer).to_have_value("")
    expect(session.host.page.locator("message-composer button.send")).to_have_text(
        f"Send to {session.name('Elm')}"
    )
    session.host.meets(session.name("Oak"))
    expect(session.host.composer).to_have_value("For Oak alone")
    expect(oak.page.locator("message-composer button.send")).to_have_text("Send to the mediators")
