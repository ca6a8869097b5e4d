"""The worker process that turns a certificate's statement into a signed PDF. Reads no database, no key file.

Standard input is a socket. Over it comes JSON as order.py writes it, in a frame of frames.py; back goes the
PDF, or JSON {"error": name, "characters": [...]}. It ends when its input does.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

from mediation.certificates.errors import CharacterHasNoFont
from mediation.certificates.file_signature import sign_file
from mediation.certificates.order import Order, read_order
from mediation.certificates.qr import qr_picture
from mediation.certificates.typesetting import set_page
from mediation.frames import receive_frame, send_frame
from mediation.hardening import keep_memory_private


def carry_out(order: Order) -> bytes:
    """The PDF, signed where the order has an identity; raises PrintingFailed and whatever else goes wrong."""
    furniture = replace(order.furniture, qr=qr_picture(order.furniture.verify_url, order.sealed))
    pdf = set_page(order.statement, furniture, order.sealed)
    if order.identity is None:
        return pdf
    day = datetime.fromisoformat(order.statement.issue_date).replace(tzinfo=UTC)
    return sign_file(pdf, order.identity, day)


def answer_orders(line: socket.socket) -> None:
    """Until the other end is closed."""
    with suppress(OSError):
        while True:
            written = receive_frame(line)
            try:
                answer = carry_out(read_order(written))
            except Exception as error:  # whatever it is, the next certificate must still be printed
                characters = list(error.args) if isinstance(error, CharacterHasNoFont) else []
                answer = json.dumps({"error": type(error).__name__, "characters": characters}).encode()
            send_frame(line, answer)


def give_way() -> None:
    """People in rooms wait for the server, and only a registrar for this: it runs when nothing else would."""
    with suppress(OSError):  # a sandbox may forbid it
        os.nice(19)
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


if __name__ == "__main__":
    keep_memory_private()  # exec(2) has made it readable again
    give_way()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)  # the desk's process ignores them, and this inherits that
    order_line = socket.socket(fileno=sys.stdin.fileno())
    order_line.setblocking(True)  # green sockets are not, and both ends of ours may have been made so
    answer_orders(order_line)
