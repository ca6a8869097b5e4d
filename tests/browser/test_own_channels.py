"""A notepad of one's own, and a side's own channel, on screen."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, OpenSession
from tests.client.own import OwnChannel
from tests.fixtures import guests

CANARY = "We could live with forty"


def test_a_party_and_their_counsel_write_to_each_other_and_nobody_else_reads_it(
    open_session: OpenSession,
) -> None:
    """The counsel's client is not the project's. Seen to fail when `letIn` in own_work.js makes the new key
    for those alone who were in before.
    """
    session = open_session("Oak", "Acorn", "Elm", kinds={"Acorn": ("counsel or support person", "Oak")})
    oak, elm = session.come("Oak", **PHONE), session.come("Elm")
    oak.go_to("Your notepad")
    oak.write("Mine alone")
    oak.button("Keep for yourself").click()
    expect(oak.message("Mine alone")).to_be_visible()
    oak.picture("own-notepad-phone")

    acorn = guests.come(session.host, session.links["Acorn"], "Acorn", "Name of Acorn")
    carrier = acorn.find_channel("caucus")
    own = OwnChannel(acorn, carrier)
    own.say_hello()
    oak.go_to("Only your side")
    ask = oak.page.get_by_label("Name of Acorn asks to write here too")
    expect(ask).to_be_visible()
    oak.picture("own-asking-phone")
    shown = " ".join(re.findall(r"[a-z]+", ask.locator(".words-line").inner_text()))
    ask.get_by_role("button", name="Let Name of Acorn in").click()
    acorn.hear_entry(carrier, "own_key")
    assert own.words_with(acorn.channels[carrier].entries[-1].sender) == shown
    oak.write(CANARY)
    oak.button("Send to Name of Acorn alone").click()
    acorn.hear_entry(carrier, "own")
    assert own.texts() == [CANARY]
    own.say("Not below thirty-five")
    oak.sees("Not below thirty-five")
    oak.picture("own-side-phone")
    oak.page.reload()
    oak.go_to("Only your side")
    oak.sees("Not below thirty-five")
    for other in (session.host, elm):
        known = other.page.evaluate("() => JSON.stringify(document.querySelector('mediation-room').room)")
        assert not any(text in known for text in (CANARY, "thirty-five", "Mine alone"))
    guests.go(acorn)
