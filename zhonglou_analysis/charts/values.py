"""The year in six numbers: output, revenue, industry, investment, sales, trade."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..reports.report import Report
from .chart import Chart
from .drawing import Rows, Sheet, arrow, fit_axis
from .geometry import Geometry, values
from .layout import Frame
from .marks import mark_of
from .table import Mark
from .words import Words, labelled, periods, phrase, pick, places, prices_text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

INDICATORS = ("gdp", "industrial_output", "retail_sales", "fixed_asset_investment", "foreign_trade", "budget_revenue")


def _marks(report: Report) -> list[Mark]:
    year = report.year
    marks = [mark_of(report, report[f"{indicator}_{year}"]) for indicator in INDICATORS]
    return sorted(marks, key=lambda mark: -mark.value)


def _words(marks: Sequence[Mark], lang: str) -> Words:
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


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    return values(marks, [mark.label(lang) for mark in marks], [labelled(mark, lang) for mark in marks])


def _draw(sheet: Sheet, marks: Sequence[Mark]) -> Frame:
    rows = Rows(sheet, [mark.label(sheet.lang) for mark in marks])
    pointer = 1.6 * sheet.em
    labels = [labelled(mark, sheet.lang) for mark in marks]
    gaps = [(pointer if mark.is_floor else 0) + 0.4 * sheet.em for mark in marks]
    room = [
        (mark.position, 0.0, gap + sheet.text_width(label))
        for mark, label, gap in zip(marks, labels, gaps, strict=True)
    ]
    fit_axis(sheet.ax, rows.width, room, low=0)
    for i, (mark, label, gap) in enumerate(zip(marks, labels, gaps, strict=True)):
        rows.bar(i, 0, mark.position, mark.status)
        if mark.is_floor:
            arrow(sheet.ax, mark.position, rows.y(i), pointer)
        if mark.is_ceiling:
            arrow(sheet.ax, mark.position, rows.y(i), -pointer, "white")
        sheet.note(label, mark.position, rows.y(i), dx=gap)
    sheet.ax.set_xticks([])
    return rows.frame()


CHART = Chart("headline_indicators", _marks, _words, _geometry, _draw)


def headline_indicators_table(report: Report | None = None) -> pd.DataFrame:
    """Return the main indicators of the year: one row each, largest first.

    Parameters
    ----------
    report : Report, optional
        By default the packaged one.

    Returns
    -------
    DataFrame
        The columns of :class:`~zhonglou_analysis.charts.table.Mark`.

    Examples
    --------
    >>> headline_indicators_table()[["series", "qualifier", "value", "unit"]].head(2)
                  series qualifier  value unit
    0                gdp  at_least  890.0   亿元
    1  industrial_output     exact  637.7   亿元
    """
    return CHART.table(report)


def plot_headline_indicators(data: pd.DataFrame | None = None, *, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw the main indicators of a year as bars from zero, with an arrow where the text gives a floor.

    Parameters
    ----------
    data : DataFrame, optional
        A table with the columns of :func:`headline_indicators_table`; by default the report's own.
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
    >>> ax = plot_headline_indicators(lang="en")
    >>> ax.figure.texts[0].get_text()
    'Zhonglou District: GRP of at least CN¥89.0 billion in 2022 (estimate)'
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    return CHART.plot(data, ax, lang)
