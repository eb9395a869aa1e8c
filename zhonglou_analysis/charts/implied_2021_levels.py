"""What the year before must have been: levels whose growth is printed, taken back by that growth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..arithmetic.ratios import implied_base
from ..reports.report import Report
from .chart import Chart
from .drawing import Sheet
from .geometry import Geometry
from .layout import Frame
from .marks import computed, mark_of
from .pairs import draw_pairs, index_note, pair_rows, pairs_of
from .table import Mark
from .words import Words, labelled, pick, places, said, value_text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def _marks(report: Report) -> list[Mark]:
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


def _words(marks: Sequence[Mark], lang: str) -> Words:
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


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    pairs = pairs_of(marks, "base", "level", "implied_2021_levels")
    before, after = [value_text(base, lang) for base, _ in pairs], _after(marks, pairs, lang)
    return pair_rows(pairs, [base.label(lang) for base, _ in pairs], before, after, 1, lang)


def _after(marks: Sequence[Mark], pairs: Sequence[tuple[Mark, Mark]], lang: str) -> list[str]:
    """Return the labels of the printed levels, each with the growth that is printed."""
    growth = {mark.series: mark for mark in marks if mark.role == "growth"}
    rates = {s: f"{'≥' if m.is_floor else ''}+{value_text(m, lang).lstrip('≥')}" for s, m in growth.items()}
    return [
        labelled(level, lang) + (pick(lang, ",", ", ") + rates[level.series] if level.series in rates else "")
        for _, level in pairs
    ]


def _draw(sheet: Sheet, marks: Sequence[Mark]) -> Frame:
    pairs = pairs_of(marks, "base", "level", CHART.name)
    before, after = [value_text(base, sheet.lang) for base, _ in pairs], _after(marks, pairs, sheet.lang)
    return draw_pairs(sheet, pairs, before, after)


CHART = Chart("implied_2021_levels", _marks, _words, _geometry, _draw, one_unit=False)


def implied_2021_levels_table(report: Report | None = None) -> pd.DataFrame:
    """Return the level of the year before that each printed level and growth rate imply.

    Parameters
    ----------
    report : Report, optional
        By default the packaged one.

    Returns
    -------
    DataFrame
        The columns of :class:`~zhonglou_analysis.charts.table.Mark`; roles ``base`` (computed), ``level``
        and ``growth`` (both printed). ``position`` is the index, printed level = 100.

    Examples
    --------
    >>> table = implied_2021_levels_table()
    >>> table.loc[table["role"] == "base", ["series", "value", "unit"]].round(1).head(2)
                    series  value unit
    0  double30_investment  150.2   亿元
    3      digital_revenue  165.0   亿元
    """
    return CHART.table(report)


def plot_implied_2021_levels(data: pd.DataFrame | None = None, *, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw each series as a dumbbell on an index, from the implied level of the year before to the printed one.

    Parameters
    ----------
    data : DataFrame, optional
        A table with the columns of :func:`implied_2021_levels_table`; by default the report's own.
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
        If a column is missing, a mark stands twice, or a series lacks one of its two ends.

    Examples
    --------
    >>> ax = plot_implied_2021_levels(lang="en")
    >>> ax.get_figure().texts[0].get_text()
    'Digital-economy revenue rose from about CN¥16.5 bn to CN¥21.0 bn'
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    return CHART.plot(data, ax, lang)
