"""The wheel, unpacked in another folder with no checkout beside it, holds the data and draws a chart."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROGRAM = """
import pathlib, zhonglou_analysis as zl
home = pathlib.Path(zl.__file__).parent
print(home)
print(len(zl.load_observations()), zl.observation("gdp_2022").printed)
with zl.chart_style("zh"):
    ax = zl.plot_sector_structure(lang="zh")
    zl.save_chart(ax.figure, "sector_structure", folder="out", lang="zh")
print([path.name for path in pathlib.Path("out").iterdir()])
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_every_table(unpacked):
    shipped = {path.name for path in (unpacked / "zhonglou_analysis" / "data").iterdir()}
    assert shipped == {path.name for path in (ROOT / "data").iterdir()}


def test_the_wheel_loads_the_data_and_draws(unpacked, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "MPLBACKEND": "agg"}
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    home, data, charts = run.stdout.splitlines()
    assert Path(home) == unpacked / "zhonglou_analysis"
    assert data == "235 890亿元以上"
    assert charts == "['sector_structure_zh_doc.png']"
