"""One spelling for characters that say the same: full-width and half-width, traditional and simplified.

Every replacement is one character for one character, so a slice of the folded text is the same slice of the
text as given. The grammar of quantities is written over folded text only.
"""

from __future__ import annotations

import re
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


def fold(text: str) -> str:
    """Return ``text`` of the same length, in the one spelling that the grammar reads.

    Parameters
    ----------
    text : str
        Any text; characters without another spelling stay as they are.

    Examples
    --------
    >>> fold("１２．３億元，３％")
    '12.3亿元,3%'
    """
    for old, new in _COMMON.items():
        text = text.replace(old, new)
    for old in set(_RARE_PATTERN.findall(text)):
        text = text.replace(old, _RARE[old])
    return text
