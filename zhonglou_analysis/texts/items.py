"""What a pass over a text yields, and how one word governs two neighbours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from ..quantities.grammar import FALLS, RISES
from ..quantities.phrase import Quantity
from .asides import NO_UNIT
from .context import kind_of

_OR, _AND = frozenset({"或", "或者"}), frozenset({"、", "和", "与", "及", "以及"})
JOINING = _OR | _AND
_VERBS = (*RISES.split(), *FALLS.split())
_FALLS = frozenset(FALLS.split())


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


def share_unit(before: Found | Aside, found: Found, text: str) -> Found | None:
    """Return the number before, with the unit that is printed once for both: 回落2.16和1.66个百分点.

    Parameters
    ----------
    before : Found or Aside
        The neighbour: a number for which no unit was found, or another one.
    found : Found
        The quantity after it; it takes over a fall.
    text : str
        The folded text.
    """
    unit = found.quantity.unit
    if not unit or found.quantity.value is None or text[before.end : found.start] not in JOINING:
        return None
    if isinstance(before, Found):
        if before.quantity.unit or before.quantity.value is None:
            return None
        value, verb = before.quantity.value, before.verb
    elif before.reason == NO_UNIT and before.end - before.start < 12:
        value = Decimal(text[before.start : before.end])
        words = text[max(0, before.start - 3) : before.start]
        verb = next((verb for verb in _VERBS if words.endswith(verb)), None)
    else:
        return None
    falls = found.quantity.falls or (verb is not None and verb in _FALLS)
    if verb is not None and found.verb is None:
        found.verb, found.kind = verb, kind_of(unit, verb, None, "")
        found.quantity = replace(found.quantity, falls=falls)
    name = before.name if isinstance(before, Found) else ""
    return Found(before.start, before.end, Quantity(value, unit, falls=falls), found.kind, name, found.verb, False)
