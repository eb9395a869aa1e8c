"""A draft of ``observations.csv`` from any report's text: adding a report is curation and not typing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..files import COLUMNS
from ..quantities.characters import fold
from ..quantities.grammar import quantity
from ..quantities.phrase import Quantity, parse_quantity
from ..quantities.units import MAGNITUDES
from .items import Found
from .scan import scan
from .tables import line_starts

if TYPE_CHECKING:
    import pandas as pd

DRAFT_COLUMNS = COLUMNS["observations.csv"]


def draft_observations(text: str) -> pd.DataFrame:
    """Return a draft of ``observations.csv``: what the text tells is filled in, the rest is empty.

    Parameters
    ----------
    text : str
        A report's text.

    Returns
    -------
    DataFrame
        The columns of ``observations.csv``, all text, one row per quantity in text order. Filled in are ``printed``,
        ``paragraph``, ``start``, ``end``, ``value``, ``unit`` and ``qualifier``, and ``kind`` where the words tell
        it. A range whose ends are printed with their units makes two rows (1km-5km: at least 1km, at most 5km); another
        range makes one, without a value, and says so in ``note``.

    Examples
    --------
    >>> draft = draft_observations("新增企业超30家，下降1.5%")
    >>> draft[["printed", "start", "value", "qualifier"]].to_numpy().tolist()
    [['超30家', '4', '30', 'at_least'], ['1.5%', '11', '-1.5', 'exact']]
    """
    import pandas as pd

    return pd.DataFrame(draft_rows(text), columns=list(DRAFT_COLUMNS), dtype=object)


def draft_rows(text: str) -> list[tuple[str, ...]]:
    """Return the draft as plain rows of text, in the order of ``DRAFT_COLUMNS``."""
    starts = line_starts(text)
    rows = []
    for item in scan(text):
        if isinstance(item, Found):
            paragraph = bisect_right(starts, item.start)
            line = starts[paragraph - 1]
            for start, end, read, note in _parts(item, text):
                rows.append(_row(read, item.kind, text[start:end], paragraph, start - line, end - line, note))
    return rows


def count_empty(rows: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """Return how many cells of each column a curator has to fill in; columns that may stay empty are left out.

    Examples
    --------
    >>> count_empty(draft_rows("新增企业30家"))["indicator"]
    1
    """
    needed = [column for column in DRAFT_COLUMNS if column not in ("of", "note")]
    places = {column: DRAFT_COLUMNS.index(column) for column in needed}
    empty = dict.fromkeys(needed, 0)
    for row in rows:
        for column, place in places.items():
            empty[column] += not row[place]
    return {column: count for column, count in empty.items() if count}


def _parts(item: Found, text: str) -> Iterator[tuple[int, int, Quantity, str]]:
    """Yield the rows that one quantity makes, with the slice and the note of each."""
    read, printed = item.quantity, text[item.start : item.end]
    if read.value is not None:
        yield item.start, item.end, read, ""
        return
    match = quantity().fullmatch(fold(printed))
    if match is not None and match["low_unit"]:
        low = item.start + match.start("low"), item.start + match.end("low_unit")
        high = item.start + match.start("number"), item.end
        for (start, end), qualifier in ((low, "at_least"), (high, "at_most")):
            end_of_range = parse_quantity(text[start:end].strip())
            yield start, start + len(text[start:end].rstrip()), _with(end_of_range, qualifier, read.falls), ""
        return
    yield item.start, item.end, read, f"range from {read.low} to {read.high}: enter what it asserts"


def _with(read: Quantity, qualifier: str, falls: bool) -> Quantity:
    return Quantity(read.value, read.unit, qualifier, printed=read.printed, falls=falls)


def _row(read: Quantity, kind: str, printed: str, paragraph: int, start: int, end: int, note: str) -> tuple[str, ...]:
    value = "" if read.value is None else f"{'-' if read.falls and read.value else ''}{read.value:f}"
    cells = {
        "kind": kind,
        "qualifier": read.qualifier,
        "value": value,
        "unit": "" if read.unit in MAGNITUDES else read.unit,
        "printed": printed,
        "paragraph": str(paragraph),
        "start": str(start),
        "end": str(end),
        "note": note,
    }
    return tuple(cells.get(column, "") for column in DRAFT_COLUMNS)
