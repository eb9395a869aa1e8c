"""Shares, growth, the level that growth started from, and a whole with its parts: arithmetic that keeps its bounds.

Every function takes observations, their ids, results or plain numbers. Unlike operands are refused unless the caller
says why they may be put together, and the reason stays in the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..errors import InputError, UnlikeError
from ..quantities.interval import Bounds
from ..reports.report import Report
from .terms import (
    SUBJECT,
    Operand,
    Result,
    as_term,
    check_alike,
    check_kind,
    check_own_rate,
    common,
    later,
    outcome,
    plain,
)

HUNDRED = Decimal(100)
ONE = Bounds.exact(Decimal(1))
PERCENT = Bounds.exact(HUNDRED)


def share(part: Operand, whole: Operand, *, because: str = "", report: Report | None = None) -> Result:
    """Return part over whole in percent, with the bounds that both printed numbers allow.

    Parameters
    ----------
    part, whole : Observation, id or number
        Two levels of one unit, scope, period, measure and coverage.
    because : str, optional
        Why unlike operands may be put together; kept in the result.
    report : Report, optional
        Where ids are looked up; by default the packaged report.

    Returns
    -------
    Result
        ``value`` and ``bounds`` in percent.

    Raises
    ------
    UnlikeError
        If the operands are unlike and no reason is given; unlike units are refused in any case, and so
        is what is no level.
    InputError
        If the whole is zero.

    Examples
    --------
    >>> share("leading_industries_output_2022", "industrial_output_2022")
    share: 68.79 % (68.78 to 68.81) from leading_industries_output_2022, industrial_output_2022
    >>> share("foreign_trade_2022", "gdp_2022", because="openness, not composition").reading
    'at most 25.34'
    """
    one, other = as_term(part, report), as_term(whole, report)
    check_kind(one, "the part of a share", "level")
    check_kind(other, "the whole of a share", "level")
    check_alike(one, other, because)
    value, bounds = quotient(one, other.to(one.unit))
    return outcome("share", value * HUNDRED, bounds * PERCENT, "%", (one, other), because, like=one, kind="share")


def growth(later: Operand, earlier: Operand, *, because: str = "", report: Report | None = None) -> Result:
    """Return the growth from an earlier level to a later one in percent: over all the years between, not per year.

    Parameters
    ----------
    later, earlier : Observation, id or number
        Two levels of one scope, measure and coverage, in this order of time.
    because, report
        As in :func:`share`.

    Returns
    -------
    Result
        In percent.

    Raises
    ------
    UnlikeError
        If the two levels are unlike and no reason is given, or are no levels: two shares have a difference in
        percentage points.
    InputError
        If the earlier level is zero, or the later one does not come later.

    Examples
    --------
    >>> growth("green_space_added_2023", "green_space_added_2022").value.quantize(Decimal("0.1"))
    Decimal('-12.3')
    """
    one, other = as_term(later, report), as_term(earlier, report)
    for term in (one, other):
        check_kind(term, "what grows", "level", "rate")
    check_alike(one, other, because, but_for=("period",))
    if one.period is not None and other.period is not None and one.period <= other.period:
        raise InputError(f"{one.name} ({one.period}) does not come after {other.name} ({other.period}).")
    value, bounds = quotient(one, other.to(one.unit))
    # Only growth over one year may lead a level back to the year before.
    yearly = not one.period or not other.period or int(one.period) - int(other.period) == 1
    return outcome(
        "growth", (value - 1) * HUNDRED, (bounds - ONE) * PERCENT, "%", (one, other), because, like=one,
        kind="growth_rate" if yearly else "change", period=one.period,
    )  # fmt: skip


def implied_base(level: Operand, rate: Operand, *, because: str = "", report: Report | None = None) -> Result:
    """Return the level of the year before that a printed level and its growth rate imply.

    Parameters
    ----------
    level : Observation, id or number
        A level.
    rate : Observation, id or number
        Its growth rate over the year before, in percent.
    because, report
        As in :func:`share`.

    Returns
    -------
    Result
        In the unit of the level. Where growth is at constant prices (GDP) its ``basis`` says whose prices they are.

    Raises
    ------
    UnlikeError
        If the rate is of another indicator, scope or period and no reason is given, or is no growth rate of one
        year (年均 is none).
    InputError
        If the rate is −100 %.

    Examples
    --------
    >>> implied_base("digital_revenue_2022", "digital_revenue_2022_growth")
    implied_base: 165 亿元 (164.5 to 165.4) from digital_revenue_2022, digital_revenue_2022_growth
    """
    one, other = as_term(level, report), as_term(rate, report)
    check_kind(one, "what has grown", "level", "rate")
    check_own_rate(one, other, because, period=True)
    check_kind(other, "growth over the year before", "growth_rate")
    value, bounds = quotient(one, growth_factor(other))
    # Growth at constant prices leads back to the year before in the prices of the level, not in its own.
    return outcome(
        "implied_base", value, bounds, one.unit, (one, other), because, like=one, scope=one.scope,
        period=later(one, -1), basis=f"in prices of {one.period}" if one.growth_prices == "constant" else "",
    )  # fmt: skip


def growth_factor(rate: Operand, *, report: Report | None = None) -> Result:
    """Return 1 + rate as a plain factor (+250 % is 3.5 times); what is no growth rate in percent is refused."""
    term = as_term(rate, report)
    if term.unit not in ("", "%"):
        raise UnlikeError(f"{term.name} is in {term.unit}, and a growth rate is in %; choose a growth rate.")
    check_kind(term, "the rate of growth", "growth_rate", "average_growth_rate")
    return plain(1 + term.value / HUNDRED, f"1 + {term.name}", bounds=ONE + term.bounds / PERCENT)


def quotient(one: Result, other: Result) -> tuple[Decimal, Bounds]:
    """Divide two terms of one unit, or of two that are kept; nothing is divided by zero."""
    if other.value == 0:
        raise InputError(f"{other.name} is zero, and nothing can be divided by it; choose another number.")
    return one.value / other.value, one.bounds / other.bounds


def implied_part(share_of_whole: Operand, whole: Operand, *, because: str = "", report: Report | None = None) -> Result:
    """Return the level that a printed share of a printed whole implies.

    Parameters
    ----------
    share_of_whole : Observation, id or number
        In percent.
    whole : Observation, id or number
        A level of the same scope, period, measure and coverage.
    because, report
        As in :func:`share`.

    Returns
    -------
    Result
        In the unit of the whole.

    Raises
    ------
    UnlikeError
        If the share is no share in percent, or is unlike the whole and no reason is given.

    Examples
    --------
    >>> implied_part("secondary_industry_2022_share", "gdp_2022").reading
    'at least 283.5'
    """
    one, other = as_term(share_of_whole, report), as_term(whole, report)
    if one.unit not in ("", "%"):
        raise UnlikeError(f"{one.name} is in {one.unit}, and a share is in %; choose a share.")
    check_kind(one, "the share of a whole", "share", "rate")
    check_kind(other, "the whole of a share", "level")
    check_alike(one, other, because, but_for=("unit",))
    value, bounds = one.value * other.value / HUNDRED, one.bounds * other.bounds / PERCENT
    return outcome(
        "implied_part", value, bounds, other.unit, (one, other), because, like=one, kind="level",
        measure=other.measure, coverage=other.coverage,
    )  # fmt: skip


def total(parts: Sequence[Operand], *, because: str = "", report: Report | None = None) -> Result:
    """Return a sum, with the rounding of every part in its bounds.

    Parameters
    ----------
    parts : sequence of Observation, id or number
        At least one, of one unit, period, measure and coverage; scopes may differ (the areas of a district).
    because, report
        As in :func:`share`.

    Returns
    -------
    Result
        In the unit of the first part.

    Raises
    ------
    InputError
        If there is nothing to add.
    UnlikeError
        If the parts are unlike and no reason is given, or are rates, growth rates or ranks, which do not add up.

    Examples
    --------
    >>> total(["primary_industry_2022_share", "secondary_industry_2022_share", "tertiary_industry_2022_share"]).value
    Decimal('100.0')
    """
    terms = [as_term(part, report) for part in parts]
    if not terms:
        raise InputError("there is nothing to add: give at least one number.")
    for term in terms:
        if term.kind not in (None, "level", "share"):
            raise UnlikeError(f"{term.name} ({term.printed}) is a {term.kind}, which does not add up; add levels.")
        check_alike(terms[0], term, because, but_for=("scope",))
    same = [term.to(terms[0].unit) for term in terms]
    bounds = same[0].bounds
    for term in same[1:]:
        bounds = bounds + term.bounds
    value = sum((term.value for term in same), Decimal(0))
    shared: dict[str, Any] = {aspect: common(terms, aspect) for aspect in SUBJECT}
    return outcome("total", value, bounds, terms[0].unit, terms, because, **shared)


@dataclass(frozen=True)
class Structure:
    """A whole and its parts.

    Parameters
    ----------
    parts : tuple of Result
        In the order given: the share of each level in the whole, or the level that each share of it implies.
    sum : Result
        Of the parts as given.
    """

    parts: tuple[Result, ...]
    sum: Result

    def __str__(self) -> str:
        return "\n".join(repr(result) for result in (*self.parts, self.sum))


def structure(
    parts: Sequence[Operand], whole: Operand, *, because: str = "", report: Report | None = None
) -> Structure:
    """Return the composition of a whole: shares from levels, or levels from shares.

    Parameters
    ----------
    parts : sequence of Observation, id or number
        All levels in the unit of the whole, or all shares of it in percent.
    whole : Observation, id or number
        A level.
    because, report
        As in :func:`share`.

    Returns
    -------
    Structure
        Its ``sum`` tells whether the parts make up the whole (or 100 %).

    Raises
    ------
    UnlikeError
        If a part is unlike the whole and no reason is given.
    InputError
        If there are no parts.

    Examples
    --------
    >>> sectors = [f"{name}_industry_2022_share" for name in ("primary", "secondary", "tertiary")]
    >>> [part.reading for part in structure(sectors, "gdp_2022").parts]
    ['at least 1.335', 'at least 283.5', 'at least 603.9']
    """
    terms = [as_term(part, report) for part in parts]
    of = implied_part if all(term.unit == "%" for term in terms) else share
    results = tuple(of(term, whole, because=because, report=report) for term in terms)
    return Structure(results, total(terms, because=because, report=report))
