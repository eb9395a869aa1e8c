"""Spelled-out numbers: 三千五百 → 3500, 两 → 2, 千万 → 1000 万."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MAGNITUDES = ("万亿", "亿", "万")
SPELLED_CHARACTERS = "".join([*_DIGITS, *_PLACES, "万亿"])


@lru_cache(maxsize=4096)
def read_spelled(words: str) -> tuple[Decimal, str] | None:
    """Return a spelled-out number as a coefficient and its magnitude (万, 亿, 万亿 or none).

    A magnitude alone counts once: 亿 is 1 亿, 千万 is 1000 万, 百 is 100.

    Parameters
    ----------
    words : str
        Folded characters; 百, 一百二十, 两千万.

    Returns
    -------
    (Decimal, str) or None
        None where the characters do not make one number (二三, 十百, 五四).

    Examples
    --------
    >>> read_spelled("一百二十万"), read_spelled("千万"), read_spelled("二三")
    ((Decimal('120'), '万'), (Decimal('1000'), '万'), None)
    """
    magnitude = next((m for m in _MAGNITUDES if words.endswith(m)), "")
    stem = words.removesuffix(magnitude) if magnitude else words
    coefficient = _below_ten_thousand(stem) if stem else 1
    return None if coefficient is None or not words else (Decimal(coefficient), magnitude)


def _below_ten_thousand(words: str) -> int | None:
    """Read 千, 百, 十 and single digits in falling order; a place without a digit counts once."""
    total, digit, room = 0, None, 10_000
    for character in words:
        place = _PLACES.get(character)
        if place is not None:
            if place >= room or digit == 0:
                return None
            total, digit, room = total + (1 if digit is None else digit) * place, None, place
        elif character in _DIGITS:
            if digit not in (None, 0) or room == 1:
                return None
            digit = _DIGITS[character]
        else:
            return None
    return total + (digit or 0)
