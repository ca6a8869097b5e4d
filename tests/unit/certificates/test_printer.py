from __future__ import annotations

import io
import os
import re
import signal
import threading
from dataclasses import replace

import pypdf
import pytest

from mediation.certificates.printer import Printer, PrintingFailed
from tests.unit.certificates.certificates import DATES, GOING_ON, REQUEST, office


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_a_certificate_is_one_page_of_a4_with_its_statement_attached(pdf: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    (page,) = reader.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    assert list(reader.attachments) == ["certificate.json"]
    text = page.extract_text()
    for fact in (
        "Certificate of the dates of mediation",
        "3 February 2026",
        "2 March 2026",
        "Mediator of the tests",
    ):
        assert fact in text


def test_the_file_tells_no_time_of_day(pdf: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.creation_date is None
    moments = re.findall(rb"D:(\d{14})", pdf)
    assert moments, "when the attachment was made"
    assert all(moment.endswith(b"000000") for moment in moments)


def test_one_that_has_not_ended_says_so(printer: Printer) -> None:
    (text,) = pages(office(printer).issue(GOING_ON, REQUEST))
    assert "not ended at the date of issue" in text
    assert "2 March 2026" not in text


def test_the_longest_lines_stay_on_one_page(printer: Printer) -> None:
    long = "W" * 80
    lines = ("request_reference", "case_reference", "issuer_name", "issuer_title", "place")
    widest = replace(REQUEST, tribunal="ilo-at", **dict.fromkeys(lines, long))  # type: ignore[arg-type]
    (text,) = pages(office(printer).issue(DATES, widest))
    assert "".join(text.split()).count("W" * 80) == 5


def test_what_looks_like_markup_is_printed_as_it_was_typed(printer: Printer) -> None:
    sly = "<img src='file:///etc/passwd'> & <b>{{ 7*7 }}</b>"
    (text,) = pages(office(printer).issue(DATES, replace(REQUEST, place=sly)))
    assert sly in text


def test_the_worker_is_started_again_when_it_has_died(printer: Printer) -> None:
    """Seen to fail when print does not try again."""
    office(printer).issue(DATES, REQUEST)
    assert printer._process is not None
    first = printer._process.pid
    os.kill(first, signal.SIGKILL)
    assert office(printer).issue(DATES, REQUEST).startswith(b"%PDF")
    assert printer._process.pid != first


def test_the_same_worker_prints_the_next_one(printer: Printer) -> None:
    office(printer).issue(DATES, REQUEST)
    assert printer._process is not None
    first = printer._process.pid
    office(printer).issue(DATES, REQUEST)
    assert printer._process.pid == first


def test_a_page_that_cannot_be_made_fails_by_name_and_the_next_one_is_made(printer: Printer) -> None:
    with pytest.raises(PrintingFailed, match=r"^UndefinedError$"):
        printer.print({"office": "somebody's secret"}, b"{}")
    assert office(printer).issue(DATES, REQUEST).startswith(b"%PDF")


def test_several_at_once_are_each_their_own(printer: Printer) -> None:
    made: dict[str, str] = {}

    def issue(place: str) -> None:
        (made[place],) = pages(office(printer).issue(DATES, replace(REQUEST, place=place)))

    threads = [threading.Thread(target=issue, args=(f"Town {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert all(place in text for place, text in made.items())
