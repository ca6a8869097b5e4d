"""What a page says when something fails that nobody foresaw. Prints no traceback: it may hold anything."""

from __future__ import annotations

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from mediation import log

FAILED = "Something failed on our side. Please try again.\n"


def _say_failure(error: Exception) -> HTTPException | Response:
    if isinstance(error, HTTPException):
        return error
    log.fault("page", error)
    return Response(FAILED, 500, mimetype="text/plain")


def answer_failures(app: Flask) -> None:
    app.register_error_handler(Exception, _say_failure)
