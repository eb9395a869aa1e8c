"""Where the digital economy's revenue came from, where it is meant to be, and where each printed rate would lead."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..arithmetic.scenarios import goal_scenarios
from ..arithmetic.targets import load_assumptions
from ..errors import ChartError
from ..quantities.interval import Bounds
from ..quantities.lexicon import STATUSES
from ..reports.report import Report
from .chart import Chart
from .drawing import Sheet, arrow, dot
from .geometry import Geometry, Row, shape_of
from .layout import SPACING, Frame
from .line_ends import label_ends
from .marks import computed, mark_of
from .names import area_names
from .style import BLUE, DARK, ORANGE, PLUM, QUIET, TEAL
from .table import Mark, rounded
from .words import Words, labelled, phrase, pick, places, prices_text, value_text
from .wrapping import punctuate

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_COLOURS = (TEAL, PLUM, BLUE, ORANGE, DARK)
_DASHES: tuple[Any, ...] = ((0, (5, 2)), (0, (1.5, 1.5)), (0, (7, 2, 1.5, 2)), (0, (3, 1, 1, 1, 1, 1)), (0, (2, 4)))


def _marks(report: Report, goal: str = "digital_revenue_2025") -> list[Mark]:
    declared = load_assumptions(report)
    marks = []
    for row in goal_scenarios(goal, report=report).to_dict("records"):
        operands = [mark_of(report, report[id_]) for id_ in row["operands"].split()]
        year = str(row["year"])
        if row["scenario"] == "printed":
            if row["status"] == "computed":
                value, bounds = Decimal(row["value"]), Bounds(Decimal(row["low"]), Decimal(row["high"]))
                marks.append(
                    computed(operands[0], value, bounds, operands, role="printed", period=year, qualifier="near")
                )
            else:
                marks.append(mark_of(report, report[row["operands"]], "printed"))
            continue
        rules = {
            lang: "\n".join(declared[id_].text(lang, year) for id_ in row["assumptions"].split())
            for lang in ("zh", "en")
        }
        name_zh, name_en = _scenario_names(report, row)
        marks.append(
            computed(
                operands[0], Decimal(row["value"]), None, operands, role=row["scenario"], status="projection",
                period=year, qualifier="near", series=row["scenario"], label_zh=name_zh, label_en=name_en, decimals=0,
                assumptions=row["assumptions"], note_zh=rules["zh"], note_en=rules["en"],
                coverage_zh="", coverage_en="",
            )
        )  # fmt: skip
    return marks


def _scenario_names(report: Report, row: Mapping[Any, Any]) -> tuple[str, str]:
    """Name a scenario by its rate and by whose rate it is."""
    rate = rounded(float(row["rate"]), 1).normalize()
    if row["scenario"] == "required":
        return _full(f"年均{rate:f}%(达到目标所需)"), f"{rate:f}% a year (required)"
    obs = report.observations.get(row["scenario"])
    if obs is None:
        return f"年均{rate:f}%", f"{rate:f}% a year"
    zh, en = STATUSES[obs.status]
    if obs.scope != "district":
        name_zh, name_en = area_names(report, obs.scope)
        return _full(
            f"年均{rate:f}%({name_zh}区{obs.period}年{zh})"
        ), f"{rate:f}% a year ({name_en} area, {obs.period} {en})"
    return _full(f"年均{rate:f}%({obs.period}年{zh})"), f"{rate:f}% a year ({obs.period} {en})"


def _full(text: str) -> str:
    return punctuate(text, "zh")


def _parts(marks: Sequence[Mark]) -> tuple[list[Mark], dict[str, list[Mark]]]:
    printed = sorted((mark for mark in marks if mark.role == "printed"), key=lambda mark: mark.period)
    paths: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.role != "printed":
            paths.setdefault(mark.series, []).append(mark)
    years = [mark.series for mark in marks if not mark.period.isdecimal()]
    if not printed or years:
        raise ChartError("digital_economy_path: it needs rows of the role 'printed', and a year in every row:", years)
    return printed, {name: sorted(path, key=lambda mark: mark.period) for name, path in paths.items()}


def _words(marks: Sequence[Mark], lang: str) -> Words:
    printed, paths = _parts(marks)
    goal, name = printed[-1], printed[-1].label(lang)
    required = paths.get("required")
    rate = _rate(required[0].label(lang)) if required else ""
    if required:
        headline = pick(
            lang,
            f"{goal.period}年达到{phrase(goal, lang)},需{rate}增长",
            f"Reaching {phrase(goal, lang)} in {goal.period} takes growth of {rate}",
        )
    else:
        headline = pick(
            lang,
            f"{name}{goal.period}年目标{value_text(goal, lang)}",
            f"{name}: target {value_text(goal, lang)} for {goal.period}",
        )
    first = printed[0].period
    subtitle = pick(
        lang,
        f"{places(printed, lang)}{name},{first}–{goal.period}年,{goal.unit},{prices_text(goal.basis, lang)};"
        "虚线为按各增速推算,非预测",
        f"{name}, {places(printed, lang)}, {first}–{goal.period}, {prices_text(goal.basis, lang)}; dashed: "
        "arithmetic at each rate, not a forecast",
    )
    return Words(headline, subtitle)


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    printed, paths = _parts(marks)
    ordered = sorted(paths.values(), key=lambda path: path[-1].value)
    rows = [
        Row(path[0].label(lang), tuple(shape_of(mark, name=mark.period) for mark in path),
            tuple(labelled(mark, lang) for mark in path))
        for path in (printed, *ordered)
    ]  # fmt: skip
    return Geometry("paths", tuple(rows), printed[-1].unit, 0.0, printed[-1].value)


def _draw(sheet: Sheet, marks: Sequence[Mark]) -> Frame:
    printed, paths = _parts(marks)
    ax, em, lang = sheet.ax, sheet.em, sheet.lang
    ordered = sorted(paths.values(), key=lambda path: path[-1].position)
    height = (sheet.room - 2.2 * em) if sheet.room else max(17.0, 3.0 * len(ordered) + 5) * em
    colours = dict(zip((path[0].series for path in ordered), _COLOURS * len(ordered), strict=False))
    for path, dashes in zip(ordered, _DASHES * len(ordered), strict=False):
        colour = colours[path[0].series]
        ax.plot([int(m.period) for m in path], [m.position for m in path], color=colour, linestyle=dashes, zorder=2)
    ax.plot(
        [int(m.period) for m in printed[:-1]], [m.position for m in printed[:-1]], color=QUIET, linewidth=1.4, zorder=1
    )
    years = sorted({int(mark.period) for mark in marks})
    top = max(mark.position for mark in marks) * 1.08
    ax.set_ylim(0, top)
    ends = [(path[-1], _end_text(sheet, path), colours[path[0].series]) for path in ordered]
    short = sheet.is_compact
    if short:
        ends = [
            (mark, _end_text(sheet, path, short=True), colour)
            for (mark, _, colour), path in zip(ends, ordered, strict=True)
        ]
    column = max((sheet.text_width(text) for _, text, _ in ends), default=0.0) + 2.4 * em
    left = 0.5 * em + sheet.text_width(str(years[0])) / 2
    box = sheet.width - left - (column if sheet.own else 0)
    reach = years[-1] if sheet.own else years[0] + (years[-1] - years[0]) * box / max(box - column, 0.3 * box)
    ax.set_xlim(years[0], reach)
    label_ends(sheet, ends, years[-1], height / top)
    for mark in printed:
        x, last = int(mark.period), mark is printed[-1]
        shifted = _place(mark, x)
        dot(ax, shifted, mark.position, em, scale=0.9)
        if mark.is_floor:
            arrow(ax, x, mark.position, 2 * em, up=True)
        if last:
            sheet.note(labelled(mark, lang), x, mark.position, dx=-0.9 * em, dy=0.6 * em, ha="right", va="bottom")
        else:
            # Below its mark at the left edge, else above it: the paths leave to the upper right.
            dx, dy, ha, va = (0.6 - left / em, -0.8, "left", "top") if x == years[0] else (0.4, 0.8, "right", "bottom")
            sheet.note(labelled(mark, lang), x, mark.position, dx=dx * em, dy=dy * em, ha=ha, va=va)
    ax.set_xticks(years, [str(year) for year in years])
    ax.set_yticks([])
    ax.spines["bottom"].set_visible(True)
    right = column if sheet.own else 0.0
    notes = tuple(path[0].label(lang) for path in ordered) if short else ()
    return Frame(left=left, right=right, top=em, bottom=(SPACING + 0.6) * em, height=height, least=9 * em, notes=notes)


def _place(mark: Mark, x: int) -> Mark:
    return dataclasses.replace(mark, position=float(x))


def _end_text(sheet: Sheet, path: Sequence[Mark], short: bool = False) -> str:
    label = path[0].label(sheet.lang)
    return f"{value_text(path[-1], sheet.lang)}\n{_rate(label) if short else label}"


def _rate(label: str) -> str:
    """Return the rate in a scenario's name, without whose rate it is."""
    return re.split(r"[(\uff08]", label)[0].strip()


