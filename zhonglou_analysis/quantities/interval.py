"""An interval, and arithmetic that carries it through: what printed words assert, no more.

Ends are decimals and may be open or infinite: ``890亿元以上`` is [890, ∞), ``637.7亿元`` is [637.65, 637.75).
Operands are taken as independent of each other, so a result is never narrower than the words allow; what stands on both
sides of a fraction is for ``arithmetic`` to cancel.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

INFINITY = Decimal("Infinity")
_ZERO = Decimal(0)


class _End(NamedTuple):
    """One end of an interval: where it is, and whether the interval attains it."""

    at: Decimal
    closed: bool


def _product(a: _End, b: _End) -> _End:
    if a.at == 0 or b.at == 0:  # 0 × ∞ is 0 here: the interval holds 0 × x for every finite x it holds
        return _End(_ZERO, (a.at == 0 and a.closed) or (b.at == 0 and b.closed))
    return _End(a.at * b.at, a.closed and b.closed)


def _quotient(a: _End, b: _End) -> _End:
    if b.at.is_infinite():
        return _End(_ZERO, a.at == 0 and a.closed)  # of two infinite ends the other corners hold the infinite quotient
    if a.at == 0:
        return a
    if b.at == 0:
        return _End(INFINITY if a.at > 0 else -INFINITY, False)
    return _End(a.at / b.at, a.closed and b.closed)


@dataclass(frozen=True)
class Bounds:
    """A set of numbers between two ends, each open or closed, each finite or not.

    Parameters
    ----------
    low, high : Decimal
        The ends; ``-Infinity`` and ``Infinity`` where the words bound nothing.
    low_closed, high_closed : bool
        Whether the end itself belongs to the interval. An infinite end never does.

    Raises
    ------
    ValueError
        If ``low`` lies above ``high``, or an end is not a number.

    Examples
    --------
    >>> Bounds.at_least(Decimal(890))
    Bounds('[890, ∞)')
    >>> Bounds.rounded(Decimal("637.7"), Decimal("0.1"))
    Bounds('[637.65, 637.75)')
    >>> print(Bounds.exact(Decimal(225)) / Bounds.at_least(Decimal(900)))
    (0, 0.25]
    """

    low: Decimal
    high: Decimal
    low_closed: bool = True
    high_closed: bool = True

    def __post_init__(self) -> None:
        if self.low.is_nan() or self.high.is_nan() or self.low > self.high:
            raise ValueError(f"An interval needs low <= high; got low={self.low}, high={self.high}.")
        object.__setattr__(self, "low_closed", self.low_closed and self.low.is_finite())
        object.__setattr__(self, "high_closed", self.high_closed and self.high.is_finite())

    @classmethod
    def exact(cls, value: Decimal) -> Bounds:
        """Return the interval that holds one number."""
        return cls(value, value)

    @classmethod
    def rounded(cls, value: Decimal, step: Decimal, rounding: str = "half_up") -> Bounds:
        """Return the numbers that are printed as ``value`` at a last digit of one ``step``: rounded, cut, or either."""
        low = value if rounding == "truncation" else value - step / 2
        high = value + step / 2 if rounding == "half_up" else value + step
        return cls(low, high, high_closed=False)

    @classmethod
    def at_least(cls, value: Decimal) -> Bounds:
        """Return [value, ∞)."""
        return cls(value, INFINITY)

    @classmethod
    def at_most(cls, value: Decimal) -> Bounds:
        """Return (−∞, value]."""
        return cls(-INFINITY, value)

    @classmethod
    def below(cls, value: Decimal) -> Bounds:
        """Return (−∞, value)."""
        return cls(-INFINITY, value, high_closed=False)

    @classmethod
    def everything(cls) -> Bounds:
        """Return (−∞, ∞): the words bound nothing."""
        return cls(-INFINITY, INFINITY)

    @property
    def _ends(self) -> tuple[_End, _End]:
        return _End(self.low, self.low_closed), _End(self.high, self.high_closed)

    @property
    def is_everything(self) -> bool:
        """Whether neither end is finite."""
        return self.low.is_infinite() and self.high.is_infinite()

    def __contains__(self, value: Decimal) -> bool:
        above = value > self.low or (self.low_closed and value == self.low)
        below = value < self.high or (self.high_closed and value == self.high)
        return above and below

    def cut_to(self, other: Bounds) -> Bounds:
        """Return what lies in both of two intervals that meet."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Bounds(low, high, low in self and low in other, high in self and high in other)

    def meets(self, other: Bounds) -> bool:
        """Return whether some number lies in both intervals."""
        low = max(self.low, other.low)
        high = min(self.high, other.high)
        if low != high:
            return low < high
        return low in self and low in other

    def within(self, other: Bounds) -> bool:
        """Return whether ``other`` holds every number of this interval."""
        low = self.low > other.low or (self.low == other.low and (other.low_closed or not self.low_closed))
        high = self.high < other.high or (self.high == other.high and (other.high_closed or not self.high_closed))
        return low and high

    def __neg__(self) -> Bounds:
        return Bounds(-self.high, -self.low, self.high_closed, self.low_closed)

    def __add__(self, other: Bounds) -> Bounds:
        return Bounds(
            self.low + other.low,
            self.high + other.high,
            self.low_closed and other.low_closed,
            self.high_closed and other.high_closed,
        )

    def __sub__(self, other: Bounds) -> Bounds:
        return self + (-other)

    def __mul__(self, other: Bounds) -> Bounds:
        return _hull(*(_product(a, b) for a in self._ends for b in other._ends))

    def __truediv__(self, other: Bounds) -> Bounds:
        """Divide; a divisor with zero inside leaves the quotient unbounded, and a zero end is only approached."""
        if other.low < 0 < other.high or other.low == other.high == 0:
            return Bounds.everything()
        if other.high <= 0:
            return -(self / -other)  # a zero end is approached from below: the sign of the infinite end turns
        return _hull(*(_quotient(a, b) for a in self._ends for b in other._ends))

    def power(self, exponent: Decimal) -> Bounds:
        """Return the interval of ``x ** exponent`` for x of this interval, all of which must be >= 0."""
        if self.low < 0:
            raise ValueError(f"A power of {self} would need a number below zero.")
        if exponent == 0:
            return Bounds.exact(Decimal(1))
        return _hull(*(_End(at**exponent, closed) for at, closed in self._ends))

    def shown(self, digits: int = 4) -> str:
        """Return the interval with its ends to some significant digits; one number where that is all it holds."""
        if self.low == self.high:
            return shown(self.low, digits)
        low, high = shown(self.low, digits), shown(self.high, digits)
        return f"{'[' if self.low_closed else '('}{low}, {high}{']' if self.high_closed else ')'}"

    def __str__(self) -> str:
        return self.shown(digits=28)

    def __repr__(self) -> str:
        return f"Bounds('{self}')"


def _hull(*ends: _End) -> Bounds:
    """Return the smallest interval with all these ends; of two ends at one place the closed one counts."""
    low = min(end.at for end in ends)
    high = max(end.at for end in ends)
    return Bounds(
        low,
        high,
        any(end.closed for end in ends if end.at == low),
        any(end.closed for end in ends if end.at == high),
    )


def shown(value: Decimal, digits: int = 4) -> str:
    """Write a computed number with four significant digits, or all its whole ones."""
    if value.is_infinite():
        return "∞" if value > 0 else "−∞"
    places = max(0, digits - 1 - value.adjusted()) if value else 0
    text = f"{round(value, places):,f}" if places else f"{value.quantize(Decimal(1)):,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")
