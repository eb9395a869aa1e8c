"""What an economist would ask of the report, and the answer worked by hand before the code was run.

Each question stands with the paragraphs that its numbers are printed in and with its working; the answer of the
library has to rest on numbers of exactly these paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

import zhonglou_analysis as zl

D = Decimal
OPENNESS = "a comparison of sizes, not a composition"


@dataclass(frozen=True)
class Question:
    """A question with its paragraphs, its working, the call that answers it, and the answer with its ends."""

    asked: str
    paragraphs: set[int]
    working: str
    call: Callable[[], zl.Result]
    value: str
    low: str | None  # None: nothing bounds it there
    high: str | None
    unit: str
    says: str = ""  # what the answer must say of itself


QUESTIONS = [
    Question(
        "How open is the district, trade against GDP?", {7, 8}, "225/890 = 25.281; at most 225.5/890 = 25.337",
        lambda: zl.share("foreign_trade_2022", "gdp_2022", because=OPENNESS), "25.281", None, "25.337", "%", "at most",
    ),
    Question(
        "What does the secondary industry produce?", {7}, "31.9 % of 890 = 283.91; at least 31.85 % of 890 = 283.465",
        lambda: zl.implied_part("secondary_industry_2022_share", "gdp_2022"), "283.91", "283.465", None, "亿元",
        "at least",
    ),
    Question(
        "Do the three industries make up the whole?", {7}, "0.2 + 31.9 + 67.9 = 100, each ± 0.05",
        lambda: zl.total([f"{name}_industry_2022_share" for name in ("primary", "secondary", "tertiary")]),
        "100", "99.85", "100.15", "%",
    ),
    Question(
        "Is the 69.3 % of the leading industries right?", {7}, "438.7/637.7 = 68.794; 438.65/637.75 to 438.75/637.65",
        lambda: zl.share("leading_industries_output_2022", "industrial_output_2022"), "68.794", "68.781", "68.807", "%",
    ),
    Question(
        "What output of industry would 69.3 % need?", {7}, "438.7/0.693 = 633.04; 438.65/0.6935 to 438.75/0.6925",
        lambda: zl.implied_whole("leading_industries_output_2022", "leading_industries_output_2022_share"),
        "633.045", "632.516", "633.574", "亿元",
    ),
    Question(
        "And what output of the leading industries?", {7}, "69.3 % of 637.7 = 441.93",
        lambda: zl.implied_part("leading_industries_output_2022_share", "industrial_output_2022"),
        "441.926", "441.573", "442.280", "亿元",
    ),
    Question(
        "Did 942.32 in 2023 grow by the 5 % of the target?", {7}, "942.32/890 = 1.05879, at most, at current prices",
        lambda: zl.growth(942.32, "gdp_2022"), "5.879", None, "5.879", "%", "at current prices",
    ),
    Question(
        "What was GDP in 2021, if it grew by 3.5 %?", {7}, "890/1.035 = 859.90, in prices of 2022",
        lambda: zl.implied_base("gdp_2022", 3.5), "859.903", "859.903", None, "亿元", "in prices of 2022",
    ),
    Question(
        "What was digital revenue in 2021?", {7}, "210/1.273 = 164.96: of the sample of 2022, not of 2021",
        lambda: zl.implied_base("digital_revenue_2022", "digital_revenue_2022_growth"), "164.965", "164.507", "165.422",
        "亿元", "on a comparable base, not the level of 2021",
    ),
    Question(
        "How many were insured against unemployment in 2021?", {10}, "21.4/1.049 = 20.4; 21.35/1.0495 to 21.45/1.0485",
        lambda: zl.implied_base("unemployment_insured_2022", "unemployment_insured_2022_growth"),
        "20.400", "20.343", "20.458", "万人",
    ),
    Question(
        "How large was tax relief in 2021?", {12}, "12/3.5 = 3.43, of two floors: no end is known",
        lambda: zl.implied_base("tax_fee_relief_2022", "tax_fee_relief_2022_growth"), "3.429", None, None, "亿元",
        "indicative",
    ),
    Question(
        "How heavy is tax relief beside the budget's revenue?", {7, 12}, "12/52 = 23.077 %, of two floors",
        lambda: zl.share("tax_fee_relief_2022", "budget_revenue_2022", because="what is relieved is no revenue"),
        "23.077", None, None, "%", "indicative",
    ),
    Question(
        "And the funds won from above?", {7, 12}, "5.8/52 = 11.154; at most 5.85/52 = 11.25",
        lambda: zl.share("policy_funds_won_2022", "budget_revenue_2022", because="funds from above are no own revenue"),
        "11.154", None, "11.25", "%", "at most",
    ),
    Question(
        "How much of the new premises is incubators?", {8}, "10 of less than 30: at least 9.5/30 = 31.667 %",
        lambda: zl.share("incubator_space_added_2022", "carrier_space_added_2022", because="not said to be a part"),
        "33.333", "31.667", None, "%", "at least",
    ),
    Question(
        "What does outsourcing come to beside trade, at 6.7261 yuan?", {8}, "2.2 × 6.7261 = 14.797; /225 = 6.577 %",
        lambda: zl.share("offshore_outsourcing_2022", "foreign_trade_2022", rate=6.7261, because="services and goods"),
        "6.577", "6.413", "6.741", "%",
    ),
    Question(
        "What growth does the goal of 500 need?", {7, 58}, "(500/210)^(1/3) = 1.33531; from 210.5 it is 1.33426",
        lambda: zl.required_growth("digital_revenue_2022", "digital_revenue_2025"), "33.531", "33.426", None, "%",
    ),
    Question(
        "Where does the stated 16 % lead by 2025?", {7, 58}, "210 × 1.560896 = 327.79; at least 209.5 × 1.560896",
        lambda: zl.compound("digital_revenue_2022", "digital_revenue_2025_growth", 3), "327.788", "327.008", None,
        "亿元", "at least",
    ),
    Question(
        "How much is then missing?", {7, 58}, "500 − 327.79 = 172.21; at least 500 − 210.5 × 1.560896 = 171.43",
        lambda: zl.target_gap("digital_revenue_2022", 16, "digital_revenue_2025"), "172.212", "171.431", None, "亿元",
    ),
    Question(
        "How far is the goal?", {7, 58}, "210/500 = 42 %, at most 210.5/500",
        lambda: zl.share("digital_revenue_2022", "digital_revenue_2025", because="one indicator, now and then"),
        "42", None, "42.1", "%", "at most",
    ),
    Question(
        "How ambitious is 54 % of high-tech output?", {8, 23}, "54 − 53.8 = 0.2; 53.75 to 53.85 against a decided 54",
        lambda: zl.difference("high_tech_output_2023_share", "high_tech_output_2022_share"), "0.2", "0.15", "0.25",
        "百分点",
    ),
    Question(
        "Are fewer high-tech firms to be added than in 2022?", {8, 23}, "58/63 − 1 = −7.937 %",
        lambda: zl.growth("high_tech_firms_added_2023", "high_tech_firms_added_2022"), "-7.937", "-7.937", "-7.937",
        "%",
    ),
    Question(
        "What part of the 58 do the areas carry?", {23, 29, 33, 38}, "(10 + 30 + 15)/58 = 94.828 %",
        lambda: zl.share(
            zl.total([f"high_tech_firms_added_{area}_2023" for area in ("old_city", "digital_economy", "two_lakes")]),
            "high_tech_firms_added_2023",
        ),
        "94.828", "94.828", "94.828", "%",
    ),
    Question(
        "How many dwellings are to be built in 2023?", {45}, "3600余 + 超5000 = 8600, a floor",
        lambda: zl.total(["resettlement_flats_built_2023", "talent_flats_built_2023"], because="flats, and rooms"),
        "8600", "8600", None, "套(间)", "at least",
    ),
    Question(
        "How much less road is to be added?", {9, 45}, "10 − 16.8 = −6.8, of 16.75 to 16.85",
        lambda: zl.difference("road_length_added_2023", "road_length_added_2022"), "-6.8", "-6.85", "-6.75", "公里",
    ),
    Question(
        "How large are key projects beside all investment?", {7, 22}, "60/231 = 25.974; 60/231.5 to 60/230.5",
        lambda: zl.share("key_project_investment_2023", "fixed_asset_investment_2022", because="of two years"),
        "25.974", "25.918", "26.030", "%",
    ),
    Question(
        "By how much was trade overstated, if 2023 fell 11.9 % to 188.6?", {8}, "225 − 188.6/0.881 = 225 − 214.07",
        lambda: zl.difference("foreign_trade_2022", zl.implied_base(188.6, -11.9), because="one series, revised"),
        "10.925", "10.425", "11.425", "亿元",
    ),
    Question(
        "What place did the district hold in 2021?", {7}, "46 and up 3: 49, by the difference of two ranks",
        lambda: _of_relation("quality_ranking_2021"), "49", "49", "49", "位",
    ),
    Question(
        "From what 2020 would 16 % have sufficed?", {58}, "500/1.16⁵ = 500/2.100342 = 238.06, above the 210 of 2022",
        lambda: _of_relation("digital_goal_binding_base"), "238.057", "238.057", "238.057", "亿元",
    ),
    Question(
        "What does one audit save?", {12}, "1386/48 = 28.875万元",
        lambda: _of_relation("audit_savings_average"), "28.875", "28.865", "28.885", "万元",
    ),
    Question(
        "Are the two leading fields one?", {7, 8}, "69.3 + 53.8 − 100 = 23.1: at least 23 % of output is in both",
        lambda: _of_relation("leading_and_high_tech_overlap"), "23.1", "23", "100", "%",
    ),
    Question(
        "Do accidents kill fewer?", {11}, "0.667/0.5 = 1.334: deaths an accident rose by a third",
        lambda: _of_relation("deaths_per_accident"), "33.4", "31.980", "34.848", "%",
    ),
]  # fmt: skip


def _of_relation(id_: str) -> zl.Result:
    """Return a relation of the reconciliation as the result that it is."""
    row = zl.reconcile().set_index("id").loc[id_]
    bounds = zl.Bounds(row["low"], row["high"])
    sources = tuple(zl.observation(name) for name in row["operands"].split() if not name.isdecimal())
    return zl.Result(id_, row["value"], bounds, row["unit"], sources=sources)


def near(number: Decimal, by_hand: str) -> bool:
    """Return whether a number is the hand-worked one to its last digit."""
    return abs(number - D(by_hand)) <= D(1).scaleb(int(D(by_hand).as_tuple().exponent)) / 2


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.asked)
def test_the_answer_is_the_one_worked_by_hand(question: Question) -> None:
    answer = question.call()
    assert near(answer.value, question.value), answer
    assert question.low is None or near(answer.low, question.low), answer
    assert question.high is None or near(answer.high, question.high), answer
    assert question.low is not None or answer.low <= 0, answer  # nothing but the natural floor
    assert question.high is not None or answer.high.is_infinite(), answer
    assert answer.unit == question.unit
    assert question.says in repr(answer)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.asked)
def test_the_answer_rests_on_the_paragraphs_named(question: Question) -> None:
    assert {source.paragraph for source in question.call().sources} == question.paragraphs


# --- tables -----------------------------------------------------------------------------------------------------------


def test_what_the_targets_come_to() -> None:
    # 7, 21: 890 × 1.05 in prices of 2022; 52 × 1.05, a floor; 231 × 1.06; 498 × 1.05
    table = zl.project_targets().set_index("indicator")
    levels = {"gdp": "934.5", "budget_revenue": "54.6", "fixed_asset_investment": "244.86", "retail_sales": "522.9"}
    assert {name: table.loc[name, "value"] for name in table.index} == {
        name: D(level) for name, level in levels.items()
    }
    assert table["price_basis"].to_dict() == {
        "gdp": "constant", "budget_revenue": "nominal", "fixed_asset_investment": "comparable",
        "retail_sales": "comparable",
    }  # fmt: skip
    assert table["assumptions"].str.contains("preliminary").all()


def test_what_gdp_comes_to_at_current_prices() -> None:
    # 7, 21: 890 × 1.05 × 1.01 = 943.845, if prices rise by 1 %, which the report does not say
    path = zl.project_path("gdp_2022", "gdp_2023_growth", 1, deflator=1)
    assert path["value"].iloc[1] == D("943.845")
    assert path["price_basis"].iloc[1] == "current"


def test_what_is_aimed_at_for_incomes_and_trade() -> None:
    # 21: 居民人均可支配收入增速与经济增速同步; 进出口总额稳中提质
    table = zl.qualitative_targets().set_index("indicator")
    assert table.loc["disposable_income", ["kind", "of"]].tolist() == ["tied", "gdp_2023_growth"]
    assert table.loc["foreign_trade", "kind"] == "direction"


# --- questions that the report does not answer ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "error", "said"),
    [
        # 58: 年均16% is no growth of 2025, so 431 is no level of 2024
        (
            lambda: zl.implied_base("digital_revenue_2025", "digital_revenue_2025_growth"),
            zl.UnlikeError,
            "average growth rate",
        ),
        # 7: revenue and gross output are no part of value added
        (lambda: zl.share("digital_revenue_2022", "gdp_2022"), zl.UnlikeError, "revenue and value_added"),
        (lambda: zl.share("industrial_output_2022", "gdp_2022"), zl.UnlikeError, "gross_output and value_added"),
        # 8: no exchange rate is printed
        (
            lambda: zl.share("offshore_outsourcing_2022", "foreign_trade_2022", because="x"),
            zl.UnlikeError,
            "unlike units",
        ),
        (lambda: zl.share("offshore_outsourcing_2022", "foreign_trade_2022", rate=0), zl.InputError, "above zero"),
        # 23, 29: recognised by the district, attracted by an area
        (
            lambda: zl.share("tech_smes_attracted_old_city_2023", "tech_smes_recognised_2023"),
            zl.UnlikeError,
            "scope",
        ),
        # 45: a room is not a flat, unless somebody says why
        (
            lambda: zl.total(["resettlement_flats_built_2023", "talent_flats_built_2023"]),
            zl.UnlikeError,
            "unlike units",
        ),
        # 21: growth of the budget is nominal, of GDP at constant prices
        (
            lambda: zl.difference("budget_revenue_2023_growth", "gdp_2023_growth"),
            zl.UnlikeError,
            "fiscal_revenue and value_added",
        ),
        # a share and a growth rate are two things
        (
            lambda: zl.difference("high_tech_output_2023_share", "digital_revenue_2022_growth"),
            zl.UnlikeError,
            "is a share",
        ),
        # the years between two numbers that have none
        (lambda: zl.target_gap(210, 16, 500), zl.InputError, "whole number of years"),
        # 7 to 12 print no population, no target for digital revenue of the district in 2023
        (lambda: zl.observation("gdp_per_capita_2022"), zl.NotInReportError, "population"),
        (lambda: zl.observation("digital_revenue_2023_growth"), zl.NotInReportError, "digital_revenue_2022"),
    ],
)
def test_what_cannot_be_answered_is_refused(
    ask: Callable[[], object], error: type[zl.ZhonglouError], said: str
) -> None:
    with pytest.raises(error) as caught:
        ask()
    assert said in str(caught.value)


def test_two_reports_places_are_never_one_scope() -> None:
    # The GDP of another district, of the year after, has the same id of a scope in its own report
    other = replace(zl.observation("gdp_2022"), id="gdp_2023", period="2023", value=D(1000), place="天宁区")
    for ask in (lambda: zl.growth(other, "gdp_2022"), lambda: zl.required_growth("gdp_2022", other)):
        with pytest.raises(zl.UnlikeError, match=r"place \(.*天宁区") as caught:
            ask()
        assert caught.value.aspects == ("scope",)
    same = replace(other, place=zl.observation("gdp_2022").place)
    assert near(zl.growth(same, "gdp_2022").value, "12.360")  # 1000/890
    assert zl.growth(other, "gdp_2022", because="two districts").because == "two districts"
