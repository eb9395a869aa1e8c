"""A whole and its parts: sums, shares from levels and back, and the whole that a part and its share imply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..errors import InputError, UnlikeError
from ..reports.report import Report
from .amounts import exact
from .ratios import quotient, share
from .terms import SUBJECT, Operand, Result, as_term, check_alike, check_kind, common, in_yuan, outcome


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
    one, other = _share_of(share_of_whole, report), as_term(whole, report)
    check_kind(other, "the whole of a share", "level")
    check_alike(one, other, because, but_for=("unit",))
    return outcome(
        "implied_part", one.amount * other.amount / 100, other.unit, (one, other), because, like=one, kind="level",
        measure=other.measure, coverage=other.coverage, prices=other.prices,
    )  # fmt: skip


def implied_whole(part: Operand, share_of_whole: Operand, *, because: str = "", report: Report | None = None) -> Result:
    """Return the whole that a printed part and its printed share imply.

    Parameters
    ----------
    part : Observation, id, result or number
        A level.
    share_of_whole : Observation, id, result or number
        In percent; of the same scope, period, measure and coverage.
    because, report
        As in :func:`share`.

    Returns
    -------
    Result
        In the unit of the part.

    Raises
    ------
    UnlikeError
        If the share is no share in percent, or is unlike the part and no reason is given.
    InputError
        If the share is zero.

    Examples
    --------
    >>> implied_whole("leading_industries_output_2022", "leading_industries_output_2022_share").reading
    '632.5 to 633.6'
    """
    one, other = as_term(part, report), _share_of(share_of_whole, report)
    check_kind(one, "the part of a whole", "level")
    check_alike(one, other, because, but_for=("unit",))
    known: dict[str, Any] = {"measure": one.measure, "coverage": one.coverage, "kind": "level", "prices": one.prices}
    return outcome("implied_whole", quotient(one, other) * 100, one.unit, (one, other), because, **known)


def _share_of(operand: Operand, report: Report | None) -> Result:
    """Read a share of a whole in percent; anything else is refused."""
    term = as_term(operand, report)
    if term.unit not in ("", "%"):
        raise UnlikeError(f"{term.name} is in {term.unit}, and a share is in %; choose a share.")
    check_kind(term, "the share of a whole", "share", "rate")
    return term


def total(
    parts: Sequence[Operand],
    *,
    because: str = "",
    rate: float | Decimal | None = None,
    report: Report | None = None,
) -> Result:
    """Return a sum, with the rounding of every part in its bounds.

    Parameters
    ----------
    parts : sequence of Observation, id or number
        At least one, of one unit, period, measure and coverage; scopes may differ (the areas of a district).
    because, rate, report
        As in :func:`share`. With a reason, counts of 套 and of 套(间) add up to 套(间).

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
    terms = in_yuan([as_term(part, report) for part in parts], rate)
    if not terms:
        raise InputError("there is nothing to add: give at least one number.")
    for term in terms:
        if term.kind not in (None, "level", "share"):
            raise UnlikeError(
                f"{term.name} ({term.printed}) is a {term.kind}, which does not add up; add levels.", aspects=["kind"]
            )
        check_alike(terms[0], term, because, but_for=("scope",))
    unit = next((term.unit for term in terms if "(" in term.unit), terms[0].unit)
    found = sum((term.to(unit).amount for term in terms), exact(0))
    shared: dict[str, Any] = {aspect: common(terms, aspect) for aspect in (*SUBJECT, "prices")}
    return outcome("total", found, unit, terms, because, **shared)


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
