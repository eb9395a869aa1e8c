"""What importing the package costs beside importing pandas: ``python benchmarks/imports.py``.

Both are measured in one run, in turn, in processes of their own, so that the ratio holds on any machine.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS, BAR = 10, 1.15
DRAWING = ("matplotlib", "seaborn")
PANDAS = "import pandas"
PACKAGE = "import zhonglou_analysis"
TABLE = "import zhonglou_analysis as zl; zl.load_observations()"


def seconds(code: str) -> float:
    """Return what one fresh process takes for some code."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def loaded(code: str) -> set[str]:
    """Return which drawing libraries a process has loaded after some code."""
    check = f"{code}; import sys; print(*(set({DRAWING}) & set(sys.modules)))"
    return set(subprocess.run([sys.executable, "-c", check], check=True, capture_output=True, text=True).stdout.split())


def main() -> int:
    """Print medians and ratios; 1 where a ratio passes the bar or a drawing library is loaded."""
    codes = {"pandas": PANDAS, "package": PACKAGE, "table": TABLE}
    for code in codes.values():
        seconds(code)  # once, so that compiled bytecode is there
    times: dict[str, list[float]] = {name: [] for name in codes}
    for _ in range(RUNS):
        for name, code in codes.items():
            times[name].append(seconds(code))
    median = {name: statistics.median(values) for name, values in times.items()}
    failed = False
    for name, code in codes.items():
        ratio = median[name] / median["pandas"]
        print(f"{code:58} {median[name] * 1000:6.0f} ms  {ratio:.2f} x import pandas")
    if median["package"] / median["pandas"] > BAR:
        print(f"{PACKAGE} costs more than {BAR} x {PANDAS}", file=sys.stderr)
        failed = True
    for code in (PACKAGE, TABLE):
        if drawn := loaded(code):
            print(f"{code} loads {', '.join(sorted(drawn))}", file=sys.stderr)
            failed = True
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
