"""A mediator with four channels and more at once: every word lands where it was meant, and nowhere else."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, OpenSession
from tests.browser.people import MediatorInBrowser, Person

# In which order two sides are named is drawn for each room.
TO_BOTH = re.compile("^Send to (Name of Oak and Name of Elm|Name of Elm and Name of Oak)$")
# Where the mediator writes → what they begin there, what the button says, who reads it once it is sent.
CHANNELS: dict[str, tuple[str, str | re.Pattern[str], tuple[str, ...]]] = {
    "Joint session": ("To everyone: a short break", "Send to everyone", ("Oak", "Elm")),
    "With Name of Oak": ("To Oak: how is it for you", "Send to Name of Oak", ("Oak",)),
    "With Name of Elm": ("To Elm: what would help", "Send to Name of Elm", ("Elm",)),
    "The two": ("To the two: the summer", TO_BOTH, ("Oak", "Elm")),
    "Notes": ("A note: ask again", "Add to the notes", ()),
}


def turn(person: Person, channel: str) -> None:
    person.go_to(re.compile(rf"^{re.escape(channel)}"))


ROOM = "JSON.stringify(document.querySelector('mediation-room').room.channels)"


def known_to(person: Person) -> str:
    """Everything that this tab could show."""
    return str(person.page.evaluate(f"() => {ROOM}"))


def finds_all_drafts(host: MediatorInBrowser) -> None:
    for channel, (draft, button, _) in CHANNELS.items():
        turn(host, channel)
        expect(host.composer).to_have_value(draft)
        expect(host.page.locator("message-composer button.send")).to_have_text(button)


def test_five_drafts_stay_where_they_belong_and_each_is_read_by_whom_it_names(
    open_session: OpenSession,
) -> None:
    """Seen to fail when every conversation has the same composer, and when speaking.js says everything in the
    joint session."""
    session = open_session("Oak", "Elm")
    host, oak, elm = session.host, session.come("Oak"), session.come("Elm", **PHONE)
    session.open_joint()
    host.turn_to("People")
    host.make_caucus("The two", [session.name("Oak"), session.name("Elm")])
    for channel, (draft, _, _) in CHANNELS.items():
        turn(host, channel)
        expect(host.composer).to_have_value("")
        host.composer.press_sequentially(draft)
    finds_all_drafts(host)
    host.page.reload()
    expect(host.composer).to_be_visible()
    finds_all_drafts(host)  # and the mediator is now in the notes

    # What comes in is marked where it came in, and touches nothing that is being written.
    turn(elm, "Private meeting")
    elm.say("Elm, alone")
    elm.say("Elm, once more")
    turn(oak, "The two")
    oak.say("Oak, to the two")
    marks = host.page.locator("channel-switcher .channel").filter(has=host.page.locator(".unread"))
    expect(marks).to_contain_text(["With Name of Elm", "The two"])
    expect(marks.locator(".unread")).to_have_text(["2", "1"])
    expect(host.composer).to_have_value(CHANNELS["Notes"][0])

    # Sent one after the other: read by those whom the button names, and by nobody else.
    for channel, (draft, _, readers) in CHANNELS.items():
        turn(host, channel)
        host.composer.press("Enter")
        expect(host.message(draft)).to_contain_text("sent")
        for label, person in session.parties.items():
            if label in readers:
                person.page.wait_for_function(f"(draft) => {ROOM}.includes(draft)", arg=draft)
    expect(marks).to_have_count(0)
    for label, person in session.parties.items():
        for draft, _, readers in CHANNELS.values():
            assert (draft in known_to(person)) == (label in readers), f"{label}: {draft}"

    # As fast as anybody is: turned, typed and sent without a look.
    for n in range(3):
        for channel in ("With Name of Oak", "With Name of Elm"):
            turn(host, channel)
            host.page.locator("message-composer textarea").press_sequentially(f"{channel} {n}")
            host.page.keyboard.press("Enter")
    for label, other in (("Oak", "Elm"), ("Elm", "Oak")):
        person = session.parties[label]
        turn(person, "Private meeting")
        person.sees(f"With Name of {label} 2")
        assert f"With Name of {other}" not in known_to(person)

    # A meeting that ends takes its draft with it, and the words go nowhere else.
    turn(oak, "The two")
    oak.write("Half a thought for the two")
    turn(host, "The two")
    host.change_people(remove=[session.name("Oak")])
    expect(oak.page.get_by_role("button", name=re.compile("^The two"))).to_have_count(0)
    expect(oak.composer).to_have_value("")
