"""The option board, ratings, consent and the course of a session, as people use them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import LAPTOP, PHONE, OpenSession, Session
from tests.browser.people import MediatorInBrowser, Person
from tests.client.visitor import Mediator
from tests.fixtures.browser import NewPerson
from tests.fixtures.server_process import ServerProcess


class Board:
    """The board that a person has before them. Titles stand for cards."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.panel = person.page.locator("board-panel")
        self.sheet = self.panel.locator("dialog.sheet")

    def card(self, title: str) -> Locator:
        return self.panel.locator(".bcard").filter(has_text=title)

    def column(self, name: str) -> Locator:
        return self.panel.get_by_role("region", name=name)

    def write_card(self, title: str, kind: str = "Add an option", **texts: str) -> None:
        """Begin a card that only its writer sees; texts: by the name of the part."""
        self.panel.get_by_role("button", name=kind).click()
        self.sheet.get_by_label("Title").fill(title)
        for part, text in texts.items():
            self.sheet.get_by_label(part.capitalize()).first.fill(text)

    def place(self) -> None:
        self.sheet.get_by_role("button", name=re.compile("Place on")).click()
        expect(self.sheet).not_to_be_visible()

    def open(self, title: str) -> None:
        self.card(title).locator(".bcard-open").click()
        expect(self.sheet).to_be_visible()

    def close(self) -> None:
        self.sheet.get_by_role("button", name="Close").click()

    def start_changing(self, part: str) -> Locator:
        self.sheet.get_by_role("button", name=f"Change: {part}").click()
        return self.sheet.locator("form.card-field").get_by_role("textbox")

    def save(self) -> None:
        self.sheet.get_by_role("button", name="Save", exact=True).first.click()


@pytest.fixture
def session_with_outcome(tmp_path: Path, new_person: NewPerson) -> Iterator[Session]:
    """An office that has switched the outcome on; its own server, as the setting is the office's."""
    server = ServerProcess(tmp_path, MEDIATION_OUTCOME="on")
    server.start()
    mediator = Mediator(server.url, "Robin", "seven quiet rivers")
    mediator.enrol(server.first_link())
    at_this_server = partial(new_person, base_url=server.url)
    host = MediatorInBrowser(at_this_server(**LAPTOP))
    host.sign_in(mediator.name, mediator.password)
    links = host.prepare_room(["Oak", "Elm"])
    host.open_room()
    yield Session(host, mediator, links, at_this_server)
    mediator.close()
    assert server.stop() == 0


def joint(session: Session, *labels: str) -> list[Board]:
    """Everyone in the joint session with the board before them: the mediator's first."""
    parties = [session.come(label) for label in labels]
    session.open_joint()
    return [Board(person) for person in (session.host, *parties)]


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


def touch_drag(board: Board, card: Locator, onto: Locator) -> None:
    """A finger that rests on the card, then carries it. Playwright has no verb for it."""
    devtools = board.person.page.context.new_cdp_session(board.person.page)
    card.scroll_into_view_if_needed()
    start, end = card.bounding_box(), onto.bounding_box()
    assert start is not None
    assert end is not None

    def touch(kind: str, x: float = 0, y: float = 0) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = start["x"] + 60, start["y"] + start["height"] / 2
    touch("touchStart", x, y)
    expect(card).to_have_class(re.compile("lifted"))
    for part in (0.3, 0.7, 1.0):
        touch("touchMove", x, y + (end["y"] + 6 - y) * part)
    touch("touchEnd")


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
    parties = [session.come(label) for label in ("Oak", "Elm")]
    host.person.turn_to("Board")
    host.panel.get_by_role("button", name="Issues").click()
    host.panel.get_by_text("Prepare the joint board").click()
    host.panel.get_by_label("Issues: one a line").fill("The reporting line\n\nLeave requests")
    host.panel.get_by_role("button", name="Save").click()
    host.person.turn_to("People")
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


