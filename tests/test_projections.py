"""Targets as levels, worked by hand from paragraphs 7 and 21, and the rules that an economist checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from zhonglou_analysis.arithmetic import load_assumptions, project_path, project_targets, target_gap, target_rate
from zhonglou_analysis.charts import chart_table
from zhonglou_analysis.errors import InputError, UnlikeError
from zhonglou_analysis.reports import load_report

D = Decimal
Edit = Callable[[str, str, str], Path]
REPORT = load_report()
INFINITE = "Infinity"


# --- by hand ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "value", "low", "high", "basis", "assumptions"),
    [
        # 7: 890亿元以上, 21: 5%左右: 890 × 1.05 in prices of 2022; at least 890 × 1.045 under ± 0.5
        ("gdp", "934.50", "930.050", INFINITE, "constant", "about_width floor_base constant_prices preliminary"),
        # 7: 超52亿元, 21: 5%以上: 52 × 1.05, a floor of a floor
        ("budget_revenue", "54.60", "54.60", INFINITE, "nominal", "floor_base floor_rate refund_basis preliminary"),
        # 7: 231亿元, 21: 6%左右: 231 × 1.06; 230.5 × 1.055 to 231.5 × 1.065
        (
            "fixed_asset_investment",
            "244.86",
            "243.1775",
            "246.5475",
            "comparable",
            "about_width comparable_base rounding preliminary",
        ),
        # 7: 498亿元, 21: 5%左右: 498 × 1.05; 497.5 × 1.045 to 498.5 × 1.055
        (
            "retail_sales",
            "522.90",
            "519.8875",
            "525.9175",
            "comparable",
            "about_width comparable_base rounding preliminary",
        ),
    ],
)
def test_targets_by_hand(indicator: str, value: str, low: str, high: str, basis: str, assumptions: str) -> None:
    row = project_targets().set_index("indicator").loc[indicator]
    assert (row["value"], row["low"], row["high"]) == (D(value), D(low), D(high))
    assert row["price_basis"] == basis
    assert row["assumptions"] == assumptions
    assert row["unit"] == "亿元"
    assert row["period"] == "2023"
    assert row["paragraphs"] == "7 21"
    assert row["operands"] == f"{indicator}_2022 {indicator}_2023_growth"


def test_every_growth_target_with_a_level_the_year_before_and_no_other() -> None:
    # 21 prints four; 32's 35% is an area's, whose level is not printed; 58's 16% is of 2025, and 2024 is not printed
    assert project_targets()["id"].tolist() == [
        f"{name}_2023_growth" for name in ("gdp", "budget_revenue", "fixed_asset_investment", "retail_sales")
    ]


def test_growth_of_gdp_is_at_constant_prices_and_says_so() -> None:
    row = project_targets().set_index("indicator").loc["gdp"]
    assert "prices of 2022" in row["rule_en"]
    assert "2022年价格" in row["rule_zh"]
    others = project_targets().set_index("indicator").drop("gdp")
    assert not others["assumptions"].str.contains("constant_prices").any()


def test_the_width_of_about_is_the_callers_and_named() -> None:
    table = project_targets(about_width=1).set_index("indicator")
    assert table.loc["retail_sales", "low"] == D("517.40")  # 497.5 × 1.04
    assert table.loc["retail_sales", "high"] == D("528.410")  # 498.5 × 1.06
    assert "±1 percentage points" in table.loc["retail_sales", "rule_en"]
    assert "±1个百分点" in table.loc["retail_sales", "rule_zh"]
    declared = project_targets().set_index("indicator")
    assert "±0.5 percentage points" in declared.loc["retail_sales", "rule_en"]
    assert declared.loc["budget_revenue", "rule_en"] == table.loc["budget_revenue", "rule_en"]


def test_without_the_assumption_about_bounds_nothing() -> None:
    table = project_targets(about_width=None).set_index("indicator")
    for indicator in ("gdp", "fixed_asset_investment", "retail_sales"):
        row = table.loc[indicator]
        assert (row["low"], row["high"]) == (D("-Infinity"), D("Infinity"))
        assert "about_width" not in row["assumptions"]
        assert "±" not in row["rule_en"]
    assert table.loc["gdp", "value"] == D("934.50")
    assert table.loc["budget_revenue", "low"] == D("54.60")


def test_every_assumption_that_is_named_is_declared() -> None:
    declared = load_assumptions()
    assert declared == load_assumptions(REPORT)
    for row in project_targets().itertuples():
        used = row.assumptions.split()
        assert row.rule_en == "; ".join(declared[id_].text("en", "2022") for id_ in used)
        assert row.rule_zh == ";".join(declared[id_].text("zh", "2022") for id_ in used)


@pytest.mark.parametrize("width", [-1, D("-0.1")])
def test_a_width_below_zero_is_refused(width: Decimal) -> None:
    with pytest.raises(InputError, match="zero or more"):
        project_targets(about_width=width)


def test_a_width_is_given_to_about_alone() -> None:
    floor = REPORT["budget_revenue_2023_growth"]
    assert target_rate(floor, 3, {}, REPORT).bounds == floor.bounds


# --- paths ------------------------------------------------------------------------------------------------------------


def test_a_path_at_constant_prices() -> None:
    path = project_path("gdp_2022", "gdp_2023_growth", 2)
    assert path["year"].tolist() == [2022, 2023, 2024]
    assert path["value"].tolist() == [D(890), D("934.50"), D("981.2250")]  # × 1.05²
    assert path["low"].tolist() == [D(890), D("930.050"), D("971.902250")]  # × 1.045²
    assert set(path["price_basis"]) == {"constant"}
    assert set(path["unit"]) == {"亿元"}


def test_a_nominal_path_needs_a_deflator_which_has_no_default() -> None:
    # 890 × 1.05 × 1.02
    path = project_path("gdp_2022", "gdp_2023_growth", 1, deflator=2)
    assert path["value"].tolist() == [D(890), D("953.1900")]
    assert path["low"].tolist()[1] == D("948.65100")  # 890 × 1.045 × 1.02
    assert set(path["price_basis"]) == {"current"}
    assert project_path("gdp_2022", "gdp_2023_growth", 1)["price_basis"].tolist() == ["constant", "constant"]
    flat = project_path("gdp_2022", "gdp_2023_growth", 1, deflator=0)
    assert flat["value"].tolist() == [D(890), D("934.50")]
    assert set(flat["price_basis"]) == {"current"}
    # what it rests on is told: the caller's own number, 0 too, and none where none was given
    assert (set(path["deflator"]), set(flat["deflator"])) == ({2}, {0})
    assert project_path("gdp_2022", "gdp_2023_growth", 1)["deflator"].isna().all()


def test_a_series_that_is_nominal_takes_no_deflator() -> None:
    with pytest.raises(InputError, match="is nominal and holds the change of prices already; leave the deflator out"):
        project_path("retail_sales_2022", "retail_sales_2023_growth", 1, deflator=2)


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: project_path("gdp_2022", "retail_sales_2023_growth", 1), UnlikeError, "5%左右.*growth of retail"),
        (lambda: project_path("gdp_2022", "retail_sales_2023_growth", 1, deflator=2), UnlikeError, "growth of retail"),
        (lambda: project_path("gdp_2022", "retail_sales_2023_growth", 0), UnlikeError, "growth of retail"),
        (lambda: project_path("digital_revenue_2022", "digital_revenue_digital_economy_2023_growth", 1), UnlikeError,
         "digital_economy.*210亿元.*district"),
        (lambda: project_path("gdp_2022", "digital_core_value_added_2023_change", 1), UnlikeError, "digital_core"),
        (lambda: project_path("leading_industries_output_2022", "leading_industries_output_2022_share", 1),
         UnlikeError, "is a share"),
        (lambda: project_path("gdp_2022", "gdp_2023_growth", 1, deflator="1%"), InputError, "deflator=.1%.: give"),
        (lambda: project_path("gdp_2022", 5, -1), InputError, "whole number"),
        (lambda: project_path("gdp_2022", 5, 1.5), InputError, "whole number"),
        (lambda: target_gap("digital_revenue_2022", "digital_revenue_digital_economy_2023_growth",
                            "digital_revenue_2025"), UnlikeError, "digital_economy"),
        (lambda: target_gap("digital_revenue_2025", 16, "digital_revenue_2022"), InputError, "years"),
        (lambda: target_gap("gdp_2022", 16, "digital_revenue_2025"), UnlikeError, "value_added and revenue"),
    ],
)  # fmt: skip
def test_refusals(call: Callable[[], object], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()


def test_what_is_missing_to_the_goal_of_2025() -> None:
    # 58: 超500亿元; 7: 210亿元; 210 × 1.16³ = 327.788, so 172.212 are missing, at least 500 − 210.5 × 1.16³
    gap = target_gap("digital_revenue_2022", 16, "digital_revenue_2025")
    assert gap.value == D("172.211840")
    assert round(gap.low, 3) == D("171.431")
    assert gap.high.is_infinite()
    # at the 16%以上 that is printed the level has no ceiling, so nothing need be missing
    assert target_gap(
        "digital_revenue_2022", "digital_revenue_2025_growth", "digital_revenue_2025"
    ).bounds.is_everything
    # 32: 35% over three years passes the goal: 500 − 210 × 1.35³ = −16.679
    passed = target_gap("digital_revenue_2022", 35, "digital_revenue_2025")
    assert passed.value == D("-16.678750")


# --- properties -------------------------------------------------------------------------------------------------------


@given(narrow=st.decimals("0", "2", places=1), more=st.decimals("0", "2", places=1))
def test_a_wider_band_never_gives_a_narrower_level(narrow: Decimal, more: Decimal) -> None:
    small, wide = project_targets(about_width=narrow), project_targets(about_width=narrow + more)
    assert (wide["low"] <= small["low"]).all()
    assert (wide["high"] >= small["high"]).all()
    assert small["value"].tolist() == wide["value"].tolist()
    assert ((small["low"] <= small["value"]) & (small["value"] <= small["high"])).all()


@given(rate=st.decimals("-10", "30", places=1), deflator=st.decimals("-3", "10", places=1), years=st.integers(0, 6))
def test_a_nominal_path_is_the_real_one_times_prices(rate: Decimal, deflator: Decimal, years: int) -> None:
    real = project_path("gdp_2022", rate, years)["value"]
    nominal = project_path("gdp_2022", rate, years, deflator=deflator)["value"]
    for passed, (one, other) in enumerate(zip(real, nominal, strict=True)):
        assert abs(other - one * (1 + deflator / 100) ** passed) < one * D("1e-18")


# --- the declared assumptions -----------------------------------------------------------------------------------------


def test_without_a_declared_width_the_caller_is_asked() -> None:
    bare = replace(REPORT, assumptions=())
    with pytest.raises(InputError, match="about_width"):
        project_targets(report=bare)
    table = project_targets(about_width=None, report=bare)
    assert table["value"].tolist() == project_targets()["value"].tolist()
    assert table["assumptions"].tolist() == ["", "", "", ""]


def test_a_target_is_no_estimate() -> None:
    for row in project_targets().itertuples():
        assert REPORT[row.id].status == "target"
        assert REPORT[row.base_id].status == "estimate"


def test_a_path_names_the_assumptions_it_rests_on():
    # paragraph 21: 增长5%左右, on paragraph 7: 890亿元以上
    assert project_path("gdp_2022", "gdp_2023_growth", 1)["assumptions"].iloc[0] == (
        "about_width floor_base constant_prices preliminary"
    )
    assert project_path("gdp_2022", "gdp_2023_growth", 2)["assumptions"].iloc[0].endswith("equal_steps")
    without = project_path("gdp_2022", "gdp_2023_growth", 1, about_width=None, deflator=1)
    assert without["assumptions"].iloc[0] == "floor_base preliminary"


def test_a_level_that_is_printed_for_the_year_is_no_arithmetic():
    # 5%左右 on 890 leads to 934.5; where the report prints 940亿元 for 2023, 940 is the level aimed at.
    report = REPORT
    base = report["gdp_2022"]
    aim = replace(base, id="gdp_2023", period="2023", status="target", qualifier="exact", value=D(940))
    own = replace(report, observations={**report.observations, aim.id: aim})
    row = project_targets(report=own).set_index("indicator").loc["gdp"]
    assert row[["value", "low", "high", "printed_id"]].tolist() == [D(940), D(940), D(940), "gdp_2023"]
    assert (row["price_basis"], row["assumptions"]) == ("current", "")
    assert "gdp_2023" in row["operands"].split()
    marks = chart_table("target_levels", report=own).query("series == 'gdp'").set_index("role")
    assert marks.loc["implied", ["value", "status"]].tolist() == [940, "target"]
    assert (project_targets()["printed_id"] == "").all()
