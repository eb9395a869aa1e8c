"""Which plan a form has, and which has none that is honest."""

from __future__ import annotations

import math

from ..charts.geometry import Geometry
from .bars import plan_bars, plan_parts
from .plan import LABEL, NAMES, Plan, broken_name
from .points import plan_paths, plan_rows


def plan_chart(geometry: Geometry, width: float, height: float, em: float, share: float = LABEL) -> Plan | None:
    """Return a geometry as a chart for a frame of some points, or None if its form has no honest one.

    ``share`` is how much of the width a text beside a point may take before it is broken.
    """
    if geometry.form == "values":
        if _is_bars(geometry):
            return plan_bars(geometry, width, height, em)
        return plan_rows(geometry, width, height, em, share)
    if geometry.form == "pairs":
        return plan_rows(geometry, width, height, em, share)
    if geometry.form == "parts":
        return plan_parts(geometry, width, height, em)
    if geometry.form == "paths":
        return plan_paths(geometry, width, height, em, share)
    return None


def _is_bars(geometry: Geometry) -> bool:
    amounts = geometry.form == "values" and geometry.marker == "bar" and geometry.start == 0
    return amounts and all(row.shapes[0].x >= 0 for row in geometry.rows)


def natural_height(geometry: Geometry, width: float, em: float, share: float = LABEL) -> float:
    """Return the height in points that a geometry reads best at, in a frame and with labels of some points."""
    if geometry.form == "paths":
        tags = [broken_name(row.name, em, share * width).count("\n") + 2 for row in geometry.rows[1:]]
        return max(18.0, math.fsum(1.45 * lines + 0.5 for lines in tags) + 4.0) * em
    if geometry.form == "parts" or _is_bars(geometry):
        share = NAMES
    few = len(geometry.rows) < 3
    lines = max(broken_name(row.name, em, share * width).count("\n") + 1 for row in geometry.rows)
    each = max(2.2, 1.45 * lines + 0.4)
    if geometry.form == "parts":  # a bar as high as the lines of its labels
        each = max(2.9, 2.2 * (max(text.count("\n") + 2 for row in geometry.rows for text in row.texts) if few else 1))
    return (each * len(geometry.rows) + 2.5) * em


def fitting_size(geometry: Geometry, width: float, room: float) -> float:
    """Return the largest size of labels, in points, at which a geometry reads well in a frame of a height."""
    return next((em for em in (16.0, 15.0, 14.0, 13.0) if natural_height(geometry, width, em) <= room), 12.0)
