"""Which of an indicator's numbers a phrase prints: the level or a mark passed, on what basis, the change of what.

The phrases are made up, in the habits of reports; the rows beside them were written before the code.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import zhonglou_analysis as zl
from zhonglou_analysis.reports import propose, write_new

TEXT = "一、2031年工作回顾\n粮食产量3万吨。\n{}\n二、2032年工作安排\n{}\n"
Rows = list[tuple[str, str, str]]


def sure(review: str, plan: str = "建公园3个。") -> Rows:
    """Return what the review and the plan propose with certainty, without the row that every text has."""
    rows = propose(TEXT.format(review, plan), "甲子县.txt").tables["observations.csv"]
    return [(row["id"], row["qualifier"], row["value"]) for row in rows][1:]


def waiting(review: str, plan: str = "建公园3个。") -> list[tuple[str, str]]:
    rows = propose(TEXT.format(review, plan), "甲子县.txt").tables["uncurated.csv"]
    return [(row["printed"], row["note"]) for row in rows][:-1]


# --- a mark that is passed on the way is not the level ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("review", "rows"),
    [
        ("进出口总额首次突破300亿元大关，达到312.5亿元，逆势增长4.7%。",
         [("foreign_trade_2031", "exact", "312.5"), ("foreign_trade_2031_growth", "exact", "4.7")]),
        ("社会消费品零售总额突破百亿元大关，达104.6亿元，增长6.3%。",
         [("retail_sales_2031", "exact", "104.6"), ("retail_sales_2031_growth", "exact", "6.3")]),
        ("地区生产总值首破300亿元，达到302.4亿元、增长5.6%。",
         [("gdp_2031", "exact", "302.4"), ("gdp_2031_growth", "exact", "5.6")]),
        ("地区生产总值迈上400亿元新台阶，完成412亿元。", [("gdp_2031", "exact", "412")]),
        ("一般公共预算收入站上20亿元台阶、达20.6亿元。", [("budget_revenue_2031", "exact", "20.6")]),
        ("城镇居民人均可支配收入突破4万元大关，达到40125元、增长5%。",
         [("urban_disposable_income_2031", "exact", "40125"), ("urban_disposable_income_2031_growth", "exact", "5")]),
        ("高新技术企业超过100家，总数达到104家。", [("high_tech_firms_2031", "exact", "104")]),
        ("进出口总额突破300亿元，出口突破100亿元大关，达到112亿元。",
         [("foreign_trade_2031", "at_least", "300"), ("exports_2031", "exact", "112")]),
        ("地区生产总值连续突破200亿元、300亿元大关，达312亿元。", [("gdp_2031", "exact", "312")]),
        ("城镇化率突破60%，达到61.3%。", [("urbanisation_rate_2031", "exact", "61.3")]),
        ("出口突破9亿元；出口达到9.5亿元以上。", [("exports_2031", "at_least", "9.5")]),
        # passed, and nothing printed behind it: a floor, or a number whose word says no more than that
        ("规上工业总产值突破480亿元，增长6%。",
         [("industrial_output_2031", "at_least", "480"), ("industrial_output_2031_growth", "exact", "6")]),
        ("固定资产投资突破200亿元，其中工业投资达到80亿元。",
         [("fixed_asset_investment_2031", "at_least", "200"), ("industrial_investment_2031", "exact", "80")]),
        ("地区生产总值首破300亿元，增长6%。", [("gdp_2031_growth", "exact", "6")]),
        ("地区生产总值迈上400亿元台阶。", []),
        ("一般公共预算收入跨入20亿元行列。", []),
        ("社会消费品零售总额突破80亿元，比上年净增6亿元。", [("retail_sales_2031", "at_least", "80")]),
        ("粮食产量2万吨。社会消费品零售总额突破80亿元。出口达到9亿元。",
         [("retail_sales_2031", "at_least", "80"), ("exports_2031", "exact", "9")]),
    ],
)  # fmt: skip
def test_a_mark_that_was_passed_is_no_level(review: str, rows: Rows) -> None:
    assert sure(review) == rows


def test_a_mark_that_was_passed_waits_beside_the_level() -> None:
    assert waiting("进出口总额突破300亿元大关，达到312.5亿元。") == [
        ("突破300亿元", "< foreign_trade_2031? 进出口总额")
    ]


def test_a_target_that_is_passed_in_the_plan_is_a_target() -> None:
    rows = sure("出口3亿元。", "社会消费品零售总额突破90亿元，力争达到95亿元。")[1:]
    assert rows == [("retail_sales_2032", "at_least", "90")]


# --- what changes, and which way --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("review", "rows"),
    [
        ("固定资产投资下降3.8%，降幅较上年收窄2.1个百分点。",
         [("_growth", "-3.8")]),  # waits: what falls is told by a noun
        ("固定资产投资同比下降4.2%，降幅收窄3.1个百分点。", [("_growth", "-4.2")]),
        ("固定资产投资下降4.2%，收窄3.1个百分点。", [("_growth", "-4.2"), ("_growth_change", "3.1")]),
        ("固定资产投资下降4.2%，降幅比上年扩大1.5个百分点。", [("_growth", "-4.2")]),
        ("固定资产投资增长4.2%，增幅收窄1.5个百分点。", [("_growth", "4.2"), ("_growth_change", "-1.5")]),
        ("固定资产投资增长5%，增速较上年回落1.2个百分点。", [("_growth", "5"), ("_growth_change", "-1.2")]),
        ("固定资产投资增长5%，增速比上年提高0.5个百分点。", [("_growth", "5"), ("_growth_change", "0.5")]),
        ("固定资产投资增长5%，比上年提高0.5个百分点。", [("_growth", "5"), ("_growth_change", "0.5")]),
        ("固定资产投资增速比上年加快0.5个百分点。", [("_growth_change", "0.5")]),
        # of the growth that another place has, that was planned, that another part of the year had; of what is unsaid
        ("固定资产投资增长5%，高于全市平均水平1.2个百分点。", [("_growth", "5")]),
        ("固定资产投资增长5%，快于全省、全市1.2个、0.5个百分点。", [("_growth", "5")]),
        ("固定资产投资增长5%，低于年初预期目标1.4个百分点。", [("_growth", "5")]),
        ("固定资产投资下降5%，降幅较一季度收窄1.4个百分点。", [("_growth", "-5")]),
        ("固定资产投资80亿元，提高1.4个百分点。", [("", "80")]),
    ],
)  # fmt: skip
def test_a_change_of_growth_has_the_sign_of_what_changes(review: str, rows: list[tuple[str, str]]) -> None:
    assert sure(review) == [(f"fixed_asset_investment_2031{end}", "exact", value) for end, value in rows]


@pytest.mark.parametrize(
    ("review", "rows"),
    [
        # what is itself a percentage, or is printed as a share
        ("城镇登记失业率3.1%，较上年下降0.2个百分点。",
         [("registered_urban_unemployment_2031", "3.1"), ("registered_urban_unemployment_2031_change", "-0.2")]),
        ("常住人口城镇化率提高到54.3%，比上年提高0.9个百分点。",
         [("urbanisation_rate_2031", "54.3"), ("urbanisation_rate_2031_change", "0.9")]),
        ("居民消费价格上涨2%，涨幅收窄0.3个百分点。", [("cpi_2031_growth", "2"), ("cpi_2031_change", "-0.3")]),
        ("服务业增加值占GDP比重达46.5%，提高1.1个百分点。",
         [("tertiary_industry_2031_share", "46.5"), ("tertiary_industry_2031_change", "1.1")]),
        ("民间投资占比提高2.2个百分点。", [("private_investment_2031_change", "2.2")]),
    ],
)  # fmt: skip
def test_a_change_of_a_share_or_a_rate(review: str, rows: list[tuple[str, str]]) -> None:
    assert [(id_, value) for id_, _, value in sure(review)] == rows


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("固定资产投资下降3.8%，降幅较上年收窄2.1个百分点", 2.1),
        ("固定资产投资下降3.8%，降幅扩大2.1个百分点", -2.1),
        ("固定资产投资下降3.8%，收窄2.1个百分点", 2.1),
        ("居民消费价格上涨3.8%，涨幅收窄2.1个百分点", -2.1),
        ("居民消费价格上涨3.8%，涨幅扩大2.1个百分点", 2.1),
        ("固定资产投资下降3.8%，占比收窄2.1个百分点", -2.1),
        ("固定资产投资增长3.8%，收窄2.1个百分点", -2.1),
        ("固定资产投资下降3.8%，进出口总额和社会消费品零售总额收窄2.1个百分点", -2.1),
        ("固定资产投资下降3.8%。差距缩小2.1个百分点", -2.1),
        ("工业用电量收窄2.1个百分点", -2.1),
    ],
)
def test_a_fall_that_narrows_rises(text: str, value: float) -> None:
    assert zl.extract_quantities(text)["value"].tolist()[-1] == value


def test_a_change_of_growth_is_not_about_a_level() -> None:
    text = TEXT.format("固定资产投资80亿元，增长3%，增速提高2个百分点。", "建公园3个。")
    of = {row["id"]: row["of"] for row in propose(text, "甲子县.txt").tables["observations.csv"]}
    assert of["fixed_asset_investment_2031_growth"] == "fixed_asset_investment_2031"
    assert of["fixed_asset_investment_2031_growth_change"] == ""


# --- on what basis growth is printed ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("review", "indicator", "rows", "prices"),
    [
        ("地区生产总值486.5亿元，按不变价计算增长5.8%左右。", "gdp", ["486.5", "5.8"], "constant"),
        ("地区生产总值486.5亿元，按不变价格计算，比上年增长5.8%。", "gdp", ["486.5", "5.8"], "constant"),
        ("地区生产总值486.5亿元，可比增长5.8%。", "gdp", ["486.5", "5.8"], "constant"),
        ("规上工业总产值80亿元，按可比价格计算增长4%。", "industrial_output", ["80", "4"], "constant"),
        ("规上工业总产值80亿元，按可比价格计算，比上年增长4%。", "industrial_output", ["80", "4"], "constant"),
        ("一般公共预算收入31.26亿元，增长3.4%。", "budget_revenue", ["31.26", "3.4"], "nominal"),
        ("一般公共预算收入31.26亿元，同口径增长3.4%。", "budget_revenue", ["31.26", "3.4"], "comparable"),
        ("一般公共预算收入31.26亿元，可比增长3.4%。", "budget_revenue", ["31.26", "3.4"], "comparable"),
        ("一般公共预算收入31.26亿元，按可比口径增长3.4%。", "budget_revenue", ["31.26", "3.4"], "comparable"),
        ("一般公共预算收入31.26亿元，剔除留抵退税因素后增长3.4%。", "budget_revenue", ["31.26", "3.4"], "comparable"),
        ("一般公共预算收入31.26亿元，扣除留抵退税因素后，同口径增长3.4%。", "budget_revenue", ["31.26", "3.4"],
         "comparable"),
        ("一般公共预算收入31.26亿元，还原留抵退税后增长3.4%。", "budget_revenue", ["31.26", "3.4"], "comparable"),
        ("一般公共预算收入31.26亿元，增长3.4%（同口径）。", "budget_revenue", ["31.26", "3.4"], "comparable"),
        # without real estate it is another investment
        ("固定资产投资31.2亿元，扣除房地产后增长3.4%。", "fixed_asset_investment", ["31.2"], "comparable"),
        ("一般公共预算收入31.26亿元，自然口径增长3.4%。", "budget_revenue", ["31.26", "3.4"], "nominal"),
        ("农村居民人均可支配收入2.1万元，扣除价格因素实际增长4%。", "rural_disposable_income", ["2.1", "4"],
         "constant"),
        ("社会消费品零售总额80亿元，名义增长4%。", "retail_sales", ["80", "4"], "nominal"),
        ("社会消费品零售总额80亿元，由负转正，增长8.9%。", "retail_sales", ["80", "8.9"], "comparable"),
    ],
)  # fmt: skip
def test_the_folder_says_on_what_basis_growth_is_printed(
    review: str, indicator: str, rows: list[str], prices: str
) -> None:
    tables = propose(TEXT.format(review, "建公园3个。"), "甲子县.txt").tables
    assert [row["value"] for row in tables["observations.csv"]][1:] == rows
    assert {row["id"]: row["growth_prices"] for row in tables["indicators.csv"]}[indicator] == prices


def test_the_word_stays_with_the_row() -> None:
    rows = propose(TEXT.format("一般公共预算收入31.26亿元，同口径增长3.4%。", "建公园3个。"), "甲子县.txt").tables
    assert [row["note"] for row in rows["observations.csv"]][1:] == ["", "同口径"]


def test_of_two_bases_one_is_the_series_and_the_other_waits() -> None:
    review = "一般公共预算收入58.6亿元，自然口径增长11.2%，剔除留抵退税因素后增长2.3%。"
    plan = "一般公共预算收入同口径增长3%以上，固定资产投资增长5%，建公园3个。"
    assert sure(review, plan) == [
        ("budget_revenue_2031", "exact", "58.6"),
        ("budget_revenue_2031_growth", "exact", "11.2"),
        ("fixed_asset_investment_2032_growth", "exact", "5"),
    ]
    assert waiting(review, plan) == [("2.3%", "剔除留抵退税因素后"), ("3%以上", "一般公共预算收入同口径")]


def test_of_two_bases_the_usual_one_is_the_series() -> None:
    plan = "一般公共预算收入自然口径增长2%，建公园3个。"
    assert sure("一般公共预算收入同口径增长3%。", plan) == [("budget_revenue_2032_growth", "exact", "2")]


def test_a_level_of_the_year_before_names_its_basis(tmp_path: Path) -> None:
    path = tmp_path / "甲子县.txt"
    path.write_text(TEXT.format("一般公共预算收入31.26亿元，同口径增长3.4%。", "建公园3个。"), encoding="utf-8")
    write_new(path, tmp_path / "mine")
    table = zl.reconcile(zl.load_report(tmp_path / "mine")).set_index("id")
    assert "可比" in table.loc["budget_revenue_2030_implied", "basis_zh"]


# --- an average ends with its clause ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("review", "rows"),
    [
        ("地区生产总值8亿元，增长6.1%，两年平均增长5.2%；规上工业增加值同比增长7.4%，出口增长3%。",
         [("gdp_2031", "8"), ("gdp_2031_growth", "6.1"), ("industrial_value_added_2031_growth", "7.4"),
          ("exports_2031_growth", "3")]),
        ("地区生产总值两年平均增长5.2%、规上工业增加值增长7.4%。", []),
        ("地区生产总值增长6.1%、两年平均增长5.2%，固定资产投资下降3.8%。",
         [("gdp_2031_growth", "6.1"), ("fixed_asset_investment_2031_growth", "-3.8")]),
        # what is said of several years holds for its sentence
        ("地区生产总值年均增长5.2%，固定资产投资增长30%。", []),
        ("三年来，地区生产总值增长20%，固定资产投资增长30%。", []),
        ("地区生产总值比2029年增长11%，固定资产投资增长30%。", []),
    ],
)  # fmt: skip
def test_an_average_of_some_years_ends_with_its_clause(review: str, rows: list[tuple[str, str]]) -> None:
    assert [(id_, value) for id_, _, value in sure(review)] == rows


# --- a share that is printed is what its ratio is held against --------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "verdict"),
    [
        # 38.7 of 486.5 is between 38.65/486.55 = 7.944 % and 38.75/486.45 = 7.966 %
        ("占GDP比重约8%", "reproduces"),
        ("占地区生产总值比重达7.95%", "reproduces"),
        ("占GDP比重达8.1%", "does_not_reproduce"),
        ("占GDP比重约8.1%", "undecidable"),
        ("占GDP比重超过7%", "bound_holds"),
        ("占GDP比重超过8%", "does_not_reproduce"),
        ("占全市比重约8%", "derived"),
        ("占全省的8%", "derived"),
    ],
)
def test_a_ratio_to_output_is_held_against_its_printed_share(tmp_path: Path, share: str, verdict: str) -> None:
    path = tmp_path / "甲子县.txt"
    review = f"地区生产总值486.5亿元。外贸进出口总额38.7亿元，增长9.6%，{share}。"
    path.write_text(TEXT.format(review, "建公园3个。"), encoding="utf-8")
    write_new(path, tmp_path / "mine")
    table = zl.reconcile(zl.load_report(tmp_path / "mine")).set_index("id")
    assert table.loc["foreign_trade_2031_to_gdp", "verdict"] == verdict
