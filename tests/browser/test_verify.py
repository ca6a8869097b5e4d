"""A tribunal's registrar at /verify: by square code, by file, from paper; and what the server learns."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import FilePayload, Page, Request, expect

from tests.browser.test_interface import LAPTOP, PHONE, troubles_for_assistive_technology
from tests.conftest import NewRoom
from tests.fixtures.browser import NewPerson
from tests.fixtures.certificates import SPECIMEN_SEED, fragment, office_seed, pdf_with, sealed
from tests.fixtures.server_process import ServerProcess

WRONG = "Do not rely on it"


class Registrar:
    """Opens /verify; `asked` are the addresses that the browser asked the server for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.sent: list[str] = []
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)
        self.sent.append(f"{request.method} {request.post_data or ''} {request.headers}")

    def scans(self, code: str) -> None:
        self.page.goto(f"/verify{code}")
        expect(self.page.get_by_role("heading", name="Check a certificate")).to_be_visible()

    def chooses(self, content: bytes, name: str = "certificate.pdf") -> None:
        file: FilePayload = {"name": name, "mimeType": "application/pdf", "buffer": content}
        self.page.get_by_label("Choose the PDF file").set_input_files(file)

    def types(self, **figures: str) -> None:
        given = {
            "reference": "7k2m 9qxp 4d3t s",
            "startAtSeat": "2026-02-03",
            "startInUtc": "2026-02-03",
            "endAtSeat": "2026-03-02",
            "endInUtc": "2026-03-01",
            "code": "qsqcd gdkyz",
            **figures,
        }
        for name, value in given.items():
            self.page.locator(f"input[name={name}]").fill(value)
        self.page.get_by_role("button", name="Compare").click()

    def reads(self, heading: str) -> None:
        expect(self.page.locator(".finding h2")).to_have_text(heading)

    def fact(self, name: str) -> str:
        row = self.page.locator(".signed-facts > div").filter(has=self.page.get_by_text(name, exact=True))
        return re.sub(r"\s+", " ", row.locator("dd").inner_text())

    def shows_no_facts(self) -> None:
        expect(self.page.locator(".signed-facts")).to_have_count(0)


@pytest.fixture
def registrar(new_person: NewPerson) -> Registrar:
    return Registrar(new_person(**LAPTOP))


def test_the_square_code_shows_what_the_office_signed(server: ServerProcess, registrar: Registrar) -> None:
    registrar.scans(fragment(sealed(office_seed(server))))
    registrar.reads("This office signed these facts")
    assert registrar.fact("Reference") == "7K2M-9QXP-4D3T-S"
    assert "3 February 2026" in registrar.fact("Start of mediation")
    end = registrar.fact("End of mediation")
    assert "2 March 2026" in end
    assert "1 March 2026" in end
    assert "UNDT/GVA/2026/020" in registrar.fact("Case")
    assert registrar.fact("Short check code") == "QSQCD-GDKYZ"
    expect(registrar.page.get_by_text("The statement was checked, not the paper")).to_be_visible()


def test_the_server_learns_nothing_of_the_certificate(server: ServerProcess, registrar: Registrar) -> None:
    """Seen to fail when the page asks for its keys by the key's fingerprint, or sends the file."""
    attached = sealed(office_seed(server))
    registrar.scans(fragment(attached))
    registrar.chooses(pdf_with(attached))
    registrar.reads("This office signed these facts")
    paths = {url.removeprefix(server.url).partition("#")[0] for url in registrar.asked}
    allowed = re.compile(r"/verify|/\.well-known/mediation-office-keys\.json|/static/dist/[\w.-]+|data:,")
    assert {path for path in paths if not allowed.fullmatch(path)} == set()
    secrets = ("7K2M", "UNDT/GVA", fragment(attached)[1:40], "certificate.pdf")
    for asked in registrar.sent:
        assert asked.startswith("GET ")
        assert not any(secret in asked for secret in secrets)


