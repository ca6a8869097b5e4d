"""What people do in their browsers, in their own verbs. Labels are those on the screen, in English."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.fixtures import axe

PICTURES = Path("pictures")


class Person:
    """Anyone inside a room."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def button(self, name: str | re.Pattern[str], **options: bool) -> Locator:
        return self.page.get_by_role("button", name=name, **options)  # type: ignore[arg-type]

    def go_to(self, conversation: str | re.Pattern[str]) -> None:
        """Choose a channel in the switcher; on a phone the switcher is part of Talk."""
        self.page.get_by_role("navigation", name="Conversations").get_by_role(
            "button", name=conversation
        ).click()

    def turn_to(self, part: str) -> None:
        """Board, People or Tools: beside the conversation on a laptop, a tab on a phone."""
        self.page.locator(".tab:visible").filter(has_text=part).click()

    def talk(self) -> None:
        """Back to the conversation, which on a laptop is always there."""
        tab = self.page.locator("nav.tabs .tab:visible").filter(has_text="Talk")
        if tab.count():
            tab.click()

    def write(self, text: str) -> None:
        self.composer.fill(text)

    def say(self, text: str) -> None:
        self.write(text)
        self.page.locator("message-composer button.send").click()
        expect(self.message(text)).to_contain_text("sent")

    @property
    def composer(self) -> Locator:
        return self.page.locator("message-composer textarea")

    def message(self, text: str) -> Locator:
        return self.page.get_by_role("log").get_by_role("article").filter(has_text=text)

    def sees(self, text: str) -> None:
        expect(self.message(text)).to_be_visible()

    def picture(self, name: str) -> None:
        """A screenshot to be looked at. Whoever does not look at it, or not as others do, loses nothing."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png")
        axe.assert_open_to_all(self.page)

    def sign_in(self, name: str, password: str) -> None:
        self.page.goto("/sign-in")
        self.page.get_by_label("Your name at the office").fill(name)
        self.page.get_by_label("Password").fill(password)
        self.button("Sign in").click()
        self.page.wait_for_url("**/desk")


class Party(Person):
    """A person with a link."""

    def open_link(self, link: str, name: str) -> None:
        self.page.goto(link)
        self.ask_in(name)

    def ask_in(self, name: str) -> None:
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_label("I accept these rules").check()
        self.button("Ask to come in").click()

    def words(self) -> str:
        """The three safety words, once they are shown."""
        shown = self.page.locator(".safety-words")
        expect(shown).to_be_visible()
        return " ".join(re.findall(r"[a-z]+", shown.inner_text()))

    def is_inside(self) -> None:
        expect(self.page.locator("message-composer")).to_be_visible()

    def answer_ready(self) -> None:
        self.button("I am ready").click()
        self.button("I agree to mediate").click()
        expect(self.page.get_by_label("Your answers")).to_be_visible()

    def goes_to_joint_session(self) -> None:
        self.button("Go to the joint session").click()

    def is_told_it_is_over(self) -> None:
        self.page.wait_for_url("**/closed")
        self.page.get_by_role("heading", level=1).wait_for()  # its words come a moment after it


class MediatorInBrowser(Person):
    """A mediator with an account. `host_link`: of the room last opened."""

    host_link = ""

    def enrol(self, link: str, name: str, password: str) -> None:
        self.page.goto(link)
        self.page.get_by_label("Your name at the office").fill(name)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_label("The same password again").fill(password)
        self.button("Set the password and sign in").click()
        self.page.wait_for_url("**/desk")

    def prepare_room(
        self,
        labels: list[str],
        kind: str = "",
        reference: str = "",
        shuttle: bool = False,
        kinds: dict[str, tuple[str, str | None]] | None = None,
        disclosed: str = "",
    ) -> dict[str, str]:
        """From the desk to the links; label → personal link.

        kind: of the room, as on the screen. kinds: label → kind of the seat, and whose side it is on.
        disclosed: what the parties should know of the mediator.
        """
        page = self.page
        page.goto("/desk")
        page.get_by_role("link", name="Prepare a room").click()
        if kind:
            page.get_by_role("radio", name=kind).check()
        if reference:
            self.confirm_reference(reference)
        rows = page.locator(".seat-row")
        expect(rows.first).to_be_visible()
        while rows.count() < len(labels):
            self.button("Add a person").click()
        for place, label in enumerate(labels):
            rows.nth(place).get_by_label("Your own label").fill(label)
        for label, (seat_kind, beside) in (kinds or {}).items():
            row = rows.nth(labels.index(label))
            row.get_by_label("Kind").select_option(label=seat_kind)
            if beside:
                side = rows.nth(labels.index(beside)).get_by_label("Side").input_value()
                row.get_by_label("Side").select_option(side)
        if shuttle:
            page.get_by_label("Shuttle only").check()
        page.get_by_label("Announced end").fill(_local(datetime.now() + timedelta(hours=2)))  # noqa: DTZ005
        page.get_by_label("I declare that I have no undisclosed").check()
        if disclosed:
            page.get_by_label("Let each party read a declaration of mine").check()
            page.get_by_label("There is something that the parties should know").check()
            page.get_by_label("In your own words").fill(disclosed)
        self.button("Prepare the room").click()
        expect(page.get_by_role("heading", name="A link for each person")).to_be_visible()
        return {label: self.link_for(label) for label in labels}

    def confirm_reference(self, reference: str) -> None:
        self.page.get_by_role("radio", name=reference).check()
        self.page.locator("input[name=confirmation]").fill(reference[-4:])

    def link_for(self, label: str) -> str:
        """Out of the e-mail text, as a person would copy it."""
        row = self.page.locator("li.seat").filter(has_text=label)
        row.get_by_role("button", name="E-mail text").click()
        text = row.get_by_role("textbox", name="E-mail text").input_value()
        found = re.search(r"https?://\S+/join#\S+", text)
        assert found is not None, "the e-mail text carries the link"
        return found.group()

    def open_room(self) -> None:
        self.button("Open the room now").click()
        self.page.wait_for_url("**/host#*")
        self.host_link = self.page.url
        self.button("Open the room", exact=True).click()
        expect(self.button("Close session")).to_be_visible()

    def waiting(self, label: str) -> Locator:
        return self.page.get_by_role("article", name=f"In the waiting room: {label}")

    def words_of(self, label: str) -> str:
        shown = self.waiting(label).locator(".words-line b")
        expect(shown).to_be_visible()
        return " ".join(re.findall(r"[a-z]+", shown.inner_text()))

    def let_in(self, label: str) -> None:
        self.waiting(label).get_by_label("I compared the words").check()
        self.waiting(label).get_by_role("button", name="Let in").click()
        expect(self.waiting(label)).to_have_count(0)

    def meets(self, name: str) -> None:
        """Turn to somebody's private meeting."""
        self.go_to(re.compile(rf"With {re.escape(name)}"))
        expect(self.page.get_by_role("heading", name=f"Private meeting with {name}")).to_be_visible()

    def begin(self) -> None:
        self.button("Begin mediation").click()
        self.button("Yes, begin").click()
        expect(self.page.get_by_text("the mediation has begun")).to_be_visible()

    def open_joint_session(self, all_the_same: bool = False) -> None:
        """all_the_same: although somebody has not been accepted by every party yet."""
        self.button("Open the joint session").click()
        if all_the_same:
            self.button("Open it all the same").click()
        self.go_to(re.compile("Joint session"))

    def make_caucus(self, title: str, names: list[str]) -> None:
        self.page.get_by_text("New private meeting").click()
        panel = self.page.locator("make-caucus")
        for name in names:
            panel.get_by_label(name).check()
        panel.get_by_label(re.compile("Title")).fill(title)
        panel.get_by_role("button", name="Make the private meeting").click()

    def change_people(self, add: list[str] | None = None, remove: list[str] | None = None) -> None:
        """Of the caucus that is open."""
        self.button("Change people").click()
        dialog = self.page.get_by_role("dialog", name="Change people")
        for name in add or []:
            dialog.get_by_label(name).check()
        for name in remove or []:
            dialog.get_by_label(name).uncheck()
        dialog.get_by_role("button", name="Change the meeting").click()

    def close_session(self) -> None:
        """Begin the countdown."""
        self.button("Close session").click()
        self.button("Close for everyone").click()

    def sees_the_room_close(self) -> None:
        self.page.wait_for_url("**/desk*")

    def end_mediation(self) -> str:
        """On the last page, right after closing; its reference."""
        last = self.page.locator(".mediation:visible")
        reference = last.locator(".reference").inner_text()
        last.get_by_text("It has ended", exact=True).click()
        day = last.locator("time").last.get_attribute("datetime")
        last.locator("input[name=ended_on]:visible").fill(str(day))
        last.get_by_role("button", name="Yes, it has ended").click()
        expect(self.page.get_by_text("The mediation has ended. Its dates stay here")).to_be_visible()
        return reference


def _local(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")
