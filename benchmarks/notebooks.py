"""How long the notebooks' tests take, against starting their kernels and importing what they import.

    python benchmarks/notebooks.py

Both are runs of pytest with nbval over the same notebooks: once whole, once cut down to their parameters, their
imports and the modules that those load on first use. Bar: at most 1.5 times.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
BAR = 1.5
# The public names are imported on first use; a kernel that draws has all of these.
FIRST_USE = """
for name in zl.__all__:
    getattr(zl, name)
for entry in zl.CHARTS.values():
    entry.chart
"""


def cut_down(source: Path, target: Path) -> None:
    """Keep the parameters and the imports of a notebook."""
    notebook = json.loads(source.read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    imports = next(cell for cell in cells if "import zhonglou_analysis as zl" in "".join(cell["source"]))
    kept = [cells[0], {**imports, "source": "".join(imports["source"]) + FIRST_USE}]
    notebook["cells"] = [{**cell, "outputs": []} for cell in kept]
    target.write_text(json.dumps(notebook), encoding="utf-8")


def seconds(folder: Path) -> float:
    """Time one run of the notebooks' tests in a folder."""
    begin = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", "--rootdir", folder, folder],
        capture_output=True, text=True, cwd=folder,
    )  # fmt: skip
    if run.returncode:
        sys.exit(f"the notebooks do not pass:\n{run.stdout[-3000:]}")
    return time.perf_counter() - begin


def main() -> None:
    """Time both, in one run, and print the ratio."""
    with tempfile.TemporaryDirectory() as name:
        whole, cut = Path(name) / "whole", Path(name) / "cut"
        for folder in (whole, cut):
            folder.mkdir()
            shutil.copy(NOTEBOOKS / "conftest.py", folder)
        found = sorted(NOTEBOOKS.glob("*.ipynb"))
        for path in found:
            shutil.copy(path, whole)
            cut_down(path, cut / path.name)
        base, full = seconds(cut), seconds(whole)
    print(f"{len(found)} notebooks: {full:.1f} s whole, {base:.1f} s kernels and imports")
    print(f"ratio {full / base:.2f} (bar {BAR})")
    sys.exit(full / base > BAR)


if __name__ == "__main__":
    main()
