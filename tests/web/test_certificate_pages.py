from __future__ import annotations

import io

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
    "case_reference": "UNDT/NBI/2026/017",
    "issuer_name": "Mediator of the tests",
    "issuer_title": "Ombudsman",
    "place": "Nairobi",
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
    found = verify(answer.data, application.parts.certificates.public_key)
    assert found.differences == ()
    assert found.sealed.statement.end_day == today()
    assert found.sealed.statement.full_tribunal.seat == "Nairobi"


def test_one_that_goes_on_is_certified_as_not_ended(mediator: Person, reference: str) -> None:
    (page,) = pypdf.PdfReader(io.BytesIO(issue(mediator, reference).data)).pages
    assert "not ended at the date of issue" in page.extract_text()


def test_issued_again_it_has_the_same_reference_and_dates(
    application: Application, mediator: Person, reference: str
) -> None:
    key = application.parts.certificates.public_key
    first, second = (verify(issue(mediator, reference).data, key).sealed.statement for _ in range(2))
    assert first == second


def test_nothing_is_kept_of_a_certificate(application: Application, mediator: Person, reference: str) -> None:
    issue(mediator, reference, case_reference="CANARY/2026/001")
    for file in application.parts.settings.instance.iterdir():
        assert b"CANARY/2026/001" not in file.read_bytes()


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"tribunal": ""}, "Choose the tribunal"),
        ({"tribunal": "moot-court"}, "Choose the tribunal"),
        ({"request_date": "9999-12-31"}, "has not come yet"),
        ({"request_date": "soon"}, "Enter the day of the request"),
        ({"case_reference": "a\u202eb"}, "control characters"),
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


def test_anothers_mediation_is_not_certified(
    mediator: Person, reference: str, new_mediator: NewPerson
) -> None:
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
    change_rows(application, reference)
    answer = issue(mediator, reference)
    assert answer.status_code == 400
    assert "does not bear this office&#39;s signature" in answer.text


def test_the_form_from_the_desk_has_its_mediation_chosen(mediator: Person, reference: str) -> None:
    page = mediator.sends("/certificate/form", page="/desk", reference=reference)
    assert f'value="{reference}" required checked' in page.text
    assert f'value="{mediator.name}"' in page.text
