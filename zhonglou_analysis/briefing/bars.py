"""Bars from zero, and parts end to end, laid out for an office program."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from ..charts.geometry import REST_ROLES, Geometry, Shape, part_places
from ..charts.lettering import text_width, wrap
from ..charts.style import CATEGORIES, INK, REST, readable_on
from .plan import ARROW, GAP, NAMES, Plan, Point, Series, colour_of, end_of, names_of, seen


def plan_bars(geometry: Geometry, width: float, height: float, em: float) -> Plan:
    """Lay out one bar a row, its label behind its arrow."""
    rows = geometry.rows
    names, left = names_of(rows, width, em)
    room, shapes = width - left, [row.shapes[0] for row in rows]
    texts = [row.texts[0] if row.texts else "" for row in rows]
    after = [(ARROW if s.arrow in ("up", "both") else 0) * em + GAP * em for s in shapes]
    most = _longest(shapes, texts, after, room, em)
    point = most / room  # in units of the axis
    value = [
        Point(s.x, i, fill=s.fill, colour=colour_of(s), shape=s) for i, s in enumerate(shapes)
    ]  # fmt: skip
    wide = [
        (None if s.arrow in ("up", "both") else seen(s.high - s.x, point),
         None if s.arrow in ("down", "both") else seen(s.x - s.low, point))
        for s in shapes
    ]  # fmt: skip
    colour = colour_of(shapes[0])  # of what reaches from a bar, as in the key
    series = [
        Series("", tuple(value), up=tuple(up for up, _ in wide), down=tuple(down for _, down in wide), colour=colour)
    ]
    nothing = tuple(Point(0, i) for i in range(len(rows)))
    if any(s.arrow in ("up", "both") for s in shapes):
        reach = tuple(ARROW * em * point if s.arrow in ("up", "both") else None for s in shapes)
        series.append(Series("floor", nothing, colour=colour, up=reach, arrow=True))
    if any(s.arrow in ("down", "both") for s in shapes):
        reach = tuple(min(ARROW * em * point, 0.8 * s.x) if s.arrow in ("down", "both") else None for s in shapes)
        series.append(Series("ceiling", nothing, colour="#FFFFFF", down=reach, arrow=True))
    gap = [
        Point(max(a * point, 0 if not math.isfinite(s.high) else s.high - s.x + GAP * em * point), i)
        for i, (a, s) in enumerate(zip(after, shapes, strict=True))
    ]
    words = [Point(most * 0.02, i, label=text, at="base") for i, text in enumerate(texts)]
    series += [Series("room", tuple(gap)), Series("label", tuple(words))]
    return Plan("bars", names, tuple(series), 0.0, most, 0, 0, width, height, em, left)


def _longest(shapes: Sequence[Shape], texts: Sequence[str], after: Sequence[float], room: float, em: float) -> float:
    """Return where the axis ends so that each bar and the label behind it fit."""
    ends = [
        end_of(shape) * room / max(room - gap - text_width(text, em) - em, 0.2 * room)
        for shape, text, gap in zip(shapes, texts, after, strict=True)
    ]
    return max(ends) or 1.0


def plan_parts(geometry: Geometry, width: float, height: float, em: float) -> Plan:
    """Lay out parts end to end; what is too narrow for its label is told beside the name of the row."""
    whole = max(math.fsum(shape.x for shape in row.shapes) for row in geometry.rows) or 1.0
    keys = list(dict.fromkeys(shape.name for row in geometry.rows for shape in row.shapes))
    _, left = names_of(geometry.rows, width, em)
    colours = _part_colours(geometry, keys)
    lines = max(1, int(height / len(geometry.rows) / 1.55 / (1.4 * em)))
    opens = any(row.shapes[-1].arrow in ("up", "both") for row in geometry.rows)
    for _ in range(2):  # what is told beside the rows takes width, so that the parts are narrower
        room = width - left
        top = whole / (1 - 1.2 * ARROW * em / room) if opens else whole * 1.001  # an arrow stays off the columns
        point = top / room
        fitted = {
            (i, shape.name): _fitting(shape, text, lines, shape.x / point - 0.5 * em, em)
            for i, row in enumerate(geometry.rows)
            for shape, text in zip(row.shapes, row.texts, strict=False)
        }
        names = _told(geometry, fitted, width, em)
        left = max(text_width(name, em) for name in names) + em
    series = []
    for key in keys:
        points: list[Point] = []
        up: list[float | None] = []
        down: list[float | None] = []
        for i, row in enumerate(geometry.rows):
            shape = next((s for s in row.shapes if s.name == key), None)
            if shape is None:
                points.append(Point(math.nan, i))
                up.append(None)
                down.append(None)
                continue
            ink = INK if readable_on(colours[key]) != "white" else "#FFFFFF"
            points.append(
                Point(shape.x, i, fitted.get((i, key), ""), "middle", "solid", colours[key], ink, shape=shape)
            )
            up.append(ARROW * em * point if shape.arrow in ("up", "both") else None)
            down.append(min(ARROW * em * point, 0.8 * shape.x) if shape.arrow in ("down", "both") else None)
        ups, downs = (tuple(reach) if any(reach) else () for reach in (up, down))
        series.append(Series(key, tuple(points), up=ups, down=downs, arrow=bool(ups or downs), colour=INK))
    if any(label and not label.startswith(key) for (_, key), label in fitted.items()):
        series = [replace(one, legend=True) for one in series]
    return Plan("bars", names, tuple(series), 0.0, top, 0, 0, width, height, em, left)


def _part_colours(geometry: Geometry, keys: Sequence[str]) -> dict[str, str]:
    """Return the colour that each part has in the drawn chart; what is left of a whole is grey."""
    places = part_places(geometry)
    rest = {shape.name for row in geometry.rows for shape in row.shapes if shape.role in REST_ROLES}
    return {key: REST if key in rest else CATEGORIES[places[key] % len(CATEGORIES)] for key in keys}


def _fitting(shape: Shape, text: str, lines: int, room: float, em: float) -> str:
    """Return the longest label that fits a part: its name and number, on one line or more; its number; or nothing."""
    short = text.split("\n")[0]
    labels = (f"{shape.name}\n{text}", f"{shape.name}\n{short}", f"{shape.name} {short}", short)
    return next((t for t in map(str.strip, labels) if t.count("\n") < lines and text_width(t, em) <= room), "")


def _told(geometry: Geometry, fitted: dict[tuple[int, str], str], width: float, em: float) -> tuple[str, ...]:
    names = []
    for i, row in enumerate(geometry.rows):
        said = [
            " ".join([shape.name, *text.split("\n")]).strip()
            for shape, text in zip(row.shapes, row.texts, strict=False)
            if not fitted[i, shape.name]
        ]
        names.append("\n".join(wrap(text, em, NAMES * width) for text in (row.name, *said)))
    return tuple(names)
