"""Numbers looked for by words, and what is said of a number that a report does not print."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence

from .observation import Observation

Names = Mapping[str, Sequence[str]]

_PER_CAPITA = re.compile(r"per_capita|人均(?!可支配收入)|population|人口")
_ID = re.compile(r"(?P<indicator>.+?)_(?P<period>[0-9]{4})(?:_(?P<kind>growth|share|change))?")
_SHOWN = 5


def matching(words: str, names: Names) -> list[str]:
    """Return the ids whose names hold every one of some words, in any case; none where no word is given."""
    wanted = words.lower().replace("_", " ").split()
    texts = {id_: " ".join(known).lower().replace("_", " ") for id_, known in names.items()}
    return [id_ for id_, text in texts.items() if wanted and all(word in text for word in wanted)]


def near(words: str, names: Iterable[str]) -> list[str]:
    """Return up to five names that look like some words."""
    return difflib.get_close_matches(words.lower(), names, n=_SHOWN, cutoff=0.4)


def explain_absence(
    id_: str, observations: Mapping[str, Observation], names: Names, indicators: Iterable[str], place: str
) -> str:
    """Return one sentence or two on a number that is not among ``observations``, with what else there is."""
    printed = observations.values()
    if _PER_CAPITA.search(id_) and not any(_PER_CAPITA.search(obs.indicator) for obs in printed):
        return f"{id_} is not in the report: it prints no population, which another source must give."
    match = _ID.fullmatch(id_)
    related = [obs for obs in printed if match and (obs.indicator, obs.scope) == (match["indicator"], place)]
    if match and related:
        said = "; ".join(f"{obs.id} ({obs.printed})" for obs in related)
        return f"{id_} is not in the report, which prints {said}. {_needed(related, match['period'], match['kind'])}"
    if found := matching(id_, names):
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        return f"{id_!r} is no id of this report; find_observations({id_!r}) finds {', '.join(found[:_SHOWN])}{more}."
    ids = difflib.get_close_matches(id_, observations, n=_SHOWN, cutoff=0.5)
    others = near(id_, indicators)
    hint = f"near ids: {', '.join(ids)}" if ids else f"near names: {', '.join(others)}" if others else (
        "load_observations() lists its ids"
    )  # fmt: skip
    return f"{id_!r} is no number of this report; {hint}. find_observations() searches ids, names and phrases."


def _needed(related: Sequence[Observation], period: str, kind: str | None) -> str:
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
