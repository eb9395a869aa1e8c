"""A chart as data before anything is drawn: its texts, and the geometry of its form, rows and the shapes in them.

The drawing is made from it, and so can be a native chart of an office program: nothing in it is a pixel or a colour.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..quantities.lexicon import OWN_STATUSES, STATUSES
from .table import Mark
from .words import pick

# One mark a row; two, joined; end to end; one row each, the first of what is printed; printed and recomputed.
FORMS = ("values", "pairs", "parts", "paths", "verdicts")
REST_ROLES = ("rest", "unallocated")  # of parts: what is left of a whole, and grey in every chart
_FILLS = {"estimate": "striped", "target": "hollow", "projection": "hollow", "definition": "hollow"}


@dataclass(frozen=True)
class Shape:
    """What stands for one mark on the value axis."""

    mark: Mark  # the one it stands for: number, unit, status, ids
    x: float  # the number itself, or its index where the axis is one; of a part its length
    low: float  # bounds on the same axis, infinite where the words bound nothing, NaN where they give no width
    high: float
    fill: str  # solid: reported or computed; striped: an estimate; hollow: aimed at or projected
    arrow: str  # where the truth may lie: "up" of a floor, "down" of a ceiling, "both" of neither; else ""
    role: str  # which mark of its row it is
    name: str = ""  # of a part, or the year of a point; empty in a row of one

    @property
    def band(self) -> bool:
        """Whether the mark has a width that is drawn: a target's two ends, or what a declared assumption gives."""
        assumed = "about_width" in self.mark.assumptions.split() and math.isfinite(self.high - self.low)
        return assumed or self.mark.is_range


@dataclass(frozen=True)
class Row:
    """A row of a chart; its parts lie end to end, and the points of a path follow their years, in this order."""

    name: str  # as it stands beside the row
    shapes: tuple[Shape, ...]
    texts: tuple[str, ...] = ()  # the label of each shape; after them what is said of the whole row (a verdict)
    columns: tuple[str, ...] = ()  # what stands in the columns beside the marks, under Geometry.columns


@dataclass(frozen=True)
class Sign:
    """An entry of the key: a symbol, whose look it has, and what it means."""

    symbol: str  # bar, dot, arrow, band, span, tick, rest; empty for words alone
    status: str
    text: str
    fill: str = ""
    place: int | None = None  # of a part among its like: they are told apart by colour


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
    key: tuple[Sign, ...] = ()  # made from the shapes that are there
    columns: tuple[str, ...] = ()  # headings of what stands beside the marks


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


def shared_status(marks: Sequence[Mark]) -> str:
    """Return the status that most marks have: it is said once, and only the others say theirs."""
    return Counter(mark.status for mark in marks).most_common(1)[0][0]


def part_places(geometry: Geometry) -> dict[str, int]:
    """Return the place of each part among its like, which gives it its colour: that of the key, or of its one row."""
    told = {sign.text: sign.place for sign in geometry.key if sign.place is not None}
    return told or {shape.name: place for place, shape in enumerate(geometry.rows[0].shapes)}


def key_of(shapes: Sequence[Shape], lang: str, symbol: str = "bar", statuses: bool = True) -> tuple[Sign, ...]:
    """Return the key of the shapes that are there: their statuses where they differ, arrows, the width of 左右.

    Stripes are told even where all are striped: no reader guesses a texture.
    """
    signs: list[Sign] = []
    looks = dict.fromkeys((shape.mark.status, shape.fill) for shape in shapes)
    textures = symbol == "bar" and any(fill == "striped" for _, fill in looks)
    if statuses and (textures or len({status for status, _ in looks}) > 1):
        words = STATUSES | OWN_STATUSES
        signs += [Sign(symbol, status, pick(lang, *words[status]), fill) for status, fill in looks]
    arrows = {shape.arrow for shape in shapes if shape.arrow}
    status = next((shape.mark.status for shape in shapes if shape.arrow), "")
    for arrow, zh, en in (
        ("up", "不低于此数", "at least this"),
        ("down", "不高于此数", "at most this"),
        ("both", "上下均无界", "no bounds"),
    ):
        if arrow in arrows:
            signs.append(Sign(f"arrow {arrow}", status, pick(lang, zh, en)))
    wide = [shape for shape in shapes if shape.band]
    bands = {round((shape.high - shape.low) / 2, 6): shape for shape in wide if not shape.mark.is_range}
    between = pick(lang, "目标区间", "range of a target")
    if wide and not bands:
        signs.append(Sign("band", status, between))
    elif bands:
        unit = pick(lang, "个百分点", " points") if {s.mark.unit for s in bands.values()} == {"%"} else ""
        width = f"±{min(bands):g}{unit}" if len(bands) == 1 and unit else ""
        text = pick(
            lang,
            f"“左右”假定为{width}" if width else "“左右”的假定宽度",
            f"assumed width of “about”, {width}".rstrip(", "),
        )
        ranges = len(wide) > sum(not shape.mark.is_range for shape in wide)
        signs.append(Sign("band", status, text + pick(lang, f",或{between}", f", or {between}") * ranges))
    return tuple(signs)


def values(
    marks: Sequence[Mark],
    names: Sequence[str],
    texts: Sequence[str],
    lang: str,
    start: float | None = 0.0,
    marker: str = "bar",
    columns: tuple[Sequence[str], Sequence[Sequence[str]]] = ((), ()),
) -> Geometry:
    """Return one row a mark, on the axis of their unit; ``columns`` are headings, and the texts under them."""
    cells = columns[1] or [()] * len(marks)
    shapes = [shape_of(mark) for mark in marks]
    rows = tuple(
        Row(name, (shape,), (text,), tuple(own))
        for shape, name, text, own in zip(shapes, names, texts, cells, strict=True)
    )
    return Geometry(
        "values", rows, marks[0].unit, start, marker=marker, key=key_of(shapes, lang, marker), columns=tuple(columns[0])
    )
