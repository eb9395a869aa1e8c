"""The tidy table behind a chart: one row per mark, the same columns in every chart.

Inside the package a row is a :class:`Mark`; a reader gets a DataFrame and may hand in one of her own. Everything that
a chart says, its headline, footnotes and source line included, is made from these rows and from nothing else.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..errors import ChartError, InputError
from ..quantities.interval import Bounds
from ..quantities.lexicon import OWN_STATUSES, QUALIFIERS, STATUSES
from ..quantities.phrase import bounds_of
from ..quantities.units import find_unit
from .lettering import punctuate

if TYPE_CHECKING:
    import pandas as pd


# As in the data, and those of our own results.
ALLOWED = {"status": (*STATUSES, *OWN_STATUSES), "qualifier": (*QUALIFIERS, "near")}


@dataclass(frozen=True)
class Mark:
    """One mark of a chart: a number, what it asserts, and where it comes from."""

    series: str  # what is measured; the marks of one series share a row of the chart
    role: str  # which mark of its series it is (base, target, part …); each chart names its own
    label_zh: str  # the name of the series as the chart shows it
    label_en: str
    period: str  # year
    status: str  # as in the data; computed: from them here; projection: arithmetic on a target
    qualifier: str  # as in the data
    value: float  # in unit
    low: float  # bounds: infinite where the words bound nothing, NaN where they give no width (about)
    high: float
    decimals: int  # shown of the value
    unit: str  # as printed
    printed: str  # the phrase in the report; empty where the number is ours
    basis: str  # current, constant, or a year (that year's prices); empty where it is no amount of money
    coverage_zh: str  # footnote: what the number covers
    coverage_en: str
    note_zh: str  # footnote: what else must be said, one note a line
    note_en: str
    observations: str  # ids, separated by spaces, as the two below
    paragraphs: str
    assumptions: str
    place_zh: str  # whose number it is
    place_en: str
    source_zh: str  # the document that it is read from
    source_en: str

    def label(self, lang: str) -> str:
        """Return the name of the series in a language."""
        return punctuate(self.label_zh if lang == "zh" else self.label_en, lang)

    @property
    def shown(self) -> Decimal:
        """The number as it is shown: rounded half up; where a result is only bounded, its bound rounded outwards."""
        return rounded(self.stands, self.decimals, {"at_most": "UP", "at_least": "DOWN"}.get(self.qualifier, ""))

    @property
    def stands(self) -> float:
        """Where the mark stands in its own unit: its value; where a result is only bounded, its bound."""
        if self.status in ("computed", "projection"):
            return {"at_most": self.high, "at_least": self.low}.get(self.qualifier, self.value)
        return self.value

    @property
    def _has_low(self) -> bool:
        # A quotient of positive numbers is above zero: that bounds nothing.
        natural = self.status in ("computed", "projection") or self.qualifier in ("at_most", "nearly")
        return self.low > (0 if natural else -math.inf)

    @property
    def is_floor(self) -> bool:
        """Whether nothing bounds the value above, but something below."""
        return self.high == math.inf and self._has_low

    @property
    def is_ceiling(self) -> bool:
        """Whether nothing bounds the value below, but something above."""
        return self.high < math.inf and not self._has_low

    @property
    def is_range(self) -> bool:
        """Whether it is a target between two printed ends, or what follows from one: it stands at its low end."""
        aimed = self.status in ("target", "projection") and self.qualifier == "exact"
        return aimed and -math.inf < self.low < self.high < math.inf

    @property
    def is_unbounded(self) -> bool:
        """Whether the value is indicative only: bounded on neither side."""
        return self.high == math.inf and not self._has_low


COLUMNS = tuple(field.name for field in dataclasses.fields(Mark))
_NUMBERS = ("value", "low", "high")


def rounded(value: float, decimals: int, outwards: str = "") -> Decimal:
    """Return a float as the decimal that is printed: rounded half up, or outwards where it is a bound.

    Examples
    --------
    >>> rounded(25.3371, 2), rounded(0.25, 1), rounded(25.3371, 1, "UP")
    (Decimal('25.34'), Decimal('0.3'), Decimal('25.4'))
    """
    how = {"UP": "ROUND_CEILING", "DOWN": "ROUND_FLOOR"}.get(outwards, "ROUND_HALF_UP")
    exact = Decimal(repr(round(float(value), 9)))  # a bound is not moved by the last digits of a float
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=how)


def join_ids(parts: Iterable[str]) -> str:
    """Join lists of ids, each id once, in order."""
    return " ".join(dict.fromkeys(" ".join(parts).split()))


def as_table(marks: Iterable[Mark]) -> pd.DataFrame:
    """Return the marks as a DataFrame with the columns ``COLUMNS``, one row per mark."""
    import pandas as pd

    return pd.DataFrame([dataclasses.asdict(mark) for mark in marks], columns=list(COLUMNS))


def as_marks(data: pd.DataFrame, chart: str) -> list[Mark]:
    """Return the rows of a chart's table as marks; an error names every row that cannot be one, and what is allowed."""
    missing = [column for column in COLUMNS if column not in data.columns]
    if missing == ["printed"]:
        data, missing = data.assign(printed=""), []
    if missing:
        raise ChartError(
            f"The table of {chart} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; "
            f"start from chart_table({chart!r}), which has them all, or from table_from(…)."
        )
    if data.empty:
        raise ChartError(f"The table of {chart} has no rows; there is nothing to draw.")
    marks, problems = [], []
    for number, row in enumerate(data[list(COLUMNS)].to_dict("records")):
        try:
            fields = {c: float(v) if c in _NUMBERS else int(v) if c == "decimals" else str(v) for c, v in row.items()}
            mark = _bounded(Mark(**fields))  # type: ignore[arg-type]
        except (TypeError, ValueError) as error:
            problems.append(f"row {number} ({row['series']}): {error}")
            continue
        if not math.isfinite(mark.value):
            problems.append(f"row {number} ({mark.series}): value must be a finite number")
        for column, allowed in ALLOWED.items():
            if getattr(mark, column) not in allowed:
                problems.append(
                    f"row {number} ({mark.series}): {column} {getattr(mark, column)!r}; allowed: {', '.join(allowed)}"
                )
        if mark.status in ALLOWED["status"] and _left_behind(mark):
            problems.append(
                f"row {number} ({mark.series}): value {mark.value:g} {mark.unit} does not go with its bounds "
                f"{mark.low:g} to {mark.high:g}; give its own, or empty ones (NaN), which follow from the qualifier"
            )
        marks.append(mark)
    if problems:
        raise ChartError(f"The table of {chart} cannot be drawn; correct these rows:", problems)
    return marks