def test_the_file_is_read_in_the_browser(server: ServerProcess, registrar: Registrar) -> None:
    registrar.scans("")
    registrar.chooses(pdf_with(sealed(office_seed(server), office="مكتب أمين المظالم")))
    registrar.reads("This office signed these facts")
    assert "مكتب أمين المظالم" in registrar.fact("Issued by")
    expect(registrar.page.get_by_text("signature over the whole file (PAdES)")).to_be_visible()


@pytest.mark.parametrize("place", [30, 100, 200, 300, -200, -30])
def test_one_byte_changed_is_found_out(server: ServerProcess, registrar: Registrar, place: int) -> None:
    attached = bytearray(sealed(office_seed(server)))
    attached[place] ^= 1
    registrar.scans(fragment(bytes(attached)))
    registrar.reads(WRONG)
    registrar.shows_no_facts()
    registrar.chooses(pdf_with(bytes(attached)))
    expect(registrar.page.get_by_text("Reading the file")).to_have_count(0)
    registrar.reads(WRONG)
    registrar.shows_no_facts()


@pytest.mark.parametrize(
    ("content", "heading", "words"),
    [
        (b"hello", "Nothing was checked", "could not be read as a PDF"),
        (pdf_with(), WRONG, "No signed statement is attached"),
        (pdf_with(sealed(b"\1" * 32), name="other.json"), WRONG, "No signed statement is attached"),
        (pdf_with(sealed(b"\1" * 32)), WRONG, "a key that is not this office"),
        (pdf_with(b"{}"), WRONG, "not written as a certificate"),
    ],
    ids=["no PDF", "nothing attached", "something else attached", "another office", "no statement"],
)
def test_what_is_no_certificate_of_this_office_is_said_to_be_none(
    server: ServerProcess, registrar: Registrar, content: bytes, heading: str, words: str
) -> None:
    registrar.scans("")
    registrar.chooses(content)
    expect(registrar.page.get_by_text(words)).to_be_visible()
    registrar.reads(heading)
    registrar.shows_no_facts()


@pytest.fixture
def issued(new_room: NewRoom) -> bytes:
    """A certificate as the office issues it, after a session."""
    room = new_room(parties=1)
    room.admit(1)
    reference = room.host.begin()
    room.host.close_room()
    today = datetime.now(UTC).date().isoformat()
    room.host.mediator.end_mediation(reference, today)
    return room.host.mediator.issue_certificate(
        reference,
        tribunal="undt-nairobi",
        request_reference="Order No. 077 (NBI/2026)",
        request_date=today,
        case_references="UNDT/NBI/2026/017",
        issuer_name="Mediator of the tests",
        issuer_title="Ombudsman",
        place="Nairobi",
        language="en",
    )


