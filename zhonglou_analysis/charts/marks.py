"""Marks of a report: of a number that it prints, and of a result of ours, with the names that a chart has room for."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from ..errors import NotInReportError
from ..quantities.interval import Bounds
from ..quantities.units import convert, find_unit
from ..reports.observation import Observation
from ..reports.report import Report
from .lettering import punctuate
from .table import Mark, ends_of, join_ids


def mark_of(report: Report, obs: Observation, role: str = "value", **changes: Any) -> Mark:
    """Return the mark of one observation; ``changes`` are fields of :class:`Mark`, and an unknown one is an error."""
    indicator, scope = report.indicators[obs.indicator], report.scopes[obs.scope]
    label_zh, label_en = indicator_names(report, obs.indicator)
    covered = indicator.coverage_zh not in indicator.name_zh + label_zh  # a name that says it needs no footnote
    low, high = ends_of(obs.bounds) if obs.qualifier != "about" else (math.nan, math.nan)
    value = float(obs.value)
    fields: dict[str, Any] = {
        "series": obs.indicator, "role": role, "label_zh": label_zh, "label_en": label_en, "period": obs.period,
        "status": obs.status, "qualifier": obs.qualifier, "value": value, "low": low, "high": high,
        "decimals": max(0, -int(obs.value.as_tuple().exponent)), "unit": obs.unit, "printed": obs.printed,
        "basis": indicator.growth_prices if "growth" in obs.kind else indicator.level_prices * (obs.kind == "level"),
        "coverage_zh": covered * indicator.coverage_zh, "coverage_en": covered * indicator.coverage_en,
        "note_zh": "", "note_en": "",
        "observations": obs.id, "paragraphs": str(obs.paragraph), "assumptions": "",
        "place_zh": scope.name_zh, "place_en": scope.name_en,
        "source_zh": report.document("zh"), "source_en": report.document("en"),
    }  # fmt: skip
    return Mark(**(fields | changes))


def in_unit_of(mark: Mark, unit: str) -> Mark:
    """Return a mark in another unit of its dimension (8500亿元 as 0.85万亿元), with the digits that are printed."""
    if mark.unit == unit or find_unit(mark.unit).reference_unit != find_unit(unit).reference_unit:
        return mark
    factor = convert(Decimal(1), mark.unit, unit)
    exact = (Decimal(repr(mark.value)) * factor).normalize()
    low, high = (end * float(factor) for end in (mark.low, mark.high))
    decimals = max(0, -int(exact.as_tuple().exponent))
    return dataclasses.replace(mark, value=float(exact), low=low, high=high, unit=unit, decimals=decimals)


def with_ranges(marks: Iterable[Mark]) -> list[Mark]:
    """Return marks with the two ends of a printed range (5%—5.5%) as one: it stands at its low end."""
    found: dict[tuple[str, str, str], Mark] = {}
    for mark in marks:
        key = (mark.series, mark.role, mark.period)
        first = found.get(key)
        if first and (first.qualifier, mark.qualifier) == ("at_least", "at_most") and first.value < mark.value:
            mark = dataclasses.replace(
                first, qualifier="exact", high=mark.value, printed=f"{first.printed}—{mark.printed}",
                decimals=max(first.decimals, mark.decimals),
                observations=join_ids((first.observations, mark.observations)),
            )  # fmt: skip
        found[key] = mark
    return list(found.values())


def computed(like: Mark, value: Decimal, bounds: Bounds | None, operands: Sequence[Mark], **changes: Any) -> Mark:
    """Return the mark of a result: the place and source of ``like``, the ids and paragraphs of the operands.

    A result that is only bounded stands at its bound. Unless ``decimals`` is among the changes, a result shows no
    digit that its bounds leave open.
    """
    low, high = ends_of(bounds) if bounds is not None else (math.nan, math.nan)
    fields: dict[str, Any] = {
        "role": "value", "note_zh": "", "note_en": "", "status": "computed", "qualifier": "exact",
        "value": float(value), "low": low, "high": high, "printed": "", "decimals": safe_decimals(low, high),
        "observations": join_ids(mark.observations for mark in operands),
        "paragraphs": join_ids(mark.paragraphs for mark in operands),
        "assumptions": join_ids(mark.assumptions for mark in operands),
    }  # fmt: skip
    mark = dataclasses.replace(like, **(fields | changes))
    if "qualifier" in changes or not (mark.is_floor or mark.is_ceiling):
        return mark
    return dataclasses.replace(mark, qualifier="at_least" if mark.is_floor else "at_most")


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


def needed(marks: list[Mark], what: str) -> list[Mark]:
    """Return the marks; without any, say what the report does not print."""
    if not marks:
        raise NotInReportError(what)
    return marks


def indicator_names(report: Report, id_: str) -> tuple[str, str]:
    """Return the Chinese and the English name of an indicator for a chart."""
    indicator = report.indicators[id_]
    return _short(report, "indicators", id_) or _sentence(indicator.name_zh, indicator.name_en)


def area_names(report: Report, id_: str) -> tuple[str, str]:
    """Return the Chinese and the English name of a place for a chart."""
    scope = report.scopes[id_]
    return _short(report, "scopes", id_) or (scope.name_zh, scope.name_en)


def relation_names(report: Report, id_: str, name_zh: str, name_en: str) -> tuple[str, str]:
    """Return the Chinese and the English name of a relation for a chart."""
    zh, en = _short(report, "relations", id_) or _sentence(name_zh, name_en)
    return punctuate(zh, "zh"), en


def _short(report: Report, table: str, id_: str) -> tuple[str, str] | None:
    for row in report.short_names:
        if (row["table"], row["id"]) == (table, id_):
            return row["short_zh"], row["short_en"]
    return None


def _sentence(zh: str, en: str) -> tuple[str, str]:
    return punctuate(zh, "zh"), en[:1].upper() + en[1:]
