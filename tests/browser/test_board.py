"""The option board, as people use it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.boards import Board, joint, touch_drag
from tests.browser.conftest import PHONE, Session, TwoSides


def test_a_card_is_private_until_it_is_placed_and_then_has_no_author(session: Session) -> None:
    _, oak, elm = joint(session, "Oak", "Elm")
    oak.write_card("A trial period", advantages="Both can see\nIt ends", disadvantages="Takes time")
    expect(oak.sheet.get_by_text("Only you see this until you place it")).to_be_visible()
    oak.close()
    expect(oak.card("A trial period")).to_contain_text("Only you see this")
    expect(elm.card("A trial period")).to_have_count(0)
    oak.person.page.reload()
    oak.person.turn_to("Board")
    oak.card("A trial period").locator(".bcard-open").click()
    oak.place()
    expect(elm.column("Proposed").locator(".bcard")).to_have_text(
        re.compile(r"A trial period\s*\+ 2 advantages− 1 disadvantage")
    )
    elm.person.picture("board-party")
    assert session.name("Oak") not in elm.panel.inner_text()


def test_a_card_goes_where_it_is_dragged_keyed_and_touched(session: Session) -> None:
    parties = [session.come("Oak"), session.come("Elm", **PHONE)]
    session.open_joint()
    host, oak, elm = (Board(person) for person in (session.host, *parties))
    for title in ("First", "Second", "Third"):
        oak.write_card(title)
        oak.place()
    oak.card("Third").hover()
    oak.person.page.mouse.down()
    target = oak.column("Could work").locator(".cards").bounding_box()
    assert target is not None
    oak.person.page.mouse.move(target["x"] + 40, target["y"] - 4, steps=4)
    oak.person.page.mouse.move(target["x"] + 40, target["y"] + 4, steps=2)
    oak.person.page.mouse.up()
    expect(host.column("Could work").locator(".bcard")).to_have_text(["Third"])
    expect(oak.panel.get_by_role("status")).to_contain_text("Moved: Could work, place 1 of 1")

    oak.card("Second").get_by_role("button", name="Move: Second").focus()
    for key in ("Space", "ArrowUp", "Space"):
        oak.person.page.keyboard.press(key)
    expect(host.column("Proposed").locator(".bcard-open")).to_have_text(["Second", "First"])
    expect(oak.card("Second").get_by_role("button", name="Move: Second")).to_be_focused()

    elm.person.turn_to("Board")
    elm.card("First").get_by_role("button", name="Move: First").tap()
    elm.sheet.get_by_role("button", name="Exploring").tap()
    expect(host.column("Exploring").locator(".bcard-open")).to_have_text(["First"])
    elm.close()
    elm.person.picture("board-phone")
    touch_drag(elm, elm.card("Second"), elm.column("Set aside").locator(".cards"))
    expect(host.column("Set aside").locator(".bcard-open")).to_have_text(["Second"])
    elm.panel.get_by_role("button", name="Undo my last change").tap()
    expect(host.column("Proposed").locator(".bcard-open")).to_have_text(["Second"])


def test_nobodys_words_vanish_when_two_save_the_same_part(session: Session) -> None:
    _, oak, elm = joint(session, "Oak", "Elm")
    oak.write_card("A review")
    oak.place()
    for board in (oak, elm):
        board.open("A review")
    elms_text = elm.start_changing("Description")
    elms_text.press_sequentially("After six months")
    expect(oak.sheet.get_by_text("Somebody is changing this card now.")).to_be_visible()
    oak.start_changing("Description").fill("After three months")
    oak.save()
    expect(oak.sheet.get_by_text("After three months")).to_be_visible()
    elm.save()
    expect(elm.sheet.get_by_text("Somebody saved another text meanwhile.")).to_be_visible()
    elm.person.picture("board-conflict")
    expect(elm.sheet.locator(".conflict")).to_contain_text("After three months")
    expect(elm.sheet.get_by_role("textbox", name="Description")).to_have_value("After six months")
    elm.sheet.get_by_role("textbox", name="Description").fill("After three months, and again after six")
    elm.sheet.get_by_role("button", name="Save this text").click()
    expect(oak.sheet.get_by_text("After three months, and again after six")).to_be_visible()
    expect(elm.sheet.locator(".conflict")).to_have_count(0)
    elm.start_changing("Advantages").fill("Begun, not saved")
    elm.person.page.keyboard.press("Escape")
    expect(elm.sheet).not_to_be_visible()
    elm.open("A review")
    expect(elm.sheet.get_by_role("textbox", name="Advantages")).to_have_value("Begun, not saved")


def test_the_mediator_prepares_names_groups_merges_and_freezes(session: Session) -> None:
    host = Board(session.host)
    host.person.turn_to("Board")
    host.panel.get_by_role("button", name="Issues").click()
    host.panel.get_by_text("Prepare the joint board").click()
    host.panel.get_by_label("Issues: one a line").fill("The reporting line\n\nLeave requests")
    host.panel.get_by_role("button", name="Save").click()
    host.person.turn_to("People")
    parties = [session.come(label) for label in ("Oak", "Elm")]
    session.open_joint()
    host.person.turn_to("Board")
    oak = Board(parties[0])
    oak.panel.get_by_role("button", name="Issues").click()
    expect(oak.panel.locator(".bcard")).to_have_text(["The reporting line", "Leave requests"])

    oak.panel.get_by_role("button", name="Options").click()
    for title in ("One", "Two", "Three"):
        oak.write_card(title, description=f"About {title}")
        oak.place()
    host.panel.get_by_role("button", name="Options").click()
    host.panel.get_by_text("Columns", exact=True).click()
    host.panel.get_by_role("textbox", name="Proposed").fill("On the table")
    host.panel.get_by_role("button", name="Save").click()
    expect(oak.column("On the table").locator(".bcard")).to_have_count(3)

    host.open("Three")
    host.sheet.get_by_text("Group or merge").click()
    host.sheet.get_by_label("Group (may be left empty)").fill("Together")
    host.save()
    expect(oak.panel.locator(".card-group")).to_have_text("Together")
    host.sheet.get_by_label("Merge it into").select_option(label="One")
    host.sheet.get_by_role("button", name="Merge", exact=True).click()
    host.person.button("Merge them").click()
    expect(oak.column("On the table").locator(".bcard-open")).to_have_text(["One", "Two"])
    oak.open("One")
    expect(oak.sheet.locator(".merged")).to_contain_text("About Three")
    oak.close()

    host.panel.get_by_role("button", name="Freeze the board").click()
    expect(oak.panel.get_by_text("The mediators have frozen the board")).to_be_visible()
    expect(oak.panel.get_by_role("button", name="Add an option")).to_have_count(0)
    expect(oak.panel.locator(".grip")).to_have_count(0)
    host.person.picture("board-mediator")


def test_the_board_opens_wide_and_says_that_nothing_carries_over(session: Session) -> None:
    host, oak, _ = joint(session, "Oak", "Elm")
    expect(oak.panel.get_by_text("Nothing from an earlier session carries over.")).to_be_visible()
    expect(oak.panel.get_by_text("What you add is yours alone until you place it.")).to_be_visible()
    host.write_card("Anything")
    host.place()
    oak.person.button("Open the board").click()
    boxes = [oak.column(name).bounding_box() for name in ("Proposed", "Set aside")]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] < boxes[1]["x"]
    oak.person.button("Back to the conversation").click()
    expect(oak.person.composer).to_be_visible()


def test_a_private_meeting_has_a_board_of_its_own(session: Session) -> None:
    host, oak, elm = joint(session, "Oak", "Elm")
    oak.person.go_to(re.compile("Private meeting"))
    oak.write_card("Only among us")
    expect(oak.sheet.get_by_role("button", name="Place on the board of this meeting")).to_be_visible()
    oak.place()
    host.person.go_to(re.compile(f"With {session.name('Oak')}"))
    host.panel.page.get_by_role("button", name="Board of this meeting").click()
    expect(host.card("Only among us")).to_be_visible()
    host.panel.page.get_by_role("button", name="Joint board").click()
    expect(host.card("Only among us")).to_have_count(0)
    expect(elm.card("Only among us")).to_have_count(0)


@pytest.mark.xdist_group("two_sides")
def test_two_sides_of_two_work_on_one_board(two_sides: TwoSides) -> None:
    host, oak, elm, samara = two_sides.host, two_sides.oak, two_sides.elm, two_sides.samara
    oak.show("Interests")
    oak.write_card("To be heard", "Add an interest")
    oak.place()
    samara.show()
    samara.write_card("A mentor", description="For both")
    samara.sheet.get_by_label("To be heard").check()
    samara.place()
    for board in (elm, host, oak):
        board.show()
        expect(board.card("A mentor")).to_contain_text("Serves: To be heard")

    oak.open("A mentor")
    oak.start_changing("Description").press_sequentially(", and for a year")
    for board in (elm, samara, host):
        expect(board.card("A mentor")).to_contain_text("being edited")
        assert two_sides.session.name("Oak") not in board.card("A mentor").inner_text()
    oak.person.page.reload()
    oak.show()
    expect(oak.card("A mentor")).to_contain_text("your change is not saved yet")
    oak.open("A mentor")
    expect(oak.sheet.get_by_role("textbox", name="Description")).to_have_value("For both, and for a year")
    oak.save()
    elm.open("A mentor")
    expect(elm.sheet.get_by_text("For both, and for a year")).to_be_visible()
    expect(oak.card("A mentor")).not_to_contain_text("not saved yet")

    oak.sheet.get_by_role("button", name="Undo my last change").press("Enter")
    expect(elm.sheet.get_by_text("For both", exact=True)).to_be_visible()
    expect(oak.sheet.get_by_role("button", name="Undo my last change")).to_have_count(0)
    elm.close()
    oak.close()
    oak.write_card("By mistake")
    oak.place()
    expect(samara.card("By mistake")).to_be_visible()
    oak.panel.get_by_role("button", name="Undo my last change").click()
    expect(samara.card("By mistake")).to_have_count(0)

    elm.write_card("A calmer start")
    elm.place()
    host.card("A calmer start").get_by_role("button", name="Move: A calmer start").focus()
    for key in ("Space", "ArrowUp", "Space"):
        host.person.page.keyboard.press(key)
    expect(samara.column("Proposed").locator(".bcard-open").first).to_have_text("A calmer start")


@pytest.mark.xdist_group("two_sides")
def test_that_somebody_writes_shows_within_a_side_alone(two_sides: TwoSides) -> None:
    oak, acorn, elm = (board.person for board in (two_sides.oak, two_sides.acorn, two_sides.elm))
    oak.composer.press_sequentially("I would")
    oak.write("I would rather say this.")
    oak.page.locator("message-composer button.send").click()
    elm.sees("I would rather say this.")
    expect(elm.page.locator(".typing")).to_have_count(0)
    acorn.turn_to("Talk")
    for person in (oak, acorn):
        person.page.locator(".channel-caucus.channel").click()
    oak.composer.press_sequentially("Among us")
    expect(acorn.page.locator(".typing")).to_contain_text(two_sides.session.name("Oak"))
    oak.write("")
    for person in (oak, acorn):
        person.go_to(re.compile("Joint session"))
