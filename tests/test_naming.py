"""What quantities are about, and which of them are targets. The phrases are made up; the gold tables are of real texts.

The gold tables were labelled by hand by someone who had not seen the code; they hold places and short phrases only.
"""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

import zhonglou_analysis as zl
from zhonglou_analysis.quantities import find_unit
from zhonglou_analysis.texts import known_terms

GOLD = Path(__file__).parent / "gold"
SHARED = Path(__file__).resolve().parents[2] / "shared"


def named(text: str) -> list[tuple[str, str, str, str, str]]:
    return [
        (row.printed, row.indicator, row.kind, row.status, row.period)
        for row in zl.extract_quantities(text).itertuples()
    ]


def indicators(text: str) -> list[tuple[str, str]]:
    return [row[:2] for row in named(text)]


def gold(table: str) -> dict[str, list[dict[str, str]]]:
    """Return the rows of a gold table by the text that they are of, or skip where no text is at hand."""
    by_file = defaultdict(list)
    with (GOLD / table).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            by_file[row["file"]].append(row)
    missing = [name for name in by_file if not text_of(name).is_file()]
    if missing:
        pytest.skip(f"{len(missing)} of the texts that the gold table is of are not in {SHARED}")
    return by_file


def text_of(name: str) -> Path:
    return next(path for path in (SHARED / "reports" / name, SHARED / name) if path.is_file() or path.parent == SHARED)


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a level beside its growth rate
        ("全市地区生产总值完成31.5亿元，同比增长7.3%", [("31.5亿元", "gdp"), ("7.3%", "gdp")]),
        ("生产总值31.5亿元、增长7.3%", [("31.5亿元", "gdp"), ("7.3%", "gdp")]),
        ("粮食产量突破3万吨、达3.6万吨", [("突破3万吨", "grain_output"), ("3.6万吨", "grain_output")]),
        # the longer name
        ("居民人均可支配收入3.1万元", [("3.1万元", "disposable_income")]),
        ("城镇居民人均可支配收入3.1万元", [("3.1万元", "urban_disposable_income")]),
        ("居民人均可支配收入增长5%", [("5%", "disposable_income")]),
        ("居民人均可支配收入实际增长5%", [("5%", "real_disposable_income")]),  # at constant prices: another series
        ("一般公共预算收入增长3%", [("3%", "budget_revenue")]),
        ("一般公共预算支出增长3%", [("3%", "budget_expenditure")]),
        ("规上工业增加值增长3%", [("3%", "industrial_value_added")]),
        ("规上工业总产值增长3%", [("3%", "industrial_output")]),
        # another thing's name holds it
        ("高新区固定资产投资增长3%", [("3%", "")]),
        ("教育领域固定资产投资增长3%", [("3%", "")]),
        ("固定资产投资项目35个", [("35个", "")]),
        ("固定资产投资35个", [("35个", "")]),
        ("60岁以上人口3万人", [("60岁以上", ""), ("3万人", "")]),
        ("全国居民消费价格上涨3%", [("3%", "")]),
        ("上半年地区生产总值增长3%", [("3%", "")]),
        # one word for several numbers, and one number for several names
        ("进出口总额8亿元，其中出口增长3%", [("8亿元", "foreign_trade"), ("3%", "exports")]),
        (
            "城乡居民人均可支配收入分别增长4.1%和5.2%",
            [("4.1%", "urban_disposable_income"), ("5.2%", "rural_disposable_income")],
        ),
        (
            "城镇、农村居民人均可支配收入分别达到4.1万元、2.2万元",
            [("4.1万元", "urban_disposable_income"), ("2.2万元", "rural_disposable_income")],
        ),
        (
            "全区地方财政收入、支出分别为4亿元和9亿元",
            [("4亿元", "budget_revenue"), ("9亿元", "budget_expenditure")],
        ),
        ("固定资产投资增长4%、5%和6%", [("4%", ""), ("5%", ""), ("6%", "")]),
        (
            "存款余额8亿元、贷款余额9亿元，分别增长7%和10%",
            [("8亿元", "deposits"), ("9亿元", "loans"), ("7%", "deposits"), ("10%", "loans")],
        ),
        (
            "生产总值8亿元、增长5%，出口3亿元，进口2亿元，分别下降1%、2%",
            [
                ("8亿元", "gdp"),
                ("5%", "gdp"),
                ("3亿元", "exports"),
                ("2亿元", "imports"),
                ("1%", "exports"),
                ("2%", "imports"),
            ],
        ),
        # of three levels, or of one with a name and one without, nobody knows which
        (
            "生产总值8亿元，出口3亿元，进口2亿元，分别增长1%、2%",
            [("8亿元", "gdp"), ("3亿元", "exports"), ("2亿元", "imports"), ("1%", ""), ("2%", "")],
        ),
        ("出口3亿元，绿地2亩，分别增长1%、2%", [("3亿元", "exports"), ("2亩", ""), ("1%", ""), ("2%", "")]),
        ("出口3亿元；进口2亿元，分别增长1%、2%", [("3亿元", "exports"), ("2亿元", "imports"), ("1%", ""), ("2%", "")]),
        (
            "三次产业结构调整为5.1:40.2:54.7",
            [("5.1", "primary_industry"), ("40.2", "secondary_industry"), ("54.7", "tertiary_industry")],
        ),
        # what is between a name and its number
        ("城镇调查失业率，全年控制在5.5%以内", [("5.5%以内", "surveyed_urban_unemployment")]),
        ("全社会研发经费支出相当于全市生产总值的比例达3.1%", [("3.1%", "rd_expenditure_share")]),
        ("服务业增加值增长8%，占生产总值比重达55%", [("8%", "tertiary_industry"), ("55%", "tertiary_industry")]),
        ("地区生产总值增长6%，高于全省0.5个百分点", [("6%", "gdp"), ("0.5个百分点", "")]),
        ("PM2.5平均浓度下降3%", [("3%", "pm25_concentration")]),
        # a fall that is told by a noun is read as a rise, and what is compared with a target is no change
        ("固定资产投资降幅收窄至2%以内", [("2%以内", "")]),
        ("固定资产投资降幅收窄3个百分点", [("3个百分点", "")]),
        ("地区生产总值增长6%，低于预期目标0.5个百分点", [("6%", "gdp"), ("0.5个百分点", "")]),
        ("城镇登记失业率低于4%", [("低于4%", "registered_urban_unemployment")]),
        (
            "民生支出31.2亿元，占一般公共预算支出的79.6%",
            [("31.2亿元", "livelihood_expenditure"), ("79.6%", "livelihood_expenditure")],
        ),
        # added in the year is not what is there
        ("高新技术企业达58家", [("58家", "high_tech_firms")]),
        ("新增专精特新企业20家、高新技术企业58家", [("20家", ""), ("58家", "high_tech_firms_added")]),
    ],
)
def test_names(text: str, found: list[tuple[str, str]]) -> None:
    assert indicators(text) == found


