"""The data set held against the report's text: what no row holds, what the text does not hold, what disagrees.

Two readings are laid side by side in text order, what the data set expects and what the text holds.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ..quantities.characters import fold
from ..quantities.phrase import Quantity
from ..quantities.units import base_of, find_unit
from ..texts.items import Found
from ..texts.scan import line_starts, scan_text
from .report import Report, load_report
from .spans import Span, begins, leads, span_before

if TYPE_CHECKING:
    import pandas as pd

FINDING_COLUMNS = ("finding", "paragraph", "printed", "id", "column", "expected", "found")
Row = tuple[str, int, str, str, str, str, str]

_SPACE = re.compile(r"\s+")
_NUMERAL = re.compile(r"[0-9]+(?:\.[0-9]+)*")
# 比2002年 and 是2002年的2倍 only compare, 从2002年 only begins.
_YEAR = re.compile(r"(?<![比较从由自])((?:19|20)[0-9]{2})年(?!的?[0-9.]+倍)")
_AROUND, _SENTENCE = 16, 200  # characters that are looked at
_ZERO = Decimal(0)
# A line break ends a heading or a sentence; at any other place a reader's copy may have wrapped the line.
_KEEPS_BREAK = frozenset('。!?:;.,”")]!')


def audit(text: str, report: Report | None = None) -> pd.DataFrame:
    """Return where a data set and a copy of its report's text do not agree; no row where they do.

    Parameters
    ----------
    text : str
        The report's text, in any line breaks and with half- or full-width punctuation and digits.
    report : Report, optional
        The data set; by default the packaged one.

    Returns
    -------
    DataFrame
        ``finding``
            ``unaccounted``: a number of the text that no row holds; ``missing``: a row that the text does not hold;
            ``disagrees``. What waits in ``uncurated.csv`` is no finding.
        ``paragraph``, ``printed``, ``id``
            Of the row; of the copy for what is unaccounted. Set-aside numerals have no id.
        ``column``, ``expected``, ``found``
            What disagrees (``value``, ``unit``, ``qualifier``, ``period``, ``start`` or ``numeral``), by the
            data set and in the text. Where a paragraph is the source's to the letter, the place of its rows is
            checked too.

    Examples
    --------
    >>> len(audit("")) == len(load_report().observations) + len(load_report().set_aside)
    True
    """
    import pandas as pd

    report = report or load_report()
    expected, found = _expected(report), _found(text, report.own_units, int(report.year))
    if not report.set_aside:  # a new report's numerals are not set aside yet
        found = [entry for entry in found if entry.value is not None]
    rows: list[Row] = []
    for ours, theirs in _align(expected, found):
        if ours is not None and not ours.curated:
            continue
        if theirs is None and ours is not None:
            rows.append(("missing", ours.paragraph, ours.printed, ours.id, "", ours.printed, ""))
        elif ours is None and theirs is not None:
            rows.append(("unaccounted", theirs.paragraph, theirs.printed, "", "", "", theirs.printed))
        elif ours is not None and theirs is not None:
            rows += _differences(ours, theirs)
            rows += _wrong_periods(ours, theirs, report)
    rows += _misplaced(expected, text, report)
    return pd.DataFrame(rows, columns=list(FINDING_COLUMNS))


def paragraphs_to_the_letter(text: str, report: Report | None = None) -> list[int]:
    """Return which paragraphs of the source stand in this copy letter by letter, spaces aside."""
    return sorted(_lines_of_paragraphs(text, report or load_report()))


def _differences(ours: _Entry, theirs: _Entry) -> Iterator[Row]:
    """Yield what two partners disagree in."""
    place = ("disagrees", ours.paragraph, ours.printed, ours.id)
    if not ours.id:  # a curator may set aside what reads like a quantity, and the other way round
        if ours.key != theirs.key:
            yield (*place, "numeral", ours.key, theirs.printed)
    elif theirs.value is None:
        if ours.printed not in theirs.around:
            yield (*place, "value", ours.printed, theirs.printed)
    else:
        if ours.value != theirs.value:
            yield (*place, "value", _written(ours), _written(theirs))
        if theirs.unit not in ("", ours.unit, ours.unit.partition("/")[0]):
            yield (*place, "unit", ours.unit, theirs.unit)
        if ours.qualifier != theirs.qualifier:
            yield (*place, "qualifier", ours.qualifier, theirs.qualifier)


def _written(entry: _Entry) -> str:
    return "" if entry.value is None else f"{entry.value.normalize():f}{entry.unit}"


def _wrong_periods(ours: _Entry, theirs: _Entry, report: Report) -> Iterator[Row]:
    """Yield a period that is neither the year named last before the number in its sentence nor the report's own."""
    if not ours.id or theirs.value is None:
        return
    obs = report.observations[ours.id]
    place = ("disagrees", ours.paragraph, ours.printed, ours.id)
    own = str(int(report.year) + 1) if obs.status == "target" else report.year
    began = begins(theirs.lead, theirs.span)
    if began is not None:  # 从3万吨增加到4万吨: from any year so far, where none is told
        allowed = [began or min(obs.period, report.year)]
    else:
        named = _YEAR.findall(theirs.around)
        allowed = [named[-1] if named and (named[-1] > report.year) == (obs.status == "target") else own]
        if obs.kind == "average_growth_rate" and theirs.span:
            allowed.append(str(theirs.span.last))
    if obs.period and obs.period not in allowed:
        yield (*place, "period", obs.period, allowed[0])


