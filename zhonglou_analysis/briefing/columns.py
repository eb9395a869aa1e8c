"""How wide the columns of a table are, and how high its rows, from the widths of its texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..charts.geometry import Geometry
from ..charts.lettering import text_width, wrap

_BORDER = re.compile("(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])")
SPACED = 0.93  # office programs set white between 汉字 and digits, so that a line holds less than its letters say


def set_width(text: str, size: float) -> float:
    """Return the width in points of a text as an office program sets it, white between 汉字 and digits included."""
    return text_width(text, size) + len(_BORDER.findall(text)) * 0.25 * size


def column_widths(rows: Sequence[Sequence[str]], total: float, size: float, pad: float) -> list[float]:
    """Return widths of columns in points that fill ``total``: a short column keeps its text on one line.

    What the short ones leave is shared among the long ones by the square root of what their longest text needs.
    """
    natural = [
        max(max(set_width(row[c], size), text_width(row[c], size) / SPACED) for row in rows) + pad + 2
        for c in range(len(rows[0]))
    ]
    if sum(natural) <= total:
        spare = (total - sum(natural)) / len(natural)
        return [width + spare for width in natural]
    if max(natural) > total:  # prose in a column: the others may break, so that it gets room
        natural = [width if width > total else min(width, total / 6) for width in natural]
    widths = dict[int, float]()
    for c in sorted(range(len(natural)), key=lambda c: natural[c]):
        fair = (total - sum(widths.values())) / (len(natural) - len(widths))
        if natural[c] > fair:
            break
        widths[c] = natural[c]
    rest = total - sum(widths.values())
    long = {c: natural[c] ** 0.5 for c in range(len(natural)) if c not in widths}
    return [widths.get(c, rest * long.get(c, 0) / (sum(long.values()) or 1)) for c in range(len(natural))]


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
