"""Every height, position and label is the table's number; the numbers here are worked by hand from the report."""

from __future__ import annotations

import re

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from zhonglou_analysis.charts.catalogue import CHARTS, chart_table
from zhonglou_analysis.charts.layout import chart_layout
from zhonglou_analysis.charts.table import COLUMNS
from zhonglou_analysis.reports import load_report


def labels(figure):
    """All texts of the Axes, names of rows and ticks included."""
    axes = [*figure.axes, *(child for ax in figure.axes for child in ax.child_axes)]
    found = [text.get_text() for ax in axes for text in ax.texts]
    return found + [text.get_text() for ax in axes for text in (*ax.get_yticklabels(), *ax.get_xticklabels())]


def said(figure):
    return re.sub(r"\s", "", "|".join(labels(figure)))


def bars(figure):
    return [bar for bar in figure.axes[0].patches if isinstance(bar, Rectangle)]


def points(ax):
    """The places of all dots: one-point lines, and scattered ones."""
    dots = [(float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in ax.lines if len(line.get_xdata()) == 1]
    return dots + [tuple(map(float, place)) for cloud in ax.collections for place in cloud.get_offsets()]


@pytest.mark.parametrize("name", CHARTS)
def test_the_table_has_one_shape_and_ids_that_exist(name):
    table = chart_table(name)
    assert tuple(table.columns) == COLUMNS
    known = load_report().observations
    for row in table.itertuples():
        assert row.observations
        assert set(row.observations.split()) <= set(known)
        assert {int(p) for p in row.paragraphs.split()} == {known[id_].paragraph for id_ in row.observations.split()}
    assert not table.duplicated(["series", "role", "period"]).any()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_number_in_the_headline_is_in_the_table(draw, name, lang):
    record = chart_layout(draw(name, lang)).record
    years = {mark.period for mark in record.marks}
    count = {len({mark.series for mark in record.marks})}  # “3 of 11 …” counts series
    count |= {sum(mark.role == role for mark in record.marks) for role in ("does_not_reproduce", "district")}
    allocated = {m.series for m in record.marks} - {m.series for m in record.marks if m.role == "unallocated"}
    lower = [
        b for a, b in zip(record.marks, record.marks[1:], strict=False) if a.role == "delivered" and b.high < a.low
    ]
    count |= {len(allocated), len(lower)}
    allowed = {str(n) for n in count} | years
    for mark in record.marks:
        shown = mark.shown
        money = shown / 10 if mark.unit == "亿元" else shown
        allowed |= {f"{shown}", f"{money}", f"{money.normalize():f}", f"{shown.normalize():f}"}
        allowed |= set(re.findall(r"[\d.]+", mark.label(lang)))
        allowed |= {f"{float(money):.1f}"}
    numbers = re.findall(r"\d+(?:\.\d+)?", record.headline)
    assert numbers
    assert [number for number in numbers if number not in allowed] == []


def test_headline_indicators(draw):
    figure = draw("headline_indicators")
    # 890亿元以上, 637.7亿元, 498亿元, 231亿元, 225亿元, 超52亿元 (paragraphs 7 and 8)
    assert [bar.get_width() for bar in bars(figure)] == [890, 637.7, 498, 231, 225, 52]
    assert {bar.get_x() for bar in bars(figure)} == {0}
    for label in ("≥890亿元", "637.7亿元", "498亿元", "231亿元", "225亿元", "≥52亿元"):
        assert label in said(figure)
    arrows = [text for text in figure.axes[0].texts if getattr(text, "arrow_patch", None)]
    assert [float(arrow.xy[0]) for arrow in arrows] == [890, 52]
    # All but foreign trade stand under 预计.
    assert [bool(bar.get_hatch()) for bar in bars(figure)] == [True, True, True, True, False, True]
    assert said(figure).count("预计") == 5


def test_sector_structure(draw):
    figure = draw("sector_structure")
    assert [bar.get_width() for bar in bars(figure)] == pytest.approx([0.2, 31.9, 67.9])
    assert [bar.get_x() for bar in bars(figure)] == pytest.approx([0, 0.2, 32.1])
    # 0.2 % × 890 = 1.78, 31.9 % × 890 = 283.91, 67.9 % × 890 = 604.31: whole 亿元 are what the rounding leaves sure.
    for label in ("0.2%", "≈2亿元", "31.9%", "≈284亿元", "67.9%", "≈604亿元"):
        assert label in said(figure)


def test_leading_industry_share(draw):
    figure = draw("leading_industry_share")
    assert [bar.get_width() for bar in bars(figure)] == pytest.approx([438.7, 199.0])  # 637.7 − 438.7
    (zoom,) = figure.axes[0].child_axes
    assert sorted(x for x, _ in points(zoom)) == pytest.approx([100 * 438.7 / 637.7, 69.3])
    spans = sorted(tuple(line.get_xdata()) for line in zoom.lines if len(line.get_xdata()) == 2)
    assert spans[0] == pytest.approx((100 * 438.65 / 637.75, 100 * 438.75 / 637.65))
    assert spans[1] == pytest.approx((69.25, 69.35))
    assert "按产值重算68.79%" in said(figure)
    assert "报告印出69.3%" in said(figure)


def test_ratios_to_gdp(draw):
    figure = draw("ratios_to_gdp")
    # Each numerator's upper end over the floor 890: 498.5, 231.5 and 225.5; 52 over 890 is bounded on neither side.
    assert [bar.get_width() for bar in bars(figure)] == pytest.approx(
        [100 * 498.5 / 890, 100 * 231.5 / 890, 100 * 225.5 / 890, 100 * 52 / 890]
    )
    for label in ("≤56.01%", "≤26.01%", "≤25.34%", "5.84%（上下均无界"):
        assert label in said(figure)


def test_implied_2021_levels(draw):
    figure = draw("implied_2021_levels")
    implied = sorted(100 / (1 + g) for g in (0.25, 0.273, 0.218, 1.0, 0.049, 0.34, 2.5))
    dots = sorted(x for x, _ in points(figure.axes[0]))
    assert dots[:7] == pytest.approx(implied)
    assert dots[7:] == [100] * 7
    # 187.7/1.25, 210/1.273, 83.5/1.218, 2.2/2, 21.4/1.049, 1386/1.34, 12/3.5
    for label in ("≈150亿元", "≈165亿元", "≈69亿元", "≈1.1亿美元", "≈20万人", "≈1034万元", "≈3.4亿元", "≥+250%"):
        assert label in said(figure)


def test_growth_targets(draw):
    figure = draw("growth_targets")
    assert sorted(x for x, _ in points(figure.axes[0])) == [5, 5, 5, 6]
    bands = sorted(tuple(line.get_xdata()) for line in figure.axes[0].lines if len(line.get_xdata()) == 2)
    assert bands == [(4.5, 5.5), (4.5, 5.5), (5.5, 6.5)]  # 左右 as declared; 以上 gets an arrow
    assert said(figure).count("约5%") == 2
    assert "≥5%" in said(figure)
    assert "约6%" in said(figure)


def test_target_levels(draw):
    figure = draw("target_levels")
    assert sorted(x for x, _ in points(figure.axes[0])) == pytest.approx([100] * 4 + [105] * 3 + [106])
    # 890 × 1.05 in prices of 2022; 52 × 1.05; 231 × 1.06; 498 × 1.05
    for label in ("≈934.5亿元", "≥54.6亿元", "≈244.9亿元", "≈522.9亿元", "（2022年价格）"):
        assert label in said(figure)


def test_digital_economy_path(draw):
    figure = draw("digital_economy_path")
    ends = sorted(line.get_ydata()[-1] for line in figure.axes[0].lines if len(line.get_xdata()) == 4)
    assert ends == pytest.approx([210 * 1.16**3, 210 * 1.273**3, 500, 210 * 1.35**3])
    places = sorted(points(figure.axes[0]))
    assert places == [(2021, pytest.approx(210 / 1.273)), (2022, 210), (2025, 500)]
    for label in ("≈165亿元", "210亿元", "≥500亿元", "≈328亿元", "≈433亿元", "≈517亿元", "年均33.5%"):
        assert label in said(figure)


def test_target_roll_up(draw):
    figure = draw("target_roll_up")
    rows = {}
    for bar in bars(figure):
        rows.setdefault(round(bar.get_y(), 3), []).append(bar.get_width())
    widths = list(rows.values())
    assert widths[:3] == [[50, 50]] * 3  # 1+1 of 2, 3+3 of 6, 6+6 of 12
    assert widths[3] == pytest.approx([1000 / 58, 3000 / 58, 1500 / 58, 300 / 58])  # 10, 30, 15, and 3 of 58
    assert widths[4] == pytest.approx([300 / 7, 400 / 7])
    assert widths[5] == pytest.approx([51 / 3, 249 / 3])  # 35 in buildings and 16 in parks of 300
    assert [bool(bar.get_hatch()) for bar in bars(figure)].count(True) == 3


def test_a_floor_is_not_counted_below_what_was_delivered(draw):
    # paragraphs 8, 9, 23, 45, 46: 58 of 63家, 10 of 11.4公顷, 1700 of 2037个, 30 of 38台, 10 of 16.8公里 are below;
    # 300家以上 may pass 342家
    assert chart_layout(draw("delivered_and_targeted", "en")).record.headline.startswith("5 of 9 ")


def test_delivered_and_targeted(draw):
    figure = draw("delivered_and_targeted")
    pairs = [(3300, 5000), (8, 8), (13, 13), (63, 58), (342, 300), (11.4, 10), (2037, 1700), (38, 30), (16.8, 10)]
    dots = sorted(x for x, _ in points(figure.axes[0]))
    assert dots == pytest.approx(sorted([100] * 9 + [100 * b / a for a, b in pairs]))
    for label in ("≥3300套(间)", "≥5000套(间)", "342家", "≥300家", "16.8公里", "13所→13所"):
        assert label in said(figure).replace("（间）", "(间)")


def test_reconciliation(draw):
    figure = draw("reconciliation")
    positions = sorted(x for x, _ in points(figure.axes[0]))
    required = 100 * ((500 / 210) ** (1 / 3) - 1)
    areas = [100, 100, 100, 5500 / 58, 300 / 7, 17]
    assert positions == pytest.approx(sorted([100, 100 * 438.7 / 637.7 / 0.693, *areas, 100 * required / 16]))
    for label in ("算68.79%，印69.3%：不符", "算100.0%，印100%：相符", "算55家，印58家：界限成立"):
        assert label in said(figure)


@pytest.mark.parametrize("name", CHARTS)
def test_every_mark_of_the_table_is_drawn(draw, marks, name):
    """Each position of the table is some artist's: a bar's end, a dot, a point of a line."""
    figure = draw(name)
    axes = [figure.axes[0], *figure.axes[0].child_axes]
    drawn = [bar.get_width() for bar in bars(figure)]
    for ax in axes:
        drawn += [x for x, _ in points(ax)] + [y for _, y in points(ax)]
        drawn += [float(v) for line in ax.lines for v in (*line.get_xdata(), *line.get_ydata())]
    skipped = {"whole", "value_added", "growth", "district", "printed" if name == "reconciliation" else ""}
    missing = [
        (mark.series, mark.role) for mark in marks[name]
        if mark.role not in skipped and not np.isclose(drawn, mark.position, rtol=1e-9).any()
    ]  # fmt: skip
    assert missing == []
