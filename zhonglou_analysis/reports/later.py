"""A later report of the same place: what it prints is published too, and judges the targets of an earlier one."""

from __future__ import annotations

import re

from ..errors import InputError
from ..quantities.characters import fold
from ..quantities.lexicon import Word
from .observation import Observation
from .outcomes import Outcome
from .report import Report

_ABBREVIATED = {"规上": "规模以上", "限上": "限额以上"}


def published(report: Report, later: Report | None = None) -> tuple[Outcome, ...]:
    """Return what was published: the report's own outcomes, or what a later report of the place prints, and its own.

    Raises
    ------
    InputError
        If ``later`` is no later report of the same place.
    """
    if later is None:
        return report.outcomes
    if later.source["place_zh"] != report.source["place_zh"]:
        raise InputError(
            f"{later.folder}: a report of {later.source['place_zh']}, and the targets are "
            f"{report.source['place_zh']}’s; give a later report of the same place."
        )
    if int(later.year) <= int(report.year):
        raise InputError(
            f"{later.folder}: it looks back on {later.year}, and the targets are of {report.target_year}; "
            "give a later report."
        )
    printed = tuple(_of_report(obs, report, later) for obs in later.observations.values() if obs.period)
    return printed + later.outcomes


def coverage_differs(indicator: str, report: Report, later: Report | None) -> tuple[Word, Word] | None:
    """Return both coverages (口径) of one indicator where a report and a later one state unlike ones."""
    if later is None or indicator not in report.indicators or indicator not in later.indicators:
        return None
    ours, theirs = report.indicators[indicator], later.indicators[indicator]
    if not ours.coverage_zh or not theirs.coverage_zh or _bare(ours.coverage_zh) == _bare(theirs.coverage_zh):
        return None
    return Word(ours.coverage_zh, ours.coverage_en), Word(theirs.coverage_zh, theirs.coverage_en)


def _bare(coverage: str) -> str:
    """Return a coverage as two people write it alike: 规上 is 规模以上, and quotes are no difference."""
    bare = re.sub(r"[\W_]", "", fold(coverage))
    for short, full in _ABBREVIATED.items():
        bare = bare.replace(short, full)
    return bare


def _of_report(obs: Observation, report: Report, later: Report) -> Outcome:
    source = later.source
    scope = report.place if obs.scope == later.place else obs.scope  # one place, whatever its id there
    return Outcome(
        obs.indicator, scope, obs.period, obs.kind, obs.status, obs.qualifier, obs.value, obs.unit, obs.printed,
        source["title_zh"], source["issuer_zh"], source["delivered"], source.get("address", ""), "official", obs.note,
        source["title_en"], source["issuer_en"], obs.paragraph,
    )  # fmt: skip
