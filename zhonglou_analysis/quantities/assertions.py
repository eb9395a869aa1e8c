"""What the words around a printed number assert: the interval, and no more."""

from __future__ import annotations

from decimal import Decimal

from ..errors import InputError
from .interval import Bounds
from .lexicon import QUALIFIERS
from .units import MAGNITUDES, find_unit

# Printed in ones, these are counted and not measured.
COUNTED = frozenset({
    "count", "people", "households", "person_times", "household_times", "place", "grade", "duration",
    "duration_clock", "doublings", "containers",
})  # fmt: skip


def bounds_of(value: Decimal, unit: str, qualifier: str = "exact", rounding: str = "half_up") -> Bounds:
    """Return the interval that a printed number asserts, in its printed unit.

    Parameters
    ----------
    value : Decimal
        With the digits that are printed; negative for a fall.
    unit : str
        A unit that ``find_unit`` knows; or none, or only a magnitude.
    qualifier : str
        ``exact``: half a unit of the last printed digit either way, or the number itself where things counted
        in ones are printed (42个). ``at_least`` [x, ∞); ``at_most`` (−∞, x]; ``nearly`` (−∞, x);
        ``slightly_over`` up to one more of the last digit that is not zero; ``about``: no bounds.
    rounding : str
        How an exact number that is measured came to its digits: ``half_up``, ``truncation`` or ``either``.

    Raises
    ------
    InputError
        If the unit or the qualifier is unknown.

    Examples
    --------
    >>> bounds_of(Decimal("637.7"), "亿元"), bounds_of(Decimal("8"), "小时", "at_most")
    (Bounds('[637.65, 637.75)'), Bounds('(−∞, 8]'))
    """
    if qualifier not in QUALIFIERS:
        raise InputError(f"{qualifier!r} is no qualifier; allowed: {', '.join(QUALIFIERS)}.")
    if value < 0:
        return -bounds_of(-value, unit, qualifier, rounding)
    if qualifier == "about":
        return Bounds.everything()
    if qualifier == "at_least":
        return Bounds.at_least(value)
    if qualifier == "at_most":
        return Bounds.at_most(value)
    if qualifier == "nearly":
        return Bounds.below(value)
    if qualifier == "slightly_over":
        return Bounds(value, value + Decimal(1).scaleb(_exponent(value.normalize())), high_closed=False)
    known = find_unit(unit) if unit and unit not in MAGNITUDES else None
    if known is not None and known.factor == 1 and known.dimension in COUNTED and value == value.to_integral_value():
        return Bounds.exact(value)
    return Bounds.rounded(value, Decimal(1).scaleb(min(_exponent(value), 0)), rounding)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
