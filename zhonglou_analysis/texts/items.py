"""What a pass over a text finds, and what is printed once for several members of a list: unit, verb, qualifier."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..quantities.grammar import FALLS, RISES
from ..quantities.phrase import Quantity, stated
from ..quantities.units import dimension_of, magnitude_of
from .asides import NO_UNIT
from .context import kind_of

End = tuple[int, int, Quantity]  # of a range: where it stands, and what it states

_VERBS = (*RISES.split(), *FALLS.split())
_RISES, _FALLS = frozenset([*RISES.split(), "翻"]), frozenset(FALLS.split())
_OR, _AND = frozenset({"或", "或者"}), frozenset({"和", "与", "及", "以及"})
_LISTING = _AND | {"、"}
_JOINING = _OR | _LISTING
# 左右 behind the last number of a list governs all of it; another word only where 和 joins the list.
_GOVERN_BACK = frozenset({"about", "at_least", "at_most"})
_SIGN = re.compile("(?<![0-9%‰点])[-负]$")


@dataclass(slots=True)
class Found:
    """A quantity and where it stands; offsets are slices of the text as given."""

    start: int
    end: int
    quantity: Quantity
    kind: str = ""
    name: str = ""
    verb: str | None = None
    marked: bool = False  # a qualifier stands before the number
    guessed: bool = False  # behind the number stands a magnitude and no unit: 120万
    ends: tuple[End, ...] = ()  # of a range: its low end, with its unit where that is printed, and its high one

    @property
    def direction(self) -> str:
        """Whether the words say that it rises or falls; empty where they say neither."""
        return "fall" if self.quantity.falls else "rise" if self.verb in _RISES else ""


@dataclass(slots=True)
class Aside:
    """A numeral that is no statistic, and why."""

    start: int
    end: int
    reason: str


def share_words(items: Sequence[Found | Aside], last: Found, found: Found, gap: str, text: str) -> None:
    """Let a word that is printed once govern both neighbours: 超30亿元或3亿美元, 分别下降50%、33.3%."""
    if gap not in _JOINING:
        return
    one, other = last.quantity, found.quantity
    if last.marked and other.qualifier == "exact" and (gap in _OR or one.unit == other.unit):
        found.quantity, found.marked = replace(other, qualifier=one.qualifier), True
    elif gap in _OR and one.qualifier == "exact" and other.qualifier != "exact" and found.verb is None:
        last.quantity = replace(one, qualifier=other.qualifier)
    if gap in _LISTING and one.unit == other.unit and found.verb is None and last.verb is not None:
        found.kind, found.verb = last.kind, last.verb
        if last.verb in _FALLS and not other.falls:
            found.quantity = replace(found.quantity, falls=True)
    elif gap in _LISTING and not found.kind:
        found.kind = last.kind
    if not found.marked and found.quantity.qualifier in (_GOVERN_BACK if gap in _AND else ("about",)):
        _govern_back(items, found, text)


def _govern_back(items: Sequence[Found | Aside], found: Found, text: str) -> None:
    """Let a word behind the last number of a list govern those before it: 6%、7%和8%左右."""
    after, word = found, found.quantity.qualifier
    for before in reversed(items):
        if not isinstance(before, Found) or before.quantity.qualifier != "exact":
            return
        if before.quantity.unit != found.quantity.unit or text[before.end : after.start] not in _LISTING:
            return
        before.quantity, after = replace(before.quantity, qualifier=word), before


def share_unit(items: list[Found | Aside], found: Found, text: str) -> None:
    """Give the numbers before, in 35、46和57家, the unit that only the last one has."""
    after, place = found, len(items) - 1
    while place >= 0 and (shared := _shared_unit(items[place], after, text)) is not None:
        items[place] = after = shared
        place -= 1


def _shared_unit(before: Found | Aside, found: Found, text: str) -> Found | None:
    """Return the number before, with the unit that is printed once for both: 回落2.16和1.66个百分点."""
    unit, start = found.quantity.unit, before.start
    if not unit or found.guessed or found.quantity.value is None or text[before.end : found.start] not in _JOINING:
        return None
    if isinstance(before, Found):
        read, verb, name, marked = before.quantity, before.verb, before.name, before.marked
        if read.value is None or (read.unit and not before.guessed):
            return None
        if before.guessed:
            unit = magnitude_of(read.unit) + unit.removeprefix(magnitude_of(unit))
            if not dimension_of(unit):
                return None
        read = stated(str(read.value), unit, read.qualifier, falls=read.falls)
    elif before.reason == NO_UNIT and before.end - start < 12:
        read, name, marked = stated(text[start : before.end], unit), "", False
        words = text[max(0, start - 3) : start]
        verb = next((verb for verb in _VERBS if words.endswith(verb)), None)
        if _SIGN.search(text, max(0, start - 2), start):
            read, start = replace(read, falls=True), start - 1
    else:
        return None
    if verb is not None and found.verb is None:
        found.verb, found.kind = verb, kind_of(unit, verb, None, "")
        if verb in _FALLS and not found.quantity.falls:
            found.quantity = replace(found.quantity, falls=True)
    if found.verb in _FALLS and not read.falls:
        read = replace(read, falls=True)
    return Found(start, before.end, read, found.kind, name, found.verb, marked)
