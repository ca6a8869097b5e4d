"""Against the Python client, which was written from the document alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mediation.rooms import derivations, envelope
from tests.client import encoding, sealing

PARTS = st.lists(st.one_of(st.text(), st.binary(), st.integers(0, 2**64 - 1)))


@given(PARTS)
def test_encoding_and_hashing_are_the_documents(parts: list[str | bytes | int]) -> None:
    assert derivations.encode(*parts) == encoding.encode(*parts)
    assert derivations.digest(*parts) == encoding.digest(*parts)
    assert derivations.derive(b"k" * 32, 16, *parts) == encoding.derive(b"k" * 32, 16, *parts)


@given(PARTS, PARTS)
def test_different_parts_never_encode_alike(
    one: list[str | bytes | int], other: list[str | bytes | int]
) -> None:
    def raw(parts: list[str | bytes | int]) -> list[bytes]:
        return [derivations.encode(part) for part in parts]

    assert (derivations.encode(*one) == derivations.encode(*other)) == (raw(one) == raw(other))


def test_the_running_hash_is_the_documents() -> None:
    first = envelope.first_hash("room", "channel")
    assert first == sealing.first_hash("room", "channel")
    given = (1, "sender", 2, "entry", 0, b"sealed")
    assert envelope.next_hash(first, *given) == sealing.next_hash(first, *given)


def test_ids_are_22_characters_and_never_the_same() -> None:
    ids = {derivations.new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert {len(id) for id in ids} == {22}
    assert len(encoding.from_text(ids.pop())) == 16
