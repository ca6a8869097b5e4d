"""Conflicts of interest on screen: declared, shown to each party, answered to the mediators alone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, OpenSession

SAID = "I have worked for this office before."
DISCLOSED = "I know one of you from another matter."


def test_each_party_answers_in_private_and_the_mediator_begins_knowing_what_is_open(
    open_session: OpenSession,
) -> None:
    """Seen to fail when `openAcceptances` in open_acceptances.js is always empty, and when the courier
    introduces nobody.
    """
    session = open_session("Oak", "Elm", "Ibis", kinds={"Ibis": ("interpreter", None)}, disclosed=DISCLOSED)
    oak, elm, ibis = session.come("Oak", **PHONE), session.come("Elm"), session.come("Ibis", **PHONE)
    host = session.host
    ibis.page.get_by_label("There is something that the parties should know").check()
    ibis.page.get_by_label("In your own words").fill(SAID)
    ibis.picture("declarations-interpreter-phone")
    ibis.button("Declare it").click()
    panel = host.page.get_by_role("region", name="Conflicts of interest")
    expect(panel).to_contain_text(DISCLOSED)
    for party in (oak, elm):
        for words in (SAID, DISCLOSED):
            expect(party.page.get_by_text(words)).to_be_visible()
    oak.picture("declarations-party-phone")
    elm.picture("declarations-party")
    for name in (session.mediator.name, session.name("Ibis")):
        group = elm.page.locator(".introduced li").filter(has_text=name)
        group.get_by_role("button", name="I accept").click()
    oak.page.locator(".introduced li").filter(has_text=SAID).get_by_role(
        "button", name="I ask for another person"
    ).click()
    expect(panel).to_contain_text("Asks for somebody else instead of Name of Ibis")
    expect(panel).to_contain_text("Accepts everyone")
    host.picture("declarations-mediator")
    for other in (elm, ibis):
        known = other.page.evaluate("() => JSON.stringify(document.querySelector('mediation-room').room)")
        assert '"accepted":false' not in known
    host.button("Begin mediation").click()
    warned = host.page.get_by_role("dialog", name="Begin the mediation now?")
    expect(warned).to_contain_text("Not every party has accepted everyone")
    host.picture("declarations-begin")
    warned.get_by_role("button", name="Yes, begin").click()
    expect(host.page.get_by_text("the mediation has begun")).to_be_visible()
