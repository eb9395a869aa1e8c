"""A whole and its parts: sums, and levels from shares or shares from levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..errors import InputError, UnlikeError
from ..reports.report import Report, load_report
from .ratios import HUNDRED, PERCENT, share
from .results import Result
from .terms import Operand, Term, as_term, check_alike, check_kind


def implied_part(
    share_of_whole: Operand | Term, whole: Operand | Term, *, because: str = "", report: Report | None = None
) -> Result:
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
    report = report or load_report()
    one, other = as_term(share_of_whole, report), as_term(whole, report)
    if one.unit not in ("", "%"):
        raise UnlikeError(f"{one.name} is in {one.unit}, and a share is in %; choose a share.")
    check_kind(one, "the share of a whole", "share", "rate")
    check_kind(other, "the whole of a share", "level")
    check_alike(one, other, report, because, but_for=("unit",))
    value, bounds = one.value * other.value / HUNDRED, one.bounds * other.bounds / PERCENT
    return Result("implied_part", value, bounds, other.unit, (one.name, other.name), because)


def total(parts: Sequence[Operand | Term], *, because: str = "", report: Report | None = None) -> Result:
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
    report = report or load_report()
    terms = [as_term(part, report) for part in parts]
    if not terms:
        raise InputError("there is nothing to add: give at least one number.")
    for term in terms:
        if term.obs and term.obs.kind not in ("level", "share"):
            raise UnlikeError(
                f"{term.name} ({term.obs.printed}) is a {term.obs.kind}, which does not add up; add levels."
            )
        check_alike(terms[0], term, report, because, but_for=("scope",))
    same = [term.to(terms[0].unit) for term in terms]
    bounds = same[0].bounds
    for term in same[1:]:
        bounds = bounds + term.bounds
    value = sum((term.value for term in same), Decimal(0))
    return Result("total", value, bounds, terms[0].unit, tuple(term.name for term in terms), because)


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
    report = report or load_report()
    terms = [as_term(part, report) for part in parts]
    of = implied_part if all(term.unit == "%" for term in terms) else share
    results = tuple(of(term, whole, because=because, report=report) for term in terms)
    return Structure(results, total(terms, because=because, report=report))
