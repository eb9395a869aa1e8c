"""Every height, position and label is the table's number; the numbers here are worked by hand from the report."""

from __future__ import annotations

import re

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

import zhonglou_analysis as zl
from zhonglou_analysis.charts.catalogue import CHARTS, chart_table, exhibit, find_chart
from zhonglou_analysis.charts.checking import chart_problems
from zhonglou_analysis.charts.layout import chart_layout
from zhonglou_analysis.charts.style import QUIET, REST, SIZES, lightness
from zhonglou_analysis.charts.table import COLUMNS, as_marks
from zhonglou_analysis.errors import NotInReportError
from zhonglou_analysis.reports import load_report


def labels(figure):
    """All texts of the Axes, names of rows and ticks included."""
    axes = [*figure.axes, *(child for ax in figure.axes for child in ax.child_axes)]
    found = [text.get_text() for ax in axes for text in ax.texts]
    return found + [text.get_text() for ax in axes for text in (*ax.get_yticklabels(), *ax.get_xticklabels())]


def said(figure):
    return re.sub(r"\s", "", "|".join(labels(figure)))


def bars(figure):
    """The bars at numbers: neither the key's nor the pale bands of an assumption."""
    return [bar for bar in figure.axes[0].patches if isinstance(bar, Rectangle) and not bar.get_gid()]


def bands(figure):
    found = [bar for bar in figure.axes[0].patches if bar.get_gid() == "band"]
    return sorted((bar.get_x(), bar.get_x() + bar.get_width()) for bar in found)


