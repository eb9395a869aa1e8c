"""A scenario of one's own: the printed level of regional product, taken on at a growth rate that the reader chooses."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..arithmetic.scenarios import start_and_target
from ..arithmetic.targets import Width, half_width, load_assumptions, project_path
from ..quantities.interval import Bounds, shown
from ..quantities.lexicon import STATUSES
from ..reports.report import Report
from .chart import Chart
from .geometry import Geometry, shape_of
from .lettering import punctuate
from .marks import computed, mark_of
from .paths import draw_paths, path_rows, printed_and_paths
from .table import Mark
from .words import Words, float_text, pick, places, prices_text, said, value_text


def _marks(
    report: Report,
    growth: float | None = None,
    about_width: Width = "declared",
    deflator: float | None = None,
    years: int = 3,
) -> list[Mark]:
    base, target = start_and_target(report)
    rate, half = target.value if growth is None else Decimal(str(growth)), half_width(report, about_width)
    low, middle, high = (
        project_path(base, float(percent), years, deflator=deflator, report=report).to_dict("records")
        for percent in (rate - half, rate, rate + half)
    )
    start, declared = mark_of(report, base, "printed"), load_assumptions(report)
    operands = [start] if growth is not None else [start, mark_of(report, target)]
    own = STATUSES["target"] if growth is None else None
    zh, en = f"年均{shown(rate)}%", f"{shown(rate)}% a year"
    if own:
        zh, en = f"{zh}({target.period}年{own.zh})", f"{en} ({target.period} {own.en})"
    banded = about_width is not None and half > 0
    marks = [start]
    for down, row, up in zip(low, middle, high, strict=True):
        year = str(row["year"])
        bounds = Bounds(down["value"], up["value"]) if banded and year > base.period else None
        notes = [declared["equal_steps"]] * (years > 1) + [declared["about_width"]] * banded
        prices = "current" if deflator is not None else base.period
        marks.append(
            computed(
                start, Decimal(row["value"]), bounds, operands, role="scenario", status="projection", period=year,
                qualifier="near", series="scenario", label_zh=punctuate(zh, "zh"), label_en=en, decimals=1,
                basis=prices, assumptions="about_width" if bounds else "", coverage_zh="", coverage_en="",
                note_zh="\n".join([*(a.text("zh", year, half) for a in notes), *_prices(deflator, "zh")]),
                note_en="\n".join([*(a.text("en", year, half) for a in notes), *_prices(deflator, "en")]),
            )
        )  # fmt: skip
    return marks


def _prices(deflator: float | None, lang: str) -> list[str]:
    """Return what is assumed of prices, where a level at current prices asks for it."""
    if deflator is None:
        return []
    change = shown(Decimal(str(deflator)))
    zh = f"价格按每年变动{change}%计,报告没有给出"
    return [pick(lang, zh, f"Prices are taken to change by {change}% a year; the report gives none")]


def _words(marks: Sequence[Mark], lang: str) -> Words:
    printed, paths = printed_and_paths(marks, "scenario")
    path = next(iter(paths.values()), printed)
    start, last, name = printed[0], path[-1], path[-1].label(lang)
    headline = pick(
        lang,
        f"按{name.split('（')[0]}推算,{last.period}年{start.label(lang)}{value_text(last, lang)}",
        f"At {name.split(' (')[0]}, {start.label(lang)} comes to {said(last, lang)} in {last.period}",
    )
    prices = prices_text(last.basis, lang)
    subtitle = pick(
        lang,
        f"{places(printed, lang)}{start.label(lang)},{start.period}–{last.period}年,{start.unit},{prices};"
        "虚线为推算,非预测",
        f"{start.label(lang)} of {places(printed, lang)}, {start.period}–{last.period}, {prices}; dashed: arithmetic, "
        "not a forecast",
    )
    notes = []
    if shape_of(last).band:
        low, high = (float_text(end, last.unit, last.decimals, lang) for end in (last.low, last.high))
        zh, en = (
            f"按“左右”的宽度,{last.period}年为{low}至{high}",
            f"With the width of “about”, {last.period} comes to {low} to {high}",
        )
        notes.append(pick(lang, zh, en))
    if start.is_floor:
        notes.append(pick(lang, "起点是下限,各年也是", "The start is a floor, and so is every year"))
    notes.append(pick(lang, "纵轴不从零起", "The vertical axis does not start at zero"))
    return Words(headline, subtitle, tuple(notes))


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    printed, paths = printed_and_paths(marks, "scenario")
    return path_rows(printed, paths, lang, None, None)


CHARTS = (Chart("scenario", _marks, _words, _geometry, draw_paths),)
