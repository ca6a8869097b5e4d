from __future__ import annotations

import io
from dataclasses import replace

import pypdf
import pytest

from mediation.certificates.page import page_facts
from mediation.certificates.printer import Printer
from mediation.certificates.seal import OfficeKey, SealedStatement, seal
from mediation.certificates.verification import CertificateIsWrong, verify
from tests.unit.certificates.certificates import DATES, GOING_ON, KEY, REQUEST, office


def printed(printer: Printer, shown: SealedStatement, enclosed: bytes | None = None, **words: str) -> bytes:
    """A certificate as a forger would make it: the page shows one thing, another is enclosed."""
    facts = page_facts(shown.statement) | words
    return printer.print(facts, shown.to_json() if enclosed is None else enclosed)


@pytest.fixture
def genuine(printer: Printer) -> SealedStatement:
    return seal(office(printer).state(DATES, REQUEST), KEY)


def test_a_certificate_is_genuine(pdf: bytes) -> None:
    found = verify(pdf, KEY.public)
    assert found.differences == ()
    assert found.sealed.statement.start_day == "2026-02-03"


@pytest.mark.parametrize(
    "issuer",
    ["الوسيطة الأولى", "调解员", "Медиатор żółć", "மத்தியஸ்தர்", "น้ำใจ", "יְרוּשָׁלַיִם", "fi ffi Œuvre", "नमस्ते"],
)
def test_a_certificate_in_any_script_is_genuine(printer: Printer, issuer: str) -> None:
    request = replace(REQUEST, issuer_name=issuer, case_reference=f"{issuer} 12/2026")
    assert verify(office(printer).issue(GOING_ON, request), KEY.public).differences == ()


def test_another_offices_certificate_is_not(pdf: bytes) -> None:
    with pytest.raises(CertificateIsWrong, match="not signed by this office's key"):
        verify(pdf, OfficeKey(b"\6" * 32).public)


def test_an_altered_statement_is_not(printer: Printer, genuine: SealedStatement) -> None:
    """Seen to fail when the key named in the file is believed, and resealed() signs with another."""
    later = replace(genuine.statement, end_day="2026-03-03")
    forged = replace(genuine, statement=later)
    resealed = seal(later, OfficeKey(b"\6" * 32))
    for one in (forged, resealed, replace(resealed, public_key=KEY.public)):
        with pytest.raises(CertificateIsWrong, match="not signed by this office's key"):
            verify(printed(printer, one), KEY.public)


def test_a_page_that_shows_another_day_is_told(printer: Printer, genuine: SealedStatement) -> None:
    """Seen to fail when the page's text is not compared."""
    forged = printed(printer, genuine, end_day="3 March 2026")
    assert verify(forged, KEY.public).differences == ("end_day",)


def test_a_page_that_says_more_is_told(printer: Printer, genuine: SealedStatement) -> None:
    """Seen to fail when only the presence of each fact is compared."""
    more = f"{genuine.statement.office_address}. The parties came to an agreement."
    forged = printed(printer, genuine, office_address=more)
    assert verify(forged, KEY.public).differences == ("other words",)


def test_a_page_that_denies_is_told(printer: Printer, genuine: SealedStatement) -> None:
    forged = printed(printer, genuine, end_day="not 2 March 2026")
    assert verify(forged, KEY.public).differences == ("other words",)


def test_a_further_page_is_told(pdf: bytes, printer: Printer, genuine: SealedStatement) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.add_page(writer.pages[0])
    altered = io.BytesIO()
    writer.write(altered)
    assert verify(altered.getvalue(), KEY.public).differences == ("other words",)


@pytest.mark.parametrize("enclosed", [b"", b"{}", b"nonsense"])
def test_a_file_without_a_statement_is_not(
    printer: Printer, genuine: SealedStatement, enclosed: bytes
) -> None:
    with pytest.raises(CertificateIsWrong):
        verify(printed(printer, genuine, enclosed), KEY.public)


def test_two_statements_are_one_too_many(pdf: bytes, genuine: SealedStatement) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.add_attachment("certificate.json", genuine.to_json())
    doubled = io.BytesIO()
    writer.write(doubled)
    with pytest.raises(CertificateIsWrong, match="exactly one"):
        verify(doubled.getvalue(), KEY.public)


@pytest.mark.parametrize("cut", [0, 1, 100, 5_000, -1_000])
def test_a_file_that_is_cut_short_is_no_certificate(pdf: bytes, cut: int) -> None:
    with pytest.raises(CertificateIsWrong):
        verify(pdf[:cut], KEY.public)


def test_what_is_no_pdf_is_no_certificate() -> None:
    for other in (b"hello", b"%PDF-1.7\n%%EOF", b"\0" * 1000, b"x" * (17 << 20)):
        with pytest.raises(CertificateIsWrong):
            verify(other, KEY.public)
