"""The certificate that an installation makes itself bears the office's name, however long, in any script."""

from __future__ import annotations

import pytest

from mediation.certificates.file_identity import SELF_MADE, FileIdentity, make_identity


@pytest.mark.parametrize(
    "office",
    [
        "Office of the United Nations Ombudsman and Mediation Services",
        "مكتب أمين المظالم وخدمات الوساطة للأمم المتحدة",
        "联合国监察员和调解事务厅联合国监察员和调解事务厅",
    ],
)
def test_an_office_has_a_certificate_of_its_name(office: str) -> None:
    """Seen to fail when the name is cut by characters: an office that writes Arabic could not start."""
    name = FileIdentity(make_identity(office)).certificate.subject.rfc4514_string()
    written = name.removeprefix("CN=").removesuffix(f" {SELF_MADE}")
    assert name.endswith(SELF_MADE)
    assert len(written) >= 13
    assert office.startswith(written)
