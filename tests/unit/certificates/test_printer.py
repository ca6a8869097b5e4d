from __future__ import annotations

import io
import os
import re
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace

import pikepdf
import pypdf
import pytest

from mediation.certificates.errors import CharacterHasNoFont, PageIsTooLong, PrintingFailed, TimestampFailed
from mediation.certificates.order import Order
from mediation.certificates.page import Furniture
from mediation.certificates.printer import MOST_WAITING, Printer
from mediation.certificates.seal import seal
from tests.unit.certificates.certificates import DATES, GOING_ON, KEY, REQUEST, identity, office

SOON_SECONDS = 20  # less than the patience with a worker


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_a_certificate_is_one_page_of_a4_with_its_statement_attached(pdf: bytes) -> None:
    """Seen to fail when the paper is Letter."""
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
    """Seen to fail when the file's metadata, its signature or its attachment bears the moment of signing."""
    unpacked = io.BytesIO()  # metadata is compressed, and pyHanko writes the colon of a date as an escape
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        readable = pikepdf.StreamDecodeLevel.generalized
        opened.save(unpacked, stream_decode_level=readable, compress_streams=False)
    moments = re.findall(rb"D:(\d{14})", unpacked.getvalue())
    assert len(moments) >= 3, "when the attachment was made and changed, and when the signature was made"
    assert all(moment.endswith(b"000000") for moment in moments)
    assert not re.search(rb"\d{2}:\d{2}:\d{2}", unpacked.getvalue())


def test_the_same_statement_gives_the_same_bytes_before_signing(printer: Printer) -> None:
    """In two worker processes. Seen to fail when SOURCE_DATE_EPOCH is not set."""
    statement = office(printer).state(DATES, REQUEST)
    order = Order(
        statement, seal(statement, KEY).to_bytes(), Furniture("0" * 32, "https://office.example/verify")
    )
    other = Printer()
    try:
        assert other.print(order) == printer.print(order) == printer.print(order)
    finally:
        other.stop()


def test_one_that_has_not_ended_says_so(printer: Printer) -> None:
    """Seen to fail when the page does not ask."""
    (text,) = pages(office(printer).issue(GOING_ON, REQUEST))
    assert "not ended at the date of issue" in text
    assert "2 March 2026" not in text


def test_the_longest_lines_and_five_cases_stay_on_one_page(printer: Printer) -> None:
    """Seen to fail when a second page is let through."""
    long = "Wide lines of the longest kind that anybody may type, to the last character W W"
    case = "Judgment No. 4910 (138th Session), with an addition that is as long as it may be"
    widest = replace(
        REQUEST, tribunal="ilo-at", request_reference=long, issuer_name=long, issuer_title=long, place=long,
        case_references=tuple(f"{n}{case[1:]}" for n in range(5)), languages=("en", "fr"), is_reissue=True,
    )  # fmt: skip
    (text,) = pages(office(printer, "Office of the Ombudsman " * 5).issue(DATES, widest))
    assert "".join(text.split()).count("".join(case[1:].split())) == 5
    with pytest.raises(PageIsTooLong):
        office(printer, "Office of the Ombudsman " * 400).issue(DATES, widest)


def test_a_character_that_no_font_has_is_refused_by_name(printer: Printer) -> None:
    """Seen to fail when the warning of a missing glyph is not heard: the page would have an empty box."""
    with pytest.raises(CharacterHasNoFont) as refused:
        office(printer).issue(DATES, replace(REQUEST, issuer_name="Mediator \U00012f90"))
    assert refused.value.args == ("\U00012f90",)


def test_a_timestamp_service_that_does_not_answer_is_told(printer: Printer) -> None:
    """Seen to fail when the service is not asked."""
    statement = office(printer).state(DATES, REQUEST)
    unreachable = replace(identity(), timestamp_url="http://127.0.0.1:9/")
    with pytest.raises(TimestampFailed):
        printer.print(Order(statement, seal(statement, KEY).to_bytes(), Furniture("0" * 32), unreachable))


def test_what_looks_like_markup_is_printed_as_it_was_typed(printer: Printer) -> None:
    """Seen to fail when the templates do not escape."""
    sly = "<img src='file:///etc/passwd'> & <b>{{ 7*7 }}</b> {date}"
    (text,) = pages(office(printer).issue(DATES, replace(REQUEST, place=sly, request_reference=sly)))
    assert " ".join(text.split()).count(sly) == 2


def test_the_worker_is_started_again_when_it_has_died(printer: Printer) -> None:
    """Seen to fail when print does not try again."""
    office(printer).issue(DATES, REQUEST)
    assert printer._process is not None
    first = printer._process.pid
    os.kill(first, signal.SIGKILL)
    assert office(printer).issue(DATES, REQUEST).startswith(b"%PDF")
    assert printer._process.pid != first


def test_the_same_worker_prints_the_next_one(printer: Printer) -> None:
    """Seen to fail when each certificate starts its own."""
    office(printer).issue(DATES, REQUEST)
    assert printer._process is not None
    first = printer._process.pid
    office(printer).issue(DATES, REQUEST)
    assert printer._process.pid == first


def test_the_worker_runs_when_nothing_else_would(printer: Printer) -> None:
    """Or rooms would be slower while a certificate is made. Seen to fail when it does not give way."""
    office(printer).issue(DATES, REQUEST)
    assert printer._process is not None
    assert os.sched_getscheduler(printer._process.pid) == os.SCHED_IDLE
    assert os.getpriority(os.PRIO_PROCESS, printer._process.pid) == 19


def test_a_page_that_cannot_be_made_fails_by_name_and_the_next_one_is_made(printer: Printer) -> None:
    """Seen to fail when the worker answers with the error's text, which may quote the page."""
    statement = replace(office(printer).state(DATES, REQUEST), languages=("the parties' secret",))
    with pytest.raises(PrintingFailed, match=r"^FileNotFoundError$"):
        printer.print(Order(statement, b"{}", Furniture()))
    assert office(printer).issue(DATES, REQUEST).startswith(b"%PDF")


def test_several_at_once_are_each_their_own(printer: Printer) -> None:
    """Seen to fail when print does not await its turn."""
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


def test_who_stops_it_does_not_wait_for_what_it_prints() -> None:
    """Seen to fail when stopping awaits its turn before it ends the worker."""
    printer = Printer()
    office(printer).issue(DATES, REQUEST)
    worker = printer._process
    assert worker is not None
    os.kill(worker.pid, signal.SIGSTOP)
    with ThreadPoolExecutor(2) as desk:
        printing = desk.submit(office(printer).issue, DATES, REQUEST)
        while not printer._turn.locked():
            time.sleep(0.001)
        stopping = desk.submit(printer.stop)
        worker.wait(SOON_SECONDS)
        with pytest.raises(PrintingFailed):
            printing.result()
        stopping.result()


def test_so_many_wait_for_it_and_no_more(printer: Printer) -> None:
    """Or they would take every line to the desk. Seen to fail when anybody may wait."""
    with ExitStack() as others:
        for _ in range(MOST_WAITING):
            others.enter_context(printer._waiting)
        with pytest.raises(PrintingFailed, match=r"^TooManyAtOnce$"):
            office(printer).issue(DATES, REQUEST)
    assert office(printer).issue(DATES, REQUEST).startswith(b"%PDF")
