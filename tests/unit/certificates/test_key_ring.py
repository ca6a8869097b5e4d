from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mediation.certificates.key_ring import FormerKey, KeyRing, read_key_ring, rotate
from mediation.certificates.seal import OfficeKey, fingerprint, grouped
from mediation.config import SettingIsWrong

DAY = date(2026, 3, 3)


def test_the_first_start_makes_one_key_and_the_next_finds_it(tmp_path: Path) -> None:
    ring = read_key_ring(tmp_path)
    assert ring.former == ()
    assert read_key_ring(tmp_path).current.public == ring.current.public


def test_what_former_keys_signed_holds_after_two_rotations(tmp_path: Path) -> None:
    """Seen to fail when rotate writes the last former key alone."""
    signatures = []
    for _ in range(3):
        ring = read_key_ring(tmp_path)
        signatures.append(ring.sign(b"a row"))
        rotate(tmp_path, DAY)
    ring = read_key_ring(tmp_path)
    assert all(ring.verify(b"a row", signature) for signature in signatures)
    assert not any(ring.verify(b"another", signature) for signature in signatures)
    assert not any(ring.current.verify(b"a row", signature) for signature in signatures)
    assert not KeyRing(OfficeKey(b"\1" * 32)).verify(b"a row", signatures[0])


def test_the_files_are_the_owners_alone(tmp_path: Path) -> None:
    """Seen to fail when _replace lets others read."""
    read_key_ring(tmp_path)
    rotate(tmp_path, DAY)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["signing-former.key", "signing.key"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.iterdir())


def test_the_secret_of_a_former_key_is_gone(tmp_path: Path) -> None:
    """Seen to fail when rotate puts the former secret aside."""
    read_key_ring(tmp_path)
    secret = (tmp_path / "signing.key").read_bytes()
    rotate(tmp_path, DAY)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert secret not in kept
    assert secret.hex().encode() not in kept


def test_an_interrupted_rotation_leaves_every_key_known(tmp_path: Path) -> None:
    """As if the new key had not been written any more: the current one is then listed once.

    Seen to fail when the current key is not left out of the former ones.
    """
    ring = read_key_ring(tmp_path)
    (tmp_path / "signing-former.key").write_text(f"{ring.current.public} {DAY}\n")
    assert read_key_ring(tmp_path).former == ()
    assert read_key_ring(tmp_path).current.public == ring.current.public


@pytest.mark.parametrize(
    "content", ["x\n", f"{'a' * 64}\n", f"{'a' * 64} 2026-13-40\n", f"{'A' * 64} {DAY}\n"]
)
def test_a_file_of_former_keys_that_cannot_be_read_stops_the_start(tmp_path: Path, content: str) -> None:
    """Seen to fail when a line that is none is passed over."""
    (tmp_path / "signing-former.key").write_text(content)
    with pytest.raises(SettingIsWrong, match=r"signing-former\.key"):
        read_key_ring(tmp_path)


def test_all_public_keys_are_published_the_current_one_first_and_the_oldest_last() -> None:
    """Seen to fail when the former keys stand as the file has them."""
    current, oldest, former = (OfficeKey(bytes([n]) * 32) for n in (1, 2, 3))
    ring = KeyRing(current, (FormerKey(oldest.public, date(2025, 1, 1)), FormerKey(former.public, DAY)))
    retired: list[tuple[OfficeKey, str | None]] = [
        (current, None),
        (former, "2026-03-03"),
        (oldest, "2025-01-01"),
    ]
    assert ring.published() == {
        "keys": [
            {
                "algorithm": "Ed25519",
                "public_key": key.public,
                "fingerprint": grouped(fingerprint(key.public)),
                "retired_on": retired_on,
            }
            for key, retired_on in retired
        ]
    }


def test_a_fingerprint_is_eight_groups_of_the_keys_hash() -> None:
    # sha256 of 32 zero bytes
    assert grouped(fingerprint("00" * 32)) == "6668 7aad f862 bd77 6c8f c18b 8e9f 8e20"