REVIEWED = "一、2031年工作回顾\n{}\n二、2032年主要任务\n{}\n"


@pytest.mark.parametrize(
    ("review", "plan", "labels"),
    [
        ("生产总值增长5%。", "生产总值增长6%。", [("actual", "2031"), ("target", "2032")]),
        ("预计，生产总值8亿元；粮食5万吨。出口增长3%。", "", [("estimate", "2031")] * 2 + [("actual", "2031")]),
        ("粮食5万吨；出口预计3亿元；进口4亿元。", "", [("actual", "2031"), ("estimate", "2031"), ("actual", "2031")]),
        ("2028年生产总值8亿元。", "到2035年生产总值翻一番。", [("actual", "2028"), ("target", "2035")]),
        ("生产总值从2026年的6亿元增加到8亿元。", "", [("actual", "2026"), ("actual", "2031")]),
        ("生产总值年均增长5%。", "", [("actual", "")]),
        ("客流超过2029年水平，生产总值达到8亿元。", "", [("actual", "2031")]),
        ("PM2.5年均浓度30微克/立方米，出口增长5%。", "", [("actual", "2031")] * 2),
        ("近5年出口增长5%。", "", [("actual", "")]),
        ("2031年，生产总值达到8亿元，比2026年增长30%。", "", [("actual", "2031"), ("actual", "")]),
        (
            "高新技术企业58家、是2026年的4.1倍，城镇化率达到60%。",
            "",
            [("actual", "2031")] * 3,
        ),
        (
            "粮食由2026年的3万吨增加到2031年的4万吨，平均每年增长5%。",
            "",
            [("actual", "2026"), ("actual", "2031"), ("actual", "")],
        ),
    ],
)
def test_status_and_period(review: str, plan: str, labels: list[tuple[str, str]]) -> None:
    assert [row[3:] for row in named(REVIEWED.format(review, plan))] == labels


