"""Trade, sales, investment and revenue relative to output, as the bounds that the printed words allow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..arithmetic.ratios import share
from ..reports.report import Report
from .chart import Chart
from .drawing import Rows, Sheet, arrow, fit_axis
from .geometry import Geometry, values
from .layout import Frame
from .marks import computed, mark_of
from .style import TEAL
from .table import Mark
from .words import Words, periods, pick, places, prices_text, value_text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_SUFFIX = "_to_gdp"  # of the relations that put a number beside output although it is no part of it


def _marks(report: Report) -> list[Mark]:
    marks = []
    for row in report.relations:
        if row["kind"] == "share" and row["id"].endswith(_SUFFIX) and row["expected"] == "derived":
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


def _words(marks: Sequence[Mark], lang: str) -> Words:
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


def _label(mark: Mark, lang: str) -> str:
    if mark.is_unbounded:
        return f"{value_text(mark, lang)}{pick(lang, '(上下均无界,仅供参考)', ' (indicative: no bounds)')}"
    return value_text(mark, lang)


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    return values(marks, [mark.label(lang) for mark in marks], [_label(mark, lang) for mark in marks])


def _draw(sheet: Sheet, marks: Sequence[Mark]) -> Frame:
    rows = Rows(sheet, [mark.label(sheet.lang) for mark in marks])
    pointer = 1.6 * sheet.em
    gaps = [(0.4 * sheet.em if mark.is_ceiling else pointer + 0.4 * sheet.em) for mark in marks]
    labels = [_label(mark, sheet.lang) for mark in marks]
    room = [
        (mark.position, 0.0, gap + sheet.text_width(label))
        for mark, gap, label in zip(marks, gaps, labels, strict=True)
    ]
    fit_axis(sheet.ax, rows.width, room, low=0)
    for i, (mark, gap, label) in enumerate(zip(marks, gaps, labels, strict=True)):
        rows.bar(i, 0, mark.position, mark.status)
        if not mark.is_floor:  # no less is certain: the arrow points back into the bar
            arrow(sheet.ax, mark.position, rows.y(i), -pointer, "white")
        if not mark.is_ceiling:
            arrow(sheet.ax, mark.position, rows.y(i), pointer, TEAL)
        sheet.note(label, mark.position, rows.y(i), dx=gap)
    sheet.ax.set_xticks([])
    return rows.frame()


CHART = Chart("ratios_to_gdp", _marks, _words, _geometry, _draw)


def ratios_to_gdp_table(report: Report | None = None) -> pd.DataFrame:
    """Return each ratio to gross regional product with its bounds: a ceiling where the product is a floor.

    Parameters
    ----------
    report : Report, optional
        By default the packaged one.

    Returns
    -------
    DataFrame
        The columns of :class:`~zhonglou_analysis.charts.table.Mark`; ``value`` is computed from the numbers as
        printed, ``position`` is the bound where there is only one.

    Examples
    --------
    >>> ratios_to_gdp_table()[["series", "qualifier", "high"]].round(2).head(2)
                       series qualifier   high
    0            retail_sales   at_most  56.01
    1  fixed_asset_investment   at_most  26.01
    """
    return CHART.table(report)


def plot_ratios_to_gdp(data: pd.DataFrame | None = None, *, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw the ratios as bars that end at their bound, with an arrow to where the truth may lie.

    Parameters
    ----------
    data : DataFrame, optional
        A table with the columns of :func:`ratios_to_gdp_table`; by default the report's own.
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
    >>> ax = plot_ratios_to_gdp(lang="en")
    >>> [round(float(bar.get_width()), 2) for bar in ax.patches]
    [56.01, 26.01, 25.34, 5.84]
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    return CHART.plot(data, ax, lang)
