from __future__ import annotations

import pytest

from mediation.certificates.tribunal_reference import Recognised, recognise


@pytest.mark.parametrize(
    ("tribunal", "typed", "written"),
    [
        ("undt-new-york", "UNDT/NY/2014/026", "UNDT/NY/2014/026"),
        ("undt-nairobi", " undt / nbi/2017 /077", "UNDT/NBI/2017/077"),
        ("undt-geneva", "Undt–Gva–2020–19", "UNDT/GVA/2020/19"),
        ("undt-new-york", "UNDT/NY/2009/039/JAB/2008/080", "UNDT/NY/2009/039/JAB/2008/080"),
        ("undt-new-york", "order no.113 (ny/2015)", "Order No. 113 (NY/2015)"),
        ("undt-new-york", "098 (NY/2024)", "Order No. 098 (NY/2024)"),
        ("undt-geneva", "UNDT/2015/085", "UNDT/2015/085"),
        ("undt-geneva", "undt/2018/015/corr.1", "UNDT/2018/015/Corr.1"),
        ("unat", "2022‑1750", "2022-1750"),
        ("unat", "2024-unat-1454", "2024-UNAT-1454"),
        ("unat", "2014-UNAT-433-Corr.1", "2014-UNAT-433-Corr.1"),
        ("ilo-at", "judgment no.  4910 (138th session)", "Judgment No. 4910 (138th Session)"),
        ("ilo-at", "Judgment 4910", "Judgment No. 4910"),
        ("wb-at", "Decision No. 583", "Decision No. 583"),
        ("wb-at", "no. 590, dz (no. 2)", "Decision No. 590, DZ (No. 2)"),
    ],
)
def test_real_references_are_recognised_and_written_as_the_tribunal_does(
    tribunal: str, typed: str, written: str
) -> None:
    """Seen to fail when dashes, or small letters, are left as they were typed."""
    assert recognise(tribunal, typed) == Recognised(written, is_usual=True)


@pytest.mark.parametrize(
    ("tribunal", "typed"),
    [
        ("undt-new-york", "UNDT/GVA/2020/19"), ("undt-geneva", "2022-1750"), ("unat", "UNDT/NY/2014/026"),
        ("unat", "2022-17"), ("ilo-at", "AT 5-4910"), ("wb-at", "Application 77"),
        ("undt-nairobi", "قضية ١٧"),
    ],
)  # fmt: skip
def test_an_unusual_one_is_told_and_left_as_it_was_typed(tribunal: str, typed: str) -> None:
    """Seen to fail when it is written in capitals."""
    assert recognise(tribunal, typed) == Recognised(typed, is_usual=False)


def test_nothing_is_unusual_for_a_tribunal_that_only_the_office_knows() -> None:
    """Seen to fail when what is not recognised is unusual."""
    assert recognise("adb-at", "Case  12") == Recognised("Case 12", is_usual=True)