CHART = Chart("digital_economy_path", _marks, _words, _geometry, _draw)


def digital_economy_path_table(report: Report | None = None) -> pd.DataFrame:
    """Return the printed and implied levels, and the path to the goal's year at each printed growth rate.

    Parameters
    ----------
    report : Report, optional
        By default the packaged one.

    Returns
    -------
    DataFrame
        The columns of :class:`~zhonglou_analysis.charts.table.Mark`; role ``printed``, or
        the scenario's name; ``required`` is the rate that reaches the goal.

    Examples
    --------
    >>> table = digital_economy_path_table()
    >>> table.loc[table["period"] == "2025", "value"].round().tolist()
    [500.0, 328.0, 433.0, 517.0, 500.0]
    """
    return CHART.table(report)


def plot_digital_economy_path(data: pd.DataFrame | None = None, *, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw the levels as marks and each rate as a dashed line: scenarios; no fan, for nothing gives probabilities.

    Parameters
    ----------
    data : DataFrame, optional
        A table with the columns of :func:`digital_economy_path_table`; by default the report's own.
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
        If a column is missing, a mark stands twice, units are mixed, or no level is printed.

    Examples
    --------
    >>> ax = plot_digital_economy_path(lang="en")
    >>> len([line for line in ax.lines if len(line.get_xdata()) > 1])  # four rates, and the printed levels
    5
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    return CHART.plot(data, ax, lang)
