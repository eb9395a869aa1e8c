"""Every table that the package returns: what Excel, a plot and a reader of one language make of it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import zhonglou_analysis as zl

TEXT = "预计全年，地区生产总值520亿元以上，增长5%左右。\n2027年主要预期目标：地区生产总值增长5%左右。"
TABLES: dict[str, Callable[[], pd.DataFrame]] = {
    "load_observations": zl.load_observations,
    "load_outcomes": zl.load_outcomes,
    "project_targets": zl.project_targets,
    "project_path": lambda: zl.project_path("gdp_2022", "gdp_2023_growth", 2),
    "goal_scenarios": zl.goal_scenarios,
    "target_outcomes": zl.target_outcomes,
    "target_sensitivity": zl.target_sensitivity,
    "targets_by_place": zl.targets_by_place,
    "revisions": zl.revisions,
    "reconcile": zl.reconcile,
    "definitions": lambda: zl.reconcile(definitions=True),
    "qualitative_targets": zl.qualitative_targets,
    "compare": lambda: zl.compare([zl.load_report()], "gdp"),
    "audit": lambda: zl.audit(""),
    "extract_quantities": lambda: zl.extract_quantities(TEXT),
    "extract_targets": lambda: zl.extract_targets(TEXT),
    "draft_observations": lambda: zl.draft_observations(TEXT),
    "set_aside_numerals": lambda: zl.set_aside_numerals("2023年"),
    **{f"chart {name}": lambda name=name: zl.chart_table(name) for name in zl.CHARTS},  # type: ignore[misc]
}


@pytest.mark.parametrize("name", TABLES)
def test_every_heading_is_a_word_of_the_readers_language(name: str) -> None:
    table = TABLES[name]()
    assert len(table)
    assert not [heading for heading in zl.readable(table, "zh").columns if re.search("[a-z]", heading)]
    assert not [heading for heading in zl.readable(table, "en").columns if re.search("[\u4e00-\u9fff_]", heading)]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_goes_into_excel_and_comes_back(name: str, tmp_path: Path) -> None:
    table = TABLES[name]()
    path = tmp_path / "table.xlsx"
    for lang in ("zh", "en", None):
        floats = zl.readable(table, lang, floats=True)  # type: ignore[arg-type]
        floats.to_excel(path, index=False)
        assert len(pd.read_excel(path)) == len(table)
    for column in table:
        numbers = [cell for cell in table[column] if isinstance(cell, Decimal)]
        if numbers:
            assert floats[column].dtype == float, column
            finite = [float(number) for number in numbers if number.is_finite()]
            assert floats[column].dropna().tolist() == finite, column


def test_what_is_not_bounded_is_empty_and_keeps_its_words() -> None:
    table = zl.load_observations().set_index("id")
    row = zl.readable(table, floats=True).loc["gdp_2022"]
    assert (row["value"], row["low"], row["printed"], row["qualifier"]) == (890.0, 890.0, "890亿元以上", "at_least")
    assert math.isnan(row["high"])
    assert table.loc["gdp_2022", "high"] == Decimal("Infinity"), "the table that was given is left as it is"
    chinese = zl.readable(table.reset_index(), "zh", floats=True).set_index("编号").loc["gdp_2022"]
    assert (chinese["数值"], chinese["限定"], chinese["原文"]) == (890.0, "以上", "890亿元以上")


def test_an_address_is_left_as_it_is() -> None:
    table = zl.load_outcomes()
    assert table["url"].str.contains("?", regex=False).any()
    assert zl.readable(table, "zh")["网址"].tolist() == table["url"].tolist()


def test_floats_are_plotted_and_described() -> None:
    ledger = zl.readable(zl.target_outcomes(), floats=True)
    assert {"target_value", "level_low", "outcome_value", "gap"} <= set(ledger.describe().columns)
    ax = ledger.plot(y="target_value")
    drawn = pd.Series(ax.lines[0].get_ydata()).dropna().tolist()
    plt.close(ax.figure)
    assert drawn == [float(value) for value in zl.target_outcomes()["target_value"].dropna()]