def test_only_the_report_of_the_nation_speaks_of_itself_as_the_nation() -> None:
    said = "出口增长7%，高于全国2个百分点"
    assert indicators(f"我们落实党中央、国务院部署，{said}")[1:] == [("2个百分点", "")]
    assert indicators(f"我代表国务院，报告工作。{said.replace('高于', '')}")[1:] == [("2个百分点", "exports")]


def test_an_average_rate_is_a_kind_of_its_own() -> None:
    assert [row[2] for row in named("生产总值年均增长5%，PM2.5年均浓度下降5%")] == [
        "average_growth_rate",
        "growth_rate",
    ]


@given(
    st.text(
        alphabet="全市省地区生产总值增长和、分别，。;%年0123456789亿元从到居民人均可支配收入城乡预计五\n", max_size=80
    )
)
def test_any_text_is_named(text: str) -> None:
    found = zl.extract_quantities(text)
    assert set(found["indicator"]) <= {"", *known_terms()}


def test_a_name_stands_for_one_indicator() -> None:
    names = Counter(name for term in known_terms().values() for name in term.names)
    assert len(names) > 500
    assert [name for name, times in names.items() if times > 1] == []


def test_the_vocabulary_agrees_with_the_indicators_of_the_report() -> None:
    for indicator in zl.load_report().indicators.values():
        term = known_terms().get(indicator.id)
        if term is not None:
            declared = (indicator.measure, indicator.level_prices, indicator.growth_prices)
            assert (term.measure, term.level_prices, term.growth_prices) == declared, indicator.id


def test_names_against_labels_by_hand() -> None:
    right = wrong = missed = 0
    for name, rows in gold("names.csv").items():
        text = zl.read_report(text_of(name))
        found = {(row.paragraph, row.printed): row for row in zl.extract_quantities(text).itertuples()}
        labelled = {row["indicator"] for row in rows if row["indicator"]}
        for row in rows:
            have = getattr(found.get((int(row["paragraph"]), row["printed"])), "indicator", "")
            repeated = sum(
                other["paragraph"] == row["paragraph"] and other["printed"] == row["printed"] for other in rows
            )
            if repeated > 1:  # printed twice in one paragraph: the slice would tell, and one is enough
                continue
            right += have == row["indicator"] != ""
            wrong += have != row["indicator"] and have in labelled
            missed += row["indicator"] not in ("", have)
    assert right > 90
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.9


# --- targets ----------------------------------------------------------------------------------------------------------

PLAN = (
    "一、2031年工作回顾\n过去一年完成了主要目标。生产总值增长9%。\n"
    "二、2032年工作安排\n今年主要预期目标是：{}\n重点做好：\n"
)


