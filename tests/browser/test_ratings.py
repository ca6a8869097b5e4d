"""Ratings and ranges that stay private until all permit it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.boards import Board, joint, switch_off, switch_on
from tests.browser.conftest import OpenSession, Session, TwoSides


def test_ratings_stay_with_a_side_until_every_side_permits(session: Session) -> None:
    host, oak, elm = joint(session, "Oak", "Elm")
    for title in ("A trial period", "A transfer"):
        oak.write_card(title)
        oak.place()
    switch_on(session, "Private ratings of options")
    host.person.turn_to("Board")
    for board, rating in ((oak, "preferred"), (elm, "acceptable")):
        board.rate("A trial period", rating)
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
        board.permit("A trial period", "Yes")
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
        board.rate("A trial period", "acceptable")
    expect(acorn.card("A trial period")).to_contain_text("Your side: acceptable")
    host.panel.get_by_text("Compare ratings").click()
    host.panel.get_by_role("checkbox", name="A trial period").check()
    host.panel.get_by_role("button", name="Compare these").click()
    for board in (oak, elm, acorn, samara):
        expect(host.panel.get_by_role("button", name="Announce 1 option")).to_have_count(0)
        board.permit("A trial period", "Yes")
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


@pytest.mark.xdist_group("two_sides")
def test_two_sides_of_two_are_told_what_all_of_them_permit_and_no_more(two_sides: TwoSides) -> None:
    host, oak, acorn, elm, samara = two_sides.host, *two_sides.parties
    titles = ("Flexible hours", "A shared office", "An apology")
    for title in titles:
        oak.show()
        oak.write_card(title)
        oak.place()
    switch_on(two_sides.session, "Private ratings of options")
    for board in two_sides.parties:
        board.show()
    acorn.rate("Flexible hours", "not acceptable")
    oak.rate("Flexible hours", "acceptable")  # of a side, the latest counts
    expect(acorn.card("Flexible hours")).to_contain_text("Your side: acceptable")
    samara.rate("Flexible hours", "preferred")
    for board, rating in ((oak, "preferred"), (elm, "not acceptable")):
        board.rate("A shared office", rating)
    for board, rating in ((acorn, "acceptable"), (samara, "acceptable")):
        board.rate("An apology", rating)

    host.show()
    host.panel.get_by_text("Compare ratings").click()
    for title in titles:
        host.panel.get_by_role("checkbox", name=title).check()
    host.panel.get_by_role("button", name="Compare these").click()
    expect(host.card("Flexible hours").locator(".pill")).to_have_text(
        [re.compile("acceptable.*changed lately", re.DOTALL), re.compile("preferred")]
    )
    expect(oak.panel.get_by_text("What others may guess")).to_be_visible()
    oak.open("A shared office")
    expect(oak.sheet.get_by_role("button", name="with changes")).to_be_disabled()
    oak.close()
    for board in two_sides.parties:
        for title in titles:
            board.permit(title, "No" if (board, title) == (elm, "An apology") else "Yes")
    host.panel.get_by_role("button", name="Announce 1 option").click()
    host.panel.get_by_role("button", name="Announce", exact=True).click()
    host.panel.get_by_role("button", name="End the comparison").click()
    for board in two_sides.parties:
        board.person.turn_to("Board")
        expect(board.card("Flexible hours")).to_contain_text("Every side could accept this")
        expect(board.panel.get_by_role("group", name="An apology")).to_have_count(0)
        for other in titles[1:]:
            assert "Every side" not in board.card(other).inner_text()
    acorn.person.talk()
    told = acorn.person.page.locator(".announcement").filter(has_text="Flexible hours")
    assert "An apology" not in told.inner_text()
    assert "A shared office" not in told.inner_text()
    acorn.person.picture("announcement-phone")
    switch_off(two_sides.session, "Private ratings of options")


def says_its_range(board: Board, title: str, least: str, most: str) -> None:
    """In the side's own caucus."""
    board.person.talk()
    board.person.page.locator(".channel-caucus.channel").click()
    card = board.person.page.get_by_role("region", name=title)
    card.get_by_label("The least you could live with").fill(least)
    card.get_by_label("The most you could live with").fill(most)
    card.get_by_role("button", name="Tell the mediators").click()
    expect(card.get_by_text(f"Your side: from {least} USD to {most} USD")).to_be_visible()


@pytest.mark.xdist_group("two_sides")
def test_of_ranges_nothing_is_told_but_that_there_is_room(two_sides: TwoSides) -> None:
    host, oak, acorn, elm, samara = two_sides.host, *two_sides.parties
    switch_on(two_sides.session, "Range checks")
    tools = host.person.page.locator("tools-panel")
    tools.get_by_label("What is asked").fill("A sum in settlement")
    tools.get_by_label("Kind").select_option(label="a sum")
    tools.get_by_label("Unit").fill("USD")
    tools.get_by_role("button", name="Ask every side").click()
    says_its_range(oak, "A sum in settlement", "500", "900")
    expect(tools.get_by_text("Not every side has answered yet.")).to_be_visible()
    says_its_range(samara, "A sum in settlement", "100", "400")
    expect(tools.get_by_text("There is no room so far.")).to_be_visible()
    samara.person.picture("range-phone")
    again = samara.person.page.get_by_role("region", name="A sum in settlement")
    again.get_by_role("button", name="Take it back").click()
    says_its_range(samara, "A sum in settlement", "100", "600")
    expect(tools.get_by_text("There is room.")).to_be_visible()
    announce = tools.get_by_role("button", name="Announce that there is room")
    for board in (acorn, elm):
        board.person.talk()
        board.person.page.locator(".channel-caucus.channel").click()
    for board in two_sides.parties:
        expect(announce).to_have_count(0)
        card = board.person.page.get_by_role("region", name="A sum in settlement")
        card.get_by_role("button", name="Yes").click()
    announce.click()
    host.person.button("Announce", exact=True).click()
    for board in two_sides.parties:
        board.person.go_to(re.compile("Joint session"))
        told = board.person.page.locator(".announcement").filter(has_text="A sum in settlement")
        expect(told).to_contain_text("There is room between the sides")
        assert not re.search(r"\d", told.inner_text())
    tools.get_by_role("button", name="Close the question").click()
    switch_off(two_sides.session, "Range checks")
