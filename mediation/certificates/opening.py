"""The office as the settings describe it: its letterhead, its tribunals, who signs its files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from mediation.certificates.crest import CrestIsWrong, read_crest
from mediation.certificates.file_identity import (
    FileIdentity,
    IdentityIsWrong,
    read_identity,
    read_or_make_identity,
)
from mediation.certificates.office import Letterhead, Office
from mediation.certificates.printer import Printer
from mediation.certificates.seal import OfficeKey
from mediation.certificates.tribunal import TribunalIsWrong, read_tribunals
from mediation.config import SettingIsWrong, Settings


def open_office(
    settings: Settings, key: OfficeKey, printer: Printer, clock: Callable[[], datetime]
) -> Office:
    """Raises SettingIsWrong."""
    try:
        crest = read_crest(settings.office_crest)
        tribunals = read_tribunals(settings.tribunals)
        identity = _identity(settings)
    except CrestIsWrong as error:
        raise SettingIsWrong(f"MEDIATION_OFFICE_CREST {error}.") from None
    except TribunalIsWrong as error:
        raise SettingIsWrong(f"MEDIATION_TRIBUNALS: {error}") from None
    except IdentityIsWrong as error:
        raise SettingIsWrong(f"MEDIATION_PDF_CERTIFICATE: {error}.") from None
    verify_url = f"{settings.origin}/verify"
    letterhead = Letterhead(settings.office_name, settings.office_address, crest, verify_url)
    return Office(letterhead, key, identity, printer, clock, tribunals)


def _identity(settings: Settings) -> FileIdentity:
    url = settings.timestamp_url
    if settings.pdf_certificate is not None:
        return read_identity(settings.pdf_certificate, settings.pdf_certificate_password, url)
    return read_or_make_identity(settings.instance / "certificate.p12", settings.office_name, url)
