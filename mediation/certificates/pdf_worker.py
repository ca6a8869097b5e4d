"""The worker process that turns a certificate's facts into a PDF. Reads no database, key or network.

On standard input: 4 bytes of length, then JSON {facts, attachment}. On standard output: 4 bytes of length,
then the PDF, or the name of an error. It ends when its input does.
"""

from __future__ import annotations

import base64
import json
import os
import socket
import sys
from datetime import UTC, datetime
from typing import Any

from weasyprint import CSS, HTML, Attachment, Document

from mediation.certificates.page import TEMPLATES, page_html
from mediation.certificates.seal import ATTACHMENT_NAME
from mediation.hardening import keep_memory_private

# As it is; then, when names and references are very long, with less air and smaller letters.
CLOSER = ("", "html { font-size: 9pt } h1 { margin-top: 5mm } .issuer::before { margin-top: 8mm }")


class NothingIsFetched(Exception):
    """A certificate's page refers to nothing outside itself."""


class PageIsTooLong(Exception):
    """It does not go on one page."""


def print_page(facts: dict[str, str], attachment: bytes) -> bytes:
    """The PDF: one A4 page, tagged, with the sealed statement attached."""
    # Of the day alone: a PDF tells when it was made, and a certificate has no times of day.
    day = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    enclosed = Attachment(
        string=attachment,
        name=ATTACHMENT_NAME,
        description="The sealed statement of this certificate",
        created=day,
        modified=day,
    )
    document = _on_one_page(page_html(facts))
    document.metadata.attachments = [enclosed]
    return bytes(document.write_pdf(pdf_tags=True))


def _on_one_page(html: str) -> Document:
    page = HTML(string=html, url_fetcher=_refuse)
    styles = [CSS(filename=str(TEMPLATES / "certificate.css"), url_fetcher=_refuse)]
    for closer in CLOSER:
        document = page.render(stylesheets=[*styles, CSS(string=closer)])
        if len(document.pages) == 1:
            return document
    raise PageIsTooLong


def _refuse(url: str, *_: Any, **__: Any) -> Any:
    raise NothingIsFetched


def answer_orders(line: socket.socket) -> None:
    """Until the other end is closed."""
    with line.makefile("rwb") as stream:
        while len(length := stream.read(4)) == 4:
            order = json.loads(stream.read(int.from_bytes(length, "big")))
            try:
                answer = print_page(order["facts"], base64.b64decode(order["attachment"]))
            except Exception as error:  # whatever it is, the next certificate must still be printed
                answer = type(error).__name__.encode()
            stream.write(len(answer).to_bytes(4, "big") + answer)
            stream.flush()


if __name__ == "__main__":
    keep_memory_private()  # exec(2) has made it readable again
    os.nice(10)  # people in rooms wait for the server, and only a registrar for this
    order_line = socket.socket(fileno=sys.stdin.fileno())
    order_line.setblocking(True)  # green sockets are not, and both ends of ours may have been made so
    answer_orders(order_line)
