"""Numerals that are no statistics: dates, list numbers, names, titles, ordinals; each with its reason."""

from __future__ import annotations

import re
from functools import cache

from ..quantities.characters import BROKEN
from ..quantities.grammar import ARABIC, DASH, SP

DATE = "日期或年份 / date or year"
LIST = "序号 / number of a list"
NAME = "名称的一部分 / part of a name"
TITLE = "文件名中的数字 / in the title of a document"
ORDINAL = "序数 / ordinal of a name or a series"
FRACTION = "分数或乘积的一部分 / member of a fraction or a product"
BROKEN_UP = "断开的数字,一个数或两个数 / digits apart, by a comma, a space or a point: one number or two"
NO_UNIT = "没有单位的数字 / number without a unit"
PERIOD = "表示时段(近5年) / a stretch of time that dates"

_YEAR = r"(?:1[0-9]|2[01])[0-9]{2}(?![0-9])"
_DAY = rf"{SP}[0-3]?[0-9]{SP}[日号]"
_MONTH = rf"{SP}[01]?[0-9]{SP}月(?:份|{_DAY})?"
_NOT_IN_NUMBER = r"(?<![0-9])(?<![0-9]\.)"
# At the start of a line or a clause, behind at most four spaces.
_CLAUSE_START = "(?:" + "|".join(r"(?<=[\n\r。;:]" + "[ ]" * n + ")" for n in range(5)) + r"|(?<![\s\S]))"


@cache
def aside_pattern() -> str:
    """Return the pattern of what is recognised before any quantity, in named alternatives.

    ``broken``, ``list``, ``date``, ``latin`` set their numerals aside; ``quoted`` and ``title`` open a stretch
    inside of which a numeral without a unit is part of a name.
    """
    date = "|".join(
        [
            rf"{_YEAR}{SP}年?+{SP}{DASH}{SP}{_YEAR}{SP}年?+(?!{SP}[十百千万亿亩家个户人元吨米公平立名项件])",
            rf"{_YEAR}{SP}年(?!级)度?(?:{_MONTH})?",
            rf"{_YEAR}(?=[、和及与]{_YEAR}{SP}年)",
            rf"{_YEAR}(?P<mark>[-./])[01]?[0-9](?P=mark)[0-3]?[0-9](?![0-9])",
            rf"[01]?[0-9]{SP}月?{SP}{DASH}{SP}[01]?[0-9]{SP}月(?:份)?",
            rf"[01]?[0-9](?=、[01]?[0-9]{SP}月)",
            rf"[01]?[0-9]{SP}月(?:份|{_DAY})?(?!龄)",
            rf"[0-3]?[0-9]{SP}日(?!内|以内|以上|均|产|左右)",
            rf"[0-2]?[0-9]{SP}[时点](?:{SP}[0-5]?[0-9]{SP}分|(?=[整半,。;至到-]))",
            rf"[1-4](?:{SP}{DASH}{SP}[1-4])?{SP}季度",
            r"[0-9]{1,2}世纪(?:[0-9]{2}年代)?|[0-9]{2,4}年代",
        ]
    )
    return rf"""
    (?=[“「『‘"《]) (?:
        (?P<quoted> [“「『‘"] [^“”「」『』‘’"\n\r,。;]{{1,24}}+ [”」』’"] ) |
        (?P<title> 《 [^《》\n\r]{{1,90}}+ 》 ) ) |
    (?=[A-Za-z]) (?P<latin> (?<![A-Za-z0-9]) (?: PM[ ]?[0-9]+(?:\.[0-9]+)? |
        [A-Za-z]{{1,12}}+ -? [0-9]{{1,8}}+ (?:\.[0-9]{{1,4}}+)?+ (?! {SP}[万亿元%‰] | 个百分点 ) [A-Za-z0-9]*+ ) ) |
    (?=[0-9(]) (?:
        (?P<list> (?=\(?[0-9]{{1,2}}[.、)](?![0-9])) {_CLAUSE_START} \(?[0-9]{{1,2}}[.、)] | \([0-9]{{1,2}}\) ) |
        {_NOT_IN_NUMBER} (?:
            (?P<broken> {BROKEN} ) |
            (?P<date> (?=[0-9]{{1,4}}[ ]{{0,2}}[年月日时点世季、和及与./~至到-]) (?: {date} ) ) |
            (?P<ratio> (?> {ARABIC} (?: {SP} [:比] {SP} {ARABIC} )+ ) ) ) )
    """


# What follows a numeral without a unit, and makes it part of a name.
_NAME_BEHIND = re.compile(
    r"[A-Za-z]|\+|[号#]|国道|省道|县道|高速|路公交|周年|[版后式]|大道|大街|街|胡同|工程|行动|战略|计划|热线|平台|会议|系列"
)
_YEAR_ALONE = re.compile(r"(?:19|20)[0-9]{2}")


def reason_for(text: str, start: int, end: int, *, quoted: bool, titled: bool) -> str:
    """Return why a numeral without a unit is no statistic."""
    before = text[start - 1] if start else ""
    if titled:
        return TITLE
    if before == "第":
        return ORDINAL
    if quoted or before == "+" or (before.isascii() and before.isalpha()) or _NAME_BEHIND.match(text, end):
        return NAME
    if text[end : end + 1] in tuple("×xX*/") or before in tuple("×xX*/"):
        return FRACTION
    if _YEAR_ALONE.fullmatch(text, start, end):
        return DATE
    return NO_UNIT
