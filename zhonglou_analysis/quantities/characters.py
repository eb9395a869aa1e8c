"""Characters and what they stand for: one spelling for those that say the same, and numbers spelled out.

Every replacement is one character for one character, so a slice of the folded text is the same slice of the
text as given. The grammar of quantities is written over folded text only.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from string import ascii_letters

# What every report uses: punctuation that comes in two widths.
_COMMON = dict(zip(
    "，；：（）％—–－‐‑‒―−～〜∶︰\u3000\u00a0\t",
    ",;:()%--------~~::   ",
    strict=True,
))  # fmt: skip

# What few reports use: looked for in one search, and replaced only where it is there.
_FULL_WIDTH = {chr(ord(half) + 0xFEE0): half for half in "0123456789.+/<>" + ascii_letters}
_SPACES = dict.fromkeys([*map(chr, range(0x2000, 0x200B)), "\u202f", "\u205f", "\x0b", "\x0c"], " ")
_TRADITIONAL = dict(zip(
    "億萬個戶項條張輛畝頃噸臺處間號線餘達過內級歲減兩點連續於約佔壓縮長漲圓雙場層棟頭隻門筆單對輪標時鐘週車總實現積貫",
    "亿万个户项条张辆亩顷吨台处间号线余达过内级岁减两点连续于约占压缩长涨元双场层栋头只门笔单对轮标时钟周车总实现积贯",
    strict=True,
))  # fmt: skip
_RARE = {**_FULL_WIDTH, **_SPACES, **_TRADITIONAL, "﹪": "%", "﹣": "-", "○": "〇"}
_RARE_PATTERN = re.compile(f"[{re.escape(''.join(_RARE))}]")

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MAGNITUDES = ("万亿", "亿", "万")
SPELLED_CHARACTERS = "".join([*_DIGITS, *_PLACES, "万亿"])


def fold(text: str) -> str:
    """Return ``text`` of the same length, in the one spelling that the grammar reads."""
    for old, new in _COMMON.items():
        text = text.replace(old, new)
    for old in set(_RARE_PATTERN.findall(text)):
        text = text.replace(old, _RARE[old])
    return text


def digit_of(character: str) -> int | None:
    """Return the value of one digit, Arabic or spelled out; None for what is none."""
    return int(character) if "0" <= character <= "9" else _DIGITS.get(character)


@lru_cache(maxsize=4096)
def read_spelled(words: str) -> tuple[Decimal, str] | None:
    """Return a spelled-out number as a coefficient and its magnitude (万, 亿, 万亿 or none); None for 二三, 十百, 五四.

    A magnitude alone counts once: 亿 is 1 亿, 千万 is 1000 万, 百 is 100.
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
