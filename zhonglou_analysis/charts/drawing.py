"""Marks and rows: how an estimate, an actual, a target and a projection look, and how a floor is drawn.

Every mark stands at its number in data coordinates; only its label is shifted, in points. The widths of the labels are
known before anything is drawn (:func:`text_width`), so the axis is chosen to leave them room.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import ScaledTranslation

from .geometry import Geometry, Shape, Sign
from .layout import SPACING, Frame
from .lettering import text_width, wrap, wrap_evenly
from .style import BAND, Size, Theme

# Told apart by shape as well as colour: round what is reported, square what is computed, hollow what is aimed at;
# and where a row is a verdict, a cross what fails, hollow what a bound only allows.
_MARKERS = {"actual": "o", "estimate": "o", "target": "D", "projection": "s", "computed": "s", "definition": "d"}
_MARKERS |= {"does_not_reproduce": "X", "reproduces": "o", "bound_holds": "o", "missed": "X", "met": "o"}
_HOLLOW = ("target", "projection", "definition", "bound_holds")
_LINE = 1.34  # of an em, from one line of a name to the next
_BASELINE = 0.36  # of an em, from the middle of a row down to the baseline of its texts


@dataclass(frozen=True)
class Sheet:
    """Where a chart is drawn, and how much room there is."""

    ax: Axes
    lang: str
    size: Size
    width: float  # in points: of the box with what stands beside it
    room: float | None  # height in points for the box and what stands above and below it; None if the chart chooses
    theme: Theme
    above: bool  # whether the names of rows stand above their marks, because beside them there is no room

    @property
    def em(self) -> float:
        """The size of labels, in points."""
        return self.size.label

    @property
    def is_compact(self) -> bool:
        """Whether labels on both sides of a mark would leave no room for it."""
        return self.above or self.width / self.em < 34

    def text_width(self, text: str) -> float:
        """Return the width of a label in points."""
        return text_width(text, self.em)

    def colour(self, shape: Shape, place: int | None = None) -> Any:
        """Return the colour of a shape; ``place`` is that of a part or path among its like."""
        return self.theme.colour(shape.mark.status, shape.role, shape.mark.series, place=place)

    def note(
        self, text: str, x: float, y: float, dx: float = 0, dy: float = 0, ha: str = "left", va: str = "baseline",
        color: Any = None, ax: Axes | None = None, coords: Any = "data",
    ) -> None:  # fmt: skip
        """Write a label at a place in data coordinates, shifted by points; one line stands on the row's baseline."""
        if not text:
            return
        if va == "baseline":
            dy -= _BASELINE * self.em
        (ax or self.ax).annotate(
            text, (x, y), (dx, dy), coords, "offset points", ha=ha, va=va, fontsize=self.em,
            color=self.theme.ink if color is None else color, linespacing=SPACING, annotation_clip=False,
        )  # fmt: skip

    def hide_axes(self) -> None:
        """Take away both axes: every mark carries its number."""
        self.ax.set_xticks([])
        self.ax.set_yticks([])

    def show_axis(self) -> None:
        """Draw the line that the labels of the horizontal axis stand under."""
        self.ax.spines["bottom"].set_visible(True)
        self.ax.spines["bottom"].set_color(self.theme.quiet)

    def own_ticks(self, ticks: Sequence[float], labels: Sequence[str] | None = None) -> float:
        """Put labelled grid lines on the horizontal axis; return the height in points that the labels need."""
        self.ax.set_xticks(list(ticks), list(labels) if labels else [f"{tick:g}" for tick in ticks])
        self.ax.grid(axis="x", color=self.theme.quiet, alpha=0.25, linewidth=0.6)
        return self.em * (SPACING + 0.5)


