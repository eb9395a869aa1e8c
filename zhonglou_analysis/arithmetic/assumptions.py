"""The assumptions that a projection rests on: declared in ``assumptions.csv``, named in every result."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ..errors import DataError
from ..quantities.lexicon import QUALIFIERS
from ..quantities.wording import Lang
from ..reports.observation import Observation
from ..reports.report import PRICES, Indicator, Report


@dataclass(frozen=True)
class Assumption:
    """A row of ``assumptions.csv``.

    Parameters
    ----------
    id : str
        Named in results.
    value : Decimal
        The number it sets, in ``unit``; zero where it sets none.
    unit : str
        Of the value.
    applies_to : str
        ``rate:about`` (a growth rate with 左右), ``base:at_least`` (a level with 以上 or 超), ``prices:constant`` and
        the like (the price basis of a growth rate), ``indicator:budget_revenue``, or ``scenario``.
    text_zh, text_en : str
        For a footnote; ``{value}`` and ``{year}`` are filled in.
    """

    id: str
    value: Decimal
    unit: str
    applies_to: str
    text_zh: str
    text_en: str

    def applies(self, base: Observation, rate: Observation, indicator: Indicator) -> bool:
        """Return whether a level projected from ``base`` at ``rate`` rests on this assumption."""
        return self.applies_to in {
            f"rate:{rate.qualifier}",
            f"base:{base.qualifier}",
            f"prices:{indicator.growth_prices}",
            f"indicator:{indicator.id}",
        }

    def text(self, lang: Lang, year: str, value: Decimal | None = None) -> str:
        """Return the footnote, with the caller's value where it replaces the declared one."""
        template = self.text_zh if lang == "zh" else self.text_en
        return template.format(value=self.value if value is None else value, year=year)


def load_assumptions(report: Report) -> dict[str, Assumption]:
    """Return the report's assumptions by id.

    Raises
    ------
    DataError
        If a value is not a number, an id stands twice, or a row applies to nothing that there is.

    Examples
    --------
    >>> from zhonglou_analysis.reports.report import load_report
    >>> load_assumptions(load_report())["about_width"].value
    Decimal('0.5')
    """
    assumptions: dict[str, Assumption] = {}
    kinds = {
        "rate": QUALIFIERS, "base": QUALIFIERS, "prices": PRICES["growth_prices"], "indicator": report.indicators,
    }  # fmt: skip
    for line, row in enumerate(report.assumptions, start=2):
        where = f"{report.folder / 'assumptions.csv'}, line {line} ({row['id']})"
        try:
            value = Decimal(row["value"] or 0)
        except InvalidOperation:
            raise DataError(f"{where}: value {row['value']!r} must be a decimal number or empty.") from None
        if row["id"] in assumptions:
            raise DataError(f"{where}: ids are unique; rename one of the two rows.")
        kind, _, what = row["applies_to"].partition(":")
        if row["applies_to"] != "scenario" and (not what or what not in kinds.get(kind, ())):
            raise DataError(
                f"{where}: applies_to {row['applies_to']!r} must be scenario, or one of {', '.join(kinds)} with a "
                "qualifier, price basis or indicator after a colon."
            )
        assumptions[row["id"]] = Assumption(**{**row, "value": value})  # type: ignore[arg-type]
    return assumptions
