"""What a type checker tells a user of the package: every public name has a type, and a wrong argument is found."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import zhonglou_analysis as zl

pytest.importorskip("mypy")
ROOT = Path(__file__).resolve().parents[1]

# A line that a checker has to complain about says so; strict checking complains of an “ignore” without a reason.
SCRIPT = """
from pathlib import Path

import pandas as pd
from matplotlib.axes import Axes

import zhonglou_analysis as zl

with zl.chart_style("en", size="slide"):
    ax: Axes = zl.plot_comparison(reports=[None, Path("a"), zl.load_report()], indicator="gdp", kind="level", lang="zh")
table: pd.DataFrame = zl.chart_table("growth_targets", about_width=1)
zl.plot_growth_targets(table, about_width=None, ax=ax)
zl.plot_targets_and_outcomes(outcomes="later", about_width=1, headline=False)
zl.plot_headline_indicators(palette={"estimate": "teal"}, scale=0.9, notes=False)
paths: list[Path] = zl.save_chart(ax.figure, "mine", formats=("png",))
problems = zl.chart_problems(ax.figure)
part: zl.Result = zl.share("leading_industries_output_2022", "industrial_output_2022")

zl.plot_comparison(indicators="gdp")  # type: ignore[call-arg]
zl.plot_headline_indicators(about_width=1)  # type: ignore[call-arg]
zl.plot_targets_and_outcomes(outcomes=3)  # type: ignore[arg-type]
zl.plot_growth_targets(scale="large")  # type: ignore[arg-type]
zl.plot_sector_structure(table, ax)  # type: ignore[call-arg]
zl.share(1.5, None)  # type: ignore[arg-type]
zl.no_such_name  # type: ignore[attr-defined]
"""


def checked(tmp_path: Path, script: str) -> str:
    path = tmp_path / "user.py"
    path.write_text(script, encoding="utf-8")
    run = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file",
        "",
        "--cache-dir",
        str(tmp_path / "cache"),
        str(path),
    ]
    return subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False).stdout


def test_a_user_script_is_checked_strictly(tmp_path: Path) -> None:
    names = sorted(zl.__all__)
    asked = "".join(f"reveal_type(zl.{name})\n" for name in names)
    said = checked(tmp_path, SCRIPT + asked)
    assert re.findall(r".*error:.*", said) == []
    types = re.findall(r'Revealed type is "(.*)"', said)
    assert len(types) == len(names) > 80
    assert [
        name for name, type_ in zip(names, types, strict=True) if re.search(r"^Any\b|\*args: Any|-> Any$", type_)
    ] == []
