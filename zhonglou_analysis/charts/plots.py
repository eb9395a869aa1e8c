"""The plotting functions: one signature and one docstring, of shared parts, for every chart of the catalogue."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypedDict, Unpack

from .catalogue import find_chart

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..arithmetic.targets import Width
    from ..reports.report import Report

_DOCSTRING = """{draws}

Parameters
----------
data : DataFrame, optional
    A table with the columns of ``chart_table({name!r})`` or from :func:`table_from`; by default the report's own rows.
ax : Axes, optional
    Where to draw; by default a new figure of the size of the :func:`chart_style` in force. In somebody's Axes the chart
    stays inside the Axes' own place, takes its ink and paper, and its texts become smaller where there is little room.
lang : {{"zh", "en"}}
    Language.
report : Report, optional
    Whose rows are drawn, where ``data`` is not given; by default the packaged one.
headline : str or False, optional
    A headline of one's own, or False for none; by default the finding, computed from the rows. What
    ``ax.set_title`` writes would stand over the lines below it.
notes, source : bool
    Whether footnotes and the source line are written below the marks.
palette : mapping or list of colours, optional
    Colours by status, role or series (``{{"estimate": "teal"}}``), or in the order of what is told apart.
scale : float
    Of all texts; 1 is the size of the style.
{parameters}
Returns
-------
Axes
    What was drawn on.

Raises
------
ChartError
    If a column is missing, a value lies outside its bounds, a mark stands twice, the rows do not fit, or {refuses}.
InputError
    If an option is not one of those allowed.
NotInReportError
    If the report does not print what the chart shows.

See Also
--------
chart_table : The numbers behind the chart.
table_from : A table of one's own numbers.
save_chart : Save what was drawn.

Examples
--------
{example}>>> ax.get_figure().texts[0].get_text().replace("\\n", " ")
{headline!r}
>>> import matplotlib.pyplot as plt; plt.close(ax.figure)
"""
_OF_SEVERAL = """>>> import pandas as pd
>>> from zhonglou_analysis import table_from
>>> own = pd.DataFrame({"place": ["Upper", "Lower"], "rate": [5.1, 4.2]})
>>> rows = table_from(own, label="place", value="rate", unit="%", period="2023", place="place")
>>> ax = plot_comparison(rows.assign(label_en="GRP growth"), lang="en")
"""
_PARAMETERS = {
    "about_width": (
        'number, "declared" or None',
        "Half the width of 左右 in percentage points, by default as declared in assumptions.csv; None draws none.",
        "declared",
    ),
    "outcomes": (
        "Report or path, optional",
        "A later report of the same place; by default the rows of outcomes.csv.",
        None,
    ),
    "reports": ("list of Report or path", "Whose numbers are compared, each of its own place and year.", ()),
    "indicator": ("str", "An id that the reports share.", "gdp"),
    "kind": ("str", "``level``, ``growth_rate``, ``share`` or another kind of number.", "level"),
    "growth": ("number, optional", "Percent a year at constant prices; by default the report's own target.", None),
    "deflator": (
        "number, optional",
        "Percent a year by which prices change; by default levels are in prices of the first year.",
        None,
    ),
    "years": ("int", "How many years from the printed level.", 3),
    "goal": ("str, optional", "Id of the level that is aimed at; by default the furthest goal that has a start.", None),
}


class Shared(TypedDict, total=False):
    """What every plotting function takes by name, besides its data."""

    ax: Axes | None
    lang: str
    report: Report | None
    headline: str | bool | None
    notes: bool
    source: bool
    palette: Mapping[str, Any] | Sequence[Any] | None
    scale: float


class OfTargets(Shared, total=False):
    """With the width that is assumed for 左右."""

    about_width: Width


class OfOutcomes(OfTargets, total=False):
    """With what was published later."""

    outcomes: Report | str | Path | None


class OfPaths(Shared, total=False):
    """With the level that is aimed at."""

    goal: str | None


class OfScenarios(OfTargets, total=False):
    """With the growth and the change of prices that the reader assumes, and for how many years."""

    growth: float | None
    deflator: float | None
    years: int


class OfSeveral(Shared, total=False):
    """With the reports whose numbers are compared."""

    reports: Iterable[Report | str | Path | None]
    indicator: str
    kind: str


class Plot(Protocol):
    """A plotting function of the catalogue."""

    def __call__(self, data: pd.DataFrame | None = None, **options: Unpack[Shared]) -> Axes:
        """Draw the chart."""


class PlotTargets(Protocol):
    """One whose rows depend on the width that is assumed for 左右."""

    def __call__(self, data: pd.DataFrame | None = None, **options: Unpack[OfTargets]) -> Axes:
        """Draw the chart."""


class PlotOutcomes(Protocol):
    """One whose rows depend on what was published later, too."""

    def __call__(self, data: pd.DataFrame | None = None, **options: Unpack[OfOutcomes]) -> Axes:
        """Draw the chart."""


class PlotPaths(Protocol):
    """One whose rows depend on the goal."""

    def __call__(self, data: pd.DataFrame | None = None, **options: Unpack[OfPaths]) -> Axes:
        """Draw the chart."""


class PlotScenarios(Protocol):
    """One whose rows follow from a growth rate of the reader's own."""

    def __call__(self, data: pd.DataFrame | None = None, **options: Unpack[OfScenarios]) -> Axes:
        """Draw the chart."""


