"""The level that each growth target implies: arithmetic on the target, in its own prices, not a forecast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..arithmetic.targets import Assumption, load_assumptions, project_targets
from ..quantities.interval import Bounds
from ..quantities.wording import Lang
from ..reports.report import Report
from .chart import Chart
from .drawing import Sheet
from .geometry import Geometry
from .layout import Frame
from .marks import computed, mark_of
from .pairs import draw_pairs, index_note, pair_rows, pairs_of
from .table import Mark
from .words import Words, labelled, pick, places, prices_text, said

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def _marks(report: Report) -> list[Mark]:
    marks: list[Mark] = []
    declared = load_assumptions(report)
    for row in project_targets(report=report).to_dict("records"):
        base = mark_of(report, report[row["base_id"]], "base", position=100.0)
        rate = mark_of(report, report[row["id"]], "target")
        low, high, value = (Decimal(row[name]) for name in ("low", "high", "value"))
        floors = base.qualifier == rate.qualifier == "at_least"
        marks += [
            base,
            computed(
                base, value, Bounds(low, high), [base, rate], role="implied", status="projection", period=row["period"],
                qualifier="at_least" if floors else "near", position=float(value) / base.value * 100, decimals=1,
                basis=row["base_period"] if row["price_basis"] == "constant" else row["price_basis"],
                assumptions=row["assumptions"], note_zh=_rules(row, declared, "zh"),
                note_en=_rules(row, declared, "en"),
            ),
        ]  # fmt: skip
    return marks


def _rules(row: Mapping[Any, Any], declared: dict[str, Assumption], lang: Lang) -> str:
    return "\n".join(declared[id_].text(lang, row["base_period"]) for id_ in row["assumptions"].split())


def _words(marks: Sequence[Mark], lang: str) -> Words:
    pairs = pairs_of(marks, "base", "implied", "target_levels")
    base, implied = next((pair for pair in pairs if pair[0].series == "gdp"), pairs[0])
    prices = prices_text(implied.basis, lang)
    headline = pick(
        lang,
        f"按目标推算,{implied.period}年{implied.label_zh}{said(implied, lang)}({prices})",
        f"The target implies {implied.period} {implied.label_en} of {said(implied, lang)} ({prices})",
    )
    subtitle = pick(
        lang,
        f"{places(marks, lang)}{base.period}年水平(圆点)与{implied.period}年目标所含水平(方块),"
        f"{index_note(base.period, lang)};按目标推算,非预测",
        f"{places(marks, lang)}: {base.period} (dot) and {implied.period} as the target implies (square), "
        f"{index_note(base.period, lang)}; arithmetic on the target, not a forecast",
    )
    return Words(headline, subtitle)


def _names(pairs: Sequence[tuple[Mark, Mark]], lang: str) -> list[str]:
    names = []
    for _, implied in pairs:
        prices = prices_text(implied.basis, lang)
        names.append(implied.label(lang) + (pick(lang, f"({prices})", f" ({prices})") if prices else ""))
    return names


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    pairs = pairs_of(marks, "base", "implied", "target_levels")
    before, after = ([labelled(pair[i], lang) for pair in pairs] for i in (0, 1))
    return pair_rows(pairs, _names(pairs, lang), before, after, 0, lang)


def _draw(sheet: Sheet, marks: Sequence[Mark]) -> Frame:
    pairs = pairs_of(marks, "base", "implied", CHART.name)
    names = _names(pairs, sheet.lang)
    before, after = ([labelled(pair[i], sheet.lang) for pair in pairs] for i in (0, 1))
    return draw_pairs(sheet, pairs, before, after, names)


CHART = Chart("target_levels", _marks, _words, _geometry, _draw, one_unit=False)


def target_levels_table(report: Report | None = None) -> pd.DataFrame:
    """Return the printed level of the year and the level of the next that the growth target implies.

    Parameters
    ----------
    report : Report, optional
        By default the packaged one.

    Returns
    -------
    DataFrame
        The columns of :class:`~zhonglou_analysis.charts.table.Mark`; roles ``base`` and
        ``implied``. ``position`` is the index, base = 100; ``basis`` says in which prices the level is.

    Examples
    --------
    >>> table = target_levels_table()
    >>> table.loc[table["role"] == "implied", ["series", "value", "basis"]].head(2)
               series  value    basis
    1             gdp  934.5     2022
    3  budget_revenue   54.6  nominal
    """
    return CHART.table(report)


def plot_target_levels(data: pd.DataFrame | None = None, *, ax: Axes | None = None, lang: str = "zh") -> Axes:
    """Draw each target as a dumbbell on an index, from the printed level to the one that the target implies.

    Parameters
    ----------
    data : DataFrame, optional
        A table with the columns of :func:`target_levels_table`; by default the report's own.
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
    >>> ax = plot_target_levels(lang="en")
    >>> ax.get_figure().texts[0].get_text()
    'The target implies 2023 GRP of about CN¥93.45 bn (2022 prices)'
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    return CHART.plot(data, ax, lang)
