"""Every benchmark, one after the other; what they found goes to bench/RESULTS.md, with the machine described.

Run by `make bench`, on a machine that does nothing else, in some 40 minutes. What was wanted is from the
product's own promises; a figure that misses it is marked.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.loading import NODE
from tests.fixtures.server_process import ROOT

RESULTS = ROOT / "bench" / "RESULTS.md"


@dataclass(frozen=True)
class Benchmark:
    """`wanted`: by figure, the least (">= x") or the most ("<= x")."""

    module: str
    about: str
    wanted: dict[str, str] = field(default_factory=dict)


BENCHMARKS = (
    Benchmark(
        "relay",
        "Deliveries a second of one process, 50 rooms of 4, 300 bytes, beside four other relays",
        {
            "ratio_to_plain": ">= 4",
            "ratio_to_excalidraw": ">= 1",
            "ratio_to_node_same_work": ">= 0.7",
            "p99_ms": "< 10",
        },
    ),
    Benchmark(
        "load",
        "The relay with 2,000 rooms, and beside sign-ins and certificates",
        {"cost_ratio_2000_rooms": "<= 1.2", "kb_per_member": "< 80", "p99_ratio_mixed": "<= 2"},
    ),
    Benchmark("scale", "Two servers behind nginx with Redis, beside one alone"),
    Benchmark("latency", "From a message sent to visible in another browser"),
    Benchmark("weight", "What the join page and the room load", {"join_kb": "<= 100", "room_kb": "<= 100"}),
    Benchmark("join", "From a link to the waiting room at 400 kbit/s and 400 ms", {"lobby_s": "< 3"}),
    Benchmark(
        "lighthouse",
        "Lighthouse on the join page and in the room: the lower of the two",
        {"performance": ">= 95", "accessibility": ">= 95", "best_practices": ">= 95"},
    ),
    Benchmark("board", "Writing in, and opening, a board of 300 options"),
    Benchmark(
        "certificate",
        "Making certificates, and what rooms feel of it",
        {"warm_render_ms": "< 400", "relay_p99_ratio": "<= 2"},
    ),
    Benchmark("close", "Closing 20 tabs, and the memory after 1,000 rooms", {"memory_ratio": "<= 1.1"}),
    Benchmark(
        "faults",
        "A server killed 50 times while three rooms are busy",
        {"kills": ">= 50", "lost": "<= 0", "doubled": "<= 0", "reordered": "<= 0"},
    ),
)


def main() -> int:
    names = sys.argv[1:]
    chosen = [one for one in BENCHMARKS if (not names or one.module in names) and exists(one)]
    found = {one.module: run(one) for one in chosen}
    if not names:
        RESULTS.write_text("\n".join(page(found)) + "\n", encoding="utf-8")
        print(f"written: {RESULTS.relative_to(ROOT)}")
    return int(any(figures is None for figures in found.values()))


def exists(benchmark: Benchmark) -> bool:
    return (ROOT / "bench" / f"{benchmark.module}.py").exists()


def run(benchmark: Benchmark) -> dict[str, Any] | None:
    """Its figures; None when it failed. What it prints is passed on."""
    print(f"\n== {benchmark.about}", flush=True)
    process = subprocess.Popen(
        [sys.executable, "-m", f"bench.{benchmark.module}"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    figures: dict[str, Any] | None = None
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="", flush=True)
        if line.startswith("{"):
            figures = json.loads(line)
    return figures if process.wait() == 0 else None


def page(found: dict[str, dict[str, Any] | None]) -> Iterator[str]:
    yield "# What was measured"
    yield ""
    yield "Written by `make bench`; each part is a command of its own (`make help`). Times are the middle of"
    yield "several, and shift with the machine; ratios were taken side by side, in one run."
    yield ""
    yield f"{machine()}. {software()}."
    for benchmark in BENCHMARKS:
        if benchmark.module in found:
            yield from section(benchmark, found[benchmark.module])


def section(benchmark: Benchmark, figures: dict[str, Any] | None) -> Iterator[str]:
    yield ""
    yield f"## {benchmark.about}"
    yield ""
    if figures is None:
        yield "It did not come to its end."
        return
    yield "| figure | measured | wanted | |"
    yield "|---|---|---|---|"
    for name, value in figures.items():
        wanted = benchmark.wanted.get(name, "")
        yield f"| `{name}` | {value} | {wanted} | {'' if is_met(value, wanted) else 'missed'} |"


def is_met(value: Any, wanted: str) -> bool:
    if not wanted:
        return True
    sign, _, limit = wanted.partition(" ")
    measured, bound = float(value), float(limit)
    return {">=": measured >= bound, "<=": measured <= bound, "<": measured < bound}[sign]


def machine() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next(
        (line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine()
    )
    memory_gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores, kernel = len(os.sched_getaffinity(0)), platform.release().split("-")[0]
    return f"{cores} cores of {model}, {memory_gib:.0f} GiB, Linux {kernel}"


def software() -> str:
    node = subprocess.run([NODE, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    return f"Python {platform.python_version()}, Node {node.removeprefix('v')}, commit {commit or 'unknown'}"


if __name__ == "__main__":
    sys.exit(main())
