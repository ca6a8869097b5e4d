from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pypdf
import pytest
from werkzeug.test import TestResponse

from mediation.app import Application
from mediation.certificates.verification import verify
from tests.web.conftest import NewPerson, Person, account_of
from tests.web.test_desk import change_rows, today

FIELDS = {
    "tribunal": "undt-nairobi",
    "request_reference": "Order No. 077 (NBI/2026)",
    "request_date": "2026-01-15",
    "case_references": "UNDT/NBI/2026/017",
    "issuer_name": "Mediator of the tests",
    "issuer_title": "Ombudsman",
    "place": "Nairobi",
    "language": "en",
}


@pytest.fixture
def reference(application: Application, mediator: Person) -> str:
    return application.parts.registry.begin(account_of(application, mediator))


def issue(person: Person, reference: str, **changes: str) -> TestResponse:
    return person.sends("/certificate", page="/desk", reference=reference, **(FIELDS | changes))


def test_a_certificate_is_made_and_genuine(
    application: Application, mediator: Person, reference: str
) -> None:
    mediator.sends("/desk/end", page="/desk", reference=reference, ended_on=today())
    answer = issue(mediator, reference)
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="certificate-{reference}.pdf"'
    found = verify(answer.data, [application.parts.certificates.public_key])
    assert found.is_whole
    assert found.sealed.statement.end.in_utc == today()
    assert found.sealed.statement.seat == "Nairobi"


def test_one_that_goes_on_is_certified_as_not_ended(mediator: Person, reference: str) -> None:
    (page,) = pypdf.PdfReader(io.BytesIO(issue(mediator, reference).data)).pages
    assert "not ended at the date of issue" in page.extract_text()


def test_issued_again_it_has_the_same_reference_and_dates(
    application: Application, mediator: Person, reference: str
) -> None:
    key = application.parts.certificates.public_key
    first = verify(issue(mediator, reference).data, [key]).sealed.statement
    second = verify(issue(mediator, reference, is_reissue="yes").data, [key]).sealed.statement
    assert second == replace(first, is_reissue=True)


