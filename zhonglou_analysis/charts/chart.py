"""A chart as a value: where its rows come from, what it says and how it is drawn; and the one way to draw it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..quantities.wording import check_lang
from ..reports.report import Report, load_report
from .drawing import Sheet
from .geometry import Exhibit, Geometry
from .layout import ChartLayout, Frame, chart_figure, chart_layout, finish_foreign, use_chart_font
from .lettering import punctuate
from .style import active_size, chart_style, find_size
from .table import Mark, as_marks, as_table, refuse_duplicates, refuse_mixed_units
from .words import Words, alt_text, footnotes, source_line

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Chart:
    """One chart of the catalogue: where its rows come from, what they say, how its form places and draws them."""

    name: str
    marks: Callable[[Report], list[Mark]]
    words: Callable[[Sequence[Mark], str], Words]
    geometry: Callable[[Sequence[Mark], str], Geometry]
    draw: Callable[[Sheet, Geometry], Frame]
    one_unit: bool = True

    def table(self, report: Report | None = None) -> pd.DataFrame:
        """Return the numbers behind the chart, one row per mark."""
        return as_table(self.marks(report or load_report()))

    def check(self, marks: Sequence[Mark]) -> None:
        """Refuse rows that cannot stand on one chart."""
        refuse_duplicates(marks, self.name)
        if self.one_unit:
            refuse_mixed_units(marks, self.name)

    def exhibit(self, marks: Sequence[Mark], lang: str, more: Sequence[str] = ()) -> Exhibit:
        """Return what the chart shows and says, without drawing it; ``more`` are footnotes of the drawing."""
        said = self.words(marks, lang)
        words = Words(punctuate(said.headline, lang), punctuate(said.subtitle, lang), (*said.notes, *more))
        return Exhibit(
            self.name, lang, words.headline, words.subtitle, tuple(footnotes(marks, words, lang)),
            source_line(marks, lang), alt_text(marks, words, lang), tuple(marks), self.geometry(marks, lang),
        )  # fmt: skip

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
        shown = self.exhibit(marks, lang)
        figure = ax.get_figure(root=True)
        assert figure is not None
        layout = chart_layout(figure)
        if layout is not None:
            sheet = Sheet(ax, lang, layout.size, layout.inner_width, layout.room(shown), own=True)
            frame = self.draw(sheet, shown.geometry)
            layout.compose(ax, self.exhibit(marks, lang, frame.notes), frame)
            use_chart_font([ax, *figure.texts])
            return ax
        size = active_size() or find_size("doc")
        box, dpi = ax.get_window_extent(), figure.get_dpi()
        width = float(box.width) * 72 / dpi
        sheet = Sheet(ax, lang, size, width, float(box.height) * 72 / dpi, own=False)
        ax.grid(visible=False)
        frame = self.draw(sheet, shown.geometry)
        finish_foreign(ax, self.exhibit(marks, lang, frame.notes), size, width, frame)
        use_chart_font([ax])
        return ax
