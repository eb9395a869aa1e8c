"""Points in rows, and paths over the years, laid out for an office program."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..charts.geometry import Geometry, Row, Shape
from ..charts.lettering import text_width
from ..charts.style import CATEGORIES, DARK_ENOUGH, QUIET
from .plan import ARROW, GAP, MARKERS, Plan, Point, Series, broken_name, colour_of, end_of, names_of, seen


def plan_rows(geometry: Geometry, width: float, height: float, em: float, share: float) -> Plan:
    """Points in rows: one a row, or two that are joined."""
    rows, n = geometry.rows, len(geometry.rows)
    names, left = names_of(rows, width, em, share)
    room = width - left - em
    labels = [label for i, row in enumerate(rows) for label in _row_labels(i, row, em)]
    edges = [x for row in rows for s in row.shapes for x in (s.x, s.low, s.high) if math.isfinite(x)]
    edges += [] if geometry.reference is None else [geometry.reference]
    low, high = _axis(edges, [(x, before, behind) for _, x, before, behind, _, _ in labels], room)
    point = (high - low) / room
    series = []
    if geometry.reference is not None:
        line = (Point(geometry.reference, -0.5, geometry.index, "above"), Point(geometry.reference, n - 0.5))
        series.append(Series("reference", line, "dash", "#8C8C8C"))
    for i, row in enumerate(rows):
        if len(row.shapes) > 1 and row.shapes[0].x != row.shapes[-1].x:
            series.append(Series("pair", (Point(row.shapes[0].x, i), Point(row.shapes[-1].x, i)), "solid", QUIET))
    for i, row in enumerate(rows):
        for shape in row.shapes:
            series += _bounds(shape, i, point, em)
    for place in range(max(len(row.shapes) for row in rows)):
        points = [
            Point(row.shapes[place].x, i, fill=row.shapes[place].fill, colour=colour_of(row.shapes[place]),
                  marker=MARKERS.get(row.shapes[place].mark.status, "circle"), shape=row.shapes[place])
            for i, row in enumerate(rows) if place < len(row.shapes)
        ]  # fmt: skip
        hollow = [point for point in points if point.fill in ("hollow", "striped")]
        if hollow:
            series.append(_edge(hollow))
        said = "、".join(dict.fromkeys(p.shape.name for p in points if p.shape and p.shape.name))
        series.append(Series(said, tuple(points), legend=bool(said)))
    words = [Point(x + shift * point, i, text, at) for i, x, _, _, (text, at), shift in labels]
    series.append(Series("label", tuple(words)))
    series.append(
        Series("name", tuple(Point(low - (left - 0.3 * em) * point, i, name, "right") for i, name in enumerate(names)))
    )
    return Plan("points", names, tuple(series), low - left * point, high + em * point, n - 0.5, -0.5, width, height,
                em, left)  # fmt: skip


def _edge(hollow: Sequence[Point]) -> Series:
    """Return what lies behind white markers: LibreOffice draws a marker's fill and not its edge."""
    return Series("edge", tuple(replace(point, fill="solid", shape=None) for point in hollow))


_Label = tuple[int, float, float, float, tuple[str, str], float]


def _row_labels(i: int, row: Row, em: float) -> list[_Label]:
    """Return the labels of a row: row, place, room needed before and behind it, text and side, shift in points."""
    shapes, texts = row.shapes, row.texts
    if not texts:
        return []

    def reach(shape: Shape) -> tuple[float, float]:
        down, up = shape.arrow in ("down", "both"), shape.arrow in ("up", "both")
        return (ARROW if down else 0.5) * em, (ARROW if up else 0.5) * em

    if len(shapes) == 1 or math.isclose(shapes[0].x, shapes[-1].x, rel_tol=1e-9):
        text = " → ".join(texts[: len(shapes)])
        gap = max(reach(s)[1] for s in shapes) + GAP * em
        end = max(end_of(s) for s in shapes)
        return [(i, end, em, gap + text_width(text, em), (text, "right"), gap)]
    (a, text_a), (b, text_b) = sorted(
        ((shape, text) for shape, text in zip(shapes, texts, strict=False)), key=lambda item: item[0].x
    )
    start, end = (a.low if math.isfinite(a.low) and a.arrow == "" else a.x), end_of(b)
    before, behind = reach(a)[0] + GAP * em, reach(b)[1] + GAP * em
    return [
        (i, start, before + text_width(text_a, em), em, (text_a, "left"), -before),
        (i, end, em, behind + text_width(text_b, em), (text_b, "right"), behind),
    ]


def _axis(edges: Sequence[float], labels: Iterable[tuple[float, float, float]], room: float) -> tuple[float, float]:
    """Return the ends of an axis on which all edges lie and each label has its points before and behind its place."""
    low, high = min(edges), max(edges)
    if low == high:
        low, high = low - 1, high + 1
    needs = list(labels)
    for _ in range(40):  # each step widens the axis for the worst label; it converges like a geometric series
        point = (high - low) / room
        wanted_low = min([low, *(x - before * point for x, before, _ in needs)])
        wanted_high = max([high, *(x + behind * point for x, _, behind in needs)])
        if wanted_low >= low - 1e-9 * abs(high - low) and wanted_high <= high + 1e-9 * abs(high - low):
            break
        low, high = wanted_low, wanted_high
    return low, high


