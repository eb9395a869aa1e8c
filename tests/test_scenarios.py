"""Where each printed rate leads the digital economy by 2025, worked by hand from paragraphs 7, 32 and 58."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from zhonglou_analysis.arithmetic import load_assumptions
from zhonglou_analysis.arithmetic.scenarios import SCENARIO_COLUMNS, goal_scenarios
from zhonglou_analysis.errors import InputError, NotInReportError, UnlikeError
from zhonglou_analysis.reports import load_report

D = Decimal
AREA = "digital_revenue_digital_economy_2023_growth"


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return goal_scenarios().set_index(["scenario", "year"])


@pytest.mark.parametrize(
    ("scenario", "values"),
    [
        ("digital_revenue_2025_growth", ["210", "243.60", "282.5760", "327.788160"]),  # 58: 16% a year
        ("digital_revenue_2022_growth", ["210", "267.330", "340.311090", "433.216017570"]),  # 7: 27.3%
        (AREA, ["210", "283.50", "382.7250", "516.678750"]),  # 32: 35%
    ],
)
def test_paths_by_hand(table: pd.DataFrame, scenario: str, values: list[str]) -> None:
    assert table.loc[scenario, "value"].tolist() == [D(value) for value in values]
    assert table.loc[scenario].index.tolist() == [2022, 2023, 2024, 2025]
    assert set(table.loc[scenario, "status"]) == {"projection"}


def test_the_required_path_starts_at_the_level_and_ends_at_the_goal(table: pd.DataFrame) -> None:
    path = table.loc["required"]
    assert path["value"].iloc[0] == D(210)  # 7: 210亿元
    assert path["value"].iloc[-1] == D(500)  # 58: 超500亿元
    assert (path["low"].iloc[0], path["high"].iloc[0]) == (D("209.5"), D("210.5"))
    assert path["low"].iloc[-1] == D(500)
    assert round(path["rate"].iloc[0], 3) == D("33.531")
    assert round(path["value"].loc[2023], 3) == D("280.416")  # 210 × (500/210)^(1/3)
    assert round(path["value"].loc[2024], 3) == D("374.444")


def test_the_printed_levels_and_the_one_that_growth_implies(table: pd.DataFrame) -> None:
    printed = table.loc["printed"]
    assert printed.index.tolist() == [2021, 2022, 2025]
    assert round(printed.loc[2021, "value"], 3) == D("164.965")  # 7: 210/1.273
    assert printed["status"].tolist() == ["computed", "actual", "target"]
    assert printed.loc[2025, "low"] == D(500)
    assert printed.loc[2025, "high"].is_infinite()


def test_an_area_rate_on_the_district_is_named_as_an_assumption(table: pd.DataFrame) -> None:
    assert set(table.loc[AREA, "assumptions"]) == {"equal_steps area_rate comparable_base rounding preliminary"}
    assert set(table.loc["digital_revenue_2022_growth", "assumptions"]) == {
        "equal_steps comparable_base rounding preliminary"
    }
    assert {"equal_steps", "area_rate"} <= set(load_assumptions(load_report()))


def test_floors_leave_a_path_without_a_ceiling(table: pd.DataFrame) -> None:
    assert table.loc[("digital_revenue_2025_growth", 2025), "high"].is_infinite()  # 16%以上
    assert round(table.loc[("digital_revenue_2025_growth", 2025), "low"], 3) == D("327.008")  # 209.5 × 1.16³
    assert table.loc[("digital_revenue_2022_growth", 2025), "high"].is_finite()  # 27.3% is measured


def test_every_row_names_what_it_comes_from() -> None:
    report = load_report()
    rows = goal_scenarios()
    assert tuple(rows.columns) == SCENARIO_COLUMNS
    for row in rows.itertuples():
        ids = row.operands.split()
        assert ids
        assert all(id_ in report.observations for id_ in ids)
        assert row.paragraphs == " ".join(str(p) for p in sorted({report[id_].paragraph for id_ in ids}))
        assert row.low <= row.value <= row.high


def test_rates_of_ones_own() -> None:
    rows = goal_scenarios(rates=[20, "digital_revenue_2022_growth"])
    assert rows["scenario"].unique().tolist() == ["printed", "20", "digital_revenue_2022_growth", "required"]
    assert rows.set_index(["scenario", "year"]).loc[("20", 2025), "value"] == D("362.880")  # 210 × 1.2³


def test_refusals() -> None:
    with pytest.raises(NotInReportError):
        goal_scenarios("digital_revenue_2030")
    with pytest.raises(InputError, match="no earlier level"):
        goal_scenarios("gdp_2022")
    with pytest.raises(UnlikeError, match="百分点"):
        goal_scenarios(rates=["digital_core_value_added_2023_change"])
