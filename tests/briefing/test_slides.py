"""The slides: native charts with the numbers and bounds of their rows, named fonts, nothing off a slide."""

from __future__ import annotations

import io
import itertools
import math
import re

import pytest

import zhonglou_analysis as zl
from zhonglou_analysis.briefing import natural_height, plan_chart
from zhonglou_analysis.charts import CHARTS, exhibit

from .conftest import is_han

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WIDTH = 864


def plans(lang):
    for name in CHARTS:
        geometry = exhibit(name, lang).geometry
        for one in filter(None, (geometry, geometry.inset)):
            plan = plan_chart(one, WIDTH, natural_height(one, WIDTH, 14), 14)
            if plan:
                yield name, one, plan


def shapes(geometry):
    return [shape for row in geometry.rows for shape in row.shapes]


# --- the plan ---------------------------------------------------------------------------------------------------------


def test_every_form_but_verdicts_has_a_native_chart():
    native = {geometry.form for _, geometry, _ in plans("zh")}
    assert native == {exhibit(name).geometry.form for name in CHARTS} - {"verdicts"}
    assert len(native) >= 4


def test_a_plan_holds_every_shape_once_at_its_number(lang):
    for name, geometry, plan in plans(lang):
        assert len(plan.marks) == len(shapes(geometry)), name
        for point in plan.marks:
            at = point.y if geometry.form == "paths" else point.x
            assert at == point.shape.x, name


def test_no_bound_is_dropped(lang):
    """Each open end has an arrow, and each stated end that is wide enough to be seen a line."""
    arrows = bounded = 0
    for name, geometry, plan in plans(lang):
        point = (plan.high - plan.low) / plan.width
        if geometry.form == "paths":
            point = (plan.top - plan.bottom) / plan.height
        ends = set()
        for series in plan.series:
            if series.line in ("arrow", "solid"):
                ends |= {(p.x, p.y) for p in series.points}
        ups = {i for s in plan.series if s.arrow for i, up in enumerate(s.up) if up}
        downs = {i for s in plan.series if s.arrow for i, down in enumerate(s.down) if down}
        for i, row in enumerate(geometry.rows):
            for shape in row.shapes:
                if plan.kind == "bars":
                    if shape.arrow in ("up", "both"):
                        arrows += 1
                        assert i in ups, (name, row.name)
                    if shape.arrow in ("down", "both"):
                        arrows += 1
                        assert i in downs, (name, row.name)
                    continue
                if shape.arrow:
                    arrows += 1
                    drawn = [s for s in plan.series if s.line == "arrow"]
                    starts = {(s.points[0].x, s.points[0].y) for s in drawn}
                    assert any(shape.x in start for start in starts), (name, row.name)
                elif math.isfinite(shape.high) and shape.high - shape.low > 4 * point:
                    bounded += 1
                    assert any(shape.high in end for end in ends), (name, row.name)
                    assert any(shape.low in end for end in ends), (name, row.name)
        if plan.kind == "bars":
            assert ups == {i for i, row in enumerate(geometry.rows) for s in row.shapes if s.arrow in ("up", "both")}
    assert arrows > 10
    assert bounded > 3


def test_labels_stay_in_the_frame(lang):
    for name, _, plan in plans(lang):
        scale = (plan.width - (plan.left if plan.kind == "bars" else 0)) / (plan.high - plan.low)
        ends = [0.0] * len(plan.names)
        for series in plan.series:
            for i, point in enumerate(series.points):
                at = ends[i] if plan.kind == "bars" else point.x
                x = (at - plan.low) * scale + (plan.left if plan.kind == "bars" else 0)
                wide = max((len(line.encode("gbk", "replace")) for line in point.label.split("\n")), default=0)
                width = wide * plan.em * 0.5
                if point.at in ("right", "base"):
                    assert x + width <= plan.width * 1.02, (name, point.label)
                elif point.at == "left":
                    assert x - width >= -0.02 * plan.width, (name, point.label)
                if plan.kind == "bars" and math.isfinite(point.x):
                    ends[i] += point.x


def test_only_levels_lie_on_the_line_of_what_is_printed(lang):
    """约165亿元 of 2021 and 210亿元 of 2022; 超500亿元 of 2025 is a goal, to which no line leads but those of rates."""
    geometry = exhibit("digital_economy_path", lang).geometry
    plan = plan_chart(geometry, WIDTH, 300, 14)
    lines = [[p.y for p in s.points] for s in plan.series if s.line == "solid" and s.name == "pair"]
    assert lines == [[pytest.approx(164.96, abs=0.01), 210]]
    assert not [s for s in plan.series if s.line == "solid" and any(p.shape for p in s.points)]
    goals = [s for s in plan.series for p in s.points if p.shape and p.fill == "hollow"]
    assert [(s.line, [p.y for p in s.points]) for s in goals] == [("", [500])]


