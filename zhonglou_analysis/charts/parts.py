"""Parts: what a whole is made of, end to end, as one tall bar or as one bar a row."""

from __future__ import annotations

import math

from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from .drawing import Rows, Sheet, dot, fit_axis, span
from .geometry import Geometry, Row, Shape
from .layout import SPACING, Frame
from .lettering import wrap
from .style import BLUE, DARK, LILAC, ORANGE, PLUM, REST, TEAL, readable_on
from .words import float_text, number_text, pick

_WHOLE = (DARK, TEAL, BLUE, LILAC, PLUM)  # of the parts of one bar: neighbours stay apart in grey
_ROWS = (BLUE, TEAL, LILAC, ORANGE, PLUM)


def draw_parts(sheet: Sheet, geometry: Geometry) -> Frame:
    """Draw one tall bar, alone or above an inset, or one bar a row."""
    if geometry.inset:
        return _draw_above(sheet, geometry, geometry.inset)
    return _draw_one(sheet, geometry.rows[0]) if len(geometry.rows) == 1 else _draw_rows(sheet, geometry)


def _draw_one(sheet: Sheet, row: Row) -> Frame:
    ax, em, start, leaders = sheet.ax, sheet.em, 0.0, 0
    ax.set_xlim(0, math.fsum(shape.x for shape in row.shapes))
    ax.set_ylim(0, 1)
    for i, (shape, text) in enumerate(zip(row.shapes, row.texts, strict=True)):
        colour = _WHOLE[i % len(_WHOLE)]
        ax.add_patch(Rectangle((start, 0), shape.x, 1, facecolor=colour, linewidth=0))
        centre, room = start + shape.x / 2, shape.x / ax.get_xlim()[1] * sheet.width - 0.6 * em
        share, _, level = text.partition("\n")
        inside = f"{wrap(shape.name, em, room)}\n{share}"
        if max(sheet.text_width(inside), sheet.text_width(level)) <= room:
            sheet.note(inside, centre, 0.5, ha="center", color=readable_on(colour))
            sheet.note(level, centre, 0, dy=-0.5 * em, ha="center", va="top")
        else:
            leaders += 1
            _lead_out(sheet, f"{shape.name} {text}".replace("\n", pick(sheet.lang, ",", ", ")), centre, leaders)
        start += shape.x
    sheet.hide_axes()
    tall = em * SPACING * 2
    return Frame(
        top=(1.5 * leaders + 0.3) * em, bottom=(SPACING + 0.6) * em, height=tall + 2.2 * em, least=tall + em,
        most=9 * em,
    )  # fmt: skip


def _lead_out(sheet: Sheet, text: str, x: float, step: int) -> None:
    """Name a part that is too thin for a label inside it: above the bar, with a line that leads to it."""
    em, low, high = sheet.em, *sheet.ax.get_xlim()
    rise, left = (1.5 * step - 0.4) * em, (x - low) / (high - low) < 0.5
    sheet.ax.annotate(
        "", (x, 1), (0, rise), "data", "offset points", annotation_clip=False,
        arrowprops={"arrowstyle": "-", "color": DARK, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0},
    )  # fmt: skip
    sheet.note(text, x, 1, dx=(0.4 if left else -0.4) * em, dy=rise, ha="left" if left else "right")


def _draw_above(sheet: Sheet, geometry: Geometry, inset: Geometry) -> Frame:
    ax, em, row = sheet.ax, sheet.em, geometry.rows[0]
    whole = geometry.reference or math.fsum(shape.x for shape in row.shapes)
    ax.set_xlim(0, whole)
    ax.set_ylim(0, 1)
    start = 0.0
    for shape, text in zip(row.shapes, row.texts, strict=True):
        colour, edge = (REST, DARK) if shape.role == "rest" else (BLUE, BLUE)
        ax.add_patch(Rectangle((start, 0.66), shape.x, 0.34, facecolor=colour, edgecolor=edge, linewidth=0.8))
        name = wrap(shape.name, em, shape.x / whole * sheet.width - em)
        sheet.note(f"{name}\n{text}", start + shape.x / 2, 0.83, ha="center", color=readable_on(colour))
        start += shape.x
    sheet.hide_axes()
    _draw_inset(sheet, inset)
    return Frame(bottom=em * (SPACING + 0.5), height=11.5 * em, least=9 * em, most=17 * em)


