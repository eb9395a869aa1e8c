"""Dumbbells: two marks of a series on one index, joined by a line, each with its number in units beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.ticker import MaxNLocator

from ..errors import ChartError
from .drawing import Rows, Sheet, arrow, dot, fit_axis, span
from .geometry import Geometry, Row, shape_of
from .layout import Frame
from .style import BLUE, QUIET, TEAL
from .table import Mark
from .words import pick, status_word

Pair = tuple[Mark, Mark]


def pairs_of(marks: Sequence[Mark], first: str, second: str, chart: str) -> list[Pair]:
    """Return the two marks of every series, in the order of the table.

    Raises
    ------
    ChartError
        If a series lacks one of the two roles, or the two are in different units; the message names the series.
    """
    ends = {role: {mark.series: mark for mark in marks if mark.role == role} for role in (first, second)}
    series = list(dict.fromkeys(mark.series for mark in marks))
    alone = [name for name in series if name not in ends[first] or name not in ends[second]]
    if alone or not series:
        raise ChartError(f"{chart}: every series needs a row of the roles {first!r} and {second!r}; incomplete:", alone)
    pairs = [(ends[first][name], ends[second][name]) for name in series]
    mixed = [f"{a.series}: {a.unit} and {b.unit}" for a, b in pairs if a.unit != b.unit]
    if mixed:
        raise ChartError(f"{chart}: the two marks of a series need one unit; these differ:", mixed)
    return pairs


def pair_rows(
    pairs: Sequence[Pair], names: Sequence[str], before: Sequence[str], after: Sequence[str], base: int, lang: str
) -> Geometry:
    """Return one row a pair on an index: the mark at place ``base`` of the pair is 100."""
    rows = []
    for pair, name, *texts in zip(pairs, names, before, after, strict=True):
        scale = 100 / pair[base].value if pair[base].value else 1.0
        shapes = tuple(
            shape_of(m, scale, pick(lang, f"{m.period}年{status_word(m, lang)}", f"{m.period}, {status_word(m, lang)}"))
            for m in pair
        )
        rows.append(Row(name, shapes, tuple(texts)))
    return Geometry("pairs", tuple(rows), "", reference=100.0, index=index_note(pairs[0][base].period, lang))


def _reach(mark: Mark, em: float) -> tuple[float, float]:
    """Points that a mark and its arrows take to its left and right."""
    left, right = 0.7 * em, 0.7 * em
    if mark.is_unbounded or mark.is_ceiling:
        left = 2.1 * em
    if mark.is_unbounded or mark.is_floor:
        right = 2.1 * em
    return left, right


def draw_pairs(
    sheet: Sheet, pairs: Sequence[Pair], before: Sequence[str], after: Sequence[str], names: Sequence[str] | None = None
) -> Frame:
    """Draw one dumbbell a row.

    Parameters
    ----------
    sheet : Sheet
        Where to draw.
    pairs : sequence of (Mark, Mark)
        Earlier and later mark of each row; both stand at their position.
    before, after : sequence of str
        Their labels.
    names : sequence of str, optional
        Of the rows; by default the series' names.

    Returns
    -------
    Frame
        What the rows need.
    """
    ax, em = sheet.ax, sheet.em
    names = names or [a.label(sheet.lang) for a, _ in pairs]
    if sheet.is_compact:
        colon = pick(sheet.lang, ":", ": ")
        names = [f"{name}{colon}{a} → {b}" for name, a, b in zip(names, before, after, strict=True)]
        rows, labels = Rows(sheet, names, above=True, mark=0.7 if sheet.room else 1.0), []
        room = [(mark.position, *_reach(mark, em)) for pair in pairs for mark in pair]
        room += [(_right_end(mark), 0.0, 0.7 * em) for pair in pairs for mark in pair]
    else:
        names = [name.replace("(", "\n(").replace("\uff08", "\n\uff08") for name in names]
        rows = Rows(sheet, names, mark=0.9)
        labels = [_beside(sheet, i, *row) for i, row in enumerate(zip(pairs, before, after, strict=True))]
        room = [_room(sheet, label) for row in labels for label in row]
    low_end, high_end = fit_axis(ax, rows.width, room)
    for i, (a, b) in enumerate(pairs):
        ax.plot([a.position, b.position], [rows.y(i)] * 2, color=QUIET, linewidth=1.2, zorder=1)
        _draw_bounds(sheet, a, rows.y(i), TEAL if a.status == "computed" else BLUE)
        _draw_bounds(sheet, b, rows.y(i), BLUE)
        dot(ax, b, rows.y(i), em, scale=0.8)
        dot(ax, a, rows.y(i), em, scale=0.5 if a.position == b.position else 0.75)
    for label in (label for row in labels for label in row):
        sheet.note(label.text, label.x, rows.y(label.row), dx=label.dx, ha=label.ha)
    if sheet.is_compact:  # the numbers stand in the names, and the axis has no room
        sheet.hide_axes()
        return rows.frame()
    positions = [mark.position for pair in pairs for mark in pair]
    ticks = [
        t
        for t in MaxNLocator(4, steps=[1, 2, 2.5, 5]).tick_values(min(positions), max(positions))
        if low_end <= t <= high_end
    ]
    return rows.frame(bottom=sheet.own_ticks(_apart(ticks, sheet, rows, low_end, high_end)))


class _Label(NamedTuple):
    """A label beside a mark: its row, where it starts, how far it is shifted in points, and to which side it runs."""

    row: int
    x: float
    dx: float
    text: str
    ha: str


def _beside(sheet: Sheet, row: int, pair: Pair, text_a: str, text_b: str) -> list[_Label]:
    (a, b), em = pair, sheet.em
    if math.isclose(a.position, b.position, rel_tol=1e-9):
        gap = max(_reach(a, em)[1], _reach(b, em)[1]) + 0.3 * em
        return [_Label(row, a.position, gap, f"{text_a} → {text_b}", "left")]
    (low, text_low), (high, text_high) = sorted(((a, text_a), (b, text_b)), key=lambda item: item[0].position)
    return [
        _Label(row, low.position, -(_reach(low, em)[0] + 0.3 * em), text_low, "right"),
        _Label(row, _right_end(high), _reach(high, em)[1] + 0.3 * em, text_high, "left"),
    ]


def _room(sheet: Sheet, label: _Label) -> tuple[float, float, float]:
    width = sheet.text_width(label.text)
    return (
        (label.x, -label.dx + width + sheet.em, 0.0) if label.ha == "right" else (label.x, sheet.em, label.dx + width)
    )


def _right_end(mark: Mark) -> float:
    """Where a mark ends on the right: at its declared band, if it has one."""
    scale = mark.position / mark.value if mark.value else 1
    return max(mark.position, mark.high * scale) if math.isfinite(mark.high) and mark.assumptions else mark.position


def _apart(ticks: list[float], sheet: Sheet, rows: Rows, low: float, high: float) -> list[float]:
    """Leave out ticks whose labels would touch each other or leave the box."""
    kept: list[float] = []
    need = sheet.text_width("0000")
    for tick in ticks:
        at = (tick - low) / (high - low) * rows.width
        inside = at - need / 2 > -rows.left and at + need / 2 < rows.width
        if inside and (not kept or (tick - kept[-1]) / (high - low) * rows.width > need):
            kept.append(tick)
    return kept


def _draw_bounds(sheet: Sheet, mark: Mark, y: float, colour: str) -> None:
    """Draw what bounds a mark: arrows where the words leave it open, a band where an assumption gives one."""
    em, scale = sheet.em, mark.position / mark.value if mark.value else 1
    if mark.is_unbounded or mark.is_floor:
        arrow(sheet.ax, mark.position, y, 1.8 * em, colour)
    if mark.is_unbounded or mark.is_ceiling:
        arrow(sheet.ax, mark.position, y, -1.8 * em, colour)
    if mark.assumptions and math.isfinite(mark.low):
        span(
            sheet.ax,
            mark.low * scale,
            min(mark.high * scale, mark.position) if mark.is_floor else mark.high * scale,
            y,
            em,
        )


def index_note(year: str, lang: str) -> str:
    """Return the words for an index axis."""
    return pick(lang, f"{year}年=100", f"{year} = 100")
