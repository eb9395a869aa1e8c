"""Compound growth: where a rate leads, and the rate that leads there. A period is the difference of two years."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..errors import InputError
from ..reports.report import Report
from .amounts import exact
from .ratios import growth_factor, quotient
from .terms import (
    Operand,
    Result,
    as_term,
    basis_of,
    check_alike,
    check_kind,
    check_own_rate,
    later,
    outcome,
    plain,
)


def compound(level: Operand, rate: Operand, years: int, *, because: str = "", report: Report | None = None) -> Result:
    """Return the level after some years at one rate a year, compounded.

    Parameters
    ----------
    level : Observation, id or number
        Where it starts.
    rate : Observation, id or number
        Percent a year.
    years : int
        Zero or more.
    because : str, optional
        Why a rate of another indicator or scope may be used; kept in the result.
    report : Report, optional
        Where ids are looked up; by default the packaged report.

    Returns
    -------
    Result
        In the unit of the level.

    Raises
    ------
    InputError
        If ``years`` is not a whole number of at least zero.
    UnlikeError
        If the rate is no growth rate in percent, or is of another indicator or scope and no reason is given.

    Examples
    --------
    >>> compound(100, 10, 2).value
    Decimal('121.00')
    """
    if not isinstance(years, int) or years < 0:
        raise InputError(f"years={years!r}: give a whole number of years, zero or more.")
    one, each = as_term(level, report), as_term(rate, report)
    check_kind(one, "what grows", "level", "rate")
    check_own_rate(one, each, because, period=False)
    found, factor = one.amount, growth_factor(each, report=report).amount
    for _ in range(years):
        found *= factor
    return outcome(
        "compound", found, one.unit, (one, each), because, like=one, scope=one.scope, period=later(one, years),
        **_prices_after(one, years),
    )  # fmt: skip


def required_growth(
    start: Operand,
    end: Operand,
    years: int | None = None,
    *,
    because: str = "",
    report: Report | None = None,
) -> Result:
    """Return the rate a year, compounded, that leads from one level to another.

    Parameters
    ----------
    start, end : Observation, id or number
        Two levels above zero of one scope, measure and coverage.
    years : int, optional
        Years between them; for two observations it is the difference of their years.
    because, report
        As in :func:`share`.

    Returns
    -------
    Result
        Percent a year.

    Raises
    ------
    InputError
        If the years are missing, not a whole number above zero, or not the difference of the two years; or if a
        level is not above zero.
    UnlikeError
        If the levels are unlike and no reason is given.

    Examples
    --------
    >>> required_growth("digital_revenue_2022", "digital_revenue_2025")
    required_growth: 33.53 % (at least 33.43) from digital_revenue_2022, digital_revenue_2025
    """
    one, other = as_term(start, report), as_term(end, report)
    for term in (one, other):
        check_kind(term, "what grows", "level", "rate")
    check_alike(one, other, because, but_for=("period",))
    span = years_between(one, other, years)
    other = other.to(one.unit)
    if one.value <= 0 or other.value <= 0:
        raise InputError(f"{one.name} and {other.name} must be above zero to have a rate between them.")
    factor = quotient(other, one).power(Decimal(1) / span)
    return outcome(
        "required_growth", (factor - 1) * 100, "%", (one, other), because, like=one,
        kind="average_growth_rate" if span > 1 else "growth_rate", period=other.period,
    )  # fmt: skip


def _prices_after(one: Result, years: int) -> dict[str, Any]:
    """Say whose prices a level is in after some years: those of its own year, unless growth is at constant ones."""
    if one.growth_prices == "constant" and one.prices:
        return {"prices": one.prices, "basis_words": basis_of("prices_of", one.prices)}
    known: dict[str, Any] = {"prices": later(one, years) if one.prices else None}
    if one.growth_prices == "comparable" and years:
        known["basis_words"] = basis_of("comparable_path")
    return known


def implied_start(level: Result, rate: Result, years: int) -> Result:
    """Return the level from which a rate a year, compounded, leads to another in some years."""
    grown, factor = exact(1), growth_factor(rate).amount
    for _ in range(years):
        grown *= factor
    found = quotient(level, plain(grown, f"(1 + {rate.name})^{years}"))
    return outcome("implied_start", found, level.unit, (level, rate), like=level, period=later(level, -years))


def years_between(start: Result, end: Result, years: int | None = None) -> int:
    """Return the years from one level to a later one: the difference of their periods, or what the caller gives."""
    known = int(end.period) - int(start.period) if start.period and end.period else None
    span = years if known is None else known
    if span is None or not isinstance(span, int) or span < 1 or (years is not None and years != span):
        raise InputError(
            f"{years=} from {start.name} to {end.name}: give the whole number of years between the two"
            + (", one or more." if known is None else f", which is {span}.")
        )
    return span
