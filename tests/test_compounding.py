"""Compound growth: by hand from the report, and by building a series and recovering its rate."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from zhonglou_analysis.arithmetic import Result, compound, required_growth
from zhonglou_analysis.errors import InputError, UnlikeError
from zhonglou_analysis.quantities import Bounds

D = Decimal


def test_compound_by_hand() -> None:
    # 58: 16% a year from the 210亿元 of paragraph 7: 243.6, 282.576, 327.78816
    path = [compound("digital_revenue_2022", 16, years).value for years in range(4)]
    assert path == [D(210), D("243.60"), D("282.5760"), D("327.788160")]
    # the same at the 27.3% of paragraph 7: 210 × 1.273³ = 433.216
    result = compound("digital_revenue_2022", "digital_revenue_2022_growth", 3)
    assert round(result.value, 3) == D("433.216")
    assert round(result.low, 3) == D("431.675")  # 209.5 × 1.2725³
    assert round(result.high, 3) == D("434.759")  # 210.5 × 1.2735³
    assert result.unit == "亿元"


def test_growth_is_compound_and_never_added() -> None:
    assert compound(100, 10, 2).value == D("121.00")
    assert compound(100, -50, 2).value == D(25)
    assert compound(100, 250, 1).value == D(350)  # +250 % is 3.5 times
    assert compound(100, 10, 0).value == D(100)


def test_required_growth_by_hand() -> None:
    # 58: 超500亿元 in 2025, 7: 210亿元 in 2022: (500/210)^(1/3) − 1 = 33.531 %; three years, not four
    result = required_growth("digital_revenue_2022", "digital_revenue_2025")
    assert round(result.value, 3) == D("33.531")
    assert round(result.low, 3) == D("33.426")  # from 210.5
    assert result.high.is_infinite()
    # 7: 210/1.273 = 164.965 in 2021: (500/164.965)^(1/4) − 1 = 31.946 %
    assert round(required_growth(D("164.9646504"), 500, 4).value, 3) == D("31.946")


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: compound(100, 5, -1), InputError, "whole number of years"),
        (lambda: compound(100, 5, 1.5), InputError, "whole number of years"),
        (lambda: compound("gdp_2022", "retail_sales_2023_growth", 1), UnlikeError, "growth of retail_sales, district"),
        (lambda: compound("digital_revenue_2022", "digital_revenue_digital_economy_2023_growth", 1), UnlikeError,
         "growth of digital_revenue, digital_economy"),
        (lambda: compound("gdp_2022", "digital_core_value_added_2023_change", 1, because="x"), UnlikeError, "百分点"),
        (lambda: compound("leading_industries_output_2022", "leading_industries_output_2022_share", 1), UnlikeError,
         "is a share"),
        (lambda: compound("quality_ranking_2022", 5, 1), UnlikeError, "is a rank"),
        (lambda: required_growth(100, 200), InputError, "number of years between"),
        (lambda: required_growth(100, 200, 0), InputError, "one or more"),
        (lambda: required_growth("digital_revenue_2022", "digital_revenue_2025", 4), InputError, "which is 3"),
        (lambda: required_growth("digital_revenue_2025", "digital_revenue_2022"), InputError, "years"),
        (lambda: required_growth(0, 200, 2), InputError, "above zero"),
        (lambda: required_growth(100, -200, 2), InputError, "above zero"),
        (lambda: required_growth("digital_revenue_2022", "gdp_2022"), UnlikeError, "revenue and value_added"),
        (lambda: required_growth("high_tech_output_2022_share", "high_tech_output_2023_share"), UnlikeError, "share"),
    ],
)  # fmt: skip
def test_refusals(call: Callable[[], object], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        call()


def test_a_fall_is_one_number_and_what_only_nature_ends_is_said_as_at_most() -> None:
    # 200 → 100 is −50 %, and nothing else; from 890亿元以上 to 1000 it is at most 1000/890 − 1 = 12.36 %
    assert required_growth(200, 100, 1).bounds == Bounds.exact(D(-50))
    growth = required_growth("gdp_2022", 1000, 1, because="a trial")
    assert "(at most 12.36)" in repr(growth)
    assert growth.low == -100


def test_a_reason_lets_an_area_rate_through_and_stays() -> None:
    # 32: 35%以上 in the area, tried on the district's 210亿元: 210 × 1.35³ = 516.67875
    rate = "digital_revenue_digital_economy_2023_growth"
    result = compound("digital_revenue_2022", rate, 3, because="a scenario")
    assert result.value == D("516.678750")
    assert result.because == "a scenario"
    assert result.high.is_infinite()


rates = st.decimals("-60", "200", places=1)
amounts = st.decimals("1", "9999", places=1)
spans = st.integers(1, 12)


@given(start=amounts, rate=rates, years=spans)
def test_the_required_rate_is_the_rate_that_built_the_series(start: Decimal, rate: Decimal, years: int) -> None:
    end = compound(start, rate, years).value
    assert abs(required_growth(start, end, years).value - rate) < D("1e-18")


@given(start=amounts, end=amounts, years=spans)
def test_the_required_rate_leads_to_the_end(start: Decimal, end: Decimal, years: int) -> None:
    rate = required_growth(start, end, years).value
    assert abs(compound(start, rate, years).value - end) < end * D("1e-18")


@given(start=amounts, rate=rates, years=spans, a=st.decimals("0", "0.5", places=2), b=st.decimals("0", "1", places=2))
def test_bounds_hold_the_value_and_widen_with_their_operands(
    start: Decimal, rate: Decimal, years: int, a: Decimal, b: Decimal
) -> None:
    one = Result("number", start, Bounds(start - a, start + a), "亿元", ("x",))
    each = Result("number", rate, Bounds(rate - b, rate + b), "%", ("g",))
    wide = compound(one, each, years)
    assert wide.value in wide.bounds
    assert compound(one, rate, years).bounds.within(wide.bounds)
    assert compound(start, each, years).bounds.within(wide.bounds)
    back = required_growth(one, Result("number", wide.value, Bounds.exact(wide.value), "亿元", ("y",)), years)
    assert back.bounds.low - D("1e-18") <= rate <= back.bounds.high + D("1e-18")
