"""Shares, growth and what they imply: by hand from the report, by inverse construction, and by property."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from zhonglou_analysis.arithmetic import (
    Result,
    as_term,
    compound,
    growth,
    growth_factor,
    implied_base,
    implied_part,
    implied_whole,
    required_growth,
    share,
    structure,
    total,
)
from zhonglou_analysis.errors import InputError, NotInReportError, UnlikeError
from zhonglou_analysis.quantities import Bounds
from zhonglou_analysis.reports import load_report

D = Decimal
REPORT = load_report()
SIZES = "sizes compared, not a composition"
INDUSTRIES = [f"{name}_industry_2022_share" for name in ("primary", "secondary", "tertiary")]


def agrees(number: Decimal, by_hand: str) -> bool:
    """Return whether a number is the hand-worked one to its last digit."""
    return abs(number - D(by_hand)) <= D(1).scaleb(int(D(by_hand).as_tuple().exponent)) / 2


# --- by hand ----------------------------------------------------------------------------------------------------------


def test_share_of_the_leading_industries() -> None:
    # 7: 438.7亿元 of 637.7亿元; the printed 69.3% lies outside 438.65/637.75 = 68.781 to 438.75/637.65 = 68.807
    result = share("leading_industries_output_2022", "industrial_output_2022")
    assert agrees(result.value, "68.794")
    assert agrees(result.low, "68.781")
    assert agrees(result.high, "68.807")
    assert result.unit == "%"
    assert result.operands == ("leading_industries_output_2022", "industrial_output_2022")
    assert D("69.25") not in result.bounds
    assert result.reading == "68.78 to 68.81"


@pytest.mark.parametrize(
    ("part", "value", "high", "reading"),
    [
        ("foreign_trade_2022", "25.281", "25.337", "at most 25.34"),  # 8: 225亿元 / 7: 890亿元以上; 225.5/890
        ("retail_sales_2022", "55.955", "56.011", "at most 56.01"),  # 7: 498亿元; 498.5/890
        ("fixed_asset_investment_2022", "25.955", "26.011", "at most 26.01"),  # 7: 231亿元; 231.5/890
        ("budget_revenue_2022", "5.8427", "Infinity", "indicative, bounded on neither side"),  # 7: 超52亿元
    ],
)
def test_ratios_to_gdp(part: str, value: str, high: str, reading: str) -> None:
    result = share(part, "gdp_2022", because=SIZES)
    assert agrees(result.value, value)
    assert result.high == D(high) or agrees(result.high, high)
    assert result.low == 0
    assert not result.bounds.low_closed
    assert result.reading == reading
    assert result.because == SIZES
    assert SIZES in repr(result)


def test_share_of_counts_is_exact() -> None:
    # 7: 45 of 92 projects are of 亿元以上: 48.913 %
    result = share("key_projects_100m_2022", "key_projects_2022")
    assert agrees(result.value, "48.913")
    assert result.low == result.high == result.value


@pytest.mark.parametrize(
    ("indicator", "value", "low", "high"),
    [
        ("double30_investment", "150.16", "149.522", "150.803"),  # 7: 187.7亿元, 25%: 187.7/1.25
        ("digital_revenue", "164.965", "164.507", "165.422"),  # 7: 210亿元, 27.3%: 210/1.273
        ("key_services_revenue", "68.555", "68.486", "68.624"),  # 7: 83.5亿元, 21.8%: 83.5/1.218
        ("offshore_outsourcing", "1.1", "1.0723", "1.1278"),  # 8: 2.2亿美元, 100%: 2.2/2
        ("unemployment_insured", "20.400", "20.343", "20.458"),  # 10: 21.4万人, 4.9%: 21.4/1.049
        ("audit_savings", "1034.33", "1030.11", "1038.58"),  # 12: 1386万元, 34%: 1386/1.34
    ],
)
def test_implied_levels_of_2021(indicator: str, value: str, low: str, high: str) -> None:
    result = implied_base(f"{indicator}_2022", f"{indicator}_2022_growth")
    assert agrees(result.value, value)
    assert agrees(result.low, low)
    assert agrees(result.high, high)
    assert result.unit == REPORT[f"{indicator}_2022"].unit


def test_a_floor_that_grew_by_a_floor_is_bounded_on_neither_side() -> None:
    # 12: 超12亿元, 增长超250%: +250 % is 3.5 times, 12/3.5 = 3.4286
    result = implied_base("tax_fee_relief_2022", "tax_fee_relief_2022_growth")
    assert agrees(result.value, "3.4286")
    assert result.reading == "indicative, bounded on neither side"


@pytest.mark.parametrize(
    ("industry", "value", "low"),
    [
        ("primary", "1.78", "1.335"),  # 7: 0.2 of 890亿元以上; 0.15 % of 890
        ("secondary", "283.91", "283.465"),  # 31.9; 31.85 % of 890
        ("tertiary", "604.31", "603.865"),  # 67.9; 67.85 % of 890
    ],
)
def test_value_added_of_the_industries(industry: str, value: str, low: str) -> None:
    result = implied_part(f"{industry}_industry_2022_share", "gdp_2022")
    assert (result.value, result.low, result.high) == (D(value), D(low), D("Infinity"))
    assert result.unit == "亿元"


def test_the_three_industries_make_up_the_whole() -> None:
    # 7: 0.2 + 31.9 + 67.9 = 100.0, each ± 0.05
    result = total(INDUSTRIES)
    assert (result.value, result.low, result.high) == (D("100.0"), D("99.85"), D("100.15"))


def test_structure_from_shares_and_from_levels() -> None:
    levels = structure(INDUSTRIES, "gdp_2022")
    assert [part.value for part in levels.parts] == [D("1.78"), D("283.91"), D("604.31")]
    assert levels.sum.value == D("100.0")
    shares = structure(["key_projects_100m_2022"], "key_projects_2022")
    assert agrees(shares.parts[0].value, "48.913")
    assert shares.sum.value == 45
    assert str(shares).count("\n") == 1


@pytest.mark.parametrize(
    ("item", "value", "low", "high"),
    [
        ("high_tech_firms_added", "-7.937", "-7.937", "-7.937"),  # 23: 58家, 8: 63家
        ("road_length_added", "-40.476", "-40.653", "-40.299"),  # 45: 10公里 is a point; 9: 16.75 to 16.85公里
        ("green_space_added", "-12.281", "-12.664", "-11.894"),  # 46: 10公顷; 9: 11.35 to 11.45公顷
        ("parking_spaces_added", "-16.544", "-16.544", "-16.544"),  # 45: 1700个, 9: 2037个
        ("schools_built", "0", "0", "0"),  # 47: 13所, 10: 13所
    ],
)
def test_targets_against_what_was_delivered(item: str, value: str, low: str, high: str) -> None:
    result = growth(f"{item}_2023", f"{item}_2022")
    assert agrees(result.value, value)
    assert agrees(result.low, low)
    assert agrees(result.high, high)


def test_growth_to_a_floor_and_between_floors() -> None:
    # 23: 300家以上 against 8: 342家: at least −12.28 %
    result = growth("tech_smes_recognised_2023", "tech_smes_recognised_2022")
    assert agrees(result.value, "-12.281")
    assert result.reading == "at least −12.28"
    # 45: 超5000套 against 9: 超3300套: nothing can be said of two floors
    result = growth("talent_flats_built_2023", "talent_flats_built_2022")
    assert agrees(result.value, "51.515")
    assert result.reading == "indicative, bounded on neither side"


def test_a_percentage_multiplies_as_it_reads() -> None:
    assert growth_factor(250).value == D("3.5")  # +250 % is 3.5 times
    assert growth_factor("work_accidents_2022_growth").value == D("0.5")  # 11: 下降50%
    assert growth_factor("work_accident_deaths_2022_growth").value == D("0.667")  # 11: 下降33.3%


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "both_sides"),
    [
        # unit: no reason makes 亿美元 and 亿元 one
        (lambda: share("offshore_outsourcing_2022", "foreign_trade_2022", because="trade"), ["亿美元", "in 亿元"]),
        # measure and coverage: revenue is no part of value added
        (lambda: share("digital_revenue_2022", "gdp_2022"), ["revenue and value_added", "数字经济产业 and not stated"]),
        (lambda: share("industrial_output_2022", "gdp_2022"), ["gross_output and value_added"]),
        # scope: an area's target and the district's result
        (lambda: growth("old_communities_renovated_old_city_2023", "old_communities_renovated_2022"),
         ["scope (old_city and district)", "20个", "37个"]),
        # period
        (lambda: share("high_tech_firms_added_2023", "high_tech_firms_added_2022"), ["period (2023 and 2022)"]),
        # percent and percentage points are two units
        (lambda: implied_base("gdp_2022", "digital_core_value_added_2023_change"), ["0.8个百分点", "gdp"]),
        (lambda: growth_factor("digital_core_value_added_2023_change"), ["百分点", "in %"]),
        (lambda: implied_part("digital_core_value_added_2023_change", "gdp_2022", because="share"), ["百分点", "in %"]),
        # the growth of another indicator, and a share taken for a growth rate
        (lambda: implied_base("digital_revenue_2022", "key_services_revenue_2022_growth"),
         ["21.8%", "key_services_revenue", "210亿元", "digital_revenue"]),
        (lambda: implied_base("leading_industries_output_2022", "leading_industries_output_2022_share"),
         ["69.3%", "is a share", "must be a growth rate"]),
        (lambda: implied_part("tax_fee_relief_2022_growth", "tax_fee_relief_2022"), ["is a growth rate", "share"]),
        # ranks are no levels, and two shares differ in percentage points
        (lambda: share("quality_ranking_2022_change", "quality_ranking_2022", because="x"), ["is a change"]),
        (lambda: growth("high_tech_output_2023_share", "high_tech_output_2022_share"), ["54%", "is a share"]),
        # growth rates, ranks and densities do not add up
        (lambda: total(["gdp_2023_growth", "gdp_2023_growth"]), ["5%左右", "does not add up"]),
        (lambda: total(["invention_patents_2023", "invention_patents_digital_economy_2023"]), ["does not add up"]),
        (lambda: total(["high_tech_firms_added_2022", "high_tech_firms_added_2023"]), ["period (2022 and 2023)"]),
        (lambda: total(["gdp_2022", "retail_sales_2022"]), ["value_added and sales"]),
    ],
)  # fmt: skip
def test_unlike_numbers_are_refused_with_both_sides(call: Callable[[], object], both_sides: list[str]) -> None:
    with pytest.raises(UnlikeError) as caught:
        call()
    for words in both_sides:
        assert words in str(caught.value)


def test_a_reason_puts_unlike_numbers_together_and_stays() -> None:
    reason = "the area's target held against the district's result"
    result = growth("old_communities_renovated_old_city_2023", "old_communities_renovated_2022", because=reason)
    assert agrees(result.value, "-45.946")  # 20/37 − 1
    assert result.because == reason


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: growth("high_tech_firms_added_2022", "high_tech_firms_added_2023"), "does not come after"),
        (lambda: growth("high_tech_firms_added_2022", "high_tech_firms_added_2022"), "does not come after"),
        (lambda: share(1, 0), "is zero"),
        (lambda: implied_base(1, -100), "is zero"),
        (lambda: total([]), "nothing to add"),
        (lambda: share(float("nan"), 2), "finite number"),
        (lambda: share(float("inf"), 2), "finite number"),
        (lambda: share([1], 2), "no operand"),
    ],
)
def test_input_that_cannot_be_computed(call: Callable[[], object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        call()


def test_a_number_that_is_not_printed_is_no_operand() -> None:
    with pytest.raises(NotInReportError, match="not in the report"):
        implied_base("gdp_2022", "gdp_2022_growth")


def test_units_of_one_dimension_are_converted() -> None:
    # 12: 5.8亿元 of policy funds, of which the audit savings of 1386万元 would be 2.39 %
    result = share(REPORT["audit_savings_2022"], REPORT["policy_funds_won_2022"], because="an example of units")
    assert agrees(result.value, "2.3897")


def test_a_float_is_the_number_that_is_written() -> None:
    assert share(0.1, 1).value == D(10)


# --- results as operands ----------------------------------------------------------------------------------------------


def test_what_is_multiplied_and_divided_by_cancels() -> None:
    # 31.9 % of 890亿元以上, over 890亿元以上: the share again, 31.85 to 31.95, however large the whole is
    share_of_gdp = share(implied_part("secondary_industry_2022_share", "gdp_2022"), "gdp_2022")
    assert share_of_gdp.bounds == Bounds(D("31.85"), D("31.95"), high_closed=False)
    # 210亿元 over 210/1.273: growth of 27.3 % again, 27.25 to 27.35
    grown = growth("digital_revenue_2022", implied_base("digital_revenue_2022", "digital_revenue_2022_growth"))
    assert grown.bounds == Bounds(D("27.25"), D("27.35"), high_closed=False)
    # 438.7 over 637.7, of 637.7: 438.65 to 438.75 again
    part, whole = "leading_industries_output_2022", "industrial_output_2022"
    assert implied_part(share(part, whole), whole).bounds == Bounds(D("438.65"), D("438.75"), high_closed=False)
    # 438.7 over 438.7/0.693: 69.25 to 69.35 again
    of = f"{part}_share"
    assert share(part, implied_whole(part, of)).bounds == Bounds(D("69.25"), D("69.35"), high_closed=False)
    # what does not stand twice keeps its width: 637.65 over 438.75 at least, 637.75 over 438.65 at most
    assert agrees(share(whole, part).low, "145.33")
    assert agrees(share(whole, part).high, "145.39")


def test_two_numbers_that_are_printed_alike_do_not_cancel() -> None:
    report = load_report()
    one = report["industrial_output_2022"]
    # 637.7 of 637.7: each may lie anywhere from 637.65 to 637.75, so that the share is 99.98 to 100.02
    for other in (replace(one, id="another"), replace(one, place="another place")):
        found = share(one, other, because="a test", report=report)
        assert (agrees(found.low, "99.98"), agrees(found.high, "100.02")) == (True, True)
    assert share(one, one, report=report).bounds == Bounds.exact(D(100))
    alone = term(D("637.7"), D("0.05"))
    assert share(alone, term(D("637.7"), D("0.05"))).low < 100


def test_a_result_is_an_operand():
    # paragraph 7: 31.9 of 890亿元以上 is 283.91; over 890 it is 31.9 % again
    again = share(implied_part("secondary_industry_2022_share", "gdp_2022"), "gdp_2022")
    assert agrees(again.value, "31.90")
    assert again.operands == ("implied_part(secondary_industry_2022_share, gdp_2022)", "gdp_2022")
    assert [source.id for source in again.sources] == ["secondary_industry_2022_share", "gdp_2022"]
    # 210 over 210/1.273 is 27.3 % again, over one year, so that it leads back to the year before
    before = implied_base("digital_revenue_2022", "digital_revenue_2022_growth")
    assert (before.unit, before.period, before.indicator, before.kind) == ("亿元", "2021", "digital_revenue", "level")
    again = growth("digital_revenue_2022", before)
    assert agrees(again.value, "27.30")
    assert agrees(implied_base("digital_revenue_2022", again).value, "164.96")
    parts = [implied_part(name, "gdp_2022") for name in INDUSTRIES]
    assert total(parts).value == D("890")  # 1.78 + 283.91 + 604.31
    assert total(parts).measure == "value_added"


@pytest.mark.parametrize(
    ("operation", "in_what"),
    [
        # revenue of 2021 and value added of 2022
        (lambda: share(implied_base("digital_revenue_2022", "digital_revenue_2022_growth"), "gdp_2022"), "period"),
        # the value added of an industry is no part of gross output
        (lambda: share(implied_part("secondary_industry_2022_share", "gdp_2022"), "industrial_output_2022"), "measure"),
        (lambda: total([implied_part(INDUSTRIES[0], "gdp_2022"), "offshore_outsourcing_2022"]), "units"),
        # three years' growth is no growth rate of one
        (
            lambda: implied_base("digital_revenue_2025", growth("digital_revenue_2025", "digital_revenue_2022")),
            "change",
        ),
        # and neither is the rate that is needed on average
        (
            lambda: implied_base(
                "digital_revenue_2025", required_growth("digital_revenue_2022", "digital_revenue_2025")
            ),
            "average growth rate",
        ),
        (lambda: share(growth("digital_revenue_2025", "digital_revenue_2022"), "gdp_2022"), "level"),
        # growth of revenue applied to value added
        (lambda: compound("gdp_2022", growth("key_services_revenue_2022", 70), 1), "is the growth of key_services"),
    ],
)
def test_unlike_results_are_refused(operation: Callable[[], Result], in_what: str) -> None:
    with pytest.raises(UnlikeError, match=in_what):
        operation()


# --- properties -------------------------------------------------------------------------------------------------------

amounts = st.decimals("0.1", "99999", places=1)
rates = st.decimals("-99", "400", places=1)


def term(value: Decimal, width: Decimal) -> Result:
    return Result("number", value, Bounds(value - width, value + width), "亿元", ("x",))


@given(base=amounts, rate=rates)
def test_growth_recovers_the_rate_that_built_the_series(base: Decimal, rate: Decimal) -> None:
    later = base * (1 + rate / 100)
    assert abs(growth(later, base).value - rate) < D("1e-20")
    assert abs(implied_base(later, rate).value - base) < base * D("1e-20")


@given(part=amounts, whole=amounts)
def test_share_times_whole_is_the_part(part: Decimal, whole: Decimal) -> None:
    result = share(part, whole)
    assert abs(implied_part(result.value, whole).value - part) < part * D("1e-20")


# Widths above zero: of two exact numbers the 28th digit of a quotient is rounded.
@given(part=amounts, whole=amounts, a=st.decimals("0.01", "0.09", places=2), b=st.decimals("0.01", "0.09", places=2))
def test_bounds_hold_the_value_and_share_times_whole_meets_the_part(
    part: Decimal, whole: Decimal, a: Decimal, b: Decimal
) -> None:
    one, other = term(part, a), term(whole, b)
    of = share(one, other)
    assert of.value in of.bounds
    assert implied_part(of, other).bounds.meets(one.bounds)
    grown = growth(one, other)
    assert grown.value in grown.bounds
    assert implied_base(one, grown).bounds.meets(other.bounds)


@pytest.mark.parametrize("function", [share, growth], ids=["share", "growth"])
@given(part=amounts, whole=amounts, a=st.decimals("0", "0.04", places=2), more=st.decimals("0", "0.05", places=2))
def test_wider_inputs_never_give_narrower_outputs(
    function: Callable[..., Result], part: Decimal, whole: Decimal, a: Decimal, more: Decimal
) -> None:
    narrow = function(term(part, a), term(whole, a))
    assert narrow.bounds.within(function(term(part, a + more), term(whole, a)).bounds)
    assert narrow.bounds.within(function(term(part, a), term(whole, a + more)).bounds)


@given(parts=st.lists(amounts, min_size=1, max_size=6))
def test_shares_of_a_sum_add_up(parts: list[Decimal]) -> None:
    whole = total(parts).value
    assert abs(total([share(part, whole).value for part in parts]).value - 100) < D("1e-20")


def test_no_level_of_the_report_is_narrower_at_its_word_than_its_words() -> None:
    for obs in REPORT.observations.values():
        plain = as_term(obs)
        assert plain.bounds == obs.bounds, obs.id
        assert obs.value in plain.at_its_word.bounds, obs.id
        if obs.kind == "level":
            assert share(plain, 7).bounds.within(share(replace(plain, bounds=Bounds.everything()), 7).bounds), obs.id


def test_growth_at_constant_prices_leads_back_to_prices_of_the_level():
    # paragraph 7: 890亿元以上 at current prices; a growth of 5 % at constant prices leads to 2021 in prices of 2022
    base = implied_base("gdp_2022", 5)
    assert base.basis == "in prices of 2022"
    assert "亿元 in prices of 2022 (at least 847.6)" in repr(base)  # 890 / 1.05 = 847.62
    # 7: 规上 series grow on a matched sample; the persons insured (10) are what they are
    digital = implied_base("digital_revenue_2022", "digital_revenue_2022_growth")
    assert digital.basis == "on a comparable base, not the level of 2021"
    assert digital.basis_words.zh == "可比口径的基数，不是2021年的水平"
    assert implied_base("unemployment_insured_2022", "unemployment_insured_2022_growth").basis == ""


def test_growth_names_what_it_is_at() -> None:
    # 942.32 published later over 890亿元以上 is 5.879 % at current prices, whatever the target of 5%左右 is at
    nominal = growth(942.32, "gdp_2022")
    assert agrees(nominal.value, "5.879")
    assert nominal.basis == "at current prices; a growth target at constant prices is something else"
    assert nominal.reading == "at most 5.879"
    # 890 × 1.05 is in prices of 2022, and so is its growth
    constant = growth(compound("gdp_2022", 5, 1), "gdp_2022")
    assert constant.basis == "at constant prices, those of 2022"
    assert growth(55, "budget_revenue_2022").basis == "at current prices"
    # 7: investment grows on a comparable base, which 231 × 1.06 is not; the year itself is what is printed
    assert compound("fixed_asset_investment_2022", 6, 1).basis == "by growth on a comparable base, an orientation"
    assert compound("fixed_asset_investment_2022", 6, 0).basis == ""
    assert compound("budget_revenue_2022", 5, 1).basis == ""
    assert growth(235.2, "fixed_asset_investment_2022").basis.startswith("of two published levels")
    assert growth("lifts_installed_2023", "lifts_installed_2022").basis == ""


def test_a_level_in_other_prices_is_no_part_of_one_in_its_own() -> None:
    # a level of GDP for 2023 in prices of 2022, and one of retail sales in its own
    with pytest.raises(UnlikeError, match="prices"):
        share(compound("retail_sales_2022", 5, 1), compound("gdp_2022", 5, 1), report=REPORT)
