"""How wide the columns of a table are: they fill the page, tear nothing, and prose gives way to no short cell."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, strategies as st

from zhonglou_analysis.briefing.columns import column_widths

CELLS = st.sampled_from(
    ["5%左右", "942.32亿元", "未达到", "22、31、37", "地区生产总值", "at least +5%", "公布的是现价总量" * 9, ""]
)


@given(st.integers(2, 6).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=2, max_size=6)))
def test_columns_fill_the_width(rows):
    assert math.fsum(column_widths(rows, 440, 10.5, 8)) == pytest.approx(440)


def test_prose_breaks_before_what_is_short():
    """Of 440 points the four short columns take what they need on one line, and prose the rest."""
    rows = [["指标", "目标", "公布", "结论", "理由"]]
    rows += [["进出口", "6%左右", "942.32亿元", "无法判定", "公布的是现价总量，价格变动没有找到。" * 4]] * 5
    widths = column_widths(rows, 440, 10.5, 8)
    for c in range(4):
        wide = sum(1 if character > "\u2000" else 0.5 for character in rows[1][c])  # in 汉字
        assert widths[c] - 8 > 10.5 * wide, rows[1][c]
    assert widths[4] > 440 / 3


def test_the_rows_of_two_long_columns_are_as_few_as_they_can_be():
    """200 points for 30 and 10 characters: three to one makes the fewest lines, not half and half."""
    rows = [["甲", "乙"], ["汉" * 60, "字" * 20]]
    wide, narrow = column_widths(rows, 200, 10, 8)
    assert 1.8 < wide / narrow < 4
