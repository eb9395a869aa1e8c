"""The growth targets of the coming year, with the words they are printed in."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..arithmetic.targets import load_assumptions, target_rate
from ..reports.report import Report
from .chart import Chart
from .drawing import Rows, Sheet, arrow, dot, fit_axis, span
from .geometry import Geometry, values
from .layout import Frame
from .marks import mark_of
from .table import Mark
from .words import Words, periods, pick, places, prices_text, value_text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def _marks(report: Report) -> list[Mark]:
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


def _words(marks: Sequence[Mark], lang: str) -> Words:
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


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    texts = [f"{value_text(mark, lang)}{pick(lang, '(目标)', ' (target)')}" for mark in marks]
    start = min(0.0, *(mark.low for mark in marks if math.isfinite(mark.low)), *(mark.value for mark in marks))
    return values(marks, [mark.label(lang) for mark in marks], texts, start)


def _draw(sheet: Sheet, marks: Sequence[Mark]) -> Frame:
    ax, em = sheet.ax, sheet.em
    rows = Rows(sheet, [mark.label(sheet.lang) for mark in marks], indent=em)
    ends = [mark.high if math.isfinite(mark.high) else mark.position for mark in marks]
    gaps = [(2.2 if mark.is_floor else 0.8) * em for mark in marks]
    labels = [f"{value_text(mark, sheet.lang)}{pick(sheet.lang, '(目标)', ' (target)')}" for mark in marks]
    room = [(end, 0.0, gap + sheet.text_width(label)) for end, gap, label in zip(ends, gaps, labels, strict=True)]
    start = min(0.0, *(mark.low for mark in marks if math.isfinite(mark.low)), *(mark.position for mark in marks))
    _, right = fit_axis(ax, rows.width - em, room, low=start)
    for i, (mark, end, gap, label) in enumerate(zip(marks, ends, gaps, labels, strict=True)):
        if mark.is_floor:
            arrow(ax, mark.position, rows.y(i), 1.9 * em)
        elif math.isfinite(mark.low):
            span(ax, mark.low, mark.high, rows.y(i), em)
        dot(ax, mark, rows.y(i), em)
        sheet.note(label, end, rows.y(i), dx=gap)
    step = max(1, round(max(ends) / 4))
    ticks = [tick for tick in range(math.floor(start), math.ceil(max(ends)) + 1, step) if start <= tick <= right]
    bottom = sheet.own_ticks(ticks, [f"{tick}%".replace("-", "\N{MINUS SIGN}") for tick in ticks])
    return rows.frame(bottom=bottom)


CHART = Chart("growth_targets", _marks, _words, _geometry, _draw)


def growth_targets_table(report: Report | None = None) -> pd.DataFrame:
    """Return the district's growth targets for the coming year, in text order within a rate.

    Parameters
    ----------
    report : Report, optional
        By default the packaged one.

    Returns
    -------
    DataFrame
        The columns of :class:`~zhonglou_analysis.charts.table.Mark`; ``low`` and ``high`` of a
        target with 左右 are those of the declared assumption, which the row names.

    Examples
    --------
    >>> growth_targets_table()[["series", "qualifier", "value"]].head(2)
                       series qualifier  value
    0  fixed_asset_investment     about    6.0
    1                     gdp     about    5.0
    """
    return CHART.table(report)


def plot_growth_targets(data: pd.DataFrame | None = None, *, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw each target as a hollow dot, with the declared band of 左右 and an arrow for 以上.

    Parameters
    ----------
    data : DataFrame, optional
        A table with the columns of :func:`growth_targets_table`; by default the report's own.
    ax : Axes, optional
        Where to draw; by default a new figure of the size of the :func:`chart_style` in force.
    lang : {"zh", "en"}
        Language.

    Returns
    -------
    Axes
        What was drawn on.

    Raises
    ------
    ChartError
        If a column is missing, a mark stands twice, or units are mixed.

    Examples
    --------
    >>> ax = plot_growth_targets(lang="en")
    >>> ax.get_figure().texts[0].get_text()
    'Zhonglou District targets GRP growth of about 5% in 2023'
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    return CHART.plot(data, ax, lang)