def _draw_inset(sheet: Sheet, inset: Geometry) -> None:
    """Draw two dots with their intervals on a scale of their own, below the bar."""
    em, lang = sheet.em, sheet.lang
    zoom = sheet.ax.inset_axes((0, 0, 1, 0.56))
    zoom.patch.set_alpha(0)
    rows = sorted(inset.rows, key=lambda row: row.shapes[0].x)
    shapes, texts = [row.shapes[0] for row in rows], [f"{row.name} {row.texts[0]}" for row in rows]
    width = [sheet.text_width(text) + em for text in texts]
    low, high = fit_axis(
        zoom, sheet.width - 2 * em, [(shapes[0].low, 0.6 * em, 0), (shapes[0].high, 0, width[0]),
                            (shapes[1].high, 0, 0.6 * em), (shapes[1].low, width[1], 0)],
    )  # fmt: skip
    pad = (high - low) * em / sheet.width * 1.5  # so that the labels of the outer ticks stay inside
    zoom.set_xlim(low - pad, high + pad)
    zoom.set_ylim(-0.6, 1.6)
    for i, (shape, text) in enumerate(zip(shapes, texts, strict=True)):
        span(zoom, shape.low, shape.high, 1 - i, em)
        dot(zoom, shape, 1 - i, em)
        x, ha, dx = (shape.high, "left", 0.8 * em) if i == 0 else (shape.low, "right", -0.8 * em)
        sheet.note(text, x, 1 - i, dx=dx, ha=ha, ax=zoom)
    decimals = 1 if high - low > 0.5 else 2
    ticks = [tick for tick in MaxNLocator(5, steps=[1, 2, 5]).tick_values(low, high) if low <= tick <= high]
    zoom.set_xticks(ticks, [float_text(tick, "%", decimals, lang) for tick in ticks])
    zoom.set_yticks([])
    zoom.grid(axis="x")
    zoom.tick_params(axis="x", labelsize=em)


def _draw_rows(sheet: Sheet, geometry: Geometry) -> Frame:
    ax, lang = sheet.ax, sheet.lang
    if sheet.is_compact:
        tables = [
            pick(lang, "、", ", ").join(
                f"{shape.name}{_spaced(text, lang)}" for shape, text in zip(row.shapes, row.texts, strict=True)
            )
            for row in geometry.rows
        ]
        names = [f"{row.name}{pick(lang, ':', ': ')}{table}" for row, table in zip(geometry.rows, tables, strict=True)]
        rows = Rows(sheet, names, above=True, mark=0.8)
    else:
        rows = Rows(sheet, [row.name for row in geometry.rows])
    striped = {shape.role for row in geometry.rows for shape in row.shapes if shape.fill == "striped"}
    roles = [role for role in dict.fromkeys(s.role for row in geometry.rows for s in row.shapes) if role not in striped]
    colours = dict(zip(roles, _ROWS * len(roles), strict=False))
    most = max(100.0, *(math.fsum(shape.x for shape in row.shapes) for row in geometry.rows))
    ax.set_xlim(0, most)
    for i, row in enumerate(geometry.rows):
        start = 0.0
        for shape, text in zip(row.shapes, row.texts, strict=True):
            if shape.role in striped:
                rows.bar(i, start, start + shape.x, "unallocated")
            else:
                ax.add_patch(
                    Rectangle((start, rows.y(i) - rows.thickness / 2), shape.x, rows.thickness,
                              facecolor=colours[shape.role], edgecolor="white", linewidth=0.8)
                )  # fmt: skip
            if not sheet.is_compact:
                room = shape.x / most * rows.width - 0.3 * sheet.em
                _label_part(sheet, shape, text, start, rows.y(i), room, colours.get(shape.role))
            start += shape.x
    ax.set_xticks([])
    return rows.frame()


def _spaced(text: str, lang: str) -> str:
    return f" {text}" if lang == "en" else text


def _label_part(
    sheet: Sheet, shape: Shape, text: str, start: float, y: float, room: float, colour: str | None
) -> None:  # fmt: skip
    """Write name and number of a part into it; if it is too narrow for both, its number."""
    number = number_text(shape.mark.shown, shape.mark.unit, sheet.lang)
    choices = (f"{shape.name}{_spaced(text, sheet.lang)}", number, f"{shape.mark.shown:f}")
    shown = next((choice for choice in choices if sheet.text_width(choice) <= room), "")
    if not shown:
        return
    behind = {"boxstyle": "square,pad=0.15", "facecolor": "white", "edgecolor": "none"}
    sheet.ax.annotate(
        shown, (start + shape.x / 2, y), ha="center", va="center", fontsize=sheet.em,
        color=readable_on(colour or "white"), bbox=None if colour else behind,
    )  # fmt: skip