def test_an_issued_certificate_is_found_genuine_and_one_byte_changed_is_not(
    issued: bytes, registrar: Registrar
) -> None:
    """Seen to fail when checkSealed does not look at the signature."""
    reader = pypdf.PdfReader(io.BytesIO(issued))
    (attached,) = reader.attachments["certificate.json"]
    registrar.scans("")
    registrar.chooses(issued)
    registrar.reads("This office signed these facts")
    reference = json.loads(attached)["statement"]["reference"]
    assert registrar.fact("Reference") == reference
    assert "Nairobi" in registrar.fact("Tribunal")
    assert registrar.fact("Short check code") in reader.pages[0].extract_text()
    registrar.page.goto("/sign-in")
    registrar.scans(fragment(attached))
    registrar.reads("This office signed these facts")
    for place in (2, 20, 90, 160, len(attached) // 2, len(attached) - 20, len(attached) - 1):
        altered = bytearray(attached)
        altered[place] ^= 1
        registrar.page.goto("/sign-in")
        registrar.scans(fragment(bytes(altered)))
        registrar.reads(WRONG)
        registrar.shows_no_facts()


def test_a_specimen_of_the_command_is_shown_as_one(
    server: ServerProcess, registrar: Registrar, tmp_path: Path
) -> None:
    file = tmp_path / "specimen.pdf"
    server.command("certificate", "sample", "--tribunal", "unat", "--language", "fr", "--out", str(file))
    registrar.scans("")
    registrar.chooses(file.read_bytes())
    registrar.reads("SPECIMEN: this is no certificate")


def test_a_specimen_is_shown_as_one(registrar: Registrar) -> None:
    registrar.scans(fragment(sealed(SPECIMEN_SEED, is_specimen=True)))
    registrar.reads("SPECIMEN: this is no certificate")
    registrar.page.goto("/sign-in")
    registrar.scans(fragment(sealed(SPECIMEN_SEED)))
    registrar.reads(WRONG)


def test_a_mediation_that_goes_on_and_a_stated_day_are_shown_so(
    server: ServerProcess, registrar: Registrar
) -> None:
    start = {"at_seat": "2026-01-15", "in_utc": "", "basis": "stated"}
    end = {"at_seat": "", "in_utc": "", "basis": "not ended"}
    registrar.scans(fragment(sealed(office_seed(server), start=start, end=end, is_reissue=True)))
    assert "as the mediator stated it" in registrar.fact("Start of mediation")
    assert registrar.fact("End of mediation") == "not ended at the date of issue"
    assert "yes" in registrar.fact("Issued again")


def test_figures_typed_from_paper_are_compared_with_their_code(
    server: ServerProcess, registrar: Registrar
) -> None:
    registrar.scans("")
    registrar.types()
    expect(registrar.page.get_by_text("nothing was mistyped")).to_be_visible()
    registrar.types(endAtSeat="2026-03-03")
    expect(registrar.page.get_by_text("The check code is not the one of these figures")).to_be_visible()
    registrar.types(reference="7k2m 9qxp 4d3t t")
    expect(registrar.page.get_by_text("A character of the reference is wrong")).to_be_visible()
    registrar.chooses(pdf_with(sealed(office_seed(server))))
    registrar.reads("This office signed these facts")
    registrar.types()
    expect(registrar.page.get_by_text("the same as in the signed statement")).to_be_visible()
    other = {"at_seat": "2026-03-03", "in_utc": "2026-03-03", "basis": "recorded"}
    registrar.chooses(pdf_with(sealed(office_seed(server), end=other)))
    expect(registrar.page.get_by_text("3 March 2026").first).to_be_visible()
    registrar.types()
    expect(registrar.page.get_by_text("they are not those of the signed statement")).to_be_visible()


def test_another_code_in_the_same_tab_is_read_too(server: ServerProcess, registrar: Registrar) -> None:
    registrar.scans(fragment(sealed(office_seed(server))))
    registrar.reads("This office signed these facts")
    registrar.page.goto(f"/verify{fragment(sealed(b'1' * 32))}")
    registrar.reads(WRONG)


def test_a_browser_too_old_for_the_code_says_so(server: ServerProcess, registrar: Registrar) -> None:
    """Not that the certificate is not to be relied on: nothing was checked."""
    registrar.page.add_init_script("delete globalThis.DecompressionStream")
    registrar.scans(fragment(sealed(office_seed(server))))
    registrar.reads("Nothing was checked")
    registrar.chooses(pdf_with(sealed(office_seed(server))))
    registrar.reads("This office signed these facts")


def test_without_the_offices_keys_nothing_counts_as_checked(
    server: ServerProcess, registrar: Registrar
) -> None:
    registrar.page.route("**/.well-known/**", lambda route: route.fulfill(status=200, body='{"keys": []}'))
    registrar.scans(fragment(sealed(office_seed(server))))
    registrar.reads("Nothing was checked")
    registrar.shows_no_facts()


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize(("locale", "scheme"), [("en", "light"), ("ar", "dark")])
def test_the_page_is_open_to_assistive_technology(
    server: ServerProcess, new_person: NewPerson, size: dict[str, Any], locale: str, scheme: str
) -> None:
    page = new_person(**size, locale=locale, color_scheme=scheme)
    page.goto(f"/verify{fragment(sealed(office_seed(server)))}")
    expect(page.locator(".signed-facts")).to_be_visible()
    assert page.locator("html").get_attribute("dir") == ("rtl" if locale == "ar" else "ltr")
    assert troubles_for_assistive_technology(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
