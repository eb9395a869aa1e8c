"""What a briefing costs: ``python benchmarks/briefing.py``.

All four formats in both languages, as a person runs it: processor time and memory of the whole process, and what each
format takes beside drawing its charts as pictures once, measured in one run so that the ratios hold on any machine.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time

SECONDS_BAR, MEMORY_BAR = 15, 500  # on two cores; megabytes
WHOLE = """
import json, resource, sys, time
import zhonglou_analysis as zl
zl.write_briefing(sys.argv[1], formats=json.loads(sys.argv[2]), lang="all")
print(json.dumps([time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
PICTURES = """
import json, sys, time
from zhonglou_analysis.charts.saving import regenerate
regenerate(folder=sys.argv[1])
print(json.dumps([time.process_time(), 0]))
"""


def run(code: str, *words: str) -> tuple[float, float]:
    """Return seconds of the processor and megabytes of a process of its own: others on the machine do not count."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([sys.executable, "-c", code, folder, *words], check=True, capture_output=True, text=True)
    seconds, memory = json.loads(done.stdout.splitlines()[-1])
    return seconds, memory


def main() -> int:
    """Print the figures and return 1 if a bar is not met."""
    every = ["docx", "pptx", "xlsx", "html"]
    start = time.perf_counter()
    pictures, _ = run(PICTURES)
    seconds, memory = run(WHOLE, json.dumps(every))
    print(f"all formats, both languages: {seconds:.1f} s (bar {SECONDS_BAR}), peak {memory:.0f} MB (bar {MEMORY_BAR})")
    print(f"  {seconds / pictures:.2f} times the 22 pictures alone ({pictures:.1f} s)")
    for kind in every:
        alone, peak = run(WHOLE, json.dumps([kind]))
        print(f"  {kind}: {alone:.1f} s, {alone / pictures:.2f} times the pictures, peak {peak:.0f} MB")
    print(f"measured in {time.perf_counter() - start:.0f} s")
    return int(seconds > SECONDS_BAR or memory > MEMORY_BAR)


if __name__ == "__main__":
    sys.exit(main())
