"""What was found, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from mediation.doctor.finding import Finding, State

MARKS: dict[State, str] = {"holds": "ok", "lacks": "--", "fails": "NO"}
WIDTH = 14


def is_well(findings: Sequence[Finding]) -> bool:
    return all(finding.state != "fails" for finding in findings)


def in_words(findings: Sequence[Finding]) -> str:
    """A line for each."""
    return "\n".join(
        f"{MARKS[one.state]}  {one.check:{WIDTH}}{one.fact} {one.remedy}".rstrip() for one in findings
    )


def as_json(findings: Sequence[Finding]) -> str:
    """{holds, findings: [{check, state, fact, remedy}]}"""
    return json.dumps({"holds": is_well(findings), "findings": [asdict(one) for one in findings]})
