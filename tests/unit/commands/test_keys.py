from __future__ import annotations

import json
from pathlib import Path

from mediation.certificates.key_ring import read_key_ring
from mediation.certificates.seal import fingerprint, grouped
from tests.unit.commands.conftest import Run


def test_showing_makes_no_key(run: Run, instance: Path) -> None:
    done = run("keys", "show")
    assert done.exit_code == 1
    assert "no signing key yet" in done.stderr
    assert not instance.exists()


def test_the_public_key_is_shown_with_its_fingerprint_and_never_the_secret(run: Run, instance: Path) -> None:
    ring = read_key_ring(instance)
    shown = run("keys", "show")
    assert shown.exit_code == 0
    assert ring.current.public in shown.stdout
    assert grouped(fingerprint(ring.current.public)) in shown.stdout
    assert (instance / "signing.key").read_bytes().hex() not in shown.stdout
    assert json.loads(run("keys", "show", "--json").stdout) == ring.published()


def test_a_rotation_keeps_the_former_public_key(run: Run, instance: Path) -> None:
    before = read_key_ring(instance).current.public
    done = run("keys", "rotate", "--yes")
    assert done.exit_code == 0
    assert "Restart the server" in done.stdout
    after = read_key_ring(instance)
    assert after.current.public != before
    assert [one.public for one in after.former] == [before]
    assert before in run("keys", "show").stdout


def test_a_rotation_that_is_not_confirmed_changes_nothing(run: Run, instance: Path) -> None:
    before = read_key_ring(instance).current.public
    assert run("keys", "rotate").exit_code == 1
    assert read_key_ring(instance).current.public == before
