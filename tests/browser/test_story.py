"""The whole story of a mediation, with a mediator and two parties, one browser context each."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.people import MediatorInBrowser, Party
from tests.client.visitor import Mediator
from tests.fixtures.browser import NewPerson
from tests.fixtures.server_process import ROOT, ServerProcess

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1440, "height": 900}}


def test_a_mediation_from_the_links_to_the_certificate(
    server: ServerProcess, mediator: Mediator, new_person: NewPerson, tmp_path: Path
) -> None:
    host = MediatorInBrowser(new_person(**LAPTOP))
    first = Party(new_person(**PHONE))
    second = Party(new_person(**LAPTOP))

    # The desk, the room, the links.
    host.sign_in(mediator.name, mediator.password)
    links = host.prepare_room(["Staff member", "Manager"])
    host.picture("links")
    first.page.goto(links["Staff member"])
    first.picture("rules")
    first.open_link(links["Staff member"], "Person on a phone")
    expect(first.page.get_by_text("This room is not open now")).to_be_visible()
    first.picture("not-open")
    host.open_room()

    # The lobby, the words, letting in.
    second.open_link(links["Manager"], "Person on a laptop")
    assert first.words() == host.words_of("Staff member")
    assert second.words() == host.words_of("Manager")
    assert first.words() != second.words()
    first.picture("lobby")
    host.picture("waiting-room")
    host.let_in("Staff member")
    host.let_in("Manager")
    for party in (first, second):
        party.is_inside()
        assert "#" not in party.page.url

    # A private meeting with each; each answers privately.
    host.meets("Person on a phone")
    host.say("Good morning. How would you like to begin?")
    first.sees("How would you like to begin?")
    first.say("Quietly, please. I worry about the spring.")
    host.sees("I worry about the spring.")
    expect(second.page.get_by_text("worry about the spring")).to_have_count(0)
    host.button("Show who will be there").click()
    for party in (first, second):
        expect(party.page.get_by_role("heading", name="Before the joint session")).to_be_visible()
    first.picture("readiness")
    first.answer_ready()
    second.answer_ready()
    host.begin()
    host.picture("private-meeting")

    # The joint session.
    host.open_joint_session()
    first.goes_to_joint_session()
    second.goes_to_joint_session()
    host.say("Welcome, both of you.")
    first.sees("Welcome, both of you.")
    first.say("I would like to speak about the workload.")
    second.sees("about the workload")
    second.say("So would I.")
    first.sees("So would I.")
    first.picture("joint-phone")
    second.picture("joint-laptop")
    host.picture("joint-mediator")

    # A word taken back is gone for everyone.
    second.message("So would I.").get_by_role("button", name="Withdraw").click()
    second.button("Withdraw it").click()
    expect(first.page.get_by_text("So would I.")).to_have_count(0)

    # A caucus with each while the joint session is open: each has its own composer.
    host.meets("Person on a laptop")
    host.say("Between us: what matters most?")
    second.go_to(re.compile("Private meeting"))
    second.sees("what matters most?")
    second.say("That we agree on the summer.")
    host.sees("agree on the summer")
    expect(first.page.get_by_text("agree on the summer")).to_have_count(0)
    host.picture("caucus")

    # Close: every tab is wiped, and the mediator is at the desk.
    host.close_session()
    host.picture("closing")
    first.is_told_it_is_over()
    second.is_told_it_is_over()
    first.picture("closed")
    host.page.wait_for_url("**/desk*")
    for party in (first, second):
        kept = party.page.evaluate("() => ({...sessionStorage})")
        assert not [name for name in kept if name.startswith("mediation.")]
        assert party.page.context.cookies() == []

    # The end, and the certificate.
    today = datetime.now(UTC).date().isoformat()
    reference = host.end_mediation()
    host.picture("desk")
    pdf = issue_certificate(host, reference, today, tmp_path)
    verified = subprocess.run(
        [sys.executable, "-m", "mediation.cli", "certificate", "verify", str(pdf)],
        env=server.environ, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert verified.returncode == 0, verified.stderr
    assert reference in verified.stdout


def issue_certificate(host: MediatorInBrowser, reference: str, today: str, folder: Path) -> Path:
    """Seen to fail when the page reminds before there is a certificate."""
    page = host.page
    page.goto("/certificate")
    page.get_by_role("radio", name=reference).check()
    page.get_by_label("Tribunal", exact=True).select_option("undt-geneva")
    page.get_by_label("Reference of its request").fill("Order No. 113 (GVA/2026)")
    page.get_by_label("Day of its request").fill(today)
    page.get_by_label("Reference of the case").fill("UNDT/GVA/2026/019")
    page.get_by_label("Your title").fill("Mediator")
    page.get_by_label("Place").fill("Geneva")
    host.picture("certificate-form")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="Certificate of the dates of mediation")).to_be_visible()
    host.picture("certificate-preview")
    reminder = page.get_by_role("heading", name="When you have it, inform all parties alike")
    expect(reminder).to_be_hidden()
    with page.expect_download(timeout=60_000) as download:  # the first one waits for WeasyPrint to be loaded
        page.get_by_role("button", name="Make the certificate (PDF)").click(no_wait_after=True)
    pdf = folder / "certificate.pdf"
    download.value.save_as(pdf)
    assert download.value.suggested_filename == f"certificate-{reference}.pdf"
    expect(reminder).to_be_visible()
    return pdf
