"""A form's geometry as data: the rows of a chart and the shapes in them, there before anything is drawn.

The drawing is made from it, and so can be a native chart of an office program: nothing in it is a pixel or a colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .table import Mark

FORMS = ("values", "pairs", "parts", "paths", "verdicts")
_FILLS = {"estimate": "striped", "target": "hollow", "projection": "hollow", "definition": "hollow"}


@dataclass(frozen=True)
class Shape:
    """What stands for one mark on the value axis.

    Parameters
    ----------
    mark : Mark
        The mark it stands for: number, unit, status, ids.
    x : float
        Where it stands on the value axis (the number itself, or its index where the axis is one); of a part its length.
    low, high : float
        The bounds of the mark on the same axis, infinite where the words bound nothing, NaN where they give no width.
    fill : {"solid", "striped", "hollow"}
        By status: what is reported or computed, an estimate, what is aimed at or projected.
    arrow : {"", "up", "down", "both"}
        Where the truth may lie: up for a floor, down for a ceiling, both where nothing bounds it.
    role : str
        Of the mark: which one of its row it is.
    name : str
        What tells it from the others of its row: the name of a part, the year of a point; empty in a row of one.
    """

    mark: Mark
    x: float
    low: float
    high: float
    fill: str
    arrow: str
    role: str
    name: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a chart.

    Parameters
    ----------
    name : str
        As it stands beside the row.
    shapes : tuple of Shape
        Parts lie end to end in this order; the points of a path are in the order of their years.
    texts : tuple of str
        The label of each shape, in the order of the shapes; after them what is said of the row as a whole (a verdict).
    """

    name: str
    shapes: tuple[Shape, ...]
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Geometry:
    """The rows of a chart and the axis that they share.

    Parameters
    ----------
    form : {"values", "pairs", "parts", "paths", "verdicts"}
        ``values``: one mark a row. ``pairs``: two, joined. ``parts``: end to end. ``paths``: one row a path, the first
        of what is printed, the years in the marks. ``verdicts``: what is printed, and what it is recomputed to.
    rows : tuple of Row
        Top first.
    unit : str
        Of the axis, as in units.csv; empty where the axis is an index.
    start : float or None
        Where the axis must start (0 for bars); None if it may start where the marks let it.
    reference : float or None
        A value with a line across all rows: 100 on an index.
    index : str
        What the reference of an index axis stands for, in words (``2022 = 100``); empty where the axis is in ``unit``.
    inset : Geometry or None
        A second geometry drawn below on a scale of its own.
    """

    form: str
    rows: tuple[Row, ...]
    unit: str
    start: float | None = None
    reference: float | None = None
    index: str = ""
    inset: Geometry | None = None


def shape_of(mark: Mark, scale: float = 1.0, name: str = "", fill: str = "") -> Shape:
    """Return the shape of a mark: its status gives the fill, its bounds the arrow; ``scale`` leads to the axis."""
    arrow = "both" if mark.is_unbounded else "up" if mark.is_floor else "down" if mark.is_ceiling else ""
    return Shape(
        mark, mark.stands * scale, mark.low * scale, mark.high * scale, fill or _FILLS.get(mark.status, "solid"), arrow,
        mark.role, name,
    )  # fmt: skip


def values(marks: Sequence[Mark], names: Sequence[str], texts: Sequence[str], start: float | None = 0.0) -> Geometry:
    """Return one row a mark, on the axis of their unit."""
    rows = [Row(name, (shape_of(m),), (text,)) for m, name, text in zip(marks, names, texts, strict=True)]
    return Geometry("values", tuple(rows), marks[0].unit, start)
