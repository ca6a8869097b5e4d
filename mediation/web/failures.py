"""What a page says when something fails that nobody foresaw. Prints no traceback: it may hold anything."""

from __future__ import annotations

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from mediation import log
from mediation.web.rendered import say

FAILED = "Something failed on our side. Please try again.\n"


def say_failure(error: Exception) -> ResponseReturnValue:
    """The answer to the request that is being answered; the error itself is logged by its kind."""
    if isinstance(error, HTTPException):
        return error
    log.fault("page", error)
    try:
        if request.accept_mimetypes.accept_html:
            return say(500)
    except Exception as second:  # a page needs the accounts, and it may be the database that has failed
        log.fault("page", second)
    return Response(FAILED, 500, mimetype="text/plain")


def answer_failures(app: Flask) -> None:
    app.register_error_handler(Exception, say_failure)
