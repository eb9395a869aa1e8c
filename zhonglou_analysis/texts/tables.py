"""A report's text → its tables: quantities, numerals set aside, and a draft of ``observations.csv``, of one or many."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..datapackage import columns_of
from ..errors import ZhonglouError
from ..quantities.phrase import Quantity
from ..quantities.units import MAGNITUDES, base_of, learn_units
from .items import Aside, Found
from .naming import name_items
from .processes import over_processes
from .reading import read_report
from .scan import line_starts, scan_text

if TYPE_CHECKING:
    import pandas as pd

DRAFT_COLUMNS = columns_of("observations.csv")
PANEL_COLUMNS = ("file", *DRAFT_COLUMNS)
_EMPTY_ROW = dict.fromkeys(DRAFT_COLUMNS, "")
Rows = list[tuple[str, ...]]


def extract_quantities(text: str, own_units: Collection[str] = ()) -> pd.DataFrame:
    """Return every quantity that a text states, in text order.

    Parameters
    ----------
    text : str
        Any text; made for the work reports of Chinese governments. Nothing in it can make this raise. Of a file,
        :func:`read_report` returns it with a paragraph a line, however its lines are broken.
    own_units : collection of str
        Units that a data folder adds to ``units.csv``: ``load_report(folder).own_units``.

    Returns
    -------
    DataFrame
        One row per quantity:

        ``start``, ``end``, ``printed``
            ``text[start:end]`` is ``printed``, the phrase with its qualifier and unit, without its verb.
        ``value``, ``unit``
            In base units, as float (890亿元 is 89 000 000 000 元); falls are negative. A range has no value (NaN). A
            member of a ratio has unit ``%`` where the words say shares; otherwise no unit is printed, and it
            is empty.
        ``low``, ``high``
            The interval that the words assert, in base units; infinite where they bound nothing. For a range its
            two printed ends.
        ``qualifier``
            ``exact``, ``at_least``, ``at_most``, ``about``, ``nearly`` or ``slightly_over``.
        ``kind``
            ``level``, ``growth_rate``, ``average_growth_rate``, ``share``, ``rate``, ``change``, ``rank`` or
            ``streak``; empty where the words do not tell.
        ``direction``
            ``rise`` or ``fall`` where a verb says so, else empty.
        ``paragraph``
            1-based line of the text.
        ``name``
            The words before it in its clause: a candidate for the indicator's name.
        ``printed_value``, ``printed_unit``
            The number as printed (a decimal; None for a range; falls negative) in the unit as printed.
        ``indicator``, ``status``, ``period``
            Proposals: an id of ``vocabulary.csv`` where the words name one and nothing else; ``actual``, ``estimate``
            or ``target``, and the year, by the words and the section. Empty where the text does not tell.

    Examples
    --------
    >>> found = extract_quantities("新增企业超3万户，下降1.5%")
    >>> found[["printed", "value", "unit", "qualifier", "direction"]].to_numpy().tolist()
    [['超3万户', 30000.0, '户', 'at_least', ''], ['1.5%', -1.5, '%', 'exact', 'fall']]
    """
    import pandas as pd

    items = scan_text(text, frozenset(own_units))
    found = [item for item in items if isinstance(item, Found)]
    starts, named = line_starts(text), name_items(text, items)
    quantities = [item.quantity for item in found]
    shared = {id(quantity): quantity for quantity in quantities}  # equal phrases share one
    in_base = {key: in_base_units(quantity) for key, quantity in shared.items()}
    read = [in_base[id(quantity)] for quantity in quantities]
    return pd.DataFrame(
        {
            "start": [item.start for item in found],
            "end": [item.end for item in found],
            "printed": [text[item.start : item.end] for item in found],
            "value": [value for value, _, _, _ in read],
            "unit": [unit for _, unit, _, _ in read],
            "low": [low for _, _, low, _ in read],
            "high": [high for _, _, _, high in read],
            "qualifier": [quantity.qualifier for quantity in quantities],
            "kind": [about.kind for about in named],
            "direction": [item.direction for item in found],
            "paragraph": [bisect_right(starts, item.start) for item in found],
            "name": [item.name for item in found],
            "printed_value": [quantity.signed for quantity in quantities],
            "printed_unit": [quantity.unit for quantity in quantities],
            "indicator": [about.indicator for about in named],
            "status": [about.status for about in named],
            "period": [about.period for about in named],
        }
    )


def set_aside_numerals(text: str, own_units: Collection[str] = ()) -> pd.DataFrame:
    """Return every Arabic numeral of a text that is no quantity, with the reason.

    Parameters
    ----------
    text : str
        Any text.
    own_units : collection of str
        Units that a data folder adds to ``units.csv``: ``load_report(folder).own_units``.

    Returns
    -------
    DataFrame
        Columns ``numeral``, ``paragraph`` (1-based line), ``start``, ``end`` (a slice of the text) and ``reason``. A
        numeral of the text lies in a row of this table or of :func:`extract_quantities`.

    Examples
    --------
    >>> set_aside_numerals("2031年建成5G基站40座")[["numeral", "reason"]].to_numpy().tolist()
    [['2031', '日期或年份 / date or year'], ['5', '名称的一部分 / part of a name']]
    """
    import pandas as pd

    asides = [item for item in scan_text(text, frozenset(own_units)) if isinstance(item, Aside)]
    starts = line_starts(text)
    return pd.DataFrame(
        {
            "numeral": [text[item.start : item.end] for item in asides],
            "paragraph": [bisect_right(starts, item.start) for item in asides],
            "start": [item.start for item in asides],
            "end": [item.end for item in asides],
            "reason": [item.reason for item in asides],
        }
    )


def draft_observations(text: str, own_units: Collection[str] = ()) -> pd.DataFrame:
    """Return a draft of ``observations.csv``: what the text tells is filled in, the rest is empty.

    Parameters
    ----------
    text : str
        A report's text.
    own_units : collection of str
        Units that a data folder adds to ``units.csv``: ``load_report(folder).own_units``.

    Returns
    -------
    DataFrame
        The columns of ``observations.csv``, all text, one row per quantity in text order. Filled in are ``printed``,
        ``paragraph``, ``start``, ``end``, ``value``, ``unit`` and ``qualifier``, and ``kind`` where the words tell
        it. A range makes two rows, as a data set holds it: 1km-5km is at least 1km and at most 5km, 6-8亿元 at least 6
        and at most 8亿元.

    Examples
    --------
    >>> draft = draft_observations("新增企业超30家，下降1.5%")
    >>> draft[["printed", "start", "value", "qualifier"]].to_numpy().tolist()
    [['超30家', '4', '30', 'at_least'], ['1.5%', '11', '-1.5', 'exact']]
    """
    import pandas as pd

    return pd.DataFrame(draft_rows(text, own_units), columns=list(DRAFT_COLUMNS), dtype=object)


def draft_rows(text: str, own_units: Collection[str] = ()) -> list[tuple[str, ...]]:
    """Return the draft as plain rows of text, in the order of ``DRAFT_COLUMNS``."""
    starts = line_starts(text)
    rows = []
    for item in scan_text(text, frozenset(own_units)):
        if isinstance(item, Found):
            paragraph = bisect_right(starts, item.start)
            line = starts[paragraph - 1]
            for start, end, read in item.ends or ((item.start, item.end, item.quantity),):
                rows.append(_row(read, item.kind, text[start:end], paragraph, start - line, end - line))
    return rows


def draft_rows_with(units: Sequence[Mapping[str, str]], text: str) -> Rows:
    """Return the draft where the rows of a folder's ``units.csv`` add units, in whatever process it is made."""
    return draft_rows(text, learn_units(units))


