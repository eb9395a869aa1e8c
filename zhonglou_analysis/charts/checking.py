"""Look at a drawn chart as a reader would: texts that collide, leave the canvas, are too small, too faint or boxes.

What is checked is what is drawn: ticks outside the view do not count, rotated texts are taken with their own box.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.text import Text

from .colours import contrast
from .style import chart_style, find_size

TEXT_CONTRAST, MARK_CONTRAST = 4.5, 3.0
_TOLERANCE = 1.0  # pixels


class Problem(NamedTuple):
    """What is wrong with a chart: kind, the text or mark, what it collides with or misses, and by how much."""

    kind: str
    what: str
    other: str
    amount: float


def chart_problems(figure: Figure, size: str = "doc") -> list[Problem]:
    """Return everything that would make a reader stumble; an empty list is a good chart.

    Parameters
    ----------
    figure : Figure
        Is drawn once, without being changed.
    size : str
        The named size it is meant for; its floor is the smallest text allowed.

    Returns
    -------
    list of Problem
        Kinds: ``glyph`` (a missing character), ``empty`` (no text at all), ``outside``, ``clipped``, ``overlap``, ``crossed`` (a
        text over a line or the edge of a bar), ``small``, ``faint text``, ``faint mark``.

    Examples
    --------
    >>> figure = Figure()
    >>> _ = figure.text(0.99, 0.5, "beyond the edge", fontsize=8)
    >>> [problem.kind for problem in chart_problems(figure)]
    ['outside', 'small']
    """
    canvas = FigureCanvasAgg(figure)
    with warnings.catch_warnings(record=True) as caught, chart_style(size=size):
        warnings.simplefilter("always")
        canvas.draw()
    found = [Problem("glyph", str(w.message), "", 1) for w in caught if "missing from font" in str(w.message)]
    axes = _all_axes(figure)
    texts = [(text, _corners(text, canvas.get_renderer())) for text in _drawn_texts(figure, axes)]
    if not texts:
        return [*found, Problem("empty", "no text was drawn", "", 0)]
    bars = [(bar, _box(bar)) for ax in axes for bar in ax.patches if isinstance(bar, Rectangle) and bar.get_visible()]
    found += _outside(texts, figure)
    found += _overlaps(texts)
    found += _crossed(texts, bars, axes)
    floor = find_size(size).floor
    found += [
        Problem("small", text.get_text(), f"{floor} pt", float(text.get_fontsize()))
        for text, _ in texts
        if float(text.get_fontsize()) < floor - 1e-6
    ]
    found += _faint_texts(texts, bars)
    found += _faint_marks(axes)
    return found


def _all_axes(figure: Figure) -> list[Axes]:
    axes = [ax for ax in figure.axes if ax.get_visible()]
    return [*axes, *(child for ax in axes for child in ax.child_axes if isinstance(child, Axes) and child.get_visible())]


def _drawn_texts(figure: Figure, axes: list[Axes]) -> Iterator[Text]:
    """Every text that is really drawn: ``findobj`` also returns ticks outside the view limits."""
    skipped: set[int] = set()
    for ax in axes:
        for axis in (ax.xaxis, ax.yaxis):
            drawn = {id(t) for tick in axis._update_ticks() for t in (tick.label1, tick.label2)}  # type: ignore[attr-defined]
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


def _corners(text: Text, renderer: Any) -> np.ndarray:
    """Corners of the text's own box in pixels, turned as the text is (an Annotation's arrow left out)."""
    angle = text.get_rotation()
    full = Text.get_window_extent(text, renderer)
    if angle % 90 == 0:
        return np.array([[full.x0, full.y0], [full.x1, full.y0], [full.x1, full.y1], [full.x0, full.y1]])
    text.set_rotation(0)
    try:
        flat = Text.get_window_extent(text, renderer)
    finally:
        text.set_rotation(angle)
    w, h = flat.width, flat.height
    c, s = np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))
    box = np.array([[-w, -h], [w, -h], [w, h], [-w, h]]) / 2 @ np.array([[c, s], [-s, c]])
    return box + np.array([full.x0 + full.width / 2, full.y0 + full.height / 2])


def _box(bar: Rectangle) -> np.ndarray:
    box = bar.get_window_extent()
    return np.array([[box.x0, box.y0], [box.x1, box.y0], [box.x1, box.y1], [box.x0, box.y1]])


def _depth(a: np.ndarray, b: np.ndarray) -> float:
    """How deep two convex shapes lie in each other, in pixels (separating axes); at most 0 if they do not."""
    depth = np.inf
    for shape in (a, b):
        edges = np.roll(shape, -1, axis=0) - shape
        for edge in edges:
            length = np.hypot(*edge)
            if length == 0:
                continue
            normal = np.array([-edge[1], edge[0]]) / length
            pa, pb = a @ normal, b @ normal
            depth = min(depth, min(pa.max(), pb.max()) - max(pa.min(), pb.min()))
            if depth <= 0:
                return float(depth)
    return float(depth)


def _outside(texts: list[tuple[Text, np.ndarray]], figure: Figure) -> Iterator[Problem]:
    width, height = figure.bbox.width, figure.bbox.height
    for text, quad in texts:
        over = max(-quad.min(), quad[:, 0].max() - width, quad[:, 1].max() - height)
        if over > _TOLERANCE:
            yield Problem("outside", text.get_text(), "canvas", round(float(over), 1))
        clip = text.get_clip_box() if text.get_clip_on() else None
        if clip is not None:
            low, high = quad.min(axis=0), quad.max(axis=0)
            cut = max(clip.x0 - low[0], clip.y0 - low[1], high[0] - clip.x1, high[1] - clip.y1)
            if cut > _TOLERANCE:
                yield Problem("clipped", text.get_text(), "axes", round(float(cut), 1))


def _overlaps(texts: list[tuple[Text, np.ndarray]]) -> Iterator[Problem]:
    for i, (text, quad) in enumerate(texts):
        for other, quad2 in texts[i + 1 :]:
            depth = _depth(quad, quad2)
            if depth > _TOLERANCE:
                yield Problem("overlap", text.get_text(), other.get_text(), round(depth, 1))


def _crossed(
    texts: list[tuple[Text, np.ndarray]], bars: list[tuple[Rectangle, np.ndarray]], axes: list[Axes]
) -> Iterator[Problem]:
    """Texts over the edge of a bar, on its stripes, or across a line or an arrow."""
    for text, quad in texts:
        if text.get_bbox_patch() is not None:
            continue
        ink = _shrunk(quad, text.get_text().count("\n") + 1)  # the line box is taller than its letters
        for bar, box in bars:
            if _depth(ink, box) > _TOLERANCE and (not _inside(ink, box) or bar.get_hatch()):
                yield Problem("crossed", text.get_text(), "bar", round(_depth(ink, box), 1))
        deepest = max((_depth(ink, piece) for ax in axes for line in _drawn_lines(ax) for piece in _pieces(line)), default=0)
        if deepest > _TOLERANCE:
            yield Problem("crossed", text.get_text(), "line", round(deepest, 1))


def _shrunk(quad: np.ndarray, lines: int) -> np.ndarray:
    air = (quad[3] - quad[0]) * 0.11 / lines
    return np.array([quad[0] + air, quad[1] + air, quad[2] - air, quad[3] - air])


def _inside(quad: np.ndarray, box: np.ndarray) -> bool:
    return bool((quad >= box.min(axis=0) - 1).all() and (quad <= box.max(axis=0) + 1).all())


def _drawn_lines(ax: Axes) -> Iterator[Any]:
    yield from (line for line in ax.lines if line.get_visible())
    for text in ax.texts:
        patch = getattr(text, "arrow_patch", None)
        if patch is not None and patch.get_visible():
            yield patch


def _pieces(line: Any) -> Iterator[np.ndarray]:
    """The strokes of a line as thin quads in pixels, and its markers as squares."""
    if isinstance(line, FancyArrowPatch):
        box = line.get_window_extent()
        yield np.array([[box.x0, box.y0], [box.x1, box.y0], [box.x1, box.y1], [box.x0, box.y1]])
        return
    assert isinstance(line, Line2D)
    points = line.get_transform().transform(np.column_stack(line.get_data()).astype(float))
    points = points[np.isfinite(points).all(axis=1)]
    half = max(float(line.get_linewidth()) * line.get_figure(root=True).dpi / 144, 0.5)  # type: ignore[union-attr]
    if line.get_linestyle() != "None":
        for a, b in zip(points[:-1], points[1:], strict=True):
            length = np.hypot(*(b - a))
            if length:
                normal = np.array([a[1] - b[1], b[0] - a[0]]) / length * half
                yield np.array([a + normal, b + normal, b - normal, a - normal])
    if line.get_marker() not in ("None", None, ""):
        r = float(line.get_markersize()) * line.get_figure(root=True).dpi / 144 * 0.8  # type: ignore[union-attr]
        for x, y in points:
            yield np.array([[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]])


def _faint_texts(
    texts: list[tuple[Text, np.ndarray]], bars: list[tuple[Rectangle, np.ndarray]]
) -> Iterator[Problem]:
    for text, quad in texts:
        behind: Any = "white"
        for bar, box in bars:
            if _inside(_shrunk(quad, text.get_text().count("\n") + 1), box) and bar.get_fill():
                behind = bar.get_facecolor()
        ratio = contrast(text.get_color(), behind)
        if ratio < TEXT_CONTRAST:
            yield Problem("faint text", text.get_text(), "contrast", round(ratio, 2))


def _faint_marks(axes: list[Axes]) -> Iterator[Problem]:
    for ax in axes:
        for patch in ax.patches:
            best = max(contrast(patch.get_facecolor()), contrast(patch.get_edgecolor()) if patch.get_linewidth() else 1)
            if best < MARK_CONTRAST:
                yield Problem("faint mark", type(patch).__name__, "contrast", round(best, 2))
        for line in ax.lines:
            best = max(contrast(line.get_color()), contrast(line.get_markeredgecolor()))
            if best < MARK_CONTRAST:
                yield Problem("faint mark", "line", "contrast", round(best, 2))
