"""The gallery shows every chart of the catalogue, and its code runs."""

from __future__ import annotations

import re
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

import zhonglou_analysis as zl

PAGE = Path(__file__).resolve().parents[2] / "docs" / "gallery.md"
if not PAGE.is_file():
    pytest.skip("docs/ is not part of this copy", allow_module_level=True)
TEXT = PAGE.read_text(encoding="utf-8")
CODE = re.findall(r"```python\n(.*?)```", TEXT, flags=re.S)


@pytest.mark.parametrize("code", CODE, ids=[re.findall(r"plot_\w+", code)[0] for code in CODE])
def test_the_code_of_the_gallery_runs(code):
    exec(compile(code, str(PAGE), "exec"), {})
    assert plt.get_fignums()
    plt.close("all")


def test_the_gallery_shows_every_chart_and_what_is_chosen_and_three_variations():
    assert len(CODE) == len(zl.CHARTS) + 5
    for name, entry in zl.CHARTS.items():
        assert f"## {entry.title_zh} · {entry.title_en}" in TEXT
        for lang in ("zh", "en"):
            assert f"../figures/{name}_{lang}_doc.png" in TEXT
