"""A chart as a value: where its rows come from, what it says and how it is drawn; and the one way to draw it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure

from ..errors import InputError, NotInReportError
from ..quantities.wording import check_lang
from ..reports.report import Report, load_report
from .drawing import Sheet
from .geometry import Exhibit, Geometry
from .layout import (
    ChartLayout,
    Composition,
    Frame,
    Guest,
    Options,
    attempts,
    chart_figure,
    chart_layout,
    does_not_fit,
    kept_size,
    use_chart_font,
)
from .lettering import punctuate
from .style import Size, Theme, active_size, chart_style, check_palette, find_size
from .table import Mark, as_marks, as_table, refuse_duplicates, refuse_mixed_units
from .words import Words, alt_text, footnotes, source_line

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Chart:
    """One chart of the catalogue: where its rows come from, what they say, how its form places and draws them."""

    name: str
    marks: Callable[..., list[Mark]]  # of a report and the chart's own parameters
    words: Callable[[Sequence[Mark], str], Words]
    geometry: Callable[[Sequence[Mark], str], Geometry]
    draw: Callable[[Sheet, Geometry], Frame]  # the form: says what frame the marks need
    one_unit: bool = True
    of_several: bool = False  # whether its rows may be of other reports than the packaged one, which stays unread then

    @property
    def parameters(self) -> dict[str, Any]:
        """The analysis' parameters that its rows depend on, each with what it is by default."""
        own = list(inspect.signature(self.marks).parameters.values())[1:]
        return {parameter.name: parameter.default for parameter in own}

    def rows(self, report: Report | None = None, **parameters: Any) -> list[Mark]:
        """Return the chart's own rows."""
        unknown = [name for name in parameters if name not in self.parameters]
        if unknown:
            known = ", ".join(self.parameters) or "none"
            raise InputError(f"{self.name} has no parameter {unknown[0]!r}; it has: {known}.")
        report = report or (None if self.of_several else load_report())
        try:
            return self.marks(report, **parameters)
        except NotInReportError as error:
            waiting = len(report.uncurated) if report else 0
            if not waiting:
                raise
            # the text may print it all the same: what no name was found for is not yet in the data
            raise NotInReportError(f"{error} {waiting} quantities wait in uncurated.csv.") from None

    def table(self, report: Report | None = None, **parameters: Any) -> pd.DataFrame:
        """Return the numbers behind the chart, one row per mark."""
        return as_table(self.rows(report, **parameters))

    def check(self, marks: Sequence[Mark]) -> None:
        """Refuse rows that cannot stand on one chart."""
        refuse_duplicates(marks, self.name)
        if self.one_unit:
            refuse_mixed_units(marks, self.name)

    def exhibit(self, marks: Sequence[Mark], lang: str) -> Exhibit:
        """Return what the chart shows and says, without drawing it."""
        said = self.words(marks, lang)
        words = Words(punctuate(said.headline, lang), punctuate(said.subtitle, lang), said.notes)
        return Exhibit(
            self.name, lang, words.headline, words.subtitle, tuple(footnotes(marks, words, lang)),
            source_line(marks, lang), alt_text(marks, words, lang), tuple(marks), self.geometry(marks, lang),
        )  # fmt: skip

    def plot(
        self, data: pd.DataFrame | None, ax: Axes | None, lang: str, report: Report | None, options: Options,
        parameters: dict[str, Any],
    ) -> Axes:  # fmt: skip
        """Draw the chart; see :mod:`.plots`."""
        check_lang(lang)
        if data is not None and (report is not None or parameters):
            given = ", ".join(["report"] * (report is not None) + list(parameters))
            raise InputError(f"{given} would change nothing where data holds the rows; give them to chart_table.")
        marks = self.rows(report, **parameters) if data is None else as_marks(data, self.name)
        self.check(marks)
        size = active_size() or find_size("doc")
        theme = None if ax is None else _theme_of(ax, options)
        with chart_style(lang, size.name):  # again, if it is in force: a seaborn theme set since must not mix in
            if ax is not None:
                return self.draw_on(ax, marks, lang, options, theme)
            import matplotlib.pyplot as plt  # only here: a notebook shows and closes what pyplot manages

            figure = plt.figure(layout=ChartLayout(size))
            try:
                return self.draw_on(figure.add_subplot(), marks, lang, options)
            except BaseException:
                plt.close(figure)
                raise

    def figure(self, marks: Sequence[Mark], lang: str, size: str, options: Options | None = None) -> Figure:
        """Return a finished figure outside pyplot."""
        self.check(marks)
        with chart_style(lang, size):
            figure = chart_figure(size)
            self.draw_on(figure.add_subplot(), marks, lang, options or Options())
        return figure

    def draw_on(self, ax: Axes, marks: Sequence[Mark], lang: str, options: Options, theme: Theme | None = None) -> Axes:
        """Draw rows on an Axes, in the style in force: on a figure of ours, or as a guest in somebody's."""
        known = [name for mark in marks for name in (mark.status, mark.role, mark.series)]
        check_palette(options.palette, known)
        shown, theme = self.exhibit(marks, lang), theme or Theme(palette=options.palette)
        layout = chart_layout(ax.get_figure(root=True))
        if layout is not None:
            size = kept_size(layout.size, options)
            width, height = (side - 2 * size.margin for side in (size.width, size.height))
            where = f"the size {size.name}"
            room = height if size.height else None
            composed = self._fit(ax, [], shown, options, theme, size, width, room, where)
            layout.finish(ax, composed)
            use_chart_font([ax])
            return ax
        size = kept_size(active_size() or find_size("doc"), options)

        drawn: list[Any] = []

        def draw(width: float, height: float) -> Composition:
            with chart_style(lang, size.name):
                composed = self._fit(ax, drawn, shown, options, theme, size, width, height, "this Axes")
                use_chart_font([ax])
                return composed

        for spine in ax.spines.values():
            spine.set_visible(False)
        ax.tick_params(length=0)
        Guest(ax, draw)
        return ax

    def _fit(
        self, ax: Axes, drawn: list[Any], shown: Exhibit, options: Options, theme: Theme, size: Size, width: float,
        height: float | None, where: str,
    ) -> Composition:  # fmt: skip
        """Draw the marks at the largest texts that fit, instead of those ``drawn`` before, and return their frame."""
        own = chart_layout(ax.get_figure(root=True)) is not None
        for tried, kept, above in attempts(size, len(shown.notes) if options.notes else 0, own):
            for artist in drawn:
                artist.remove()
            before = {id(child) for child in ax.get_children()}
            composed = Composition(shown, options, tried, theme, kept, own)
            room = None if height is None else composed.room(width, height)
            frame = self.draw(Sheet(ax, shown.lang, tried, width, room, theme, above), shown.geometry)
            ax.tick_params(labelsize=tried.label, labelcolor=theme.ink)
            drawn[:] = [child for child in ax.get_children() if id(child) not in before]
            composed = replace(composed, frame=frame, kept=kept + len(frame.notes) if kept > 0 else kept)
            if composed.holds(width, height):
                return composed
        raise does_not_fit(composed, where)


def _theme_of(ax: Axes, options: Options) -> Theme:
    """Return ink and paper of somebody's Axes, as she has set them: a dark background, a theme's grey."""
    paper = to_rgba(ax.get_facecolor())
    figure = ax.get_figure(root=True)
    if paper[3] == 0 and figure is not None:
        paper = to_rgba(figure.get_facecolor())
    theme = Theme(paper=paper, palette=options.palette)
    if active_size() is not None:
        return theme
    ink = mpl.rcParams["text.color"]
    if ink == mpl.rcParamsDefault["text.color"] and not theme.on_dark:
        return theme
    soft = tuple(0.75 * one + 0.25 * other for one, other in zip(to_rgba(ink)[:3], paper[:3], strict=True))
    return replace(theme, ink=ink, quiet=soft, headline=ink)
