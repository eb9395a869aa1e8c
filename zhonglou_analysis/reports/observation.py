"""One number printed in the report: what it measures, what it asserts, and where it stands.

``observations.csv`` is read strictly. ``printed`` is the evidence: a row whose value, unit or qualifier does not
follow from its own phrase is refused, and every failing row is named at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..errors import DataError, ZhonglouError
from ..quantities.interval import Bounds
from ..quantities.lexicon import QUALIFIERS, STATUSES
from ..quantities.phrase import bounds_of, parse_quantity
from ..quantities.units import find_unit

KINDS = ("level", "growth_rate", "average_growth_rate", "share", "rate", "change", "rank", "streak")
# The units that a kind can be printed in; a level takes every unit but these ratios.
UNITS_OF_KIND = {
    "growth_rate": ("%",),
    "average_growth_rate": ("%",),
    "share": ("%",),
    "change": ("百分点", "位"),
    "rank": ("位",),
    "streak": ("年",),
}

# What lies in the nature of a kind: nothing is smaller than nothing, and no part larger than its whole.
_NATURAL = {
    "level": Bounds.at_least(Decimal(0)),
    "rate": Bounds.at_least(Decimal(0)),
    "share": Bounds(Decimal(0), Decimal(100)),
}

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_INTEGER = re.compile(r"[0-9]+")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True)
class Observation:
    """One printed number. The fields are the columns of ``observations.csv``.

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


def parse_observations(
    rows: list[dict[str, str]], indicators: Iterable[str], scopes: Iterable[str], year: str, file: str
) -> list[Observation]:
    """Return the rows of ``observations.csv`` as observations, or refuse them all with every reason.

    Parameters
    ----------
    rows : list of dict
        The table as text, one dict per row.
    indicators, scopes : iterable of str
        The ids that may stand in these columns.
    year : str
        The year that the report looks back on; later years are targets.
    file : str
        Named in the error.

    Raises
    ------
    DataError
        With one entry per problem: line, id, column, what is wrong and what is allowed.
    """
    vocabulary = {
        "indicator": frozenset(indicators), "scope": frozenset(scopes), "kind": KINDS, "status": tuple(STATUSES),
        "qualifier": tuple(QUALIFIERS),
    }  # fmt: skip
    problems = []
    for line, row in enumerate(rows, start=2):
        problems += [f"line {line} ({row['id'] or 'no id'}), {text}" for text in _form_problems(row, vocabulary)]
    if not problems:
        observations = [_observation(row) for row in rows]
        lines = {row["id"]: line for line, row in reversed(list(enumerate(rows, start=2)))}
        found = [
            *_table_problems(observations),
            *_phrase_problems(observations),
            *_label_problems(observations, year),
        ]
        problems = [f"line {lines[id_]} ({id_}), {text}" for id_, text in found]
    if problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        raise DataError(f"{file}: {count}; correct these rows:", problems)
    return observations


def _observation(row: dict[str, str]) -> Observation:
    texts = {k: v for k, v in row.items() if k not in ("value", "paragraph", "start", "end")}
    places = {name: int(row[name]) for name in ("paragraph", "start", "end")}
    return Observation(**texts, **places, value=Decimal(row["value"]))  # type: ignore[arg-type]


