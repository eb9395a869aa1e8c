"""From an Axes to a finished chart: headline, subtitle, footnotes, source line, and where everything stands.

A chart takes a rectangle: the page of a figure of ours, or the place of an Axes in somebody's figure. Its texts and its
marks stay inside, so that a grid of charts needs no layout engine, and works with any.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import LayoutEngine
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from ..errors import ChartError, InputError
from .geometry import Exhibit
from .lettering import font_families, wrap, wrap_evenly
from .style import Size, Theme, find_size
from .words import notes_line

SPACING = 1.2  # matplotlib's line spacing: a text of n lines is n × 1.2 × its size high
_AIR = 0.25  # white between two texts, in their size
_PITCH = 1.28  # of the lines of a wrapped text here, in their size: Chinese needs more than Latin
_THIRD = 1 / 3  # of the height, that footers may take


@dataclass(frozen=True)
class Options:
    """What a user may set on every chart, whatever its rows are."""

    headline: str | bool | None = None  # None for the computed one, False for none
    notes: bool = True
    source: bool = True
    palette: Mapping[str, Any] | Sequence[Any] | None = None
    scale: float = 1.0

    def __post_init__(self) -> None:
        if self.headline is True or not isinstance(self.headline, str | bool | None):
            raise InputError(f"headline={self.headline!r}: None for the computed one, a text, or False for none.")
        for name in ("notes", "source"):
            if not isinstance(getattr(self, name), bool):
                raise InputError(f"{name}={getattr(self, name)!r}: True or False.")
        if isinstance(self.scale, bool) or not isinstance(self.scale, int | float) or not 0.3 <= self.scale <= 3:
            raise InputError(f"scale={self.scale!r}: a number from 0.3 to 3; 1 is the size of the chart style.")


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
    notes: tuple[str, ...] = ()  # footnotes for what a label was too short to say
    tight: bool = False  # whether there was too little width for the marks


@dataclass(frozen=True)
class Composition:
    """The texts of a chart at their sizes, and how they share a rectangle with the marks."""

    shown: Exhibit
    options: Options
    size: Size
    theme: Theme
    kept: int  # how many footnotes there is room for
    own: bool = True  # whether the figure is of ours
    frame: Frame = Frame()

    @property
    def texts(self) -> dict[str, tuple[str, float, Any]]:
        """The four texts by name: what they say, their size, their colour."""
        shown, size, options = self.shown, self.size, self.options
        headline = shown.headline if options.headline is None else options.headline or ""
        notes = (
            notes_line((*shown.notes, *self.frame.notes), shown.lang, self.kept, self.own)
            if options.notes and self.kept >= 0
            else ""
        )
        return {
            "headline": (str(headline), size.headline, self.theme.headline),
            "subtitle": (shown.subtitle, size.subtitle, self.theme.quiet),
            "notes": (notes, size.notes, self.theme.quiet),
            "source": (shown.source if options.source else "", size.notes, self.theme.quiet),
        }

    def wrapped(self, width: float) -> dict[str, list[str]]:
        """Return the lines of each text."""
        return {
            name: (wrap_evenly if name == "headline" else wrap)(text, size, width).split("\n") if text else []
            for name, (text, size, _) in self.texts.items()
        }

    def heights(self, width: float) -> dict[str, float]:
        """Return the height of each text with the white that follows it."""
        sizes = {name: size for name, (_, size, _) in self.texts.items()}
        return {
            name: (len(lines) * _PITCH + _AIR) * sizes[name] if lines else 0.0
            for name, lines in self.wrapped(width).items()
        }

    @property
    def gap(self) -> float:
        """White between the texts and the marks."""
        return 0.4 * self.size.label

    def room(self, width: float, height: float) -> float:
        """Return the height that is left for the marks and their frame."""
        return height - math.fsum(self.heights(width).values()) - 2 * self.gap

    def natural(self, width: float) -> float:
        """Return the height that a chart which chooses its height takes: footers are at most a third of it."""
        heights, frame = self.heights(width), self.frame
        high = math.fsum(heights.values()) + 2 * self.gap + frame.top + frame.height + frame.bottom
        footer = heights["notes"] + heights["source"]
        return max(high, min(footer / _THIRD, 1.35 * high))

    def holds(self, width: float, height: float | None) -> bool:
        """Whether everything has its room."""
        heights, frame = self.heights(width), self.frame
        high = self.natural(width) if height is None else height
        footer = heights["notes"] + heights["source"]
        if self.kept > 0 and footer > high * _THIRD + 0.01:
            return False
        needed = frame.least + frame.top + frame.bottom
        return not frame.tight and (height is None or self.room(width, height) >= needed - 0.01)


class Placement:
    """Keeps the texts and the box of a chart in its rectangle, wherever and however large that is when it is drawn."""

    def __init__(self, ax: Axes, composed: Composition, own: bool) -> None:
        self.ax, self.composed, self.own = ax, composed, own
        self._for: object = None
        figure = root_figure(ax)
        make = figure.text if own else ax.text
        place: dict[str, Any] = {"transform": figure.transFigure, "va": "top", "ha": "left", "linespacing": _PITCH}
        self.texts: dict[str, Text] = {}
        for name, (text, size, colour) in composed.texts.items():
            if text:
                self.texts[name] = make(0, 0, text, fontsize=size, color=colour, gid=name, **place)
        use_chart_font(list(self.texts.values()))

    def arrange(self, x: float, y: float, width: float, height: float) -> Bbox:
        """Place the texts in a rectangle of the figure, in points; return what it leaves for the Axes box."""
        title, label = self._own_title(), self._own_label()
        composed, frame = self.composed, self.composed.frame
        heights, lines = composed.heights(width), composed.wrapped(width)
        page = Bbox.from_extents(0, 0, *(inches * 72 for inches in root_figure(self.ax).get_size_inches()))

        def put(name: str, top: float) -> None:
            if name in self.texts:
                self.texts[name].set_text("\n".join(lines[name]))
                self.texts[name].set_position((x / page.width, top / page.height))

        if "headline" in self.texts:
            self.texts["headline"].set_visible(not title)
        top = y + height
        put("headline", top)
        top -= title or heights["headline"]
        put("subtitle", top)
        top -= heights["subtitle"] + composed.gap + frame.top
        bottom = y + heights["source"]
        put("source", bottom)
        bottom += heights["notes"]
        put("notes", bottom)
        bottom += composed.gap + frame.bottom + label
        spare = max(0.0, top - bottom - frame.most) / 2
        if title:
            self._pad_title(heights["subtitle"] + composed.gap + frame.top + spare + 2)
        top, bottom = top - spare, bottom + spare
        left, right = x + frame.left, x + width - frame.right
        return Bbox.from_extents(
            left / page.width, bottom / page.height, max(right, left + 1) / page.width,
            max(top, bottom + 1) / page.height,
        )  # fmt: skip

    def _titles(self) -> dict[str, Text]:
        texts = {"center": self.ax.title, "left": self.ax._left_title, "right": self.ax._right_title}  # type: ignore[attr-defined]
        return {loc: text for loc, text in texts.items() if text.get_text()}

    def _own_title(self) -> float:
        """Return the height of a title that the user has set: it takes the place of the headline."""
        sizes = [float(t.get_fontsize()) * (t.get_text().count("\n") + 1) for t in self._titles().values()]
        return max(sizes, default=0.0) * (_PITCH + _AIR)

    def _pad_title(self, points: float) -> None:
        for loc, text in self._titles().items():
            kept = {"fontsize": text.get_fontsize(), "fontweight": text.get_fontweight(), "color": text.get_color()}
            high = points + 0.3 * float(text.get_fontsize())
            self.ax.set_title(text.get_text(), loc=loc, pad=high, fontdict=kept)  # type: ignore[arg-type]

    def _own_label(self) -> float:
        label = self.ax.xaxis.label
        return float(label.get_fontsize()) * _PITCH + float(self.ax.xaxis.labelpad) if label.get_text() else 0.0


class ChartLayout(LayoutEngine):
    """The layout engine of a figure that holds one chart: the whole page is its rectangle."""

    _adjust_compatible = False
    _colorbar_gridspec = False

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.record: Exhibit | None = None  # what was drawn
        self.options = Options()
        self.fingerprint: object = None  # of the finished chart: another one means that a user changed it
        self._placed: Placement | None = None

    def finish(self, ax: Axes, composed: Composition) -> None:
        """Write the texts into the figure and give it the height that the chart needs."""
        figure, size = root_figure(ax), self.size
        height = size.height
        if not height:
            high = composed.natural(size.width - 2 * size.margin) + 2 * size.margin
            # Whole pixels. Python 3.12 adds floats more exactly: the last digits must not decide on one more.
            height = math.ceil(round(high / 72 * 300, 6)) / 300 * 72
        figure.set_size_inches(size.width / 72, height / 72)
        self.record, self.options = composed.shown, composed.options
        self._placed = Placement(ax, composed, own=True)
        self.execute(figure)
        self.fingerprint = fingerprint(figure)

    def execute(self, fig: Figure) -> None:
        """Place everything; matplotlib calls this whenever it draws the figure."""
        if self._placed is not None:
            width, height = (float(inches) * 72 for inches in fig.get_size_inches())
            margin = self.size.margin
            box = self._placed.arrange(margin, margin, width - 2 * margin, height - 2 * margin)
            self._placed.ax.set_position(box)


class Guest:
    """The locator of somebody's Axes with a chart in it: its place in the grid is the rectangle, whoever changes it."""

    def __init__(self, ax: Axes, draw: Callable[[float, float], Composition]) -> None:
        self.ax, self.draw = ax, draw
        self._before: Callable[[Any, Any], Bbox] | None = ax.get_axes_locator()
        if isinstance(self._before, Guest):
            self._before = self._before._before
        self._size: tuple[float, float] | None = None
        self._placed: Placement | None = None
        ax.set_axes_locator(self)
        self(ax, None)

    def __call__(self, ax: Any, renderer: Any) -> Bbox:
        """Return where the box stands; draw the marks again if their rectangle is not the one they were fitted to."""
        place = self._before(ax, renderer) if self._before else ax.get_position(original=True)
        figure = root_figure(ax)
        whole = Bbox.from_bounds(0, 0, *(float(inches) * 72 for inches in figure.get_size_inches()))
        parent = ax.get_figure(root=False)
        assert parent is not None
        in_figure = place.transformed(parent.transSubfigure - figure.transFigure)
        x, y = in_figure.x0 * whole.width, in_figure.y0 * whole.height
        width, height = in_figure.width * whole.width, in_figure.height * whole.height
        if self._size is None or max(abs(width - self._size[0]), abs(height - self._size[1])) > 0.5:
            self._size = (width, height)
            if self._placed:
                for text in self._placed.texts.values():
                    text.remove()
            self._placed = Placement(ax, self.draw(width, height), own=False)
        assert self._placed is not None
        box = self._placed.arrange(x, y, width, height)
        return box.transformed(figure.transFigure - parent.transSubfigure)


