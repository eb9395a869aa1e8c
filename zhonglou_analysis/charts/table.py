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
from typing import TYPE_CHECKING

from ..errors import ChartError
from ..quantities.lexicon import OWN_STATUSES, QUALIFIERS, STATUSES
from .wrapping import punctuate

if TYPE_CHECKING:
    import pandas as pd


# As in the data, and those of our own results.
ALLOWED = {"status": (*STATUSES, *OWN_STATUSES), "qualifier": (*QUALIFIERS, "near")}


@dataclass(frozen=True)
class Mark:
    """One mark of a chart: a number, what it asserts, and where it comes from.

    Parameters
    ----------
    series : str
        What is measured; an indicator's id in the report's own tables. Marks of one series share a row of the chart.
    role : str
        Which mark of its series it is (``base``, ``target``, ``part``, ``rest`` …); each chart names its own.
    label_zh, label_en : str
        The name of the series as the chart shows it.
    period : str
        Year.
    status : str
        ``actual``, ``estimate``, ``target``, ``definition`` as in the data; ``computed`` from them here;
        ``projection`` for arithmetic on a target.
    qualifier : str
        As in the data.
    value : float
        In ``unit``.
    low, high : float
        The bounds of the value, infinite where the words bound nothing; NaN where they give no width (about).
    position : float
        Where the mark stands on the chart's axis: the value, or its index where the axis is one.
    decimals : int
        How many decimals of the value are shown.
    unit : str
        As printed.
    basis : str
        Prices: ``current``, ``constant`` or a year (that year's prices); empty where the number is no amount of money.
    coverage_zh, coverage_en, note_zh, note_en : str
        Footnotes: what the number covers; what else must be said (one note a line).
    observations, assumptions : str
        Ids, separated by spaces.
    paragraphs : str
        Paragraph numbers of the source, separated by spaces.
    place_zh, place_en, source_zh, source_en : str
        Whose number it is, and the document that it is read from.
    """

    series: str
    role: str
    label_zh: str
    label_en: str
    period: str
    status: str
    qualifier: str
    value: float
    low: float
    high: float
    position: float
    decimals: int
    unit: str
    basis: str
    coverage_zh: str
    coverage_en: str
    note_zh: str
    note_en: str
    observations: str
    paragraphs: str
    assumptions: str
    place_zh: str
    place_en: str
    source_zh: str
    source_en: str

    def label(self, lang: str) -> str:
        """Return the name of the series in a language."""
        return punctuate(self.label_zh if lang == "zh" else self.label_en, lang)

    @property
    def shown(self) -> Decimal:
        """The number as it is shown: rounded half up; where a result is only bounded, its bound."""
        if self.status in ("computed", "projection"):
            if self.qualifier == "at_most":
                return rounded(self.high, self.decimals)
            if self.qualifier == "at_least":
                return rounded(self.low, self.decimals)
        return rounded(self.value, self.decimals)

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
    def is_unbounded(self) -> bool:
        """Whether the value is indicative only: bounded on neither side."""
        return self.high == math.inf and not self._has_low


COLUMNS = tuple(field.name for field in dataclasses.fields(Mark))
_NUMBERS = ("value", "low", "high", "position")


def rounded(value: float, decimals: int) -> Decimal:
    """Return a float as the decimal that is printed, rounded half up.

    Examples
    --------
    >>> rounded(25.3371, 2), rounded(0.25, 1)
    (Decimal('25.34'), Decimal('0.3'))
    """
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_HALF_UP")


def join_ids(parts: Iterable[str]) -> str:
    """Join lists of ids, each id once, in order."""
    return " ".join(dict.fromkeys(" ".join(parts).split()))


def as_table(marks: Iterable[Mark]) -> pd.DataFrame:
    """Return the marks as a DataFrame with the columns ``COLUMNS``, one row per mark."""
    import pandas as pd

    return pd.DataFrame([dataclasses.asdict(mark) for mark in marks], columns=list(COLUMNS))


def as_marks(data: pd.DataFrame, chart: str) -> list[Mark]:
    """Return the rows of a chart's table as marks.

    Raises
    ------
    ChartError
        If the table is empty, lacks a column, holds a value that is not a number or a status that is unknown; the
        message names the rows and what is allowed.
    """
    missing = [column for column in COLUMNS if column not in data.columns]
    if missing:
        raise ChartError(
            f"The table of {chart} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; "
            f"start from chart_table({chart!r}), which has them all."
        )
    if data.empty:
        raise ChartError(f"The table of {chart} has no rows; there is nothing to draw.")
    marks, problems = [], []
    for number, row in enumerate(data[list(COLUMNS)].to_dict("records")):
        try:
            fields = {c: float(v) if c in _NUMBERS else int(v) if c == "decimals" else str(v) for c, v in row.items()}
            mark = Mark(**fields)  # type: ignore[arg-type]
        except (TypeError, ValueError) as error:
            problems.append(f"row {number} ({row['series']}): {error}")
            continue
        if not (math.isfinite(mark.value) and math.isfinite(mark.position)):
            problems.append(f"row {number} ({mark.series}): value and position must be finite numbers")
        for column, allowed in ALLOWED.items():
            if getattr(mark, column) not in allowed:
                problems.append(
                    f"row {number} ({mark.series}): {column} {getattr(mark, column)!r}; allowed: {', '.join(allowed)}"
                )
        marks.append(mark)
    if problems:
        raise ChartError(f"The table of {chart} cannot be drawn; correct these rows:", problems)
    return marks


def refuse_duplicates(marks: Sequence[Mark], chart: str) -> None:
    """Raise an error if two marks would stand for the same series, role and period.

    Raises
    ------
    ChartError
        Naming the rows; nothing is averaged.
    """
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
    """Raise an error if marks that share one axis have different units.

    Raises
    ------
    ChartError
        Naming the rows of each unit.
    """
    units: dict[str, list[str]] = {}
    for mark in marks:
        units.setdefault(mark.unit, []).append(mark.series)
    if len(units) > 1:
        rows = [f"{unit}: {', '.join(dict.fromkeys(series))}" for unit, series in units.items()]
        raise ChartError(f"{chart}: one axis, one unit; these rows are mixed:", rows)
