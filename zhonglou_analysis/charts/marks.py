"""Marks from the report's observations, and from what is computed of them."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ..quantities.interval import Bounds
from ..reports.observation import Observation
from ..reports.report import Report
from .names import indicator_names
from .table import Mark, join_ids


def mark_of(report: Report, obs: Observation, role: str = "value", **changes: Any) -> Mark:
    """Return the mark of one observation; ``changes`` are fields of :class:`Mark`, and an unknown one is an error."""
    indicator, scope = report.indicators[obs.indicator], report.scopes[obs.scope]
    label_zh, label_en = indicator_names(report, obs.indicator)
    covered = indicator.coverage_zh not in indicator.name_zh + label_zh  # a name that says it needs no footnote
    low, high = _ends(obs.bounds) if obs.qualifier != "about" else (math.nan, math.nan)
    value = float(obs.value)
    fields: dict[str, Any] = {
        "series": obs.indicator, "role": role, "label_zh": label_zh, "label_en": label_en, "period": obs.period,
        "status": obs.status, "qualifier": obs.qualifier, "value": value, "low": low, "high": high,
        "position": value, "decimals": max(0, -int(obs.value.as_tuple().exponent)), "unit": obs.unit,
        "basis": indicator.growth_prices if "growth" in obs.kind else indicator.level_prices * (obs.kind == "level"),
        "coverage_zh": covered * indicator.coverage_zh, "coverage_en": covered * indicator.coverage_en,
        "note_zh": "", "note_en": "",
        "observations": obs.id, "paragraphs": str(obs.paragraph), "assumptions": "",
        "place_zh": scope.name_zh, "place_en": scope.name_en,
        "source_zh": report.document("zh"), "source_en": report.document("en"),
    }  # fmt: skip
    return Mark(**(fields | changes))


def computed(like: Mark, value: Decimal, bounds: Bounds | None, operands: Sequence[Mark], **changes: Any) -> Mark:
    """Return the mark of a result: the place and source of ``like``, the ids and paragraphs of the operands.

    A result that is only bounded stands at its bound. Unless ``decimals`` is among the changes, a result shows no
    digit that its bounds leave open.
    """
    low, high = _ends(bounds) if bounds is not None else (math.nan, math.nan)
    fields: dict[str, Any] = {
        "role": "value", "note_zh": "", "note_en": "", "status": "computed", "qualifier": "exact",
        "value": float(value), "low": low, "high": high,
        "position": float(value), "decimals": safe_decimals(low, high),
        "observations": join_ids(mark.observations for mark in operands),
        "paragraphs": join_ids(mark.paragraphs for mark in operands),
        "assumptions": join_ids(mark.assumptions for mark in operands),
    }  # fmt: skip
    mark = dataclasses.replace(like, **(fields | changes))
    if "qualifier" in changes or not (mark.is_floor or mark.is_ceiling):
        return mark
    bound: dict[str, Any] = (
        {"qualifier": "at_least", "position": low} if mark.is_floor else {"qualifier": "at_most", "position": high}
    )
    return dataclasses.replace(mark, **(bound | changes))


def safe_decimals(low: float, high: float, most: int = 2) -> int:
    """Return how many decimals a value between two bounds can show without claiming a digit that is open.

    Examples
    --------
    >>> safe_decimals(283.5, 284.4), safe_decimals(68.78, 68.80), safe_decimals(890.0, math.inf)
    (0, 1, 1)
    """
    if not math.isfinite(high - low):
        return 1
    return max((d for d in range(most + 1) if 0.5 * 10**-d >= (high - low) / 2), default=0)


def _ends(bounds: Bounds) -> tuple[float, float]:
    return float(bounds.low), float(bounds.high)