def test_a_part_and_a_path_have_one_colour_in_every_file(lang):
    """What the drawn chart paints 数字经济, 第三产业 or the path of 27.3%, the native one does."""
    import matplotlib.pyplot as plt
    from matplotlib.colors import to_hex

    checked = 0
    for name, geometry, plan in plans(lang):
        if geometry.form == "paths":
            native = [s.points[-1].colour for s in plan.series if s.line == "dash" and any(p.shape for p in s.points)]
        elif geometry.form == "parts":
            native = [point.colour for i in range(len(plan.names)) for s in plan.series
                      for point in s.points[i : i + 1] if point.shape and math.isfinite(point.x)]  # fmt: skip
        else:
            continue
        axes = getattr(zl, f"plot_{name}")(lang=lang)
        plt.close(axes.figure)
        if geometry.form == "paths":
            drawn = [to_hex(line.get_color()) for line in axes.lines if line.is_dashed() and len(line.get_xdata()) > 2]
        else:
            drawn = [to_hex(patch.get_facecolor()) for patch in axes.patches if patch.get_width() > 0]
        assert native == [colour.upper() for colour in drawn[: len(native)]], name  # behind them stands the key
        checked += len(native)
    assert checked > 15


def test_what_reaches_from_a_bar_has_the_colour_of_its_bar_and_of_the_key(lang):
    checked = 0
    for name, geometry, plan in plans(lang):
        if plan.kind == "bars" and geometry.form == "values":
            bars = {point.colour for point in plan.marks}
            reaching = {s.colour for s in plan.series if any(s.up) or (any(s.down) and s.name != "ceiling")}
            assert reaching <= bars, name
            checked += len(reaching)
    assert checked >= 3


def test_what_cannot_be_said_by_bars_is_not_a_bar():
    geometry = exhibit("growth_targets").geometry
    plan = plan_chart(geometry, WIDTH, 300, 14)
    assert plan.kind == "points", "a target of about 5% with its width is no bar from zero"
    assert plan_chart(exhibit("reconciliation").geometry, WIDTH, 300, 14) is None


# --- the file ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def decks(folder):
    from pptx import Presentation

    return {lang: Presentation(str(folder / f"briefing_{lang}.pptx")) for lang in ("zh", "en")}


@pytest.fixture
def deck(decks, lang):
    return decks[lang]


def charts_of(deck):
    return [
        (slide, shape.chart) for slide in deck.slides for shape in slide.shapes if getattr(shape, "has_chart", False)
    ]  # fmt: skip


def numbers(node) -> list[float | None]:
    count = int(node.find(f".//{C}ptCount").get("val"))
    found = {int(pt.get("idx")): float(pt.find(f"{C}v").text) for pt in node.iter(f"{C}pt")}
    return [found.get(i) for i in range(count)]


def test_a_chart_its_sheet_and_the_table_hold_the_same_numbers(deck, lang):
    import openpyxl

    seen = 0
    for _, chart in charts_of(deck):
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        grid, table = book.worksheets
        for node in chart._chartSpace.iter(f"{C}numRef"):
            first, last = re.findall(r"\$([A-Z]+)\$(\d+)", node.find(f"{C}f").text)
            cells = [grid[f"{first[0]}{row}"].value for row in range(int(first[1]), int(last[1]) + 1)]
            assert cells == numbers(node)
            seen += len(cells)
        header, *rows = table.iter_rows(values_only=True)
        value, ids = (
            header.index(word) for word in (("数值", "观测编号") if lang == "zh" else ("Value", "Observations"))
        )
        known = {
            (float(f"{value:.16g}"), ids)
            for name in CHARTS
            for value, ids in zl.chart_table(name)[["value", "observations"]].itertuples(index=False)
        }
        assert {(row[value], row[ids]) for row in rows} <= known
        plotted = {n for node in chart._chartSpace.iter(f"{C}numCache") for n in numbers(node.getparent()) if n}
        assert plotted
    assert seen > 300


def test_stripes_stand_exactly_where_the_exhibit_has_them(deck, lang):
    """Of every chart of bars: a pattern on the estimates, or on the exception among them, and on nothing else."""
    checked = 0
    for name, chart in zip(native_names(lang), [c for _, c in charts_of(deck)], strict=True):
        for which, series in enumerate(chart._chartSpace.iter(f"{C}ser")):
            geometry = name[1]
            if geometry.form != "values" or geometry.marker != "bar" or geometry.start != 0 or which:
                continue
            striped = {
                int(point.find(f"{C}idx").get("val"))
                for point in series.iter(f"{C}dPt")
                if point.find(f".//{A}pattFill") is not None
            }
            assert striped == {i for i, row in enumerate(geometry.rows) if row.shapes[0].fill == "striped"}
            checked += len(striped)
    assert checked >= 2


