from __future__ import annotations

import io
import random
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from mediation.certificates.file_identity import FileIdentity, make_identity
from mediation.certificates.order import Order
from mediation.certificates.page import Furniture
from mediation.certificates.printer import Printer
from mediation.certificates.seal import OfficeKey, SealedStatement, seal
from mediation.certificates.specimen import SPECIMEN_KEY, specimen
from mediation.certificates.verification import CertificateIsWrong, verify
from tests.unit.certificates.certificates import DATES, GOING_ON, KEY, REQUEST, identity, office

FURNITURE = Furniture("0" * 32, "https://office.example/verify")


@pytest.fixture(scope="module")
def genuine(printer: Printer) -> SealedStatement:
    return seal(office(printer).state(DATES, REQUEST), KEY)


@pytest.fixture(scope="module")
def forger() -> FileIdentity:
    return FileIdentity(make_identity("Office of the Ombudsman"))


def test_a_certificate_is_genuine(pdf: bytes) -> None:
    found = verify(pdf, [KEY.public])
    assert found.is_whole
    assert found.sealed.statement.start.at_seat == "2026-02-03"


def test_one_of_several_keys_is_enough(pdf: bytes) -> None:
    """After a rotation, certificates of the former key remain genuine."""
    assert verify(pdf, [OfficeKey(b"\6" * 32).public, KEY.public]).is_whole


@pytest.mark.parametrize(
    "issuer",
    ["الوسيطة الأولى", "调解员 龘", "Медиатор żółć", "மத்தியஸ்தர்", "น้ำใจ", "יְרוּשָׁלַיִם", "fi ffi Œuvre", "नमस्ते"],
)
def test_a_certificate_in_any_script_is_genuine(printer: Printer, issuer: str) -> None:
    request = replace(REQUEST, issuer_name=issuer, case_references=(f"{issuer} 12/2026",))
    assert verify(office(printer).issue(GOING_ON, request), [KEY.public]).is_whole


@pytest.mark.parametrize("keys", [[], [OfficeKey(b"\6" * 32).public], [SPECIMEN_KEY.public]])
def test_another_offices_certificate_is_not(pdf: bytes, keys: list[str]) -> None:
    """Seen to fail when no key is asked for where none is given."""
    with pytest.raises(CertificateIsWrong, match="not signed by this office's key"):
        verify(pdf, keys)


def test_an_altered_statement_is_not(printer: Printer, genuine: SealedStatement) -> None:
    """Seen to fail when only the key that is named in the file is compared."""
    later = replace(genuine.statement, start=replace(genuine.statement.start, at_seat="2026-02-04"))
    forged = replace(genuine, statement=later)
    resealed = seal(later, OfficeKey(b"\6" * 32))
    for one in (forged, resealed, replace(resealed, key=genuine.key)):
        made = printer.print(Order(one.statement, one.to_bytes(), FURNITURE, identity()))
        with pytest.raises(CertificateIsWrong, match="not signed by this office's key"):
            verify(made, [KEY.public])


def test_a_page_that_shows_another_day_is_told(
    printer: Printer, genuine: SealedStatement, forger: FileIdentity
) -> None:
    """The genuine statement in a page of somebody else's. Seen to fail when pdf_key is not compared."""
    later = replace(genuine.statement, start=replace(genuine.statement.start, at_seat="2026-02-04"))
    for signed in (forger, None):
        page = printer.print(Order(later, genuine.to_bytes(), FURNITURE, signed))
        found = verify(page, [KEY.public])
        assert not found.is_whole
        assert found.sealed.statement == genuine.statement


