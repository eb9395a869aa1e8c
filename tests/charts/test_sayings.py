"""What a chart says in words: each sentence holds for the rows drawn, and for those of other reports."""

from __future__ import annotations

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
