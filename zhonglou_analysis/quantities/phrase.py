"""One printed phrase and the quantity it states: value, unit, qualifier, and the interval they assert."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ..errors import InputError
from .characters import fold, join_digits, read_spelled
from .grammar import AFTER, BEFORE, BEFORE_MAGNITUDE, FALLS, quantity
from .interval import Bounds
from .lexicon import QUALIFIERS
from .units import MAGNITUDES, dimension_of, find_unit, magnitude_of

_ZERO = Decimal(0)


def _by_word(lists: dict[str, str]) -> dict[str, str]:
    return {word: qualifier for qualifier, text in lists.items() for word in text.split()}


_BEFORE = {**_by_word(BEFORE), **_by_word(BEFORE_MAGNITUDE)}
AFTER_WORDS = {**_by_word(AFTER), "级": "about", "多": "slightly_over"}
_FALLS = frozenset(FALLS.split())
_TAIL = re.compile("([0-9]+)[余多]?([十百千万亿]+)")
_WHOLES = {"百": "%", "千": "‰", "万": "‱"}
_MORE_MONTHS = ("个多月", "个余月")


@dataclass(frozen=True)
class Quantity:
    """What one printed phrase states.

    Parameters
    ----------
    value : Decimal or None
        The number as printed, in ``unit``; None for a range. Never negative where words say that it falls.
    unit : str
        As printed, without 余 and spaces: ``亿元``, ``%``, ``万名``; ``find_unit`` knows it. Empty where the
        phrase names none, a magnitude alone (``万``) where it names only that.
    qualifier : str
        One of ``exact``, ``at_least``, ``at_most``, ``about``, ``nearly``, ``slightly_over``.
    low, high : Decimal or None
        The two ends of a printed range (5—6亿元), in ``unit``.
    printed : str
        The phrase.
    falls : bool
        Whether a verb of the phrase says that the value is a fall (下降, 压降).

    Examples
    --------
    >>> parse_quantity("超52亿元").bounds
    Bounds('[52, ∞)')
    """

    value: Decimal | None
    unit: str
    qualifier: str = "exact"
    low: Decimal | None = None
    high: Decimal | None = None
    printed: str = ""
    falls: bool = False

    @property
    def bounds(self) -> Bounds:
        """The interval that the words assert, in ``unit``; a fall lies below zero."""
        if self.value is None:
            interval = Bounds(self.low or _ZERO, self.high or _ZERO)
        else:
            interval = bounds_of(self.value, self.unit, self.qualifier)
        return -interval if self.falls else interval

    @property
    def signed(self) -> Decimal | None:
        """The value, negative where words say that it falls; None for a range."""
        return -self.value if self.falls and self.value is not None else self.value


@lru_cache(maxsize=4096)
def stated(number: str, unit: str, qualifier: str = "exact", *, falls: bool = False) -> Quantity:
    """Return a quantity; equal ones are one object, and what a table works out of it is worked out once."""
    return Quantity(Decimal(number), unit, qualifier, falls=falls)


def parse_quantity(printed: str, shared_unit: str = "", own_units: Collection[str] = ()) -> Quantity:
    """Read a phrase that is exactly one quantity.

    Parameters
    ----------
    printed : str
        The phrase with its qualifier and unit: ``890亿元以上``, ``近30万平方米``, ``连续三年``. A bare number
        is a member of a ratio such as 0.2:31.9:67.9, in ``%``. A spelled-out magnitude counts once and,
        where no unit follows, counts yuan: ``亿元以上`` is at least 1 亿元, ``千万以上`` at least 1000 万元. A
        qualifier printed once for two phrases (超30亿元或3亿美元) is not in the second: ``3亿美元`` alone is
        exact, and :func:`zhonglou_analysis.extract_quantities` carries it over.
    shared_unit : str
        The unit that is printed once, behind the next number, for both: 35 of 35、46家 is in ``家``, 120万 of
        120万、95万人次 in ``万人次``.
    own_units : collection of str
        Units that the data folder of a report adds to ``units.csv``: ``load_report(folder).own_units``.

    Returns
    -------
    Quantity
        Value, unit and qualifier as printed, with the bounds that they assert.

    Raises
    ------
    InputError
        If the phrase is not one quantity, or its unit is not in ``units.csv``.

    Examples
    --------
    >>> q = parse_quantity("530余人")
    >>> q.value, q.unit, q.qualifier, q.bounds
    (Decimal('530'), '人', 'slightly_over', Bounds('[530, 540)'))
    >>> parse_quantity("1km-5km").low, parse_quantity("5亿美元级").qualifier, parse_quantity("下降50%").falls
    (Decimal('1'), 'about', True)
    """
    match = quantity(frozenset(own_units)).fullmatch(join_digits(fold(printed), printed)[0])
    found = read_match(match, printed) if match else None
    if found is None:
        example = "890亿元以上"
        raise InputError(
            f"{printed!r} is not one quantity: give a number with its unit and qualifier, as in {example}."
        )
    if shared_unit and (found.unit in MAGNITUDES or not found.unit):
        shared = shared_unit.removeprefix(magnitude_of(shared_unit)) if found.unit else shared_unit
        found = replace(found, unit=found.unit + shared)
    elif found == Quantity(found.value, "", printed=printed):
        return replace(found, unit="%")
    if found.unit in MAGNITUDES or not found.unit:
        raise InputError(f"{printed!r} names no unit; add the unit that the report counts in.")
    find_unit(found.unit)
    return found


def read_match(match: re.Match[str], printed: str) -> Quantity | None:
    """Return what one match of the grammar states, or None where its parts do not make a quantity."""
    number = match["number"] or "1"  # 翻番 has none: once
    unit = _unit(match)
    if match["fraction"]:
        read = _fraction(match)
    elif "0" <= number[0] <= "9":
        read = _arabic(match, Decimal(number), unit)
    else:
        read = _spelled(match, number, unit)
    if read is None:
        return None
    value, unit = read
    if match["place"] and not unit:
        unit = "位"
    if unit and unit not in MAGNITUDES and not dimension_of(unit):  # 万万吨
        return None
    qualifier = _qualifier(match)
    falls = match["verb"] in _FALLS or match["minus"] is not None
    if match["low"] is None:
        return Quantity(value, unit, qualifier, printed=printed, falls=falls)
    low = _in_unit(Decimal(match["low"]), _clean(match["low_unit"]), unit)
    # Between its ends a range is exact: 范围内 behind 1km-5km only repeats it.
    qualifier = qualifier if qualifier == "about" else "exact"
    return Quantity(None, unit, qualifier, low, value, printed, falls) if low is not None and low < value else None


def range_ends(match: re.Match[str], read: Quantity) -> tuple[Quantity, Quantity]:
    """Return the two ends of a range, at least and at most, each in its own printed unit: 500 m and 2 km."""
    unit = _clean(match["low_unit"]) or read.unit
    if unit in MAGNITUDES:
        unit += read.unit.removeprefix(magnitude_of(read.unit))
    words = ("about", "about") if read.qualifier == "about" else ("at_least", "at_most")
    low = Quantity(Decimal(match["low"]), unit, words[0], falls=read.falls)
    return low, Quantity(read.high, read.unit, words[1], falls=read.falls)


def _arabic(match: re.Match[str], value: Decimal, unit: str) -> tuple[Decimal, str] | None:
    """Return a number of Arabic digits and its unit: 5万4千人 is 5.4 万人, 2×35万千瓦 are 70."""
    if match["tail"]:
        scale = "万亿" if match["scale"] == "万" and match["tail"].endswith("亿") else match["scale"]  # 1万5千亿
        places = ((Decimal(digits), MAGNITUDES[place]) for digits, place in _TAIL.findall(match["tail"]))
        lower = sum(digits * (place / MAGNITUDES[scale]) for digits, place in places)
        whole = lower < 1 and unit not in MAGNITUDES and not match["low"] and not match["times"]
        return (value + lower, scale + unit) if whole else None
    if match["times"]:
        sized = dimension_of(unit) in ("", "length", "place", "duration", "duration_clock")  # 20×30米, 7×24小时
        return None if sized or match["low"] else (value * Decimal(match["times"]), unit)
    return value, unit


def _spelled(match: re.Match[str], number: str, unit: str) -> tuple[Decimal, str] | None:
    """Return a number that is spelled out, and its unit with the magnitude that belongs to the number."""
    read = read_spelled(number)
    if read is None or match["low"] is not None or unit in MAGNITUDES:
        return None
    value, magnitude = read
    if magnitude:
        return value, magnitude + (unit or "元")
    return (value, unit) if unit or match["place"] else None


def _fraction(match: re.Match[str]) -> tuple[Decimal, str] | None:
    """Return a fraction in percent, 千分之 in ‰ and 万分之 in ‱."""
    if match["spoilt"]:  # 百分之5百
        return None
    if match["number"] == "一半":
        return Decimal(50), "%"
    over, under = match["over"], match["under"]
    if match["parts"]:
        over, under = match["parts"], _WHOLES.get(match["whole"], match["whole"])
        if under in ("%", "‰", "‱"):
            parts = _digits(over)
            return None if parts is None else (parts, under)
    if not over or (parts := _digits(over)) is None or not (whole := _digits(under)) or not parts < whole:
        return None
    return 100 * parts / whole, "%"


def _digits(words: str) -> Decimal | None:
    """Return a number below ten thousand, in Arabic digits or spelled out."""
    if words[0].isascii():
        return Decimal(words)
    read = read_spelled(words)
    return None if read is None or read[1] else read[0]


def _unit(match: re.Match[str]) -> str:
    if match["streak"]:
        return "年"
    unit = (match["unit"] or "").replace(match["more_after"] or " ", "", 1)
    unit = _clean(unit)
    if unit in MAGNITUDES or unit == "个月" or unit.endswith(("分点", "基点")):
        return unit
    return unit + (match["other"] or "") + (match["per"] or "").replace("每", "/")


def _clean(unit: str) -> str:
    """Return a unit as ``units.csv`` has it, without spaces, 个 before a point and 多 before 月."""
    unit = unit.replace(" ", "")
    if unit.endswith(("分点", "基点")):
        return unit.removeprefix("个")
    return "个月" if unit in _MORE_MONTHS else unit


def _in_unit(value: Decimal, unit: str, target: str) -> Decimal | None:
    """Return the low end of a range in the unit of its high end, or None where they are of unlike units: 500m—1km."""
    if unit in MAGNITUDES:
        return value * MAGNITUDES[unit] / MAGNITUDES.get(magnitude_of(target), Decimal(1))
    if unit == target or not unit or not target:
        return value
    if not dimension_of(unit) or not dimension_of(target):
        return None
    one, other = find_unit(unit), find_unit(target)
    if one.base_unit == other.base_unit:
        return value * one.factor / other.factor
    if one.reference_unit != other.reference_unit:
        return None
    return value * one.factor * one.reference_factor / (other.factor * other.reference_factor)


def _qualifier(match: re.Match[str]) -> str:
    """Return what the words around the number assert; 左右 outweighs a word before, that a word after."""
    before, after = match["before"], match["after"]
    if after:
        stated = AFTER_WORDS[after.replace("(含)", "")]
        if stated == "about" or not before:
            return stated
    if before:
        return _BEFORE[before]
    if match["place"] == "前":
        return "at_most"
    tail_more = match["tail"] and re.search("[余多]", match["tail"])
    more = match["more"] or match["more_after"] or tail_more or match["unit"] in _MORE_MONTHS
    return "slightly_over" if more else "exact"


# Printed in ones, these are counted and not measured.
_THINGS = ("count", "people", "households", "person_times", "household_times", "containers")
_COUNTED = frozenset({*_THINGS, "place", "grade", "duration", "duration_clock", "doublings"})


def bounds_of(value: Decimal, unit: str, qualifier: str = "exact", rounding: str = "half_up") -> Bounds:
    """Return the interval that a printed number asserts, in its printed unit, which may be none or a magnitude alone.

    ``exact``: half a unit of the last printed digit either way, or the number itself where things counted in ones
    are printed (42个). ``at_least`` [x, ∞); ``at_most`` (−∞, x]; ``nearly`` (−∞, x); ``slightly_over`` up to one
    more of the last digit that is not zero; ``about``: no bounds. A negative value is a fall of as much.
    ``rounding``: how an exact number that is measured came to its digits (``half_up``, ``truncation``, ``either``).
    """
    if qualifier not in QUALIFIERS:
        raise InputError(f"{qualifier!r} is no qualifier; allowed: {', '.join(QUALIFIERS)}.")
    if value < 0:
        return -bounds_of(-value, unit, qualifier, rounding)
    if qualifier == "about":
        return Bounds.everything()
    if qualifier == "at_least":
        return Bounds.at_least(value)
    if qualifier == "at_most":
        return Bounds.at_most(value)
    if qualifier == "nearly":
        return Bounds.below(value)
    if qualifier == "slightly_over":
        return Bounds(value, value + Decimal(1).scaleb(_exponent(value.normalize())), high_closed=False)
    known = find_unit(unit) if unit and unit not in MAGNITUDES else None
    if known is not None and known.factor == 1 and known.dimension in _COUNTED and value == value.to_integral_value():
        return Bounds.exact(value)
    return Bounds.rounded(value, Decimal(1).scaleb(min(_exponent(value), 0)), rounding)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
