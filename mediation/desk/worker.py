"""`python -m mediation.desk.worker QUESTION_LINE LINE…`: the desk's process. Lines: sockets' descriptors.

Over each LINE come requests, one after the other: two frames, what WSGI calls the environment as JSON and the
body; back go two, status and headers as JSON and the body. It ends when the other end of QUESTION_LINE does.
"""

from mediation.freed_memory import begin_anew

if __name__ == "__main__":
    begin_anew()

import io
import json
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from typing import Any

from werkzeug.test import run_wsgi_app

from mediation import hardening, log
from mediation.concurrency import ThreadConcurrency
from mediation.config import SettingIsWrong, read_settings
from mediation.database import open_engine
from mediation.desk.application import Desk, make_desk
from mediation.desk.questions import Questions
from mediation.frames import receive_frame, send_frame
from mediation.web.failures import FAILED

CANNOT_START = 2
NICENESS = 10  # people in rooms wait for the other process


def main(questions: Questions, lines: list[socket.socket]) -> int:
    log.take_over()
    try:
        settings = read_settings(os.environ)
        hardening.keep_files_private()
        if not settings.inspectable:
            hardening.keep_memory_private()  # exec(2) has made it readable again
        concurrency = ThreadConcurrency()
        engine = open_engine(settings.database, concurrency)
        desk = make_desk(settings, concurrency, engine, questions.has_open_room)
    except SettingIsWrong as wrong:
        log.refuse(str(wrong))
        return CANNOT_START
    for line in lines:
        threading.Thread(target=answer_requests, args=(desk, line), daemon=True).start()
    questions.listen()
    desk.printer.stop()
    desk.engine.dispose()
    return 0


def answer_requests(desk: Desk, line: socket.socket) -> None:
    """Until the other end is closed."""
    with line, suppress(OSError):
        while True:
            answer_one(desk, line)


def answer_one(desk: Desk, line: socket.socket) -> None:
    """Nothing of it is left in this process when it is answered."""
    environ: dict[str, Any] = json.loads(receive_frame(line))
    environ["wsgi.input"] = io.BytesIO(receive_frame(line))
    environ["wsgi.errors"] = log.Hearsay()
    try:
        parts, status, headers = run_wsgi_app(desk.wsgi, environ, buffered=True)
        told, body = [status, list(headers)], b"".join(parts)
    except Exception as error:  # past what web/failures.py catches: the line must go on
        log.fault("desk", error)
        told, body = ["500 Internal Server Error", [("Content-Type", "text/plain")]], FAILED.encode()
    send_frame(line, json.dumps(told).encode())
    send_frame(line, body)


def give_way() -> None:
    with suppress(OSError):  # a sandbox may forbid it
        os.nice(NICENESS)


if __name__ == "__main__":
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)  # it ends after the server, which may still wait for it
    give_way()
    question_line, *request_lines = (socket.socket(fileno=int(number)) for number in sys.argv[1:])
    for one in (question_line, *request_lines):
        one.setblocking(True)  # green sockets are not, and both ends of a pair may have been made so
    sys.exit(main(Questions(question_line), request_lines))