class Rows:
    """Rows of a chart from top to bottom: name, marks, columns; the name above the marks where it is narrow.

    The vertical axis counts ems. A name of two lines hangs from the baseline that it shares with its labels.
    """

    def __init__(
        self,
        sheet: Sheet,
        geometry: Geometry,
        names: Sequence[str] | None = None,  # of the rows, where they are more than the geometry's
        above: bool | None = None,  # whether names stand above their marks; by default where the sheet is narrow
        mark: float = 1.2,  # height of a bar or dot in ems
        bare: Sequence[bool] = (),  # which rows have no mark, and take no height for one below their name
        indent: float = 0,  # points to keep free on the left, for the label of the first tick
        widest: float = 0.3,  # how much of the width names may take before they are wrapped
    ) -> None:
        self.sheet, self.geometry, self.thickness, self.tight = sheet, geometry, mark, False
        self.above = sheet.above if above is None else above
        em, names = sheet.em, list(names or (row.name for row in geometry.rows))
        self.swatches: list[tuple[str, dict[str, Any]]] = []  # of the key, each with a look of its own
        self.widths, self.signs = self._column_widths(), list(geometry.key)
        if self.above and self.widths:
            names = self._with_columns(names)
            self.widths = []
        room = sheet.width if self.above else sheet.width * widest
        wrapped = [_name_lines(name, em, room) for name in names]
        counts = [_LINE * len(lines) for lines in wrapped]
        if self.above:
            marks = [0.0 if empty else mark for empty in bare] or [mark] * len(counts)
            pitches = [line + high + 0.7 for line, high in zip(counts, marks, strict=True)]
            pressed = [line + 0.9 * high + 0.24 for line, high in zip(counts, marks, strict=True)]
        else:
            pitches = [max(line + 0.6, mark + 0.75) for line in counts]
            least = 0.04 if mark < 1 and all(len(lines) == 1 for lines in wrapped) else 0.09
            pressed = [max(line + least, 0.9 * mark) for line in counts]
        starts = [math.fsum(pitches[:i]) for i in range(len(names))]
        self._places = [
            start + line + 0.35 + mark / 2 if self.above else start + (pitch - line) / 2 + _LINE / 2
            for start, line, pitch in zip(starts, counts, pitches, strict=True)
        ]
        # fsum: Python 3.12 changed how sum() adds floats, and a file must be the same on every version.
        self.height, self.least = math.fsum(pitches) * em, math.fsum(pressed) * em
        self.left = indent
        if not self.above:
            self.left = max(indent, max(text_width(line, em) for lines in wrapped for line in lines) + 0.7 * em)
        sheet.hide_axes()
        sheet.ax.set_ylim(math.fsum(pitches), 0)
        for place, lines in zip(self._places, wrapped, strict=True):
            self._write_name(place, lines)

    def _with_columns(self, names: Sequence[str]) -> list[str]:
        """Return the names with what stands in the columns: one column by its heading, more by the key."""
        lang, rows, headings = self.sheet.lang, self.geometry.rows, self.geometry.columns
        colon, comma, space = ("：", "，", "") if lang == "zh" else (": ", ", ", " ")
        if len(headings) > 1:
            told = ("名称后依次为" + "、".join(headings)) if lang == "zh" else "after each name: " + "; ".join(headings)
            self.signs.insert(0, Sign("", "", told))
            return [f"{name}{colon}{comma.join(row.columns)}" for name, row in zip(names, rows, strict=True)]
        heading = headings[0]
        return [
            f"{name}{comma if colon in name else colon}{heading}{space}{row.columns[0]}"
            if row.columns[0] != "—"
            else name
            for name, row in zip(names, rows, strict=True)
        ]

    def _write_name(self, place: float, lines: Sequence[str]) -> None:
        em = self.sheet.em
        for number, line in enumerate(lines):
            if self.above:
                top, dy = place - self.thickness / 2, (0.8 + _LINE * (len(lines) - 1 - number)) * em
                self.sheet.note(line, 0, top, -self.left, dy, coords=("axes fraction", "data"))
            else:
                dx, dy = -0.7 * em, -_LINE * number * em
                self.sheet.note(line, 0, place, dx, dy, ha="right", coords=("axes fraction", "data"))

    def _column_widths(self) -> list[float]:
        cells = [row.columns for row in self.geometry.rows]
        columns = zip(self.geometry.columns, *cells, strict=True) if self.geometry.columns else ()
        gap = (1.2 if self.sheet.width / self.sheet.em > 38 else 0.8) * self.sheet.em
        return [max(map(self.sheet.text_width, texts)) + gap for texts in columns]

    @property
    def width(self) -> float:
        """Width of the Axes box in points that the marks may take: what the columns leave."""
        return self.sheet.width - self.left - math.fsum(self.widths)

    def y(self, i: int) -> float:
        """Return where the marks of row ``i`` stand."""
        return self._places[i]

    def fit(self, items: Sequence[tuple[float, float, float]], low: float | None = None) -> tuple[float, float]:
        """Choose the limits of the axis, as :func:`fit_axis`, and leave the columns their room."""
        start, end, fits = fit_axis(self.width, items, low)
        self.tight = self.tight or not fits
        box = self.sheet.width - self.left
        self.sheet.ax.set_xlim(start, start + (end - start) * box / max(self.width, 0.1 * box))
        return start, end

    def frame(self, bottom: float = 0) -> Frame:
        """Write the columns and the key, and return the frame that these rows need."""
        em, top, taken = self.sheet.em, 0.0, 0.0
        for column in reversed(range(len(self.widths))):
            heading = self.geometry.columns[column]
            for i, row in enumerate(self.geometry.rows):
                text = row.columns[column]
                self.sheet.note(text, 1, self.y(i), -taken, ha="right", coords=("axes fraction", "data"))
            if heading:
                top = (SPACING + 0.3) * em
                dy = (0.3 + SPACING / 2) * em
                self.sheet.note(
                    heading, 1, 1, -taken, dy, "right", color=self.sheet.theme.quiet, coords="axes fraction"
                )
            taken += self.widths[column]
        top += draw_key(self.sheet, self.signs, self.left, top, dict(self.swatches))
        return Frame(
            left=self.left, top=top, bottom=bottom, height=self.height, least=self.least, most=2 * self.height,
            tight=self.tight,
        )  # fmt: skip

    def bar(self, i: int, start: float, end: float, shape: Shape, colour: Any = None, **changes: Any) -> Rectangle:
        """Draw a bar of row ``i`` from ``start`` to ``end``."""
        colour = self.sheet.colour(shape) if colour is None else colour
        look = bar_look(shape.fill, shape.mark.status, colour, self.sheet.theme) | changes
        bar = Rectangle((start, self.y(i) - self.thickness / 2), end - start, self.thickness, **look)
        self.sheet.ax.add_patch(bar)
        return bar


