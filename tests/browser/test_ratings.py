"""Ratings and ranges that stay private until all permit it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.boards import joint, switch_on
from tests.browser.conftest import OpenSession, Session


def test_ratings_stay_with_a_side_until_every_side_permits(session: Session) -> None:
    host, oak, elm = joint(session, "Oak", "Elm")
    for title in ("A trial period", "A transfer"):
        oak.write_card(title)
        oak.place()
    switch_on(session, "Private ratings of options")
    host.person.turn_to("Board")
    for board, rating in ((oak, "preferred"), (elm, "acceptable")):
        board.open("A trial period")
        board.sheet.get_by_role("button", name=rating, exact=True).click()
        board.close()
        expect(board.card("A trial period")).to_contain_text(f"Your side: {rating}")
    expect(host.card("A trial period").locator(".pill")).to_have_text(
        [re.compile("preferred"), re.compile("acceptable")]
    )
    assert "preferred" not in elm.panel.inner_text()

    host.panel.get_by_text("Compare ratings").click()
    for title in ("A trial period", "A transfer"):
        host.panel.get_by_role("checkbox", name=title).check()
    host.panel.get_by_role("button", name="Compare these").click()
    expect(host.panel.get_by_role("button", name="Announce 1 option")).to_have_count(0)
    for board in (oak, elm):
        board.panel.get_by_role("group", name="A trial period").get_by_role("button", name="Yes").click()
    oak.person.picture("board-permit")
    host.panel.get_by_role("button", name="Announce 1 option").click()
    host.person.picture("board-reveal")
    host.panel.get_by_role("button", name="Announce", exact=True).click()
    for board in (oak, elm):
        told = board.person.page.locator(".announcement")
        expect(told).to_contain_text("A trial period")
        assert "A transfer" not in told.inner_text()
        expect(board.card("A trial period")).to_contain_text("Every side could accept this")


def test_a_side_of_two_speaks_of_ranges_and_ratings_among_itself(open_session: OpenSession) -> None:
    kinds = {"Acorn": ("party", "Oak"), "Samara": ("party", "Elm")}
    session = open_session("Oak", "Elm", "Acorn", "Samara", kinds=kinds)
    host, oak, elm, acorn, samara = joint(session, "Oak", "Elm", "Acorn", "Samara")
    oak.write_card("A trial period")
    oak.place()
    switch_on(session, "Private ratings of options", "Range checks")
    tools = session.host.page.locator("tools-panel")
    tools.get_by_label("What is asked").fill("A date for the review")
    tools.get_by_label("Kind").select_option(label="a date")
    tools.get_by_role("button", name="Ask every side").click()
    oak.person.page.locator(".channel-caucus.channel").click()
    card = oak.person.page.get_by_role("region", name="A date for the review")
    card.get_by_label("The earliest you could live with").fill("2030-03-01")
    card.get_by_label("The latest you could live with").fill("2030-05-01")
    card.get_by_role("button", name="Tell the mediators").click()
    acorn.person.page.locator(".channel-caucus.channel").click()
    expect(acorn.person.page.get_by_text("Your side: from March 1, 2030 to May 1, 2030")).to_be_visible()
    oak.person.go_to(re.compile("Joint session"))
    acorn.person.go_to(re.compile("Joint session"))

    host.person.turn_to("Board")
    for board in (oak, elm):
        board.open("A trial period")
        board.sheet.get_by_role("button", name="acceptable", exact=True).click()
        board.close()
    expect(acorn.card("A trial period")).to_contain_text("Your side: acceptable")
    host.panel.get_by_text("Compare ratings").click()
    host.panel.get_by_role("checkbox", name="A trial period").check()
    host.panel.get_by_role("button", name="Compare these").click()
    for board in (oak, elm, acorn, samara):
        expect(host.panel.get_by_role("button", name="Announce 1 option")).to_have_count(0)
        board.panel.get_by_role("group", name="A trial period").get_by_role("button", name="Yes").click()
    expect(host.panel.get_by_role("button", name="Announce 1 option")).to_be_visible()


def test_a_range_check_says_that_there_is_room_and_nothing_else(session: Session) -> None:
    _, oak, elm = joint(session, "Oak", "Elm")
    switch_on(session, "Range checks")
    tools = session.host.page.locator("tools-panel")
    tools.get_by_label("What is asked").fill("Months of trial")
    tools.get_by_label("Kind").select_option(label="a number")
    tools.get_by_role("button", name="Ask every side").click()
    for board, least, most in ((oak, "3", "6"), (elm, "5", "12")):
        board.person.go_to(re.compile("Private meeting"))
        card = board.person.page.get_by_label("Months of trial", exact=True)
        card.get_by_label("The least you could live with").fill(least)
        card.get_by_label("The most you could live with").fill(most)
        card.get_by_role("button", name="Tell the mediators").click()
        expect(card.get_by_text(f"Your side: from {least} to {most}")).to_be_visible()
        card.get_by_role("button", name="Yes").click()
    oak.person.picture("range-party")
    tools.get_by_text("There is room.").wait_for()
    tools.get_by_role("button", name="Announce that there is room").click()
    session.host.button("Announce", exact=True).click()
    oak.person.go_to(re.compile("Joint session"))
    expect(oak.person.page.locator(".announcement")).to_contain_text("Months of trial")
    assert "5" not in oak.person.page.locator(".announcement").inner_text()
