"""The charts: the one list that the command, the notebooks, the briefing, the manifest and the tests read.

A chart's room is imported when the chart is first used, so that one chart costs one room.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..quantities.wording import check_lang

if TYPE_CHECKING:
    import pandas as pd

    from ..reports.report import Report
    from .chart import Chart
    from .geometry import Exhibit


@dataclass(frozen=True)
class Entry:
    """A chart of the catalogue, not yet imported: its name, the room it stands in, its titles for a list."""

    name: str
    room: str
    title_zh: str
    title_en: str

    @property
    def chart(self) -> Chart:
        """The chart; imports its room."""
        charts: tuple[Chart, ...] = import_module(f".{self.room}", __package__).CHARTS
        return next(chart for chart in charts if chart.name == self.name)


CHARTS: dict[str, Entry] = {
    name: Entry(name, room, title_zh, title_en)
    for name, room, title_zh, title_en in (
        ("headline_indicators", "values", "主要经济指标", "Main economic indicators"),
        ("sector_structure", "composition", "三次产业结构", "Structure of the economy by sector"),
        (
            "leading_industry_share", "composition", "主导产业占比:印出与重算",
            "Leading industries: share as printed and recomputed",
        ),
        ("ratios_to_gdp", "values", "与地区生产总值之比", "Ratios to gross regional product"),
        ("implied_2021_levels", "growth", "由增速推得的上年水平", "Levels of the year before, implied by growth"),
        ("growth_targets", "values", "增长目标", "Growth targets"),
        ("target_levels", "growth", "增长目标所含的水平", "Levels that the growth targets imply"),
        ("digital_economy_path", "paths", "数字经济营收:到2025年的路径", "Digital-economy revenue: paths to 2025"),
        ("target_roll_up", "composition", "功能区目标与全区目标", "Targets of the areas against the district's"),
        ("delivered_and_targeted", "pairs", "上年报告数与当年目标", "Delivered and targeted"),
        ("reconciliation", "verdicts", "报告自身算术的核对", "The report's own arithmetic, checked"),
        ("targets_and_outcomes", "verdicts", "目标与后来公布的结果", "Targets against what was published later"),
    )
}  # fmt: skip


# What a reader chooses stands apart: the report alone does not give other reports, or a rate of one's own.
_CHOSEN = {
    "comparison": Entry("comparison", "comparison", "多地或多年比较", "Places and years compared"),
    "scenario": Entry("scenario", "scenario_path", "自定情景", "A scenario of one's own"),
}


def chart_name(words: str) -> str:
    """Return the name of a chart by its name or its title, in either language and with any punctuation."""

    def bare(text: str) -> str:
        return re.sub(r"[\W_]", "", text).casefold()

    every = CHARTS | _CHOSEN
    known = {bare(title): name for name, e in every.items() for title in (name, e.title_zh, e.title_en)}
    if bare(words) in known:
        return known[bare(words)]
    near = difflib.get_close_matches(bare(words), known, n=3, cutoff=0.4)
    found = dict.fromkeys(known[title] for title in near) or CHARTS
    raise InputError(f"{words!r} is no chart of the catalogue; try {', '.join(found)}.")


def find_chart(name: str) -> Chart:
    """Return a chart by its name or title; the error for an unknown one suggests near names."""
    return (CHARTS | _CHOSEN)[chart_name(name)].chart


def chart_table(name: str, report: Report | None = None, **parameters: Any) -> pd.DataFrame:
    """Return the numbers behind a chart.

    Parameters
    ----------
    name : str
        A name of ``CHARTS``, or a title in either language.
    report : Report, optional
        By default the packaged one.
    **parameters
        Those of the analysis that the chart has: ``about_width`` of growth_targets, target_levels and
        targets_and_outcomes, which has ``outcomes`` too; ``goal`` of digital_economy_path; ``reports``, ``indicator``
        and ``kind`` of comparison; ``growth``, ``about_width``, ``deflator`` and ``years`` of scenario. What the table
        says, the chart draws.

    Returns
    -------
    DataFrame
        One row per mark, with the columns of :class:`~zhonglou_analysis.charts.table.Mark`: what is measured, the
        value with its bounds and unit, status, price basis, coverage, the ids of the observations behind it and where
        they stand. Every chart has the same columns; a table of one's own with them can be plotted.

    Raises
    ------
    InputError
        If there is no chart of that name.

    Examples
    --------
    >>> chart_table("growth_targets", about_width=1)[["series", "low", "high"]].head(2)
                       series  low  high
    0                     gdp  4.0   6.0
    1  fixed_asset_investment  5.0   7.0
    """
    return find_chart(name).table(report, **parameters)


def exhibit(name: str, lang: str = "zh", report: Report | None = None, **parameters: Any) -> Exhibit:
    """Return what a chart shows and says, without drawing it: words, rows and the geometry of its form."""
    check_lang(lang)
    chart = find_chart(name)
    marks = chart.rows(report, **parameters)
    chart.check(marks)
    return chart.exhibit(marks, lang)
