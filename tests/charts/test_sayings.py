"""What a chart says in words: each sentence holds for the rows drawn, and for those of other reports."""

from __future__ import annotations

import subprocess
import sys

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import zhonglou_analysis as zl
from zhonglou_analysis.charts import chart_table, exhibit
from zhonglou_analysis.charts.catalogue import find_chart
from zhonglou_analysis.charts.table import as_marks
from zhonglou_analysis.errors import ChartError


def says(name, table, lang):
    """The exhibit of a chart of somebody's rows."""
    return find_chart(name).exhibit(as_marks(table, name), lang)


def test_every_target_with_an_outcome_is_counted_and_shown():
    ledger = zl.target_outcomes()
    seen = ledger[ledger["outcome_printed"] != ""]
    # 10 of 48: 50.8 of 54.6亿元 and trade at −11.9 % against 稳中提质 missed; 83 of 58家 and 468 of 300家以上 met
    assert (len(seen), len(ledger)) == (10, 48)
    shown = exhibit("targets_and_outcomes")
    assert shown.headline == "10项有结果的2023年目标中，2项达到，2项未达到，6项不能判定"
    assert exhibit("targets_and_outcomes", "en").headline.endswith("2 met, 2 missed, 6 undecided")
    assert "达到2个" in zl.answer("targets_and_outcomes").found
    assert "未达到2个" in zl.answer("targets_and_outcomes").found
    rows = {row.name: row for row in shown.geometry.rows}
    assert len(rows) == len(seen)
    assert rows["外贸进出口总额"].columns == ("没有数字", "−11.9%", "未达到")  # 下降11.9%: with its sign
    assert rows["外贸进出口总额"].texts == ("−11.9%", "未达到")
    assert "外贸进出口总额:公布的增速为−11.9%，与方向相反" in shown.notes
    assert "另有38项目标没有找到结果" in shown.notes


def test_one_denominator_for_the_tests_of_the_arithmetic():
    shown = exhibit("reconciliation")
    verdicts = zl.reconcile()["verdict"]
    tested = int((~verdicts.isin(["undecidable", "derived"])).sum())
    assert tested == 14  # 9 that recompute a number, and 5 parts beside their whole (45 and 23 of 92个, …)
    assert shown.headline == "报告可核对的14处算术中，1处不符"
    assert "有14处可以核对" in zl.answer("ratios_reproduced").found
    assert len(shown.geometry.rows) == 9
    assert "5处核对部分不大于总体，均成立，没有画出" in shown.notes
    table = chart_table("reconciliation")
    with pytest.raises(ChartError, match="every row is a part of its whole"):
        says("reconciliation", table[table["series"].isin(table.loc[table["role"] == "part", "series"])], "zh")


def test_a_headline_counts_no_zero():
    table = chart_table("reconciliation")
    right = table[table["series"] != "leading_industries_share"]
    assert says("reconciliation", right, "zh").headline == "报告可核对的13处算术没有一处不符"
    assert says("reconciliation", right, "en").headline == "None of the 13 tests of the report's arithmetic fails"
    one = table[table["series"] == "industry_shares_sum"]
    assert says("reconciliation", one, "zh").headline == "报告可核对的1处算术相符"
    tasks = chart_table("delivered_and_targeted")
    floors = tasks[tasks["series"].isin(["tech_smes_recognised", "talent_flats_built"])]
    # 300家以上 may pass 342家; 超5000 is above 超3300
    said = says("delivered_and_targeted", floors, "zh")
    assert said.headline == "2项可比任务中，没有一项2023年目标确定低于2022年报告数"
    assert said.notes == ("1项目标只给下限，下限低于2022年报告数，不计入低于之列",)
    assert says("delivered_and_targeted", floors, "en").headline.startswith("None of 2 comparable 2023 targets")
    ends = chart_table("targets_and_outcomes")
    open_ = ends[ends["series"] == "gdp_2023_growth"]
    assert says("targets_and_outcomes", open_, "zh").headline == "1项有结果的2023年目标中，1项不能判定"


