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
    "，；：（）％—–－‐‑‒―−～〜∶︰\u3000\u00a0",
    ",;:()%--------~~::  ",
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
_RARE = {**_FULL_WIDTH, **_SPACES, **_TRADITIONAL, "﹪": "%", "﹣": "-", "○": "〇", "•": "·", "・": "·"}
_RARE_PATTERN = re.compile(f"[{re.escape(''.join(_RARE))}]")

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
SPELLED_CHARACTERS = "".join([*_DIGITS, *_PLACES, "万亿"])


def fold(text: str) -> str:
    """Return ``text`` of the same length, in the one spelling that the grammar reads."""
    for old, new in _COMMON.items():
        text = text.replace(old, new)
    for old in set(_RARE_PATTERN.findall(text)):
        text = text.replace(old, _RARE[old])
    return text


# What stands behind a number and makes it one: 2·6% is 2.6 %, “1·24” a day.
_MEASURED = r"(?=[ ]?(?:%|‰|个?[百千]分点|[万亿元倍]))"
# Digits apart by a comma, a space or a point that is none: one number, or two, or a slip.
BROKEN_OFF = rf",[0-9]{{3}}(?![0-9])|[ ]{{1,2}}[0-9]|[ ]?\.[ ][0-9]|[ ]\.[0-9]|[·。][0-9]{{1,2}}{_MEASURED}"
BROKEN = rf"[0-9]{{1,15}}(?:\.[0-9]{{1,9}})?(?:(?=[ ,.·。])(?:{BROKEN_OFF})[0-9]*(?:\.[0-9]+)?)++"
# Those that are one number beyond doubt, with the group that tells it.
_POINT = r"[ ]?\.[ ]?[0-9](?:[ ][0-9])*+(?![0-9])"
_SPACED = rf"[0-9](?:(?:[ ][0-9])++(?![0-9])(?:{_POINT})?+|[ ]{_POINT.removeprefix('[ ]?')})"
_GROUPED = r"[1-9][0-9]{0,2}(?:[, ][0-9]{3})++(?:\.[0-9]+)?+(?![0-9])(?=[ ]?[^\s,。;:、)])"
_ONE_NUMBER = re.compile(
    rf"(?<![0-9.])(?<![0-9][ ,.])(?:(?P<spaced>{_SPACED})|(?P<grouped>{_GROUPED})"
    rf"|(?P<point>[0-9]+(?:[ ]\.[ ]?[0-9]+|·[0-9]{{1,2}}{_MEASURED})))"
)
_JOINED = str.maketrans("·", ".", " ,")
_GROUP_OF_ZERO = re.compile("[, ]0")
_HAN = r"[^\W\d_A-Za-z]"  # for a range of 20 000 characters re fills a table at every start
_COMMA_ENDS_CLAUSE = re.compile(f"{_HAN},{_HAN}")


def join_digits(folded: str, given: str) -> tuple[str, list[int]]:
    """Return folded text with the digits of one number together, and where each of its characters stood.

    Together come single digits with spaces (1 6 5 5), a point with a space before it or printed as ·, thousands
    apart by a half-width comma where no such comma ends a clause, and groups of which one begins with 0 (5 000).
    What else is broken stays as it is: it may be two numbers.

    Examples
    --------
    >>> join_digits("总额1 6 5 5 亿,5 000户,33,212吨", "总额1 6 5 5 亿，5 000户，33，212吨")[0]
    '总额1655 亿,5000户,33,212吨'
    """
    kept: list[str] = []
    places: list[int] = []
    done = 0
    apart = " " in folded or "," in folded or "·" in folded
    comma_ends_clause = apart and _COMMA_ENDS_CLAUSE.search(given) is not None
    for match in _ONE_NUMBER.finditer(folded) if apart else ():
        start, end = match.span()
        printed = given[start:end]
        unsure = "，" in printed or (match["grouped"] and (comma_ends_clause or " " in printed))
        if unsure and not _GROUP_OF_ZERO.search(match.group()):
            continue
        kept += folded[done:start], match.group().translate(_JOINED)
        places += range(done, start)
        places += [place for place in range(start, end) if folded[place] not in " ,"]
        done = end
    return "".join([*kept, folded[done:]]), [*places, *range(done, len(folded) + 1)]


def digit_of(character: str) -> int | None:
    """Return the value of one digit, Arabic or spelled out; None for what is none."""
    return int(character) if "0" <= character <= "9" else _DIGITS.get(character)


@lru_cache(maxsize=4096)
def read_spelled(words: str) -> tuple[Decimal, str] | None:
    """Return a spelled-out number as a coefficient and its magnitude (万, 亿, 万亿 or none); None for 二三, 十百.

    A magnitude alone counts once: 亿 is 1 亿, 千万 is 1000 万, 百 is 100. What is spelled out to a lower place has the
    digits that it is spelled out to: 八十五万六千 is 85.6 万.

    Examples
    --------
    >>> read_spelled("一百二十万"), read_spelled("八十五万六千"), read_spelled("十二点五"), read_spelled("二三")
    ((Decimal('120'), '万'), (Decimal('85.6'), '万'), (Decimal('12.5'), ''), None)
    """
    words, point, decimals = words.partition("点")
    if point:
        whole, digits = read_spelled(words), [digit_of(character) for character in decimals]
        if whole is None or whole[1] or not digits or None in digits:
            return None
        return Decimal(f"{whole[0]}.{''.join(map(str, digits))}"), ""
    for magnitude, factor in (("亿", 10**8), ("万", 10**4)):
        before, found, after = words.partition(magnitude)
        if found:
            return _compound(before, magnitude, factor, after)
    below = _below_ten_thousand(words) if words else None
    return None if below is None else (Decimal(below), "")


def _compound(before: str, magnitude: str, factor: int, after: str) -> tuple[Decimal, str] | None:
    """Read what counts a magnitude, and what is spelled out below it."""
    count = read_spelled(before) if before else (Decimal(1), "")
    if count is None or count[1] not in ("", "万") or (count[1] and magnitude == "万"):
        return None
    if not after:
        return count[0], count[1] + magnitude
    rest = read_spelled(after)
    if (
        rest is None or not before or count[1] or after in _DIGITS or after[0] in "万亿"
    ):  # 一万五: 15 000 to the ear, 10 005 to the letter
        return None
    lower = rest[0] * (10**4 if rest[1] else 1)
    return (count[0] + (lower / factor).normalize(), magnitude) if lower < factor and rest[1] != magnitude else None


def _below_ten_thousand(words: str) -> int | None:
    """Read 千, 百, 十 and single digits in falling order; a place without a digit counts once."""
    total, digit, room, skipped = 0, None, 10_000, False
    for character in words:
        place = _PLACES.get(character)
        if place is not None:
            if place >= room or digit == 0:
                return None
            total, digit, room, skipped = total + (1 if digit is None else digit) * place, None, place, False
        elif character in _DIGITS:
            if digit not in (None, 0):
                return None
            digit, skipped = _DIGITS[character], skipped or _DIGITS[character] == 0
        else:
            return None
    if digit and room in (100, 1000) and not skipped:  # 一百五 is 150 to some, and 105 to nobody
        return None
    return total + (digit or 0)