def targets(text: str) -> list[Any]:
    return list(zl.extract_targets(text).itertuples())


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("生产总值增长5%左右，出口增长6%。", [("gdp", 5, -math.inf, math.inf), ("exports", 6, 6, 6)]),
        ("生产总值增长5%—5.5%。", [("gdp", None, 5, 5.5)]),
        ("生产总值增长4.5-5％。", [("gdp", None, 4.5, 5)]),
        ("城镇新增就业１１万人以上。", [("urban_new_jobs", 110000, 110000, math.inf)]),
        ("城镇调查失业率控制在5.5%以内。", [("surveyed_urban_unemployment", 5.5, -math.inf, 5.5)]),
        ("PM2.5平均浓度降到30微克/立方米以下。", [("pm25_concentration", 30, -math.inf, 30)]),
        ("一般公共预算收入增长2%。", [("budget_revenue", 2, 2, 2)]),
        ("在上年增长9%的基础上，生产总值增长5%。", [("gdp", 5, 5, 5)]),
        ("森林覆盖率由42%提高到43%。", [("forest_cover", 43, 43, 43)]),
        ("财政总收入和地方财政收入增长8%。", [("total_fiscal_revenue", 8, 8, 8), ("budget_revenue", 8, 8, 8)]),
        ("生产总值增长5%，高于全省0.5个百分点。", [("gdp", 5, 5, 5)]),
        ("生产总值增长5%。这体现了稳中求进，出口增长3%就好。", [("gdp", 5, 5, 5)]),
        ("\n——生产总值增长5%；\n——出口增长6%。", [("gdp", 5, 5, 5), ("exports", 6, 6, 6)]),
        ("生产总值增长5%。同时，城镇新增就业3万人。", [("gdp", 5, 5, 5), ("urban_new_jobs", 3e4, 3e4, 3e4)]),
    ],
)
def test_targets(printed: str, found: list[tuple[str, float | None, float, float]]) -> None:
    rows = targets(PLAN.format(printed))
    assert [(row.indicator, None if math.isnan(row.value) else row.value, row.low, row.high) for row in rows] == found
    assert {row.period for row in rows} == {"2032"}


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        ("今年主要预期目标\n●经济增长6%左右\n●粮食产量保持5亿斤以上\n", ["gdp", "grain_output"]),
        ("主要预期目标是：生产总值增长8%。进出口保持稳定。居民消费价格上涨3%。\n", ["gdp", "cpi"]),
        ("主要目标安排如下：生产总值、出口分别增长8%和9%。\n", ["gdp", "exports"]),
        (
            "建议今年生产总值增长6%，进口增长7%，粮食产量5亿斤，城镇新增就业3万人。\n",
            ["gdp", "imports", "grain_output", "urban_new_jobs"],
        ),
        ("做好今年工作，生产总值增长6%，任务很重。\n", []),
        ("主要预期目标是：生产总值增长8%。\n实现上述目标，要抓好项目，力争进口增长9%。\n", ["gdp"]),
        ("围绕上述目标：进口增长9%。\n", []),
        ("我们按照市委部署，今年发展预期目标：生产总值增长8%。\n", ["gdp"]),
    ],
)
def test_how_targets_are_announced(passage: str, found: list[str]) -> None:
    text = f"一、2031年工作回顾\n生产总值增长9%。\n二、2032年工作安排\n{passage}"
    assert [row.indicator for row in targets(text)] == found


def test_what_is_striven_for_is_no_second_target() -> None:
    rows = targets(PLAN.format("生产总值增长6%以上、力争6.5%，出口增长3%，在实际工作中努力争取更好结果。"))
    assert [(row.indicator, row.printed, row.stretch) for row in rows] == [
        ("gdp", "6%以上", False),
        ("gdp", "6.5%", True),
        ("exports", "3%", False),
        ("exports", "争取更好结果", True),
    ]
    assert [row.stretch for row in targets(PLAN.format("力争生产总值增长6%。"))] == [False]


