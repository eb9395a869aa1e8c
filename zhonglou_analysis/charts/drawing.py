"""Marks and rows: how an estimate, an actual, a target and a projection look, and how a floor is drawn.

Every mark stands at its number in data coordinates; only its label is shifted, in points. The widths of the labels are
known before anything is drawn (:func:`text_width`), so the axis is chosen to leave them room.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from .geometry import Shape
from .layout import SPACING, Frame
from .lettering import text_width, wrap
from .style import BLUE, DARK, INK, PLUM, REST, TEAL, Size
from .table import Mark

# Told apart by shape as well as colour: solid, striped, hollow, dashed; in grey print too.
_BARS: dict[str, dict[str, Any]] = {
    "actual": {"facecolor": BLUE, "edgecolor": BLUE},
    "estimate": {"facecolor": BLUE, "edgecolor": BLUE, "hatch": "///", "hatchcolor": "white"},
    "target": {"facecolor": "white", "edgecolor": BLUE, "linewidth": 1.6},
    "projection": {"facecolor": "white", "edgecolor": BLUE, "linewidth": 1.6, "linestyle": (0, (3, 2))},
    "computed": {"facecolor": TEAL, "edgecolor": TEAL},
    "definition": {"facecolor": "white", "edgecolor": DARK},
    "rest": {"facecolor": REST, "edgecolor": DARK, "linewidth": 0.8},
    "unallocated": {"facecolor": "white", "edgecolor": DARK, "hatch": "///", "hatchcolor": DARK, "linewidth": 0.8},
}
_DOTS: dict[str, dict[str, Any]] = {
    "actual": {"marker": "o", "color": BLUE},
    "estimate": {"marker": "o", "color": BLUE, "fillstyle": "left", "markerfacecoloralt": "white"},
    "target": {"marker": "D", "color": BLUE, "markerfacecolor": "white", "markeredgewidth": 1.6},
    "projection": {"marker": "s", "color": PLUM, "markerfacecolor": "white", "markeredgewidth": 1.6},
    "computed": {"marker": "s", "color": TEAL},
    "definition": {"marker": "|", "color": DARK},
}


@dataclass(frozen=True)
class Sheet:
    """Where a chart is drawn, and how much room there is."""

    ax: Axes
    lang: str
    size: Size
    width: float  # in points: of the box with what stands beside it; in somebody's own Axes, of the box
    room: float | None  # height in points for the box and what stands above and below it; None if the chart chooses
    own: bool  # whether the figure is ours to lay out

    @property
    def em(self) -> float:
        """The size of labels, in points."""
        return self.size.label

    @property
    def is_narrow(self) -> bool:
        """Whether a row's name must stand above its mark."""
        return self.width / self.em < 30

    @property
    def is_compact(self) -> bool:
        """Whether labels on both sides of a mark would leave no room for it."""
        return self.width / self.em < 38

    def text_width(self, text: str) -> float:
        """Return the width of a label in points."""
        return text_width(text, self.em)

    def note(
        self, text: str, x: float, y: float, dx: float = 0, dy: float = 0, ha: str = "left", va: str = "center",
        color: str = INK, ax: Axes | None = None,
    ) -> None:  # fmt: skip
        """Write a label at a place in data coordinates, shifted by some points."""
        (ax or self.ax).annotate(
            text, (x, y), (dx, dy), "data", "offset points", ha=ha, va=va, color=color, fontsize=self.em,
            linespacing=SPACING, annotation_clip=False,
        )  # fmt: skip

    def hide_axes(self) -> None:
        """Take away both axes: every mark carries its number."""
        self.ax.set_xticks([])
        self.ax.set_yticks([])

    def own_ticks(self, ticks: Sequence[float], labels: Sequence[str] | None = None) -> float:
        """Put labelled grid lines on the horizontal axis; return the height in points that the labels need."""
        self.ax.set_xticks(list(ticks), list(labels) if labels else [f"{tick:g}" for tick in ticks])
        self.ax.grid(axis="x")
        return self.em * (SPACING + 0.5)


