"""What a chart hands out before anything is drawn: its words, its rows, and the geometry of its form."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import pytest

from zhonglou_analysis import charts
from zhonglou_analysis.charts import CHARTS, exhibit

FORMS = {
    "headline_indicators": "values", "ratios_to_gdp": "values", "growth_targets": "values",
    "implied_2021_levels": "values", "target_levels": "values", "delivered_and_targeted": "pairs",
    "sector_structure": "parts", "leading_industry_share": "parts", "target_roll_up": "parts",
    "digital_economy_path": "paths", "reconciliation": "verdicts", "targets_and_outcomes": "verdicts",
}  # fmt: skip


def shapes(geometry):
    inset = geometry.inset.rows if geometry.inset else ()
    return [shape for row in (*geometry.rows, *inset) for shape in row.shapes]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_shape_stands_for_a_mark_of_the_exhibit(name, lang):
    shown = exhibit(name, lang)
    assert shown.geometry.form == FORMS[name]
    drawn = shapes(shown.geometry)
    assert drawn
    assert {id(shape.mark) for shape in drawn} <= {id(mark) for mark in shown.marks}
    for shape in drawn:
        assert shape.fill in ("solid", "striped", "hollow")
        assert (shape.arrow in ("up", "both")) == (shape.high == float("inf"))
    for row in shown.geometry.rows:
        assert row.name.strip()
        assert len(row.texts) >= len(row.shapes)
    assert shown.headline
    assert shown.source.startswith("来源" if lang == "zh" else "Source")
    with pytest.raises(dataclasses.FrozenInstanceError):
        shown.headline = "another"


def test_places_are_numbers_of_the_report():
    # 890亿元以上 and 637.7亿元 under 预计 (paragraph 7)
    first, second = (row.shapes[0] for row in exhibit("headline_indicators").geometry.rows[:2])
    assert (first.x, first.low, first.high, first.arrow, first.fill) == (890, 890, float("inf"), "up", "striped")
    assert (second.x, second.arrow) == (637.7, "")
    # 498.5 / 890 is the most that retail sales can be of a floor of 890
    ratio = exhibit("ratios_to_gdp").geometry.rows[0].shapes[0]
    assert (ratio.x, ratio.arrow) == (pytest.approx(100 * 498.5 / 890), "down")
    # 58 of 63 recognised firms (paragraphs 8 and 23), on an index
    pair = next(row for row in exhibit("delivered_and_targeted").geometry.rows if row.shapes[0].mark.value == 63)
    assert [shape.x for shape in pair.shapes] == pytest.approx([100, 5800 / 63])


def test_an_exhibit_draws_nothing():
    code = (
        "import sys; from zhonglou_analysis.charts import CHARTS, exhibit; [exhibit(name) for name in CHARTS];"
        "print('matplotlib.pyplot' in sys.modules, 'seaborn' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


def test_the_forms_are_five():
    assert set(FORMS) == set(CHARTS)
    assert set(FORMS.values()) == set(charts.geometry.FORMS)