def _name_lines(name: str, em: float, room: float) -> list[str]:
    """Break the name of a row: before a bracket, if that is enough, else into lines of nearly one length."""
    before, bracket, _ = name.partition("（") if "（" in name else name.partition(" (")
    if bracket and text_width(name, em) > room and "\n" not in name:
        parts = [before, name[len(before) :].strip()]
        if max(text_width(part, em) for part in parts) <= room:
            return parts
    return wrap_evenly(name, em, room).split("\n")


def bar_look(fill: str, status: str, colour: Any, theme: Theme) -> dict[str, Any]:
    """Return how a bar is drawn: solid, striped, hollow, or hollow and dashed for what is projected."""
    if fill == "striped":
        return {"facecolor": colour, "edgecolor": colour, "hatch": "///", "hatchcolor": theme.paper}
    if fill == "hollow":
        dashes = (0, (3, 2)) if status == "projection" else "-"
        return {"facecolor": theme.paper, "edgecolor": colour, "linewidth": 1.4, "linestyle": dashes, "clip_on": False}
    return {"facecolor": colour, "edgecolor": colour}


def dot_look(status: str, colour: Any, theme: Theme) -> dict[str, Any]:
    """Return how a dot is drawn: its shape and whether it is filled say its status, or its verdict, too."""
    look: dict[str, Any] = {"marker": _MARKERS[status], "color": colour, "linestyle": "none", "markeredgewidth": 1.4}
    if status in _HOLLOW:
        look["markerfacecolor"] = theme.paper
    if status == "estimate":
        look |= {"fillstyle": "left", "markerfacecoloralt": theme.paper}
    return look


