"""Pairs: two marks a row on one index, joined by a line, each with its number in units beside it.

Three charts: levels taken back by their growth, levels carried forward by their target, and what was delivered beside
what is targeted.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from matplotlib.ticker import MaxNLocator

from ..arithmetic.ratios import implied_base
from ..arithmetic.targets import Assumption, load_assumptions, project_targets
from ..errors import ChartError
from ..quantities.interval import Bounds
from ..quantities.wording import Lang
from ..reports.report import Report
from .chart import Chart
from .drawing import Rows, Sheet, arrow, dot, fit_axis, look, span
from .geometry import Geometry, Row, Shape, shape_of
from .layout import Frame
from .style import QUIET
from .table import Mark, computed, mark_of
from .words import Words, labelled, pick, places, prices_text, said, status_word, value_text

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
    return pairs


def pair_rows(
    pairs: Sequence[Pair], names: Sequence[str], before: Sequence[str], after: Sequence[str], base: int, lang: str
) -> Geometry:
    """Return one row a pair on an index: the mark at place ``base`` of the pair is 100."""
    rows = []
    for pair, name, *texts in zip(pairs, names, before, after, strict=True):
        shapes = tuple(
            shape_of(
                m,
                pair[base].value,
                pick(lang, f"{m.period}年{status_word(m, lang)}", f"{m.period}, {status_word(m, lang)}"),
            )
            for m in pair
        )
        rows.append(Row(name, shapes, tuple(texts)))
    return Geometry("pairs", tuple(rows), "", reference=100.0, index=index_note(pairs[0][base].period, lang))


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
    rows = Rows(sheet, names, above=True, mark=0.7 if sheet.room else 1.0)
    shapes = [shape for row in geometry.rows for shape in row.shapes]
    room = [(shape.x, *_reach(shape, em)) for shape in shapes] + [(_end(shape), 0.0, 0.7 * em) for shape in shapes]
    fit_axis(sheet.ax, rows.width, room)
    _draw_dumbbells(sheet, geometry, rows)
    sheet.hide_axes()
    return rows.frame()


def _draw_beside(sheet: Sheet, geometry: Geometry) -> Frame:
    """Draw with each number beside its mark, and an axis."""
    rows = Rows(sheet, [row.name.replace("(", "\n(").replace("\uff08", "\n\uff08") for row in geometry.rows], mark=0.9)
    labels = [label for i, row in enumerate(geometry.rows) for label in _beside(sheet, i, row)]
    low, high = fit_axis(sheet.ax, rows.width, [_room(sheet, label) for label in labels])
    _draw_dumbbells(sheet, geometry, rows)
    for label in labels:
        sheet.note(label.text, label.x, rows.y(label.row), dx=label.dx, ha=label.ha)
    places = [shape.x for row in geometry.rows for shape in row.shapes]
    ticks = MaxNLocator(4, steps=[1, 2, 2.5, 5]).tick_values(min(places), max(places))
    return rows.frame(bottom=sheet.own_ticks(_apart([t for t in ticks if low <= t <= high], sheet, rows, low, high)))


def _draw_dumbbells(sheet: Sheet, geometry: Geometry, rows: Rows) -> None:
    for i, row in enumerate(geometry.rows):
        a, b = row.shapes
        sheet.ax.plot([a.x, b.x], [rows.y(i)] * 2, color=QUIET, linewidth=1.2, zorder=1)
        _draw_bounds(sheet, a, rows.y(i))
        _draw_bounds(sheet, b, rows.y(i))
        dot(sheet.ax, b, rows.y(i), sheet.em, scale=0.8)
        dot(sheet.ax, a, rows.y(i), sheet.em, scale=0.5 if a.x == b.x else 0.75)


def _reach(shape: Shape, em: float) -> tuple[float, float]:
    """Points that a mark and its arrows take to its left and right."""
    return (
        2.1 * em if shape.arrow in ("down", "both") else 0.7 * em,
        2.1 * em if shape.arrow in ("up", "both") else 0.7 * em,
    )


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
    return max(shape.x, shape.high) if math.isfinite(shape.high) and shape.mark.assumptions else shape.x


def _apart(ticks: list[float], sheet: Sheet, rows: Rows, low: float, high: float) -> list[float]:
    """Leave out ticks whose labels would touch each other or leave the box."""
    kept: list[float] = []
    need = sheet.text_width("0000")
    for tick in ticks:
        at = (tick - low) / (high - low) * rows.width
        inside = at - need / 2 > -rows.left and at + need / 2 < rows.width
        if inside and (not kept or (tick - kept[-1]) / (high - low) * rows.width > need):
            kept.append(tick)
    return kept


def _draw_bounds(sheet: Sheet, shape: Shape, y: float) -> None:
    """Draw what bounds a mark: arrows where the words leave it open, a band where an assumption gives one."""
    em, colour = sheet.em, look(shape.mark)
    if shape.arrow in ("up", "both"):
        arrow(sheet.ax, shape.x, y, 1.8 * em, colour)
    if shape.arrow in ("down", "both"):
        arrow(sheet.ax, shape.x, y, -1.8 * em, colour)
    if shape.mark.assumptions and math.isfinite(shape.low):
        span(sheet.ax, shape.low, min(shape.high, shape.x) if shape.arrow == "up" else shape.high, y, em)


# --- levels of the year before, implied by growth ---------------------------------------------------------------------


def _implied_marks(report: Report) -> list[Mark]:
    marks: list[Mark] = []
    for row in report.relations:
        if row["kind"] != "implied_base" or row["expected"] != "derived":
            continue
        level_id, rate_id = row["operands"].split()
        level, rate = mark_of(report, report[level_id], "level"), mark_of(report, report[rate_id], "growth")
        result = implied_base(level_id, rate_id, report=report)
        index = 100 / level.value
        before = str(int(level.period) - 1)
        marks += [
            computed(
                level, result.value, result.bounds, [level, rate], role="base", period=before, qualifier="near",
                position=float(result.value) * index,
            ),
            mark_of(report, report[level_id], "level", position=100.0),
            rate,
        ]  # fmt: skip
    return marks


def _implied_words(marks: Sequence[Mark], lang: str) -> Words:
    pairs = pairs_of(marks, "base", "level", "implied_2021_levels")
    base, level = next((pair for pair in pairs if pair[0].series == "digital_revenue"), pairs[0])
    headline = pick(
        lang,
        f"{level.label_zh}由{base.period}年{said(base, lang)}增至{said(level, lang)}",
        f"{level.label_en} rose from {said(base, lang)} to {said(level, lang)}",
    )
    subtitle = pick(
        lang,
        f"{places(marks, lang)}印有增速的{len(pairs)}项:{base.period}年算得(方块)与{level.period}年(圆点),"
        f"{index_note(level.period, lang)},现价",
        f"{len(pairs)} series with printed growth, {places(marks, lang)}: {base.period} implied (square), "
        f"{level.period} (dot), {index_note(level.period, lang)}, current prices",
    )
    notes = [pick(lang, "算得=水平÷(1+增速)", "Implied = level ÷ (1 + growth)")]
    if any(base.is_unbounded for base, _ in pairs):
        notes.append(
            pick(
                lang,
                "双向箭头:水平与增速都是下限,上下均无界",
                "Two arrows: level and growth are floors, so nothing bounds it",
            )
        )
    return Words(headline, subtitle, tuple(notes))


def _implied_geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    pairs = pairs_of(marks, "base", "level", "implied_2021_levels")
    before, after = [value_text(base, lang) for base, _ in pairs], _implied_after(marks, pairs, lang)
    return pair_rows(pairs, [base.label(lang) for base, _ in pairs], before, after, 1, lang)


def _implied_after(marks: Sequence[Mark], pairs: Sequence[tuple[Mark, Mark]], lang: str) -> list[str]:
    """Return the labels of the printed levels, each with the growth that is printed."""
    growth = {mark.series: mark for mark in marks if mark.role == "growth"}
    rates = {s: f"{'≥' if m.is_floor else ''}+{value_text(m, lang).lstrip('≥')}" for s, m in growth.items()}
    return [
        labelled(level, lang) + (pick(lang, ",", ", ") + rates[level.series] if level.series in rates else "")
        for _, level in pairs
    ]


# --- levels that the targets imply -----------------------------------------------------------------------------------


def _level_marks(report: Report) -> list[Mark]:
    marks: list[Mark] = []
    declared = load_assumptions(report)
    for row in project_targets(report=report).to_dict("records"):
        base = mark_of(report, report[row["base_id"]], "base", position=100.0)
        rate = mark_of(report, report[row["id"]], "target")
        low, high, value = (Decimal(row[name]) for name in ("low", "high", "value"))
        floors = base.qualifier == rate.qualifier == "at_least"
        marks += [
            base,
            computed(
                base, value, Bounds(low, high), [base, rate], role="implied", status="projection", period=row["period"],
                qualifier="at_least" if floors else "near", position=float(value) / base.value * 100, decimals=1,
                basis=row["base_period"] if row["price_basis"] == "constant" else row["price_basis"],
                assumptions=row["assumptions"], note_zh=_level_rules(row, declared, "zh"),
                note_en=_level_rules(row, declared, "en"),
            ),
        ]  # fmt: skip
    return marks


def _level_rules(row: Mapping[Any, Any], declared: dict[str, Assumption], lang: Lang) -> str:
    return "\n".join(declared[id_].text(lang, row["base_period"]) for id_ in row["assumptions"].split())


def _level_words(marks: Sequence[Mark], lang: str) -> Words:
    pairs = pairs_of(marks, "base", "implied", "target_levels")
    base, implied = next((pair for pair in pairs if pair[0].series == "gdp"), pairs[0])
    prices = prices_text(implied.basis, lang)
    headline = pick(
        lang,
        f"按目标推算,{implied.period}年{implied.label_zh}{said(implied, lang)}({prices})",
        f"The target implies {implied.period} {implied.label_en} of {said(implied, lang)} ({prices})",
    )
    subtitle = pick(
        lang,
        f"{places(marks, lang)}{base.period}年水平(圆点)与{implied.period}年目标所含水平(方块),"
        f"{index_note(base.period, lang)};按目标推算,非预测",
        f"{places(marks, lang)}: {base.period} (dot) and {implied.period} as the target implies (square), "
        f"{index_note(base.period, lang)}; arithmetic on the target, not a forecast",
    )
    return Words(headline, subtitle)


def _level_names(pairs: Sequence[tuple[Mark, Mark]], lang: str) -> list[str]:
    names = []
    for _, implied in pairs:
        prices = prices_text(implied.basis, lang)
        names.append(implied.label(lang) + (pick(lang, f"({prices})", f" ({prices})") if prices else ""))
    return names


def _level_geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    pairs = pairs_of(marks, "base", "implied", "target_levels")
    before, after = ([labelled(pair[i], lang) for pair in pairs] for i in (0, 1))
    return pair_rows(pairs, _level_names(pairs, lang), before, after, 0, lang)


# --- delivered, and targeted for the year after -----------------------------------------------------------------------

_TASK_SUFFIX = "_delivered_targeted"  # of the relations that hold a target against the year before


def _task_marks(report: Report) -> list[Mark]:
    pairs = []
    for row in report.relations:
        if row["kind"] == "growth" and row["id"].endswith(_TASK_SUFFIX) and row["expected"] == "derived":
            later, earlier = row["operands"].split()
            done = mark_of(report, report[earlier], "delivered", position=100.0)
            aim = mark_of(report, report[later], "targeted")
            pairs.append((done, dataclasses.replace(aim, position=aim.value / done.value * 100)))
    return [mark for pair in sorted(pairs, key=lambda pair: -pair[1].position) for mark in pair]


def _task_words(marks: Sequence[Mark], lang: str) -> Words:
    pairs = pairs_of(marks, "delivered", "targeted", "delivered_and_targeted")
    done, aim = pairs[0][0].period, pairs[0][1].period
    lower = sum(b.high < a.low for a, b in pairs)  # a target that is a floor may be passed: it is not below
    headline = pick(
        lang,
        f"{len(pairs)}项可比任务中,{lower}项{aim}年目标低于{done}年报告数",
        f"{lower} of {len(pairs)} comparable {aim} targets are below what was reported for {done}",
    )
    subtitle = pick(
        lang,
        f"{places(marks, lang)}{done}年报告数(圆点)与{aim}年目标(空心菱形),范围和口径相同,"
        f"{index_note(done, lang)};箭头为下限",
        f"{places(marks, lang)}: reported for {done} (dot) and targeted for {aim} (hollow diamond), same scope and "
        f"definition, {index_note(done, lang)}; arrow: floor",
    )
    return Words(headline, subtitle)


def _task_geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    pairs = pairs_of(marks, "delivered", "targeted", "delivered_and_targeted")
    done, aims = [value_text(a, lang) for a, _ in pairs], [labelled(b, lang) for _, b in pairs]
    return pair_rows(pairs, [a.label(lang) for a, _ in pairs], done, aims, 0, lang)


CHARTS = (
    Chart("implied_2021_levels", _implied_marks, _implied_words, _implied_geometry, draw_pairs, one_unit=False),
    Chart("target_levels", _level_marks, _level_words, _level_geometry, draw_pairs, one_unit=False),
    Chart("delivered_and_targeted", _task_marks, _task_words, _task_geometry, draw_pairs, one_unit=False),
)
