"""A chart as data before anything is drawn: its texts, and the geometry of its form, rows and the shapes in them.

The drawing is made from it, and so can be a native chart of an office program: nothing in it is a pixel or a colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .table import Mark

# One mark a row; two, joined; end to end; one row each, the first of what is printed; printed and recomputed.
FORMS = ("values", "pairs", "parts", "paths", "verdicts")
_FILLS = {"estimate": "striped", "target": "hollow", "projection": "hollow", "definition": "hollow"}


@dataclass(frozen=True)
class Shape:
    """What stands for one mark on the value axis."""

    mark: Mark  # the one it stands for: number, unit, status, ids
    x: float  # the number itself, or its index where the axis is one; of a part its length
    low: float  # bounds on the same axis, infinite where the words bound nothing, NaN where they give no width
    high: float
    fill: str  # solid: reported or computed; striped: an estimate; hollow: aimed at or projected
    arrow: str  # where the truth may lie: "up" of a floor, "down" of a ceiling, "both" where nothing bounds it, else ""
    role: str  # which mark of its row it is
    name: str = ""  # of a part, or the year of a point; empty in a row of one


@dataclass(frozen=True)
class Row:
    """A row of a chart; its parts lie end to end, and the points of a path follow their years, in this order."""

    name: str  # as it stands beside the row
    shapes: tuple[Shape, ...]
    texts: tuple[str, ...] = ()  # the label of each shape; after them what is said of the whole row (a verdict)


@dataclass(frozen=True)
class Geometry:
    """The rows of a chart and the axis that they share."""

    form: str  # one of FORMS
    rows: tuple[Row, ...]  # top first
    unit: str  # of the axis, as in units.csv; empty where the axis is an index
    start: float | None = None  # where the axis must start (0 for bars); None where the marks let it
    reference: float | None = None  # a value that the rows are read against: 100 on an index, a goal, a whole
    index: str = ""  # what 100 stands for on an index axis, in words: 2022 = 100
    inset: Geometry | None = None  # a second one, drawn below on a scale of its own
    marker: str = "bar"  # of values: amounts are bars from zero; rates, and what is compared, are dots


@dataclass(frozen=True)
class Exhibit:
    """What a chart shows and says in one language, made without drawing anything."""

    name: str
    lang: str
    headline: str
    subtitle: str
    notes: tuple[str, ...]  # what matters most first
    source: str
    alt: str  # the chart in words
    marks: tuple[Mark, ...]  # the rows plotted, as chart_table returns them
    geometry: Geometry


def shape_of(mark: Mark, base: float | None = None, name: str = "", fill: str = "") -> Shape:
    """Return the shape of a mark: its status gives the fill, its bounds the arrow; on an index ``base`` is 100."""
    arrow = "both" if mark.is_unbounded else "up" if mark.is_floor else "down" if mark.is_ceiling else ""
    x, low, high = (place / base * 100 if base else place for place in (mark.stands, mark.low, mark.high))
    return Shape(mark, x, low, high, fill or _FILLS.get(mark.status, "solid"), arrow, mark.role, name)


def values(
    marks: Sequence[Mark], names: Sequence[str], texts: Sequence[str], start: float | None = 0.0, marker: str = "bar"
) -> Geometry:
    """Return one row a mark, on the axis of their unit."""
    rows = [Row(name, (shape_of(m),), (text,)) for m, name, text in zip(marks, names, texts, strict=True)]
    return Geometry("values", tuple(rows), marks[0].unit, start, marker=marker)