def native_names(lang):
    return [
        (name, one)
        for name in CHARTS
        for shown in [exhibit(name, lang)]
        for one in filter(None, (shown.geometry, shown.geometry.inset))
        if plan_chart(one, WIDTH, 300, 14) is not None
    ]


def test_hollow_markers_stand_exactly_on_targets_and_projections(deck, lang):
    checked = 0
    for (_, geometry), (_, chart) in zip(native_names(lang), charts_of(deck), strict=True):
        if geometry.form not in ("values", "pairs") or chart._chartSpace.find(f".//{C}scatterChart") is None:
            continue
        white = 0
        for marker in chart._chartSpace.iter(f"{C}marker"):
            fill = marker.find(f"{C}spPr/{A}solidFill/{A}srgbClr")
            white += fill is not None and fill.get("val") == "FFFFFF" and marker.getparent().tag == f"{C}ser"
        hollow = {s.fill for s in shapes(geometry)} & {"hollow"}
        assert bool(white) == bool(hollow)
        checked += white
    assert checked >= 2


def test_a_floor_keeps_its_sign_and_its_arrow(deck, lang):
    """Of bars of values: an arrow on each floor, in the error bars, and the ≥ of its label."""
    floors = 0
    for (_, geometry), (_, chart) in zip(native_names(lang), charts_of(deck), strict=True):
        root = chart._chartSpace
        arrows = [bars for bars in root.iter(f"{C}errBars") if bars.find(f".//{A}tailEnd") is not None]
        plus = [bars.find(f"{C}plus") for bars in arrows]
        ups = {i for lengths in plus if lengths is not None for i, v in enumerate(numbers(lengths)) if v}
        if root.find(f".//{C}barChart") is not None:
            wanted = {i for i, row in enumerate(geometry.rows) for s in row.shapes if s.arrow in ("up", "both")}
            assert ups == wanted
        else:
            lines = [s for s in root.iter(f"{C}ser") if s.find(f"{C}spPr/{A}ln/{A}tailEnd") is not None]
            open_ends = sum({"up": 1, "down": 1, "both": 2, "": 0}[s.arrow] for s in shapes(geometry)
                            if geometry.form != "paths" or s in geometry.rows[0].shapes)  # fmt: skip
            assert len(lines) == open_ends
        texts = "".join(t.text or "" for t in root.iter(f"{A}t")) + "".join(row.name for row in geometry.rows)
        for row in geometry.rows:
            for shape, text in zip(row.shapes, row.texts, strict=False):
                if shape.mark.qualifier == "at_least" and geometry.form != "paths":
                    floors += 1
                    assert re.search("≥|以上|超|余|突破", text), text
                    assert text.split("\n")[0] in texts, text
    assert floors > 5


def test_every_chinese_run_and_every_text_of_a_chart_names_its_font(deck):
    runs = 0
    for slide in deck.slides:
        for page in (slide, slide.notes_slide):
            for run in page._element.iter(f"{A}r"):
                text = run.find(f"{A}t").text or ""
                if is_han(text):
                    runs += 1
                    ea = run.find(f"{A}rPr/{A}ea")
                    assert ea is not None, text
                    assert ea.get("typeface") == "Microsoft YaHei", text
    for _, chart in charts_of(deck):
        for tag in ("defRPr", "rPr"):
            for properties in chart._chartSpace.iter(f"{A}{tag}"):
                runs += 1
                assert properties.find(f"{A}ea").get("typeface") == properties.find(f"{A}latin").get("typeface")
    assert runs > 100
    for master in deck.slide_masters:
        theme = next(r.target_part for r in master.part.rels.values() if r.reltype.endswith("/theme")).blob.decode()
        assert 'a:ea typeface=""' not in theme
        assert "宋体" not in theme


def test_nothing_stands_off_the_slide_or_on_another(deck):
    width, height = deck.slide_width, deck.slide_height
    assert (width, height) == (12192000, 6858000)  # 16:9
    for number, slide in enumerate(deck.slides, start=1):
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height, s.name) for s in slide.shapes]
        assert len(boxes) >= 3
        for left, top, right, bottom, name in boxes:
            assert min(left, top, width - right, height - bottom) >= 0, (number, name)
        for one, other in itertools.combinations(boxes, 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, f"slide {number}: {one[4]} and {other[4]}"


def test_a_table_of_two_slides_is_there_whole(deck, said, lang):
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if getattr(shape, "has_table", False)]
    rows = {"".join(cell.text for cell in row.cells).replace("\n", "").replace(" ", "").replace("\v", "")
            for table in tables for row in table.rows}  # fmt: skip
    outcomes = next(table for table in said[lang].tables if table.name == "targets_and_outcomes")
    assert len(outcomes.rows) == 10
    for row in outcomes.rows:
        assert "".join(row).replace(" ", "") in rows, row[0]


