"""How wide the columns of a table are, and how high its rows, from the widths of its texts."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from ..charts.geometry import Geometry
from ..charts.lettering import text_width, wrap

_BORDER = re.compile("(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])")
# What is not broken: words, behind whose hyphens programs break, and numbers with their units.
_PIECES = re.compile("[!-,.-~\u2212\u2248\u2265]+-?[\u5343\u767e\u4e07\u4ebf]*(?:美?元|[家个人户套件年])?")
SPACED = 0.93  # office programs set white between 汉字 and digits, so that a line holds less than its letters say


def set_width(text: str, size: float) -> float:
    """Return the width in points of a text as an office program sets it, white between 汉字 and digits included."""
    return text_width(text, size) + len(_BORDER.findall(text)) * 0.25 * size


def column_widths(rows: Sequence[Sequence[str]], total: float, size: float, pad: float) -> list[float]:
    """Return widths of columns in points that fill ``total``: rows break into lines where that makes fewest of them.

    Each column has a ladder of widths. The step down that adds the fewest lines for what it saves is taken until the
    columns fit; then one column may have a step back, as long as what it takes from the others makes fewer lines.
    """
    ladders = [_ladder(column, total, size, pad) for column in zip(*rows, strict=True)]
    steps = _narrowed(ladders, [0] * len(ladders), total)
    better = True
    while better:
        better = False
        for c, back in [(c, back) for c, step in enumerate(steps) for back in range(1, step + 1)]:
            if back > steps[c]:
                continue
            tried = _narrowed(ladders, [step - back * (d == c) for d, step in enumerate(steps)], total, kept=c)
            if _wide(ladders, tried) <= total and _lines(ladders, tried) < _lines(ladders, steps):
                steps, better = tried, True
    widths = [ladder[step][0] for ladder, step in zip(ladders, steps, strict=True)]
    spare = (total - math.fsum(widths)) / len(widths)
    return [width + spare if spare > 0 else width * total / math.fsum(widths) for width in widths]


_Ladder = list[tuple[float, list[int]]]


def _wide(ladders: Sequence[_Ladder], steps: Sequence[int]) -> float:
    return math.fsum(ladder[step][0] for ladder, step in zip(ladders, steps, strict=True))


def _lines(ladders: Sequence[_Ladder], steps: Sequence[int]) -> int:
    """Return how many lines the rows need together."""
    return sum(map(max, zip(*(ladder[step][1] for ladder, step in zip(ladders, steps, strict=True)), strict=True)))


def _narrowed(ladders: Sequence[_Ladder], steps: Sequence[int], total: float, kept: int | None = None) -> list[int]:
    """Return steps at which the columns fit, all but one that is kept as it is."""
    now = list(steps)
    while _wide(ladders, now) > total:
        open_ = [c for c, ladder in enumerate(ladders) if c != kept and now[c] + 1 < len(ladder)]
        if not open_:
            break
        lines, cost = _lines(ladders, now), dict[int, float]()
        for c in open_:
            after = [step + (d == c) for d, step in enumerate(now)]
            saved = ladders[c][now[c]][0] - ladders[c][after[c]][0]
            cost[c] = (_lines(ladders, after) - lines) / saved
        now[min(open_, key=lambda c: (cost[c], -ladders[c][now[c]][0]))] += 1
    return now


def _ladder(column: Sequence[str], total: float, size: float, pad: float) -> _Ladder:
    """Return the widths that a column may take, widest first, with the lines that each of its cells then needs.

    Neither a word nor a short cell is torn.
    """
    needs = [_need(text, size) for text in column]
    width = max(needs) + pad + 2
    ladder = [(width, [1] * len(column))]
    words = {word for text in column for word in _PIECES.findall(text)}
    least = max(5 * size, max((_need(word, size) for word in words), default=0.0)) + pad
    while width > least:
        width = max(min(0.9 * width, total), least)
        lines = [
            1 if need <= width - pad else _lines_in(text, size, width - pad)
            for text, need in zip(column, needs, strict=True)
        ]
        ladder.append((width, lines))
    return ladder


def _need(text: str, size: float) -> float:
    """Return the width in points in which a text stands on one line in every program."""
    return max(set_width(text, size), text_width(text, size) / SPACED)


def _lines_in(text: str, size: float, room: float) -> int:
    """Return how many lines a text takes; a term that :func:`wrap` keeps whole is broken by a program."""
    return sum(math.ceil(_need(line, size) / room) or 1 for line in wrap(text, size, room * SPACED).split("\n"))


def broken(text: str, size: float, width: float, pad: float) -> str:
    """Return a cell's text in lines that fit its column in every program."""
    return wrap(text, size, (width - pad) * SPACED)


def row_height(row: Sequence[str], columns: Sequence[float], size: float, pad: float) -> float:
    """Return the height in points of a row whose texts break in their columns."""
    lines = max(broken(text, size, width, pad).count("\n") + 1 for text, width in zip(row, columns, strict=True))
    return lines * size * 1.45 + 7


def used_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[str], list[list[str]]]:
    """Return a table without the columns that are empty in every row."""
    used = [i for i in range(len(header)) if any(row[i] for row in rows)]
    return [header[i] for i in used], [[row[i] for i in used] for row in rows]


def beside_widths(geometry: Geometry, size: float) -> list[float]:
    """Return the widths in points of what stands in columns beside a chart's marks."""
    return [
        max(set_width(text, size) for text in (head, *(row.columns[c] for row in geometry.rows if row.columns)))
        + 1.2 * size
        for c, head in enumerate(geometry.columns)
    ]
