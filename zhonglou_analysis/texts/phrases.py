"""A match of the grammar, read once for all places where the same characters stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..quantities.grammar import STREAK
from ..quantities.phrase import Quantity, read_match
from ..quantities.units import MAGNITUDES, dimension_of
from .context import counted_per

_PARTS = ("before", "place", "minus", "low", "number")


@dataclass(slots=True)
class Phrase:
    """A match of the grammar, read once for all places where the same characters stand."""

    read: Quantity | None
    offset: int  # where the printed phrase begins: behind the verb, except behind 连续, 翻 and 上升…位
    number: int  # where the number begins
    number_end: int
    spelled: bool
    mixed: bool  # spelled out, with an Arabic numeral before: 5至三家, 百分之5
    verb: str | None
    place: str | None
    before: str | None
    bare: bool  # names no unit, not even a magnitude
    plain: bool  # has a unit and no word that needs a second look


def read_phrase(match: re.Match[str]) -> Phrase:
    """Return what a match of the grammar says by itself."""
    verb, place, before, unit, number = match.group("verb", "place", "before", "unit", "number")
    begin = match.start()
    for part in _PARTS:
        offset = match.start(part) - begin
        if offset >= 0:
            break
    read = read_match(match, "")
    unit = unit or None  # behind a spelled-out number the grammar may find an empty one
    spelled = not "0" <= (number or "一")[0] <= "9"
    magnitude = read is not None and read.unit in MAGNITUDES
    return Phrase(
        read,
        0 if verb in (STREAK, "翻") or (verb and unit == "位") else offset,
        (match.start("low") if match["low"] and read is not None else match.start("number")) - begin,
        match.end("number") - begin,
        spelled,
        spelled and (match["low"] is not None or (match["percent"] or "零")[0].isascii()),
        verb,
        place.strip() if place else None,
        before,
        unit is None,
        unit is not None and place is None and unit != "强" and before != "近" and not magnitude,
    )


def per_people(read: Quantity, clause: str) -> Quantity:
    """Return a count per 千人 or 万人 where the clause says so."""
    if dimension_of(read.unit) not in ("count", "people"):
        return read
    per = counted_per(clause)
    return replace(read, unit=f"{read.unit}/{per}") if per else read
