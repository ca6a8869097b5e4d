from __future__ import annotations

import pytest

from mediation.certificates.fonts import PACKAGES
from mediation.certificates.page import TEMPLATES
from mediation.certificates.typesetting import _fetcher


@pytest.mark.parametrize("steps", ["/../pyproject.toml", "/%2e%2e/pyproject.toml", "-elsewhere/crest.svg"])
def test_a_crest_reaches_no_file_outside_our_folders(steps: str) -> None:
    """Seen to fail when only the beginning of the address is compared."""
    for folder in (PACKAGES, TEMPLATES):
        with pytest.raises(ValueError, match="not a file of the certificate's"):
            _fetcher().fetch(folder.as_uri() + steps)


def test_a_file_of_ours_is_read() -> None:
    assert _fetcher().fetch((TEMPLATES / "certificate.css").as_uri())