def attempts(size: Size, notes: int, own: bool) -> Iterator[tuple[Size, int, bool]]:
    """Yield what may be tried until a chart fits: text size, footnotes kept, and whether names stand above marks.

    A chart of ours keeps its texts and makes its labels smaller, down to the floor of its size; in somebody's Axes all
    texts become smaller together. Footnotes are left out only where that is not enough.
    """
    floor, step = (size.floor / size.label, 0.94) if own else (0.08, 0.87)
    scales = [1.0, *(step**n for n in (1, 2, 3) if step**n > floor)]
    last = scales[-1]
    fewer = [(last, notes // 2)] if notes > 1 else []
    if not own and notes > 1:  # nowhere else does a chart in somebody's Axes say what matters most
        fewer += [(scale, 1) for scale in (last, step * last, step * step * last)]
    tried = [(scale, notes) for scale in scales] + [*fewer, (last, 0)]
    while scales[-1] > floor:
        scales.append(max(step * scales[-1], floor))
        tried += [(scales[-1], kept) for kept in ([0] if own or notes < 2 else [1, 0])]
    for scale, kept in tried:
        for above in (False, True):
            yield size.scaled(scale, only_labels=own), kept, above
    least = size.scaled(scales[-1], only_labels=own)
    least = replace(least, headline=0.8 * least.headline, subtitle=max(0.85 * least.subtitle, least.floor))
    for kept in (0, -1):  # at last without the words that there are more footnotes
        for above in (False, True):
            yield least, kept, above


def root_figure(artist: Artist) -> Figure:
    """Return the whole figure that an Axes or a subfigure is a part of; a whole one itself."""
    figure = artist.get_figure(root=True)
    assert isinstance(figure, Figure)
    return figure


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


def does_not_fit(composed: Composition, where: str) -> ChartError:
    """Return the error for rows that fit no size of text."""
    return ChartError(
        f"{composed.shown.name}: {len(composed.shown.marks)} marks do not fit {where}; choose doc, which grows with "
        "the chart, a larger Axes, fewer rows or shorter names."
    )


def kept_size(size: Size, options: Options) -> Size:
    """Return the size with the user's scale; a text that she makes smaller may lie below the floor."""
    return replace(size.scaled(options.scale), floor=size.floor * min(1.0, options.scale))


def use_chart_font(artists: Sequence[Axes | Text]) -> None:
    """Give every text the chart font, whatever a theme has set since."""
    families = font_families()
    for artist in artists:
        for text in artist.findobj(Text):
            text.set_fontfamily(families)
        if isinstance(artist, Axes):
            artist.tick_params(labelfontfamily=families)