def points(ax):
    """The places of all dots in data coordinates: one-point lines that are not the key's."""
    found = [line for line in ax.lines if len(line.get_xdata()) == 1 and line.get_gid() != "key"]
    return [(float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in found]


def arrows(figure):
    """Where the arrows of floors and ceilings start, and to which side they point."""
    found = [text for text in figure.axes[0].texts if getattr(text, "arrow_patch", None)]
    return [(float(a.xy[0]), "up" if a.xyann[0] > 0 else "down") for a in found if a.xycoords == "data"]


@pytest.mark.parametrize("name", CHARTS)
def test_the_table_has_one_shape_and_ids_that_exist(name):
    table = chart_table(name)
    assert tuple(table.columns) == COLUMNS
    known = load_report().observations
    for row in table.itertuples():
        assert row.observations or (name == "targets_and_outcomes" and row.source_zh)  # published later, elsewhere
        assert set(row.observations.split()) <= set(known)
        assert {int(p) for p in row.paragraphs.split()} == {known[id_].paragraph for id_ in row.observations.split()}
    assert not table.duplicated(["series", "role", "period"]).any()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_number_in_the_headline_is_in_the_table(draw, name, lang):
    record = chart_layout(draw(name, lang)).record
    years = {mark.period for mark in record.marks}
    count = {len({mark.series for mark in record.marks})}  # “3 of 11 …” counts series
    count |= {
        sum(mark.role == role for mark in record.marks) for role in ("does_not_reproduce", "district", "met", "missed")
    }
    allocated = {m.series for m in record.marks} - {m.series for m in record.marks if m.role == "unallocated"}
    lower = [
        b for a, b in zip(record.marks, record.marks[1:], strict=False) if a.role == "delivered" and b.high < a.low
    ]
    open_ = {mark.series for mark in record.marks if mark.role in ("undecidable", "not_comparable")}
    count |= {len(allocated), len(lower), len(open_)}
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
    for label in ("890亿元以上", "637.7亿元", "498亿元", "231亿元", "225亿元（报告数）", "超52亿元"):
        assert label in said(figure)
    assert arrows(figure) == [(890, "up"), (52, "up")]
    # All but foreign trade stand under 预计, and so are striped.
    assert [bool(bar.get_hatch()) for bar in bars(figure)] == [True, True, True, True, False, True]
    # 5%左右, 5%左右, 6%左右, 5%以上 (paragraph 21); none for industrial output and foreign trade
    assert said(figure).count("5%左右") == 2
    assert "6%左右" in said(figure)
    assert said(figure).count("—") == 2


def test_sector_structure(draw):
    figure = draw("sector_structure")
    assert [bar.get_width() for bar in bars(figure)] == pytest.approx([0.2, 31.9, 67.9])
    assert [bar.get_x() for bar in bars(figure)] == pytest.approx([0, 0.2, 32.1])
    # 890以上 at least × 0.15 % = 1.335, × 31.85 % = 283.465, × 67.85 % = 603.865: a floor is rounded downwards
    for label in ("0.2%，1.3亿元以上", "第二产业31.9%283亿元以上", "第三产业67.9%603亿元以上"):
        assert label in said(figure)


def test_a_second_year_is_a_second_bar():
    now = chart_table("sector_structure")
    before = now.assign(period="2021")
    before.loc[before["role"] == "share", "value"] = [0.3, 32.7, 67.0]
    before[["low", "high"]] = np.nan
    figure = find_chart("sector_structure").figure(as_marks(pd.concat([before, now]), "x"), "zh", "doc")
    widths = [bar.get_width() for bar in bars(figure)]
    assert widths == pytest.approx([0.3, 32.7, 67.0, 0.2, 31.9, 67.9])
    assert "2021年" in said(figure)
    assert chart_layout(figure).record.headline.startswith("2022年第三产业")
    assert chart_problems(figure) == []


def test_leading_industry_share(draw):
    figure = draw("leading_industry_share")
    assert [bar.get_width() for bar in bars(figure)] == pytest.approx([438.7, 199.0])  # 637.7 − 438.7
    (zoom,) = figure.axes[0].child_axes
    (printed, upper), (again, lower) = points(zoom)
    assert (printed, again) == pytest.approx((69.3, 100 * 438.7 / 637.7))
    assert upper > lower  # printed above recomputed
    drawn = [line for line in zoom.lines if line.get_gid() != "key"]
    lines = [tuple(map(float, line.get_xdata())) for line in drawn if len(line.get_xdata()) == 2]
    spans = sorted(line for line in lines if line[0] < line[1])  # the bracket runs from printed to recomputed
    assert spans[0] == pytest.approx((100 * 438.65 / 637.75, 100 * 438.75 / 637.65))
    assert spans[1] == pytest.approx((69.25, 69.35))
    assert "按产值重算68.79%" in said(figure)
    assert "报告数69.3%" in said(figure)
    assert "相差0.51个百分点" in said(figure)  # 69.3 − 68.794
    assert "下方比例尺放大" in said(figure)


def test_ratios_to_gdp(draw):
    figure = draw("ratios_to_gdp")
    # Each numerator's upper end over the floor 890: 498.5, 231.5 and 225.5; 52 over 890 is bounded on neither side.
    ratios = [100 * 498.5 / 890, 100 * 231.5 / 890, 100 * 225.5 / 890]
    assert [bar.get_width() for bar in bars(figure)] == pytest.approx(ratios)
    assert arrows(figure) == [(pytest.approx(ratio), "down") for ratio in ratios]
    for label in ("至多56.1%", "至多26.1%", "至多25.4%"):  # 25.337… is rounded outwards
        assert label in said(figure)
    notes = " ".join(chart_layout(figure).record.notes)
    assert "498.5亿元÷890亿元=56.01%" in notes
    assert "一般公共预算收入超52亿元与890亿元以上之比上下均无界" in notes


def test_implied_2021_levels(draw):
    figure = draw("implied_2021_levels")
    # growth as printed, fastest first (paragraphs 7 to 12)
    assert [bar.get_width() for bar in bars(figure)] == [250, 100, 34, 27.3, 25, 21.8, 4.9]
    # 12/3.5, 2.2/2, 1386/1.34, 210/1.273, 187.7/1.25, 83.5/1.218, 21.4/1.049
    for label in ("约3.4亿元", "约1.1亿美元", "约1034万元", "约165亿元", "约150亿元", "约69亿元", "约20万人", "超250%"):
        assert label in said(figure)


def test_growth_targets(draw):
    figure = draw("growth_targets")
    assert sorted(x for x, _ in points(figure.axes[0])) == [5, 5, 5, 6]
    assert bands(figure) == [(4.5, 5.5), (4.5, 5.5), (5.5, 6.5)]  # 左右 as declared; 以上 gets an arrow
    assert arrows(figure) == [(5, "up")]
    for label, times in (("5%左右", 2), ("5%以上", 1), ("6%左右", 1), ("±0.5个百分点", 1)):
        assert said(figure).count(label) == times
    first = max(points(figure.axes[0]), key=lambda point: -point[1])
    assert chart_layout(figure).record.geometry.rows[0].shapes[0].mark.series == "gdp"
    assert first[0] == 5


def test_the_width_of_about_reaches_table_words_and_marks():
    ax = zl.plot_growth_targets(about_width=1)
    assert bands(ax.figure) == [(4, 6), (4, 6), (5, 7)]
    assert "±1个百分点" in said(ax.figure)
    assert zl.chart_table("growth_targets", about_width=1)["low"].min() == 4
    plt.close(ax.figure)
    ax = zl.plot_growth_targets(about_width=None)
    assert bands(ax.figure) == []
    assert "假定" not in said(ax.figure)
    plt.close(ax.figure)
    ax = zl.plot_target_levels(about_width=1)
    # 890 × (4 to 6) %, 231 × (5 to 7) %, 498 × (4 to 6) %
    assert np.allclose(bands(ax.figure), [(11.55, 16.17), (19.92, 29.88), (35.6, 53.4)])
    plt.close(ax.figure)


def test_target_levels(draw):
    figure = draw("target_levels")
    # 890 × 5 %, 52 × 5 %, 231 × 6 %, 498 × 5 %; regional product first
    assert [bar.get_width() for bar in bars(figure)] == pytest.approx([44.5, 2.6, 13.86, 24.9])
    assert arrows(figure) == [(pytest.approx(2.6), "up")]  # only 超52亿元 and 5%以上 make a floor of both
    for label in (
        "+44.5亿元",
        "+2.6亿元以上",
        "+13.9亿元",
        "+24.9亿元",
        "约934.5亿元",
        "54.6亿元以上",
        "（2022年价格）",
    ):
        assert label in said(figure)


def test_digital_economy_path(draw):
    figure = draw("digital_economy_path")
    ends = sorted(line.get_ydata()[-1] for line in figure.axes[0].lines if len(line.get_xdata()) == 4)
    assert ends == pytest.approx([210 * 1.16**3, 210 * 1.273**3, 500, 210 * 1.35**3])
    places = sorted(points(figure.axes[0]))
    assert places == [(2021, pytest.approx(210 / 1.273)), (2022, 210), (2025, 500)]
    across = [line for line in figure.axes[0].lines if set(line.get_ydata()) == {500}]
    assert [list(line.get_xdata()) for line in across if len(line.get_xdata()) == 2] == [[2021, 2025]]
    for label in ("约165亿元", "210亿元", "超500亿元", "约328亿元", "约433亿元", "约517亿元", "年均约33.5%"):
        assert label in said(figure)
    texts = {text.get_text().partition("\n")[0]: text.get_color() for text in figure.axes[0].texts}
    lines = {
        round(line.get_ydata()[-1]): line.get_color() for line in figure.axes[0].lines if len(line.get_xdata()) == 4
    }
    assert texts["约433亿元"] == lines[433]
    assert texts["约328亿元"] == lines[328]


def test_target_roll_up(draw):
    figure = draw("target_roll_up")
    rows = {}
    for bar in bars(figure):
        rows.setdefault(round(bar.get_y(), 3), []).append(bar.get_width())
    widths = list(rows.values())
    assert widths[:3] == [[50, 50]] * 3  # 1+1 of 2, 3+3 of 6, 6+6 of 12
    assert widths[3] == pytest.approx([3000 / 58, 1500 / 58, 1000 / 58, 300 / 58])  # 30, 15, 10 as in the key, 3 left
    assert widths[4] == pytest.approx([300 / 7, 400 / 7])
    assert widths[5] == pytest.approx([51 / 3, 249 / 3])  # 35 in buildings and 16 in parks of 300
    greys = [bar.get_width() for bar in bars(figure) if to_hex(bar.get_facecolor()) == REST.lower()]
    assert greys == pytest.approx([300 / 58, 400 / 7, 249 / 3])
    for label in ("10家", "30家", "15家", "58家", "249家", "300家以上", "数字经济", "老城", "报告未分配"):
        assert label in said(figure)


def test_a_floor_is_not_counted_below_what_was_delivered(draw):
    # paragraphs 8, 9, 23, 45, 46: 58 of 63家, 10 of 11.4公顷, 1700 of 2037个, 30 of 38台, 10 of 16.8公里 are below;
    # 300家以上 may pass 342家
    assert chart_layout(draw("delivered_and_targeted", "en")).record.headline.startswith("5 of 9 ")


def test_delivered_and_targeted(draw):
    figure = draw("delivered_and_targeted")
    pairs = [(3300, 5000), (8, 8), (13, 13), (63, 58), (342, 300), (11.4, 10), (2037, 1700), (38, 30), (16.8, 10)]
    dots = sorted(x for x, _ in points(figure.axes[0]))
    assert dots == pytest.approx(sorted([100] * 9 + [100 * b / a for a, b in pairs]))
    for label in ("超3300套(间)", "超5000套(间)", "342家", "300家以上", "16.8公里", "13所→13所"):
        assert label in said(figure).replace("（间）", "(间)")
    same = [line for line in figure.axes[0].lines if len(line.get_xdata()) == 1 and line.get_color() == QUIET]
    assert len(same) == 4  # the two rows that stay as they were are grey


def test_reconciliation(draw):
    figure = draw("reconciliation")
    record = chart_layout(figure).record
    # 438.7 of 637.7 is 68.79 %, by the rounding of both from 68.78 to 68.81, and 69.3 is printed (paragraph 7)
    first = record.geometry.rows[0]
    assert first.texts == ("69.3%", "68.78–68.81%", "不符")
    assert first.shapes[1].x == pytest.approx(100 * 438.7 / 637.7 / 0.693)
    assert [row.shapes[1].role for row in record.geometry.rows].count("does_not_reproduce") == 1
    # The strip of that row: the cross stands left of all that 69.3 allows, on a scale of its own.
    marks = {line.get_marker(): line.get_xdata()[0] for line in figure.axes[0].lines if len(line.get_xdata()) == 1}
    assert -1 <= marks["X"] < bands(figure)[-1][0]
    for label in ("99.85–100.15%", "相符", "界限成立", "55家"):
        assert label in said(figure)


def test_targets_and_outcomes(draw):
    figure = draw("targets_and_outcomes")
    rows = {row.shapes[0].mark.series: row for row in chart_layout(figure).record.geometry.rows}
    # 52 × 1.05 = 54.6 and 50.8 was published; 58家 and 83家; 300家以上 and 468家
    revenue = rows["budget_revenue_2023_growth"]
    assert revenue.texts == ("54.6亿元以上", "50.8亿元", "未达到")
    assert revenue.shapes[1].x == pytest.approx(100 * 50.8 / 54.6)
    assert rows["high_tech_firms_added_2023"].texts == ("58家", "83家", "达到")
    assert rows["tech_smes_recognised_2023"].texts == ("300家以上", "468家", "达到")
    # What cannot be compared has no mark, and its reason is a footnote.
    assert len(rows["gdp_2023_growth"].shapes) == 1
    assert rows["gdp_2023_growth"].texts[2] == "无法判定"
    assert any(note.startswith("地区生产总值:目标是不变价增速") for note in chart_layout(figure).record.notes)
    lines = [line for line in figure.axes[0].lines if len(line.get_xdata()) == 1 and line.get_gid() != "key"]
    dots = [(line.get_marker(), line.get_xdata()[0] < 0) for line in lines]
    assert dots == [("X", True), ("o", False), ("o", False)]
    assert (
        "6项不能判定" in chart_layout(figure).record.headline
    )  # what could not be judged is not left out of the finding


def test_a_comparison_of_places_and_years():
    frame = pd.DataFrame(
        {
            "place": ["甲区", "乙区", "甲区", "乙区"],
            "value": [5.0, 7.0, 4.0, 8.5],
            "year": ["2021", "2021", "2022", "2022"],
        }
    )
    table = zl.table_from(frame, label="place", value="value", unit="%", period="year", place="place")
    ax = zl.plot_comparison(table.assign(label_zh="增速"))
    assert {x for x, _ in points(ax)} == {5.0, 7.0, 4.0, 8.5}
    colours = {line.get_xdata()[0]: lightness(line.get_color()) for line in ax.lines if len(line.get_xdata()) == 1}
    assert colours[4.0] == colours[8.5] < colours[5.0] == colours[7.0]  # the later the year, the darker
    assert ax.figure.texts[0].get_text() == "2022年增速：2地中乙区最高，8.5%"
    assert "5%（2021年）" in said(ax.figure)  # the label of 甲区 hangs on its larger number, and says of which year
    assert chart_problems(ax.figure) == []
    plt.close(ax.figure)
    with pytest.raises(NotInReportError, match="There is nothing to compare: 1 number of 'gdp'"):
        zl.plot_comparison()


@pytest.fixture
def neighbour(edit):
    """Another place's report of the same shape, which prints another phrase for 890亿元以上."""

    def folder(value, unit, printed):
        found = edit("observations.csv", ",890,亿元,890亿元以上,", f",{value},{unit},{printed},")
        for table, old, new in (
            ("source.json", '"钟楼区"', '"鼓楼区"'),
            ("source.json", '"Zhonglou District"', '"Gulou District"'),
            ("scopes.csv", "district,钟楼区,Zhonglou District", "district,鼓楼区,Gulou District"),
        ):
            edit(table, old, new)
        return found

    return folder


def test_a_comparison_of_reports(neighbour):
    ax = zl.plot_comparison(reports=[None, neighbour(912, "亿元", "912亿元以上")], indicator="gdp")
    assert sorted(x for x, _ in points(ax)) == [890, 912]
    assert "912亿元以上" in said(ax.figure)
    assert "鼓楼区" in ax.figure.texts[0].get_text()
    plt.close(ax.figure)


def test_a_comparison_puts_what_converts_on_one_axis(neighbour):
    ax = zl.plot_comparison(reports=[None, neighbour(90, "万亿元", "90万亿元以上")])
    assert sorted(x for x, _ in points(ax)) == [890, 900_000]
    plt.close(ax.figure)


def test_a_comparison_of_growth_names_it(neighbour):
    other = neighbour(912, "亿元", "912亿元以上")
    ax = zl.plot_comparison(reports=[None, other], indicator="digital_revenue", kind="growth_rate", lang="en")
    assert ax.figure.texts[0].get_text().startswith("Digital-economy revenue growth rate")
    plt.close(ax.figure)


def test_a_comparison_reads_no_report_but_those_given(neighbour, monkeypatch):
    from zhonglou_analysis.charts import chart

    def packaged():
        raise AssertionError("the packaged report was read")

    given = [load_report(), neighbour(912, "亿元", "912亿元以上")]
    monkeypatch.setattr(chart, "load_report", packaged)
    ax = zl.plot_comparison(reports=given)
    assert sorted(x for x, _ in points(ax)) == [890, 912]
    plt.close(ax.figure)
    with pytest.raises(AssertionError, match="packaged"):
        zl.plot_growth_targets()


def test_a_comparison_shows_a_declared_width():
    frame = pd.DataFrame({"place": ["甲区", "乙区"], "value": [5.0, 7.0], "source": ["甲区报告", "甲区报告"]})
    table = zl.table_from(frame, label="place", value="value", unit="%", period="2022", place="place", source="source",
                          status="target", qualifier="about")  # fmt: skip
    table = table.assign(
        label_zh="增速", low=table["value"] - 0.5, high=table["value"] + 0.5, assumptions="about_width"
    )
    ax = zl.plot_comparison(table)
    assert bands(ax.figure) == [(4.5, 5.5), (6.5, 7.5)]
    assert "“左右”假定为±0.5个百分点" in said(ax.figure)
    assert "口径可能不同" not in chart_layout(ax.figure).record.source + "".join(chart_layout(ax.figure).record.notes)
    assert chart_problems(ax.figure) == []
    plt.close(ax.figure)


def test_scenario():
    table = zl.chart_table("scenario", growth=5, years=3)
    # 890 × 1.05, × 1.05², × 1.05³; at 4.5 and 5.5 % of 左右 half a point wide the third year is 1015.64 to 1045.07
    assert table["value"].tolist() == pytest.approx([890, 890, 934.5, 981.225, 1030.28625])
    assert table[["low", "high"]].iloc[-1].round(2).tolist() == [1015.64, 1045.07]
    assert table["basis"].tolist() == ["current", "2022", "2022", "2022", "2022"]
    assert zl.chart_table("scenario")["value"].equals(
        table["value"]
    )  # 5%左右 is the report's own target (paragraph 21)
    nominal = zl.chart_table("scenario", growth=5, deflator=1, years=1)
    assert nominal["value"].round(3).iloc[-1] == 943.845  # 890 × 1.05 × 1.01
    assert nominal["basis"].iloc[-1] == "current"
    assert "价格按每年变动1%计" in nominal["note_zh"].iloc[-1]
    ax = zl.plot_scenario(growth=5)
    ends = [line.get_ydata()[-1] for line in ax.lines if len(line.get_xdata()) == 4]
    assert ends == pytest.approx([890 * 1.05**3])
    (area,) = (made for made in ax.collections if isinstance(made, PolyCollection))
    assert area.get_paths()[0].get_extents().y1 == pytest.approx(890 * 1.055**3)
    assert chart_layout(ax.figure).record.headline == "按年均5%推算，2025年地区生产总值约1030.3亿元"
    assert "非预测" in chart_layout(ax.figure).record.subtitle
    plt.close(ax.figure)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_a_scenario_that_falls_or_is_long_is_readable_too(lang, size):
    for own in ({"growth": -3, "years": 1}, {"about_width": None, "years": 10}, {"about_width": 3, "deflator": 2}):
        with zl.chart_style(lang, size):
            ax = zl.plot_scenario(lang=lang, **own)
        assert chart_problems(ax.figure, size) == [], own
        plt.close(ax.figure)


@pytest.mark.parametrize("name", CHARTS)
def test_every_shape_is_drawn_at_its_number(draw, name):
    """Each shape of the geometry is some artist's: a bar's end, a dot, a point of a line; a strip has its own scale."""
    figure = draw(name)
    shown = chart_layout(figure).record.geometry
    if shown.form == "verdicts":
        return
    axes = [figure.axes[0], *figure.axes[0].child_axes]
    drawn = [bar.get_width() for bar in bars(figure)]
    for ax in axes:
        drawn += [v for point in points(ax) for v in point]
        drawn += [float(v) for line in ax.lines for v in (*line.get_xdata(), *line.get_ydata())]
    rows = [*shown.rows, *(shown.inset.rows if shown.inset else ())]
    missing = [
        (shape.mark.series, shape.role) for row in rows for shape in row.shapes if not np.isclose(drawn, shape.x).any()
    ]
    assert missing == []


BESIDE = [name for name in CHARTS if exhibit(name).geometry.form in ("values", "pairs")]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", BESIDE)
def test_no_label_stands_at_another_place_than_its_number(draw, name, lang):
    """A label beside a mark hangs on the mark's own number: the place that it is annotated at, before it is shifted."""
    figure = draw(name, lang)
    rows = chart_layout(figure).record.geometry.rows
    notes = [text for text in figure.axes[0].texts if text.get_text() and text.xycoords == "data"]
    looked = 0
    for row in rows:
        for shape, text in zip(row.shapes, row.texts, strict=True):
            places = {note.xy[0] for note in notes if note.get_text() == text}
            ends = [shape.x, *(end for end in (shape.low, shape.high) if shape.band)]
            looked += bool(places)
            assert not places or any(np.isclose(place, end) for place in places for end in ends), (text, places)
    assert looked >= len(rows)