def test_what_is_tied_to_the_economy() -> None:
    rows = targets(
        PLAN.format("生产总值增长5%，居民收入增长与经济增长基本同步，农村居民收入增速高于城镇居民收入增速。")
    )
    assert [(row.indicator, row.tied_to, row.qualifier) for row in rows] == [
        ("gdp", "", "exact"),
        ("disposable_income", "gdp", "about"),
        ("rural_disposable_income", "urban_disposable_income", "at_least"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "一、2031年工作回顾\n超额完成年初确定的目标：生产总值增长9%。",
        "二、“十六五”时期主要目标\n主要目标是：生产总值年均增长5%。",
        "到2035年的主要目标是，生产总值翻一番。",
        "2031年主要目标的完成，标志着收官。生产总值增长9%。",
        "",
    ],
)
def test_no_targets_for_the_coming_year(text: str) -> None:
    assert targets(text) == []


def test_the_coming_year_and_not_the_plan_for_five() -> None:
    text = (
        "一、过去五年工作回顾\n2031年生产总值增长9%。\n二、今后五年的目标任务\n主要目标是：生产总值年均增长7%。\n"
        "三、2032年工作安排\n主要预期目标为：生产总值增长5%。\n"
    )
    assert [(row.printed, row.kind, row.period) for row in targets(text)] == [("5%", "growth_rate", "2032")]
    assert zl.extract_targets(text, year=2040)["period"].tolist() == ["2040"]


def test_slices_hold_what_is_printed() -> None:
    text = PLAN.format("生产总值增长5%左右；居民收入与经济增长同步。")
    rows = targets(text)
    assert len(rows) == 2
    for row in rows:
        assert text[row.start : row.end] == row.printed
        assert text.split("\n")[row.paragraph - 1].count(row.printed) == 1


@given(st.text(alphabet="今年主要预期目标是：为，。生产总值增长5%\n——一二、2032年力争同步与经济", max_size=120))
def test_any_text_has_its_targets_or_none(text: str) -> None:
    found = zl.extract_targets(text)
    assert list(found.columns)[:3] == ["indicator", "kind", "period"]
    assert all(text[row.start : row.end] == row.printed for row in found.itertuples())


def test_targets_against_labels_by_hand() -> None:
    for name, rows in gold("targets.csv").items():
        found = zl.extract_targets(zl.read_report(text_of(name))).to_dict("records")
        have = sorted((target_key(row) for row in found), key=repr)
        labelled = sorted((label_key(row) for row in rows), key=repr)
        assert have == labelled, name


def target_key(row: dict[Any, Any]) -> tuple[object, ...]:
    numbers = [None if not math.isfinite(row[column]) else round(row[column], 6) for column in ("value", "low", "high")]
    told = (row["qualifier"], row["stretch"], row["tied_to"])
    return (row["indicator"], row["paragraph"], row["printed"], row["period"], *numbers, *told)


def label_key(row: dict[str, str]) -> tuple[object, ...]:
    factor = find_unit(row["unit"]).factor if row["unit"] and row["unit"] != "万" else Decimal(1)
    factor = Decimal(10_000) if row["unit"] == "万" else factor
    cells = [row[column] for column in ("value", "low", "high")]
    numbers = [round(float(Decimal(cell) * factor), 6) if cell else None for cell in cells]
    told = (row["qualifier"], row["stretch"] == "true", row["tied_to"])
    return (row["indicator"], int(row["paragraph"]), row["printed"], row["period"], *numbers, *told)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_wrapped_copy_has_the_same_targets(line_end: str) -> None:
    filler = "我们把稳放在前面，一步一步做好手里的事，让大家的日子过得更好一些，把路修宽，把水治清，把学。" * 20
    passage = "今年主要预期目标是：地区生产总值增长5%左右，固定资产投资增长6%，社会消费品零售总额增长7%以上。"
    text = f"一、2031年工作回顾\n{filler}\n二、2032年工作安排\n{filler}{passage}\n"
    wrapped = line_end.join(line[i : i + 36] for line in text.split("\n") for i in range(0, max(1, len(line)), 36))
    found = [[(row.indicator, row.qualifier, row.period) for row in targets(copy)] for copy in (text, wrapped)]
    assert found[0] == found[1]
    assert len(found[0]) == 3