def test_a_page_added_after_signing_is_told(pdf: bytes) -> None:
    """Seen to fail when the coverage of the signature is not asked for."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.add_page(writer.pages[0])
    altered = io.BytesIO()
    writer.write(altered)
    assert not verify(altered.getvalue(), [KEY.public]).is_whole
    longer = pypdf.PdfWriter(fileobj=io.BytesIO(pdf), incremental=True)
    longer.add_blank_page()
    appended = io.BytesIO()
    longer.write(appended)
    assert appended.getvalue().startswith(pdf)
    assert not verify(appended.getvalue(), [KEY.public]).is_whole
    assert not verify(pdf + b"\n", [KEY.public]).is_whole


def test_one_changed_byte_anywhere_is_found_by_us_and_by_pdfsig(pdf: bytes, tmp_path: Path) -> None:
    """Bytes drawn at random, and in each part of the file: the page, the signature itself, the very end.

    Within the signature pdfsig is not asked: it does not check that a self-made certificate signed itself.
    Seen to fail when signing_key does not ask whether the signature is intact.
    """
    drawn = random.Random(5)
    contents = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    signature = range(contents, pdf.index(b">", contents))
    places = [
        0,
        9,
        len(pdf) - 2,
        contents + 1,
        contents + 900,
        *(drawn.randrange(len(pdf)) for _ in range(35)),
    ]
    for place in places:
        changed = bytearray(pdf)
        changed[place] ^= 1
        try:
            is_whole = verify(bytes(changed), [KEY.public]).is_whole
        except CertificateIsWrong:
            is_whole = False
        assert not is_whole, place
        if place in signature:
            continue
        (tmp_path / "changed.pdf").write_bytes(changed)
        told = subprocess.run(
            ["pdfsig", str(tmp_path / "changed.pdf")], capture_output=True, text=True, timeout=30, check=False
        ).stdout
        assert "Signature is Valid" not in told or "Total document signed" not in told, place


def test_the_same_signature_in_other_letters_is_told(pdf: bytes) -> None:
    """The one place that no signature covers. Seen to fail when _is_plain is not asked."""
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    end = pdf.index(b">", start)
    changed = pdf[:start] + pdf[start:end].lower() + pdf[end:]
    assert changed != pdf
    assert not verify(changed, [KEY.public]).is_whole


def test_pdfsig_finds_the_signature_valid(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "certificate.pdf").write_bytes(pdf)
    told = subprocess.run(
        ["pdfsig", str(tmp_path / "certificate.pdf")], capture_output=True, text=True, timeout=30, check=True
    ).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
    assert "Office of the Ombudsman (self-made certificate)" in told


def test_a_specimen_is_accepted_as_what_it_is_and_by_no_office(printer: Printer) -> None:
    """Seen to fail when the specimen's key is believed for other statements too."""
    found = verify(specimen(printer, "unat", ("en",), identity=identity()), [])
    assert found.is_whole
    assert found.sealed.statement.is_specimen
    sly = seal(replace(found.sealed.statement, is_specimen=False), SPECIMEN_KEY)
    with pytest.raises(CertificateIsWrong):
        verify(printer.print(Order(sly.statement, sly.to_bytes(), FURNITURE, identity())), [KEY.public])


@pytest.mark.parametrize("enclosed", [b"", b"{}", b"nonsense"])
def test_a_file_without_a_statement_is_not(
    printer: Printer, genuine: SealedStatement, enclosed: bytes
) -> None:
    with pytest.raises(CertificateIsWrong):
        verify(printer.print(Order(genuine.statement, enclosed, FURNITURE, identity())), [KEY.public])


def test_two_statements_are_one_too_many(pdf: bytes, genuine: SealedStatement) -> None:
    """Seen to fail when the first of two is taken."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.add_attachment("certificate.json", genuine.to_bytes())
    doubled = io.BytesIO()
    writer.write(doubled)
    with pytest.raises(CertificateIsWrong, match="exactly one"):
        verify(doubled.getvalue(), [KEY.public])


@pytest.mark.parametrize("cut", [0, 1, 100, 5_000])
def test_a_file_that_is_cut_short_is_no_certificate(pdf: bytes, cut: int) -> None:
    """Seen to fail when pypdf's own errors come through."""
    with pytest.raises(CertificateIsWrong):
        verify(pdf[:cut], [KEY.public])


def test_what_is_no_pdf_is_no_certificate() -> None:
    for other in (b"hello", b"%PDF-1.7\n%%EOF", b"\0" * 1000, b"x" * (17 << 20)):
        with pytest.raises(CertificateIsWrong):
            verify(other, [KEY.public])
