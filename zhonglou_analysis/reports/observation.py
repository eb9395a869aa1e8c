"""One number printed in the report: what it measures, what it asserts, and where it stands.

``printed`` is the evidence: a row whose value, unit or qualifier does not follow from its own phrase is refused.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..datapackage import Finding, Rows
from ..errors import ZhonglouError
from ..quantities.interval import Bounds
from ..quantities.phrase import bounds_of, parse_quantity
from ..quantities.units import find_unit

# The units that a kind can be printed in; a level takes every unit but these ratios.
UNITS_OF_KIND = {
    "growth_rate": ("%",),
    "average_growth_rate": ("%",),
    "share": ("%",),
    "change": ("百分点", "位"),
    "rank": ("位",),
    "streak": ("年",),
}

_ABOUT_A_LEVEL = ("growth_rate", "average_growth_rate", "share", "change")
_OF_ONE_NUMBER = ("indicator", "scope", "kind", "period", "status")
_YEAR = re.compile(r"(?<=_)(?:19|20)[0-9]{2}(?=_|$)")
_MAY_FALL = ("growth_rate", "average_growth_rate", "change")
# What lies in the nature of a kind: nothing is smaller than nothing, and no part larger than its whole.
_NATURAL = {
    "level": Bounds.at_least(Decimal(0)),
    "rate": Bounds.at_least(Decimal(0)),
    "share": Bounds(Decimal(0), Decimal(100)),
}


@dataclass(frozen=True)
class Observation:
    """One printed number. The fields are the columns of ``observations.csv``, and the place of its report.

    Parameters
    ----------
    id, indicator, scope, period, kind, status, qualifier : str
        See ``data/datapackage.json``; ``period`` is empty for definitions.
    value : Decimal
        The number as printed, in ``unit``; falls are negative.
    unit : str
        As printed: 亿元, %, 家.
    printed : str
        The phrase that holds the number.
    paragraph, start, end : int
        The 1-based line of the report's text, and the slice of that line that is ``printed``.
    of : str
        For a growth rate, share or change: the id of the level or rank it is about, if that is printed.
    note : str
        For a reader.
    place : str
        Whose report prints it, as ``source.json`` names the place; two reports' numbers are never of one place.
    """

    id: str
    indicator: str
    scope: str
    period: str
    kind: str
    status: str
    qualifier: str
    value: Decimal
    unit: str
    printed: str
    paragraph: int
    start: int
    end: int
    of: str
    note: str
    place: str = ""

    @property
    def bounds(self) -> Bounds:
        """The interval that the words assert, in ``unit``; 左右 and 约 assert none."""
        return self.bounds_if("half_up")

    def bounds_if(self, rounding: str) -> Bounds:
        """Return the bounds if measured numbers were rounded so; an exact target is decided, and so a point."""
        if (self.status, self.qualifier) == ("target", "exact"):
            return Bounds.exact(self.value)
        words = bounds_of(self.value, self.unit, self.qualifier, rounding)
        return words if words.is_everything else words.cut_to(_NATURAL.get(self.kind, Bounds.everything()))

    def __str__(self) -> str:
        return f"{self.id}: {self.printed} ({self.status}, {self.qualifier}, {self.bounds}), paragraph {self.paragraph}"


def observations_of(rows: Rows, place: str = "", own_units: frozenset[str] = frozenset()) -> list[Observation]:
    """Return rows of ``observations.csv`` that are of the form that ``datapackage.json`` asks for."""
    return [
        Observation(**{  # type: ignore[arg-type]
            **row, "value": _as_printed(row, own_units),
            "paragraph": int(row["paragraph"]), "start": int(row["start"]), "end": int(row["end"]),
            "place": place,
        })
        for row in rows
    ]  # fmt: skip


def _as_printed(row: dict[str, str], own_units: frozenset[str]) -> Decimal:
    """Return a row's value with the digits of its phrase: a spreadsheet makes 9 of 9.0%, which asserts less."""
    value = Decimal(row["value"])
    _, found, after = row["printed"].partition(row["value"].removeprefix("-"))
    if not found or after[:1] in tuple(".0123456789"):
        with contextlib.suppress(ZhonglouError):
            printed = parse_quantity(row["printed"], own_units=own_units).value
            if printed == abs(value):
                return printed.copy_sign(value)
    return value


