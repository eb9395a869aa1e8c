"""What a printed number asserts: the interval of each qualifier, worked by hand from rows of the report."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from zhonglou_analysis.quantities import Bounds, bounds_of
from zhonglou_analysis.reports import load_report

D = Decimal
INF = "Infinity"


@pytest.mark.parametrize(
    ("id_", "low", "high", "low_closed", "high_closed"),
    [
        ("gdp_2022", "890", INF, True, False),  # 7: 890亿元以上
        ("budget_revenue_2022", "52", INF, True, False),  # 7: 超52亿元
        ("industrial_output_2022", "637.65", "637.75", True, False),  # 7: 637.7亿元
        ("fixed_asset_investment_2022", "230.5", "231.5", True, False),  # 7: 231亿元 is measured to one 亿元
        ("primary_industry_2022_share", "0.15", "0.25", True, False),  # 7: 0.2
        ("leading_industries_output_2022_share", "69.25", "69.35", True, False),  # 7: 69.3%
        ("key_projects_2022", "92", "92", True, True),  # 7: 92个 is counted
        ("project_investment_dongjiu_xinyi_2022", f"-{INF}", INF, False, False),  # 7: 5亿美元级 has no width
        ("idle_land_revived_2022", f"-{INF}", INF, False, False),  # 8: 约200亩
        ("carrier_space_added_2022", "0", "30", True, False),  # 8: 近30万平方米 is below 30, and no area below nothing
        ("talents_attracted_2022", "1.15", "1.25", True, False),  # 8: 1.2万人 is measured
        ("reemployed_2022", "6700", "6700", True, True),  # 10: 6700人 is counted in ones
        ("start_ups_supported_2022", "5300", "5400", True, False),  # 10: 5300余人: one more of the 3
        ("new_form_workers_insured_2022", "1", "2", True, False),  # 10: 1万余名, in 万名
        ("government_disclosures_2022", "2000", "3000", True, False),  # 12: 2000余条
        ("nursery_places_2022", "4.15", "4.25", True, False),  # 10: 每千人4.2个
        ("work_accidents_2022_growth", "-50.5", "-49.5", False, True),  # 11: 下降50%
        ("work_accident_deaths_2022_growth", "-33.35", "-33.25", False, True),  # 11: 下降33.3%
        ("good_water_sections_2022_share", "99.5", "100", True, True),  # 11: 100% of a whole, and no more
        ("business_registration_time_2022", "0", "8", True, True),  # 12: 8小时内
        ("tax_fee_relief_2022_growth", "250", INF, True, False),  # 12: 超250%
        ("gdp_2023_growth", f"-{INF}", INF, False, False),  # 21: 5%左右
        ("budget_revenue_2023_growth", "5", INF, True, False),  # 21: 5%以上
        ("project_threshold_3bn_usd", "3", INF, True, False),  # 22: 超30亿元或3亿美元
        ("hospital_self_payment_2023_share", "0", "10", True, True),  # 47: 10%以内
        ("air_yellow_zone_inner_radius", "1", INF, True, False),  # 70: 1km-5km范围内
        ("air_yellow_zone_outer_radius", "0", "5", True, True),
        ("city_food_supply_lingjiatang_market_2022_share", "80", "100", True, True),  # 11: 80%以上 of a whole
        ("high_tech_output_2023_share", "54", "54", True, True),  # 23: 54% is decided, not measured
        ("road_length_added_2023", "10", "10", True, True),  # 45: 10公里, the same
        ("resettlement_flats_built_2023", "3600", "3700", True, False),  # 45: 3600余套 is as wide as its word
    ],
)
def test_bounds_by_hand(id_: str, low: str, high: str, low_closed: bool, high_closed: bool) -> None:
    assert load_report()[id_].bounds == Bounds(D(low), D(high), low_closed, high_closed)


def test_bounds_of_every_row_follow_its_qualifier() -> None:
    for obs in load_report().observations.values():
        bounds = obs.bounds
        assert (obs.value in bounds) is (obs.qualifier != "nearly"), obs.id
        assert bounds.is_everything is (obs.qualifier == "about"), obs.id
        if obs.status == "target" and obs.qualifier == "exact":
            assert bounds == Bounds.exact(obs.value), obs.id
        elif obs.qualifier == "exact":
            decimals = re.match("[0-9]*", obs.printed.partition(".")[2])
            digits = len(decimals[0]) if decimals else 0
            full = obs.kind == "share" and obs.value == 100  # nothing above the whole
            assert bounds.high - bounds.low in (D(0), D(1).scaleb(-digits) / (1 + full)), obs.id
        elif obs.qualifier != "about":
            bounded = obs.kind == "share" or obs.qualifier not in ("at_least",)
            assert (bounds.low.is_finite() and bounds.high.is_finite()) is (bounded and obs.kind != "growth_rate"), (
                obs.id
            )
            assert bounds.low >= 0, obs.id


def test_a_count_in_ones_is_exact_and_one_in_ten_thousands_is_measured() -> None:
    # The report prints no whole 万人 without a qualifier; another report may.
    assert bounds_of(D(2), "万人") == Bounds(D("1.5"), D("2.5"), high_closed=False)
    assert bounds_of(D(20000), "人") == Bounds.exact(D(20000))
    assert bounds_of(D("4.2"), "个") == Bounds(D("4.15"), D("4.25"), high_closed=False)


def test_an_observation_is_read_on_one_line() -> None:
    line = "industrial_output_2022: 637.7亿元 (estimate, exact, [637.65, 637.75)), paragraph 7"
    assert str(load_report()["industrial_output_2022"]) == line
