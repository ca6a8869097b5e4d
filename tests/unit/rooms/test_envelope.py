"""Stamps and running hashes, which are put together at once: the same as docs/protocol.md has them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mediation.rooms.derivations import derive, digest
from mediation.rooms.envelope import next_hash, stamp

ids = st.text("abcXYZ019_-", min_size=22, max_size=22)
hashes = st.binary(min_size=32, max_size=32)
numbers = st.integers(0, 2**53 - 1)


@given(hashes, numbers, ids, numbers, ids, numbers, st.binary(max_size=600))
def test_the_running_hash_is_the_hash_of_its_parts(
    before: bytes, number: int, sender: str, epoch: int, entry: str, seen: int, sealed: bytes
) -> None:
    """Seen to fail when two numbers change places."""
    expected = digest("entry", before, number, sender, epoch, entry, seen, sealed)
    assert next_hash(before, number, sender, epoch, entry, seen, sealed) == expected


@given(hashes, numbers, ids, numbers, ids, hashes)
def test_the_stamp_is_derived_from_its_parts(
    key: bytes, life: int, channel: str, number: int, sender: str, running_hash: bytes
) -> None:
    expected = derive(key, 32, "stamp", life, channel, number, sender, running_hash)
    assert stamp(key, life, channel, number, sender, running_hash) == expected
