"""A chart in somebody's own figure: her grid, theme, palette, size of text, title and numbers, by its artists."""

from __future__ import annotations

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns
from matplotlib.colors import to_rgba

import zhonglou_analysis as zl
from zhonglou_analysis.charts.catalogue import CHARTS
from zhonglou_analysis.charts.checking import chart_problems
from zhonglou_analysis.charts.style import BLUE, contrast
from zhonglou_analysis.errors import ChartError, InputError

GROUPS = [list(CHARTS)[i : i + 4] for i in range(0, len(CHARTS), 4)]


def plot(name, **options):
    return getattr(zl, f"plot_{name}")(**options)


def problems(figure, dpi=300, size="doc"):
    """What a reader would stumble over; how small a text may be is the user's own affair in her figure."""
    return [problem for problem in chart_problems(figure, size, dpi) if problem.kind != "small"]


def texts_of(ax):
    """The chart's own texts that are shown, by name."""
    return {t.get_gid(): t.get_text() for t in ax.texts if t.get_gid() and t.get_visible()}


@pytest.mark.parametrize("group", GROUPS, ids="-".join)
@pytest.mark.parametrize(("layout", "size"), [(None, (6.4, 4.8)), ("constrained", (6.4, 4.8)), ("tight", (14, 10))])
def test_a_grid_needs_no_layout_engine_and_works_with_any(group, layout, size):
    figure, axes = plt.subplots(2, 2, figsize=size, layout=layout)
    drawn = [plot(name, ax=ax) for name, ax in zip(group, axes.flat, strict=False)]
    for empty in axes.flat[len(drawn) :]:
        empty.set_axis_off()
    assert problems(figure) == []
    assert problems(figure, 100) == []
    for ax in drawn:
        assert texts_of(ax)["source"].startswith("来源")
    plt.close(figure)


