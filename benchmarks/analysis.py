"""What the analysis of the packaged report costs in process: ``python benchmarks/analysis.py``."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from zhonglou_analysis.arithmetic import goal_scenarios, project_targets, reconcile
from zhonglou_analysis.reports import load_report

RUNS, BAR = 30, 50.0  # milliseconds
BOUND = {"reconcile", "project_targets"}


def milliseconds(function: Callable[[], object]) -> list[float]:
    """Return what each of some calls takes, after a first one that loads what they share."""
    function()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        function()
        times.append((time.perf_counter() - start) * 1000)
    return times


def main() -> int:
    """Print best and median; 1 where a median passes the bar."""
    folder = load_report().folder
    calls: dict[str, Callable[[], object]] = {
        "reconcile": reconcile,
        "project_targets": project_targets,
        "goal_scenarios": goal_scenarios,
        "load_report of a folder": lambda: load_report(folder),
    }
    failed = False
    for name, function in calls.items():
        times = milliseconds(function)
        median = statistics.median(times)
        print(f"{name:24} best {min(times):6.1f} ms  median {median:6.1f} ms")
        if name in BOUND and median > BAR:
            print(f"{name} takes more than {BAR:g} ms", file=sys.stderr)
            failed = True
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
