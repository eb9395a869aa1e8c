"""Which spelled-out numbers state a quantity: 近三成 and 连续三年 do, 三大 and “三年行动” do not."""

from __future__ import annotations

import re

from ..quantities.grammar import STREAK
from ..quantities.phrase import Quantity
from ..quantities.units import dimension_of
from .context import ranks

_COUNTERS = frozenset("个家所座条项台辆件处户名人枚张支艘只套栋幢间场门册部篇块株棵口架")
_LAST_OF_NAME = "第前后各每其这那哪头近分为以上下有共的等是第某另"
_STATED_UNITS = frozenset({"倍", "个百分点", "百分点", "个千分点", "千分点"})
_STREAK_UNITS = frozenset({"年", "次", "届", "个月", "个季度", "天"})


def spelled_states(match: re.Match[str], quantity: Quantity, text: str, clause: str) -> bool:
    """Return whether a spelled-out number states a quantity, as 近三成 does and 三大 does not.

    Parameters
    ----------
    match : re.Match
        A match of the grammar whose number is spelled out.
    quantity : Quantity
        What it reads as.
    text : str
        The folded text of the match.
    clause : str
        The words of its clause before it.
    """
    number, unit, verb, place = match["number"], match["unit"] or None, match["verb"], match["place"]
    before, after, end = match["before"], match["after"], match.end()
    following = text[end : end + 1]
    ends = not following or following in ",。;、) \n\r"
    if match["percent"] or verb == "翻":
        return True
    if verb == STREAK:
        return unit in _STREAK_UNITS
    if clause[-1:] in ("数", "几"):
        return False
    if place:
        placed = (unit is None and ends) or (unit in ("位", "名", "强") and following != "的")
        return placed and ranks(clause)
    if unit is None:
        return bool(before or after) and quantity.unit[0] in "亿万" and number[0] in "亿千百十万" and number != "万"
    measured = dimension_of(quantity.unit)
    qualified = (before and not (before == "近" and measured.startswith("duration"))) or match["more"] or after
    if unit == "成":
        return number in tuple("二三四五六七八九") and (bool(before or after) or ends or following == "的")
    if unit == "番" or measured in ("grade", "score", "age", "energy"):
        return False
    if unit in _STATED_UNITS:
        return number != "一" or bool(verb or qualified)
    if qualified and after != "级" and not (number == "一" and not after):
        return after != "内" or measured in ("duration", "duration_clock", "length")
    if after == "级":
        return measured.startswith("money")
    if number[0] in "一二两三四五六七八九" and number[-1:] in "百千万亿":
        return not measured.startswith("duration")
    if unit == "年" and text.startswith(("时间", "之久"), end):
        return True
    last = clause[-1:]
    return (
        number in tuple("二两三四五六七八九十") and ends and following != " " and unit in _COUNTERS
        and bool(last) and last.isalpha() and last not in _LAST_OF_NAME
    )  # fmt: skip