def test_the_key_of_pairs_has_the_white_marker_that_a_legend_would_lose(deck, said, lang):
    (figure,) = (f for f in said[lang].figures if f.exhibit.geometry.form == "pairs")
    slide = next(s for s in deck.slides if figure.exhibit.alt.strip() in s.notes_slide.notes_text_frame.text)
    (chart,) = (shape.chart for shape in slide.shapes if getattr(shape, "has_chart", False))
    assert chart._chartSpace.find(f".//{C}legend") is None
    looks = {}
    for shape in slide.shapes:
        if shape.shape_type == 1:  # a symbol
            properties = shape._element.spPr
            fill = properties.find(f"{A}solidFill/{A}srgbClr").get("val")
            looks[properties.find(f"{A}prstGeom").get("prst")] = fill
    assert looks == {"ellipse": "12436D", "diamond": "FFFFFF", "rightArrow": "12436D"}


def test_every_slide_has_notes_and_those_of_a_chart_name_every_id(deck, said, lang):
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    assert all(note.strip() for note in notes)
    for figure in said[lang].figures:
        ids = {id_ for mark in figure.exhibit.marks for id_ in mark.observations.split()}
        note = next(note for note in notes if figure.exhibit.alt.strip() in note)
        assert ids
        assert ids <= set(note.split()) | set(re.split("[：:]", note.split("\n")[-1])[-1].split())
        assert figure.citation in note


def test_every_chart_and_picture_has_its_alt_text(deck, said, lang):
    told = {
        shape._element.xpath(".//p:cNvPr")[0].get("descr")
        for slide in deck.slides
        for shape in slide.shapes
        if getattr(shape, "has_chart", False) or shape.shape_type == 13
    }
    assert {figure.exhibit.alt for figure in said[lang].figures} <= told


_ORDER = {
    "ser bar": "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape extLst",
    "ser scatter": "idx order tx spPr marker dPt dLbls trendline errBars xVal yVal smooth extLst",
    "dLbl": "idx delete layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
    "showBubbleSize separator",
    "chartSpace": "date1904 lang roundedCorners style clrMapOvr pivotSource protection chart spPr txPr externalData",
    "valAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr "
    "crossAx crosses crossBetween majorUnit",
    "catAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr "
    "crossAx crosses auto lblAlgn lblOffset tickLblSkip noMultiLvlLbl",
    "scaling": "logBase orientation max min", "dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "errBars": "errDir errBarType errValType noEndCap plus minus val spPr",
    "legend": "legendPos legendEntry layout overlay",
    "plotArea": "layout barChart scatterChart catAx valAx spPr", "chart": "title autoTitleDeleted plotArea legend "
    "plotVisOnly dispBlanksAs",
}  # fmt: skip


def test_the_children_of_a_chart_stand_in_the_order_of_the_schema(decks):
    seen = set()
    for _, chart in itertools.chain(*map(charts_of, decks.values())):
        for node in chart._chartSpace.iter():
            name = str(node.tag).removeprefix(C)
            if name == "ser":
                name += " bar" if node.getparent().tag == f"{C}barChart" else " scatter"
            if name in _ORDER:
                seen.add(name)
                order = _ORDER[name].split()
                places = [order.index(str(child.tag).removeprefix(C)) for child in node]
                assert places == sorted(places), name
    assert seen == set(_ORDER)


def test_a_picture_that_does_not_fit_a_slide_is_drawn_as_the_document_has_it(said):
    """Thirty targets with outcomes do not fit 14.5 cm; another report may have as many."""
    from dataclasses import replace

    from zhonglou_analysis.briefing.pictures import Pictures
    from zhonglou_analysis.charts.catalogue import find_chart
    from zhonglou_analysis.errors import ChartError

    shown = next(f.exhibit for f in said["zh"].figures if f.exhibit.name == "targets_and_outcomes")
    marks = [replace(mark, series=f"{mark.series} {n}") for n in range(3) for mark in shown.marks]
    with pytest.raises(ChartError, match="do not fit the size slide"):
        find_chart("targets_and_outcomes").figure(marks, "zh", "slide")
    picture = Pictures().of(replace(shown, marks=tuple(marks)), "slide", "png", bare=True)
    assert picture.height > 14.5 / 2.54 * 72