RANGES = """政府工作报告
——2024年2月3日在甲区第六届人民代表大会第四次会议上
各位代表：
一、2023年工作回顾
2023年，地区生产总值1025.7亿元，增长6.1%；社会消费品零售总额612.4亿元，增长8.9%；一般公共预算收入58.6亿元，增长11.2%。
二、2024年工作安排
今年的预期目标是：地区生产总值增长5.5%—6%；社会消费品零售总额增长6%左右；一般公共预算收入增长3%以上。
"""


@pytest.fixture(scope="module")
def ranges(tmp_path_factory):
    """A report of another place, with a range, an about and a floor over exact levels."""
    folder = tmp_path_factory.mktemp("ranges")
    (folder / "report.txt").write_text(RANGES, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "zhonglou_analysis.cli", "new", folder / "report.txt", "--into", folder / "own"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return zl.load_report(folder / "own")


def test_a_floor_over_an_exact_level_is_a_floor_and_a_range_keeps_both_ends(ranges):
    shown = exhibit("target_levels", "zh", ranges)
    # 1025.65 × 5.5 % = 56.41 and 1025.75 × 6 % = 61.55, outwards; × 1.055 = 1082.06, × 1.06 = 1087.30
    assert shown.headline == "按目标推算，2024年地区生产总值增加56.4—61.6亿元（2023年价格）"
    rows = {row.name: row for row in shown.geometry.rows}
    gdp, revenue = rows["地区生产总值（2023年价格）"], rows["一般公共预算收入"]
    assert (gdp.texts, gdp.columns[2]) == (("+56.4—61.6亿元",), "1082.0—1087.3亿元")
    assert (gdp.shapes[0].arrow, gdp.shapes[0].band) == ("", True)
    # 58.55 × 3 % = 1.7565 and × 1.03 = 60.3065, downwards: 3%以上 has no upper end
    assert (revenue.texts, revenue.columns[2]) == (("+1.7亿元以上",), "60.3亿元以上")
    assert revenue.shapes[0].arrow == "up"
    assert rows["社会消费品零售总额"].columns[2] == "约649.1亿元"  # 612.4 × 1.06; 左右 makes no floor
    notes = exhibit("target_levels", "zh", ranges).notes
    assert sum("增速目标是下限" in note for note in notes) == 1  # of the revenue; a range is none
    assert exhibit("target_levels", "en", ranges).headline.startswith("The 2024 target adds CN¥5.64–6.16 bn to")


def test_both_ends_of_a_range_are_drawn_and_its_table_draws_it_again(ranges):
    table = chart_table("growth_targets", ranges)
    ax = zl.plot_growth_targets(table)
    try:
        dots = [float(line.get_xdata()[0]) for line in ax.lines if len(line.get_xdata()) == 1]
        assert sorted(x for x in dots if x > 5) == [5.5, 6, 6]  # 5.5%—6%, and 6%左右
        boxes = [p for p in ax.patches if p.get_gid() == "band"]
        assert sorted((b.get_x(), b.get_x() + b.get_width()) for b in boxes) == [(5.5, 6), (5.5, 6.5)]
        assert any("目标区间" in text.get_text() for text in ax.texts)
    finally:
        plt.close(ax.figure)
    moved = table.assign(value=table["value"].where(table["series"] != "gdp", 5.7))
    with pytest.raises(ChartError, match="does not go with its bounds"):
        zl.plot_growth_targets(moved)


def test_real_growth_leads_to_no_level_of_the_year_before(ranges):
    shown = exhibit("implied_2021_levels", "zh", ranges)
    rows = {row.name: row for row in shown.geometry.rows}
    # 1025.7 / 1.061 = 966.7: what 2022 was in prices of 2023, and not 2022's own 1025.7 at current prices
    assert rows["地区生产总值（2023年价格）"].columns[0] == "约967亿元"
    assert "地区生产总值：增速按不变价，推算的是按2023年价格折算的2022年水平，不是当年公布的水平" in shown.notes
    assert "一般公共预算收入" in rows  # nominal: 58.6 / 1.112 = 52.7, of which the rounding leaves 53 sure
    table = chart_table("implied_2021_levels", ranges)
    basis = table[table["role"] == "base"].set_index("series")["basis"]
    assert basis.to_dict() == {"gdp": "2023", "retail_sales": "comparable", "budget_revenue": "current"}
    own = dict(list(table.groupby("series")))
    assert says("implied_2021_levels", own["gdp"], "zh").headline == "2023年地区生产总值增长6.1%，达到1025.7亿元"
    assert says("implied_2021_levels", own["gdp"], "en").headline == "GRP grew by 6.1% to CN¥102.57 bn in 2023"
    assert "由2022年约53亿元增至58.6亿元" in says("implied_2021_levels", own["budget_revenue"], "zh").headline
    fell = own["budget_revenue"].assign(
        value=[-11.2, 66.0, 58.6], low=float("nan"), high=float("nan"), qualifier="near"
    )
    assert "降至" in says("implied_2021_levels", fell, "zh").headline
    assert " fell from " in says("implied_2021_levels", fell, "en").headline


def test_what_is_only_a_convention_is_called_one():
    growth = exhibit("implied_2021_levels")
    assert growth.headline == "2022年数字经济产业营收增长27.3%，达到210亿元"  # the report does not say 可比口径
    assert any("增速为可比口径（报告未写明的按惯例）" in note for note in growth.notes)
    assert "固定资产投资按惯例不含农户" in exhibit("growth_targets").notes
    path = exhibit("digital_economy_path")
    assert any("推算的是可比基数，不是2021年公布的水平" in note for note in path.notes)  # of the 165 that is drawn
    prices = exhibit("growth_targets").notes[0]
    assert "固定资产投资、社会消费品零售总额为名义增速（可比口径）" in prices
    assert "nominal growth, comparable coverage" in exhibit("growth_targets", "en").notes[0]


def test_a_number_that_is_rounded_is_no_bound():
    # (500/210.5)^(1/3) = 1.33421 … (500/209.5)^(1/3): at least 33.42 %, and 33.53 % from the 210 that is printed
    shown = exhibit("digital_economy_path")
    assert shown.headline == "数字经济产业营收2025年要超500亿元，须年均增长约33.5%"  # 超500亿元 as it is printed
    assert exhibit("digital_economy_path", "en").headline.endswith("takes growth of about 33.5% a year")
    assert zl.answer("digital_economy_2025").found.endswith("每年须增长33.53%（至少33.42）。")


def test_what_follows_from_a_floor_is_one():
    # 890以上 × 31.85 % = 283.465 and × 67.85 % = 603.865, downwards
    texts = exhibit("sector_structure").geometry.rows[0].texts
    assert texts[1:] == ("31.9%\n283亿元以上", "67.9%\n603亿元以上")
    table = chart_table("sector_structure")
    assert (table.loc[table["role"] == "value_added", "qualifier"] == "at_least").all()


def test_floors_leave_no_number_unallocated():
    shown = exhibit("target_roll_up")
    assert shown.headline == "6项2023年全区目标中，3项各区之和等于全区下限"  # 2, 6 and 12个以上
    rows = {row.name: row.texts for row in shown.geometry.rows}
    assert rows["市重大项目"] == ("3个以上", "")  # 7个以上 less 3个以上 is anything
    assert rows["新增“四上”单位"] == ("51家", "249家以上")  # 300家以上 less 35家 and 16家
    assert rows["新增高新技术企业"][-1] == "3家"  # 58家 less 55家
    assert "约4个" not in shown.alt
    reasons = zl.reconcile().set_index("id")["reason_zh"]
    assert reasons["municipal_projects_roll_up"].startswith("各区合计3，低于全区的7个以上。")
    assert "未分配3" in reasons["high_tech_firms_roll_up"]
    assert "市重大项目3个以上（全区7个以上）" in zl.answer("functional_areas").compared


def test_a_word_that_two_numbers_share_stays_with_both():
    table = chart_table("growth_targets")
    first = table[table["series"] == "retail_sales"].assign(printed="5%")  # 分别增长5%和6%左右
    assert says("growth_targets", first, "zh").geometry.rows[0].texts == ("约5%",)
    assert says("growth_targets", first, "en").geometry.rows[0].texts == ("about 5%",)


def test_output_is_called_what_the_place_calls_it():
    table = zl.chart_table("ratios_to_gdp")
    assert says("ratios_to_gdp", table, "en").headline.endswith("of GRP in 2022")
    national = says("ratios_to_gdp", table.assign(place_zh="中国", place_en="China"), "en")
    assert national.headline.endswith("of GDP in 2022")
    assert national.subtitle.startswith("Relative to gross domestic product")
    assert "GRP" not in " ".join(national.notes[:1])
    parts = zl.chart_table("sector_structure").assign(place_zh="中国", place_en="China")
    assert says("sector_structure", parts, "zh").headline == "2022年第三产业占中国国内生产总值的67.9%"


def test_prices_that_differ_stand_beside_the_names():
    table = zl.chart_table("headline_indicators")
    assert "现价" in says("headline_indicators", table, "zh").subtitle
    table.loc[table["series"] == "gdp", "basis"] = "constant"
    mixed = says("headline_indicators", table, "zh")
    assert "价" not in mixed.subtitle
    assert any(note.startswith("价格：地区生产总值为不变价，") for note in mixed.notes)


def test_one_task_is_told_by_its_numbers():
    table = zl.chart_table("delivered_and_targeted")
    one = table[table["series"] == table["series"].iloc[-1]]  # 16.8公里 and 10公里 (paragraphs 9 and 45)
    assert says("delivered_and_targeted", one, "zh").headline == "新增道路里程：2022年16.8公里，2023年目标10公里"
    assert "fastest first" in says("implied_2021_levels", zl.chart_table("implied_2021_levels"), "en").subtitle
    growth = zl.chart_table("implied_2021_levels").iloc[:3]
    assert "fastest first" not in says("implied_2021_levels", growth, "en").subtitle


def test_floors_name_no_highest():
    frame = pd.DataFrame({"place": ["Upper", "Lower"], "value": [912.0, 890.0], "words": ["exact", "at_least"]})
    table = zl.table_from(
        frame, label="place", value="value", unit="亿元", place="place", period="2022", qualifier="words"
    )
    assert "prints the largest number" in says("comparison", table.assign(label_en="GRP"), "en").headline
    sure = zl.table_from(frame, label="place", value="value", unit="亿元", place="place", period="2022")
    assert "has the highest" in says("comparison", sure.assign(label_en="GRP"), "en").headline


@pytest.mark.parametrize(
    ("lang", "first", "rest"),
    [("zh", "±0.5个百分点", "另有7条说明从略。"), ("en", "±0.5 percentage points", "7 more notes left out.")],
)
def test_a_small_axes_of_mine_keeps_the_first_note_and_counts_the_others(lang, first, rest):
    figure, axes = plt.subplots(2, 2, figsize=(10, 7))
    try:
        zl.plot_target_levels(ax=axes[0][0], lang=lang)
        said = {text.get_gid(): text.get_text().replace("\n", "" if lang == "zh" else " ") for text in axes[0][0].texts}
        notes = exhibit("target_levels", lang).notes
        assert first in said["notes"]
        assert len(notes) == 8
        assert "整页版" not in said["notes"]
        assert "page version" not in said["notes"]
        assert said["notes"].endswith(rest) or all(note.rstrip(".") in said["notes"] for note in notes[:2])
    finally:
        plt.close(figure)
