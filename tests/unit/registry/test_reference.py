from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.registry.reference import ALPHABET, ReferenceIsWrong, new_reference, read_reference

references = st.builds(new_reference)


@given(references)
def test_a_reference_reads_as_itself(reference: str) -> None:
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]", reference)
    assert read_reference(reference) == reference


@given(references)
def test_every_single_wrong_character_is_caught(reference: str) -> None:
    """Seen to fail when the check counts modulo 31 (which does not tell 0 from Z)."""
    for place, right in enumerate(reference):
        if right == "-":
            continue
        for wrong in ALPHABET.replace(right, ""):
            with pytest.raises(ReferenceIsWrong):
                read_reference(reference[:place] + wrong + reference[place + 1 :])


@given(references)
def test_every_swap_of_two_neighbours_is_caught(reference: str) -> None:
    """Seen to fail when the check is the sum of the characters, without their places."""
    plain = reference.replace("-", "")
    for place in range(len(plain) - 1):
        one, other = plain[place], plain[place + 1]
        if one != other:
            with pytest.raises(ReferenceIsWrong):
                read_reference(plain[:place] + other + one + plain[place + 2 :])


@pytest.mark.parametrize(
    "write",
    [
        str.lower,
        lambda reference: reference.replace("-", ""),
        lambda reference: reference.replace("-", " "),
        lambda reference: reference.replace("-", "–"),
        lambda reference: reference.replace("0", "O"),
        lambda reference: reference.replace("1", "l"),
        lambda reference: reference.replace("1", "i"),
        lambda reference: f"  {reference}\n",
        lambda reference: "".join(chr(ord(c) + 0xFEE0) if c != "-" else c for c in reference),
    ],
    ids=["small", "joined", "spaced", "dashes", "letter O", "letter l", "letter i", "around", "full width"],
)
@given(references)
def test_it_is_read_as_people_write_it(write: object, reference: str) -> None:
    assert callable(write)
    assert read_reference(write(reference)) == reference


@pytest.mark.parametrize(
    "typed", ["", "-", "7K2M", "7K2M-9QXP-4D3T-WW", "U" * 13, "*" * 13, "٣" * 13, "\0" * 13]
)
def test_what_cannot_be_a_reference_is_refused(typed: str) -> None:
    with pytest.raises(ReferenceIsWrong):
        read_reference(typed)


@given(st.text())
def test_nothing_that_can_be_typed_breaks_it(typed: str) -> None:
    with contextlib.suppress(ReferenceIsWrong):
        assert read_reference(read_reference(typed)) == read_reference(typed)
