"""Texts and marks as the shapes they cover on the canvas, in pixels."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.text import Text

Quad = np.ndarray[Any, Any]


def text_quad(text: Text, renderer: Any) -> Quad:
    """Return the corners of a text's own box, turned as the text is (an Annotation's arrow left out)."""
    angle = text.get_rotation()
    full = Text.get_window_extent(text, renderer)
    if angle % 90 == 0:
        return _rectangle(full.x0, full.y0, full.x1, full.y1)
    text.set_rotation(0)
    try:
        flat = Text.get_window_extent(text, renderer)
    finally:
        text.set_rotation(angle)
    w, h = flat.width, flat.height
    c, s = np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))
    box = np.array([[-w, -h], [w, -h], [w, h], [-w, h]]) / 2 @ np.array([[c, s], [-s, c]])
    turned: Quad = box + np.array([full.x0 + full.width / 2, full.y0 + full.height / 2])
    return turned


def bar_quad(bar: Rectangle) -> Quad:
    """Return the corners of a bar."""
    box = bar.get_window_extent()
    return _rectangle(box.x0, box.y0, box.x1, box.y1)


def depth(a: Quad, b: Quad) -> float:
    """Return how deep two convex shapes lie in each other (separating axes); at most 0 if they do not."""
    apart = max((a.min(axis=0) - b.max(axis=0)).max(), (b.min(axis=0) - a.max(axis=0)).max())
    if apart >= 0:
        return -float(apart)
    least = np.inf
    for shape in (a, b):
        for edge in np.roll(shape, -1, axis=0) - shape:
            length = np.hypot(*edge)
            if length == 0:
                continue
            normal = np.array([-edge[1], edge[0]]) / length
            pa, pb = a @ normal, b @ normal
            least = min(least, min(pa.max(), pb.max()) - max(pa.min(), pb.min()))
            if least <= 0:
                return float(least)
    return float(least)


def ink_quad(quad: Quad, lines: int) -> Quad:
    """Return where the letters of a text are: its line box is taller than they."""
    air = (quad[3] - quad[0]) * 0.11 / lines
    return np.array([quad[0] + air, quad[1] + air, quad[2] - air, quad[3] - air])


def is_inside(quad: Quad, box: Quad) -> bool:
    """Return whether a shape lies in an upright box, to a pixel."""
    return bool((quad >= box.min(axis=0) - 1).all() and (quad <= box.max(axis=0) + 1).all())


def line_quads(line: Line2D | PathCollection | FancyArrowPatch) -> Iterator[Quad]:
    """Yield the strokes of a line as thin quads, and its markers as squares; of an arrow its box."""
    figure = line.get_figure(root=True)
    assert figure is not None
    pixel = figure.dpi / 72  # pixels in a point
    if isinstance(line, FancyArrowPatch):
        box = line.get_window_extent()
        yield _rectangle(box.x0, box.y0, box.x1, box.y1)
        return
    if isinstance(line, PathCollection):
        places = line.get_offset_transform().transform(np.asarray(line.get_offsets()))
        yield from (_square(x, y, float(np.sqrt(line.get_sizes().max())) * pixel) for x, y in places)
        return
    points = line.get_transform().transform(np.column_stack(line.get_data()).astype(float))
    points = points[np.isfinite(points).all(axis=1)]
    half = max(float(line.get_linewidth()) * pixel / 2, 0.5)
    if line.get_linestyle() != "None":
        for a, b in pairwise(points):
            length = np.hypot(*(b - a))
            if length:
                normal = np.array([a[1] - b[1], b[0] - a[0]]) / length * half
                yield np.array([a + normal, b + normal, b - normal, a - normal])
    if line.get_marker() not in ("None", None, ""):
        yield from (_square(x, y, float(line.get_markersize()) * pixel) for x, y in points)


def _square(x: float, y: float, side: float) -> Quad:
    half = side / 2 * 0.8  # a dot fills less than its square
    return _rectangle(x - half, y - half, x + half, y + half)


def _rectangle(x0: float, y0: float, x1: float, y1: float) -> Quad:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
