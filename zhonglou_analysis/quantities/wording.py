"""Numbers written for a reader, in Chinese and in English.

A Chinese reader gets the report's own unit (``890亿元以上``); an English reader gets thousands, millions and
billions with the digits that are printed and no more (``at least CN¥89.0 billion``).
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from ..errors import InputError
from .grammar import FALLS
from .interval import Bounds, shown
from .lexicon import CELLS, HEADINGS, QUALIFIERS
from .units import find_unit

if TYPE_CHECKING:
    import pandas as pd

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")

_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_CURRENCIES = {"money_cny": "CN¥", "money_usd": "US$"}
_MINUS = "\N{MINUS SIGN}"
# Not strftime: a process may have set another locale.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_FULL_WIDTH = {",": "\uff0c", ";": "\uff1b", ":": "\uff1a", "(": "\uff08", ")": "\uff09", "?": "\uff1f", "!": "\uff01"}
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_HALF_WIDTH = re.compile(r"https?://[!-~]+|(?<!\d)[,:]|[,:](?!\d)|[;()?!]")
_PRINTED_DIGITS = 6
_SAYS_FALL = re.compile("|".join((*FALLS.split(), "^[-负−]")))
_SIGNED = ("growth_rate", "average_growth_rate", "change")


def check_lang(lang: str) -> None:
    """Raise an error unless ``lang`` is one of the two languages of the package."""
    if lang not in LANGS:
        raise InputError(f"lang={lang!r}: the languages are 'zh' and 'en'.")


def punctuate(text: str, lang: str) -> str:
    """Return a text with the punctuation of its language.

    In Chinese it is full width, but not inside numbers (0.2:31.9) and addresses. The font's curly quotes are full width
    too, so that English gets straight ones.
    """
    if lang == "zh":
        return _HALF_WIDTH.sub(lambda match: _FULL_WIDTH.get(match[0], match[0]), text)
    return text.translate(_STRAIGHT)


def write_number(value: Decimal) -> str:
    """Return a decimal as it is printed: no exponent, a true minus sign, thousands apart."""
    return f"{value:,f}".replace("-", _MINUS)


def write_date(date: str, lang: Lang = "zh") -> str:
    """Return a date of the form 2024-05-30, 2024-05 or 2024 as a reader of the language writes it.

    Examples
    --------
    >>> write_date("2024-05-30"), write_date("2024-05", "en"), write_date("2024")
    ('2024年5月30日', 'May 2024', '2024年')
    """
    year, *rest = date.split("-")
    month, day = ([int(part) for part in rest] + [0, 0])[:2]
    if lang == "zh":
        return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")
    return " ".join(part for part in (str(day) if day else "", _MONTHS[month - 1] if month else "", year) if part)


def write_document(issuer: str, title: str) -> str:
    """Return a document in English: issuer and title, or the title alone where it says already whose document it is.

    Examples
    --------
    >>> write_document("People's Government of Nantong", "Work Report of the Government of Nantong")
    'Work Report of the Government of Nantong'
    >>> write_document("State Council", "Report on the Work of the Government")
    'State Council, Report on the Work of the Government'
    """
    return title if issuer.rpartition(" of ")[2] in title else f"{issuer}, {title}"


def write_quantity(value: Decimal, unit: str, qualifier: str = "exact", lang: Lang = "zh", kind: str = "level") -> str:
    """Return a quantity as a reader of the language writes it.

    Parameters
    ----------
    value : Decimal
        In ``unit``; its digits are the digits that are shown.
    unit : str
        A unit of ``units.csv``, with or without a magnitude.
    qualifier : str
        ``exact``, ``at_least``, ``at_most``, ``about``, ``nearly`` or ``slightly_over``.
    lang : {"zh", "en"}
        Language.
    kind : str
        Kind of observation; a ``rank`` is an ordinal, a ``streak`` a number of consecutive years, and a
        ``growth_rate``, ``average_growth_rate`` or ``change`` carries its sign.

    Returns
    -------
    str
        The number with its unit, and the words of its qualifier.

    Raises
    ------
    InputError
        If the unit, the qualifier or the language is unknown.

    Examples
    --------
    >>> write_quantity(Decimal(890), "亿元", "at_least")
    '890亿元以上'
    >>> write_quantity(Decimal(890), "亿元", "at_least", "en")
    'at least CN¥89.0 billion'
    >>> write_quantity(Decimal("1.5"), "万人", lang="en")
    '15,000 people'
    >>> write_quantity(Decimal(-50), "%", lang="en", kind="growth_rate")
    '−50%'
    """
    check_lang(lang)
    if qualifier not in QUALIFIERS:
        raise InputError(f"{qualifier!r} is no qualifier; allowed: {', '.join(QUALIFIERS)}.")
    if lang == "en":
        return QUALIFIERS[qualifier].en.format(_english(value, unit, kind))
    number, base = f"{value:f}".replace("-", _MINUS), find_unit(unit).base_unit
    if kind == "rank":
        return f"第{number}{unit}"
    if kind == "streak":
        return f"连续{number}{unit}"
    if kind in _SIGNED and value > 0:
        number = f"+{number}"
    if qualifier == "slightly_over" and unit.endswith(base):  # 余 stands behind the magnitude: 1万余名
        number, unit = number + unit.removesuffix(base), base
    return QUALIFIERS[qualifier].zh.format(number, "个百分点" if unit == "百分点" else unit)


def write_printed(
    printed: str, value: Decimal, unit: str, qualifier: str = "exact", lang: Lang = "zh", kind: str = "level"
) -> str:
    """Return a printed number for a reader: to the letter in Chinese, with the minus that its sentence says in a verb.

    Examples
    --------
    >>> write_printed("11.9%", Decimal("-11.9"), "%"), write_printed("下降1.3%", Decimal("-1.3"), "%")
    ('−11.9%', '下降1.3%')
    >>> write_printed("890亿元以上", Decimal(890), "亿元", "at_least", "en")
    'at least CN¥89.0 billion'
    """
    if lang == "en":
        return write_quantity(value, unit, qualifier, lang, kind)
    return f"{_MINUS}{printed}" if value < 0 and not _SAYS_FALL.search(printed) else printed


def write_computed(value: Decimal, unit: str, lang: Lang = "zh", bounds: Bounds | None = None) -> str:
    """Return a computed number to four significant digits, with its interval where that is given and not one number.

    Parameters
    ----------
    value : Decimal
        In ``unit``.
    unit : str
        A unit of ``units.csv``.
    lang : {"zh", "en"}
        Language; English money is in millions or billions.
    bounds : Bounds, optional
        Of ``value``, in ``unit``.

    Returns
    -------
    str
        The number with its unit, and the interval in brackets behind it.

    Raises
    ------
    InputError
        If the unit or the language is unknown.

    Examples
    --------
    >>> write_computed(Decimal("283.91"), "亿元", "zh", Bounds.at_least(Decimal("283.5")))
    '283.9亿元 [283.5, ∞)'
    >>> write_computed(Decimal("283.91"), "亿元", "en", Bounds.at_least(Decimal("283.5")))
    'CN¥28.39 billion [28.35, ∞)'
    """
    check_lang(lang)
    known = find_unit(unit)
    factor, before, after = Decimal(1), "", unit
    if lang == "en" and known.dimension in _CURRENCIES:
        scale, name = next(((s, n) for s, n in _SCALES if abs(value) * known.factor >= s), (Decimal(1), ""))
        factor, before, after = known.factor / scale, _CURRENCIES[known.dimension], f" {name}".rstrip()
    elif lang == "en" and unit != "%":
        after = f" {known.name_en}"
    interval = ""
    if bounds is not None and bounds.low != bounds.high:
        interval = f" {(bounds * Bounds.exact(factor)).shown()}"
    return f"{before}{shown(value * factor)}{after}{interval}"


def _english(value: Decimal, unit: str, kind: str) -> str:
    known = find_unit(unit)
    sign = _MINUS if value < 0 else "+" if kind in _SIGNED and value > 0 else ""
    base = abs(value) * known.factor
    step = Decimal(1).scaleb(int(value.as_tuple().exponent)) * known.factor
    if kind == "rank":
        return _ordinal(int(value))
    if kind == "streak":
        return f"{value:f} consecutive {known.name_en}"
    if known.base_unit == "%":
        return f"{sign}{base.normalize() if known.factor != 1 else base:f}%"
    currency = _CURRENCIES.get(known.dimension, "")
    number = _scaled(base, step, use_scales=bool(currency) or base >= 10**7)
    if known.dimension == "count":
        return f"{sign}{number}"
    return f"{sign}{currency}{number}" if currency else f"{sign}{number} {find_unit(known.base_unit).name_en}"


def _scaled(base: Decimal, step: Decimal, use_scales: bool) -> str:
    """Write ``base``, known to one ``step``, in billions or millions with at least one decimal."""
    for scale, name in _SCALES:
        if use_scales and base >= scale:
            shown = (base / scale).quantize(min(step / scale, Decimal("0.1")))
            whole, _, decimals = f"{shown:,f}".partition(".")
            return f"{whole}.{decimals.rstrip('0') or '0'} {name}"
    return f"{base.quantize(min(step, Decimal(1))):,f}"


def _ordinal(number: int) -> str:
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def readable(table: pd.DataFrame, lang: Lang | None = None, *, floats: bool = False) -> pd.DataFrame:
    """Return a copy of a table for a reader, or with ``floats=True`` for Excel and plotting: decimals no more.

    Parameters
    ----------
    table : DataFrame
        With decimals or floats; without a language other cells stay as they are.
    lang : {"zh", "en"}, optional
        Of columns that come in both languages only this one is kept; headings, statuses, qualifiers, kinds, verdicts
        and units are written out, and Chinese punctuation is full width. Ids stay as they are.
    floats : bool
        Leave numbers numbers: columns of floats, which ``to_excel``, ``plot`` and ``describe`` take. Where nothing
        bounds, a cell is empty, and the printed words (以上, 左右) stand in their own column as before.

    Returns
    -------
    DataFrame
        With as many rows. Without ``floats`` numbers are short texts, ∞ where nothing bounds, and a missing one is
        empty.

    Raises
    ------
    InputError
        If ``lang`` is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"value": [Decimal(2) / 3], "high": [Decimal("Infinity")]})
    >>> readable(table).iloc[0].tolist()
    ['0.6667', '∞']
    >>> readable(table, floats=True).round(2).iloc[0].tolist()
    [0.67, nan]
    >>> readable(pd.DataFrame({"name_zh": ["产值"], "name_en": ["output"], "status": ["target"]}), "zh")
       指标  状态
    0  产值  目标
    """
    cell_of = _float_cell if floats else _readable_cell
    if lang is None:
        return table.map(cell_of)
    check_lang(lang)
    other = f"_{'en' if lang == 'zh' else 'zh'}"
    kept = [column for column in table.columns if not str(column).endswith(other)]
    shown_table = table[kept].map(cell_of)
    for column in kept:
        value = re.sub("printed$", "value", str(column))
        if value != column and value in table.columns:  # the sentence says the fall; beside it stands only its number
            pairs = zip(shown_table[column], table[value], strict=True)
            shown_table[column] = [
                write_printed(printed, number, "") if isinstance(number, Decimal) and printed else printed
                for printed, number in pairs
            ]
        words = CELLS.get(str(column).rpartition("_")[2]) or CELLS.get(str(column))
        if words is not None:
            shown_table[column] = [words[cell].in_(lang) if cell in words else cell for cell in shown_table[column]]
        elif str(column).endswith("unit") and lang == "en":
            shown_table[column] = [find_unit(cell).name_en if cell else "" for cell in shown_table[column]]
        elif lang == "zh":
            shown_table[column] = [
                punctuate(cell, lang) if isinstance(cell, str) else cell for cell in shown_table[column]
            ]
    return shown_table.rename(columns=lambda column: _heading(str(column), lang))


class Listing(str):
    """A list in Markdown, which a notebook shows as one."""

    def __repr__(self) -> str:
        return str(self)

    def _repr_markdown_(self) -> str:
        return str(self)


def listed(table: pd.DataFrame, lang: Lang) -> Listing:
    """Return the rows of a table as a list for a reader: the first column in bold, and what the others say of it.

    Parameters
    ----------
    table : DataFrame
        As in :func:`readable`; texts that are too long for a cell are read more easily so.
    lang : {"zh", "en"}
        As in :func:`readable`.

    Returns
    -------
    Listing
        A text, which a notebook shows as a list.

    Raises
    ------
    InputError
        If ``lang`` is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> listed(pd.DataFrame({"name_zh": ["产值"], "name_en": ["output"], "verdict": ["met"]}), "en")
    - **output** · met
    """
    rows = readable(table, lang).itertuples(index=False)
    texts = ([str(cell) for cell in row if str(cell)] for row in rows)
    return Listing("\n".join(" · ".join([f"- **{first}**", *rest]) for first, *rest in texts))


def _heading(column: str, lang: Lang) -> str:
    bare = column.removesuffix(f"_{lang}")
    for name in (column, bare):
        if name in HEADINGS:
            return HEADINGS[name].in_(lang)
    of, _, what = bare.rpartition("_")
    if of in HEADINGS and what in HEADINGS:
        return f"{HEADINGS[of].in_(lang)}{', ' if lang == 'en' else ''}{HEADINGS[what].in_(lang)}"
    return bare


def _float_cell(cell: object) -> object:
    if cell is None:
        return math.nan
    number = float(cell) if isinstance(cell, Decimal) else cell
    return math.nan if isinstance(number, float) and math.isinf(number) else number


def _readable_cell(cell: object) -> object:
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, float):
        cell = Decimal(str(cell))
    if not isinstance(cell, Decimal):
        return cell
    # Printed numbers and their bounds are short and stay as they are; the long ones are computed.
    exact = cell.is_finite() and len(cell.normalize().as_tuple().digits) <= _PRINTED_DIGITS
    return write_number(cell.normalize()) if exact else shown(cell)
