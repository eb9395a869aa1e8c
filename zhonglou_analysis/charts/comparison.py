"""One indicator of several places or years, from several reports: a row a place, a dot a year, bounds as always."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..errors import ChartError, NotInReportError
from ..quantities.lexicon import KINDS
from ..reports.comparison import compare
from ..reports.report import Report, load_report
from .chart import Chart
from .drawing import Rows, Sheet, arrow, band, bar_look, dot
from .geometry import Geometry, Row, Shape, Sign, key_of, shape_of
from .layout import Frame
from .marks import in_unit_of, mark_of
from .style import BLUE
from .table import Mark
from .values import value_ticks
from .words import Words, labelled, pick, prices_text, said

_FEW = 6  # years that can be told apart by how dark they are


def _marks(
    report: Report | None, reports: Iterable[Report | str | Path | None] = (), indicator: str = "gdp",
    kind: str = "level",
) -> list[Mark]:  # fmt: skip
    loaded = [one if isinstance(one, Report) else load_report(one) for one in list(reports) or [report]]
    table = compare(loaded, indicator)
    whose = {(one.source["place_zh"], one.year): one for one in loaded}
    rows = table[(table["kind"] == kind) & (table["status"] != "target")]
    marks = []
    for row in rows.to_dict("records"):
        own = whose[row["place_zh"], row["year"]]
        mark = in_unit_of(mark_of(own, own[row["id"]], series=row["place_en"]), row["unit"])
        if kind != "level":  # whose number it is stands beside it: the name says what it is a number of
            named = {"label_zh": mark.label_zh + KINDS[kind].zh, "label_en": f"{mark.label_en} {KINDS[kind].en}"}
            mark = replace(mark, **named)  # type: ignore[arg-type]
        marks.append(mark)
    if len(marks) < 2:
        raise NotInReportError(
            f"There is nothing to compare: {len(marks)} number of {indicator!r} of the kind {kind!r}; give reports=[…] "
            f"of several places or years, or another kind: {', '.join(dict.fromkeys(table['kind']))}."
        )
    return marks


def _latest(marks: Sequence[Mark]) -> list[Mark]:
    """Return the last year of each place, the largest first."""
    last = {mark.series: mark for mark in sorted(marks, key=lambda mark: mark.period)}
    return sorted(last.values(), key=lambda mark: -mark.value)


def _words(marks: Sequence[Mark], lang: str) -> Words:
    first, years = _latest(marks)[0], sorted({mark.period for mark in marks})
    name, places = first.label(lang)[:1].upper() + first.label(lang)[1:], len({mark.series for mark in marks})
    place = first.place_zh if lang == "zh" else first.place_en
    if places > 1 and any(other.high > first.low for other in _latest(marks)[1:]):  # the words leave the order open
        headline = pick(
            lang,
            f"{first.period}年{name}:{places}地中{place}的数最大,{said(first, lang)}",
            f"{name}: of {places} places {place} prints the largest number, {said(first, lang)} for {first.period}",
        )
    elif places > 1:
        headline = pick(
            lang,
            f"{first.period}年{name}:{places}地中{place}最高,{said(first, lang)}",
            f"{name}: {place} has the highest of {places} places, {said(first, lang)} in {first.period}",
        )
    else:
        headline = pick(lang, f"{place}{first.period}年{name}{said(first, lang)}",
                        f"{place}: {name} of {said(first, lang)} in {first.period}")  # fmt: skip
    span = years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
    facts = [name, pick(lang, f"{span}年", span), first.unit if lang == "zh" else "", prices_text(first.basis, lang)]
    alike = pick(lang, "各报告的口径可能不同", "Definitions may differ between reports")
    return Words(
        headline,
        pick(lang, "，", ", ").join(filter(None, facts)),
        (alike,) if len({mark.source_zh for mark in marks}) > 1 else (),
    )


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    years = sorted({mark.period for mark in marks})
    if len(years) > _FEW:
        raise ChartError(f"comparison: {len(years)} years are too many to tell apart; keep the last {_FEW}.")
    shared = max({mark.status for mark in marks}, key=lambda status: sum(mark.status == status for mark in marks))
    rows = []
    for last in _latest(marks):
        own = sorted((mark for mark in marks if mark.series == last.series), key=lambda mark: mark.period)
        shapes = tuple(shape_of(mark, name=mark.period) for mark in own)
        texts = tuple(labelled(mark, lang, shared=shared) for mark in own)
        rows.append(Row(last.place_zh if lang == "zh" else last.place_en, shapes, texts))
    shapes = tuple(shape for row in rows for shape in row.shapes)
    key = list(key_of(shapes, lang, "dot"))
    if len(years) > 1:
        key += [Sign("year", "actual", pick(lang, f"{year}年", year), place=place) for place, year in enumerate(years)]
    return Geometry("values", tuple(rows), marks[0].unit, marker="dot", key=tuple(key))


def shades(sheet: Sheet, years: Sequence[str]) -> dict[str, Any]:
    """Return a colour for each year: the later, the darker, so that the order is seen in grey print too."""
    import seaborn as sns  # only here: a sequence of shades is what it is for

    if len(years) < 2:  # then a dot has the colour of its status
        return {}
    palette = sheet.theme.palette
    if palette and not isinstance(palette, dict):
        return dict(zip(years, sns.color_palette(list(palette), len(years)), strict=True))
    found = sns.light_palette(BLUE, len(years) + 2)[2:]
    return {year: sheet.theme.seen(colour) for year, colour in zip(years, found, strict=True)}


def draw_comparison(sheet: Sheet, geometry: Geometry) -> Frame:
    """Draw a dot for each year of a row, its bounds as an arrow, and the label of the last one."""
    em = sheet.em
    years = sorted({shape.name for row in geometry.rows for shape in row.shapes})
    colours = shades(sheet, years)
    rows = Rows(sheet, geometry, mark=1.0, indent=0.8 * em)
    rows.signs = [sign for sign in rows.signs if sign.symbol != "year"]
    rows.swatches = [(sign.text, bar_look("solid", "actual", colours[years[sign.place or 0]], sheet.theme))
                     for sign in geometry.key if sign.symbol == "year"]  # fmt: skip
    lasts = [_rightmost(row.shapes) for row in geometry.rows]
    gaps = [(2.2 if shape.arrow in ("up", "both") else 0.8) * em for shape in lasts]
    texts = [row.texts[row.shapes.index(last)] for row, last in zip(geometry.rows, lasts, strict=True)]
    texts = [f"{text}{_year(sheet, last, years)}" for text, last in zip(texts, lasts, strict=True)]
    ends = [shape.high if shape.band else shape.x for shape in lasts]
    room = [(end, 0.8 * em, gap + sheet.text_width(t)) for end, gap, t in zip(ends, gaps, texts, strict=True)]
    room += [(shape.low, 0.8 * em, 0.0) for row in geometry.rows for shape in row.shapes if shape.band]
    room += [(shape.x, 2.2 * em if shape.arrow in ("down", "both") else 0.8 * em, 0.0)
             for row in geometry.rows for shape in row.shapes]  # fmt: skip
    low, high = rows.fit(room)
    for i, (row, end, gap, text) in enumerate(zip(geometry.rows, ends, gaps, texts, strict=True)):
        span = [shape.x for shape in row.shapes]
        sheet.ax.plot([min(span), max(span)], [rows.y(i)] * 2, color=sheet.theme.quiet, linewidth=1.0, zorder=1)
        for shape in row.shapes:
            if shape.band:
                band(sheet, shape, rows.y(i), 0.5)
            for sign in {"up": (1,), "down": (-1,), "both": (1, -1)}.get(shape.arrow, ()):
                arrow(sheet.ax, shape.x, rows.y(i), sign * 1.8 * em, colours.get(shape.name) or sheet.colour(shape))
            if math.isfinite(shape.x):
                dot(sheet, shape, rows.y(i), color=colours.get(shape.name))
        sheet.note(text, end, rows.y(i), dx=gap)
    return rows.frame(bottom=value_ticks(sheet, rows, low, high, max(s.x for s in lasts), geometry.unit))


def _rightmost(shapes: Sequence[Shape]) -> Shape:
    return max(shapes, key=lambda shape: shape.x)


def _year(sheet: Sheet, shape: Shape, years: Sequence[str]) -> str:
    """Return the year of a label, where the largest number of a row is not that of the last year."""
    if shape.name == years[-1]:
        return ""
    return pick(sheet.lang, f"({shape.name}年)", f" ({shape.name})")


CHARTS = (Chart("comparison", _marks, _words, _geometry, draw_comparison, of_several=True),)
