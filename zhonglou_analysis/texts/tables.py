"""A report's text → its quantities, one row each, and the numerals that are none, each with the reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING

from ..quantities.phrase import Quantity
from ..quantities.units import MAGNITUDES, find_unit
from .context import RISING
from .items import Aside, Found
from .scan import scan

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "start", "end", "printed", "value", "unit", "low", "high", "qualifier", "kind", "direction", "paragraph", "name",
    "printed_value", "printed_unit",
)  # fmt: skip
ASIDE_COLUMNS = ("numeral", "paragraph", "start", "end", "reason")

_LINE_END = re.compile(r"\r\n|\r|\n")


def extract_quantities(text: str) -> pd.DataFrame:
    """Return every quantity that a text states, in text order.

    Parameters
    ----------
    text : str
        Any text; made for the work reports of Chinese governments. Nothing in it can make this raise.

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
            ``level``, ``growth_rate``, ``share``, ``rate``, ``change``, ``rank`` or ``streak``; empty where the
            words do not tell.
        ``direction``
            ``rise`` or ``fall`` where a verb says so, else empty.
        ``paragraph``
            1-based line of the text.
        ``name``
            The words before it in its clause: a candidate for the indicator's name.
        ``printed_value``, ``printed_unit``
            The number as printed (a decimal; None for a range; falls negative) in the unit as printed.

    Examples
    --------
    >>> found = extract_quantities("新增企业超3万户，下降1.5%")
    >>> found[["printed", "value", "unit", "qualifier", "direction"]].to_numpy().tolist()
    [['超3万户', 30000.0, '户', 'at_least', ''], ['1.5%', -1.5, '%', 'exact', 'fall']]
    """
    import pandas as pd

    starts = line_starts(text)
    based: dict[int, tuple[float, str, float, float, Decimal | None]] = {}  # equal phrases share one Quantity
    rows = []
    for item in scan(text):
        if isinstance(item, Found):
            quantity, start, end = item.quantity, item.start, item.end
            in_base = based.get(id(quantity))
            if in_base is None:
                in_base = based[id(quantity)] = _in_base(quantity)
            value, unit, low, high, printed_value = in_base
            rows.append((
                start, end, text[start:end], value, unit, low, high, quantity.qualifier, item.kind, direction_of(item),
                bisect_right(starts, start), item.name, printed_value, quantity.unit,
            ))  # fmt: skip
    return pd.DataFrame(dict(zip(COLUMNS, zip(*rows, strict=True), strict=True)) if rows else _empty(COLUMNS))


def set_aside_numerals(text: str) -> pd.DataFrame:
    """Return every Arabic numeral of a text that is no quantity, with the reason.

    Parameters
    ----------
    text : str
        Any text.

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

    starts = line_starts(text)
    rows = [
        (text[item.start : item.end], bisect_right(starts, item.start), item.start, item.end, item.reason)
        for item in scan(text)
        if isinstance(item, Aside)
    ]
    return pd.DataFrame(
        dict(zip(ASIDE_COLUMNS, zip(*rows, strict=True), strict=True)) if rows else _empty(ASIDE_COLUMNS)
    )


def line_starts(text: str) -> list[int]:
    r"""Return where each line of a text begins.

    Examples
    --------
    >>> line_starts("甲\r\n乙")
    [0, 3]
    """
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def direction_of(item: Found) -> str:
    """Return whether the words say that a quantity rises or falls; empty where they say neither."""
    if item.quantity.falls:
        return "fall"
    return "rise" if item.verb in RISING else ""


def _in_base(quantity: Quantity) -> tuple[float, str, float, float, Decimal | None]:
    """Return value, unit, low and high in base units, and the signed value as printed."""
    if quantity.unit in MAGNITUDES:
        factor, unit = MAGNITUDES[quantity.unit], ""
    elif quantity.unit:
        known = find_unit(quantity.unit)
        factor, unit = known.factor, known.base_unit
    else:
        factor, unit = Decimal(1), ""
    bounds = quantity.bounds
    low, high = float(bounds.low * factor), float(bounds.high * factor)
    if quantity.value is None:
        return float("nan"), unit, low, high, None
    value = -quantity.value if quantity.falls else quantity.value
    return float(value * factor), unit, low, high, value


def _empty(columns: tuple[str, ...]) -> dict[str, list[object]]:
    return {column: [] for column in columns}