def _bounded(mark: Mark) -> Mark:
    """Return the mark with the bounds that its qualifier asserts, where it has none of its own."""
    ours = mark.status not in STATUSES or mark.qualifier not in QUALIFIERS or mark.qualifier == "about"
    if ours or not math.isfinite(mark.value) or not (math.isnan(mark.low) and math.isnan(mark.high)):
        return mark
    bounds = bounds_of(rounded(mark.value, mark.decimals), mark.unit, mark.qualifier)
    if mark.status == "target" and mark.qualifier == "exact":
        bounds = Bounds.exact(Decimal(repr(mark.value)))
    low, high = ends_of(bounds)
    return dataclasses.replace(mark, low=low, high=high)


def _left_behind(mark: Mark) -> bool:
    """Whether the bounds of a mark are those of another value: it lies outside them, or is not the end it should be."""
    near = 1e-9 * max(1.0, abs(mark.value))
    if mark.value < mark.low - near or mark.value > mark.high + near:
        return True
    if mark.status not in STATUSES or math.isnan(mark.low):
        return False
    if mark.is_range:
        return abs(mark.low - mark.value) > near
    if mark.qualifier in ("exact", "about"):  # in the middle, unless nature has cut the lower end at zero
        return abs((mark.low + mark.high) / 2 - mark.value) > near and mark.low != 0
    return min(abs(mark.low - mark.value), abs(mark.high - mark.value)) > near


