"""Pairs: two marks a row on one index, joined by a line: what was delivered, and what is targeted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from matplotlib.ticker import MaxNLocator

from ..errors import ChartError, NotInReportError
from ..reports.report import Report
from .chart import Chart
from .drawing import Rows, Sheet, arrow, band, dot, reach_of
from .geometry import Geometry, Row, Shape, key_of, shape_of
from .layout import Frame
from .marks import mark_of
from .table import Mark
from .words import Words, pick, places, said, status_word, value_text

Pair = tuple[Mark, Mark]

# --- the form ---------------------------------------------------------------------------------------------------------


def pairs_of(marks: Sequence[Mark], first: str, second: str, chart: str) -> list[Pair]:
    """Return the two marks of every series, in the order of the table; refuse what is incomplete or in two units."""
    ends = {role: {mark.series: mark for mark in marks if mark.role == role} for role in (first, second)}
    series = list(dict.fromkeys(mark.series for mark in marks))
    alone = [name for name in series if name not in ends[first] or name not in ends[second]]
    if alone or not series:
        raise ChartError(f"{chart}: every series needs a row of the roles {first!r} and {second!r}; incomplete:", alone)
    pairs = [(ends[first][name], ends[second][name]) for name in series]
    mixed = [f"{a.series}: {a.unit} and {b.unit}" for a, b in pairs if a.unit != b.unit]
    if mixed:
        raise ChartError(f"{chart}: the two marks of a series need one unit; these differ:", mixed)
    zero = [a.series for a, _ in pairs if not a.value]
    if zero:
        raise ChartError(f"{chart}: on an index the first mark is 100, so it cannot be 0; leave out:", zero)
    return pairs


def pair_rows(
    pairs: Sequence[Pair], names: Sequence[str], before: Sequence[str], after: Sequence[str], lang: str
) -> Geometry:
    """Return one row a pair on an index: the first mark is 100."""
    rows = []
    for pair, name, *texts in zip(pairs, names, before, after, strict=True):
        shapes = tuple(
            shape_of(
                m,
                pair[0].value,
                pick(lang, f"{m.period}年{status_word(m, lang)}", f"{m.period}, {status_word(m, lang)}"),
            )
            for m in pair
        )
        rows.append(Row(name, shapes, tuple(texts)))
    shapes = tuple(shape for row in rows for shape in row.shapes)
    named = {shape.mark.status: shape.name for shape in shapes}
    key = tuple(
        replace(sign, text=named[sign.status]) if sign.symbol == "dot" else sign
        for sign in key_of(shapes, lang, "dot")
    )  # fmt: skip
    return Geometry("pairs", tuple(rows), "", reference=100.0, index=index_note(pairs[0][0].period, lang), key=key)


def index_note(year: str, lang: str) -> str:
    """Return the words for an index axis."""
    return pick(lang, f"{year}年=100", f"{year} = 100")


def draw_pairs(sheet: Sheet, geometry: Geometry) -> Frame:
    """Draw one dumbbell a row."""
    return _draw_compact(sheet, geometry) if sheet.is_compact else _draw_beside(sheet, geometry)


def _draw_compact(sheet: Sheet, geometry: Geometry) -> Frame:
    """Draw with the numbers in the names of the rows, and no axis: there is no room beside the marks."""
    em, colon = sheet.em, pick(sheet.lang, ":", ": ")
    names = [f"{row.name}{colon}{' → '.join(row.texts)}" for row in geometry.rows]
    rows = Rows(sheet, geometry, names, above=True, mark=0.7 if sheet.room else 0.9)
    shapes = [shape for row in geometry.rows for shape in row.shapes]
    rows.fit([(_end(shape), *_reach(shape, em)) for shape in shapes] + [(s.x, *_reach(s, em)) for s in shapes])
    _draw_dumbbells(sheet, geometry, rows, 0.62)
    return rows.frame()


def _draw_beside(sheet: Sheet, geometry: Geometry) -> Frame:
    """Draw with each number beside its mark, and an axis."""
    rows = Rows(sheet, geometry, mark=0.9)
    labels = [label for i, row in enumerate(geometry.rows) for label in _beside(sheet, i, row)]
    low, high = rows.fit([_room(sheet, label) for label in labels])
    _draw_dumbbells(sheet, geometry, rows, 0.72)
    for label in labels:
        sheet.note(label.text, label.x, rows.y(label.row), dx=label.dx, ha=label.ha)
    found = [shape.x for row in geometry.rows for shape in row.shapes]
    ticks = MaxNLocator(4, steps=[1, 2, 2.5, 5]).tick_values(min(found), max(found))
    bottom = sheet.own_ticks(_apart([t for t in ticks if low <= t <= high], sheet, rows, low, high))
    sheet.ax.grid(visible=False)  # every mark has its number; what it is read against is the year before
    sheet.show_axis()
    sheet.ax.axvline(100, color=sheet.theme.quiet, linewidth=0.8, zorder=0.4)
    return rows.frame(bottom=bottom)


def _draw_dumbbells(sheet: Sheet, geometry: Geometry, rows: Rows, scale: float) -> None:
    for i, row in enumerate(geometry.rows):
        a, b = row.shapes
        sheet.ax.plot([a.x, b.x], [rows.y(i)] * 2, color=sheet.theme.quiet, linewidth=1.2, zorder=1)
        for shape in (a, b):
            _draw_bounds(sheet, shape, rows.y(i))
        same = {"color": sheet.theme.quiet} if a.x == b.x else {}
        dot(sheet, b, rows.y(i), scale, **same)
        dot(sheet, a, rows.y(i), scale if not same else 0.55 * scale, **same)


def _reach(shape: Shape, em: float) -> tuple[float, float]:
    """Points that a mark and its arrows take to its left and right."""
    own = reach_of(shape.mark.status, 0.72 * em) + 0.1 * em
    left, right = shape.arrow in ("down", "both"), shape.arrow in ("up", "both")
    return 2.1 * em if left else own, 2.1 * em if right else own


class _Label(NamedTuple):
    """A label beside a mark: its row, where it starts, how far it is shifted in points, and to which side it runs."""

    row: int
    x: float
    dx: float
    text: str
    ha: str


def _beside(sheet: Sheet, number: int, row: Row) -> list[_Label]:
    (a, b), (text_a, text_b), em = row.shapes, row.texts, sheet.em
    if math.isclose(a.x, b.x, rel_tol=1e-9):
        gap = max(_reach(a, em)[1], _reach(b, em)[1]) + 0.3 * em
        return [_Label(number, a.x, gap, f"{text_a} → {text_b}", "left")]
    (low, text_low), (high, text_high) = sorted(((a, text_a), (b, text_b)), key=lambda item: item[0].x)
    return [
        _Label(number, low.x, -(_reach(low, em)[0] + 0.3 * em), text_low, "right"),
        _Label(number, _end(high), _reach(high, em)[1] + 0.3 * em, text_high, "left"),
    ]


def _room(sheet: Sheet, label: _Label) -> tuple[float, float, float]:
    width = sheet.text_width(label.text)
    return (
        (label.x, -label.dx + width + sheet.em, 0.0) if label.ha == "right" else (label.x, sheet.em, label.dx + width)
    )


def _end(shape: Shape) -> float:
    """Where a mark ends on the right: at its declared band, if it has one."""
    return max(shape.x, shape.high) if shape.band else shape.x


def _apart(ticks: list[float], sheet: Sheet, rows: Rows, low: float, high: float) -> list[float]:
    """Leave out ticks whose labels would touch each other or leave the box."""
    kept: list[float] = []
    need = sheet.text_width("0000")
    for tick in ticks:
        at = (tick - low) / (high - low) * rows.width
        inside = at - need / 2 > -rows.left and at + need / 2 < rows.width
        if inside and (not kept or (tick - kept[-1]) / (high - low) * rows.width > need):
            kept.append(float(tick))
    return kept


def _draw_bounds(sheet: Sheet, shape: Shape, y: float) -> None:
    """Draw what bounds a mark: arrows where the words leave it open, a band where an assumption gives one."""
    colour = sheet.colour(shape)
    if shape.arrow in ("up", "both"):
        arrow(sheet.ax, shape.x, y, 1.8 * sheet.em, colour)
    if shape.arrow in ("down", "both"):
        arrow(sheet.ax, shape.x, y, -1.8 * sheet.em, colour)
    if shape.band:
        band(sheet, shape, y, 0.6)


# --- delivered, and targeted for the year after -----------------------------------------------------------------------

_TASK_SUFFIX = "_delivered_targeted"  # of the relations that hold a target against the year before


def _task_marks(report: Report) -> list[Mark]:
    pairs = []
    for row in report.relations:
        if row["kind"] == "growth" and row["id"].endswith(_TASK_SUFFIX) and row["expected"] == "derived":
            later, earlier = row["operands"].split()
            pairs.append((mark_of(report, report[earlier], "delivered"), mark_of(report, report[later], "targeted")))
    if not pairs:
        raise NotInReportError("relations.csv holds no target against what was reported for the year before.")
    return [mark for pair in sorted(pairs, key=lambda pair: -pair[1].value / pair[0].value) for mark in pair]


def _task_words(marks: Sequence[Mark], lang: str) -> Words:
    pairs = pairs_of(marks, "delivered", "targeted", "delivered_and_targeted")
    done, aim = pairs[0][0].period, pairs[0][1].period
    lower = sum(b.high < a.low for a, b in pairs)
    open_ = sum(b.is_floor and b.low < a.low for a, b in pairs)  # a floor may be passed: it is not surely below
    if len(pairs) == 1:
        (a, b), name = pairs[0], pairs[0][0].label(lang)
        headline = pick(
            lang,
            f"{name}:{done}年{value_text(a, lang)},{aim}年目标{value_text(b, lang)}",
            f"{name}: {said(a, lang)} in {done}, target for {aim} {said(b, lang)}",
        )
    elif lower:
        headline = pick(
            lang,
            f"{len(pairs)}项可比任务中,{lower}项{aim}年目标低于{done}年报告数",
            f"{lower} of {len(pairs)} comparable {aim} targets {'is' if lower == 1 else 'are'} below what was reported "
            f"for {done}",
        )
    else:
        headline = pick(
            lang,
            f"{len(pairs)}项可比任务中,没有一项{aim}年目标确定低于{done}年报告数",
            f"None of {len(pairs)} comparable {aim} targets is surely below what was reported for {done}",
        )
    subtitle = pick(
        lang,
        f"{places(marks, lang)},范围和口径相同的任务,{index_note(done, lang)}",
        f"{places(marks, lang)}, tasks of the same scope and definition, {index_note(done, lang)}",
    )
    note = pick(
        lang,
        f"{open_}项目标只给下限,下限低于{done}年报告数,不计入低于之列",
        f"{open_} floor{'s' * (open_ > 1)} below what was reported for {done} may be passed: not counted as below",
    )
    return Words(headline, subtitle, (note,) if open_ else ())


def _task_geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    pairs = pairs_of(marks, "delivered", "targeted", "delivered_and_targeted")
    done, aims = [value_text(a, lang) for a, _ in pairs], [value_text(b, lang) for _, b in pairs]
    return pair_rows(pairs, [a.label(lang) for a, _ in pairs], done, aims, lang)


CHARTS = (Chart("delivered_and_targeted", _task_marks, _task_words, _task_geometry, draw_pairs, one_unit=False),)
