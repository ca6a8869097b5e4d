"""An enrolment link in a browser: its token leaves the address at once, and the form has it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.conftest import PASSWORD
from tests.fixtures.browser import NewPerson
from tests.fixtures.server_process import ServerProcess


def test_a_link_opens_the_account_it_is_for_and_leaves_the_address(
    server: ServerProcess, new_person: NewPerson
) -> None:
    """Seen to fail when enrol.js does not replace the address."""
    page = new_person()
    page.goto(server.invite("الوسيطة الأولى"))
    assert page.url == f"{server.url}/enrol"
    name = page.get_by_label("Your name at the office")
    expect(name).to_have_value("الوسيطة الأولى")
    expect(name).not_to_be_editable()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill("something else entirely")
    page.get_by_role("button", name="Set the password and sign in").click()
    expect(page.get_by_role("alert")).to_have_text("The two passwords differ.")
    expect(name).to_have_value("الوسيطة الأولى")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Set the password and sign in").click()
    page.wait_for_url("**/desk")


def test_whoever_comes_without_a_link_is_told_before_they_type(
    server: ServerProcess, new_person: NewPerson
) -> None:
    """Seen to fail when enrol.js shows the form whatever the address holds."""
    page = new_person()
    page.goto(f"{server.url}/enrol")
    expect(page.get_by_text("This link is not complete")).to_be_visible()
    expect(page.get_by_label("Password", exact=True)).to_be_hidden()


def test_a_second_link_in_the_same_tab_is_read_too(server: ServerProcess, new_person: NewPerson) -> None:
    page = new_person()
    page.goto(server.invite("First colleague"))
    page.goto(server.invite("Second colleague"))
    expect(page.get_by_label("Your name at the office")).to_have_value("Second colleague")
