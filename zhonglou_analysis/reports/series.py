"""Which of an indicator's numbers a quantity is: the level or a mark that it passed, of what basis, the change of what.

Words that name the indicator do not tell this, and a number taken for another one of it is wrong with certainty: what
these words leave open waits for a person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..texts.context import MARK_BEHIND, clause_before
from ..texts.items import Found
from ..texts.naming import Named
from ..texts.vocabulary import known_terms, strip_words

# A number behind these was passed; 突破 and 超过 are qualifiers of it already.
_PASSES = re.compile("(?:首破|冲破|打破|跨[上入越过]|迈[上入过]|[跃站登]上|步入|进入|跻身)$")
# What a percentage point is a point of, by the words before it.
_OF_GROWTH = re.compile("增速|增幅|降幅|涨幅|跌幅|增长率|增长速度")
_OF_A_SHARE = re.compile("占|比重|份额")
_OF_OUTPUT = re.compile("占(?:全[省市区县州]|本[省市])?(?:地区|国内)?(?:生产总值|GDP)")
# On what basis growth is printed.
_BASES = {
    "constant": re.compile("按?(?:不变|可比)价格?(?:计算)?|扣除价格(?:变动)?因素|实际(?!使用|利用|到|外资)"),
    "comparable": re.compile(
        "按?(?:同|可比)口径|可比(?!价)|(?:剔除|扣除|还原)[^,。;]{1,14}?(?:因素影响|因素|影响|退税)后?"
    ),
    "nominal": re.compile("按?自然口径|名义|按?现价(?:计算)?"),
}
_IN_BRACKETS = re.compile(r"\([^()]{1,16}\)")  # 增长4%（同口径）
_GROWTH = ("growth_rate", "average_growth_rate")
_STANDS = ("level", "rate", "share")


class Basis(NamedTuple):
    """On what basis a growth rate is printed (``growth_prices`` of ``indicators.csv``), and the words that say so."""

    prices: str
    words: str


def marks_passed(
    text: str, found: Sequence[Found], named: Sequence[Named], leads: Sequence[str]
) -> dict[int, int | None]:
    """Return which quantities are marks that a level passed, each with the place of that level where it is printed.

    突破300亿元大关，达到312.5亿元: 300 is the mark, 312.5 the level. A mark alone is a floor where its word is a
    qualifier (突破300亿元), and says nothing that a row can hold where it is none (迈上300亿元台阶).
    """
    passed: dict[int, int | None] = {}
    for i, (item, about, lead) in enumerate(zip(found, named, leads, strict=True)):
        if not (about.indicators and about.period) or about.kind not in _STANDS or item.ends:
            continue
        unread = item.quantity.qualifier == "exact" and (_PASSES.search(lead) or MARK_BEHIND.match(text, item.end))
        floor = item.quantity.qualifier == "at_least" and item.marked and about.status != "target"
        reached = i + 1 < len(found) and _reached(about, named[i + 1])
        if unread or (floor and reached):
            passed[i] = i + 1 if reached else None
    return passed


def _reached(about: Named, behind: Named) -> bool:
    """Return whether a number is the level behind a mark: the next one, of the same indicator and year."""
    return (about.indicators, about.kind, about.period) == (behind.indicators, behind.kind, behind.period)


def changes_what(named: Sequence[Named], leads: Sequence[str], i: int) -> str:
    """Return what percentage points are points of: ``growth``, ``share``, the indicator itself (``own``), or nothing.

    Where the words do not say it, it is what was printed of the indicator right before: 增长6%，比上年提高0.5个百分点.
    """
    about = named[i]
    if about.kind != "change" or not about.indicator:
        return "own"
    if known_terms()[about.indicator].is_percentage:
        return "own"
    if _OF_GROWTH.search(leads[i]):
        return "growth"
    if _OF_A_SHARE.search(leads[i]):
        return "share"
    before = named[i - 1] if i else None
    if before is None or before.indicators != about.indicators:
        return ""
    return {"growth_rate": "growth", "share": "share"}.get(before.kind, "")


def is_of_output(lead: str) -> bool:
    """Return whether a share is of the region's output by the words before it: 占GDP比重约8%."""
    return _OF_OUTPUT.search(lead) is not None


def bases_of(text: str, found: Sequence[Found], named: Sequence[Named], leads: Sequence[str]) -> list[Basis | None]:
    """Return on what basis each growth rate is printed; None where no word says it, and for all that is no growth."""
    result: list[Basis | None] = []
    for i, (item, about, lead) in enumerate(zip(found, named, leads, strict=True)):
        if about.kind not in _GROWTH or len(about.indicators) != 1:
            result.append(None)
            continue
        words, since = lead, found[i - 1].end if i else 0
        start = item.start - len(clause_before(text, item.start)) - 1
        if not strip_words(words) and start > since:  # 按不变价格计算，比上年增长: the clause before leads to it too
            before = "".join(clause_before(text, start).split())
            words = before + words if not strip_words(before) else words
        if behind := _IN_BRACKETS.match(text, item.end):
            words += behind.group()
        result.append(_basis(words, known_terms()[about.indicator].growth_prices))
    return result


def _basis(words: str, usual: str) -> Basis | None:
    for prices, pattern in _BASES.items():
        if said := pattern.search(words):
            constant = prices == "comparable" and usual == "constant"  # 可比增长 of what is valued at comparable prices
            return Basis("constant" if constant else prices, said.group())
    return None


def one_basis(named: Sequence[Named], bases: Sequence[Basis | None]) -> dict[str, str]:
    """Return the basis of each indicator whose growth is printed on one: its usual one, else the first that is said."""
    said: dict[str, list[str]] = {}
    for about, basis in zip(named, bases, strict=True):
        if basis is not None:
            said.setdefault(about.indicator, []).append(basis.prices)
    usual: Mapping[str, str] = {name: known_terms()[name].growth_prices for name in said}
    return {name: usual[name] if usual[name] in prices else prices[0] for name, prices in said.items()}
