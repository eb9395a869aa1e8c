"""From an Axes to a finished chart: headline, subtitle, footnotes, source line, and where everything stands.

In a figure of ours a layout engine places the parts and gives the figure its height. In somebody's own Axes the
texts belong to that Axes, so that tight or constrained layout makes room for them, and nothing else is touched.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import LayoutEngine
from matplotlib.text import Text

from ..errors import ChartError
from .geometry import Exhibit
from .lettering import font_families, wrap, wrap_evenly
from .style import QUIET, Size, find_size
from .words import notes_line

SPACING = 1.2  # matplotlib's line spacing: a text of n lines is n × 1.2 × its size high
_AIR = 0.2  # white between two texts, in their size


@dataclass(frozen=True)
class Frame:
    """What a chart's marks need around the Axes box, and how high the box would like, must and may be, in points."""

    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0
    height: float = 100
    least: float = 0
    most: float = math.inf
    notes: tuple[str, ...] = ()


class ChartLayout(LayoutEngine):
    """Places headline, subtitle, Axes, footnotes and source line of a figure that holds one chart."""

    _adjust_compatible = False
    _colorbar_gridspec = False

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.record: Exhibit | None = None  # what was drawn
        self.fingerprint: object = None  # of the finished chart: another one means that a user changed it
        self._ax: Axes | None = None
        self._frame = Frame()
        self._texts: list[Text] = []  # headline, subtitle, notes, source
        self._kept: int | None = None  # how many footnotes there is room for; None: all
        self._placed_for: tuple[float, float] | None = None

    @property
    def inner_width(self) -> float:
        """Width between the margins, in points."""
        return self.size.width - 2 * self.size.margin

    def texts(self, record: Exhibit) -> list[tuple[str, str, float, str]]:
        """Return the four texts as (name, text, size, colour)."""
        size = self.size
        return [
            ("headline", record.headline, size.headline, mpl.rcParams["axes.titlecolor"]),
            ("subtitle", record.subtitle, size.subtitle, mpl.rcParams["axes.labelcolor"]),
            ("notes", notes_line(record.notes, record.lang, self._kept), size.notes, QUIET),
            ("source", record.source, size.notes, QUIET),
        ]

    def room(self, record: Exhibit) -> float | None:
        """Return the height in points that is left for Axes and Frame, or None if the chart chooses its height."""
        if not self.size.height:
            return None
        heights = [self._height(text, size, name) for name, text, size, _ in self.texts(record)]
        return self.size.height - 2 * self.size.margin - math.fsum(heights) - 2 * self._gap

    @property
    def _gap(self) -> float:
        return 0.7 * self.size.label

    def _height(self, text: str, size: float, name: str) -> float:
        lines = self._wrapped(text, size, name, self.inner_width).count("\n") + 1
        return lines * size * SPACING + _AIR * size if text else 0

    @staticmethod
    def _wrapped(text: str, size: float, name: str, width: float) -> str:
        return (wrap_evenly if name == "headline" else wrap)(text, size, width)

    def compose(self, ax: Axes, record: Exhibit, frame: Frame) -> None:
        """Write the texts into the figure and give it the height that the chart needs."""
        needed = frame.least + frame.top + frame.bottom
        for kept in range(len(record.notes), -1, -1):
            self._kept = kept
            room = self.room(record)
            if room is None or room >= needed:
                break
        if room is not None and room < needed:
            raise ChartError(
                f"{record.name}: {len(record.marks)} marks do not fit the size {self.size.name}; "
                "choose doc, which grows with the chart, or fewer rows."
            )
        figure = ax.get_figure(root=True)
        assert isinstance(figure, Figure)
        self.record, self._ax, self._frame = record, ax, frame
        self._texts = [
            figure.text(0, 0, text, fontsize=size, color=colour, va="top", ha="left", linespacing=SPACING, gid=name)
            for name, text, size, colour in self.texts(record)
            if text
        ]
        if room is None:
            texts = math.fsum(self._height(text, size, name) for name, text, size, _ in self.texts(record))
            height = texts + 2 * self.size.margin + 2 * self._gap + frame.top + frame.height + frame.bottom
            # Whole pixels. Python 3.12 adds floats more exactly than 3.11: the last digits must not decide on one more.
            pixels = math.ceil(round(height / 72 * 300, 6))
            figure.set_size_inches(self.size.width / 72, pixels / 300)
        else:
            figure.set_size_inches(self.size.width / 72, self.size.height / 72)
        self.execute(figure)
        self.fingerprint = fingerprint(figure)

    def execute(self, fig: Figure) -> None:
        """Place everything; matplotlib calls this whenever it draws the figure."""
        width, height = (float(inches) * 72 for inches in fig.get_size_inches())
        if self.record is None or self._ax is None or self._placed_for == (width, height):
            return
        self._placed_for = (width, height)
        margin, frame, source_texts = self.size.margin, self._frame, dict(t[:2] for t in self.texts(self.record))
        top, bottom = height - margin, margin
        for text in self._texts:
            name, points = str(text.get_gid()), float(text.get_fontsize())
            text.set_text(self._wrapped(source_texts[name], points, name, width - 2 * margin))
            lines = (text.get_text().count("\n") + 1) * points * SPACING
            if name in ("headline", "subtitle"):
                text.set_position((margin / width, top / height))
                top -= lines + _AIR * points
        for text in reversed(self._texts):
            points = float(text.get_fontsize())
            if text.get_gid() in ("notes", "source"):
                bottom += (text.get_text().count("\n") + 1) * points * SPACING + _AIR * points
                text.set_position((margin / width, bottom / height))
        left, right = margin + frame.left, width - margin - frame.right
        low, high = bottom + self._gap + frame.bottom, top - self._gap - frame.top
        spare = max(0, high - low - frame.most) / 2
        low, high = low + spare, high - spare
        self._ax.set_position((left / width, low / height, (right - left) / width, max(high - low, 1) / height))


