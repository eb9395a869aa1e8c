"""Values: one number a row, as a bar from zero or as a dot, with an arrow or a band where its words leave it open.

Three charts: the year in six numbers, ratios to output, and the growth targets.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

from ..arithmetic.ratios import share
from ..arithmetic.targets import load_assumptions, target_rate
from ..reports.report import Report
from .chart import Chart
from .drawing import Rows, Sheet, arrow, dot, fit_axis, look, span
from .geometry import Geometry, values
from .layout import Frame
from .table import Mark, computed, mark_of
from .words import Words, labelled, periods, phrase, pick, places, prices_text, value_text

# --- the form ---------------------------------------------------------------------------------------------------------


def draw_values(sheet: Sheet, geometry: Geometry) -> Frame:
    """Draw one bar or dot a row, its label beside it."""
    return (_draw_bars if geometry.marker == "bar" else _draw_dots)(sheet, geometry)


def _draw_bars(sheet: Sheet, geometry: Geometry) -> Frame:
    rows = Rows(sheet, [row.name for row in geometry.rows])
    pointer = 1.6 * sheet.em
    shapes, labels = [row.shapes[0] for row in geometry.rows], [row.texts[0] for row in geometry.rows]
    gaps = [(pointer if shape.arrow in ("up", "both") else 0) + 0.4 * sheet.em for shape in shapes]
    room = [(shape.x, 0.0, gap + sheet.text_width(text)) for shape, gap, text in zip(shapes, gaps, labels, strict=True)]
    fit_axis(sheet.ax, rows.width, room, low=0)
    for i, (shape, gap, text) in enumerate(zip(shapes, gaps, labels, strict=True)):
        rows.bar(i, 0, shape.x, shape.mark.status)
        if shape.arrow in ("down", "both"):  # no less is certain: the arrow points back into the bar
            arrow(sheet.ax, shape.x, rows.y(i), -pointer, "white")
        if shape.arrow in ("up", "both"):
            arrow(sheet.ax, shape.x, rows.y(i), pointer, look(shape.mark))
        sheet.note(text, shape.x, rows.y(i), dx=gap)
    sheet.ax.set_xticks([])
    return rows.frame()


def _draw_dots(sheet: Sheet, geometry: Geometry) -> Frame:
    ax, em = sheet.ax, sheet.em
    rows = Rows(sheet, [row.name for row in geometry.rows], indent=em)
    shapes, labels = [row.shapes[0] for row in geometry.rows], [row.texts[0] for row in geometry.rows]
    ends = [shape.high if math.isfinite(shape.high) else shape.x for shape in shapes]
    gaps = [(2.2 if shape.arrow == "up" else 0.8) * em for shape in shapes]
    room = [(end, 0.0, gap + sheet.text_width(text)) for end, gap, text in zip(ends, gaps, labels, strict=True)]
    start, right = fit_axis(ax, rows.width - em, room, low=geometry.start)
    for i, (shape, end, gap, text) in enumerate(zip(shapes, ends, gaps, labels, strict=True)):
        if shape.arrow == "up":
            arrow(ax, shape.x, rows.y(i), 1.9 * em)
        elif math.isfinite(shape.low):
            span(ax, shape.low, shape.high, rows.y(i), em)
        dot(ax, shape, rows.y(i), em)
        sheet.note(text, end, rows.y(i), dx=gap)
    step = max(1, round(max(ends) / 4))
    ticks = [tick for tick in range(math.floor(start), math.ceil(max(ends)) + 1, step) if start <= tick <= right]
    bottom = sheet.own_ticks(ticks, [f"{tick}%".replace("-", "\N{MINUS SIGN}") for tick in ticks])
    return rows.frame(bottom=bottom)


# --- the year in six numbers ------------------------------------------------------------------------------------------

INDICATORS = ("gdp", "industrial_output", "retail_sales", "fixed_asset_investment", "foreign_trade", "budget_revenue")


def _headline_marks(report: Report) -> list[Mark]:
    year = report.year
    marks = [mark_of(report, report[f"{indicator}_{year}"]) for indicator in INDICATORS]
    return sorted(marks, key=lambda mark: -mark.value)


def _headline_words(marks: Sequence[Mark], lang: str) -> Words:
    first = next((mark for mark in marks if mark.series == "gdp"), marks[0])
    place, year = places([first], lang), first.period
    number, name = phrase(first, lang), first.label(lang)
    expected = first.status == "estimate"
    headline = pick(
        lang,
        f"{year}年{place}{name}{'预计' if expected else ''}{number}",
        f"{place}: {name} of {number} in {year}{' (estimate)' if expected else ''}",
    )
    prices = "、".join(dict.fromkeys(prices_text(mark.basis, lang) for mark in marks))
    subtitle = pick(
        lang,
        f"{places(marks, lang)}主要经济指标,{periods(marks)}年,{first.unit},{prices};条纹为预计数,箭头为下限",
        f"Main economic indicators of {places(marks, lang)}, {periods(marks)}, {prices}; "
        "stripes: estimate, arrow: floor",
    )
    return Words(
        headline, subtitle, (pick(lang, "各指标概念不同,不可相加", "The measures are unlike: do not add them"),)
    )


def _headline_geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    return values(marks, [mark.label(lang) for mark in marks], [labelled(mark, lang) for mark in marks])


# --- ratios to output ------------------------------------------------------------------------------------------------

_RATIO_SUFFIX = "_to_gdp"  # of the relations that put a number beside output although it is no part of it


def _ratio_marks(report: Report) -> list[Mark]:
    marks = []
    for row in report.relations:
        if row["kind"] == "share" and row["id"].endswith(_RATIO_SUFFIX) and row["expected"] == "derived":
            part, whole = (mark_of(report, report[id_]) for id_ in row["operands"].split())
            result = share(part.observations, whole.observations, because=row["because"], report=report)
            zh, _, en = row["because"].partition(" / ")
            marks.append(
                computed(
                    part, result.value, result.bounds, [part, whole], role="ratio", unit="%", decimals=2,
                    note_zh=zh, note_en=en[:1].upper() + en[1:],
                )
            )  # fmt: skip
    return sorted(marks, key=lambda mark: -mark.position)


def _ratio_words(marks: Sequence[Mark], lang: str) -> Words:
    bounded = [mark for mark in marks if not mark.is_unbounded] or list(marks)
    first = bounded[0]
    number = value_text(first, lang).lstrip("≤≥")
    most = {"at_most": ("至多", "at most "), "at_least": ("至少", "at least ")}.get(first.qualifier, ("约", "about "))
    headline = pick(
        lang,
        f"{periods(marks)}年{first.label_zh}{most[0]}为地区生产总值的{number}",
        f"{first.label_en} came to {most[1]}{number} of GRP in {periods(marks)}",
    )
    prices = prices_text(first.basis, lang)
    subtitle = pick(
        lang,
        f"与地区生产总值之比,{places(marks, lang)},{periods(marks)}年,%,{prices};"
        "地区生产总值印为下限,故比值为上限(箭头)",
        f"Relative to gross regional product, {places(marks, lang)}, {periods(marks)}, %, {prices}; "
        "GRP is printed as a floor, so the ratios are ceilings (arrows)",
    )
    return Words(headline, subtitle)


def _ratio_label(mark: Mark, lang: str) -> str:
    if mark.is_unbounded:
        return f"{value_text(mark, lang)}{pick(lang, '(上下均无界,仅供参考)', ' (indicative: no bounds)')}"
    return value_text(mark, lang)


def _ratio_geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    return values(marks, [mark.label(lang) for mark in marks], [_ratio_label(mark, lang) for mark in marks])


# --- growth targets --------------------------------------------------------------------------------------------------


def _target_marks(report: Report) -> list[Mark]:
    year, assumptions = report.target_year, load_assumptions(report)
    marks = []
    for obs in report.observations.values():
        if (obs.kind, obs.status, obs.scope, obs.period) != ("growth_rate", "target", "district", year):
            continue
        mark = mark_of(report, obs, "target")
        if obs.qualifier == "about":
            width, band = assumptions["about_width"], target_rate(obs, "declared", assumptions).bounds
            mark = dataclasses.replace(
                mark, low=float(band.low), high=float(band.high), assumptions=width.id,
                note_zh=width.text("zh", year), note_en=width.text("en", year),
            )  # fmt: skip
        marks.append(mark)
    return sorted(marks, key=lambda mark: -mark.value)


def _target_words(marks: Sequence[Mark], lang: str) -> Words:
    first = next((mark for mark in marks if mark.series == "gdp"), marks[0])
    year, place = periods(marks), places(marks, lang)
    low, high = min(mark.value for mark in marks), max(mark.value for mark in marks)
    headline = pick(
        lang,
        f"{place}{year}年{first.label_zh}目标增长{value_text(first, lang)}",
        f"{place} targets {first.label_en} growth of {value_text(first, lang)} in {year}",
    )
    span_zh = f"{low:g}%–{high:g}%" if low < high else f"{low:g}%"
    subtitle = pick(
        lang,
        f"{place}{year}年{len(marks)}项增长目标({span_zh}),比上年增长,%;空心为目标,线段为“约”的假定宽度,箭头为下限",
        f"{len(marks)} growth targets of {place} for {year} ({span_zh}), % over the year before; hollow: target, "
        "bar: assumed width of “about”, arrow: floor",
    )
    bases: dict[str, list[str]] = {}
    for mark in marks:
        if prices_text(mark.basis, lang):
            bases.setdefault(prices_text(mark.basis, lang), []).append(mark.label(lang))
    note = pick(
        lang,
        "价格:" + ",".join(f"{'、'.join(names)}为{basis}" for basis, names in bases.items()),
        "Prices: " + ", ".join(f"{', '.join(names)} at {basis}" for basis, names in bases.items()),
    )
    return Words(headline, subtitle, (note,) if bases else ())


def _target_geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    texts = [f"{value_text(mark, lang)}{pick(lang, '(目标)', ' (target)')}" for mark in marks]
    start = min(0.0, *(mark.low for mark in marks if math.isfinite(mark.low)), *(mark.value for mark in marks))
    return values(marks, [mark.label(lang) for mark in marks], texts, start, "dot")


CHARTS = (
    Chart("headline_indicators", _headline_marks, _headline_words, _headline_geometry, draw_values),
    Chart("ratios_to_gdp", _ratio_marks, _ratio_words, _ratio_geometry, draw_values),
    Chart("growth_targets", _target_marks, _target_words, _target_geometry, draw_values),
)
