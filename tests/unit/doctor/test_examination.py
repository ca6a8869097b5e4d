from __future__ import annotations

from pathlib import Path

from mediation.config import Settings
from mediation.doctor import report
from mediation.doctor.clock import look_at_clock
from mediation.doctor.examination import examine
from mediation.doctor.finding import fails, holds, lacks


def test_every_promise_of_an_installation_is_looked_at(tmp_path: Path) -> None:
    checks = {one.check for one in examine(Settings(instance=tmp_path / "instance"))}
    assert checks >= {"inspectable", "process", "swap", "files", "database", "backups", "redis", "proxy", "tls", "clock"}  # fmt: skip # noqa: E501
    assert not (tmp_path / "instance").exists(), "it only looks"


def test_whatever_does_not_hold_comes_with_its_remedy(tmp_path: Path) -> None:
    for one in examine(Settings(instance=tmp_path, inspectable=True, public_url="http://example.org")):
        assert one.fact.endswith(".")
        assert (one.remedy != "") == (one.state != "holds"), one


def test_a_failure_alone_is_a_failure() -> None:
    assert report.is_well([holds("a", "Good."), lacks("b", "Unknown.", "See.")])
    assert not report.is_well([holds("a", "Good."), fails("b", "Bad.", "Mend.")])


def test_the_clock_is_asked_of_the_system() -> None:
    assert look_at_clock().state in ("holds", "lacks")
