"""The data set held against the report's text: what no row holds, what the text does not hold, what disagrees."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .alignment import Entry, align, expected_entries, found_entries, squeeze
from .report import Report, load_report

if TYPE_CHECKING:
    import pandas as pd

FINDING_COLUMNS = ("finding", "paragraph", "printed", "id", "column", "expected", "found")

_SPACE = re.compile(r"\s+")
_YEAR = re.compile(r"(20[0-9]{2})年")
_YEAR_OF_ID = re.compile(r"_([0-9]{4})(?:_|$)")
Row = tuple[str, int, str, str, str, str, str]


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
            ``disagrees``.
        ``paragraph``, ``printed``, ``id``
            Of the row; of the copy for what is unaccounted. Set-aside numerals have no id.
        ``column``, ``expected``, ``found``
            What disagrees (``value``, ``unit``, ``qualifier``, ``period``, ``start``, ``id`` or ``numeral``), by the
            data set and in the text. Where a paragraph is the source's to the letter, the place of its rows is
            checked too.

    Examples
    --------
    >>> len(audit("")) == len(load_report().observations) + len(load_report().set_aside)
    True
    """
    import pandas as pd

    report = report or load_report()
    expected, found = expected_entries(report), found_entries(text)
    if not report.set_aside:  # a new report's numerals are not set aside yet
        found = [entry for entry in found if entry.value is not None]
    rows: list[Row] = []
    for ours, theirs in align(expected, found):
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
    """Return which paragraphs of the source stand in this copy letter by letter, spaces aside.

    Parameters
    ----------
    text : str
        A copy of the report's text.
    report : Report, optional
        With the paragraph hashes of ``source.json``; by default the packaged one.

    Examples
    --------
    >>> paragraphs_to_the_letter("政府工作报告")
    []
    """
    return sorted(_lines_of_paragraphs(text, report or load_report()))


def _differences(ours: Entry, theirs: Entry) -> Iterator[Row]:
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


def _written(entry: Entry) -> str:
    return "" if entry.value is None else f"{entry.value.normalize():f}{entry.unit}"


def _wrong_periods(ours: Entry, theirs: Entry, report: Report) -> Iterator[Row]:
    """Yield a period that is neither the year named last before the number in its sentence nor the report's own."""
    if not ours.id or theirs.value is None:
        return
    obs = report.observations[ours.id]
    place = ("disagrees", ours.paragraph, ours.printed, ours.id)
    named = _YEAR.findall(theirs.around)
    own = str(int(report.year) + 1) if obs.status == "target" else report.year
    stated = named[-1] if named and (named[-1] > report.year) == (obs.status == "target") else own
    if obs.period and obs.period != stated:
        yield (*place, "period", obs.period, stated)
    in_id = _YEAR_OF_ID.search(ours.id)
    if in_id and obs.period and in_id[1] != obs.period:
        yield (*place, "id", in_id[1], obs.period)


def _misplaced(expected: list[Entry], text: str, report: Report) -> Iterator[Row]:
    """Yield rows whose slice of a paragraph is not their phrase, where the paragraph is the source's to the letter."""
    exact = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() == report.source.get("sha256")
    lines = _lines_of_paragraphs(text, report)
    for entry in expected:
        line = lines.get(entry.paragraph, "" if exact else None)
        if line is None or squeeze(line[entry.start : entry.end]) == entry.printed:
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
