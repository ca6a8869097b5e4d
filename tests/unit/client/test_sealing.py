"""Padding, sealing, words and links of the Python client."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.client.encoding import PaddingIsWrong, encode, from_text, new_id, pad, to_text, unpad
from tests.client.links import HostLink, PersonalLink, Place
from tests.client.sealing import DoesNotOpen, open_sealed, seal
from tests.client.words import word_list, word_numbers

KEY = bytes(range(32))
PARTS = st.lists(st.one_of(st.binary(max_size=40), st.text(max_size=20)), max_size=5)


@given(PARTS, PARTS)
def test_parts_that_differ_are_encoded_differently(one: list[str | bytes], other: list[str | bytes]) -> None:
    def raw(parts: list[str | bytes]) -> list[bytes]:
        return [part.encode() if isinstance(part, str) else part for part in parts]

    assert (encode(*one) == encode(*other)) == (raw(one) == raw(other))


@given(st.binary(max_size=1000))
def test_padding_comes_off_again_and_hides_the_length(plaintext: bytes) -> None:
    padded = pad(plaintext)
    assert len(padded) % 256 == 0
    assert len(padded) > len(plaintext)
    assert unpad(padded) == plaintext


@pytest.mark.parametrize("padded", [b"", bytes(256), b"\x80" + b"\x01" * 255, b"\x80", b"\x80" + bytes(511)])
def test_wrong_padding_is_refused(padded: bytes) -> None:
    with pytest.raises(PaddingIsWrong):
        unpad(padded)


def test_what_is_sealed_opens_only_under_its_key_and_associated_data() -> None:
    sealed = seal(KEY, b"here", b"words")
    assert len(sealed) == 24 + 256 + 16
    assert open_sealed(KEY, b"here", sealed) == b"words"
    for key, ad, box in [
        (bytes(32), b"here", sealed),
        (KEY, b"there", sealed),
        (KEY, b"here", sealed[:-1]),
        (KEY, b"here", b""),
    ]:
        with pytest.raises(DoesNotOpen):
            open_sealed(key, ad, box)


def test_ids_are_22_characters() -> None:
    assert len(new_id()) == 22
    assert len(from_text(new_id())) == 16


def test_words_are_three_of_the_bip39_list() -> None:
    numbers = word_numbers(bytes(64), bytes(32), bytes(32))
    assert all(0 <= number < 2048 for number in numbers)
    assert (word_list()[0], word_list()[2047]) == ("abandon", "zoo")


def test_links_survive_being_written_and_read() -> None:
    host = HostLink(new_id(), KEY, "ticket", 1, [Place(1, 1, "party", "", 0), Place(2, 3, "observer")])
    assert HostLink.parse(str(host)) == host
    assert PersonalLink.parse(str(host.personal(2))) == host.personal(2)
    assert host.personal(2).version == 3
    assert to_text(host.invitation) not in str(host.personal(1))
