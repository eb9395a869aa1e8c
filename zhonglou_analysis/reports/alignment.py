"""Two readings of one text, side by side: what the data set expects and what the text holds, in text order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import SequenceMatcher

from ..quantities.characters import fold
from ..quantities.phrase import Quantity
from ..quantities.units import base_of, find_unit
from ..texts.scan import Found, line_starts, scan_text
from .report import Report

_SPACE = re.compile(r"\s+")
_NUMERAL = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_AROUND, _SENTENCE = 16, 200  # characters that are looked at
_ZERO = Decimal(0)
# A line break ends a heading or a sentence; at any other place a reader's copy may have wrapped the line.
_KEEPS_BREAK = frozenset('。!?:;.,”")]!')


@dataclass(frozen=True)
class Entry:
    """A numeral or a spelled-out quantity, as the data set or the text has it.

    Parameters
    ----------
    key : str
        The digits, or the characters of a spelled-out number: what both sides are aligned by.
    printed : str
        The phrase, folded and without spaces.
    paragraph, start, end : int
        1-based line and the slice of it: of the source for the data set, of the reader's copy for the text.
    value : Decimal or None
        In base units; None for a numeral that is no quantity.
    unit, qualifier : str
        Base unit and qualifier; empty for a numeral that is no quantity.
    id : str
        Of the observation; empty otherwise.
    around : str
        Of the text only: the words before a quantity in its sentence; a few on both sides of another numeral.
    """

    key: str
    printed: str
    paragraph: int
    start: int
    end: int
    value: Decimal | None = None
    unit: str = ""
    qualifier: str = ""
    id: str = ""
    around: str = ""


def expected_entries(report: Report) -> list[Entry]:
    """Return the observations and the set-aside numerals of a report, in text order."""
    entries = []
    for obs in report.observations.values():
        printed = squeeze(obs.printed)
        known = find_unit(obs.unit)
        value, unit = obs.value * known.factor, known.base_unit
        place = (printed, obs.paragraph, obs.start, obs.end)
        entries.append(Entry(key_of(printed), *place, value, unit, obs.qualifier, obs.id))
    for row in report.set_aside:
        numeral = squeeze(row["numeral"])
        entries.append(Entry(numeral, numeral, int(row["paragraph"]), int(row["start"]), int(row["end"])))
    return sorted(entries, key=lambda entry: (entry.paragraph, entry.start))


def found_entries(text: str) -> list[Entry]:
    """Return the quantities and the set-aside numerals of any copy of the text, in text order.

    Spaces between characters, line breaks inside a sentence and the width of digits and punctuation make no
    difference. A range (1km-5km) makes two entries, at least and at most, as the data set holds it.
    """
    squeezed, places = _squeeze_with_places(text)
    lines = line_starts(text)
    entries: list[Entry] = []
    for item in scan_text(squeezed):
        line = bisect_right(lines, places[item.start])
        printed, start = squeezed[item.start : item.end], places[item.start] - lines[line - 1]
        entry = Entry(key_of(printed), printed, line, start, start + places[item.end - 1] + 1 - places[item.start])
        if isinstance(item, Found):
            words = squeezed[max(0, item.start - _SENTENCE) : item.start]
            sentence = words[max(words.rfind(mark) for mark in "。\n") + 1 :]
            entry = replace(entry, around=sentence)
            for start, end, read in item.ends or ((item.start, item.end, item.quantity),):
                entries.append(_quantity_entry(entry, squeezed[start:end], read))
        else:
            around = squeezed[max(0, item.start - _AROUND) : item.end + _AROUND]
            entries.append(replace(entry, around=around))
    return entries


def _quantity_entry(entry: Entry, printed: str, read: Quantity) -> Entry:
    unit, factor = base_of(read.unit)
    value = (read.signed or _ZERO) * factor
    return replace(entry, key=key_of(printed), value=value, unit=unit, qualifier=read.qualifier)


def align(expected: list[Entry], found: list[Entry]) -> Iterator[tuple[Entry | None, Entry | None]]:
    """Yield the pairs of two readings in text order; an entry without a partner comes with None."""
    matcher = SequenceMatcher(None, [e.key for e in expected], [f.key for f in found], autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        ours, theirs = expected[a:b], found[c:d]
        if len(ours) == len(theirs):
            yield from zip(ours, theirs, strict=True)
        else:
            yield from ((entry, None) for entry in ours)
            yield from ((None, entry) for entry in theirs)


def key_of(printed: str) -> str:
    """Return the digits of a phrase; of a spelled-out one, all of it."""
    found = _NUMERAL.search(printed)
    return found.group() if found else printed


def squeeze(text: str) -> str:
    """Return a phrase folded and without spaces."""
    return _SPACE.sub("", fold(text))


def _squeeze_with_places(text: str) -> tuple[str, list[int]]:
    """Return the text folded, without spaces and the breaks of wrapped lines, and where each character stood."""
    folded = fold(text)
    characters: list[str] = []
    places: list[int] = []
    broken = -1  # where a line break stands that has not been passed on
    for place, character in enumerate(folded):
        if character.isspace():
            broken = place if character in "\n\r" else broken
            continue
        if broken >= 0 and characters and characters[-1] in _KEEPS_BREAK and not _splits_number(characters, character):
            characters.append("\n")
            places.append(broken)
        broken = -1
        characters.append(character)
        places.append(place)
    return "".join(characters), places


def _splits_number(characters: list[str], character: str) -> bool:
    """Return whether a line break stands inside a number: behind the point of 15.6, or a colon of 0.2:31.9."""
    return character.isdecimal() and len(characters) > 1 and characters[-2].isdecimal()
