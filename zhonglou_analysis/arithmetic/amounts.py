"""A value with its bounds: a formula is written once and computes both."""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from ..quantities.interval import Bounds

Factors = dict[Hashable, tuple[Bounds, int]]  # what a number is a product of: its bounds and its power, by what it is


@dataclass(frozen=True)
class Amount:
    """A value with its bounds: a formula is written once and computes both.

    ``factors`` are what it is a product of, so that what is multiplied and divided by counts for nothing: a part of a
    floor, over that floor, is as sure as its share.
    """

    value: Decimal
    bounds: Bounds
    factors: Factors = field(default_factory=dict, compare=False)

    def __add__(self, other: Amount | Decimal | int) -> Amount:
        return self._both(operator.add, other)

    def __sub__(self, other: Amount | Decimal | int) -> Amount:
        return self._both(operator.sub, other)

    def __mul__(self, other: Amount | Decimal | int) -> Amount:
        return self._product(operator.mul, other, 1)

    def __truediv__(self, other: Amount | Decimal | int) -> Amount:
        return self._product(operator.truediv, other, -1)

    def power(self, exponent: Decimal) -> Amount:
        """Return a power of a number above zero; nothing below zero belongs to it, whatever its rounding."""
        low, high = max(self.bounds.low, Decimal(0)), self.bounds.high
        positive = Bounds(low, high, self.bounds.low_closed and low > 0, self.bounds.high_closed)
        return Amount(self.value**exponent, positive.power(exponent))

    def _both(self, operation: Callable[[Any, Any], Any], other: Amount | Decimal | int) -> Amount:
        with_ = other if isinstance(other, Amount) else exact(other)
        return Amount(operation(self.value, with_.value), operation(self.bounds, with_.bounds))

    def _product(self, operation: Callable[[Any, Any], Any], other: Amount | Decimal | int, sign: int) -> Amount:
        with_ = other if isinstance(other, Amount) else exact(other)
        found, factors, cancels = self._both(operation, with_), dict(self._own), False
        for what, (bounds, power) in with_._own.items():
            before = factors.pop(what, (bounds, 0))[1]
            cancels = cancels or before * sign * power < 0
            if before + sign * power:
                factors[what] = (bounds, before + sign * power)
        if not cancels:
            return replace(found, factors=factors)
        left = Bounds.exact(Decimal(1))
        for bounds, power in factors.values():
            for _ in range(abs(power)):
                left = left * bounds if power > 0 else left / bounds
        return replace(found, bounds=left, factors=factors)

    @property
    def _own(self) -> Factors:
        return self.factors or {object(): (self.bounds, 1)}


def exact(value: Decimal | int) -> Amount:
    """Return a number that is known to the last digit."""
    return Amount(Decimal(value), Bounds.exact(Decimal(value)))