def table_from(
    frame: pd.DataFrame,
    *,
    label: str,
    value: str,
    unit: str,
    period: str = "",
    status: str = "actual",
    qualifier: str = "exact",
    role: str = "value",
    place: str = "",
    source: str = "",
) -> pd.DataFrame:
    """Make a chart's table of one's own numbers.

    Parameters
    ----------
    frame : DataFrame
        One row per mark.
    label, value : str
        Names of the columns that hold the name of what is measured, and the number.
    unit, period, status, qualifier, role, place, source : str
        Each the name of a column, or a text that holds for all rows. Units are those of units.csv; status is
        ``actual``, ``estimate``, ``target``, ``definition``, ``computed`` or ``projection``; the qualifier ``exact``,
        ``at_least``, ``at_most``, ``about``, ``nearly``, ``slightly_over`` or ``near``; roles are those of the chart.

    Returns
    -------
    DataFrame
        The columns of :func:`chart_table`, numbers as floats. Bounds follow from the qualifier.

    Raises
    ------
    InputError
        If a column is missing, a value is no number, or a unit is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> own = pd.DataFrame({"name": ["甲", "乙"], "rate": [5.5, -1.2]})
    >>> table_from(own, label="name", value="rate", unit="%")[["label_zh", "value", "low", "high"]]
      label_zh  value   low  high
    0        甲    5.5  5.45  5.55
    1        乙   -1.2 -1.25 -1.15
    """
    lost = [column for column in (label, value) if column not in frame.columns]
    if lost:
        raise InputError(f"The table has no column {lost[0]!r}; it has {', '.join(map(str, frame.columns))}.")
    constant = {
        "unit": unit, "period": period, "status": status, "qualifier": qualifier, "role": role, "place": place,
        "source": source,
    }  # fmt: skip
    marks = []
    for row in frame.to_dict("records"):
        own = {field: str(row[word]) if word in row else word for field, word in constant.items()}
        find_unit(own["unit"])
        number, name = _number(row[value], value), str(row[label])
        texts: dict[str, Any] = dict.fromkeys(COLUMNS, "")
        texts |= {
            "series": name, "label_zh": name, "label_en": name, "value": number, "low": math.nan, "high": math.nan,
            "decimals": max(0, -int(Decimal(repr(number)).normalize().as_tuple().exponent)),
            **{field: own[field] for field in ("unit", "period", "status", "qualifier", "role")},
            **{f"{field}_{lang}": own[field] for field in ("place", "source") for lang in ("zh", "en")},
        }  # fmt: skip
        marks.append(_bounded(Mark(**texts)))
    return as_table(marks)


def _number(cell: Any, column: str) -> float:
    try:
        return float(cell)
    except (TypeError, ValueError):
        raise InputError(f"{cell!r} in the column {column!r} is no number; give 5.5, and its unit as unit=.") from None


def refuse_duplicates(marks: Sequence[Mark], chart: str) -> None:
    """Refuse two marks of the same series, role and period, by their rows: nothing is averaged."""
    seen: dict[tuple[str, str, str], int] = {}
    rows = []
    for number, mark in enumerate(marks):
        key = (mark.series, mark.role, mark.period)
        if key in seen:
            rows.append(f"rows {seen[key]} and {number}: {mark.series}, {mark.role}, {mark.period}")
        seen.setdefault(key, number)
    if rows:
        raise ChartError(f"{chart}: the same mark stands twice; keep one row of each:", rows)


def refuse_mixed_units(marks: Sequence[Mark], chart: str) -> None:
    """Refuse marks that share one axis in different units, by the rows of each unit."""
    units: dict[str, list[str]] = {}
    for mark in marks:
        units.setdefault(mark.unit, []).append(mark.series)
    if len(units) > 1:
        rows = [f"{unit}: {', '.join(dict.fromkeys(series))}" for unit, series in units.items()]
        raise ChartError(f"{chart}: one axis, one unit; these rows are mixed:", rows)


def by_series(marks: Sequence[Mark], role: str) -> dict[str, Mark]:
    """Return the marks of a role by their series."""
    return {mark.series: mark for mark in marks if mark.role == role}


def ends_of(bounds: Bounds) -> tuple[float, float]:
    """Return the two ends of an interval as floats."""
    return float(bounds.low), float(bounds.high)
