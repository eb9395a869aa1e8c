"""Names that are short enough to stand beside a mark, from ``short_names.csv``; the full ones where none is set."""

from __future__ import annotations

from ..reports.report import Report
from .wrapping import punctuate


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
