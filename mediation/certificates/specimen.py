"""A certificate from made-up data, to show what one looks like. It is signed by a key that everybody has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from mediation.certificates.errors import LanguageIsUnknown, TribunalIsUnknown
from mediation.certificates.file_identity import FileIdentity, make_identity
from mediation.certificates.office import Dates, Letterhead, Office, Request
from mediation.certificates.printer import Printer
from mediation.certificates.seal import OfficeKey
from mediation.certificates.tribunal import TRIBUNALS, Tribunal
from mediation.certificates.wording import LANGUAGES, wording

SPECIMEN_KEY = OfficeKey(b"SPECIMEN: this key is no secret.")
ISSUED_AT = datetime(2026, 3, 16, 12, tzinfo=UTC)
# Late enough in the day that the days at every seat and in UTC are not all the same.
DATES = Dates(
    "7K2M-9QXP-4D3T-S",
    datetime(2026, 2, 3, 9, tzinfo=UTC),
    datetime(2026, 3, 12, 23, 30, tzinfo=UTC),
    has_ended=True,
)
REFERENCES = {
    "undt-new-york": ("Order No. 026 (NY/2026)", "UNDT/NY/2026/014"),
    "undt-geneva": ("Order No. 113 (GVA/2026)", "UNDT/GVA/2026/019"),
    "undt-nairobi": ("Order No. 077 (NBI/2026)", "UNDT/NBI/2026/017"),
    "unat": ("Order No. 501 (2026)", "2026-1750"),
    "ilo-at": ("Registry letter of 14 March 2026", "AT 5-4910"),
    "wb-at": ("Registry letter of 14 March 2026", "Application No. 583"),
}
PEOPLE = {
    "ar": ("مكتب أمين المظالم", "وسيط للعرض", "أمين المظالم"),
    "en": ("Office of the Ombudsman", "Specimen Mediator", "Ombudsman"),
    "es": ("Oficina del Ombudsman", "Mediador de muestra", "Ombudsman"),
    "fr": ("Bureau de l’Ombudsman", "Médiateur fictif", "Ombudsman"),
    "ru": ("Бюро Омбудсмена", "Посредник для образца", "Омбудсмен"),
    "zh": ("监察员办公室", "样本调解员", "监察员"),
}


def specimen(
    printer: Printer,
    tribunal: str,
    languages: tuple[str, ...],
    tribunals: Mapping[str, Tribunal] = TRIBUNALS,
    identity: FileIdentity | None = None,
) -> bytes:
    """A PDF marked SPECIMEN; raises CertificateError. Without an identity one is made for it."""
    if tribunal not in tribunals:
        raise TribunalIsUnknown
    if not set(languages[:1]) <= set(LANGUAGES):
        raise LanguageIsUnknown
    place = wording(languages[0]).seat(tribunals[tribunal].seat)
    name, issuer, title = PEOPLE.get(languages[0], PEOPLE["en"])
    identity = identity or FileIdentity(make_identity("SPECIMEN"))
    letterhead = Letterhead(name, "1 Harbour Street", verify_url="https://mediation.example.org/verify")
    office = Office(letterhead, SPECIMEN_KEY, identity, printer, lambda: ISSUED_AT, tribunals)
    asked, case = REFERENCES.get(tribunal, ("Order No. 1 (2026)", "2026/001"))
    request = Request(
        tribunal=tribunal,
        request_reference=asked,
        request_date=date(2026, 3, 14),
        case_references=(case,),
        issuer_name=issuer,
        issuer_title=title,
        place=place,
        languages=languages,
    )
    return office.print(office.state(DATES, request, is_specimen=True))
