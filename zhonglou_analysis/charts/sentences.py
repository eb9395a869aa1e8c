"""Answers in sentences: their parts, and how a number stands in one."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, NamedTuple

from ..quantities.interval import Bounds, shown
from ..quantities.lexicon import Word
from ..quantities.wording import Lang, write_computed, write_printed, write_quantity
from ..reports.observation import Observation
from ..reports.report import Report

NOTHING = Word("", "")


class Parts(NamedTuple):
    """The parts of an answer: what was found, what it is compared with, what it means for a briefing."""

    found: Word
    compared: Word
    meaning: Word


def quoted(obs: Observation) -> str:
    """Return a printed number in English; growth without a sign where it rises."""
    return write_quantity(obs.value, obs.unit, obs.qualifier, "en", "share" if "growth" in obs.kind else obs.kind)


def grown_at(row: dict[Any, Any]) -> str:
    """Return what was published of growth with its place, in Chinese."""
    return str(row["place_zh"]) + write_printed(row["outcome_printed"], row["outcome_value"], row["unit"])


def rate_at(row: dict[Any, Any], of: str) -> str:
    """Return a growth rate with its place, in English."""
    rate = write_quantity(row[f"{of}_value"], row["unit"], row[f"{of}_qualifier"], "en", "share")
    return f"{row['place_en']} {rate}"


def recomputed_text(row: dict[Any, Any], lang: Lang) -> str:
    """Return a recomputed number with what its bounds leave open."""
    value, span = write_computed(row["value"], row["unit"], lang), span_text(Bounds(row["low"], row["high"]), lang)
    return f"{value}（{span}）" if lang == "zh" else f"{value} ({span})"


def printed_text(row: dict[Any, Any], report: Report) -> str:
    """Return what a relation is held against, in English."""
    return quoted(report[row["printed_id"]]) if row["printed_id"] else str(row["printed"])


def together_text(row: dict[Any, Any], lang: Lang) -> str:
    """Return what the areas' targets come to: a floor where one of them is."""
    qualifier = "at_least" if row["high"].is_infinite() else "exact"
    return write_quantity(row["value"].normalize(), row["unit"], qualifier, lang)


def span_text(bounds: Bounds, lang: Lang) -> str:
    """Return the ends of an interval, to four digits, outwards: what is rounded still bounds."""
    low, high = _end(bounds.low, ROUND_FLOOR), _end(bounds.high, ROUND_CEILING)
    if bounds.high.is_infinite():
        return f"至少{low}" if lang == "zh" else f"at least {low}"
    return f"{low}至{high}" if lang == "zh" else f"{low} to {high}"


def _end(value: Decimal, outwards: str) -> str:
    if value.is_infinite() or not value:
        return shown(value)
    return shown(value.quantize(Decimal(1).scaleb(-max(0, 3 - value.adjusted())), outwards))


def subject_of(name: str) -> str:
    """Return what a relation is about, without what is held against what."""
    return name.replace("：", ":").split(":")[0]
