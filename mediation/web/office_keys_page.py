"""The office's public keys at a well-known address (RFC 8615), for whoever checks a certificate."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from mediation.web.parts import parts

pages = Blueprint("office_keys", __name__)


@pages.get("/.well-known/mediation-office-keys.json")
def office_keys() -> Response:
    return jsonify(parts().office_keys.published())
