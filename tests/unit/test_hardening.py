from __future__ import annotations

import subprocess
import sys


def run(program: str) -> list[str]:
    """What a process prints that begins with hardening."""
    done = subprocess.run(
        [sys.executable, "-c", f"from mediation import hardening\n{program}"],
        capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip
    return done.stdout.split()


def test_memory_is_private_once_it_is_kept_so() -> None:
    """Seen to fail when prctl is not called."""
    program = "print(hardening.memory_is_private()); hardening.keep_memory_private()\n"
    assert run(program + "print(hardening.memory_is_private())") == ["False", "True"]


def test_new_files_are_the_owners_alone_and_no_temporary_one_is_made() -> None:
    """Seen to fail when tempfile is left as it is."""
    program = """
import os, tempfile
hardening.keep_files_private()
print(oct(os.umask(0)))
for make in (tempfile.TemporaryFile, tempfile.mkdtemp, tempfile.NamedTemporaryFile):
    try:
        make()
    except OSError as error:
        print("refused")
"""
    assert run(program) == ["0o77", "refused", "refused", "refused"]