def reach_of(status: str, size: float) -> float:
    """Return how far a dot of a size in points reaches from its centre: a diamond further than a circle."""
    return size * (0.71 if _MARKERS.get(status) == "D" else 0.5) + 0.7


def fit_axis(
    width: float, items: Sequence[tuple[float, float, float]], low: float | None = None
) -> tuple[float, float, bool]:
    """Return limits of the horizontal axis that leave every label room beside its mark, and whether they really do.

    Each item is a place in data coordinates, and the points needed to its left and right; without ``low`` the axis
    starts where the labels on the left let it.
    """
    places = [x for x, _, _ in items]
    start, end = min(places) if low is None else low, max(places)
    if end <= start:
        end = start + (abs(start) or 1)
    least = end - start
    for _ in range(80):  # each step can only widen the axis; it settles after a few
        scale = (end - start) / max(width, 1)
        end = max([end, *(min(x + right * scale, start + 25 * least) for x, _, right in items)])
        start = min([start, *(max(x - left * scale, end - 25 * least) for x, left, _ in items)])
    fits = least / (end - start) > 0.17 and width > 0
    return start, end, fits


def arrow(ax: Axes, x: float, y: float, length: float, color: Any, up: bool = False) -> None:
    """Draw the arrow of a floor (or, with a negative length in points, of a ceiling) that starts at a number."""
    ax.annotate(
        "", (x, y), (0, length) if up else (length, 0), "data", "offset points", annotation_clip=False,
        arrowprops={"arrowstyle": "<|-", "color": color, "lw": 1.4, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 9},
    )  # fmt: skip


def dot(
    sheet: Sheet, shape: Shape, y: float, scale: float = 0.72, x: float | None = None, ax: Axes | None = None,
    color: Any = None,
) -> None:  # fmt: skip
    """Draw the dot of a shape: filled for what is, hollow for what is aimed at."""
    (ax or sheet.ax).plot(
        [shape.x if x is None else x], [y], markersize=sheet.em * scale, zorder=3, clip_on=False,
        **dot_look(shape.mark.status, sheet.colour(shape) if color is None else color, sheet.theme),
    )  # fmt: skip


def band(sheet: Sheet, shape: Shape, y: float, height: float, zorder: float = 0.6) -> None:
    """Draw the width that a declared assumption gives to 左右: pale, behind the mark."""
    look = {"facecolor": BAND, "edgecolor": sheet.colour(shape), "linewidth": 0.6, "zorder": zorder, "gid": "band"}
    sheet.ax.add_patch(Rectangle((shape.low, y - height / 2), shape.high - shape.low, height, **look))


def span(ax: Axes, low: float, high: float, y: float, em: float, color: Any) -> None:
    """Draw an interval with caps at both ends."""
    ax.plot([low, high], [y, y], color=color, marker="|", markersize=em * 0.7, markeredgewidth=1.4, linewidth=1.4)


# --- the key ----------------------------------------------------------------------------------------------------------


