"""The three sectors of the economy: their shares, and the value added that each share implies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from ..arithmetic.ratios import implied_part
from ..errors import ChartError
from ..quantities.interval import Bounds
from ..reports.report import Report
from .chart import Chart
from .colours import readable_on
from .drawing import Sheet
from .geometry import Geometry, Row, shape_of
from .layout import SPACING, Frame
from .marks import computed, mark_of, safe_decimals
from .style import BLUE, DARK, LILAC, PLUM, TEAL
from .table import Mark
from .words import Words, labelled, periods, phrase, pick, places, prices_text, value_text
from .wrapping import wrap

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

SECTORS = ("primary_industry", "secondary_industry", "tertiary_industry")
_COLOURS = (DARK, TEAL, BLUE, LILAC, PLUM)  # neighbours stay apart in grey


def _marks(report: Report) -> list[Mark]:
    year = report.year
    whole = mark_of(report, report[f"gdp_{year}"], "whole")
    shares = [mark_of(report, report[f"{sector}_{year}_share"], "share") for sector in SECTORS]
    levels = []
    for share in shares:
        result = implied_part(share.observations, whole.observations, report=report)
        # Digits are those that the rounding of the share leaves sure at the printed level of the whole.
        at_level = report[share.observations].bounds * Bounds.exact(result.value / report[share.observations].value)
        levels.append(
            computed(
                share, result.value, result.bounds, [share, whole], role="value_added", qualifier="near",
                unit=whole.unit, basis=whole.basis, decimals=safe_decimals(float(at_level.low), float(at_level.high)),
            )
        )  # fmt: skip
    return [whole, *shares, *levels]


def _role(marks: Sequence[Mark], role: str) -> list[Mark]:
    return [mark for mark in marks if mark.role == role]


def _words(marks: Sequence[Mark], lang: str) -> Words:
    shares, levels, wholes = (_role(marks, role) for role in ("share", "value_added", "whole"))
    _refuse_no_whole(shares)
    largest = max(shares, key=lambda mark: mark.value)
    place, year = places(shares, lang), periods(shares)
    headline = pick(
        lang,
        f"{year}年{largest.label_zh}占{place}地区生产总值的{value_text(largest, lang)}",
        f"{largest.label_en} made up {value_text(largest, lang)} of {place}'s economy in {year}",
    )
    subtitle = pick(
        lang, f"{place}地区生产总值构成,{year}年,%", f"Composition of gross regional product, {place}, {year}, %"
    )
    if not (wholes and levels):
        return Words(headline, subtitle)
    whole, prices = wholes[0], prices_text(wholes[0].basis, lang)
    subtitle += pick(
        lang,
        f";下方为按{labelled(whole, lang)}推算的增加值({prices})",
        f"; below: the value added that this implies at {labelled(whole, lang)}, {prices}",
    )
    note = pick(
        lang,
        f"地区生产总值为{phrase(whole, lang)},推算的增加值以{value_text(whole, lang).lstrip('≥')}计,为下限约数",
        f"GRP is {phrase(whole, lang)}: the implied values are computed at that figure, so they are approximate floors",
    )
    rounding = pick(lang, "占比四舍五入,未作机械调整", "Shares are rounded and not adjusted to add up")
    return Words(headline, subtitle, (note, rounding) if whole.is_floor else (rounding,))


def _refuse_no_whole(shares: Sequence[Mark]) -> None:
    if not shares:
        raise ChartError("sector_structure: there are no rows of the role 'share'; nothing to draw.")
    total, slack = math.fsum(mark.value for mark in shares), math.fsum(0.5 * 10**-mark.decimals for mark in shares)
    if any(mark.unit != "%" for mark in shares) or abs(total - 100) > slack + 1e-9:
        rows = [f"{mark.series}: {mark.value:g} {mark.unit}" for mark in shares]
        raise ChartError(
            f"sector_structure: the shares add up to {total:g} and not to 100 %; correct these rows:", rows
        )


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    shares = _role(marks, "share")
    _refuse_no_whole(shares)
    levels = {mark.series: mark for mark in _role(marks, "value_added")}
    texts = [
        value_text(share, lang)
        + (pick(lang, ",", ", ") + value_text(levels[share.series], lang) if share.series in levels else "")
        for share in shares
    ]
    name = pick(lang, f"{periods(shares)}年地区生产总值", f"GRP {periods(shares)}")
    row = Row(name, tuple(shape_of(share, name=share.label(lang), fill="solid") for share in shares), tuple(texts))
    return Geometry("parts", (row,), "%", 0.0)


def _draw(sheet: Sheet, marks: Sequence[Mark]) -> Frame:
    shares = _role(marks, "share")
    levels = {mark.series: mark for mark in _role(marks, "value_added")}
    ax, em, start, leaders = sheet.ax, sheet.em, 0.0, 0
    ax.set_xlim(0, math.fsum(mark.position for mark in shares))
    ax.set_ylim(0, 1)
    for i, mark in enumerate(shares):
        colour = _COLOURS[i % len(_COLOURS)]
        ax.add_patch(Rectangle((start, 0), mark.position, 1, facecolor=colour, linewidth=0))
        centre, room = start + mark.position / 2, mark.position / ax.get_xlim()[1] * sheet.width - 0.6 * em
        name = wrap(mark.label(sheet.lang), em, room)
        inside = f"{name}\n{value_text(mark, sheet.lang)}"
        level = value_text(levels[mark.series], sheet.lang) if mark.series in levels else ""
        if max(sheet.text_width(inside), sheet.text_width(level)) <= room:
            sheet.note(inside, centre, 0.5, ha="center", color=readable_on(colour))
            sheet.note(level, centre, 0, dy=-0.5 * em, ha="center", va="top")
        else:
            leaders += 1
            _lead_out(sheet, mark, level, centre, leaders)
        start += mark.position
    sheet.hide_axes()
    tall = em * SPACING * 2
    return Frame(
        top=(1.5 * leaders + 0.3) * em,
        bottom=(SPACING + 0.6) * em,
        height=tall + 2.2 * em,
        least=tall + em,
        most=9 * em,
    )


def _lead_out(sheet: Sheet, mark: Mark, level: str, x: float, step: int) -> None:
    """Name a part that is too thin for a label inside it: above the bar, with a line that leads to it."""
    em, low, high = sheet.em, *sheet.ax.get_xlim()
    text = (
        f"{mark.label(sheet.lang)} {value_text(mark, sheet.lang)}{pick(sheet.lang, ',', ', ') if level else ''}{level}"
    )
    rise, left = (1.5 * step - 0.4) * em, (x - low) / (high - low) < 0.5
    sheet.ax.annotate(
        "", (x, 1), (0, rise), "data", "offset points", annotation_clip=False,
        arrowprops={"arrowstyle": "-", "color": DARK, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0},
    )  # fmt: skip
    sheet.note(text, x, 1, dx=(0.4 if left else -0.4) * em, dy=rise, ha="left" if left else "right")


CHART = Chart("sector_structure", _marks, _words, _geometry, _draw, one_unit=False)


def sector_structure_table(report: Report | None = None) -> pd.DataFrame:
    """Return the shares of the three sectors, and the value added that each implies.

    Parameters
    ----------
    report : Report, optional
        By default the packaged one.

    Returns
    -------
    DataFrame
        The columns of :class:`~zhonglou_analysis.charts.table.Mark`; roles ``whole``, ``share`` (%) and
        ``value_added`` (in the unit of the whole).

    Examples
    --------
    >>> table = sector_structure_table()
    >>> table.loc[table["role"] == "share", ["series", "value"]].to_string(index=False, header=False).split()
    ['primary_industry', '0.2', 'secondary_industry', '31.9', 'tertiary_industry', '67.9']
    """
    return CHART.table(report)


def plot_sector_structure(data: pd.DataFrame | None = None, *, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw the sectors as one 100 % bar; a part too thin for its label gets a line that leads to it.

    Parameters
    ----------
    data : DataFrame, optional
        A table with the columns of :func:`sector_structure_table`; by default the report's own.
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
        If a column is missing, a mark stands twice, or the shares do not add up to 100 % within their rounding.

    Examples
    --------
    >>> ax = plot_sector_structure(lang="en")
    >>> [round(float(bar.get_width()), 1) for bar in ax.patches]
    [0.2, 31.9, 67.9]
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    return CHART.plot(data, ax, lang)
