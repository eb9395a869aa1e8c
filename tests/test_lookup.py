"""Find, show and cite a printed number; answer for one that is not printed."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from zhonglou_analysis import observation
from zhonglou_analysis.datapackage import columns_of, read_table
from zhonglou_analysis.errors import InputError, NotInReportError
from zhonglou_analysis.reports import cite, describe, find_observations, load_observations, near_names

D = Decimal


def test_the_table_is_the_file_with_its_bounds() -> None:
    table = load_observations()
    assert list(table.columns) == [*columns_of("observations.csv"), "low", "high"]
    rows = read_table("observations.csv")
    assert table["id"].tolist() == [row["id"] for row in rows]
    for column in columns_of("observations.csv"):
        assert [str(cell) for cell in table[column]] == [row[column] for row in rows]
    gdp = table.set_index("id").loc["gdp_2022"]
    assert (gdp["value"], gdp["low"], gdp["high"]) == (D(890), D(890), D("Infinity"))
    assert not table.isna().any(axis=None)


def test_the_table_is_the_callers_own() -> None:
    mine = load_observations()
    mine.loc[0, "value"] = D(0)
    assert load_observations().loc[0, "value"] == D(46)


def test_one_number_by_its_id() -> None:
    gdp = observation("gdp_2022")
    assert (gdp.value, gdp.unit, gdp.qualifier, gdp.paragraph) == (D(890), "亿元", "at_least", 7)


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        # No 2021 level: paragraph 7 prints 890亿元以上, and nowhere how much that grew.
        ("gdp_2021", ["prints gdp_2022 (890亿元以上)", "needs the growth rate of 2022 from another source"]),
        ("gdp_2022_growth", ["prints gdp_2022 (890亿元以上)", "gdp_2023_growth (5%左右)",
                             "needs a growth rate, or the level of 2021, from another source"]),
        ("gdp_per_capita_2022", ["prints no population"]),
        ("retail_sales_2022_growth", ["prints retail_sales_2022 (498亿元)",
                                      "needs a growth rate, or the level of 2021, from another source"]),
        ("digital_revenue_2021", ["implied_base('digital_revenue_2022', 'digital_revenue_2022_growth')"]),
        ("gdp_2023", ["project_targets()", "not a forecast"]),
        ("population_2022", ["prints no population"]),
    ],
)  # fmt: skip
def test_what_the_report_does_not_print_is_answered_as_such(id_: str, said: list[str]) -> None:
    with pytest.raises(NotInReportError) as caught:
        observation(id_)
    assert "not in the report" in str(caught.value)
    for words in said:
        assert words in str(caught.value)


def test_a_slip_of_the_pen_is_answered_with_near_ids() -> None:
    with pytest.raises(NotInReportError, match=r"near ids: .*retail_sales_2022"):
        observation("retial_sales_2022")
    with pytest.raises(NotInReportError, match=r"load_observations\(\) lists its ids"):
        observation("???")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("GDP", r"find_observations\('GDP'\) finds gdp_2022, gdp_2023_growth\."),
        ("地区生产总值", r"find_observations\('地区生产总值'\) finds gdp_2022, gdp_2023_growth\."),
        ("新增", r"finds .* and [0-9]+ more\."),
        # income a head needs no population, and is a target without a number (paragraph 21)
        ("城镇居民人均可支配收入", "near names: 居民人均可支配收入"),
        ("居民 收入", "near names: 居民人均可支配收入"),
    ],
)
def test_words_in_place_of_an_id_are_answered_with_what_they_find(words: str, said: str) -> None:
    with pytest.raises(NotInReportError, match=said):
        observation(words)


def test_a_missing_number_is_also_a_lookup_error() -> None:
    with pytest.raises(LookupError):
        observation("gdp_2021")


def test_citations_name_issuer_title_date_and_paragraph() -> None:
    assert cite("digital_revenue_2025") == (
        "常州市钟楼区人民政府《常州市钟楼区政府工作报告》，2023年1月3日，第58段：“超500亿元”"
    )
    assert cite("digital_revenue_2025", lang="en") == (
        "Work Report of the Government of Zhonglou District, Changzhou, 3 January 2023, paragraph 58 (“超500亿元”)"
    )
    with pytest.raises(InputError, match="'zh' and 'en'"):
        cite("gdp_2022", lang="fr")  # type: ignore[arg-type]
    with pytest.raises(NotInReportError):
        cite("gdp_2021")


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("地区生产总值", ["gdp_2022", "gdp_2023_growth"]),
        ("GROSS regional product", ["gdp_2022", "gdp_2023_growth"]),
        ("retail_sales_2022", ["retail_sales_2022"]),
        ("retail sales", ["retail_sales_2022", "retail_sales_2023_growth"]),
        ("637.7", ["industrial_output_2022"]),
        ("high tech two lakes", ["high_tech_firms_added_two_lakes_2023"]),
        ("", []),
        ("unicorns of the moon", []),
    ],
)
def test_find_by_id_name_scope_or_phrase(words: str, ids: list[str]) -> None:
    assert [obs.id for obs in find_observations(words)] == ids


def test_near_names_suggest_what_is_there() -> None:
    assert "retail_sales_2022" in near_names("retial sales 2022")
    assert near_names("§§§§") == []


def test_values_are_decimals_until_they_are_formatted() -> None:
    table = load_observations()
    assert table["value"].map(type).eq(D).all()
    assert isinstance(table, pd.DataFrame)


def test_a_description_keeps_the_word_that_is_printed() -> None:
    assert (
        describe(observation("budget_revenue_2022")).splitlines()[1].strip() == "超52亿元（预计、2022）"
    )  # paragraph 7
    assert "5%左右" in describe(observation("gdp_2023_growth")).splitlines()[1]