def fingerprint(figure: Figure) -> tuple[int, tuple[str, ...]]:
    """Return what changes when somebody adds to a figure or rewrites one of its texts."""
    artists = sum(len(ax.get_children()) + len(ax.child_axes) for ax in figure.axes) + len(figure.get_children())
    texts = tuple(t.get_text() for ax in figure.axes for t in [*ax.texts, ax.title, ax.xaxis.label, ax.yaxis.label])
    return artists, texts


def chart_figure(size: str = "doc") -> Figure:
    """Return an empty figure of a named size for one chart, outside pyplot: nothing to close, no backend chosen."""
    chosen = find_size(size)
    height = chosen.height or chosen.width * 0.62
    return Figure(figsize=(chosen.width / 72, height / 72), layout=ChartLayout(chosen))


def chart_layout(figure: object) -> ChartLayout | None:
    """Return the layout engine of a figure of ours, or None for a figure that somebody else made."""
    engine = figure.get_layout_engine() if isinstance(figure, Figure) else None
    return engine if isinstance(engine, ChartLayout) else None


def finish_foreign(ax: Axes, record: Exhibit, size: Size, width: float, frame: Frame) -> None:
    """Put headline, subtitle, footnotes and source line on an Axes of somebody else."""
    subtitle = wrap(record.subtitle, size.subtitle, width)
    lines = (subtitle.count("\n") + 1) * size.subtitle * SPACING
    ax.annotate(
        subtitle, (0, 1), (0, 4 + frame.top), "axes fraction", "offset points", fontsize=size.subtitle, va="bottom",
        ha="left", color=mpl.rcParams["axes.labelcolor"], linespacing=SPACING, gid="subtitle", annotation_clip=False,
    )  # fmt: skip
    headline = wrap_evenly(record.headline, size.headline * 0.85, width)
    ax.set_title(headline, loc="left", fontsize=size.headline * 0.85, pad=lines + 7 + frame.top, linespacing=SPACING)
    notes = "\n".join(
        wrap(text, size.notes, width) for text in (notes_line(record.notes, record.lang), record.source) if text
    )
    below = 0 if len(ax.get_xticks()) else frame.bottom  # labels of ticks make room for themselves
    ax.set_xlabel(notes, loc="left", labelpad=4 + below, fontsize=size.notes, color=QUIET, linespacing=SPACING)
    ax.set_ylabel("")
    ax.tick_params(labelsize=size.label)


def use_chart_font(artists: Sequence[Axes | Text]) -> None:
    """Give every text the chart font, whatever a theme has set since."""
    families = font_families()
    for artist in artists:
        for text in artist.findobj(Text):
            text.set_fontfamily(families)
        if isinstance(artist, Axes):
            artist.tick_params(labelfontfamily=families)
