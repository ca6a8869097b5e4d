"""The instance folder: its keys and database are the server's user's alone, and there is room for more."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from mediation.doctor.finding import Finding, fails, holds, lacks

MIB = 1024 * 1024
TOO_LITTLE_MIB, LITTLE_MIB = 50, 1024
LOOSE = 0o077  # rights of the group and of others


def look_at_instance(instance: Path) -> list[Finding]:
    if not instance.is_dir():
        return [lacks("files", f"There is no {instance} yet.", "The first start makes it.")]
    return [_rights(instance), _space(instance)]


def _rights(instance: Path) -> Finding:
    paths = [instance, *sorted(instance.rglob("*"))]
    loose = [str(path) for path in paths if stat.S_IMODE(path.lstat().st_mode) & LOOSE]
    owners = {path.lstat().st_uid for path in paths}
    if loose:
        return fails("files", f"Others may read {', '.join(loose)}.", f"chmod -R go= {instance}")
    if len(owners) > 1:
        return fails(
            "files", f"What is in {instance} belongs to several users.", "chown it to the server's user."
        )
    return holds("files", f"Keys and database in {instance} are their user's alone.")


def _space(instance: Path) -> Finding:
    free_mib = shutil.disk_usage(instance).free // MIB
    fact = f"{free_mib} MiB are free for {os.path.abspath(instance)}."
    if free_mib < TOO_LITTLE_MIB:
        return fails("disk", fact, "Make room: without it no date can be written.")
    return lacks("disk", fact, "Make room soon.") if free_mib < LITTLE_MIB else holds("disk", fact)