def switch_on(session: Session, *tools: str) -> None:
    session.host.turn_to("Tools")
    for tool in tools:
        session.host.page.locator("tools-panel").get_by_label(tool).check()


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


def test_only_consented_words_leave_a_private_meeting(open_session: OpenSession) -> None:
    session = open_session("Oak", "Elm", "Acorn", kinds={"Acorn": ("counsel or support person", "Oak")})
    oak, elm, _ = (session.come(label, **LAPTOP) for label in ("Oak", "Elm", "Acorn"))
    session.open_joint()
    oak.page.locator(".channel-private.channel").click()
    oak.say("I could accept a trial.")
    session.host.go_to(re.compile(f"With {session.name('Oak')} you and"))
    bubble = session.host.message("I could accept a trial.")
    bubble.get_by_label("More about this message").click()
    bubble.get_by_role("button", name="Ask to share this outside").click()
    form = session.host.page.get_by_role("form", name="Ask to share this outside")
    form.get_by_label("The exact words").fill("A trial period is possible.")
    form.get_by_role("button", name="Ask for consent").click()

    card = oak.page.get_by_role("article", name="To be shared, word for word")
    card.get_by_role("button", name="Yes, but worded so").click()
    card.get_by_label("Your wording").fill("A trial period of three months is possible.")
    card.get_by_role("button", name="Propose this wording").click()
    at_desk = session.host.page.get_by_role("article", name="To be shared, word for word")
    expect(at_desk).to_contain_text("three months")
    expect(at_desk.get_by_role("button", name="Share it")).to_have_count(0)
    card.get_by_role("button", name="Yes, exactly so").click()
    session.host.picture("consent-mediator")
    at_desk.get_by_role("button", name="Share it: Joint session").click()
    expect(card.get_by_text("Shared, word for word")).to_be_visible()
    elm.sees("A trial period of three months is possible.")
    shared = elm.message("A trial period of three months is possible.")
    expect(shared).to_contain_text("shared from a private meeting, word for word")
    assert session.name("Oak") not in shared.inner_text()


def test_an_option_leaves_with_the_parts_that_its_side_chose(session: Session) -> None:
    host, oak, elm = joint(session, "Oak", "Elm")
    oak.person.go_to(re.compile("Private meeting"))
    oak.write_card("A mentor", description="Somebody we both know", advantages="Quick\nCheap")
    oak.place()
    oak.open("A mentor")
    oak.sheet.get_by_role("button", name="Ask to share this outside").click()
    form = oak.person.page.get_by_role("form", name="Ask to share this outside")
    expect(form.get_by_label("The exact words")).to_have_value("A mentor")
    expect(form.get_by_label("The exact words")).to_be_focused()
    form.get_by_label("Advantages").check()
    oak.person.picture("consent-form")
    form.get_by_role("button", name="Ask for consent").click()
    card = oak.person.page.get_by_role("article", name="To be shared, word for word")
    host.person.go_to(re.compile(f"With {session.name('Oak')}"))
    at_desk = host.person.page.get_by_role("article", name="To be shared, word for word")
    share = at_desk.get_by_role("button", name="Share it: Joint session")
    card.get_by_role("button", name="Yes, exactly so").click()
    expect(share).to_be_visible()
    card.get_by_role("button", name="Take it back").click()
    expect(share).to_have_count(0)
    card.get_by_role("button", name="Yes, exactly so").click()
    share.click()
    expect(elm.card("A mentor")).to_contain_text("2 advantages")
    elm.open("A mentor")
    assert "Somebody we both know" not in elm.sheet.inner_text()
    assert session.name("Oak") not in elm.sheet.inner_text()


def test_an_outcome_can_be_copied_once_every_party_says_yes_to_this_text(
    session_with_outcome: Session,
) -> None:
    host, oak, elm = joint(session_with_outcome, "Oak", "Elm")
    oak.write_card("A trial of three months", description="From January.")
    oak.place()
    switch_on(session_with_outcome, "An outcome text")
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
    expect(host.panel.get_by_text(f"Wants advice first: {session_with_outcome.name('Elm')}")).to_be_visible()
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


