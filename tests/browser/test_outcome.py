"""The outcome text."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.boards import joint, switch_on
from tests.browser.conftest import Session


def test_an_outcome_can_be_copied_once_every_party_says_yes_to_this_text(
    session: Session,
) -> None:
    host, oak, elm = joint(session, "Oak", "Elm")
    oak.write_card("A trial of three months", description="From January.")
    oak.place()
    switch_on(session, "An outcome text")
    host.person.turn_to("Board")
    for board in (host, oak, elm):
        if board is host:
            board.panel.get_by_role("button", name="Outcome").click()
            board.panel.get_by_label("A trial of three months").check()
            board.panel.get_by_role("button", name="Begin the outcome text").click()
        else:
            board.panel.get_by_role("button", name="Outcome").click()
        expect(board.panel.locator(".outcome-text")).to_contain_text("From January.")
    expect(oak.panel.get_by_text("It is neither a signature nor an agreement.")).to_be_visible()
    oak.panel.get_by_role("button", name="Yes, this text").click()
    elm.panel.get_by_role("button", name="I want advice first").click()
    expect(host.panel.get_by_text(f"Wants advice first: {session.name('Elm')}")).to_be_visible()
    elm.panel.get_by_role("button", name="Change").click()
    elm.panel.get_by_label("Outcome", exact=True).fill("A trial from February.")
    elm.panel.get_by_role("button", name="Save").click()
    expect(oak.panel.locator(".outcome-text")).to_have_text("A trial from February.")
    expect(oak.panel.get_by_role("button", name="Yes, this text", pressed=True)).to_have_count(0)
    for board in (oak, elm):
        expect(board.panel.get_by_role("button", name="Copy the text")).to_have_count(0)
        board.panel.get_by_role("button", name="Yes, this text").click()
    for board in (oak, elm):
        expect(board.panel.get_by_role("button", name="Copy the text")).to_be_visible()
    oak.person.picture("outcome-party")
