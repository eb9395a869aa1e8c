"""The plotting functions: one signature and one docstring, of shared parts, for every chart of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from .catalogue import CHARTS

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_DOCSTRING = """{draws}

{more}Parameters
----------
data : DataFrame, optional
    A table with the columns of ``chart_table({name!r})``; by default the report's own.
ax : Axes, optional
    Where to draw; by default a new figure of the size of the :func:`chart_style` in force.
lang : {{"zh", "en"}}
    Language.

Returns
-------
Axes
    What was drawn on.

Raises
------
ChartError
    If a column is missing, a mark stands twice, or {refuses}.

See Also
--------
chart_table : The numbers behind the chart.
save_chart : Save what was drawn.

Examples
--------
>>> ax = plot_{name}(lang="en")
>>> ax.get_figure().texts[0].get_text().replace("\\n", " ")
{headline!r}
>>> import matplotlib.pyplot as plt; plt.close(ax.figure)
"""


class Plot(Protocol):
    """A plotting function of the catalogue."""

    def __call__(self, data: pd.DataFrame | None = None, *, ax: Axes | None = None, lang: str = "zh") -> Axes:
        """Draw the chart."""


def plotter(name: str, draws: str, refuses: str, headline: str, more: str = "") -> Plot:
    """Return the plotting function of a chart: what it draws, what it refuses besides, its example's headline."""

    def plot(data: pd.DataFrame | None = None, *, ax: Axes | None = None, lang: str = "zh") -> Axes:
        return CHARTS[name].chart.plot(data, ax, lang)

    plot.__name__ = plot.__qualname__ = f"plot_{name}"
    more = f"{more}\n\n" if more else ""
    plot.__doc__ = _DOCSTRING.format(draws=draws, more=more, name=name, refuses=refuses, headline=headline)
    return plot


plot_headline_indicators = plotter(
    "headline_indicators",
    "Draw the main indicators of a year as bars from zero, with an arrow where the text gives a floor.",
    "units are mixed",
    "Zhonglou District: GRP of at least CN¥89.0 billion in 2022 (estimate)",
)
plot_sector_structure = plotter(
    "sector_structure",
    "Draw the sectors as one 100 % bar; a part too thin for its label gets a line that leads to it.",
    "the shares do not add up to 100 % within their rounding",
    "Tertiary industry made up 67.9% of Zhonglou District's economy in 2022",
)
plot_leading_industry_share = plotter(
    "leading_industry_share",
    "Draw the leading industries in industrial output, and their share as printed beside the recomputed one, enlarged.",
    "one of the roles part, rest, whole, printed, recomputed is missing",
    "Leading industries: 68.79% of output by arithmetic, 69.3% as printed",
)
plot_ratios_to_gdp = plotter(
    "ratios_to_gdp",
    "Draw the ratios as bars that end at their bound, with an arrow to where the truth may lie.",
    "units are mixed",
    "Retail sales came to at most 56.01% of GRP in 2022",
)
plot_implied_2021_levels = plotter(
    "implied_2021_levels",
    "Draw each series as a dumbbell on an index, from the implied level of the year before to the printed one.",
    "a series lacks one of its two ends",
    "Digital-economy revenue rose from about CN¥16.5 bn to CN¥21.0 bn",
)
plot_growth_targets = plotter(
    "growth_targets",
    "Draw each target as a hollow dot, with the declared band of 左右 and an arrow for 以上.",
    "units are mixed",
    "Zhonglou District targets GRP growth of about 5% in 2023",
)
plot_target_levels = plotter(
    "target_levels",
    "Draw each series as a dumbbell on an index, from the printed level to the level that the target implies.",
    "a series lacks one of its two ends",
    "The target implies 2023 GRP of about CN¥93.45 bn (2022 prices)",
)
plot_digital_economy_path = plotter(
    "digital_economy_path",
    "Draw the levels as marks and each rate as a dashed line: scenarios; no fan, for nothing gives probabilities.",
    "units are mixed, or no level is printed",
    "Reaching at least CN¥50.0 billion in 2025 takes growth of 33.5% a year",
)
plot_target_roll_up = plotter(
    "target_roll_up",
    "Draw each target of the whole as a bar of the targets of its areas, with what is not allocated.",
    "a series lacks its row of the role 'district'",
    "3 of 6 district targets for 2023 are fully allocated to areas",
)
plot_delivered_and_targeted = plotter(
    "delivered_and_targeted",
    "Draw each task as a dumbbell on an index, from what was delivered to what is targeted.",
    "a series lacks one of its two ends",
    "5 of 9 comparable 2023 targets are below what was reported for 2022",
)
plot_reconciliation = plotter(
    "reconciliation",
    "Draw each tested relation as a dot with its interval, against what is printed, with the verdict in words.",
    "a relation lacks its printed or its recomputed row",
    "1 of 9 tests of the report's arithmetic differ from what is printed",
)
