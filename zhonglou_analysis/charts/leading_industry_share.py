"""The leading industries in the district's industrial output: part against rest, and the printed share recomputed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from ..arithmetic.ratios import share
from ..errors import ChartError
from ..reports.report import Report
from .chart import Chart
from .colours import readable_on
from .drawing import Sheet, dot, fit_axis, span
from .geometry import Geometry, Row, shape_of, values
from .layout import SPACING, Frame
from .marks import computed, mark_of
from .style import BLUE, DARK, REST
from .table import Mark
from .words import Words, float_text, periods, pick, places, prices_text, value_text
from .wrapping import wrap

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_ROLES = ("part", "rest", "whole", "printed", "recomputed")


def _marks(report: Report) -> list[Mark]:
    year = report.year
    part = mark_of(report, report[f"leading_industries_output_{year}"], "part")
    whole = mark_of(report, report[f"industrial_output_{year}"], "whole")
    printed = mark_of(report, report[f"leading_industries_output_{year}_share"], "printed")
    one, other = report[part.observations], report[whole.observations]
    result = share(one, other, report=report)
    rest = computed(
        whole, other.value - one.value, other.bounds - one.bounds, [part, whole], role="rest", series="rest",
        label_zh="其他产业", label_en="Other industries", decimals=max(part.decimals, whole.decimals),
    )  # fmt: skip
    again = computed(printed, result.value, result.bounds, [part, whole], role="recomputed", decimals=2)
    return [part, rest, whole, printed, again]


def _by_role(marks: Sequence[Mark]) -> dict[str, Mark]:
    by_role = {mark.role: mark for mark in marks}
    missing = [role for role in _ROLES if role not in by_role]
    if missing:
        raise ChartError(
            f"leading_industry_share: the table needs one row of each role; missing: {', '.join(missing)}."
        )
    units = {role: by_role[role].unit for role in _ROLES}
    if len({units[role] for role in _ROLES[:3]}) > 1 or units["printed"] != units["recomputed"]:
        raise ChartError(
            "leading_industry_share: part, rest and whole need one unit, printed and recomputed another:",
            [f"{role}: {unit}" for role, unit in units.items()],
        )
    return by_role


def _agree(printed: Mark, again: Mark) -> bool:
    """Whether the printed number, with its rounding, meets the recomputed interval."""
    return printed.low < again.high and again.low < printed.high


def _words(marks: Sequence[Mark], lang: str) -> Words:
    by_role = _by_role(marks)
    part, whole, printed, again = (by_role[role] for role in ("part", "whole", "printed", "recomputed"))
    name = part.label(lang)
    if _agree(printed, again):
        headline = pick(
            lang,
            f"{name}占{whole.label_zh}的{value_text(printed, lang)}",
            f"{name} make up {value_text(printed, lang)} of industrial output, as printed",
        )
    else:
        headline = pick(
            lang,
            f"{name}占比算得{value_text(again, lang)},印出的是{value_text(printed, lang)}",
            f"{name}: {value_text(again, lang)} of output by arithmetic, {value_text(printed, lang)} as printed",
        )
    expected = whole.status == "estimate"
    subtitle = pick(
        lang,
        f"{name}占{whole.label_zh}的比重,{places(marks, lang)},{periods(marks)}年,{part.unit}、%,"
        f"{prices_text(part.basis, lang)};{whole.label_zh}为{'预计数' if expected else '报告数'};下图放大比重",
        f"{name} in {whole.label_en.lower()}, {places(marks, lang)}, {periods(marks)}, "
        f"{prices_text(part.basis, lang)}; {whole.label_en.lower()} is {'an estimate' if expected else 'as reported'}; "
        "below: the share, enlarged",
    )
    interval = f"{float_text(again.low, '%', 2, lang)}–{float_text(again.high, '%', 2, lang)}"
    note = pick(
        lang,
        f"按两个产值的舍入,重算的比重在{interval}之间;两边都不改",
        f"With the rounding of both outputs the recomputed share is {interval}; neither side is corrected",
    )
    return Words(headline, subtitle, (note,))


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    by_role = _by_role(marks)
    part, rest, whole = (by_role[role] for role in _ROLES[:3])
    shapes = tuple(shape_of(mark, name=mark.label(lang), fill="solid") for mark in (part, rest))
    shares = [by_role["printed"], by_role["recomputed"]]
    names = [pick(lang, "报告印出", "printed"), pick(lang, "按产值重算", "recomputed")]
    return Geometry(
        "parts", (Row(whole.label(lang), shapes, (value_text(part, lang), value_text(rest, lang))),), whole.unit, 0.0,
        inset=values(shares, names, [value_text(mark, lang) for mark in shares], start=None),
    )  # fmt: skip


def _draw(sheet: Sheet, marks: Sequence[Mark]) -> Frame:
    by_role = _by_role(marks)
    ax, em, lang = sheet.ax, sheet.em, sheet.lang
    whole = by_role["whole"]
    ax.set_xlim(0, whole.position)
    ax.set_ylim(0, 1)
    start = 0.0
    for mark, colour in ((by_role["part"], BLUE), (by_role["rest"], REST)):
        edge = DARK if mark.role == "rest" else BLUE
        ax.add_patch(Rectangle((start, 0.66), mark.position, 0.34, facecolor=colour, edgecolor=edge, linewidth=0.8))
        name = wrap(mark.label(lang), em, mark.position / whole.position * sheet.width - em)
        text = f"{name}\n{value_text(mark, lang)}"
        sheet.note(text, start + mark.position / 2, 0.83, ha="center", color=readable_on(colour))
        start += mark.position
    sheet.hide_axes()
    _draw_comparison(sheet, by_role["printed"], by_role["recomputed"])
    return Frame(bottom=em * (SPACING + 0.5), height=11.5 * em, least=9 * em, most=17 * em)


def _draw_comparison(sheet: Sheet, printed: Mark, again: Mark) -> None:
    """Draw both shares with their intervals on a scale of their own, below the bar."""
    em, lang = sheet.em, sheet.lang
    zoom = sheet.ax.inset_axes((0, 0, 1, 0.56))
    zoom.patch.set_alpha(0)
    texts = {
        printed.role: pick(lang, f"报告印出 {value_text(printed, lang)}", f"printed {value_text(printed, lang)}"),
        again.role: pick(lang, f"按产值重算 {value_text(again, lang)}", f"recomputed {value_text(again, lang)}"),
    }
    marks = sorted((printed, again), key=lambda mark: mark.position)
    width = {mark.role: sheet.text_width(texts[mark.role]) + em for mark in marks}
    low, high = fit_axis(
        zoom, sheet.width - 2 * em, [(marks[0].low, 0.6 * em, 0), (marks[0].high, 0, width[marks[0].role]),
                            (marks[1].high, 0, 0.6 * em), (marks[1].low, width[marks[1].role], 0)],
    )  # fmt: skip
    pad = (high - low) * em / sheet.width * 1.5  # so that the labels of the outer ticks stay inside
    zoom.set_xlim(low - pad, high + pad)
    zoom.set_ylim(-0.6, 1.6)
    for i, mark in enumerate(marks):
        span(zoom, mark.low, mark.high, 1 - i, em)
        dot(zoom, mark, 1 - i, em)
        x, ha, dx = (mark.high, "left", 0.8 * em) if i == 0 else (mark.low, "right", -0.8 * em)
        sheet.note(texts[mark.role], x, 1 - i, dx=dx, ha=ha, ax=zoom)
    decimals = 1 if high - low > 0.5 else 2
    ticks = [tick for tick in MaxNLocator(5, steps=[1, 2, 5]).tick_values(low, high) if low <= tick <= high]
    zoom.set_xticks(ticks, [float_text(tick, "%", decimals, lang) for tick in ticks])
    zoom.set_yticks([])
    zoom.grid(axis="x")
    zoom.tick_params(axis="x", labelsize=em)


CHART = Chart("leading_industry_share", _marks, _words, _geometry, _draw, one_unit=False)


def leading_industry_share_table(report: Report | None = None) -> pd.DataFrame:
    """Return the output of the leading industries, the rest, and their share as printed and as recomputed.

    Parameters
    ----------
    report : Report, optional
        By default the packaged one.

    Returns
    -------
    DataFrame
        The columns of :class:`~zhonglou_analysis.charts.table.Mark`; one row for each of the roles ``part``,
        ``rest``, ``whole``, ``printed`` and ``recomputed``.

    Examples
    --------
    >>> leading_industry_share_table()[["role", "value"]].round(2).to_string(index=False, header=False).split()
    ['part', '438.70', 'rest', '199.00', 'whole', '637.70', 'printed', '69.30', 'recomputed', '68.79']
    """
    return CHART.table(report)


def plot_leading_industry_share(data: pd.DataFrame | None = None, *, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw the part against the rest, and below it the printed and the recomputed share with their intervals.

    Parameters
    ----------
    data : DataFrame, optional
        A table with the columns of :func:`leading_industry_share_table`; by default the report's own.
    ax : Axes, optional
        Where to draw; by default a new figure of the size of the :func:`chart_style` in force.
    lang : {"zh", "en"}
        Language.

    Returns
    -------
    Axes
        What was drawn on; the comparison stands in an inset of it.

    Raises
    ------
    ChartError
        If a column or a role is missing, a mark stands twice, or units are mixed.

    Examples
    --------
    >>> ax = plot_leading_industry_share(lang="en")
    >>> [round(float(bar.get_width()), 1) for bar in ax.patches]
    [438.7, 199.0]
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    return CHART.plot(data, ax, lang)
