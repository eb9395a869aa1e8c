"""Labels at the ends of lines, moved apart where they would touch."""

from __future__ import annotations

from collections.abc import Sequence

from .drawing import Sheet
from .layout import SPACING
from .table import Mark


def label_ends(sheet: Sheet, ends: Sequence[tuple[Mark, str, str]], x: int, scale: float) -> None:
    """Label the paths at their ends, moved apart where they would touch, each with a line to its path."""
    em = sheet.em
    need = 2 * SPACING * em + 0.3 * em
    at: list[float] = []
    for mark, _, _ in ends:
        at.append(max(mark.position * scale, at[-1] + need) if at else mark.position * scale)
    limit = sheet.ax.get_ylim()[1] * scale + 0.6 * em
    for i in range(len(at) - 1, -1, -1):
        at[i] = min(at[i], limit - need / 2 - (len(at) - 1 - i) * need)
    for (mark, text, colour), y in zip(ends, at, strict=True):
        dy = y - mark.position * scale
        sheet.ax.annotate(
            "", (x, mark.position), (1.6 * em, dy), "data", "offset points", annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 3},
        )  # fmt: skip
        sheet.note(text, x, mark.position, dx=1.8 * em, dy=dy)
