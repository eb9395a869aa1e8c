"""A plan as an SVG for a page: live text, and for each mark a place that a pointer and the keyboard reach."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape

from ..charts.geometry import Geometry, Sign
from ..charts.lettering import text_width
from .columns import beside_widths
from .plan import Plan, Point, Series, key_signs, status_colour

Tell = Callable[[Point], str]
_REACH = 0.9  # half of a place to point at, in the size of labels


def plan_svg(plan: Plan, geometry: Geometry, prefix: str, alt: str, tell: Tell) -> str:
    """Return a drawing; ``prefix`` makes its ids the page's own, and ``tell`` says what a mark asserts."""
    em = plan.em
    beside = beside_widths(geometry, em)
    head = 1.6 * em if beside else 0.0
    key = 1.9 * em if key_signs(geometry) else 0.0
    top = key + head + (1.4 * em if plan.names and any(s.name == "reference" for s in plan.series) else 0.0)
    draw = _Drawing(plan, prefix, top)
    body = draw.bars(tell) if plan.kind == "bars" else draw.points(tell)
    legend = [series for series in plan.series if series.legend]
    height = plan.height + top + (2.2 * em if legend else 0)
    signs = draw.key(key_signs(geometry)) if key else ""
    return (
        f'<svg viewBox="0 0 {plan.width + sum(beside):.0f} {height:.0f}" role="group" aria-label="{escape(alt)}" '
        f'font-size="{em:g}">{draw.patterns()}{signs}{body}{draw.beside(geometry, beside, key)}'
        f"{_legend(legend, plan, plan.height + top, draw)}</svg>"
    )