def count_empty(rows: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """Return how many cells of each column a curator has to fill in; columns that may stay empty are left out."""
    needed = [column for column in DRAFT_COLUMNS if column not in ("of", "note")]
    places = {column: DRAFT_COLUMNS.index(column) for column in needed}
    empty = dict.fromkeys(needed, 0)
    for row in rows:
        for column, place in places.items():
            empty[column] += not row[place]
    return {column: count for column, count in empty.items() if count}


def extract_each(
    paths: Sequence[str | Path], workers: int = 2, rows_of: Callable[[str], Rows] = draft_rows
) -> Generator[tuple[str | Path, Rows | ZhonglouError], None, None]:
    """Yield each file with the rows of its text behind its name, or with the error that says why it has none.

    The files come in the order of ``paths``, each as soon as it is done: a panel of any size can be written on the
    way, without holding it in memory. By default the rows are those of a draft (``PANEL_COLUMNS``).
    """
    names, read = [str(path) for path in paths], partial(_read_rows, rows_of)
    if workers <= 1 or len(names) < 2:
        yield from zip(paths, map(read, names), strict=True)
    else:
        with closing(over_processes(read, names, workers)) as found:
            yield from zip(paths, found, strict=True)


def _read_rows(rows_of: Callable[[str], Rows], name: str) -> Rows | ZhonglouError:
    try:
        return [(name, *row) for row in rows_of(read_report(name))]
    except ZhonglouError as error:
        return type(error)(error.message)


def in_base_units(quantity: Quantity) -> tuple[float, str, float, float]:
    """Return value, unit, low and high in base units."""
    unit, factor = base_of(quantity.unit)
    bounds, value = quantity.bounds, quantity.signed
    number = float("nan") if value is None else float(value * factor)
    return number, unit, float(bounds.low * factor), float(bounds.high * factor)


def _row(read: Quantity, kind: str, printed: str, paragraph: int, start: int, end: int) -> tuple[str, ...]:
    value = "" if read.signed is None else f"{read.signed + 0:f}"
    cells = _EMPTY_ROW | {
        "kind": kind,
        "qualifier": read.qualifier,
        "value": value,
        "unit": "" if read.unit in MAGNITUDES else read.unit,
        "printed": printed,
        "paragraph": str(paragraph),
        "start": str(start),
        "end": str(end),
    }
    return tuple(cells.values())