def _misplaced(expected: list[_Entry], text: str, report: Report) -> Iterator[Row]:
    """Yield rows whose slice of a paragraph is not their phrase, where the paragraph is the source's to the letter."""
    exact = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() == report.source.get("sha256")
    lines = _lines_of_paragraphs(text, report)
    for entry in filter(lambda entry: entry.curated, expected):
        line = lines.get(entry.paragraph, "" if exact else None)
        if line is None or _squeeze(line[entry.start : entry.end]) == entry.printed:
            continue
        if exact or not _SPACE.search(line):  # with spaces of its own, a copy's slices are its own too
            place = f"[{entry.start}:{entry.end}]"
            held = f"{place} is {line[entry.start : entry.end]!r}"
            yield ("disagrees", entry.paragraph, entry.printed, entry.id, "start", place, held)


def _lines_of_paragraphs(text: str, report: Report) -> dict[int, str]:
    """Return the lines of this copy that are paragraphs of the source to the letter, by paragraph."""
    hashes = report.source.get("paragraphs_sha256") or []
    by_hash: dict[str, str] = {}
    for line in text.splitlines():
        letters = _SPACE.sub("", line)
        if letters:
            by_hash.setdefault(hashlib.sha256(letters.encode("utf-8", "replace")).hexdigest(), line)
    return {number: by_hash[hash_] for number, hash_ in enumerate(hashes, start=1) if hash_ in by_hash}


# --- the two readings -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Entry:
    """A numeral or a spelled-out quantity, as the data set or the text has it."""

    key: str  # its digits, or the characters of a spelled-out number: what both sides are aligned by
    printed: str  # folded and without spaces
    paragraph: int  # of the source for the data set, of the reader's copy for the text
    start: int = 0  # of the source, for the data set
    end: int = 0
    value: Decimal | None = None  # in base units; None for a numeral that is no quantity
    unit: str = ""
    qualifier: str = ""
    id: str = ""
    curated: bool = True  # False for a quantity that waits for a person: accounted for, and held against nothing
    lead: str = ""  # of the text: the words before the list that a quantity stands in
    span: Span | None = None  # of the text: the years that its paragraph is about
    around: str = ""  # of the text: the words before a quantity in its sentence, a few on both sides of a numeral


def _expected(report: Report) -> list[_Entry]:
    """Return the observations and the set-aside numerals of a report, in text order."""
    entries = []
    for obs in report.observations.values():
        printed = _squeeze(obs.printed)
        known = find_unit(obs.unit)
        value, unit = obs.value * known.factor, known.base_unit
        place = (printed, obs.paragraph, obs.start, obs.end)
        entries.append(_Entry(_key(printed), *place, value, unit, obs.qualifier, obs.id))
    for row in report.set_aside:
        numeral = _squeeze(row["numeral"])
        entries.append(_Entry(numeral, numeral, int(row["paragraph"]), int(row["start"]), int(row["end"])))
    for row in report.uncurated:
        printed = _squeeze(row["printed"])
        at = (int(row["paragraph"]), int(row["start"]), int(row["end"]))
        keys = _NUMERAL.findall(printed) if not row["value"] else []  # a range has no value and two ends
        for key in (keys[0], keys[-1]) if len(keys) > 1 else (_key(printed),):
            entries.append(_Entry(key, printed, *at, curated=False))
    return sorted(entries, key=lambda entry: (entry.paragraph, entry.start))


def _found(text: str, own_units: frozenset[str], year: int) -> list[_Entry]:
    """Return the quantities and the set-aside numerals of any copy of the text, in text order.

    Spaces, line breaks inside a sentence and the width of characters make no difference; a range makes two entries.
    """
    squeezed, places = _squeeze_with_places(text)
    lines = line_starts(text)
    entries: list[_Entry] = []
    items = scan_text(squeezed, own_units)
    lead_of = iter(leads(squeezed, [item for item in items if isinstance(item, Found)]))
    for item in items:
        line = bisect_right(lines, places[item.start])
        printed = squeezed[item.start : item.end]
        entry = _Entry(_key(printed), printed, line)
        if isinstance(item, Found):
            words = squeezed[max(0, item.start - _SENTENCE) : item.start]
            sentence = words[max(words.rfind(mark) for mark in "。\n") + 1 :]
            span = span_before(squeezed, item.start, year)
            entry = replace(entry, around=sentence, lead=next(lead_of), span=span)
            for start, end, read in item.ends or ((item.start, item.end, item.quantity),):
                entries.append(_quantity_entry(entry, squeezed[start:end], read))
        else:
            around = squeezed[max(0, item.start - _AROUND) : item.end + _AROUND]
            entries.append(replace(entry, around=around))
    return entries


def _quantity_entry(entry: _Entry, printed: str, read: Quantity) -> _Entry:
    unit, factor = base_of(read.unit)
    value = (read.signed or _ZERO) * factor
    return replace(entry, key=_key(printed), value=value, unit=unit, qualifier=read.qualifier)


def _align(expected: list[_Entry], found: list[_Entry]) -> Iterator[tuple[_Entry | None, _Entry | None]]:
    """Yield the pairs of two readings in text order; an entry without a partner comes with None."""
    matcher = SequenceMatcher(None, [e.key for e in expected], [f.key for f in found], autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        ours, theirs = expected[a:b], found[c:d]
        if len(ours) == len(theirs):
            yield from zip(ours, theirs, strict=True)
        else:
            yield from ((entry, None) for entry in ours)
            yield from ((None, entry) for entry in theirs)


def _key(printed: str) -> str:
    """Return the digits of a phrase; of a spelled-out one, all of it."""
    found = _NUMERAL.search(printed)
    return found.group() if found else printed


def _squeeze(text: str) -> str:
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