class PlotSeveral(Protocol):
    """One whose rows come from several reports."""

    def __call__(self, data: pd.DataFrame | None = None, **options: Unpack[OfSeveral]) -> Axes:
        """Draw the chart."""


def plotter(name: str, draws: str, refuses: str, headline: str, *parameters: str) -> Any:
    """Return the plotting function of a chart: what it draws, what it refuses besides, its example's headline."""

    def plot(
        data: pd.DataFrame | None = None,
        *,
        ax: Axes | None = None,
        lang: str = "zh",
        report: Report | None = None,
        headline: str | bool | None = None,
        notes: bool = True,
        source: bool = True,
        palette: Mapping[str, Any] | Sequence[Any] | None = None,
        scale: float = 1.0,
        **own: Any,
    ) -> Axes:
        unknown = [word for word in own if word not in parameters]
        if unknown:
            raise TypeError(f"plot_{name}() got an unexpected keyword argument {unknown[0]!r}")
        from .layout import Options

        options = Options(headline, notes, source, palette, scale)
        return find_chart(name).plot(data, ax, lang, report, options, own)

    plot.__name__ = plot.__qualname__ = f"plot_{name}"
    described = "".join(f"{word} : {_PARAMETERS[word][0]}\n    {_PARAMETERS[word][1]}\n" for word in parameters)
    plot.__doc__ = _DOCSTRING.format(
        draws=draws, name=name, refuses=refuses, headline=headline, parameters=described,
        example=_OF_SEVERAL if name == "comparison" else f'>>> ax = plot_{name}(lang="en")\n',
    )  # fmt: skip
    signature = inspect.signature(plot)
    shared = [p for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
    more = [inspect.Parameter(p, inspect.Parameter.KEYWORD_ONLY, default=_PARAMETERS[p][2]) for p in parameters]
    plot.__signature__ = signature.replace(parameters=[*shared, *more])  # type: ignore[attr-defined]
    return plot


plot_headline_indicators: Plot = plotter(
    "headline_indicators",
    "Draw the main indicators of a year as bars from zero, with an arrow where the text gives a floor.",
    "units are mixed",
    "Zhonglou District: GRP of at least CN¥89.0 billion in 2022 (estimate)",
)
plot_sector_structure: Plot = plotter(
    "sector_structure",
    "Draw the sectors as one 100 % bar; a part too thin for its label gets a line that leads to it.",
    "the shares do not add up to 100 % within their rounding",
    "Tertiary industry made up 67.9% of Zhonglou District's economy in 2022",
)
plot_leading_industry_share: Plot = plotter(
    "leading_industry_share",
    "Draw the leading industries in industrial output, and their share as printed beside the recomputed one, enlarged.",
    "one of the roles part, rest, whole, printed, recomputed is missing",
    "Leading industries: 68.79% of output by arithmetic, 69.3% as printed",
)
plot_ratios_to_gdp: Plot = plotter(
    "ratios_to_gdp",
    "Draw the ratios as bars that end at their bound, with an arrow to where the truth may lie.",
    "units are mixed",
    "Retail sales came to at most 56.1% of GRP in 2022",
)
plot_implied_2021_levels: Plot = plotter(
    "implied_2021_levels",
    "Draw the growth that is printed as bars, fastest first, with the level of the year before that it implies.",
    "a series lacks one of its two ends",
    "Digital-economy revenue grew by 27.3% to CN¥21.0 bn in 2022",
)
plot_growth_targets: PlotTargets = plotter(
    "growth_targets",
    "Draw each target as a hollow dot, with the declared band of 左右 and an arrow for 以上.",
    "units are mixed",
    "Zhonglou District targets GRP growth of about 5% in 2023",
    "about_width",
)
plot_target_levels: PlotTargets = plotter(
    "target_levels",
    "Draw the increase that each growth target implies as a bar, with the target and both levels beside it.",
    "a series lacks one of its rows",
    "The 2023 target adds about CN¥4.45 bn to GRP (2022 prices)",
    "about_width",
)
plot_digital_economy_path: PlotPaths = plotter(
    "digital_economy_path",
    "Draw the levels as marks and each rate as a dashed line: scenarios; no fan, for nothing gives probabilities.",
    "units are mixed, or no level is printed",
    "Reaching at least CN¥50.0 bn in 2025 takes growth of about 33.5% a year",
    "goal",
)
plot_target_roll_up: Plot = plotter(
    "target_roll_up",
    "Draw each target of the whole as a bar of the targets of its areas, with what is not allocated.",
    "a series lacks its row of the role 'district'",
    "3 of 6 district targets for 2023: floor equals the areas' sum",
)
plot_delivered_and_targeted: Plot = plotter(
    "delivered_and_targeted",
    "Draw each task as a dumbbell on an index, from what was delivered to what is targeted.",
    "a series lacks one of its two ends",
    "5 of 9 comparable 2023 targets are below what was reported for 2022",
)
plot_reconciliation: Plot = plotter(
    "reconciliation",
    "Draw a table of each tested relation, what fails first, with a strip scaled to what the printed number allows.",
    "a relation lacks its printed or its recomputed row",
    "1 of 14 tests of the report's arithmetic fails",
)
plot_targets_and_outcomes: PlotOutcomes = plotter(
    "targets_and_outcomes",
    "Draw a table of each target with a published outcome, its verdict, and a strip scaled to what the target allows.",
    "a target lacks its outcome",
    "10 targets for 2023 with outcomes: 2 met, 2 missed, 6 undecided",
    "outcomes",
    "about_width",
)
plot_comparison: PlotSeveral = plotter(
    "comparison",
    "Draw one indicator of several places or years as dots, the later the year the darker, with arrows for bounds.",
    "units are mixed, or there are fewer than two numbers",
    "GRP growth: Upper has the highest of 2 places, 5.1% in 2023",
    "reports",
    "indicator",
    "kind",
)
plot_scenario: PlotScenarios = plotter(
    "scenario",
    "Draw the level of regional product as printed, and where a growth rate takes it, with the band of 左右.",
    "units are mixed, or no level is printed",
    "At 5% a year, GRP comes to about CN¥103.03 bn in 2025",
    "growth",
    "about_width",
    "deflator",
    "years",
)