def test_nothing_is_kept_of_a_certificate(application: Application, mediator: Person, reference: str) -> None:
    """Seen to fail when issuing writes the statement to a file of the instance."""
    issue(mediator, reference, case_references="CANARY/2026/001")
    for file in application.parts.settings.instance.iterdir():
        assert b"CANARY/2026/001" not in file.read_bytes()


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"tribunal": ""}, "Choose the tribunal"),
        ({"tribunal": "moot-court"}, "Choose the tribunal"),
        ({"request_date": "9999-12-31"}, "has not come yet"),
        ({"request_date": "soon"}, "Enter the day of the request"),
        ({"case_references": "a\u202eb"}, "control characters"),
        ({"case_references": "1\n2\n3\n4\n5\n6"}, "At most 5 references"),
        ({"case_references": "\n \n"}, "This is needed"),
        ({"language": "tlh"}, "Choose one language"),
        ({"second_language": "en"}, "Choose one language"),
        ({"stated_start": "9999-12-31"}, "has not come yet"),
        ({"stated_end": "2026-01-15"}, "has not been ended"),
        ({"stated_start": "soon"}, "Enter a day"),
        ({"place": "a\x00b"}, "control characters"),
        ({"issuer_name": "x" * 81}, "At most 80 characters"),
        ({"issuer_title": "x" * 10_000}, "At most 80 characters"),
        ({"request_reference": "  "}, "This is needed"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_mistake_is_told_at_its_field_and_the_rest_stays(
    mediator: Person, reference: str, changes: dict[str, str], complaint: str
) -> None:
    answer = issue(mediator, reference, **changes)
    assert answer.status_code == 400
    assert complaint in answer.text
    assert answer.text.count("control characters") <= 1
    kept = next(field for field in ("place", "issuer_title") if field not in changes)
    assert f'value="{FIELDS[kept]}"' in answer.text
    assert f'value="{reference}" required checked' in answer.text


def test_all_mistakes_are_told_at_once(mediator: Person, reference: str) -> None:
    """Seen to fail when the tribunal or the languages are looked at only once nothing else is wrong."""
    page = issue(mediator, reference, tribunal="", place="", second_language="en").text
    for complaint in (
        "Choose the tribunal.",
        "This is needed.",
        "Choose one language, or two different ones.",
    ):
        assert complaint in page


def test_anothers_mediation_is_not_certified(
    mediator: Person, reference: str, new_mediator: NewPerson
) -> None:
    """Seen to fail when the registry does not ask whose mediation it is."""
    other = new_mediator()
    other.signs_in()
    for wanted in (reference, "", "nonsense"):
        answer = issue(other, wanted)
        assert answer.status_code == 400
        assert answer.mimetype == "text/html"
        assert reference not in answer.text


def test_a_row_with_a_wrong_signature_is_not_certified(
    application: Application, mediator: Person, reference: str
) -> None:
    """Seen to fail when the registry does not ask whether the row is its own."""
    change_rows(application, reference)
    answer = issue(mediator, reference)
    assert answer.status_code == 400
    assert "does not bear this office&#39;s signature" in answer.text


def test_a_preview_says_what_the_certificate_will_and_makes_none(mediator: Person, reference: str) -> None:
    """Seen to fail when the preview has a page of its own, and when it is in the first language alone."""
    asked = FIELDS | {"case_references": "undt/nbi/2026 / 017\nUNDT/NBI/2026/018", "second_language": "fr"}
    page = mediator.sends("/certificate/preview", page="/desk", reference=reference, **asked)
    assert page.status_code == 200
    assert "<p>UNDT/NBI/2026/017</p><p>UNDT/NBI/2026/018</p>" in page.text
    assert "Certificat des dates de médiation" in page.text
    assert "inform all parties alike" in page.text
    assert "does not usually write" not in page.text
    assert 'style="' not in page.text
    assert "<p>Mediator of the tests</p>" not in page.text
    back = mediator.sends("/certificate/form", page="/desk", reference=reference, **asked)
    assert "undt/nbi/2026 / 017" in back.text


def test_an_unusual_reference_is_told_and_accepted(mediator: Person, reference: str) -> None:
    asked = FIELDS | {"case_references": "Case 17 of the old registry"}
    page = mediator.sends("/certificate/preview", page="/desk", reference=reference, **asked)
    assert "does not usually write references" in page.text
    assert issue(mediator, reference, **asked).mimetype == "application/pdf"


def test_a_character_without_a_font_is_named_at_the_form(mediator: Person, reference: str) -> None:
    answer = issue(mediator, reference, issuer_name="Mediator \U00012f90")
    assert answer.status_code == 503
    assert "CYPRO-MINOAN SIGN CM001" in answer.text
    assert 'value="Nairobi"' in answer.text


def test_a_stated_end_replaces_the_recorded_one_and_is_not_before_the_start(
    application: Application, mediator: Person, reference: str
) -> None:
    mediator.sends("/desk/end", page="/desk", reference=reference, ended_on=today())
    yesterday = (datetime.now(UTC).date() - timedelta(days=2)).isoformat()
    answer = issue(mediator, reference, stated_end=yesterday)
    assert answer.status_code == 400
    assert "The end is before the start" in answer.text
    pdf = issue(mediator, reference, stated_start=yesterday).data
    found = verify(pdf, [application.parts.certificates.public_key]).sealed.statement
    assert (found.start.at_seat, found.start.basis) == (yesterday, "stated")


def test_no_certificate_while_a_session_is_open(
    application: Application, mediator: Person, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen to fail when has_open_room is not asked."""
    lifecycle = application.rooms.lifecycle
    monkeypatch.setattr(lifecycle, "has_open_room", lambda wanted: wanted == reference)
    answer = issue(mediator, reference)
    assert answer.status_code == 400
    assert "A session of this mediation is open now" in answer.text


def test_the_form_from_the_desk_has_its_mediation_chosen(mediator: Person, reference: str) -> None:
    page = mediator.sends("/certificate/form", page="/desk", reference=reference)
    assert f'value="{reference}" required checked' in page.text
    assert f'value="{mediator.name}"' in page.text
