"""What a reader sees: no text collides, is cut, too small, too faint or a box, at any size, in either language."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from zhonglou_analysis.charts.catalogue import CHARTS
from zhonglou_analysis.charts.checking import chart_problems
from zhonglou_analysis.charts.layout import chart_layout
from zhonglou_analysis.charts.style import SIZES, contrast
from zhonglou_analysis.errors import ChartError

CENTIMETRE = 1 / 2.54
PIXEL = 1 / 300


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CHARTS)
def test_a_reader_can_read_it(draw, name, lang, size):
    figure = draw(name, lang, size)
    assert chart_problems(figure, size) == []
    width, height = figure.get_size_inches()
    assert abs(width - SIZES[size].width_cm * CENTIMETRE) < PIXEL
    if SIZES[size].height_cm:
        assert abs(height - SIZES[size].height_cm * CENTIMETRE) < PIXEL


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CHARTS)
def test_it_carries_what_every_chart_carries(draw, name, lang):
    figure = draw(name, lang)
    texts = {text.get_gid(): text.get_text() for text in figure.texts}
    headline = texts["headline"].replace("\n", " " if lang == "en" else "")
    assert re.search(r"\d", headline)
    if lang == "zh":
        assert len(re.findall(r"[\u4e00-\u9fff]", headline)) <= 25
    else:
        assert len(headline.split()) <= 15
    assert texts["source"].startswith("来源" if lang == "zh" else "Source")
    assert "2023" in texts["source"]
    assert ("段" if lang == "zh" else "paragraph") in texts["source"]
    assert texts["subtitle"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CHARTS)
def test_what_is_projected_is_called_no_forecast(draw, marks, name, lang):
    record = chart_layout(draw(name, lang)).record
    said = record.subtitle + " ".join(record.notes)
    if any(mark.status == "projection" for mark in marks[name]):
        assert ("非预测" if lang == "zh" else "not a forecast") in said
    if any(mark.status == "target" for mark in marks[name]):
        assert ("目标" if lang == "zh" else "arget") in said


@pytest.mark.parametrize("name", ["growth_targets", "target_levels"])
@pytest.mark.parametrize("size", SIZES)
def test_the_width_that_is_assumed_is_in_the_footnotes(draw, name, size):
    (notes,) = (text.get_text() for text in draw(name, "zh", size).texts if text.get_gid() == "notes")
    assert "±0.5个百分点" in notes.replace("\n", "")


@pytest.mark.parametrize("name", CHARTS)
def test_a_dollar_sign_is_a_dollar_sign(draw, name):
    assert not any(text.get_parse_math() for text in draw(name, "en").findobj(Text))


@pytest.mark.parametrize("name", CHARTS)
def test_neighbours_stay_apart_in_grey_print(draw, name):
    bars = [bar for bar in draw(name).axes[0].patches if isinstance(bar, Rectangle)]
    for one, other in pairwise(sorted(bars, key=lambda bar: (bar.get_y(), bar.get_x()))):
        touching = one.get_y() == other.get_y() and abs(one.get_x() + one.get_width() - other.get_x()) < 1e-6
        if touching and not (one.get_hatch() or other.get_hatch()):
            assert contrast(one.get_facecolor(), other.get_facecolor()) > 1.8


def test_statuses_are_told_apart_by_shape_and_not_by_colour_alone():
    from zhonglou_analysis.charts import drawing

    bars = {
        (look["facecolor"] == "white", look.get("hatch"), str(look.get("linestyle")))
        for status, look in drawing._BARS.items()
        if status in ("estimate", "actual", "target", "projection")
    }
    assert len(bars) == 4
    dots = {
        (look["marker"], look.get("markerfacecolor"), look.get("fillstyle"))
        for status, look in drawing._DOTS.items()
        if status in ("estimate", "actual", "target", "projection", "computed")
    }
    assert len(dots) == 5


def bad_chart() -> Figure:
    """A chart with every fault that the check knows."""
    figure = Figure(figsize=(4, 3))
    ax = figure.add_axes((0.1, 0.1, 0.8, 0.8))
    ax.set_xlim(0, 10)
    ax.set_ylim(0, 10)
    ax.text(1, 5, "one text", fontsize=12)
    ax.text(1.5, 5, "over another", fontsize=12)
    ax.text(9.5, 8, "beyond the edge", fontsize=12)
    ax.text(1, 9, "tiny", fontsize=4)
    ax.text(4, 9, "pale", fontsize=12, color="#CCCCCC")
    ax.add_patch(Rectangle((5, 1), 2, 2, facecolor="#DDDDDD", edgecolor="#DDDDDD"))
    ax.add_patch(Rectangle((1, 1), 2, 2, facecolor="#12436D"))
    ax.text(2.5, 2, "half on a bar", fontsize=12)
    ax.text(1.1, 1.3, "dark", fontsize=9, color="black")
    ax.plot([0, 10], [7, 7], color="black")
    ax.text(2, 7, "struck through", fontsize=12, va="center")
    ax.text(7, 9, "\U00013000", fontsize=12)
    return figure


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("overlap", "one text"), ("outside", "beyond the edge"), ("small", "tiny"), ("faint text", "pale"),
        ("faint text", "dark"), ("faint mark", "Rectangle"), ("crossed", "half on a bar"),
        ("crossed", "struck through"), ("glyph", "Glyph 77824"),
    ],
)  # fmt: skip
def test_the_check_sees_each_fault(kind, what):
    found = {(problem.kind, problem.what) for problem in chart_problems(bad_chart())}
    assert any(k == kind and w.startswith(what) for k, w in found)


def test_the_check_looks_at_rotated_texts_in_their_own_box():
    figure = Figure(figsize=(4, 3))
    for i in range(5):
        figure.text(0.2 + 0.1 * i, 0.5, "a slanting label", rotation=45, fontsize=9)
    assert [problem for problem in chart_problems(figure) if problem.kind == "overlap"] == []


def test_a_check_that_saw_nothing_fails():
    assert [problem.kind for problem in chart_problems(Figure())] == ["empty"]


def test_too_many_rows_for_a_slide_is_said(marks):
    import dataclasses

    from zhonglou_analysis.charts.catalogue import find_chart

    many = [dataclasses.replace(mark, series=f"s{i}") for i, mark in enumerate(marks["headline_indicators"] * 5)]
    with pytest.raises(ChartError, match="30 marks do not fit the size slide"):
        find_chart("headline_indicators").figure(many, "zh", "slide")
