"""A chart as a value: where its rows come from, what it says and how it is drawn; and the one way to draw it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..quantities.wording import check_lang
from ..reports.report import Report, load_report
from .drawing import Sheet
from .geometry import Geometry
from .layout import ChartLayout, Frame, Record, chart_figure, chart_layout, finish_foreign, use_chart_font
from .style import active_size, chart_style, find_size
from .table import Mark, as_marks, as_table, refuse_duplicates, refuse_mixed_units
from .words import Words
from .wrapping import punctuate

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Exhibit:
    """What a chart shows and says in one language, made without drawing anything.

    Parameters
    ----------
    name, lang : str
        Of the chart; of the texts.
    headline, subtitle : str
        The finding with its number; measure, unit, place, period, price basis, status.
    notes : tuple of str
        Footnotes, what matters most first.
    source, alt : str
        The source line, and the chart in words.
    marks : tuple of Mark
        The rows plotted, as :func:`chart_table` returns them.
    geometry : Geometry
        Rows, shapes and axis of the chart's form.
    """

    name: str
    lang: str
    headline: str
    subtitle: str
    notes: tuple[str, ...]
    source: str
    alt: str
    marks: tuple[Mark, ...]
    geometry: Geometry


@dataclass(frozen=True)
class Chart:
    """One chart of the catalogue.

    Parameters
    ----------
    name : str
        Its name everywhere: command, files, table, function.
    marks : callable
        Computes the rows from a report.
    words : callable
        Makes headline, subtitle and own notes from rows, in a language.
    geometry : callable
        Makes the rows and shapes of its form from rows, in a language.
    draw : callable
        Draws rows on a sheet and says what frame they need.
    one_unit : bool
        Whether all rows share one axis in their unit.
    """

    name: str
    marks: Callable[[Report], list[Mark]]
    words: Callable[[Sequence[Mark], str], Words]
    geometry: Callable[[Sequence[Mark], str], Geometry]
    draw: Callable[[Sheet, Sequence[Mark]], Frame]
    one_unit: bool = True

    def table(self, report: Report | None = None) -> pd.DataFrame:
        """Return the numbers behind the chart, one row per mark."""
        return as_table(self.marks(report or load_report()))

    def check(self, marks: Sequence[Mark]) -> None:
        """Refuse rows that cannot stand on one chart."""
        refuse_duplicates(marks, self.name)
        if self.one_unit:
            refuse_mixed_units(marks, self.name)

    def exhibit(self, marks: Sequence[Mark], lang: str) -> Exhibit:
        """Return what the chart shows and says, without drawing it."""
        check_lang(lang)
        self.check(marks)
        record = self._record(marks, lang)
        return Exhibit(
            self.name, lang, record.words.headline, record.words.subtitle, tuple(record.notes), record.source,
            record.alt, tuple(marks), self.geometry(marks, lang),
        )  # fmt: skip

    def _record(self, marks: Sequence[Mark], lang: str) -> Record:
        said = self.words(marks, lang)
        words = Words(punctuate(said.headline, lang), punctuate(said.subtitle, lang), said.notes)
        return Record(self.name, lang, tuple(marks), words)

    def plot(self, data: pd.DataFrame | None = None, ax: Axes | None = None, lang: str = "zh") -> Axes:
        """Draw the chart; see the plot function of each chart."""
        check_lang(lang)
        marks = self.marks(load_report()) if data is None else as_marks(data, self.name)
        self.check(marks)
        size = active_size() or find_size("doc")
        with chart_style(lang, size.name):  # again, if it is in force: a seaborn theme set since must not mix in
            if ax is not None:
                return self.draw_on(ax, marks, lang)
            import matplotlib.pyplot as plt  # only here: a notebook shows and closes what pyplot manages

            figure = plt.figure(layout=ChartLayout(size))
            try:
                return self.draw_on(figure.add_subplot(), marks, lang)
            except BaseException:
                plt.close(figure)
                raise

    def figure(self, marks: Sequence[Mark], lang: str, size: str) -> Figure:
        """Return a finished figure outside pyplot."""
        self.check(marks)
        with chart_style(lang, size):
            figure = chart_figure(size)
            self.draw_on(figure.add_subplot(), marks, lang)
        return figure

    def draw_on(self, ax: Axes, marks: Sequence[Mark], lang: str) -> Axes:
        """Draw rows on an Axes, in the style in force."""
        record = self._record(marks, lang)
        figure = ax.get_figure(root=True)
        assert figure is not None
        layout = chart_layout(figure)
        if layout is not None:
            sheet = Sheet(ax, lang, layout.size, layout.inner_width, layout.room(record), own=True)
            frame = self.draw(sheet, marks)
            layout.compose(ax, _noted(record, frame), frame)
            use_chart_font([ax, *figure.texts])
            return ax
        size = active_size() or find_size("doc")
        box, dpi = ax.get_window_extent(), figure.get_dpi()
        width = float(box.width) * 72 / dpi
        sheet = Sheet(ax, lang, size, width, float(box.height) * 72 / dpi, own=False)
        ax.grid(visible=False)
        frame = self.draw(sheet, marks)
        finish_foreign(ax, _noted(record, frame), size, width, frame)
        use_chart_font([ax])
        return ax


def _noted(record: Record, frame: Frame) -> Record:
    """Return the record with the footnotes that the drawing itself made necessary."""
    words = record.words
    return replace(record, words=Words(words.headline, words.subtitle, (*words.notes, *frame.notes)))
