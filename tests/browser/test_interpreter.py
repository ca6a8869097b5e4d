"""An interpreter in a browser: hears what the mediator lets them hear, in sight of all, and translates."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, OpenSession

SAID = "I would like to hear what the review would look at."
TRANSLATED = "أود أن أسمع ما الذي ستنظر فيه المراجعة."
WAITS = "It is shown once it is translated."


def test_what_is_said_waits_for_the_interpreter_and_stands_beside_its_translation(
    open_session: OpenSession,
) -> None:
    """Seen to fail when `channelState` in snapshot.js gives the text of what waits to everyone."""
    session = open_session("Oak", "Elm", "Ibis", kinds={"Ibis": ("interpreter", None)})
    oak, elm = session.come("Oak"), session.come("Elm", **PHONE)
    ibis = session.come("Ibis", **PHONE)
    session.parties.pop("Ibis")  # who is not asked whether they are ready
    session.open_joint(all_the_same=True)
    host = session.host
    ibis.goes_to_joint_session()
    expect(ibis.page.get_by_text("You interpret in this conversation.")).to_be_visible()
    expect(ibis.composer).to_have_count(0)

    host.button("Interpreter", exact=True).click()
    host.page.get_by_label("What is written waits for its translation").check()
    host.picture("interpreter-tools-joint")
    host.button("Done").click()
    oak.page.wait_for_function(
        "() => document.querySelector('mediation-room').room.channels.some(({ awaits }) => awaits)"
    )
    oak.say(SAID)
    oak.picture("interpreter-author-waits")
    expect(elm.page.get_by_text(WAITS)).to_be_visible()
    assert SAID not in elm.page.content()
    elm.picture("interpreter-other-side-waits-phone")
    ibis.button("1 message without a translation: go there").click()
    form = ibis.message(SAID).locator("details.translate")
    form.get_by_label("Into").select_option("ar")
    form.get_by_label("Translation").fill(TRANSLATED)
    ibis.picture("interpreter-writes-phone")
    form.get_by_role("button", name="Show it beside the original").click()
    expect(elm.message(SAID)).to_contain_text(TRANSLATED)
    expect(elm.message(SAID).locator("[lang=ar]")).to_have_text(TRANSLATED)
    told = elm.page.get_by_role("status").filter(has_text=SAID)  # to whoever does not look, too
    expect(told).to_contain_text(TRANSLATED)
    expect(elm.page.get_by_text(WAITS)).to_have_count(0)
    elm.picture("interpreter-translated-phone")
    oak.picture("interpreter-translated")


def test_whoever_is_in_a_private_meeting_reads_that_the_interpreter_comes_in(
    open_session: OpenSession,
) -> None:
    """And the mediator is warned where that person has been with another side. Seen to fail when
    `hasHeardAnotherSide` in interpreter_tools.js is always false, and when `applyRoster` in roster.js takes
    no note of who came.
    """
    session = open_session("Oak", "Elm", "Ibis", kinds={"Ibis": ("interpreter", None)})
    oak, elm, ibis = session.come("Oak"), session.come("Elm"), session.come("Ibis")
    host = session.host
    warning = host.page.get_by_text("has been in a private meeting of another side")
    for label, party in (("Oak", oak), ("Elm", elm)):
        host.meets(session.name(label))
        party.say(f"Before, by {label}")
        host.button("Interpreter", exact=True).click()
        expect(warning).to_have_count(0 if label == "Oak" else 1)
        host.picture(f"interpreter-tools-{label}")
        host.button("Let Name of Ibis read and translate this").click()
        expect(party.page.get_by_text("who interprets, reads this from here on.")).to_be_visible()
        party.say(f"After, by {label}")
        ibis.go_to(f"With {session.name(label)}")
        ibis.sees(f"After, by {label}")
    oak.picture("interpreter-comes-in")
    known = ibis.page.evaluate("() => JSON.stringify(document.querySelector('mediation-room').room)")
    assert "After, by Oak" in known
    assert "After, by Elm" in known
    assert "Before, by" not in known