class _Drawing:
    """One drawing: where the axes put a number."""

    def __init__(self, plan: Plan, prefix: str, top: float) -> None:
        self.plan, self.prefix, self.top = plan, prefix, top
        start = plan.left if plan.kind == "bars" else 0.0
        self._x0, self._scale = start, (plan.width - start) / (plan.high - plan.low)
        self._fills: dict[str, str] = {}

    def x(self, value: float) -> float:
        return self._x0 + (value - self.plan.low) * self._scale

    def y(self, value: float) -> float:
        plan = self.plan
        if plan.kind == "bars":
            return self.top + (value + 0.5) * plan.height / len(plan.names)
        return self.top + (value - plan.top) / (plan.bottom - plan.top) * plan.height

    def paint(self, fill: str, colour: str) -> str:
        """Return the attributes of a filled shape; stripes are a pattern of this drawing's own."""
        if fill == "striped":
            id_ = self._fills.setdefault(colour, f"{self.prefix}-p{len(self._fills)}")
            return f'fill="url(#{id_})" stroke="{colour}"'
        return f'fill="{"#fff" if fill == "hollow" else colour}" stroke="{colour}"'

    def patterns(self) -> str:
        return f"<defs>{''.join(self._pattern(colour, id_) for colour, id_ in self._fills.items())}</defs>"

    @staticmethod
    def _pattern(colour: str, id_: str) -> str:
        return (
            f'<pattern id="{id_}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<rect width="6" height="6" fill="{colour}"/><path d="M0 0V6" stroke="#fff" stroke-width="2"/>'
            "</pattern>"
        )

    def bars(self, tell: Tell) -> str:
        plan, drawn, told = self.plan, [], []
        thick = plan.height / len(plan.names) / 1.55
        ends = [0.0] * len(plan.names)
        for series in plan.series:
            for i, point in enumerate(series.points):
                if not math.isfinite(point.x):
                    continue
                x, y = self.x(ends[i]), self.y(i)
                width = point.x * self._scale
                if point.fill != "none":
                    drawn.append(f"{_rect(x, y - thick / 2, width, thick)} {self.paint(point.fill, point.colour)}/>")
                told += [self._place(point, x, y - thick / 2, width, thick, tell)] if point.shape else []
                drawn.append(self._label(point, x + (width / 2 if point.at == "middle" else 0), y))
                ends[i] += point.x
                drawn.append(self._reach(series, i, self.x(ends[i]), y))
        for i, name in enumerate(plan.names):
            drawn.append(self._text(name, plan.left - 0.5 * plan.em, self.y(i), "end", "#1a1a1a"))
        return "".join(drawn + told)

    def beside(self, geometry: Geometry, widths: Sequence[float], top: float) -> str:
        """Write the columns beside the marks, their headings above."""
        plan, x, parts = self.plan, self.plan.width, []
        for c, width in enumerate(widths):
            x += width
            parts.append(self._text(geometry.columns[c], x, top + 0.7 * plan.em, "end", "#595959"))
            parts += [
                self._text(row.columns[c], x, self.y(r), "end", "#1a1a1a")
                for r, row in enumerate(geometry.rows) if row.columns
            ]  # fmt: skip
        return "".join(parts)

    def key(self, signs: Sequence[Sign]) -> str:
        """Draw the key of the symbols that are there, on one line."""
        em, x, y, parts = self.plan.em, 0.0, 0.8 * self.plan.em, []
        for sign in signs:
            colour = status_colour(sign.status)
            if sign.symbol.startswith("arrow"):
                start, end = (x + 1.6 * em, x) if sign.symbol == "arrow down" else (x, x + 1.6 * em)
                parts.append(_arrow(start, y, end, y, colour))
            elif sign.symbol in ("dot", "bar"):
                paint = self.paint(sign.fill or "solid", colour)
                width = (0.8 if sign.symbol == "dot" else 1.3) * em
                parts.append(f"{_rect(x + 0.3 * em, y - 0.4 * em, width, 0.8 * em)} {paint}/>")
            else:
                parts.append(_line(x, y, x + 1.6 * em, y, colour))
            parts.append(self._text(sign.text, x + 2.1 * em, y, "start", "#1a1a1a"))
            x += text_width(sign.text, em) + 3.6 * em
        return "".join(parts)

    def _reach(self, series: Series, i: int, x: float, y: float) -> str:
        """Draw the error bars of a bar, or the arrow that stands for them."""
        parts = []
        for reach, sign in ((series.up, 1), (series.down, -1)):
            length = reach[i] if reach else None
            if length:
                end = x + sign * length * self._scale
                parts.append(
                    _arrow(x, y, end, y, series.colour) if series.arrow else _line(x, y, end, y, series.colour)
                )
        return "".join(parts)

    def points(self, tell: Tell) -> str:
        drawn, marks, told = [], [], []
        for series in self.plan.series:
            places = [(self.x(point.x), self.y(point.y)) for point in series.points]
            if series.line == "arrow":
                drawn.append(_arrow(*places[0], *places[-1], series.colour))
            elif series.line:
                dash = ' stroke-dasharray="5 4"' if series.line == "dash" else ""
                path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
                drawn.append(
                    f'<polyline points="{path}" fill="none" stroke="{series.colour}" stroke-width="1.6"{dash}/>'
                )
            for point, (x, y) in zip(series.points, places, strict=True):
                if point.marker and series.name != "edge":
                    marks.append(self._marker(point, x, y))
                if point.shape:
                    half = _REACH * self.plan.em
                    told.append(self._place(point, x - half, y - half, 2 * half, 2 * half, tell))
                shift = {"right": 0.0, "left": 0.0, "above": -0.9, "below": 0.9}.get(point.at, 0.0) * self.plan.em
                marks.append(self._label(point, x, y + shift))
        return "".join(drawn + marks + told)

    def _marker(self, point: Point, x: float, y: float) -> str:
        paint, r = self.paint(point.fill, point.colour), 0.42 * self.plan.em
        if point.marker == "circle":
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" stroke-width="1.6" {paint}/>'
        if point.marker == "square":
            return f'{_rect(x - r, y - r, 2 * r, 2 * r)} stroke-width="1.6" {paint}/>'
        d = 1.25 * r
        turns = f"l{d:.1f} {d:.1f}-{d:.1f} {d:.1f}-{d:.1f}-{d:.1f}z"
        return f'<path d="M{x:.1f} {y - d:.1f}{turns}" stroke-width="1.6" {paint}/>'

    def _label(self, point: Point, x: float, y: float) -> str:
        if not point.label:
            return ""
        anchor = {"right": "start", "left": "end", "base": "start"}.get(point.at, "middle")
        return self._text(point.label, x, y, anchor, point.ink)

    def _text(self, text: str, x: float, y: float, anchor: str, ink: str) -> str:
        lines, step = text.split("\n"), 1.25 * self.plan.em
        first = y - (len(lines) - 1) * step / 2 + 0.36 * self.plan.em
        return "".join(
            f'<text x="{x:.1f}" y="{first + i * step:.1f}" text-anchor="{anchor}" fill="{ink}">{escape(line)}</text>'
            for i, line in enumerate(lines)
        )

    def _place(self, point: Point, x: float, y: float, width: float, height: float, tell: Tell) -> str:
        """Return the place of a mark, that a pointer or the keyboard finds."""
        return (
            f'<rect class="m" tabindex="0" role="img" x="{x:.1f}" y="{y:.1f}" width="{max(width, 4):.1f}" '
            f'height="{height:.1f}" aria-label="{escape(tell(point))}"><title>{escape(tell(point))}</title></rect>'
        )


def _rect(x: float, y: float, width: float, height: float) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'


def _line(x0: float, y0: float, x1: float, y1: float, colour: str) -> str:
    return f'<path d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" stroke="{colour}" stroke-width="1.8"/>'


def _arrow(x0: float, y0: float, x1: float, y1: float, colour: str) -> str:
    """Draw a line with a head at its end."""
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    bx, by = x1 - 7 * ux, y1 - 7 * uy
    head = f"M{x1:.1f} {y1:.1f}L{bx - 4 * uy:.1f} {by + 4 * ux:.1f}L{bx + 4 * uy:.1f} {by - 4 * ux:.1f}z"
    return f'{_line(x0, y0, bx, by, colour)}<path d="{head}" fill="{colour}"/>'


def _legend(keys: list[Series], plan: Plan, top: float, draw: _Drawing) -> str:
    """Return one line of keys under the axes."""
    parts, x, y = [], plan.em, top + 1.2 * plan.em
    for series in keys:
        point = next(point for point in series.points if point.shape is not None and math.isfinite(point.x))
        if plan.kind == "bars":
            half = 0.45 * plan.em
            parts.append(f"{_rect(x - half, y - half, 2 * half, 2 * half)} {draw.paint(point.fill, point.colour)}/>")
        else:
            parts.append(draw._marker(point, x, y))
        parts.append(draw._text(series.name, x + plan.em, y, "start", "#1a1a1a"))
        x += text_width(series.name, plan.em) + 3 * plan.em
    return "".join(parts)
