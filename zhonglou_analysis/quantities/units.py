"""The units that reports print: their magnitude, their dimension, and how a reader writes them.

``units.csv`` is the vocabulary, and a data folder may add units in one of its own. A unit that is not listed but is a
magnitude before one that is (万 + 千瓦时) is understood all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from ..datapackage import Finding, read_table
from ..errors import InputError, UnlikeError

MAGNITUDES: dict[str, Decimal] = {
    "万亿": Decimal(10) ** 12, "千亿": Decimal(10) ** 11, "百亿": Decimal(10) ** 10, "十亿": Decimal(10) ** 9,
    "亿": Decimal(10) ** 8, "千万": Decimal(10) ** 7, "百万": Decimal(10) ** 6, "十万": Decimal(10) ** 5,
    "万": Decimal(10) ** 4, "千": Decimal(10) ** 3, "百": Decimal(10) ** 2,
}  # fmt: skip


@dataclass(frozen=True)
class Unit:
    """A unit as printed, what it is a multiple of, and the one unit of its dimension.

    Parameters
    ----------
    name : str
        As printed: ``亿元``, ``亩``, ``件/万人``.
    base_unit : str
        The unit without its magnitude (亿元 → 元).
    factor : Decimal
        The magnitude: base units in one unit.
    dimension : str
        Only units of one dimension convert into each other.
    reference_unit, reference_factor
        The dimension's common unit, and how many of it are in one base unit (亩 → 平方米).
    name_en : str
        English name, plural.
    """

    name: str
    base_unit: str
    factor: Decimal
    dimension: str
    reference_unit: str
    reference_factor: Decimal
    name_en: str


@cache
def unit_table() -> dict[str, Unit]:
    """Return every unit of the shipped ``units.csv`` by its printed name."""
    return {row["unit"]: _unit_of(row) for row in read_table("units.csv")}


# Units that data folders of one's own add, by name: what each means is known from when its folder is read.
_OWN: dict[str, Unit] = {}


def learn_units(rows: Iterable[Mapping[str, str]]) -> frozenset[str]:
    """Make known what the rows of a folder's ``units.csv`` mean; return the names that the shipped table has not.

    A name has one meaning: ``unit_findings`` says which rows give it another, and those are not learned.

    Examples
    --------
    >>> learn_units([{"unit": "亿元", "base_unit": "元", "factor": "100000000", "dimension": "money_cny",
    ...     "reference_unit": "元", "reference_factor": "1", "name_en": "100 million yuan"}])
    frozenset()
    """
    added = {row["unit"]: _unit_of(row) for row in rows if row["unit"] not in unit_table()}
    if new := {name: unit for name, unit in added.items() if name not in _OWN}:
        _OWN.update(new)
        dimension_of.cache_clear()
    return frozenset(added)


def unit_findings(rows: Sequence[Mapping[str, str]]) -> Iterator[Finding]:
    """Yield the rows of a folder's ``units.csv`` that change what a name means, or lead to a unit that is none."""
    named = {row["unit"] for row in rows} | unit_table().keys()
    for i, row in enumerate(rows):
        known = unit_table().get(row["unit"]) or _OWN.get(row["unit"])
        if known is not None and known != _unit_of(row):
            text = f"{row['unit']!r} is {known.factor:f} {known.base_unit} ({known.dimension}) already"
            yield Finding(i, "unit", f"{text}; a folder adds units and changes none")
        for column in ("base_unit", "reference_unit"):
            if row[column] not in named and "/" not in row[column]:
                yield Finding(i, column, f"{row[column]!r} must be a unit of this table or of the shipped one")


def _unit_of(row: Mapping[str, str]) -> Unit:
    factor, reference_factor = Decimal(row["factor"]), Decimal(row["reference_factor"])
    names = {field: row[field] for field in ("base_unit", "dimension", "reference_unit", "name_en")}
    return Unit(row["unit"], factor=factor, reference_factor=reference_factor, **names)


