"""What a pass over a text yields, and how one word governs two neighbours."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .quantities import Quantity

_OR, _AND = frozenset({"或", "或者"}), frozenset({"、", "和", "与", "及", "以及"})
JOINING = _OR | _AND


@dataclass(slots=True)
class Found:
    """A quantity and where it stands; offsets are slices of the text as given."""

    start: int
    end: int
    quantity: Quantity
    kind: str
    name: str
    verb: str | None
    marked: bool  # a qualifier stands before the number


@dataclass(slots=True)
class Aside:
    """A numeral that is no statistic, and why."""

    start: int
    end: int
    reason: str


def carry(last: Found, found: Found, gap: str) -> None:
    """Let a word that is printed once govern both neighbours: 超30亿元或3亿美元, 分别下降50%、33.3%."""
    one, other = last.quantity, found.quantity
    if last.marked and other.qualifier == "exact" and (gap in _OR or one.unit == other.unit):
        found.quantity, found.marked = replace(other, qualifier=one.qualifier), True
    elif gap in _OR and one.qualifier == "exact" and other.qualifier != "exact" and found.verb is None:
        last.quantity = replace(one, qualifier=other.qualifier)
    if gap in _AND and one.unit == other.unit and found.verb is None and last.verb is not None:
        found.kind, found.verb = last.kind, last.verb
        found.quantity = replace(found.quantity, falls=one.falls)
    elif gap in _AND and not found.kind:
        found.kind = last.kind