THEMES = {
    "ggplot": lambda: plt.style.use("ggplot"),
    "dark": lambda: plt.style.use("dark_background"),
    "seaborn": lambda: sns.set_theme(style="darkgrid", font_scale=1.6),
    "large": lambda: mpl.rcParams.update({"font.size": 18}),
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", CHARTS)
def test_a_theme_keeps_its_ink_and_paper_and_no_box_is_left(name, theme):
    with mpl.rc_context():
        THEMES[theme]()
        ink = mpl.rcParams["text.color"]
        figure, ax = plt.subplots(figsize=(10, 8))
        paper = ax.get_facecolor()
        plot(name, ax=ax, lang="en")
        assert ax.get_facecolor() == paper
        assert problems(figure) == []
        inked = [text for text in ax.texts if text.get_gid() == "headline"]
        assert contrast(inked[0].get_color(), figure.get_facecolor()) >= 4.5
        if theme != "large":  # black is what matplotlib itself sets
            assert to_rgba(inked[0].get_color()) == to_rgba(ink if ink != "black" else BLUE)
        spines = {side for side, spine in ax.spines.items() if spine.get_visible()}
        assert spines <= {"bottom"}
        plt.close(figure)


def test_a_palette_of_mine_by_status_or_in_order():
    ax = zl.plot_headline_indicators(palette={"estimate": "#805500", "actual": "teal"})
    colours = {to_rgba(bar.get_facecolor()) for bar in ax.patches}
    assert colours == {to_rgba("#805500"), to_rgba("teal")}
    plt.close(ax.figure)
    ax = zl.plot_sector_structure(palette=sns.color_palette("deep", 3))
    assert [to_rgba(bar.get_facecolor()) for bar in ax.patches] == [to_rgba(c) for c in sns.color_palette("deep", 3)]
    plt.close(ax.figure)
    for wrong, words in (
        ({"forecast": "red"}, "'forecast' is no status, role or series of these rows"),
        (["reddish"], "'reddish' is no colour"),
        ([], "a mapping of status or role to colour"),
        ("teal", "a mapping of status or role to colour"),
    ):
        with pytest.raises(InputError, match=words):
            zl.plot_headline_indicators(palette=wrong)
    assert plt.get_fignums() == []


def test_my_own_size_of_text():
    for scale in (0.7, 1.4):
        ax = zl.plot_growth_targets(scale=scale)
        sizes = {text.get_gid(): text.get_fontsize() for text in ax.figure.texts}
        assert sizes["headline"] == pytest.approx(14 * scale)
        assert {text.get_fontsize() for text in ax.texts if text.get_text()} == {10.5 * scale}
        assert problems(ax.figure) == []
        plt.close(ax.figure)
    with pytest.raises(InputError, match=r"a number from 0\.3 to 3"):
        zl.plot_growth_targets(scale=9)


def test_a_headline_of_mine_or_none_and_footers_only_where_they_are_wanted():
    figure, (one, other) = plt.subplots(1, 2, figsize=(14, 6))
    zl.plot_growth_targets(ax=one, headline="我的标题", notes=False)
    zl.plot_growth_targets(ax=other, headline=False, source=False)
    assert texts_of(one)["headline"] == "我的标题"
    assert "notes" not in texts_of(one)
    assert "source" in texts_of(one)
    assert "headline" not in texts_of(other)
    assert "source" not in texts_of(other)
    assert "notes" in texts_of(other)
    plt.close(figure)
    for option, words in (({"headline": True}, "False for none"), ({"notes": "yes"}, "True or False")):
        with pytest.raises(InputError, match=words):
            zl.plot_growth_targets(**option)


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("own", [True, False], ids=["its own figure", "my Axes"])
def test_a_title_of_mine_takes_the_place_of_the_headline(name, own):
    figure, ax = (None, None) if own else plt.subplots(figsize=(10, 8))
    ax = plot(name, ax=ax, lang="en")
    ax.set_title("A title of my own")
    ax.set_xlabel("")
    assert problems(ax.figure) == []
    ax.figure.draw_without_rendering()
    shown = {t.get_gid() for t in [*ax.texts, *ax.figure.texts] if t.get_visible() and t.get_gid()}
    assert "headline" not in shown
    assert {"subtitle", "source"} <= shown
    ax.set_xlabel("my own axis")
    assert problems(ax.figure) == []
    plt.close(ax.figure)
    assert figure is None or own is False


def own_table(values, names=None, unit="%", **columns):
    frame = pd.DataFrame({"name": names or [f"指标{i}" for i in range(len(values))], "value": values})
    return zl.table_from(frame, label="name", value="value", unit=unit, period="2024", place="我区", **columns)


NUMBERS = {
    "negative values": own_table([5.2, -3.1, 0.4, -8.0]),
    "all negative": own_table([-1.5, -3.1]),
    "a floor below zero": own_table([-2.0, 4.0], qualifier="at_least"),
    "twelve rows": own_table([float(i) for i in range(1, 13)]),
    "long names": own_table([3.0, 4.0], ["规模以上工业企业高技术制造业增加值同比增长速度(可比口径)", "限额以上零售额"]),
    "one row": own_table([7.7]),
    "equal values": own_table([5.0, 5.0, 5.0]),
    "zero": own_table([0.0, 0.0]),
    "large and small": own_table([0.01, 12345.6]),
}  # fmt: skip


@pytest.mark.parametrize("size", ["doc", "doc_half", "slide", "slide_half"])
@pytest.mark.parametrize("name", ["headline_indicators", "growth_targets"])
@pytest.mark.parametrize("numbers", NUMBERS)
def test_numbers_of_mine(numbers, name, size):
    table = NUMBERS[numbers]
    with zl.chart_style("zh", size):
        ax = plot(name, data=table)
    assert problems(ax.figure, 300, size) == []
    assert problems(ax.figure, 72, size) == []
    if name == "headline_indicators":
        assert [bar.get_width() for bar in ax.patches if not bar.get_gid()] == pytest.approx(table["value"].tolist())
    else:
        dots = [line.get_xdata()[0] for line in ax.lines if len(line.get_xdata()) == 1 and line.get_gid() != "key"]
        assert dots == pytest.approx(sorted(table["value"], key=lambda v: table["value"].tolist().index(v)))
    plt.close(ax.figure)


def test_the_marks_are_fitted_again_when_the_place_changes():
    figure, ax = plt.subplots(figsize=(12, 8))
    zl.plot_headline_indicators(ax=ax)
    figure.set_size_inches(5, 4)
    assert problems(figure) == []
    bars = [bar for bar in ax.patches if not bar.get_gid()]
    assert len(bars) == 6  # drawn anew, not twice
    plt.close(figure)


def test_a_place_is_never_read_from_a_table():
    """The label stands at the number: what another column says of places changes nothing."""
    table = zl.chart_table("growth_targets").assign(position=99.0)
    ax = zl.plot_growth_targets(table)
    assert max(line.get_xdata()[0] for line in ax.lines if len(line.get_xdata()) == 1) == 6
    plt.close(ax.figure)


@pytest.mark.parametrize("name", ["headline_indicators", "growth_targets", "delivered_and_targeted"])
def test_bounds_left_from_another_value_are_refused(name):
    table = zl.chart_table(name)
    table["value"] *= 2
    with pytest.raises(ChartError, match="does not go with its bounds") as error:
        plot(name, data=table)
    assert len(error.value.rows) >= 3
    fresh = table.assign(low=np.nan, high=np.nan, assumptions="")
    ax = plot(name, data=fresh)  # empty bounds follow from the qualifier, and labels from the new value
    said = "".join(text.get_text() for text in ax.texts)
    assert {"headline_indicators": "1780亿元以上", "growth_targets": "约12%", "delivered_and_targeted": "126家"}[
        name
    ] in said
    plt.close(ax.figure)


def test_a_value_outside_its_bounds_is_refused():
    table = zl.chart_table("ratios_to_gdp")
    table.loc[0, "value"] = 99.0
    with pytest.raises(ChartError, match=r"row 0 \(retail_sales\): value 99 % does not go with its bounds 0 to 56"):
        zl.plot_ratios_to_gdp(table)


def test_a_table_for_computing_holds_floats():
    table = zl.chart_table("headline_indicators")
    assert table[["value", "low", "high"]].dtypes.tolist() == [np.dtype(float)] * 3
    assert table.nlargest(2, "value")["series"].tolist() == ["gdp", "industrial_output"]


def test_options_that_would_change_nothing_are_refused():
    with pytest.raises(InputError, match="about_width would change nothing where data holds the rows"):
        zl.plot_growth_targets(zl.chart_table("growth_targets"), about_width=1)
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        zl.plot_growth_targets(colour="red")
    with pytest.raises(InputError, match="sector_structure has no parameter 'about_width'; it has: none"):
        zl.chart_table("sector_structure", about_width=1)
    with pytest.raises(InputError, match="has no column 'rate'; it has a"):
        zl.table_from(pd.DataFrame({"a": [1]}), label="a", value="rate", unit="%")
    for cell in ("5.5%", None):
        with pytest.raises(InputError, match=f"{cell!r} in the column 'a' is no number"):
            zl.table_from(pd.DataFrame({"a": [cell]}), label="a", value="a", unit="%")


def test_another_report_draws_what_is_there(edit):
    """Rows of a report that the caller gives, not of the packaged one: 912亿元以上 instead of 890亿元以上."""
    report = zl.load_report(edit("observations.csv", ",890,亿元,890亿元以上,", ",912,亿元,912亿元以上,"))
    ax = zl.plot_headline_indicators(report=report)
    assert ax.patches[0].get_width() == 912 or max(bar.get_width() for bar in ax.patches) == 912
    plt.close(ax.figure)


@pytest.mark.parametrize("name", CHARTS)
def test_every_plot_says_its_signature(name):
    import inspect

    function = getattr(zl, f"plot_{name}")
    parameters = list(inspect.signature(function).parameters)
    assert parameters[:9] == ["data", "ax", "lang", "report", "headline", "notes", "source", "palette", "scale"]
    described = " ".join(line for line in function.__doc__.split("\n") if " : " in line and not line.startswith(" "))
    assert [parameter for parameter in parameters if parameter not in described] == []
    assert function.__name__ == f"plot_{name}"