def observation_findings(rows: Rows, year: str, own_units: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Yield what rows of the right form get wrong: order, references, their own phrase, labels that contradict."""
    observations = observations_of(rows, own_units=own_units)
    yield from _misplaced(observations)
    yield from _unrelated(observations)
    yield from phrase_findings(observations, own_units)
    yield from kind_findings(observations)
    yield from _contradicting(observations, year)


def _misplaced(observations: list[Observation]) -> Iterator[Finding]:
    """Yield rows out of text order, and slices that are not as long as their phrase."""
    before = (0, 0)
    for i, obs in enumerate(observations):
        if (obs.paragraph, obs.start) < before:
            yield Finding(i, "paragraph, start", "rows must be in text order and must not overlap")
        if obs.end - obs.start != len(obs.printed):
            text = f"{obs.end} must be start plus the {len(obs.printed)} characters of printed"
            yield Finding(i, "end", text)
        before = (obs.paragraph, obs.end)


def _unrelated(observations: list[Observation]) -> Iterator[Finding]:
    """Yield rows that are about a number that they cannot be about."""
    by_id = {obs.id: obs for obs in observations}
    for i, obs in enumerate(observations):
        target = by_id.get(obs.of)
        if target and (obs.kind not in _ABOUT_A_LEVEL or target.indicator != obs.indicator):
            text = "only a growth rate, share or change is about a level or rank, of its own indicator"
            yield Finding(i, "of", text)


def phrase_findings(observations: list[Observation], own_units: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Yield rows that do not follow from the phrase they are printed in."""
    for i, obs in enumerate(observations):
        try:
            find_unit(obs.unit)
        except ZhonglouError as error:
            yield Finding(i, "unit", str(error))
        try:
            phrase = parse_quantity(obs.printed, _unit_behind(observations, i), own_units)
        except ZhonglouError as error:
            yield Finding(i, "printed", str(error))
            continue
        if phrase.value != abs(obs.value):
            text = f"{obs.value} does not follow from {obs.printed!r}, which says {phrase.value}"
            yield Finding(i, "value", text)
        if obs.unit != phrase.unit and not (obs.kind == "rate" and obs.unit.startswith(f"{phrase.unit}/")):
            text = f"{obs.unit!r} does not follow from {obs.printed!r}, which says {phrase.unit!r}"
            yield Finding(i, "unit", text)
        asserted = _carried_qualifier(observations, i) if phrase.qualifier == "exact" else phrase.qualifier
        if obs.qualifier != asserted:
            text = f"{obs.qualifier!r} does not follow from {obs.printed!r}, which says {asserted!r}"
            yield Finding(i, "qualifier", text)
        if obs.value < 0 and obs.kind not in _MAY_FALL:
            yield Finding(i, "value", f"a {obs.kind} is not negative; only a growth rate or a change is")


def _unit_behind(observations: list[Observation], i: int) -> str:
    """Return the unit of the number right behind, which may be printed once for both: 35 in 35、46家, 6 in 6—8亿元."""
    obs, after = observations[i], observations[i + 1] if i + 1 < len(observations) else None
    behind = after is not None and after.paragraph == obs.paragraph and 1 <= after.start - obs.end <= 2
    return after.unit if after is not None and behind else ""


def _carried_qualifier(observations: list[Observation], i: int) -> str:
    """Return the qualifier that an unmarked phrase takes over from the phrase beside it.

    A 超 printed once governs both halves of 超30亿元或3亿美元, 1km-5km范围内 asserts a lower end as well, as 5%—5.5%
    does, and 左右 or 以上 behind a list governs all of it. In each, one character stands between the two.
    """
    obs = observations[i]
    beside = [other for other in observations[max(i - 1, 0) : i + 2] if other.paragraph == obs.paragraph]
    for other in beside:
        ends = all(getattr(obs, field) == getattr(other, field) for field in _OF_ONE_NUMBER)
        if ends and obs.unit == other.unit:  # 5%—5.5%, of one indicator
            if obs.end + 1 == other.start and obs.value < other.value:
                return "at_least"
            if other.end + 1 == obs.start and other.value < obs.value:
                return "at_most"
        alike = (obs.kind, obs.unit, obs.period, obs.status) == (other.kind, other.unit, other.period, other.status)
        if alike and obs.period and obs.end + 1 == other.start and other.qualifier in ("about", "at_least", "at_most"):
            return other.qualifier  # 分别增长4%、5%左右
        if other.status == obs.status == "definition":
            if other.end + 1 == obs.start and other.qualifier == "at_least":
                return "at_least"
            if obs.end + 1 == other.start and other.qualifier == "at_most":
                return "at_least"
    return "exact"


def kind_findings(observations: list[Observation]) -> Iterator[Finding]:
    """Yield kinds and units that contradict each other."""
    for i, obs in enumerate(observations):
        units = UNITS_OF_KIND.get(obs.kind)
        if units and obs.unit not in units:
            yield Finding(i, "unit", f"a {obs.kind} is printed in {' or '.join(units)}, not {obs.unit!r}")
        if obs.kind == "level" and obs.unit in ("%", "百分点"):
            text = f"{obs.unit} is no level; name the share, rate, growth rate or change that it is"
            yield Finding(i, "kind", text)
        if obs.kind == "rate" and obs.unit not in ("%", "‰") and "/" not in obs.unit:
            text = f"a rate counts per something (件/万人) or is a percentage, not {obs.unit!r}"
            yield Finding(i, "unit", text)


def year_findings(rows: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Yield rows, each by id and period, whose id names a year and not their own: one of both is a slip."""
    for i, (id_, period) in enumerate(rows):
        years = _YEAR.findall(id_)
        if years and period and period not in years:
            yield Finding(i, "period", f"{period} is not the year of the id {id_}; correct whichever is wrong")


def _contradicting(observations: list[Observation], year: str) -> Iterator[Finding]:
    """Yield statuses, periods and ids that contradict each other."""
    yield from year_findings((obs.id, obs.period) for obs in observations)
    for i, obs in enumerate(observations):
        if (obs.status == "definition") != (obs.period == ""):
            yield Finding(i, "period", "a definition has none, and every other status has one")
        if obs.period and (obs.status == "target") != (obs.period > year):
            text = f"years after {year} are targets, {year} and before are estimates or actuals"
            yield Finding(i, "status", text)