class Rows:
    """Rows of a chart from top to bottom, each with its name beside it, or above it where it is narrow.

    The vertical axis counts ems, so that a row with a name of two lines is higher than its neighbour.
    """

    def __init__(
        self,
        sheet: Sheet,
        names: Sequence[str],
        above: bool | None = None,  # whether names stand above their marks; by default where the sheet is narrow
        mark: float = 1.3,  # height of a bar or dot in ems
        indent: float = 0,  # points to keep free on the left, for the label of the first tick
        widest: float = 0.3,  # how much of the width names may take before they are wrapped
    ) -> None:
        self.sheet, self.count, self.thickness = sheet, len(names), mark
        em = sheet.em
        above = sheet.is_narrow if above is None else above
        wrapped = [wrap(name, em, sheet.width if above else sheet.width * widest) for name in names]
        lines = [SPACING * (name.count("\n") + 1) for name in wrapped]
        pitches = [line + mark + 0.5 for line in lines] if above else [max(line + 0.6, mark + 0.7) for line in lines]
        starts = [math.fsum(pitches[:i]) for i in range(self.count)]
        self._places = [
            start + line + 0.25 + mark / 2 if above else start + pitch / 2
            for start, line, pitch in zip(starts, lines, pitches, strict=True)
        ]
        # fsum: Python 3.12 changed how sum() adds floats, and a file must be the same on every version.
        self.height = math.fsum(pitches) * em
        # How far the rows may be pressed together before a name touches the mark above it.
        pressed = max((line + 0.4 * mark + 0.35) / (line + mark + 0.5) for line in lines)
        self.least = self.height * pressed if above else math.fsum(line + 0.05 for line in lines) * em
        self.left = indent if sheet.own else 0.0
        if above:
            for place, name in zip(self._places, wrapped, strict=True):
                sheet.ax.annotate(
                    name, (0, place), (-self.left, mark * em * 0.4 + 1), ("axes fraction", "data"), "offset points",
                    fontsize=em, va="bottom", color=INK, linespacing=SPACING, annotation_clip=False,
                )  # fmt: skip
            sheet.ax.set_yticks([])
        else:
            sheet.ax.set_yticks(self._places, wrapped, linespacing=SPACING)
            sheet.ax.tick_params(axis="y", length=0, pad=0.5 * em)
            if sheet.own:
                self.left = max(self.left, max(sheet.text_width(name) for name in wrapped) + 0.7 * em)
        sheet.ax.set_ylim(math.fsum(pitches), 0)

    @property
    def width(self) -> float:
        """Width of the Axes box in points."""
        return self.sheet.width - self.left

    def y(self, i: int) -> float:
        """Return where the marks of row ``i`` stand."""
        return self._places[i]

    def frame(self, top: float = 0, bottom: float = 0) -> Frame:
        """Return the frame that these rows need."""
        return Frame(left=self.left, top=top, bottom=bottom, height=self.height, least=self.least)

    def bar(self, i: int, start: float, end: float, kind: str) -> Rectangle:
        """Draw a bar of row ``i`` from ``start`` to ``end``."""
        bar = Rectangle((start, self.y(i) - self.thickness / 2), end - start, self.thickness, **_BARS[kind])
        self.sheet.ax.add_patch(bar)
        return bar


def fit_axis(
    ax: Axes, width: float, items: Sequence[tuple[float, float, float]], low: float | None = None
) -> tuple[float, float]:
    """Choose the limits of the horizontal axis so that every label has room beside its mark.

    Each item is a place in data coordinates, and the points needed to its left and right; without ``low`` the axis
    starts where the labels on the left let it.
    """
    places = [x for x, _, _ in items]
    start = min(places) if low is None else low
    end = max(places)
    if end <= start:
        end = start + (abs(start) or 1)
    for _ in range(60):  # each step can only widen the axis; it settles after a few
        scale = (end - start) / width
        end = max([end, *(min(x + right * scale, start + 20 * (max(places) - start or 1)) for x, _, right in items)])
        if low is None:
            start = min([start, *(x - left * scale for x, left, _ in items)])
    ax.set_xlim(start, end)
    return start, end


def arrow(ax: Axes, x: float, y: float, length: float, color: str = BLUE, up: bool = False) -> None:
    """Draw the arrow of a floor (or, with a negative length in points, of a ceiling) that starts at a number."""
    ax.annotate(
        "", (x, y), (0, length) if up else (length, 0), "data", "offset points", annotation_clip=False,
        arrowprops={"arrowstyle": "<|-", "color": color, "lw": 1.5, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 9},
    )  # fmt: skip


def look(mark: Mark) -> str:
    """Return the colour of what belongs to a mark, as its arrow."""
    return TEAL if mark.status == "computed" else BLUE


def dot(ax: Axes, shape: Shape, y: float, em: float, scale: float = 0.75, **changes: Any) -> None:
    """Draw the dot of a mark: filled for what is, hollow for what is aimed at."""
    ax.plot(
        [shape.x], [y], linestyle="none", markersize=em * scale, zorder=3, clip_on=False,
        **(_DOTS[shape.mark.status] | changes),
    )  # fmt: skip


def span(ax: Axes, low: float, high: float, y: float, em: float, color: str = DARK) -> None:
    """Draw an interval with caps at both ends."""
    ax.plot([low, high], [y, y], color=color, marker="|", markersize=em * 0.7, markeredgewidth=1.4, linewidth=1.4)
