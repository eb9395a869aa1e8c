"""What the charts cost, and whether a killed run leaves a broken file: ``python benchmarks/charts.py [--kills N]``.

Everything is measured in one run, against bare matplotlib, so that the ratios hold on any machine.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from matplotlib.patches import Rectangle
from PIL import Image

from zhonglou_analysis.charts.catalogue import CHARTS, find_chart
from zhonglou_analysis.charts.lettering import _packaged_font
from zhonglou_analysis.charts.manifest import MANIFEST
from zhonglou_analysis.charts.saving import regenerate
from zhonglou_analysis.charts.style import chart_style
from zhonglou_analysis.reports import load_report

FORMATS = ("png", "svg", "pdf")
BAR, MEMORY_BAR = 1.3, 500  # times bare matplotlib; megabytes
RUNS = 9

# The same texts and bars as a finished chart, by a script that knows nothing but matplotlib.
BARE = """
import json, sys
import matplotlib.pyplot as plt
from matplotlib import font_manager
from matplotlib.patches import Rectangle
chart = json.load(open(sys.argv[1], encoding="utf-8"))
font_manager.fontManager.addfont(chart["font"])
plt.rcParams["font.family"] = [font_manager.FontProperties(fname=chart["font"]).get_name(), "DejaVu Sans"]
figure = plt.figure(figsize=chart["size"])
for x, y, size, text in chart["texts"]:
    figure.text(x, y, text, fontsize=size)
for x, y, width, height in chart["bars"]:
    figure.add_artist(Rectangle((x, y), width, height, transform=figure.transFigure))
figure.savefig(sys.argv[2], dpi=300)
"""
MEMORY = """
import resource, sys
from zhonglou_analysis.charts.saving import regenerate
regenerate(formats=("png", "svg", "pdf"), folder=sys.argv[1])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def timed(run: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return seconds; on the processor's own clock, what else the machine does counts for nothing."""
    begin = clock()
    run()
    return clock() - begin


def all_files(folder: Path) -> bool:
    """Time all files against saving the same finished figures, and say where the rest goes."""
    report = load_report()
    marks = {}
    computing = timed(lambda: marks.update({name: find_chart(name).rows(report) for name in CHARTS}))
    figures = []
    tasks = [(name, lang) for name in CHARTS for lang in ("zh", "en")]
    building = timed(lambda: figures.extend((find_chart(n).figure(marks[n], lang, "doc"), lang) for n, lang in tasks))

    def bare() -> None:
        for figure, lang in figures:
            with chart_style(lang):
                for kind in FORMATS:
                    figure.savefig(io.BytesIO(), format=kind, dpi=300)

    bare()  # once for the glyphs, as the run below finds them
    saving, ours = [], []
    for _ in range(3):
        saving.append(timed(bare, time.process_time))
        ours.append(timed(lambda: regenerate(formats=FORMATS, folder=folder), time.process_time))
    ratio = min(ours) / min(saving)
    print(
        f"{len(figures) * len(FORMATS)} files: {min(ours):.2f} s; bare matplotlib, same figures {min(saving):.2f} s; "
        f"ratio {ratio:.2f} (bar {BAR})"
    )
    print(
        f"  of it: tables {computing:.2f} s (first time), drawing {building:.2f} s, the rest hashing, metadata, writing"
    )
    return ratio <= BAR


def memory(folder: Path) -> bool:
    """Measure the peak of a run."""
    run = subprocess.run([sys.executable, "-c", MEMORY, str(folder)], capture_output=True, text=True, check=True)
    peak = int(run.stdout) / 1024
    print(f"peak memory: {peak:.0f} MB (bar {MEMORY_BAR})")
    return peak < MEMORY_BAR


def one_chart(folder: Path) -> bool:
    """Time one chart from a fresh process against importing pyplot and saving the same texts and bars."""
    chart = find_chart("sector_structure")
    figure = chart.figure(chart.rows(), "zh", "doc")
    figure.draw_without_rendering()
    to_figure = figure.transFigure.inverted()
    texts = [*figure.texts, *figure.axes[0].texts]
    described = {
        "size": list(figure.get_size_inches()),
        "font": str(_packaged_font()),
        "texts": [
            [*to_figure.transform(t.get_window_extent().p0), t.get_fontsize(), t.get_text()]
            for t in texts
            if t.get_text()
        ],
        "bars": [
            list(bar.get_window_extent().transformed(to_figure).bounds)
            for bar in figure.axes[0].patches
            if isinstance(bar, Rectangle)
        ],
    }
    (folder / "chart.json").write_text(json.dumps(described), encoding="utf-8")
    bare = [sys.executable, "-c", BARE, str(folder / "chart.json"), str(folder / "bare.png")]
    command = [str(Path(sys.executable).with_name("zhonglou"))]
    ours = [*command, "figures", "sector_structure", "--lang", "zh", "--format", "png", "--out", str(folder)]
    seconds: dict[str, list[float]] = {"bare": [], "ours": []}
    for _ in range(RUNS):
        for name, words in (("bare", bare), ("ours", ours)):
            seconds[name].append(timed(lambda words=words: subprocess.run(words, check=True, capture_output=True)))
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    ratio = medians["ours"] / medians["bare"]
    print(
        f"one chart, fresh process: {medians['ours']:.2f} s; pyplot and one savefig of its texts and bars: "
        f"{medians['bare']:.2f} s; ratio {ratio:.2f} (bar {BAR}; medians of {RUNS})"
    )
    return ratio <= BAR


def kills(folder: Path, times: int) -> bool:
    """Kill a run at random moments: no file may be cut off, and the next run clears what is left."""
    command = [
        str(Path(sys.executable).with_name("zhonglou")),
        "figures",
        "--format",
        ",".join(FORMATS),
        "--out",
        str(folder),
    ]
    whole = timed(lambda: subprocess.run(command, check=True, capture_output=True))
    chance, broken, left = random.Random(4), [], 0
    for _ in range(times):
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        run.kill()
        run.wait()
        broken += [path.name for path in folder.iterdir() if not path.name.startswith(".") and not _is_whole(path)]
        left += sum(path.name.startswith(".") for path in folder.iterdir())
    time.sleep(1)
    subprocess.run(command, check=True, capture_output=True)
    stray = [path.name for path in folder.iterdir() if path.name.startswith(".")]
    print(
        f"killed {times} times: {len(broken)} broken files, {left} temporary ones seen; after the next run {len(stray)}"
    )
    return not broken and not stray


def _is_whole(path: Path) -> bool:
    content = path.read_bytes()
    if path.name == MANIFEST:
        return bool(json.loads(content))
    if path.suffix == ".png":
        with Image.open(io.BytesIO(content)) as image:
            image.load()
        return content.endswith(b"IEND\xaeB`\x82")
    return content.rstrip().endswith(b"%%EOF" if path.suffix == ".pdf" else b"</svg>")


def main() -> int:
    """Run everything and return 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=30, metavar="N", help="how often to kill a run (default: 30)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        held = [
            all_files(folder / "all"),
            memory(folder / "memory"),
            one_chart(folder),
            kills(folder / "killed", options.kills),
        ]
    print(f"this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