def _bounds(shape: Shape, y: float, point: float, em: float, upright: bool = False) -> list[Series]:
    """Return what bounds a mark: a line where both ends are stated and seen, an arrow where one is open."""

    def place(along: float) -> Point:
        return Point(y, along) if upright else Point(along, y)

    if shape.arrow:
        length = ARROW * em * point
        ends = [
            shape.x + sign * length
            for sign, names in ((1, ("up", "both")), (-1, ("down", "both")))
            if shape.arrow in names
        ]
        drawn = [Series("arrow", (place(shape.x), place(end)), "arrow", colour_of(shape)) for end in ends]
        if shape.arrow == "up" and seen(shape.x - shape.low, point):
            drawn.append(Series("bounds", (place(shape.low), place(shape.x)), "solid", colour_of(shape)))
        return drawn
    if seen(shape.high - shape.x, point) or seen(shape.x - shape.low, point):
        return [Series("bounds", (place(shape.low), place(shape.high)), "solid", colour_of(shape))]
    return []


def plan_paths(geometry: Geometry, width: float, height: float, em: float, share: float) -> Plan:
    """Draw a line a path over the years, its number and name beside its end."""
    rows = geometry.rows
    shapes = [shape for row in rows for shape in row.shapes]
    years = [int(s.mark.period) for s in shapes]
    first, last = min(years), max(years)
    tags = [(row, f"{row.texts[len(row.shapes) - 1]}\n{broken_name(row.name, em, share * width)}") for row in rows[1:]]
    tag_room = max((text_width(text, em) for _, text in tags), default=0) + 2.5 * em
    left = 1.2 * em + max(text_width(row.texts[0], em) for row in rows[:1]) / 2
    room = width - left - tag_room - em
    per_year = room / max(last - first, 1)
    bottom = geometry.start if geometry.start is not None else min(s.x for s in shapes)
    most = max(s.x for s in shapes)
    high = bottom + (most - bottom) * (height / max(height - 4.5 * em, 1))
    unit = (high - bottom) / (height - 2.2 * em)  # of the axis in a point
    floor = bottom - 2.0 * em * unit
    series = [Series("axis", (Point(first, bottom), Point(last, bottom)), "solid", "#8C8C8C")]
    if geometry.reference is not None:
        series.append(
            Series("reference", (Point(first, geometry.reference), Point(last, geometry.reference)), "dash", "#8C8C8C")
        )
    colours = [CATEGORIES[DARK_ENOUGH[n % len(DARK_ENOUGH)]] for n in range(len(tags))]
    for row, colour in zip(rows[1:], colours, strict=True):
        points = [Point(int(shape.mark.period), shape.x, colour=colour, shape=shape) for shape in row.shapes]
        series.append(Series(row.name, tuple(points), "dash", colour))
    series += _printed_path(rows[0], unit, per_year, em)
    order = sorted(range(len(tags)), key=lambda k: -tags[k][0].shapes[-1].x)
    places = _spread(
        [tags[k][0].shapes[-1].x for k in order],
        [(1.45 * (tags[k][1].count("\n") + 1) + 0.5) * em * unit for k in order],
        high,
        bottom,
    )
    at_x = last + 1.6 * em / per_year
    for k, y in zip(order, places, strict=True):
        row, text = tags[k]
        tag = Point(at_x, y, text, "right", ink=colours[k])
        series.append(Series("leader", (Point(last, row.shapes[-1].x), tag), "solid", "#BFBFBF"))
    ticks = tuple(Point(year, bottom, str(year), "below") for year in range(first, last + 1))
    series.append(Series("year", ticks))
    return Plan("points", (), tuple(series), first - left / per_year, last + (tag_room + em) / per_year, floor, high,
                width, height, em, left)  # fmt: skip


def _printed_path(row: Row, unit: float, per_year: float, em: float) -> list[Series]:
    """Return what is printed: levels on a line, and what is aimed at, to which only the paths of the rates lead."""

    def points(shapes: Sequence[Shape]) -> tuple[Point, ...]:
        return tuple(
            Point(int(shape.mark.period), shape.x, fill=shape.fill, colour=colour_of(shape),
                  marker=MARKERS.get(shape.mark.status, "circle"), shape=shape)
            for shape in shapes
        )  # fmt: skip

    levels, goals = ([s for s in row.shapes if (s.fill == "hollow") is hollow] for hollow in (False, True))
    # Apart from its points, because LibreOffice gives the marks of a line its colour.
    series = [
        Series("pair", tuple(replace(p, fill="none", marker="", shape=None) for p in points(levels)), "solid", QUIET)
    ]
    series += [Series(row.name, points(levels))]
    series += [_edge(points(goals)), Series("goal", points(goals))] if goals else []
    for shape in row.shapes:
        series += _bounds(shape, int(shape.mark.period), unit, em, upright=True)
    first, *later = zip(row.shapes, row.texts, strict=False)  # the paths leave upwards: only the first stands below
    texts = [Point(int(first[0].mark.period), first[0].x, first[1], "below")]
    texts += [Point(int(s.mark.period) - 0.6 * em / per_year, s.x + 0.9 * em * unit, text, "left") for s, text in later]
    return [*series, Series("label", tuple(texts))]


def _spread(wanted: Sequence[float], needs: Sequence[float], top: float, bottom: float) -> list[float]:
    """Return places from the top down, each as near to what is wanted as the room between neighbours allows."""
    places: list[float] = []
    ceiling = top
    for y, need in zip(wanted, needs, strict=True):
        places.append(min(y, ceiling - need / 2))
        ceiling = places[-1] - need / 2
    rise = bottom
    for k in range(len(places) - 1, -1, -1):
        places[k] = max(places[k], rise + needs[k] / 2)
        rise = places[k] + needs[k] / 2
    return places