def _form_problems(row: dict[str, str], vocabulary: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Say which cells cannot be read by themselves."""
    if not _NAME.fullmatch(row["id"]):
        yield f"id: {row['id']!r} must be lower-case letters, digits and _"
    for column, allowed in vocabulary.items():
        if row[column] not in allowed:
            shown = "one of " + ", ".join(allowed) if isinstance(allowed, tuple) else f"an id of {column}s.csv"
            yield f"{column}: {row[column]!r} is not allowed; it must be {shown}"
    if row["period"] and not _YEAR.fullmatch(row["period"]):
        yield f"period: {row['period']!r} must be a year, or empty for a definition"
    if not _NUMBER.fullmatch(row["value"]):
        yield f"value: {row['value']!r} must be a decimal number without thousands separators"
    for column in ("paragraph", "start", "end"):
        if not _INTEGER.fullmatch(row[column]):
            yield f"{column}: {row[column]!r} must be a whole number"
    try:
        find_unit(row["unit"])
    except ZhonglouError as error:
        yield f"unit: {error}"


def _table_problems(observations: list[Observation]) -> Iterator[tuple[str, str]]:
    """Say which rows stand wrongly among the others: ids, order, references."""
    seen: dict[str, Observation] = {}
    before = (0, 0)
    for obs in observations:
        if obs.id in seen:
            yield obs.id, "id: stands twice; ids are unique"
        seen[obs.id] = obs
        if obs.paragraph < 1 or (obs.paragraph, obs.start) < before:
            yield obs.id, "paragraph, start: rows must be in text order and must not overlap"
        if obs.end - obs.start != len(obs.printed):
            yield (
                obs.id,
                f"end: {obs.end} must be start plus the {len(obs.printed)} characters of printed",
            )
        before = (obs.paragraph, obs.end)
    for obs in observations:
        if not obs.of:
            continue
        target = seen.get(obs.of)
        if target is None:
            yield obs.id, f"of: {obs.of!r} is no id of this table"
        elif (
            obs.kind not in ("growth_rate", "average_growth_rate", "share", "change")
            or target.indicator != obs.indicator
        ):
            yield (
                obs.id,
                "of: only a growth rate, share or change is about a level or rank, of its own indicator",
            )


def _phrase_problems(observations: list[Observation]) -> Iterator[tuple[str, str]]:
    """Say which rows do not follow from the phrase they are printed in."""
    for i, obs in enumerate(observations):
        try:
            phrase = parse_quantity(obs.printed)
        except ZhonglouError as error:
            yield obs.id, f"printed: {error}"
            continue
        if phrase.value != abs(obs.value):
            yield (
                obs.id,
                f"value: {obs.value} does not follow from {obs.printed!r}, which says {phrase.value}",
            )
        if obs.unit != phrase.unit and not (obs.kind == "rate" and obs.unit.startswith(f"{phrase.unit}/")):
            yield (
                obs.id,
                f"unit: {obs.unit!r} does not follow from {obs.printed!r}, which says {phrase.unit!r}",
            )
        asserted = _carried_qualifier(observations, i) if phrase.qualifier == "exact" else phrase.qualifier
        if obs.qualifier != asserted:
            yield (
                obs.id,
                f"qualifier: {obs.qualifier!r} does not follow from {obs.printed!r}, which says {asserted!r}",
            )
        if obs.value < 0 and obs.kind not in ("growth_rate", "average_growth_rate", "change"):
            yield obs.id, f"value: a {obs.kind} is not negative; only a growth rate or a change is"


def _carried_qualifier(observations: list[Observation], i: int) -> str:
    """Return the qualifier that an unmarked phrase takes over from the phrase beside it.

    A 超 printed once governs both halves of 超30亿元或3亿美元, and 1km-5km范围内 asserts a lower end as well:
    in both, one joining character stands between the two phrases.
    """
    obs = observations[i]
    beside = [other for other in observations[max(i - 1, 0) : i + 2] if other.paragraph == obs.paragraph]
    for other in beside:
        if other.status == obs.status == "definition":
            if other.end + 1 == obs.start and other.qualifier == "at_least":
                return "at_least"
            if obs.end + 1 == other.start and other.qualifier == "at_most":
                return "at_least"
    return "exact"


def _label_problems(observations: list[Observation], year: str) -> Iterator[tuple[str, str]]:
    """Say which labels contradict each other: kind and unit, status and period."""
    for obs in observations:
        units = UNITS_OF_KIND.get(obs.kind)
        if units and obs.unit not in units:
            yield obs.id, f"unit: a {obs.kind} is printed in {' or '.join(units)}, not {obs.unit!r}"
        if obs.kind == "level" and obs.unit in ("%", "百分点"):
            yield (
                obs.id,
                f"kind: {obs.unit} is no level; name the share, rate, growth rate or change that it is",
            )
        if obs.kind == "rate" and obs.unit != "%" and "/" not in obs.unit:
            yield obs.id, f"unit: a rate counts per something (件/万人) or is a percentage, not {obs.unit!r}"
        if (obs.status == "definition") != (obs.period == ""):
            yield obs.id, "period: a definition has none, and every other status has one"
        if obs.period and (obs.status == "target") != (obs.period > year):
            yield (
                obs.id,
                f"status: years after {year} are targets, {year} and before are estimates or actuals",
            )
