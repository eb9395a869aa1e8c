"""Every relation's verdict, decided by hand from the report before looking at what relations.csv expects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from zhonglou_analysis.arithmetic import KINDS, VERDICT_COLUMNS, read_relations, reconcile, unexpected
from zhonglou_analysis.errors import DataError
from zhonglou_analysis.quantities import VERDICTS
from zhonglou_analysis.reports import Report, load_report

D = Decimal
Edit = Callable[[str, str, str], Path]
REPORT = load_report()
TABLE = reconcile().set_index("id")

# id: verdict | working, with the paragraph of each number
BY_HAND = """
industry_shares_sum: reproduces | 7: 0.2 + 31.9 + 67.9 = 100.0
primary_value_added: derived | 7: 0.2 % × 890 = 1.78, at least 0.15 % × 890 = 1.335
secondary_value_added: derived | 7: 31.9 % × 890 = 283.91, at least 283.465
tertiary_value_added: derived | 7: 67.9 % × 890 = 604.31, at least 603.865
leading_industries_share: does_not_reproduce | 7: 438.7/637.7 = 68.78 to 68.81, and 69.25 to 69.35 is printed
high_tech_share: undecidable | 8: 53.8% of a whole that is not named, and no amount
high_tech_output_implied: derived | 53.8 % × 637.7 = 343.08 if the whole is industrial output
livelihood_expenditure_share: undecidable | 12: 超80%, and no amount of either
digital_core_share: undecidable | 23: a rise by 0.8, and no share
key_projects_100m_share: derived | 7: 45/92 = 48.91
key_project_investment_share: undecidable | 22: 60亿元; no level of investment is printed for 2023
offshore_outsourcing_share: undecidable | 8: 2.2亿美元 and 225亿元, and no exchange rate
double30_investment_2021: derived | 7: 187.7/1.25 = 150.16
digital_revenue_2021: derived | 7: 210/1.273 = 164.96
key_services_revenue_2021: derived | 7: 83.5/1.218 = 68.56
offshore_outsourcing_2021: derived | 8: 2.2/2 = 1.1
unemployment_insured_2021: derived | 10: 21.4/1.049 = 20.40
audit_savings_2021: derived | 12: 1386/1.34 = 1034.3
tax_fee_relief_2021: derived | 12: 12/3.5 = 3.43, of two floors
gdp_2021: undecidable | 7 prints no growth
budget_revenue_2021: undecidable | 7 prints no growth
industrial_output_2021: undecidable | 7 prints no growth
fixed_asset_investment_2021: undecidable | 7 prints no growth
retail_sales_2021: undecidable | 7 prints no growth
foreign_trade_2021: undecidable | 8 prints no growth
work_accidents_2021: undecidable | 11: −50%, and no number of accidents
work_accident_deaths_2021: undecidable | 11: −33.3%, and no number of deaths
pm25_concentration_2021: undecidable | 11: −10%, and no concentration
three_public_expenses_2021: undecidable | 12: −15%, and no amount
livelihood_expenditure_2021: undecidable | 12: 15.6%, and no amount
quality_ranking_2021: derived | 7: 46 + 3 = 49
foreign_trade_to_gdp: derived | 8, 7: 225/890 = 25.28, at most 25.34
retail_sales_to_gdp: derived | 7: 498/890 = 55.96, at most 56.01
fixed_asset_investment_to_gdp: derived | 7: 231/890 = 25.96, at most 26.01
budget_revenue_to_gdp: derived | 7: 52/890 = 5.84, of two floors
digital_revenue_to_gdp: undecidable | revenue is no part of value added
industrial_output_to_gdp: undecidable | gross output is no part of value added
double30_average: derived | 7: 187.7/42 = 4.469
audit_savings_average: derived | 12: 1386/48 = 28.875
land_vacated_average: derived | 11: 443/315 = 1.4063
school_places_average: derived | 10: 2800/13 = 215.38
key_projects_100m_of_all: bound_holds | 7: 45 ≤ 92
key_projects_completed_of_all: bound_holds | 7: 23 ≤ 92
leading_industries_of_industry: bound_holds | 7: 438.7 ≤ 637.7
incubator_space_of_carrier_space: undecidable | 8: 10万平方米 and 近30万平方米, which has no lower end
manufacturing_projects_of_tiers: bound_holds | 31: 2 ≤ 1 + 3 + 6, and 2 ≤ 6 if the tiers nest
projects_3bn_of_1bn_digital_economy: bound_holds | 31: 1 ≤ 3
projects_1bn_of_300m_digital_economy: bound_holds | 31: 3 ≤ 6
projects_3bn_of_1bn_two_lakes: bound_holds | 37: 1 ≤ 3
projects_1bn_of_300m_two_lakes: bound_holds | 37: 3 ≤ 6
national_specialised_firms_of_all: bound_holds | 38, 23: 2 ≤ 20
projects_3bn_roll_up: reproduces | 31, 37: 1 + 1 = 2; 22: 2个以上
projects_1bn_roll_up: reproduces | 31, 37: 3 + 3 = 6; 22: 6个以上
projects_300m_roll_up: reproduces | 31, 37: 6 + 6 = 12; 22: 12个以上
high_tech_firms_roll_up: bound_holds | 29, 33, 38: 10 + 30 + 15 = 55 of 58 (23), 3 unallocated
municipal_projects_roll_up: bound_holds | 37: 3 of 7 (22), 4 unallocated
provincial_projects_roll_up: undecidable | 37 names two projects and prints no number; 22: 3个以上
specialised_firms_roll_up: undecidable | 31 attracts projects, 38 counts the national level, 23 enterprises
open_competition_roll_up: undecidable | 33 counts research projects, 23 results put to use
four_above_roll_up: bound_holds | 29: 35 + 16 = 51 of 300 (23), 249 unallocated
tech_smes_roll_up: undecidable | 29, 33, 38 attract 36 + 30 + 20, 23 recognises 300
carrier_space_roll_up: undecidable | 34, 38: 16 and 10; the district prints no target
invention_patents_roll_up: undecidable | 23, 33: densities do not add up
roads_roll_up: undecidable | 29 upgrades 4, 34 starts 4, 45 builds 23
digital_goal_growth_from_2022: does_not_reproduce | 7, 58: (500/210)^(1/3) − 1 = 33.5 %, not 16 %
digital_goal_growth_from_2021: does_not_reproduce | (500/164.96)^(1/4) − 1 = 31.9 %
digital_goal_growth_from_2020: undecidable | no level of 2020
digital_goal_compatible: bound_holds | at least 33.4 % a year satisfies 16%以上
digital_growth_delivered_targeted: undecidable | 32: 35% in the area, 7: 27.3% in the district
high_tech_firms_added_delivered_targeted: derived | 58/63 − 1 = −7.94 %
tech_smes_recognised_delivered_targeted: derived | 300/342 − 1 = −12.28 %, a floor
road_length_added_delivered_targeted: derived | 10/16.8 − 1 = −40.48 %
lifts_installed_delivered_targeted: derived | 30/38 − 1 = −21.05 %
talent_flats_built_delivered_targeted: derived | 5000/3300 − 1 = 51.5 %, of two floors
parking_spaces_added_delivered_targeted: derived | 1700/2037 − 1 = −16.54 %
idle_plots_greened_delivered_targeted: derived | 8/8 − 1 = 0
green_space_added_delivered_targeted: derived | 10/11.4 − 1 = −12.28 %
schools_built_delivered_targeted: derived | 13/13 − 1 = 0
high_tech_output_delivered_targeted: derived | 54 − 53.8 = 0.2 percentage points
old_communities_delivered_targeted: undecidable | 29: the area, 9: the district
incubator_tenants_delivered_targeted: undecidable | 29: the area, 8: the district
carrier_space_delivered_targeted: undecidable | 34: the area, 8: the district
specialised_firms_delivered_targeted: undecidable | 23: every level, 7: the national one
national_specialised_firms_delivered_targeted: undecidable | 38: the area, 7: the district
digital_park_tenants_delivered_targeted: undecidable | 31: 新入驻, 7: 引育
project_threshold_3bn_rate: derived | 22: 30亿元/3亿美元 = 10
project_threshold_1bn_rate: derived | 22: 10亿元/1亿美元 = 10
project_threshold_300m_rate: derived | 22: 3亿元/3000万美元 = 10
project_threshold_3bn_cny_areas: reproduces | 31, 37, 22: 30亿元
project_threshold_3bn_usd_areas: reproduces | 31, 37, 22: 3亿美元
project_threshold_1bn_cny_areas: reproduces | 31, 37, 22: 10亿元
project_threshold_1bn_usd_areas: reproduces | 31, 37, 22: 1亿美元
project_threshold_300m_cny_areas: reproduces | 31, 37, 22: 3亿元
project_threshold_300m_usd_areas: reproduces | 31, 37, 22: 3000万美元
air_orange_zone_edge: reproduces | 70: 1km and 1km
air_yellow_zone_edge: reproduces | 70: 5km and 5km
functional_areas_listed: reproduces | 66: four
medical_centres_listed: reproduces | 71: three
campaign_333_listed: reproduces | 72: three times three
platforms_listed: reproduces | 69: one, two and three
digital_tasks_listed: reproduces | 58: six
control_zones_listed: reproduces | 70: red, orange, yellow
performance_lists_listed: reproduces | 59: three and three
governance_series_listed: reproduces | 64: one and three
pocket_park_listed: reproduces | 63: one and one
community_dimensions_listed: reproduces | 65: four
four_above_listed: reproduces | 67: four thresholds, beside real estate without one
historic_quarters_listed: reproduces | 27: three
three_falls_listed: reproduces | 11: three
work_parts_listed: reproduces | 24, and the headings 25, 44, 50
"""
VERDICT = dict(re.findall(r"^(\w+): (\w+) \|", BY_HAND, flags=re.M))

# id: value, low, high of the relations that the text above works; None where there is no such end.
VALUES = {
    "industry_shares_sum": ("100.0", "99.85", "100.15"),
    "secondary_value_added": ("283.91", "283.465", None),
    "leading_industries_share": ("68.794", "68.781", "68.807"),
    "high_tech_output_implied": ("343.083", "342.737", "343.428"),
    "digital_revenue_2021": ("164.965", "164.507", "165.422"),
    "quality_ranking_2021": ("49", "49", "49"),
    "foreign_trade_to_gdp": ("25.281", "0", "25.337"),
    "double30_average": ("4.4690", "4.4679", "4.4702"),
    "audit_savings_average": ("28.875", "28.8646", "28.8854"),
    "land_vacated_average": ("1.40635", "1.40476", "1.40794"),  # 442.5/315 and 443.5/315: 亩 are measured
    "school_places_average": ("215.385", "215.385", "215.385"),
    "projects_3bn_roll_up": ("2", "2", "2"),
    "high_tech_firms_roll_up": ("55", "55", "55"),
    "four_above_roll_up": ("51", "51", "51"),
    "digital_goal_growth_from_2022": ("33.531", "33.426", "33.638"),  # from 210.5 and 209.5 to 500 at its word
    "digital_goal_growth_from_2021": ("31.946", "31.854", "32.037"),
    "digital_goal_compatible": ("33.531", "33.426", None),
    "tech_smes_recognised_delivered_targeted": ("-12.281", "-12.281", None),
    "road_length_added_delivered_targeted": ("-40.476", "-40.653", "-40.299"),
    "high_tech_output_delivered_targeted": ("0.2", "0.15", "0.25"),  # 54 − 53.85 to 54 − 53.75
    "project_threshold_300m_rate": ("10", "10", "10"),
    "campaign_333_listed": ("9", "9", "9"),
}


def test_every_relation_is_worked_by_hand() -> None:
    assert list(TABLE.index) == [row["id"] for row in REPORT.relations]
    assert sorted(TABLE.index) == sorted(VERDICT)


@pytest.mark.parametrize(("id_", "verdict"), VERDICT.items(), ids=VERDICT)
def test_verdict_by_hand(id_: str, verdict: str) -> None:
    assert TABLE.loc[id_, "verdict"] == verdict
    assert TABLE.loc[id_, "expected"] == verdict


@pytest.mark.parametrize(("id_", "ends"), VALUES.items(), ids=VALUES)
def test_values_and_bounds_by_hand(id_: str, ends: tuple[str, str, str | None]) -> None:
    for column, by_hand in zip(("value", "low", "high"), ends, strict=True):
        found = TABLE.loc[id_, column]
        if by_hand is None:
            assert found.is_infinite()
        else:
            assert abs(found - D(by_hand)) <= D(1).scaleb(int(D(by_hand).as_tuple().exponent)) / 2, (column, found)


def test_the_table_says_what_is_printed_and_where() -> None:
    row = TABLE.loc["leading_industries_share"]
    assert (row["printed"], row["printed_value"], row["printed_low"], row["printed_high"]) == (
        "69.3%", D("69.3"), D("69.25"), D("69.35"))  # fmt: skip
    assert row["paragraphs"] == "7"
    assert row["operands"] == "leading_industries_output_2022 industrial_output_2022"
    assert row["reason_en"].startswith("The printed 69.3% lies outside the recomputed 68.79% (68.78, 68.81).")
    assert TABLE.loc["projects_3bn_roll_up", "paragraphs"] == "22 31 37"
    assert TABLE.loc["key_projects_100m_of_all", "printed"] == "92个"
    assert TABLE.loc["work_parts_listed", "paragraphs"] == "24 25 44 50"


def test_every_row_is_complete() -> None:
    assert tuple(reconcile().columns) == VERDICT_COLUMNS
    for id_, row in TABLE.iterrows():
        assert row["verdict"] in VERDICTS
        assert row["name_zh"], id_
        assert row["name_en"], id_
        assert row["reason_zh"], id_
        assert row["reason_en"], id_
        assert row["operands"], id_
        assert row["paragraphs"], id_
        decided = pd.notna(row["value"])
        assert decided or row["verdict"] == "undecidable", id_
        if decided:
            assert row["low"] <= row["value"] <= row["high"], id_
        if row["verdict"] in ("reproduces", "does_not_reproduce", "bound_holds"):
            assert row["printed"], id_
            assert pd.notna(row["printed_value"]), id_


def test_no_reason_tells_a_reader_how_to_call_a_function() -> None:
    assert not TABLE["reason_en"].str.contains("because=").any()


def test_reasons_in_their_language() -> None:
    for id_, row in TABLE.iterrows():
        assert re.search("[一-鿿]", row["reason_zh"]), id_
        assert re.search("[a-z]{3}", row["reason_en"]), id_


def test_neither_side_is_corrected() -> None:
    assert REPORT["leading_industries_output_2022_share"].value == D("69.3")
    assert REPORT["leading_industries_output_2022"].value == D("438.7")


# --- lists against the text -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", [r for r in REPORT.relations if r["kind"] == "listed"], ids=lambda r: r["id"])
def test_lists_stand_in_their_paragraphs(row: dict[str, str], report_lines: list[str]) -> None:
    name, _, places = row["printed"].partition("@")
    text = "".join(report_lines[int(place) - 1] for place in places.split(","))
    # The items stand in the order given; 一室两站三中心 is printed with its marks between.
    assert name in text.replace("“", "").replace("”", "")
    at = [text.find(item) for item in row["operands"].split("|")]
    assert -1 not in at
    assert row["id"] == "platforms_listed" or at == sorted(at)


# --- mutations --------------------------------------------------------------------------------------------------------


def with_another_value(id_: str, sign: int) -> Report:
    """Return the report with one number changed by one unit of its last digit, in its value and in its phrase."""
    obs = REPORT[id_]
    value = obs.value + sign * D(1).scaleb(int(obs.value.as_tuple().exponent))
    printed = re.sub(r"[0-9]+(\.[0-9]+)?", f"{abs(value)}", obs.printed)
    return replace(REPORT, observations={**REPORT.observations, id_: replace(obs, value=value, printed=printed)})


def numbers_of(row: dict[str, str]) -> Iterator[str]:
    for name in re.split(r"[ /]", f"{row['operands']} {row['printed']}"):
        if name in REPORT.observations:
            yield name


NUMBERS = ["value", "low", "high", "printed_value", "printed_low", "printed_high", "verdict"]
DECIDED = [row for row in REPORT.relations if row["kind"] != "listed" and pd.notna(TABLE.loc[row["id"], "value"])]


def test_another_operand_changes_every_relation_that_it_is_in() -> None:
    """Change each number by one unit of its last digit: value or bounds, printed or recomputed, or verdict change."""
    relations_of: dict[str, list[str]] = {}
    for row in DECIDED:
        for name in numbers_of(row):
            relations_of.setdefault(name, []).append(row["id"])
    assert len(relations_of) > 60
    before = TABLE[NUMBERS].to_dict("index")
    unmoved = []
    for name, ids in relations_of.items():
        for changed in (with_another_value(name, 1), with_another_value(name, -1)):
            kept = replace(changed, relations=tuple(row for row in REPORT.relations if row["id"] in ids))
            after = reconcile(kept).set_index("id")[NUMBERS].to_dict("index")
            unmoved += [(name, id_) for id_ in ids if after[id_] == before[id_]]
    assert unmoved == []


def test_a_zero_below_leaves_its_relation_undecidable_and_the_others_alone() -> None:
    # 22: 超10亿元或1亿美元, with 0亿美元 for the second
    after = reconcile(with_another_value("project_threshold_1bn_usd", -1)).set_index("id")
    assert after.loc["project_threshold_1bn_rate", "verdict"] == "undecidable"
    assert "is zero" in after.loc["project_threshold_1bn_rate", "reason_en"]
    assert after.loc["project_threshold_3bn_rate", "verdict"] == "derived"


def test_a_number_changes_no_relation_that_it_is_not_in() -> None:
    after = reconcile(with_another_value("leading_industries_output_2022", 1)).set_index("id")
    moved = [id_ for id_ in TABLE.index if list(after.loc[id_, NUMBERS]) != list(TABLE.loc[id_, NUMBERS])]
    assert moved == ["leading_industries_share", "leading_industries_of_industry"]


@pytest.mark.parametrize(
    ("id_", "value", "relation", "verdict"),
    [
        ("leading_industries_output_2022", "441.9", "leading_industries_share", "reproduces"),  # 441.9/637.7 = 69.296
        ("tertiary_industry_2022_share", "68.9", "industry_shares_sum", "does_not_reproduce"),  # 101.0
        ("key_projects_100m_2022", "93", "key_projects_100m_of_all", "does_not_reproduce"),  # 93 > 92
        ("high_tech_firms_added_two_lakes_2023", "19", "high_tech_firms_roll_up", "does_not_reproduce"),  # 59 > 58
        ("high_tech_firms_added_two_lakes_2023", "18", "high_tech_firms_roll_up", "reproduces"),  # 58 = 58
        ("projects_3bn_two_lakes_2023", "2", "projects_3bn_roll_up", "bound_holds"),  # 3 and 2个以上
        ("digital_revenue_2025_growth", "34", "digital_goal_compatible", "undecidable"),  # [33.4, ∞) and [34, ∞)
        ("digital_revenue_2025_growth", "33.5", "digital_goal_growth_from_2022", "reproduces"),
        ("air_orange_zone_radius", "2", "air_orange_zone_edge", "does_not_reproduce"),
        ("project_threshold_3bn_cny_two_lakes", "31", "project_threshold_3bn_cny_areas", "does_not_reproduce"),
        ("project_threshold_3bn_cny", "29", "project_threshold_3bn_cny_areas", "does_not_reproduce"),
    ],
)
def test_the_verdict_follows_the_numbers(id_: str, value: str, relation: str, verdict: str) -> None:
    obs = replace(REPORT[id_], value=D(value))
    changed = replace(REPORT, observations={**REPORT.observations, id_: obs})
    table = reconcile(changed)
    assert table.set_index("id").loc[relation, "verdict"] == verdict
    assert any(line.startswith(f"{relation}: the verdict is {verdict}") for line in unexpected(table))


# --- the declared table -----------------------------------------------------------------------------------------------


def test_nothing_is_unexpected() -> None:
    assert unexpected(reconcile()) == []


def test_a_vanished_discrepancy_is_unexpected(edit: Edit) -> None:
    folder = edit(
        "relations.csv",
        "leading_industries_output_2022_share,does_not_reproduce,",
        "leading_industries_output_2022_share,reproduces,",
    )
    assert unexpected(reconcile(load_report(folder))) == [
        "leading_industries_share: the verdict is does_not_reproduce, and relations.csv expects reproduces"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("quality_ranking_2021,rank_before,", "quality_ranking_2021,rank_after,", "kind: 'rank_after' must be one of"),
        ("quality_ranking_2021,rank_before,", "gdp_2021,rank_before,", "id: 'gdp_2021' stands on line"),
        ("quality_ranking_2022_change,,derived", "quality_ranking_2022_change,,deduced", "'deduced'"),
        ("quality_ranking_2022 quality_ranking_2022_change,", "quality_ranking_2022,", "takes 2, not 1"),
        ("quality_ranking_2022 quality_ranking_2022_change,", "quality_ranking_2022 nothing_2022,", "nothing_2022"),
        ("quality_ranking_2022 quality_ranking_2022_change,", ",", "operand"),
        ("gdp_2022 ?gdp_2022_growth,", "?gdp_2022 ?gdp_2022_growth,", "the report prints it; take the mark away"),
        ("三大中心@71", "三大中心", "names the paragraphs"),
    ],
)
def test_a_wrong_row_of_relations_is_refused(edit: Edit, old: str, new: str, said: str) -> None:
    folder = edit("relations.csv", old, new)
    with pytest.raises(DataError) as caught:
        read_relations(load_report(folder))
    assert "relations.csv" in str(caught.value)
    assert re.search(r"line [0-9]+ \(", str(caught.value))
    assert said in str(caught.value)


def test_every_kind_is_used_and_every_verdict_occurs() -> None:
    assert {row["kind"] for row in REPORT.relations} == set(KINDS)
    assert set(TABLE["verdict"]) == set(VERDICTS)


def test_the_table_is_tidy() -> None:
    table = reconcile()
    assert table["id"].is_unique
    assert isinstance(table, pd.DataFrame)
    for column in ("value", "low", "high"):
        assert table[column].dropna().map(type).eq(D).all()


def test_the_chinese_reason_says_in_what_two_numbers_are_unlike():
    # paragraph 29: 改造 20个 in the old city; paragraph 9: 37个 in the district
    table = reconcile().set_index("id")
    assert "两边范围不同" in table.loc["old_communities_delivered_targeted", "reason_zh"]
    # paragraph 7: 营收210亿元 is revenue of one industry, 890亿元以上 value added of all
    assert "两边计量、口径不同" in table.loc["digital_revenue_to_gdp", "reason_zh"]