def draw_key(
    sheet: Sheet, signs: Sequence[Sign], left: float, lift: float = 0, looks: Mapping[str, dict[str, Any]] | None = None
) -> float:
    """Draw the key above the box, ``lift`` points up, in as few lines as hold it; return the height it takes."""
    looks = looks or {}
    signs = [*signs, *(Sign("swatch", "", text) for text in looks)]
    if not signs:
        return 0.0
    em, symbol = sheet.em, 2.1 * sheet.em
    lines: list[list[tuple[Sign | None, str, float]]] = [[]]
    x = 0.0
    for sign in signs:
        indent = symbol if sign.symbol else 0.0
        first, *more = wrap(sign.text, em, sheet.width - indent).split("\n")
        need = indent + max(sheet.text_width(text) for text in (first, *more))
        if lines[-1] and x + need > sheet.width:
            lines.append([])
            x = 0.0
        lines[-1].append((sign if sign.symbol else None, first, x + indent))
        lines += [[(None, text, x + indent)] for text in more]
        x += need + 1.5 * em
    height = (len(lines) * 1.35 + 0.25) * em
    for number, line in enumerate(lines):
        y = lift + height - (number * 1.35 + 0.55) * em
        for of, text, x in line:
            if of:
                _draw_symbol(sheet, of, x - symbol - left, y, looks.get(of.text))
            sheet.note(text, 0, 1, x - left, y, coords="axes fraction", color=sheet.theme.quiet)
    return height


def _draw_symbol(sheet: Sheet, sign: Sign, x: float, y: float, own: dict[str, Any] | None = None) -> None:
    """Draw a symbol of the key, its left end ``x`` and its middle ``y`` points from the upper left corner."""
    ax, em = sheet.ax, sheet.em / 72
    figure = ax.get_figure(root=True)
    assert figure is not None
    inches = figure.dpi_scale_trans + ScaledTranslation(0, 1, ax.transAxes)  # type: ignore[arg-type]
    x, y, colour = x / 72, y / 72, sheet.theme.colour(sign.status, place=sign.place)
    place: dict[str, Any] = {"transform": inches, "clip_on": False, "gid": "key"}
    if sign.symbol in ("bar", "band", "rest", "swatch"):
        look: dict[str, Any] = {"facecolor": BAND, "edgecolor": colour, "linewidth": 0.6}
        if sign.symbol == "bar":
            look = bar_look(sign.fill, sign.status, colour, sheet.theme)
        elif sign.symbol == "rest":
            look = {"facecolor": colour, "edgecolor": sheet.theme.quiet, "linewidth": 0.8}
        ax.add_patch(Rectangle((x, y - 0.35 * em), 1.6 * em, 0.7 * em, **(own or look), **place))
    elif sign.symbol.startswith("arrow"):
        for to in {"up": (1.6,), "down": (-1.6,), "both": (0.85, -0.85)}[sign.symbol.removeprefix("arrow ")]:
            start = x if to == 1.6 else x + 1.6 * em if to == -1.6 else x + 0.8 * em
            ax.annotate(
                "", (start + to * em, y), (start, y), inches, inches, annotation_clip=False,
                arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 1.4, "shrinkA": 0, "shrinkB": 0,
                            "mutation_scale": 9},
            )  # fmt: skip
    elif sign.symbol == "dot":
        look = dot_look(sign.status, colour, sheet.theme)
        ax.add_line(Line2D([x + 0.8 * em], [y], markersize=0.72 * sheet.em, **look, **place))
    elif sign.symbol == "tick":
        ax.add_line(
            Line2D([x + 0.8 * em] * 2, [y - 0.5 * em, y + 0.5 * em], color=sheet.theme.ink, linewidth=1.0, **place)
        )
    elif sign.symbol == "span":
        look = {"marker": "|", "markersize": 0.6 * sheet.em, "markeredgewidth": 1.4, "linewidth": 1.4}
        ax.add_line(Line2D([x, x + 1.6 * em], [y, y], color=colour, **look, **place))
    else:
        ax.add_line(Line2D([x, x + 1.6 * em], [y, y], color=colour, linewidth=1.4, linestyle=(0, (4, 2)), **place))
