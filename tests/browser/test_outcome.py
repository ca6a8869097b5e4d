"""The outcome text."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.boards import joint, switch_off, switch_on
from tests.browser.conftest import LAPTOP, Session, TwoSides
from tests.browser.people import MediatorInBrowser
from tests.fixtures.browser import NewPerson
from tests.fixtures.started_server import first_account, started


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
    oak.person.page.context.grant_permissions(["clipboard-write"])
    oak.panel.get_by_role("button", name="Copy the text").click()
    expect(oak.panel.get_by_role("button", name="Copied")).to_be_visible()
    oak.person.picture("outcome-party")


@pytest.mark.xdist_group("two_sides")
def test_all_of_both_sides_permit_copying_exactly_this_text(two_sides: TwoSides) -> None:
    host, oak, acorn, elm, samara = two_sides.host, *two_sides.parties
    switch_on(two_sides.session, "An outcome text")
    host.show("Outcome")
    host.panel.get_by_role("button", name="Begin the outcome text").click()
    for board in two_sides.parties:
        board.show("Outcome")
    for board, text in ((oak, "They meet in May."), (elm, "They meet in June.")):
        board.panel.get_by_role("button", name="Change", exact=True).click()
        board.panel.get_by_label("Outcome", exact=True).fill(text)
    elm.person.page.reload()  # what was begun is still there
    elm.show("Outcome")
    expect(elm.panel.get_by_label("Outcome", exact=True)).to_have_value("They meet in June.")
    oak.panel.get_by_role("button", name="Save").click()
    expect(samara.panel.locator(".outcome-text")).to_have_text("They meet in May.")
    samara.panel.get_by_role("button", name="Yes, this text").tap()
    expect(host.panel.get_by_text(f"Yes to this text: {two_sides.session.name('Samara')}")).to_be_visible()
    elm.panel.get_by_role("button", name="Save").click()
    expect(elm.panel.get_by_text("Somebody saved another text meanwhile.")).to_be_visible()
    elm.panel.get_by_label("Yours").fill("They meet in May, and again in June.")
    elm.panel.get_by_role("button", name="Save this text").click()
    expect(samara.panel.locator(".outcome-text")).to_have_text("They meet in May, and again in June.")
    expect(samara.panel.get_by_role("button", name="Yes, this text", pressed=True)).to_have_count(0)
    samara.panel.get_by_role("button", name="I want advice first").tap()
    for board in (oak, acorn, elm):
        board.panel.get_by_role("button", name="Yes, this text").click()
    expect(host.panel.get_by_text("Wants advice first")).to_contain_text(two_sides.session.name("Samara"))
    for board in two_sides.parties:
        expect(board.panel.get_by_role("button", name="Copy the text")).to_have_count(0)
    samara.panel.get_by_role("button", name="Yes, this text").tap()
    for board in two_sides.parties:
        expect(board.panel.get_by_role("button", name="Copy the text")).to_be_visible()
        expect(board.panel.get_by_text("neither a signature nor an agreement")).to_be_visible()
    samara.person.picture("outcome-phone")
    host.panel.get_by_role("button", name="End the outcome text").click()
    expect(oak.panel.get_by_role("button", name="Change", exact=True)).to_have_count(0)
    switch_off(two_sides.session, "An outcome text")


def test_there_is_no_outcome_where_the_office_has_not_switched_it_on(
    tmp_path: Path, new_person: NewPerson
) -> None:
    with started(tmp_path) as server, first_account(server) as mediator:
        host = MediatorInBrowser(new_person(base_url=server.url, **LAPTOP))
        host.sign_in(mediator.name, mediator.password)
        host.prepare_room(["Oak", "Elm"])
        host.open_room()
        host.turn_to("Tools")
        tools = host.page.locator("tools-panel")
        expect(tools.get_by_label("Private ratings of options")).to_be_visible()
        expect(tools.get_by_label("An outcome text")).to_have_count(0)
