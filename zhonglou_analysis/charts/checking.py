"""Look at a drawn chart as a reader would: texts that collide, leave the canvas, are too small, too faint or boxes.

What is checked is what is drawn: ticks outside the view do not count, rotated texts are taken with their own box.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import cycle, pairwise
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure, SubFigure
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text

from .layout import root_figure
from .style import chart_style, contrast, find_size

TEXT_CONTRAST, MARK_CONTRAST = 4.5, 3.0
_TOLERANCE = 1.0  # pixels
_DRAWN = (Line2D, PathCollection)
Quad = np.ndarray[Any, Any]  # corners of what covers a place of the canvas, in pixels


class Problem(NamedTuple):
    """What is wrong with a chart: kind, the text or mark, what it collides with or misses, and by how much."""

    kind: str
    what: str
    other: str
    amount: float


def chart_problems(figure: Figure | SubFigure, size: str = "doc", dpi: float = 300) -> list[Problem]:
    """Return everything that would make a reader stumble; an empty list is a good chart.

    Parameters
    ----------
    figure : Figure or SubFigure
        Is drawn once, the whole of it, without being changed.
    size : str
        The named size it is meant for; its floor is the smallest text allowed.
    dpi : float
        300 as in a file; at a screen's resolution, such as 72 or 96, it is drawn as a notebook draws it, outside the
        chart style, with matplotlib's own hinting of letters.

    Returns
    -------
    list of Problem
        Kinds: ``glyph`` (a missing character), ``empty`` (no text at all), ``outside`` (a text or mark beyond the
        canvas), ``clipped``, ``overlap``, ``crossed`` (a text over a line, a marker, an arrow or the edge of a bar),
        ``small``, ``faint text``, ``faint mark``.

    Examples
    --------
    >>> figure = Figure()
    >>> _ = figure.text(0.99, 0.5, "beyond the edge", fontsize=8)
    >>> [problem.kind for problem in chart_problems(figure)]
    ['outside', 'small']
    """
    figure = root_figure(figure)
    before, resolution = figure.canvas, figure.get_dpi()
    try:
        figure.set_dpi(dpi)
        canvas = FigureCanvasAgg(figure)
        style = chart_style(size=size) if dpi >= 200 else nullcontext()
        with warnings.catch_warnings(record=True) as caught, style:
            warnings.simplefilter("always")
            canvas.draw()  # type: ignore[no-untyped-call]
            renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
            found = [Problem("glyph", str(w.message), "", 1) for w in caught if "missing from font" in str(w.message)]
            return [*found, *_found(figure, renderer, find_size(size).floor)]
    finally:
        figure.set_dpi(resolution)
        figure.set_canvas(before)


def _found(figure: Figure, renderer: Any, floor: float) -> Iterator[Problem]:
    axes = _all_axes(figure)
    texts = [(text, text_quad(text, renderer)) for text in _drawn_texts(figure, axes)]
    if not texts:
        yield Problem("empty", "no text was drawn", "", 0)
        return
    bars = [
        (bar, bar_quad(bar)) for ax in axes for bar in ax.patches if isinstance(bar, Rectangle) and bar.get_visible()
    ]
    marks = [(name, quad) for ax in axes for line in _drawn_lines(ax) for name, quad in line_quads(line)]
    yield from _outside(texts, marks, figure)
    yield from _overlaps(texts)
    yield from _crossed(texts, bars, marks)
    for text, _ in texts:
        if float(text.get_fontsize()) < floor - 1e-6:
            yield Problem("small", text.get_text(), f"{floor} pt", float(text.get_fontsize()))
    yield from _faint_texts(texts, bars, figure)
    yield from _faint_marks(axes, figure)


def _all_axes(figure: Figure) -> list[Axes]:
    axes = [ax for ax in figure.axes if ax.get_visible()]
    insets = [child for ax in axes for child in ax.child_axes if isinstance(child, Axes) and child.get_visible()]
    return [*axes, *insets]


def _drawn_texts(figure: Figure, axes: list[Axes]) -> Iterator[Text]:
    """Every text that is really drawn: ``findobj`` also returns ticks outside the view limits."""
    skipped: set[int] = set()
    for ax in axes:
        for axis in (ax.xaxis, ax.yaxis):
            ticks = axis._update_ticks()  # type: ignore[union-attr]
            drawn = {id(t) for tick in ticks for t in (tick.label1, tick.label2)}
            hidden = not ax.axison or not axis.get_visible()
            skipped |= {id(t) for t in axis.findobj(Text) if hidden or (id(t) not in drawn and t is not axis.label)}
    shown = {id(ax) for ax in axes}
    seen: set[int] = set()
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        foreign = text.axes is not None and id(text.axes) not in shown
        if id(text) in skipped | seen or foreign or not text.get_text().strip() or not text.get_visible():
            continue
        seen.add(id(text))
        yield text


def _outside(texts: list[tuple[Text, Quad]], marks: list[tuple[str, Quad]], figure: Figure) -> Iterator[Problem]:
    for name, quad in [*((text.get_text(), quad) for text, quad in texts), *marks]:
        over = max(-quad.min(), quad[:, 0].max() - figure.bbox.width, quad[:, 1].max() - figure.bbox.height)
        if over > _TOLERANCE:
            yield Problem("outside", name, "canvas", round(float(over), 1))
    for text, quad in texts:
        clip = text.get_clip_box() if text.get_clip_on() else None
        if clip is not None:
            low, high = quad.min(axis=0), quad.max(axis=0)
            cut = max(clip.x0 - low[0], clip.y0 - low[1], high[0] - clip.x1, high[1] - clip.y1)
            if cut > _TOLERANCE:
                yield Problem("clipped", text.get_text(), "axes", round(float(cut), 1))


def _overlaps(texts: list[tuple[Text, Quad]]) -> Iterator[Problem]:
    for i, (text, quad) in enumerate(texts):
        for other, quad2 in texts[i + 1 :]:
            overlap = depth(quad, quad2)
            if overlap > _TOLERANCE:
                yield Problem("overlap", text.get_text(), other.get_text(), round(overlap, 1))


def _crossed(
    texts: list[tuple[Text, Quad]], bars: list[tuple[Rectangle, Quad]], marks: list[tuple[str, Quad]]
) -> Iterator[Problem]:
    """Texts over the edge of a bar, on its stripes, or across a line, a marker or an arrow."""
    for text, quad in texts:
        if text.get_bbox_patch() is not None:
            continue
        ink = ink_quad(quad, text.get_text().count("\n") + 1)  # the line box is taller than its letters
        for bar, box in bars:
            if depth(ink, box) > _TOLERANCE and (not is_inside(ink, box) or bar.get_hatch()):
                yield Problem("crossed", text.get_text(), "bar", round(depth(ink, box), 1))
        name, deepest = max(
            ((name, depth(ink, mark)) for name, mark in marks), key=lambda hit: hit[1], default=("", 0.0)
        )
        if deepest > _TOLERANCE:
            yield Problem("crossed", text.get_text(), name, round(deepest, 1))


def _drawn_lines(ax: Axes) -> Iterator[Any]:
    yield from (line for line in (*ax.lines, *ax.collections) if line.get_visible() and isinstance(line, _DRAWN))
    for text in ax.texts:
        patch = getattr(text, "arrow_patch", None)
        if patch is not None and patch.get_visible():
            yield patch


def _faint_texts(
    texts: list[tuple[Text, Quad]], bars: list[tuple[Rectangle, Quad]], figure: Figure
) -> Iterator[Problem]:
    for text, quad in texts:
        ink, behind = ink_quad(quad, text.get_text().count("\n") + 1), paper_of(figure, quad)
        for bar, box in bars:
            if is_inside(ink, box) and bar.get_fill():
                behind = bar.get_facecolor()
        ratio = contrast(text.get_color(), behind)
        if ratio < TEXT_CONTRAST:
            yield Problem("faint text", text.get_text(), "contrast", round(ratio, 2))


def paper_of(figure: Figure, quad: Quad) -> Any:
    """Return what a place of the canvas is painted with: the Axes that holds it, or the figure."""
    middle = quad.mean(axis=0)
    for ax in figure.axes:
        if ax.axison and ax.patch.get_visible() and to_rgba(ax.get_facecolor())[3] > 0 and ax.bbox.contains(*middle):
            return ax.get_facecolor()
    return figure.get_facecolor()


def _faint_marks(axes: list[Axes], figure: Figure) -> Iterator[Problem]:
    for ax in axes:
        see_through = not ax.axison or to_rgba(ax.get_facecolor())[3] == 0
        paper = figure.get_facecolor() if see_through else ax.get_facecolor()
        looks = [
            (type(patch).__name__, [patch.get_facecolor(), *([patch.get_edgecolor()] if patch.get_linewidth() else [])])
            for patch in ax.patches
        ]
        looks += [("line", [line.get_color(), line.get_markeredgecolor()]) for line in ax.lines]
        for dots in (dots for dots in ax.collections if isinstance(dots, PathCollection)):
            pairs = zip(np.asarray(dots.get_facecolor()), np.asarray(dots.get_edgecolor()), strict=False)
            looks += [("dot", list(pair)) for pair in pairs]
        for name, colours in looks:
            best = max(contrast(colour, paper) for colour in colours)
            if best < MARK_CONTRAST:
                yield Problem("faint mark", name, "contrast", round(best, 2))


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


def line_quads(line: Line2D | PathCollection | FancyArrowPatch) -> Iterator[tuple[str, Quad]]:
    """Yield the strokes of a line as thin quads, its markers with their real outlines, and of an arrow its box."""
    figure = line.get_figure(root=True)
    assert figure is not None
    pixel = figure.dpi / 72  # pixels in a point
    if isinstance(line, FancyArrowPatch):
        box = line.get_window_extent()
        yield "arrow", _rectangle(box.x0, box.y0, box.x1, box.y1)
        return
    if isinstance(line, PathCollection):
        places = line.get_offset_transform().transform(np.asarray(line.get_offsets()))
        for place, path, size in zip(places, cycle(line.get_paths()), cycle(line.get_sizes()), strict=False):
            yield "marker", _outline(path, float(np.sqrt(size)) * pixel) + place
        return
    points = line.get_transform().transform(np.column_stack(line.get_data()).astype(float))
    points = points[np.isfinite(points).all(axis=1)]
    half = max(float(line.get_linewidth()) * pixel / 2, 0.5)
    if line.get_linestyle() != "None":
        for a, b in pairwise(points):
            length = np.hypot(*(b - a))
            if length:
                normal = np.array([a[1] - b[1], b[0] - a[0]]) / length * half
                yield "line", np.array([a + normal, b + normal, b - normal, a - normal])
    if line.get_marker() not in ("None", None, "", " "):
        style = MarkerStyle(line.get_marker())
        path = style.get_path().transformed(style.get_transform())
        outline = _outline(path, float(line.get_markersize()) * pixel, float(line.get_markeredgewidth()) * pixel)
        yield from (("marker", outline + point) for point in points)


def _outline(path: Path, size: float, edge: float = 0.0) -> Quad:
    """Return the corners of a marker around its centre: a diamond reaches further to its sides than a square."""
    polygons: list[Any] = list(path.to_polygons(closed_only=False)) or [path.vertices]
    corners: Quad = np.vstack([np.asarray(polygon) for polygon in polygons]) * size
    if len(corners) == 5 and (corners[0] == corners[-1]).all():
        corners = corners[:-1]
    reach = np.hypot(*corners.T).max() or 1.0
    corners = corners * (1 + edge / 2 / reach)
    if len(corners) > 4:  # the hull of a cross or a circle, near enough: eight sides
        turns = np.arange(8) * np.pi / 4 + np.pi / 8
        sides = np.column_stack([np.cos(turns), np.sin(turns)])
        return np.asarray(sides * np.abs(corners @ sides.T).max(axis=0)[:, None])
    return corners


def _rectangle(x0: float, y0: float, x1: float, y1: float) -> Quad:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