def test_the_course_of_a_session_is_seen_by_all(session: Session) -> None:
    _, oak, elm = joint(session, "Oak", "Elm")
    switch_on(
        session, "Stages of the session", "A speaking timer", "Raising a hand", "Breaks with a countdown"
    )
    switch_on(session, "Asking for a private word", "Giving one person the floor")
    session.host.page.locator(".stages").get_by_role("button", name="Issues").click()
    expect(elm.person.page.locator(".stages [aria-current]")).to_have_text("Issues")
    tools = session.host.page.locator("tools-panel")
    tools.get_by_label("Who speaks").select_option(label=session.name("Oak"))
    tools.get_by_role("button", name="Start").click()
    for person in (oak.person, elm.person, session.host):
        expect(person.page.get_by_role("timer")).to_have_text(re.compile(r"[23]:\d\d"))
    elm.person.button("Raise my hand").click()
    expect(session.host.page.locator(".hands")).to_contain_text(session.name("Elm"))
    elm.person.button("Lower my hand").click()
    expect(session.host.page.locator(".hands")).to_have_count(0)
    oak.person.button("Ask for a private word").click()
    expect(tools.locator("li").filter(has_text=session.name("Oak"))).to_be_visible()
    expect(elm.person.page.get_by_text("A private word: asked")).to_have_count(0)
    session.host.picture("tools")
    tools.get_by_role("button", name="Go there").click()
    expect(
        session.host.page.get_by_role("heading", name=f"Private meeting with {session.name('Oak')}")
    ).to_be_visible()
    tools.get_by_role("button", name="Done").click()
    expect(oak.person.button("Ask for a private word")).to_be_visible()
    tools.get_by_role("button", name="Begin a break").click()
    expect(elm.person.page.get_by_text("A break. It goes on in")).to_be_visible()
    tools.get_by_role("button", name="End the break").click()
    expect(elm.person.page.get_by_text("A break. It goes on in")).to_have_count(0)


def test_posts_pass_through_the_mediators_who_never_edit(session: Session) -> None:
    _, oak, elm = joint(session, "Oak", "Elm")
    switch_on(session, "Posts pass through the mediators first")
    tools = session.host.page.locator("tools-panel")
    tools.get_by_role("button", name="Let posts pass through the mediators").click()
    oak.person.write("That is nonsense.")
    oak.person.button("Send to the mediators first").click()
    expect(oak.person.page.get_by_label("Not posted yet")).to_contain_text("That is nonsense.")
    tools.get_by_text("Ask for other words").click()
    tools.get_by_label("What to put differently").fill("What do you need instead?")
    tools.get_by_role("button", name="Ask", exact=True).click()
    expect(oak.person.page.get_by_label("Not posted yet")).to_contain_text("What do you need instead?")
    oak.person.button("Write it anew").click()
    expect(oak.person.composer).to_have_value("That is nonsense.")
    oak.person.write("I need to hear it first.")
    oak.person.button("Send to the mediators first").click()
    tools.get_by_role("button", name="Pass it on as it is").click()
    elm.person.sees("I need to hear it first.")
    expect(elm.person.message("I need to hear it first.")).to_contain_text(session.name("Oak"))
    expect(elm.person.page.get_by_text("That is nonsense.")).to_have_count(0)


def test_a_message_is_held_from_view_with_its_place_kept(session: Session) -> None:
    host, oak, elm = joint(session, "Oak", "Elm")
    oak.person.say("Something hurtful")
    bubble = host.person.message("Something hurtful")
    bubble.get_by_label("More about this message").click()
    bubble.get_by_role("button", name="Hold it from view").click()
    expect(elm.person.page.get_by_text("The mediators hold this message from view.")).to_be_visible()
    expect(elm.person.page.get_by_text("Something hurtful")).to_have_count(0)
    host.person.button("Show it again").click()
    elm.person.sees("Something hurtful")
