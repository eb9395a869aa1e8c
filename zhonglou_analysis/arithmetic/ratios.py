"""Shares, growth, differences, and the level that growth started from: arithmetic that keeps its bounds.

Every function takes observations, their ids, results or plain numbers. Unlike operands are refused unless the caller
says why they may be put together, and the reason stays in the result.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from ..errors import InputError, UnlikeError
from ..quantities.lexicon import Word
from ..reports.report import Report
from .amounts import Amount, exact
from .terms import (
    Operand,
    Result,
    as_term,
    basis_of,
    check_alike,
    check_kind,
    check_own_rate,
    in_yuan,
    later,
    outcome,
    plain,
)


def share(
    part: Operand,
    whole: Operand,
    *,
    because: str = "",
    rate: float | Decimal | None = None,
    report: Report | None = None,
) -> Result:
    """Return part over whole in percent, with the bounds that both printed numbers allow.

    Parameters
    ----------
    part, whole : Observation, id or number
        Two levels of one unit, scope, period, measure and coverage.
    because : str, optional
        Why unlike operands may be put together; kept in the result.
    rate : number, optional
        Yuan per dollar, where one of the two is in dollars; the report prints none.
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
    one, other = in_yuan([as_term(part, report), as_term(whole, report)], rate)
    check_kind(one, "the part of a share", "level")
    check_kind(other, "the whole of a share", "level")
    check_alike(one, other, because)
    found = quotient(one, other.to(one.unit)) * 100
    return outcome("share", found, "%", (one, other), because, like=one, kind="share")


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
        In percent; its ``basis`` says what it is at: current prices, constant prices, or two published levels.

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
    >>> growth(942.32, "gdp_2022").basis
    'at current prices; a growth target at constant prices is something else'
    """
    one, other = as_term(later, report), as_term(earlier, report)
    for term in (one, other):
        check_kind(term, "what grows", "level", "rate")
    check_alike(one, other, because, but_for=("period",))
    if one.period is not None and other.period is not None and one.period <= other.period:
        raise InputError(f"{one.name} ({one.period}) does not come after {other.name} ({other.period}).")
    found = (quotient(one, other.to(one.unit)) - 1) * 100
    # Only growth over one year may lead a level back to the year before.
    yearly = not one.period or not other.period or int(one.period) - int(other.period) == 1
    return outcome(
        "growth", found, "%", (one, other), because, like=one, kind="growth_rate" if yearly else "change",
        period=one.period, basis_words=_growth_basis(one, other),
    )  # fmt: skip


def difference(
    one: Operand,
    other: Operand,
    *,
    because: str = "",
    rate: float | Decimal | None = None,
    report: Report | None = None,
) -> Result:
    """Return one number less another: two shares or rates in percentage points, two levels in their unit.

    Parameters
    ----------
    one, other : Observation, id, result or number
        Of one kind, scope, measure and coverage; their years may differ.
    because, rate, report
        As in :func:`share`.

    Returns
    -------
    Result
        In the unit of ``one``; of percentages in 百分点 (percentage points).

    Raises
    ------
    UnlikeError
        If the operands are unlike and no reason is given; unlike units are refused in any case.

    Examples
    --------
    >>> difference("high_tech_output_2023_share", "high_tech_output_2022_share")
    difference: 0.2 百分点 (0.15 to 0.25) from high_tech_output_2023_share, high_tech_output_2022_share
    """
    a, b = in_yuan([as_term(one, report), as_term(other, report)], rate)
    for term in (a, b):
        check_kind(term, "what is subtracted", "level", "share", "rate", "growth_rate", "average_growth_rate")
    if None not in (a.kind, b.kind) and a.kind != b.kind and not because:
        raise UnlikeError(
            f"{a.name} ({a.printed}) is a {a.kind} and {b.name} ({b.printed}) a {b.kind}.",
            'Say why: because="…".',
            ["kind"],
        )
    check_alike(a, b, because, but_for=("period",))
    b = b.to(a.unit)
    unit = "百分点" if a.unit == "%" else a.unit
    return outcome("difference", a.amount - b.amount, unit, (a, b), because, like=a, kind="change")


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
        In the unit of the level. Its ``basis`` says whose prices they are where growth is at constant prices (GDP),
        and that it is no level of the year before where growth is on a comparable base.

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
    implied_base: 165 亿元 on a comparable base, not the level of 2021 (164.5 to 165.4) from digital_revenue_2022, \
digital_revenue_2022_growth
    """
    one, other = as_term(level, report), as_term(rate, report)
    check_kind(one, "what has grown", "level", "rate")
    check_own_rate(one, other, because, period=True)
    check_kind(other, "growth over the year before", "growth_rate")
    return outcome(
        "implied_base", quotient(one, growth_factor(other)), one.unit, (one, other), because, like=one, scope=one.scope,
        period=later(one, -1), **_prices_before(one),
    )  # fmt: skip


def _growth_basis(one: Result, other: Result) -> Word:
    """Say what growth between two levels is at; between counts and ratios there is nothing to say."""
    if one.prices and one.prices == other.prices:
        return basis_of("constant_growth", one.prices)
    if not (one.prices or other.prices):
        return Word("", "")
    names = {"constant": "current_growth", "comparable": "published_growth"}
    return basis_of(names.get(one.growth_prices or other.growth_prices or "", "nominal_growth"))


def _prices_before(one: Result) -> dict[str, Any]:
    """Say whose prices the level of the year before is in, and whether it is that level at all."""
    if one.growth_prices == "constant":  # growth at constant prices leads back in the prices of the level
        return {"prices": one.period, "basis_words": basis_of("prices_of", one.period)}
    if one.growth_prices == "comparable":  # growth of a matched sample leads back to that sample
        return {"prices": later(one, -1), "basis_words": basis_of("comparable_base", later(one, -1))}
    return {"prices": later(one, -1) if one.prices else None}


def growth_factor(rate: Operand, *, report: Report | None = None) -> Result:
    """Return 1 + rate as a plain factor (+250 % is 3.5 times); what is no growth rate in percent is refused."""
    term = as_term(rate, report)
    if term.unit not in ("", "%"):
        raise UnlikeError(f"{term.name} is in {term.unit}, and a growth rate is in %; choose a growth rate.")
    check_kind(term, "the rate of growth", "growth_rate", "average_growth_rate")
    return replace(plain(exact(1) + term.amount / 100, f"1 + {term.name}"), sources=term.sources)


def quotient(one: Result, other: Result) -> Amount:
    """Divide two terms of one unit, or of two that are kept; nothing is divided by zero."""
    if other.value == 0:
        raise InputError(f"{other.name} is zero, and nothing can be divided by it; choose another number.")
    return one.amount / other.amount
