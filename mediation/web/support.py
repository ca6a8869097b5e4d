"""Whom somebody who leaves a session can turn to, as the office has set it; the same for everyone."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from mediation.web.parts import parts

pages = Blueprint("support", __name__)


@pages.get("/support")
def support() -> Response:
    return jsonify(contacts=parts().settings.support_contacts)