@cache
def find_unit(name: str) -> Unit:
    """Return a unit by its printed name, with or without a magnitude.

    Parameters
    ----------
    name : str
        ``亿元``, ``万千瓦时``, ``%``.

    Returns
    -------
    Unit
        Its base and reference units, each with the factor that leads there.

    Raises
    ------
    InputError
        If neither the name nor the name without its magnitude is in ``units.csv``, the shipped one or that of a
        folder that was loaded.

    Examples
    --------
    >>> find_unit("万亩").factor, find_unit("万亩").base_unit
    (Decimal('10000'), '亩')
    """
    table = unit_table() | _OWN
    if name in table:
        return table[name]
    for magnitude, factor in MAGNITUDES.items():
        base = table.get(name.removeprefix(magnitude)) if name.startswith(magnitude) else None
        if base is not None:
            name_en = f"{int(factor):,} {base.name_en}"
            return replace(base, name=name, factor=factor * base.factor, name_en=name_en)
    numerator, slash, denominator = name.partition("/")
    if slash and numerator and denominator and "/" not in denominator:
        top = find_unit(numerator)  # a rate keeps its denominator as printed: 万吨/年 is 10 000 吨/年
        per = f"{top.base_unit}/{denominator}"
        return Unit(name, per, top.factor, "rate", per, Decimal(1), f"{top.name_en} per {denominator}")
    one, bracket, other = name.removesuffix(")").partition("(")
    if bracket and one and other in table:
        top = find_unit(one)  # one count of either: 1.2万套(户) is 12 000 套(户)
        either = f"{top.base_unit}({other})"
        return Unit(name, either, top.factor, top.dimension, either, Decimal(1), top.name_en)
    raise InputError(f"{name!r} is no unit of units.csv; add a row for it, or correct it.")


@cache
def dimension_of(unit: str) -> str:
    """Return what a unit measures; empty for none, for a magnitude alone and for what is no unit."""
    try:
        return find_unit(unit).dimension
    except InputError:
        return ""


def magnitude_of(unit: str) -> str:
    """Return the magnitude that a printed unit begins with, or nothing: 万 of 万人次, nothing of 千瓦.

    Examples
    --------
    >>> magnitude_of("万人次"), magnitude_of("亿"), magnitude_of("千瓦")
    ('万', '亿', '')
    """
    begins = (m for m in MAGNITUDES if unit.startswith(m))
    return next((m for m in begins if unit == m or dimension_of(unit.removeprefix(m))), "")


def base_of(unit: str) -> tuple[str, Decimal]:
    """Return the base unit of a printed unit and its factor; a magnitude alone, or none, has no base unit."""
    if not unit or unit in MAGNITUDES:
        return "", MAGNITUDES.get(unit, Decimal(1))
    known = find_unit(unit)
    return known.base_unit, known.factor


def to_base(value: Decimal, unit: str) -> Decimal:
    """Return ``value`` in the base unit: 890 亿元 → 89 000 000 000 元.

    Parameters
    ----------
    value : Decimal
        In ``unit``.
    unit : str
        A unit of ``units.csv``, with or without a magnitude.

    Returns
    -------
    Decimal
        In the unit without its magnitude.

    Raises
    ------
    InputError
        If there is no such unit.

    Examples
    --------
    >>> to_base(Decimal("12.3"), "亿元") == 1_230_000_000
    True
    """
    return value * find_unit(unit).factor


def convert(value: Decimal, unit: str, to: str) -> Decimal:
    """Return ``value`` in another unit of the same dimension.

    Parameters
    ----------
    value : Decimal
        In ``unit``.
    unit, to : str
        Names of units.

    Returns
    -------
    Decimal
        In ``to``.

    Raises
    ------
    UnlikeError
        If the two units measure different things; percent and percentage points do.

    Examples
    --------
    >>> convert(Decimal("11.4"), "公顷", "万平方米") == Decimal("11.4")
    True
    """
    one, other = find_unit(unit), find_unit(to)
    if one.reference_unit != other.reference_unit:
        raise UnlikeError(
            f"{unit} ({one.dimension}) and {to} ({other.dimension}) measure different things; "
            f"choose a unit that leads to {one.reference_unit}."
        )
    return value * (one.factor * one.reference_factor) / (other.factor * other.reference_factor)
