"""A geometry laid out as a chart that an office program can hold: bars or points, with every bound that is seen.

A plan knows neither pixels nor a program. Points stand on the value axis and, in rows, on the number of the row; where
the writers of such charts have no way to say a thing (names of rows beside points, an arrow, a label past an arrow), a
series that is itself not seen carries it. Widths of texts decide the axis, so that no label leaves the frame.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..charts.geometry import Geometry, Row, Shape, Sign
from ..charts.lettering import text_width, wrap
from ..charts.style import BLUE, INK, PLUM, TEAL

MARKERS = {"estimate": "circle", "actual": "circle", "target": "diamond", "projection": "square", "computed": "square"}
_SEEN = 1.5  # points on either side: what is narrower lies under its mark and stands in the data sheet
GAP = 0.5  # white between a mark and its label, in the size of labels
LABEL = 0.18  # of the width: LibreOffice breaks a label beside a point that is longer
NAMES = 0.28  # of the width: what the names beside bars may take
ARROW = 2.0  # length of an arrow, in the size of labels


@dataclass(frozen=True)
class Point:
    """A point of a series.

    Parameters
    ----------
    x, y : float
        On the value axis, and the row (0 on top) or the value of a path. Of a bar, its length and its row.
    label : str
        In our own words; lines are apart by line ends.
    at : {"right", "left", "above", "below", "middle", "base"}
        Where the label stands; ``base`` is the inner end of a bar.
    fill : {"solid", "striped", "hollow", "none"}
        As in :class:`~zhonglou_analysis.charts.geometry.Shape`.
    colour, ink : str
        Of the mark and of the label.
    marker : str
        ``circle``, ``diamond``, ``square``, or empty.
    shape : Shape or None
        What it stands for; None for a helper.
    """

    x: float
    y: float
    label: str = ""
    at: str = "right"
    fill: str = "none"
    colour: str = BLUE
    ink: str = INK
    marker: str = ""
    shape: Shape | None = None


@dataclass(frozen=True)
class Series:
    """A series: points, with or without a line through them.

    Parameters
    ----------
    name : str
        For the legend and the data sheet; a helper says in it what it is for.
    points : tuple of Point
        In their order.
    line : {"", "solid", "dash", "arrow"}
        Through the points; an arrow has its head at the last.
    colour : str
        Of the line.
    up, down : tuple of float or None
        Of bars: how far the error bars reach beyond the end of the bar, and back over it.
    arrow : bool
        Whether the error bars end in an arrow.
    legend : bool
        Whether it has an entry in the legend.
    """

    name: str
    points: tuple[Point, ...]
    line: str = ""
    colour: str = BLUE
    up: tuple[float | None, ...] = ()
    down: tuple[float | None, ...] = ()
    arrow: bool = False
    legend: bool = False


@dataclass(frozen=True)
class Plan:
    """A chart: its kind, series and frame.

    Parameters
    ----------
    kind : {"bars", "points"}
        Bars lie end to end, one row each; points stand anywhere.
    names : tuple of str
        Of the rows, top first.
    series : tuple of Series
        In the order in which they are drawn.
    low, high : float
        Ends of the value axis (of a path: of the years).
    bottom, top : float
        Ends of the other axis, of points.
    width, height, em : float
        Of the frame and of the labels, in points.
    left : float
        How much of the width stands before the axis, in points.
    """

    kind: str
    names: tuple[str, ...]
    series: tuple[Series, ...]
    low: float
    high: float
    bottom: float
    top: float
    width: float
    height: float
    em: float
    left: float

    @property
    def has_legend(self) -> bool:
        """Whether any series has an entry in the legend."""
        return any(series.legend for series in self.series)

    @property
    def marks(self) -> list[Point]:
        """The points that stand for a shape, in the order of the series."""
        return [point for series in self.series for point in series.points if point.shape is not None]


def names_of(rows: Sequence[Row], width: float, em: float, share: float = NAMES) -> tuple[tuple[str, ...], float]:
    """Return the names of the rows, broken into lines where they are long, and the room they take."""
    names = tuple(broken_name(row.name, em, share * width) for row in rows)
    return names, max(text_width(name, em) for name in names) + em


def broken_name(text: str, em: float, width: float) -> str:
    """Return a name in lines: before its bracket, if that is enough."""
    if text_width(text, em) <= width:
        return text
    return wrap(re.sub(r" ?([(\uff08])", r"\n\1", text, count=1), em, width)


def seen(length: float, point: float) -> float | None:
    """Return a length if it is wide enough to be seen, on an axis of which a point is so much."""
    return length if math.isfinite(length) and length / point > _SEEN else None


def colour_of(shape: Shape) -> str:
    """Return the colour that a status has in the drawn charts."""
    return status_colour(shape.mark.status)


def status_colour(status: str) -> str:
    """Return the colour of a status."""
    return {"projection": PLUM, "computed": TEAL}.get(status, BLUE)


def end_of(shape: Shape) -> float:
    """Return where a shape ends on the right: at its upper bound, if it has one."""
    return shape.high if math.isfinite(shape.high) else shape.x


def key_signs(geometry: Geometry, *, legend: bool = True) -> list[Sign]:
    """Return the signs of a geometry's key, without those that a legend of its series says."""
    told = ("dot", "bar") if legend and geometry.form in ("pairs", "parts") else ()
    return [sign for sign in geometry.key if sign.place is None and sign.symbol not in ("rest", *told)]
