"""Shares, growth, and the level that growth started from: arithmetic on printed numbers that keeps its bounds.

Every function takes observations, their ids, or plain numbers. Unlike operands are refused unless the caller says
why they may be put together, and the reason stays in the result.
"""

from __future__ import annotations

from decimal import Decimal

from ..errors import InputError, UnlikeError
from ..quantities.interval import Bounds
from ..reports.report import Report, load_report
from .results import Result
from .terms import Operand, Term, as_term, check_alike, check_kind

HUNDRED = Decimal(100)
ONE = Bounds.exact(Decimal(1))
PERCENT = Bounds.exact(HUNDRED)


def share(part: Operand | Term, whole: Operand | Term, *, because: str = "", report: Report | None = None) -> Result:
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
    report = report or load_report()
    one, other = as_term(part, report), as_term(whole, report)
    check_kind(one, "the part of a share", "level")
    check_kind(other, "the whole of a share", "level")
    check_alike(one, other, report, because)
    value, bounds = quotient(one, other.to(one.unit))
    return Result("share", value * HUNDRED, bounds * PERCENT, "%", (one.name, other.name), because)


def growth(
    later: Operand | Term, earlier: Operand | Term, *, because: str = "", report: Report | None = None
) -> Result:
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
    report = report or load_report()
    one, other = as_term(later, report), as_term(earlier, report)
    for term in (one, other):
        check_kind(term, "what grows", "level", "rate")
    check_alike(one, other, report, because, but_for=("period",))
    if one.obs and other.obs and one.obs.period <= other.obs.period:
        raise InputError(f"{one.name} ({one.obs.period}) does not come after {other.name} ({other.obs.period}).")
    value, bounds = quotient(one, other.to(one.unit))
    return Result("growth", (value - 1) * HUNDRED, (bounds - ONE) * PERCENT, "%", (one.name, other.name), because)


def implied_base(
    level: Operand | Term, rate: Operand | Term, *, because: str = "", report: Report | None = None
) -> Result:
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
        If the rate is of another indicator, scope or period and no reason is given, or is no growth rate.
    InputError
        If the rate is −100 %.

    Examples
    --------
    >>> implied_base("digital_revenue_2022", "digital_revenue_2022_growth")
    implied_base: 165 亿元 (164.5 to 165.4) from digital_revenue_2022, digital_revenue_2022_growth
    """
    report = report or load_report()
    one, other = as_term(level, report), as_term(rate, report)
    check_kind(one, "what has grown", "level", "rate")
    a, b = one.obs, other.obs
    if a and b and not because and (a.indicator, a.scope, a.period) != (b.indicator, b.scope, b.period):
        raise UnlikeError(
            f"{b.id} ({b.printed}) is the growth of {b.indicator}, {b.scope}, {b.period}, and {a.id} ({a.printed}) is "
            f'{a.indicator}, {a.scope}, {a.period}. Choose its own rate, or say why: because="…".'
        )
    value, bounds = quotient(one, growth_factor(other))
    # Growth at constant prices leads back to the year before in the prices of the level, not in its own.
    constant = a is not None and report.indicators[a.indicator].growth_prices == "constant"
    basis = f"in prices of {one.period}" if constant else ""
    return Result("implied_base", value, bounds, one.unit, (one.name, other.name), because, basis)


def growth_factor(rate: Operand | Term, *, report: Report | None = None) -> Term:
    """Return 1 + rate as a plain factor: +250 % is 3.5 times.

    Parameters
    ----------
    rate : Observation, id or number
        In percent.
    report : Report, optional
        As in :func:`share`.

    Raises
    ------
    UnlikeError
        If the rate is no growth rate in percent; percentage points are another unit.

    Examples
    --------
    >>> growth_factor(250).value
    Decimal('3.5')
    """
    term = as_term(rate, report)
    if term.unit not in ("", "%"):
        raise UnlikeError(f"{term.name} is in {term.unit}, and a growth rate is in %; choose a growth rate.")
    check_kind(term, "the rate of growth", "growth_rate")
    return Term(1 + term.value / HUNDRED, ONE + term.bounds / PERCENT, "", f"1 + {term.name}")


def quotient(one: Term, other: Term) -> tuple[Decimal, Bounds]:
    """Divide two terms of one unit, or of two that are kept.

    Raises
    ------
    InputError
        If the divisor is zero.
    """
    if other.value == 0:
        raise InputError(f"{other.name} is zero, and nothing can be divided by it; choose another number.")
    return one.value / other.value, one.bounds / other.bounds
