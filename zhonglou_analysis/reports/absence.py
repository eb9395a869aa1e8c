"""Answer a question for a number that the report does not print: what it does print, and what would be needed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection

from .observation import Observation

_PER_CAPITA = re.compile(r"per_capita|人均|population|人口")
_ID = re.compile(r"(?P<indicator>.+?)_(?P<period>[0-9]{4})(?:_(?P<kind>growth|share|change))?")


def explain_absence(id_: str, observations: Collection[Observation]) -> str:
    """Return one sentence or two on a number that is not among ``observations``.

    Parameters
    ----------
    id_ : str
        The id that was asked for: an indicator, a year, and ``_growth``, ``_share`` or ``_change``.
    observations : collection of Observation
        What the report prints.

    Examples
    --------
    >>> explain_absence("gdp_per_capita_2022", [])
    'gdp_per_capita_2022 is not in the report: it prints no population, which another source must give.'
    """
    if _PER_CAPITA.search(id_):
        return f"{id_} is not in the report: it prints no population, which another source must give."
    match = _ID.fullmatch(id_)
    related = [obs for obs in observations if match and (obs.indicator, obs.scope) == (match["indicator"], "district")]
    if not match or not related:
        near = difflib.get_close_matches(id_, [obs.id for obs in observations], n=5, cutoff=0.5)
        hint = f"near ids: {', '.join(near)}" if near else "load_observations() lists its ids"
        return f"{id_!r} is no number of this report; {hint}."
    printed = "; ".join(f"{obs.id} ({obs.printed})" for obs in related)
    return f"{id_} is not in the report, which prints {printed}. {_needed(related, match['period'], match['kind'])}"


def _needed(related: list[Observation], period: str, kind: str | None) -> str:
    levels = {obs.period: obs for obs in related if obs.kind == "level"}
    rates = {obs.period: obs for obs in related if obs.kind == "growth_rate"}
    after = str(int(period) + 1)
    if kind == "growth":
        return f"It needs a growth rate, or the level of {int(period) - 1}, from another source."
    if kind is None and after in levels and after in rates:
        return f"They imply it: implied_base({levels[after].id!r}, {rates[after].id!r})."
    if kind is None and after in levels:
        return f"It needs the growth rate of {after} from another source."
    if kind is None and period in rates:
        return "The level that the target implies is in project_targets(): arithmetic on the target, not a forecast."
    return "It needs another source."
