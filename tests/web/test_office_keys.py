from __future__ import annotations

from mediation.app import Application
from tests.web.conftest import Person


def test_the_offices_public_keys_are_at_the_well_known_address(
    application: Application, visitor: Person
) -> None:
    answer = visitor.opens("/.well-known/mediation-office-keys.json")
    assert answer.get_json() == application.parts.office_keys.published()
    assert answer.get_json()["keys"][0]["public_key"] == application.parts.certificates.public_key
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
