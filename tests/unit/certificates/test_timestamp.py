"""A timestamp (RFC 3161) says before which moment the file was signed, where the office has a service."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from asn1crypto import tsp
from pyhanko.pdf_utils.reader import PdfFileReader

from mediation.certificates.errors import TimestampFailed
from mediation.certificates.order import Order
from mediation.certificates.page import Furniture
from mediation.certificates.printer import Printer
from mediation.certificates.seal import seal
from mediation.certificates.verification import CertificateIsWrong, verify
from tests.fixtures.timestamp_service import Answer, Authority, served
from tests.unit.certificates.certificates import DATES, KEY, REQUEST, identity, office


def stamped(printer: Printer, url: str) -> bytes:
    statement = office(printer).state(DATES, REQUEST)
    own = replace(identity(), timestamp_url=url)
    return printer.print(Order(statement, seal(statement, KEY).to_bytes(), Furniture("0" * 32), own))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa"))


@pytest.fixture(scope="module")
def pdf(printer: Printer, authority: Authority) -> Iterator[bytes]:
    with served(authority.answer) as url:
        yield stamped(printer, url)


def test_the_services_timestamp_is_over_our_signature(pdf: bytes, authority: Authority) -> None:
    """Seen to fail when no timestamp is asked for."""
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    signer = signature.signer_info
    (token,) = (
        one["values"][0]
        for one in signer["unsigned_attrs"]
        if one["type"].native == "signature_time_stamp_token"
    )
    assert authority.confirms(token.dump(), signer["signature"].native)
    assert not authority.confirms(token.dump(), b"another signature")


def test_it_is_genuine_and_pdfsig_finds_it_valid(pdf: bytes, tmp_path: Path) -> None:
    assert verify(pdf, [KEY.public]).is_whole
    (tmp_path / "stamped.pdf").write_bytes(pdf)
    told = subprocess.run(
        ["pdfsig", "stamped.pdf"], cwd=tmp_path, capture_output=True, text=True, timeout=30, check=True
    ).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told


def test_one_changed_byte_of_the_timestamp_is_found(pdf: bytes) -> None:
    """It stands where the signature does not reach. Seen to fail when the timestamp is not checked too."""
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    end = pdf.index(b">", start)
    contents = bytes.fromhex(pdf[start:end].decode())
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    token = signature.signer_info["unsigned_attrs"][0]["values"][0].dump()
    at = contents.index(token)
    for place in range(at + 4, at + len(token), 97):
        changed = bytearray(contents)
        changed[place] ^= 1
        altered = pdf[:start] + changed.hex().upper().encode() + pdf[end:]
        try:
            is_whole = verify(altered, [KEY.public]).is_whole
        except CertificateIsWrong:
            is_whole = False
        assert not is_whole, place - at


def refusing(_: bytes) -> tuple[int, bytes]:
    return 503, b""


def babbling(_: bytes) -> tuple[int, bytes]:
    return 200, b"<html>Please sign in</html>"


@pytest.mark.parametrize("answer", [refusing, babbling])
def test_without_a_timestamp_nothing_is_issued(printer: Printer, answer: Answer) -> None:
    with served(answer) as url, pytest.raises(TimestampFailed):
        stamped(printer, url)


def test_a_service_that_rejects_the_query_is_told(printer: Printer, tmp_path: Path) -> None:
    """RFC 3161, 2.4.2: the answer's status is a rejection. Seen to fail when pyHanko's own error is left."""
    with served(Authority(tmp_path, digests="sha512").answer) as url, pytest.raises(TimestampFailed):
        stamped(printer, url)


def test_a_timestamp_over_something_else_is_refused(printer: Printer, authority: Authority) -> None:
    """Seen to fail when the signed file is not checked before it is handed over."""

    def astray(query: bytes) -> tuple[int, bytes]:
        asked = tsp.TimeStampReq.load(query)
        asked["message_imprint"]["hashed_message"] = bytes(32)
        return authority.answer(asked.dump(force=True))

    with served(astray) as url, pytest.raises(TimestampFailed):
        stamped(printer, url)
