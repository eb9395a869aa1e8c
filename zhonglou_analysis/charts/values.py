"""Values: one number a row, as a bar from zero or as a dot, with an arrow or a band where its words leave it open.

Three charts: the year in six numbers, ratios to output, and the growth targets.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from matplotlib.ticker import MaxNLocator

from ..arithmetic.ratios import share
from ..arithmetic.targets import Width, load_assumptions, target_rate
from ..errors import ChartError
from ..reports.observation import Observation
from ..reports.report import Report
from .chart import Chart
from .drawing import Rows, Sheet, arrow, band, dot
from .geometry import Geometry, shared_status, values
from .layout import Frame
from .marks import computed, in_unit_of, mark_of, needed, with_ranges
from .table import Mark, by_series, ends_of, rounded
from .words import (
    Words,
    labelled,
    number_text,
    output_name,
    periods,
    phrase,
    pick,
    places,
    prices_note,
    prices_text,
    said,
    status_word,
    told_apart,
    value_text,
    within,
)

# --- the form ---------------------------------------------------------------------------------------------------------


def draw_values(sheet: Sheet, geometry: Geometry) -> Frame:
    """Draw one bar or dot a row, its label beside it."""
    return (_draw_bars if geometry.marker == "bar" else _draw_dots)(sheet, geometry)


def _draw_bars(sheet: Sheet, geometry: Geometry) -> Frame:
    rows, em = Rows(sheet, geometry), sheet.em
    shapes, texts = [row.shapes[0] for row in geometry.rows], [row.texts[0] for row in geometry.rows]
    pointer, sides = 1.6 * em, [1 if shape.x >= 0 else -1 for shape in shapes]
    points = [_directions(shape.arrow) for shape in shapes]
    gaps = [(pointer if side in own else 0) + 0.4 * em for side, own in zip(sides, points, strict=True)]
    needs = [gap + sheet.text_width(text) for gap, text in zip(gaps, texts, strict=True)]
    ends = [max(shape.x, shape.high) if shape.band else shape.x for shape in shapes]
    room = [(x, 0.0, need) if side > 0 else (x, need, 0.0) for x, side, need in zip(ends, sides, needs, strict=True)]
    start, _ = rows.fit([*room, (0.0, 0.0, 0.0)], low=min(0.0, *(shape.x for shape in shapes)))
    for i, (shape, text) in enumerate(zip(shapes, texts, strict=True)):
        rows.bar(i, 0, shape.x, shape)
        if shape.band:
            band(sheet, shape, rows.y(i), 0.45 * rows.thickness, 1.5)
        for to in points[i]:  # where the truth may lie: outwards, or back into the bar
            colour = sheet.colour(shape) if to == sides[i] else sheet.theme.paper
            arrow(sheet.ax, shape.x, rows.y(i), to * pointer, colour)
        sheet.note(text, ends[i], rows.y(i), dx=sides[i] * gaps[i], ha="left" if sides[i] > 0 else "right")
    if start < 0:
        sheet.ax.axvline(0, color=sheet.theme.quiet, linewidth=0.8, zorder=0.4)
    return rows.frame()


def _directions(arrow: str) -> tuple[int, ...]:
    return {"up": (1,), "down": (-1,), "both": (-1, 1)}.get(arrow, ())


def _draw_dots(sheet: Sheet, geometry: Geometry) -> Frame:
    em, rows = sheet.em, Rows(sheet, geometry, mark=1.0, indent=0.8 * sheet.em)
    shapes, texts = [row.shapes[0] for row in geometry.rows], [row.texts[0] for row in geometry.rows]
    ends = [shape.high if shape.band else shape.x for shape in shapes]
    gaps = [(2.2 if shape.arrow in ("up", "both") else 0.8) * em for shape in shapes]
    room = [(end, 0.8 * em, gap + sheet.text_width(text)) for end, gap, text in zip(ends, gaps, texts, strict=True)]
    room += [(shape.low, 0.8 * em, 0) for shape in shapes if shape.band]
    room += [(shape.x, 2.4 * em, 0) for shape in shapes if shape.arrow in ("down", "both")]
    low, high = rows.fit(room, low=geometry.start)
    for i, (shape, end, gap, text) in enumerate(zip(shapes, ends, gaps, texts, strict=True)):
        if shape.band:
            band(sheet, shape, rows.y(i), 0.5)
        for sign in _directions(shape.arrow):
            arrow(sheet.ax, shape.x, rows.y(i), sign * 1.9 * em, sheet.colour(shape))
        dot(sheet, shape, rows.y(i))
        if shape.mark.is_range:
            dot(sheet, shape, rows.y(i), x=shape.high)
        sheet.note(text, end, rows.y(i), dx=gap)
    return rows.frame(bottom=value_ticks(sheet, rows, low, high, max(ends), geometry.unit))


def value_ticks(sheet: Sheet, rows: Rows, low: float, high: float, last: float, unit: str) -> float:
    """Put ticks where values stand, none where only labels do; return the height they need."""
    found = MaxNLocator(5, steps=[1, 2, 5], min_n_ticks=2).tick_values(low, last)
    scale = rows.width / (high - low)
    kept: list[float] = []
    texts: list[str] = []
    for tick in found:
        text = number_text(rounded(float(tick), 0 if float(tick).is_integer() else 1), unit, sheet.lang)
        half = sheet.text_width(text) / 2
        at = (tick - low) * scale
        apart = not kept or (tick - kept[-1]) * scale > half + sheet.text_width(texts[-1]) / 2 + 0.8 * sheet.em
        if low <= tick <= high and apart and at - half >= -rows.left and at + half <= rows.width:
            kept.append(float(tick))
            texts.append(text)
    return sheet.own_ticks(kept, texts)


# --- the year in six numbers ------------------------------------------------------------------------------------------

INDICATORS = ("gdp", "industrial_output", "retail_sales", "fixed_asset_investment", "foreign_trade", "budget_revenue")


# Where only growth is printed, these are printed beside it, and not the gross output.
_GROWING = (
    "industrial_value_added",
    "disposable_income",
    "real_disposable_income",
    "urban_disposable_income",
    "rural_disposable_income",
)


def _find(report: Report, indicator: str, kind: str = "level") -> Observation | None:
    """Return what the report prints of an indicator, for its own place and the year that it looks back on."""
    wanted = (indicator, report.year, kind, report.place)
    every = report.observations.values()
    return next((o for o in every if (o.indicator, o.period, o.kind, o.scope) == wanted), None)


def _headline_marks(report: Report) -> list[Mark]:
    levels = [_find(report, indicator) for indicator in INDICATORS]
    found = [obs for obs in levels if obs and obs.unit.endswith("元") and "美" not in obs.unit]
    if len(found) < 2:  # some reports print how much the year grew, and hardly what it came to
        rates = [_find(report, indicator, "growth_rate") for indicator in (*INDICATORS, *_GROWING)]
        found = max(found, [obs for obs in rates if obs], key=len)
    shown = [mark_of(report, obs) for obs in found]
    marks = sorted((in_unit_of(mark, shown[0].unit) for mark in shown), key=lambda mark: -mark.value)
    needed(marks, f"observations.csv holds none of the main indicators for {report.year}: {', '.join(INDICATORS)}.")
    aims = [mark for mark in _growth_targets(report) if mark.series in {mark.series for mark in marks}]
    return marks + with_ranges(aims)


def _growth_targets(report: Report) -> list[Mark]:
    """Return the growth that the report aims at for its own place and the year ahead."""
    wanted = ("growth_rate", "target", report.place, report.target_year)
    every = report.observations.values()
    return [mark_of(report, o, "target") for o in every if (o.kind, o.status, o.scope, o.period) == wanted]


def _headline_values(marks: Sequence[Mark]) -> list[Mark]:
    found = [mark for mark in marks if mark.role != "target"]
    if not found or len({mark.unit for mark in found}) > 1:
        rows = [f"{mark.series}: {mark.unit}" for mark in found]
        raise ChartError("headline_indicators: it needs rows of the role 'value', in one unit; these are mixed:", rows)
    return found


def _headline_words(marks: Sequence[Mark], lang: str) -> Words:
    shown = _headline_values(marks)
    first = next((mark for mark in shown if mark.series == "gdp"), shown[0])
    place, year = places([first], lang), first.period
    expected, grew = first.status == "estimate", first.unit == "%"
    headline = pick(
        lang,
        f"{year}年{place}{first.label(lang)}{'预计' * expected}{'增长' * grew}{value_text(first, lang)}",
        f"{place}: {within(first.label_en)} {'growth ' * grew}of {phrase(first, lang)} in {year}"
        f"{' (estimate)' * expected}",
    )
    bases = {prices_text(mark.basis, lang) for mark in shown}
    word = status_word(first, lang)
    alike = len({mark.status for mark in shown}) == 1  # else the key says which are which
    facts = [
        pick(lang, f"{places(shown, lang)}主要经济指标", f"Main economic indicators of {places(shown, lang)}"),
        pick(lang, f"{periods(shown)}年", periods(shown)), first.unit * (lang == "zh"),
        prices_text(first.basis, lang) * (len(bases) == 1),
        pick(lang, f"均为{word.removesuffix('数')}数", word) * alike,
    ]  # fmt: skip
    subtitle = pick(lang, "，", ", ").join(filter(None, facts))
    unlike = pick(lang, "各指标概念不同,不可相加", "The measures are unlike: do not add them")
    notes = [unlike, *told_apart(shown, lang), *([prices_note(shown, lang)] if len(bases) > 1 else [])]
    return Words(headline, subtitle, tuple(notes))


def _headline_geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    shown, targets = _headline_values(marks), by_series(marks, "target")
    common = shared_status(shown)
    texts = [labelled(mark, lang, shared=common) for mark in shown]
    columns: tuple[Sequence[str], Sequence[Sequence[str]]] = ((), ())
    if targets:
        year = periods(list(targets.values()))
        cells = [[value_text(targets[mark.series], lang) if mark.series in targets else "—"] for mark in shown]
        columns = ([pick(lang, f"{year}年增长目标", f"{year} growth target")], cells)
    return values(shown, [mark.label(lang) for mark in shown], texts, lang, columns=columns)


# --- ratios to output -------------------------------------------------------------------------------------------------

_RATIO_SUFFIX = "_to_gdp"  # of the relations that put a number beside output although it is no part of it


def _ratio_marks(report: Report) -> list[Mark]:
    marks: list[tuple[Mark, Mark, Mark, str, str]] = []
    open_ended: list[tuple[Mark, Mark, Mark, str, str]] = []
    for row in report.relations:
        if row["kind"] == "share" and row["id"].endswith(_RATIO_SUFFIX) and row["expected"] != "undecidable":
            part, whole = (mark_of(report, report[id_]) for id_ in row["operands"].split())
            result = share(part.observations, whole.observations, because=row["because"], report=report)
            zh, _, en = row["because"].partition(" / ")
            # 左右 states no width: the ratio to an exact number is 左右 too, and nothing is known of one to a floor.
            rough = "about" in (words := {part.qualifier, whole.qualifier}) and words <= {"about", "exact"}
            how: dict[str, Any] = {"bounds": result.bounds, "decimals": 1}
            if rough:
                how = {"bounds": None, "qualifier": "about", "decimals": int(result.value < 10)}
            made = computed(part, result.value, operands=[part, whole], role="ratio", unit="%", **how)
            (open_ended if made.is_unbounded else marks).append((made, part, whole, zh, en))
    found = []
    for made, part, whole, zh, en in sorted(marks, key=lambda item: -item[0].stands):
        sums = _sum_text(made, part, whole)
        found.append(
            dataclasses.replace(made, note_zh=f"{zh}\n{sums[0]}", note_en=f"{en[:1].upper()}{en[1:]}\n{sums[1]}")
        )
    for made, part, whole, _, _ in open_ended:
        zh = f"{made.label('zh')}{value_text(part, 'zh')}与{value_text(whole, 'zh')}之比上下均无界,不画"
        en = f"{made.label('en')}, {said(part, 'en')} over {said(whole, 'en')}, is bounded on neither side: not drawn"
        if found:
            last = found[-1]
            found[-1] = dataclasses.replace(last, note_zh=f"{last.note_zh}\n{zh}", note_en=f"{last.note_en}\n{en}")
    return needed(found, "relations.csv holds no ratio to regional product that is bounded.")


def _sum_text(made: Mark, part: Mark, whole: Mark) -> tuple[str, str]:
    """Return how a ratio comes about, with the end of the rounding that bounds it."""
    top = part.high if made.qualifier == "at_most" else part.low if made.qualifier == "at_least" else part.value
    low, high = (rounded(v, max(m.decimals, d)) for v, m, d in ((top, part, 1), (whole.stands, whole, 0)))
    exact = rounded(made.stands, 2)
    texts = []
    for lang in ("zh", "en"):
        one, other = (number_text(v, m.unit, lang) for v, m in ((low, part), (high, whole)))
        texts.append(pick(lang, f"{one}÷{other}={exact}%", f"{one} ÷ {other} = {exact}%"))
    return texts[0], texts[1]


def _ratio_words(marks: Sequence[Mark], lang: str) -> Words:
    first = marks[0]
    headline = pick(
        lang,
        f"{periods(marks)}年{first.label_zh}{_relative(first, lang)}",
        f"{first.label_en} came to {said(first, lang)} of {output_name(first, lang)} in {periods(marks)}",
    )
    facts = [places(marks, lang), pick(lang, f"{periods(marks)}年", periods(marks)), prices_text(first.basis, lang)]
    output = output_name(first, lang)
    what = pick(lang, f"与{output}之比", f"Relative to {output_name(first, lang, short=False)}")
    subtitle = pick(lang, ",", ", ").join(filter(None, [what, *facts]))
    capped = any(mark.is_ceiling for mark in marks)
    outwards = pick(
        lang,
        f"{output}只有下限,分子取舍入的上端,比值故为上限,向上进到0.1",
        f"{output} is printed as a floor and each amount is taken at the top of its rounding: the ratios are ceilings, "
        "rounded up to 0.1",
    )
    notes = [outwards] * capped
    if any(mark.qualifier == "about" for mark in marks):
        notes.append(pick(lang, "所据的数在报告中为“左右”,没有写明宽度,比值也是约数",
                          "What is printed as “about” has no stated width, and the ratios are as rough"))  # fmt: skip
    return Words(headline, subtitle, tuple(notes))


def _relative(mark: Mark, lang: str) -> str:
    number = value_text(mark, lang)
    word = next((word for word in ("至多", "约") if number.startswith(word)), "")
    return f"{word}为{output_name(mark, lang)}的{number.removeprefix(word)}"


def _ratio_geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    texts = [value_text(mark, lang) for mark in marks]
    return values(marks, [mark.label(lang) for mark in marks], texts, lang)


# --- growth targets ---------------------------------------------------------------------------------------------------


def _target_marks(report: Report, about_width: Width = "declared") -> list[Mark]:
    assumptions, marks = load_assumptions(report), []
    given = about_width is not None and ("about_width" in assumptions or about_width != "declared")
    for mark in _growth_targets(report):
        if given and mark.qualifier == "about":
            low, high = ends_of(target_rate(report[mark.observations], about_width, assumptions, report).bounds)
            mark = dataclasses.replace(mark, low=low, high=high, assumptions="about_width")
        marks.append(mark)
    needed(marks, f"observations.csv holds no growth target for {report.target_year}.")
    return sorted(with_ranges(marks), key=lambda mark: (mark.series != "gdp", -mark.value))


def _target_words(marks: Sequence[Mark], lang: str) -> Words:
    first = next((mark for mark in marks if mark.series == "gdp"), marks[0])
    year, place = periods(marks), places(marks, lang)
    headline = pick(
        lang,
        f"{place}{year}年{first.label_zh}目标增长{value_text(first, lang)}",
        f"{place} targets {within(first.label_en)} growth of {said(first, lang)} in {year}",
    )
    count = len(marks)
    subtitle = pick(
        lang,
        f"{place}{year}年{count}项增长目标,比上年增长,%",
        f"{count} growth target{'s' if count > 1 else ''} of {place} for {year}, % over the year before",
    )
    notes = filter(None, [prices_note(marks, lang), pick(lang, "目标不是预测", "A target is not a forecast")])
    return Words(headline, subtitle, tuple(notes))


def _target_geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    shared = shared_status(marks)
    texts = [labelled(mark, lang, shared=shared) for mark in marks]
    return values(marks, [mark.label(lang) for mark in marks], texts, lang, None, "dot")


CHARTS = (
    Chart("headline_indicators", _headline_marks, _headline_words, _headline_geometry, draw_values, one_unit=False),
    Chart("ratios_to_gdp", _ratio_marks, _ratio_words, _ratio_geometry, draw_values),
    Chart("growth_targets", _target_marks, _target_words, _target_geometry, draw_values),
)
