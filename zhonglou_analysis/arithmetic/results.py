"""What arithmetic on printed numbers gives: a value, what the words allow, and what it was computed from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..quantities.interval import Bounds, shown

# Below this no such result can lie, so an open end there bounds nothing: a level or a share is above zero, and
# nothing falls by more than 100 %. A difference has no such end.
_NATURAL_FLOORS = {"growth": Decimal(-100), "required_growth": Decimal(-100), "difference": None, "target_gap": None}


@dataclass(frozen=True, repr=False)
class Result:
    """What arithmetic on printed numbers gives.

    Parameters
    ----------
    what : str
        The operation: ``share``, ``growth``, ``implied_base``, ``implied_part`` …
    value : Decimal
        From the numbers as printed, in ``unit``.
    bounds : Bounds
        What the words behind the operands allow.
    unit : str
        Of ``value`` and ``bounds``.
    operands : tuple of str
        Ids of the observations; a plain number is written out.
    because : str
        Why unlike operands were put together; empty where they are alike.
    basis : str
        Whose prices the value is in, where that is not plain from the operands.
    """

    what: str
    value: Decimal
    bounds: Bounds
    unit: str
    operands: tuple[str, ...] = ()
    because: str = ""
    basis: str = ""

    @property
    def low(self) -> Decimal:
        """Lower end of the bounds."""
        return self.bounds.low

    @property
    def high(self) -> Decimal:
        """Upper end of the bounds."""
        return self.bounds.high

    @property
    def reading(self) -> str:
        """What the bounds allow to say, in words."""
        # A quotient of two floors runs from an open natural floor to infinity: nothing else is known of it.
        if self.bounds.high.is_infinite() and (self.bounds.low.is_infinite() or self._at_natural_floor):
            return "indicative, bounded on neither side"
        if self.bounds.high.is_infinite():
            return f"at least {shown(self.low)}"
        if self.bounds.low.is_infinite() or self._at_natural_floor:
            return f"at most {shown(self.high)}"
        return f"{shown(self.low)} to {shown(self.high)}"

    @property
    def _at_natural_floor(self) -> bool:
        return self.bounds.low == _NATURAL_FLOORS.get(self.what, Decimal(0)) and not self.bounds.low_closed

    def __repr__(self) -> str:
        reason = f"; because {self.because}" if self.because else ""
        of = ", ".join(self.operands)
        basis = f" {self.basis}" if self.basis else ""
        return f"{self.what}: {shown(self.value)} {self.unit}{basis} ({self.reading}) from {of}{reason}"
