"""Parts: what a whole is made of, end to end, as one tall bar or as one bar a row."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from matplotlib.patches import Rectangle

from .drawing import Rows, Sheet, dot, draw_key, fit_axis, span
from .geometry import REST_ROLES, Geometry, Row, Shape, part_places
from .layout import SPACING, Frame
from .lettering import text_width, wrap
from .style import readable_on
from .words import float_text, pick


def draw_parts(sheet: Sheet, geometry: Geometry) -> Frame:
    """Draw one tall bar, alone or above an inset, or one bar a row."""
    if geometry.inset:
        return _draw_above(sheet, geometry, geometry.inset)
    return _draw_one(sheet, geometry.rows[0]) if len(geometry.rows) == 1 else _draw_rows(sheet, geometry)


def _colours(sheet: Sheet, shape: Shape, place: int | None) -> tuple[Any, Any]:
    """Return the colour of a part and of its edge; what is left of a whole is pale within a line."""
    if shape.role in REST_ROLES:
        return sheet.theme.colour("rest", shape.role), sheet.theme.quiet
    return sheet.colour(shape, place=place), sheet.theme.paper


def _draw_one(sheet: Sheet, row: Row) -> Frame:
    ax, em = sheet.ax, sheet.em
    ax.set_xlim(0, math.fsum(shape.x for shape in row.shapes))
    ax.set_ylim(0, 1)
    sheet.hide_axes()
    leaders, lines, tight = _fill_bar(sheet, row, 0.0, 1.0)
    tall = (lines * SPACING + 1.2) * em
    return Frame(top=1.5 * leaders * em, height=1.25 * tall, least=tall, most=2.4 * tall, tight=tight)


def _fill_bar(sheet: Sheet, row: Row, bottom: float, height: float) -> tuple[int, int, bool]:
    """Draw a bar and what its parts are; return how many were led out, the lines within, and whether room lacked."""
    ax, em, start, led, lines, tight = sheet.ax, sheet.em, 0.0, 0, 1, False
    whole = ax.get_xlim()[1]
    for i, (shape, text) in enumerate(zip(row.shapes, row.texts, strict=True)):
        colour, edge = _colours(sheet, shape, i)
        ax.add_patch(Rectangle((start, bottom), shape.x, height, facecolor=colour, edgecolor=edge, linewidth=0.8))
        centre, room = start + shape.x / 2, shape.x / whole * sheet.width - 0.8 * em
        inside = f"{wrap(shape.name, em, room)}\n{text}"
        if text_width(inside, em) <= room:
            lines = max(lines, inside.count("\n") + 1)
            sheet.note(inside, centre, bottom + height / 2, ha="center", va="center", color=readable_on(colour))
        else:
            led += 1
            _lead_out(
                sheet, f"{shape.name} {text}".replace("\n", pick(sheet.lang, ",", ", ")), centre, bottom + height, led
            )
            tight = tight or led > 2
        start += shape.x
    return led, lines, tight


def _lead_out(sheet: Sheet, text: str, x: float, y: float, step: int) -> None:
    """Name a part that is too thin for a label inside it: above the bar, with a line that leads to it."""
    em, low, high = sheet.em, *sheet.ax.get_xlim()
    rise, left = (1.5 * step - 0.4) * em, (x - low) / (high - low) < 0.5
    sheet.ax.annotate(
        "", (x, y), (0, rise + 0.3 * em), "data", "offset points", annotation_clip=False,
        arrowprops={"arrowstyle": "-", "color": sheet.theme.quiet, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0},
    )  # fmt: skip
    sheet.note(text, x, y, dx=(0.4 if left else -0.4) * em, dy=rise, ha="left" if left else "right")


def _draw_above(sheet: Sheet, geometry: Geometry, inset: Geometry) -> Frame:
    ax, em = sheet.ax, sheet.em
    ax.set_xlim(0, math.fsum(shape.x for shape in geometry.rows[0].shapes))
    ax.set_ylim(0, 1)
    sheet.hide_axes()
    leaders, lines, tight = _fill_bar(sheet, geometry.rows[0], 0.64, 0.36)
    tight = _draw_inset(sheet, inset) or tight
    tall = (lines * SPACING + 1.0) * em / 0.36
    return Frame(
        top=1.5 * leaders * em, height=max(tall, 13.5 * em), least=max(tall, 11.5 * em), most=18 * em, tight=tight
    )


def _draw_inset(sheet: Sheet, inset: Geometry) -> bool:
    """Draw two dots with their intervals on a scale of their own, and the gap between; return whether room lacked."""
    em, lang = sheet.em, sheet.lang
    zoom = sheet.ax.inset_axes((0, 0, 1, 0.47))
    zoom.set_axis_off()
    draw_key(replace(sheet, ax=zoom), inset.key, 0.0)
    shapes = [row.shapes[0] for row in inset.rows]
    texts = [f"{row.name} {row.texts[0]}" for row in inset.rows]
    lower = min(range(len(shapes)), key=lambda i: shapes[i].x)  # its label runs to the left, the others' to the right
    needs = [sheet.text_width(text) + 1.2 * em for text in texts]
    room = [
        (s.low, need, 0.0) if i == lower else (s.high, 0.0, need)
        for i, (s, need) in enumerate(zip(shapes, needs, strict=True))
    ]
    low, high, fits = fit_axis(sheet.width, room)
    zoom.set_xlim(low, high)
    zoom.set_ylim(-1.35, 1.6)
    for i, (shape, text) in enumerate(zip(shapes, texts, strict=True)):
        y, left = 1.0 - i, i == lower
        if shape.high > shape.low:
            span(zoom, shape.low, shape.high, y, em, sheet.theme.ink)
        dot(sheet, shape, y, ax=zoom)
        sheet.note(
            text,
            shape.low if left else shape.high,
            y,
            dx=(-0.8 if left else 0.8) * em,
            ha="right" if left else "left",
            ax=zoom,
        )
    one, other = shapes
    if one.low < other.high and other.low < one.high:
        return not fits
    span(zoom, one.x, other.x, -0.62, em, sheet.theme.quiet)
    gap = float_text(
        abs(one.mark.value - other.mark.value), "百分点" if one.mark.unit == "%" else one.mark.unit, 2, lang
    )
    sheet.note(
        pick(lang, f"相差{gap}", f"gap: {gap}"), (one.x + other.x) / 2, -0.62, dy=-0.85 * em, ha="center", ax=zoom
    )
    return not fits


def _draw_rows(sheet: Sheet, geometry: Geometry) -> Frame:
    ax, em, compact = sheet.ax, sheet.em, sheet.is_compact
    names = [f"{row.name}{pick(sheet.lang, ':', ': ')}{_listed(sheet, row)}" for row in geometry.rows]
    rows = Rows(sheet, geometry, names if compact else None, above=compact, mark=0.9 if compact else 1.3)
    most = max(100.0, *(math.fsum(shape.x for shape in row.shapes) for row in geometry.rows))
    # A last part that is too thin for its number has it beside the bar.
    beside = [row.texts[-1] for row in geometry.rows if row.shapes[-1].x / most < 0.12 and not compact]
    rows.fit([(most, 0.0, max(map(sheet.text_width, beside), default=-0.5 * em) + 0.5 * em)], low=0)
    scale = (sheet.width - rows.left) / ax.get_xlim()[1]
    places = part_places(geometry)
    for i, row in enumerate(geometry.rows):
        start = 0.0
        for shape, text in zip(row.shapes, row.texts, strict=True):
            colour, edge = _colours(sheet, shape, places.get(shape.name))
            rows.bar(i, start, start + shape.x, shape, colour, edgecolor=edge, linewidth=0.8)
            room = shape.x * scale - 0.4 * em
            if not compact and sheet.text_width(text) <= room:
                sheet.note(text, start + shape.x / 2, rows.y(i), ha="center", color=readable_on(colour))
            elif not compact and shape is row.shapes[-1]:
                sheet.note(text, start + shape.x, rows.y(i), dx=0.4 * em)
            start += shape.x
    return rows.frame()


def _listed(sheet: Sheet, row: Row) -> str:
    space = " " if sheet.lang == "en" else ""
    parts = (f"{shape.name}{space if text else ''}{text}" for shape, text in zip(row.shapes, row.texts, strict=True))
    return pick(sheet.lang, "、", ", ").join(parts)
