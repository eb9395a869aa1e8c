"""What was delivered and what is targeted for the year after: one scope, one definition, nothing else."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..reports.report import Report
from .chart import Chart
from .drawing import Sheet
from .geometry import Geometry
from .layout import Frame
from .marks import mark_of
from .pairs import draw_pairs, index_note, pair_rows, pairs_of
from .table import Mark
from .words import Words, labelled, pick, places, value_text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_SUFFIX = "_delivered_targeted"  # of the relations that hold a target against the year before


def _marks(report: Report) -> list[Mark]:
    pairs = []
    for row in report.relations:
        if row["kind"] == "growth" and row["id"].endswith(_SUFFIX) and row["expected"] == "derived":
            later, earlier = row["operands"].split()
            done = mark_of(report, report[earlier], "delivered", position=100.0)
            aim = mark_of(report, report[later], "targeted")
            pairs.append((done, dataclasses.replace(aim, position=aim.value / done.value * 100)))
    return [mark for pair in sorted(pairs, key=lambda pair: -pair[1].position) for mark in pair]


def _words(marks: Sequence[Mark], lang: str) -> Words:
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


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    pairs = pairs_of(marks, "delivered", "targeted", "delivered_and_targeted")
    done, aims = [value_text(a, lang) for a, _ in pairs], [labelled(b, lang) for _, b in pairs]
    return pair_rows(pairs, [a.label(lang) for a, _ in pairs], done, aims, 0, lang)


def _draw(sheet: Sheet, marks: Sequence[Mark]) -> Frame:
    pairs = pairs_of(marks, "delivered", "targeted", CHART.name)
    done = [value_text(a, sheet.lang) for a, _ in pairs]
    aims = [labelled(b, sheet.lang) for _, b in pairs]
    return draw_pairs(sheet, pairs, done, aims)


CHART = Chart("delivered_and_targeted", _marks, _words, _geometry, _draw, one_unit=False)


def delivered_and_targeted_table(report: Report | None = None) -> pd.DataFrame:
    """Return what was delivered and what is targeted, for tasks of the same scope and definition only.

    Parameters
    ----------
    report : Report, optional
        By default the packaged one.

    Returns
    -------
    DataFrame
        The columns of :class:`~zhonglou_analysis.charts.table.Mark`; roles ``delivered``
        and ``targeted``. ``position`` is the index, delivered = 100.

    Examples
    --------
    >>> table = delivered_and_targeted_table()
    >>> table.loc[table["series"] == "high_tech_firms_added", "value"].tolist()
    [63.0, 58.0]
    """
    return CHART.table(report)


def plot_delivered_and_targeted(data: pd.DataFrame | None = None, *, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw each task as a dumbbell on an index, from what was delivered to what is targeted.

    Parameters
    ----------
    data : DataFrame, optional
        A table with the columns of :func:`delivered_and_targeted_table`; by default the report's own.
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
    >>> ax = plot_delivered_and_targeted(lang="en")
    >>> ax.get_figure().texts[0].get_text()
    '5 of 9 comparable 2023 targets are below what was reported for 2022'
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    return CHART.plot(data, ax, lang)
