"""Numbers as a reader of either language writes them; every phrase is written out by hand."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from zhonglou_analysis.errors import InputError
from zhonglou_analysis.quantities import (
    CELLS,
    HEADINGS,
    QUALIFIERS,
    Bounds,
    listed,
    parse_quantity,
    readable,
    write_computed,
    write_date,
    write_number,
    write_quantity,
)
from zhonglou_analysis.reports import load_report

D = Decimal


@pytest.mark.parametrize(
    ("id_", "zh", "en"),
    [
        ("gdp_2022", "890亿元以上", "at least CN¥89.0 billion"),  # paragraph 7: 890亿元以上
        ("budget_revenue_2022", "52亿元以上", "at least CN¥5.2 billion"),  # 7: 超52亿元
        ("industrial_output_2022", "637.7亿元", "CN¥63.77 billion"),  # 7
        ("double30_investment_2022_growth", "+25%", "+25%"),  # 7: 增长25%
        ("quality_ranking_2022", "第46位", "46th"),  # 7: 第46位
        ("quality_ranking_2022_change", "+3位", "+3 places"),  # 7: 上升3位
        ("project_investment_dongjiu_xinyi_2022", "约5亿美元", "about US$500.0 million"),  # 7: 5亿美元级
        ("carrier_space_added_2022", "近30万平方米", "nearly 300,000 square metres"),  # 8: 近30万平方米
        ("listing_award_streak_2022", "连续5年", "5 consecutive years"),  # 8: 连续5年
        ("offshore_outsourcing_2022", "2.2亿美元", "US$220.0 million"),  # 8
        ("overseas_bonds_2022", "8527万美元", "US$85.27 million"),  # 8
        ("urban_new_jobs_2022", "1.5万人", "15,000 people"),  # 10: 1.5万人
        ("start_ups_supported_2022", "5300余人", "just over 5,300 people"),  # 10: 5300余人
        ("new_form_workers_insured_2022", "1万余名", "just over 10,000 people"),  # 10: 1万余名
        ("work_accidents_2022_growth", "−50%", "−50%"),  # 11: 下降50%
        ("work_accident_deaths_2022_growth", "−33.3%", "−33.3%"),  # 11
        ("business_registration_time_2022", "8小时以内", "at most 8 hours"),  # 12: 8小时内
        ("tax_fee_relief_2022_growth", "+250%以上", "at least +250%"),  # 12: 超250%
        ("digital_core_value_added_2023_change", "+0.8个百分点", "+0.8 percentage points"),  # 23: 0.8个百分点
        ("invention_patents_2023", "43.5件/万人以上", "at least 43.5 per 10 thousand people"),  # 23: 超43.5件
        ("key_projects_2022", "92个", "92"),  # 7: 92个
        ("primary_industry_2022_share", "0.2%", "0.2%"),  # 7: 0.2:31.9:67.9
    ],
)
def test_numbers_of_the_report(id_: str, zh: str, en: str) -> None:
    obs = load_report()[id_]
    assert write_quantity(obs.value, obs.unit, obs.qualifier, "zh", obs.kind) == zh
    assert write_quantity(obs.value, obs.unit, obs.qualifier, "en", obs.kind) == en


@pytest.mark.parametrize(
    ("value", "unit", "en"),
    [
        ("999.9", "万人", "9,999,000 people"),  # counts are written out below ten millions
        ("1000", "万人", "10.0 million people"),
        ("99", "元", "CN¥99"),
        ("100", "万元", "CN¥1.0 million"),  # and money below one
        ("99.99", "万元", "CN¥999,900"),
        ("10", "亿元", "CN¥1.0 billion"),
        ("9.99", "亿元", "CN¥999.0 million"),
        ("1", "万亿元", "CN¥1.0 trillion"),
    ],
)
def test_english_scales_begin_where_they_say(value: str, unit: str, en: str) -> None:
    assert write_quantity(D(value), unit, lang="en") == en


def test_every_observation_is_written_in_both_languages() -> None:
    for obs in load_report().observations.values():
        zh = write_quantity(obs.value, obs.unit, obs.qualifier, "zh", obs.kind)
        en = write_quantity(obs.value, obs.unit, obs.qualifier, "en", obs.kind)
        assert f"{abs(obs.value):f}" in zh, obs.id
        assert set(obs.unit) <= set(zh), obs.id
        assert not any("\u4e00" <= c <= "\u9fff" for c in en), f"{obs.id}: no Chinese in English"
        assert "E+" not in en, obs.id


@pytest.mark.parametrize(
    ("number", "ordinal"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
     (46, "46th"), (102, "102nd"), (111, "111th")],
)  # fmt: skip
def test_ordinals(number: int, ordinal: str) -> None:
    assert write_quantity(D(number), "位", lang="en", kind="rank") == ordinal


@pytest.mark.parametrize("qualifier", QUALIFIERS)
def test_a_level_is_read_back_from_its_chinese(qualifier: str) -> None:
    written = write_quantity(D(35), "亿元", qualifier, "zh")
    read = parse_quantity(written)
    assert (read.value, read.unit, read.qualifier) == (D(35), "亿元", qualifier)


def test_large_money_and_no_change_in_english() -> None:
    assert write_quantity(D("2.6"), "万亿元", lang="en") == "CN¥2.6 trillion"
    assert write_quantity(D("9.99"), "万元", lang="en") == "CN¥99,900"
    assert write_quantity(D(0), "%", lang="en", kind="growth_rate") == "0%"
    assert write_quantity(D(0), "%", kind="growth_rate") == "0%"


def test_written_with_the_digits_that_are_printed() -> None:
    assert write_quantity(D("187.70"), "亿元") == "187.70亿元"
    assert write_number(D("-1500.50")) == "−1,500.50"
    assert write_number(D("1E+3")) == "1,000"


def test_computed_numbers_have_four_digits_and_their_interval() -> None:
    # 31.9 % of at least 890亿元: 283.91, at least 31.85 % of 890 = 283.465
    floor = Bounds.at_least(D("283.465"))
    assert write_computed(D("283.91"), "亿元", "zh", floor) == "283.9亿元 [283.5, ∞)"
    assert write_computed(D("283.91"), "亿元", "en", floor) == "CN¥28.39 billion [28.35, ∞)"
    assert write_computed(D("68.794"), "%", "en") == "68.79%"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((D(1), "亿元", "roughly"), "'roughly' is no qualifier"),
        ((D(1), "亿元", "exact", "fr"), "the languages are 'zh' and 'en'"),
        ((D(1), "亿镑"), "units.csv"),
    ],
)
def test_refusals(arguments: tuple[object, ...], said: str) -> None:
    with pytest.raises(InputError, match=said):
        write_quantity(*arguments)  # type: ignore[arg-type]


# --- tables and dates for a reader ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "zh", "en"),
    [
        ("2024-05-30", "2024年5月30日", "30 May 2024"),
        ("2023-01", "2023年1月", "January 2023"),
        ("2024", "2024年", "2024"),
    ],
)
def test_a_date_as_far_as_it_is_known(date: str, zh: str, en: str) -> None:
    assert (write_date(date, "zh"), write_date(date, "en")) == (zh, en)


def test_a_table_in_a_language_has_words_for_ids() -> None:
    table = pd.DataFrame({
        "name_zh": ["产值,全部"], "name_en": ["output, all"], "status": ["target"], "target_qualifier": ["at_least"],
        "verdict": ["not_comparable"], "kind": ["growth_rate"], "trust": ["copy"], "unit": ["亿元"],
        "value": [D("1") / 3], "high": [D("Infinity")], "own": ["id_1"],
    })  # fmt: skip
    zh, en = readable(table, "zh"), readable(table, "en")
    assert zh.columns.tolist()[:2] == ["指标", "状态"]
    assert zh.iloc[0].tolist() == [
        "产值\uff0c全部", "目标", "以上", "不可比", "增速", "转载件", "亿元", "0.3333", "∞", "id_1",
    ]  # fmt: skip
    assert en.iloc[0].tolist() == [
        "output, all", "target", "at least", "not comparable", "growth rate", "copy", "100 million yuan", "0.3333", "∞",
        "id_1",
    ]  # fmt: skip
    assert "name_zh" in table.columns, "the table that was given is left as it is"
    with pytest.raises(InputError, match="lang='fr'"):
        readable(table, "fr")  # type: ignore[arg-type]


def test_a_fall_that_only_its_sentence_says_has_its_sign_for_a_reader() -> None:
    table = pd.DataFrame({
        "outcome_printed": ["11.9%", "下降1.3%", "-2%", "83家", ""],
        "outcome_value": [D("-11.9"), D("-1.3"), D("-2"), D("83"), None],
        "printed": ["50%", "负增长3%", "8家", "8家", "8家"], "value": [D("-50"), D("-3"), D("8"), D("8"), D("8")],
    })  # fmt: skip
    for lang in ("zh", "en"):
        shown = readable(table, lang)
        assert shown.iloc[:, 0].tolist() == ["−11.9%", "下降1.3%", "-2%", "83家", ""]
        assert shown.iloc[:, 2].tolist() == ["−50%", "负增长3%", "8家", "8家", "8家"]
    assert table["outcome_printed"].tolist()[0] == "11.9%", "what is printed stays to the letter"


def test_a_cell_that_holds_nothing_is_empty() -> None:
    table = pd.DataFrame({"low": [None, float("nan"), Decimal("NaN"), Decimal("1.50"), 0.25]}, dtype=object)
    assert readable(table)["low"].tolist() == ["", "", "", "1.5", "0.25"]


def test_rows_as_a_list_for_texts_that_are_too_long_for_a_cell() -> None:
    table = pd.DataFrame(
        {"name_zh": ["甲", "乙"], "name_en": ["one", "two"], "verdict": ["met", ""], "reason_en": ["", "so"]}
    )
    shown = listed(table, "en")
    assert shown == "- **one** · met\n- **two** · so"
    assert shown._repr_markdown_() == repr(shown) == shown
    assert listed(table, "zh") == "- **甲** · 达到\n- **乙**"


def test_every_word_for_a_cell_is_one_of_both_languages() -> None:
    for column, words in CELLS.items():
        for id_, word in words.items():
            assert not any("\u4e00" <= character <= "\u9fff" for character in word.en), (column, id_)
            assert word.zh == "" or any("\u4e00" <= character <= "\u9fff" for character in word.zh), (column, id_)
    for column, word in HEADINGS.items():
        assert not any("\u4e00" <= character <= "\u9fff" for character in word.en), column
        assert any("\u4e00" <= character <= "\u9fff" for character in word.zh), column


def test_a_printed_fall_has_its_sign_and_a_missing_number_none() -> None:
    table = pd.DataFrame(
        {"outcome_printed": ["11.9%", "没有数字", "", "下降3%"], "outcome_value": [D("-11.9"), None, D(5), D("-3")]},
        dtype=object,
    )
    assert readable(table, "zh").iloc[:, 0].tolist() == ["−11.9%", "没有数字", "", "下降3%"]


def test_a_heading_of_two_words() -> None:
    table = pd.DataFrame({"target_low": [D(1)], "target_high": [D(2)]})
    assert list(readable(table, "en").columns) == ["target, low", "target, high"]
    assert list(readable(table, "zh").columns) == ["目标下限", "目标上限"]


def test_a_name_has_the_place_that_is_not_the_report_s_own() -> None:
    report = load_report()
    area, own = report["high_tech_firms_added_old_city_2023"], report["high_tech_firms_added_2023"]
    assert report.name(area, "zh") == "老城复兴样板区" + report.name(own, "zh")
    assert report.name(area, "en") == report.name(own, "en") + ", Old City Renewal Model Area"
