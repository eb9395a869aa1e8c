"""The headline targets of a report: what the sentence under 主要预期目标 sets for the coming year, named and bounded.

The passage is found first (its announcement, in the plan for the coming year and not in the review or in a plan for
five years) and only the passage is read. A result of the year before that stands in it is no target.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from ..quantities.characters import fold
from .items import Found
from .naming import Named, name_items, names_in
from .scan import line_starts, scan_text
from .sections import Sections, find_sections, flow
from .tables import in_base_units
from .vocabulary import find_name

if TYPE_CHECKING:
    import pandas as pd

# How a passage of targets is announced: 主要预期目标是, 发展目标建议为, 主要指标:.
_ANNOUNCED = re.compile(
    r"(?:目标|(?:主要|预期|经济|发展)指标)(?:任务|指标|值|要求|安排)*(?:\([^()\n]{0,20}\))?"
    r"(?:初步|拟|建议|确定|安排|设定|定|分别|如下|主要|也|就)*(?:是|为|:|(?<=如下)|[0-9]|[ ]*(?=\n))"
)
_HEADING_LENGTH = 30  # of a line that is only 主要预期目标, with the targets below
_KIND_OF_TARGET = re.compile("主要|预期|发展|奋斗|总体|年度|工作|建议|增长|调控|具体|综合|指标")
_NOT_THIS = re.compile(
    "完成了|实现了|超额|年初确定|既定|圆满|回顾|标志着|远景|长远|阶段性|战略目标|总目标|质量目标|收官|如期|全面建成"
    "|为了?实现|(?:围绕|按照|朝着|聚焦|瞄准|锚定|对照|向着)[^,。]{0,14}$|(?:上述|以上|这些|这一)[^,。]{0,8}$"
)
_FIVE_YEARS = re.compile('[“”"]?十[一二三四五六]五|今后|未来|五年|中长期|本届')
_UNTIL = re.compile("(?:到|至)(?:19|20)[0-9]{2}年")
_THIS_YEAR = re.compile("今年|明年|新的一年|全年|本年度?")
# Sentences behind the targets that explain them, or go on to the work.
_GOES_ON = re.compile(
    "上述|以上|这|提出|确定|设定|制定|安排这|(?:实现|完成|达到)(?:上述|以上|这|今年|全年|好|目标)|为此|综合|主要考虑|之所以"
    "|围绕|重点|各位|我们|关于|为实现|全面完成|落实|经过努力|做好|今年(?:的|要|将)?(?:工作|重点|政府|着力)|按照|根据"
    "|工作中|具体|各级|要|因此|必须|坚持|为确保|确保上|[一二三四五六七八九十]+、"
)
_GOES_ON_ALL_THE_SAME = re.compile("同时|[^,。]{0,8}工作中[^。]{0,10}(?:争取|力争)")
_ENUMERATED = re.compile(
    r"\s*(?:[—\-●◆■·•*]|\([一二三四五六七八九十0-9]+\)|[0-9]{1,2}[.、]|[一二三四五六七八九十]+是|[^,。;:0-9\n]{2,10}[。:])"
)
_NUMBER = re.compile(r"[0-9]|翻番|同步|百分之")
_GROWTH = "(?:增长速度|增长|增速|增幅|提高|增加|发展速度|发展)"
_TIED = re.compile(
    rf"(?P<name>[^,。;:\n]{{2,30}}?)(?:名义|实际)?{_GROWTH}?(?:继续|保持|基本|力争|要)*"
    r"(?P<tie>(?:与|和|同|跟)(?:全[省市区县]|地区)?(?P<other>经济|地区生产总值|国内生产总值|生产总值|GDP)"
    rf"{_GROWTH}?(?:继续|保持|实现|水平)*(?P<about>基本|大体|总体)?(?:保持)?同步(?:增长|提高)?)"
)
# 农村居民收入增速高于城镇居民收入增速; what it is to outgrow is an indicator too.
_OUTGROWS = re.compile(
    rf"(?P<name>[^,。;:、\n]{{0,30}}?){_GROWTH}?(?P<tie>(?:高于|快于|不低于|超过)(?P<other>[^,。;:、\n]{{2,20}}?){_GROWTH})"
)
_OF_A_PART = re.compile("^[一二三四五六七][、.]|要求|任务|思路|工作")  # the heading of a whole part of the report
_END_OF_HEAD = re.compile("(?:目标|指标)[^,。]*$")
_CLAUSE_MARK = re.compile("[,。;:\n]")
_STRIVES = re.compile("力争|争取|努力|冲刺|奋斗目标|挑战|跳起")
_BETTER = re.compile(
    r"(?:争取|力争(?!取)|追求|努力(?!争取|力争))[^,。;:\n]{0,8}?(?:更好|更高|更快|更优)[^,。;:\n]{0,8}"
)
_BEFORE_LAST = re.compile(r"(?:去年|上年|上一年|往年|现状|基数|已)(?!增长|同期|相比)[^,;]{0,14}$")
_COMPARED = re.compile(r"(?:高于|低于|快于|好于|超过|领先)[^,;:]{1,14}$")
_SETS_GDP = re.compile("(?:生产总值|GDP|经济)[^,。;\n]{0,8}?增长")
_SEVERAL = 4  # indicators in one sentence: such a sentence is of headline targets, announced or not
# No report is near these; without them a made-up text could take hours.
_REACH, _LONGEST, _MOST = 300, 4000, 100  # characters before, characters of a passage, announcements that are read
_CHAPTER = 14  # lines of a list of targets at most


class Target(NamedTuple):
    """One headline target; the fields are the columns of :func:`extract_targets`."""

    indicator: str
    kind: str
    period: str
    value: float
    low: float
    high: float
    qualifier: str
    unit: str
    printed: str
    paragraph: int
    start: int
    end: int
    stretch: bool
    tied_to: str


TARGET_COLUMNS = Target._fields
_NAN = float("nan")


def extract_targets(text: str, year: int | None = None) -> pd.DataFrame:
    """Return the headline targets of a report, named, one row each, in text order.

    Parameters
    ----------
    text : str
        The text of a work report of any place and level, from the county to the State Council.
    year : int, optional
        The year that the targets are for; by default the one that the text tells.

    Returns
    -------
    DataFrame
        ``indicator``
            An id of ``vocabulary.csv``; empty where the words name none of it.
        ``kind``, ``period``
            As in ``observations.csv``; the year is empty where neither text nor caller tells it.
        ``value``, ``low``, ``high``, ``qualifier``, ``unit``
            In base units, as in :func:`extract_quantities`. A target is a decision: an exact one is a point. A range
            has no value (NaN). Where no number is printed (a tie, a wish) the three are NaN.
        ``printed``, ``paragraph``, ``start``, ``end``
            The phrase, its 1-based line, and the slice of the text that holds it.
        ``stretch``
            Whether it is what is striven for beyond the target before it: 增长6%以上，力争6.5%; 争取更好结果.
        ``tied_to``
            The indicator whose growth it keeps up with (居民收入增长与经济增长同步); else empty.

    Examples
    --------
    >>> found = extract_targets("今年主要预期目标是：生产总值增长5%以上，城镇新增就业3万人。", year=2031)
    >>> found[["indicator", "period", "value", "low", "qualifier"]].to_numpy().tolist()
    [['gdp', '2031', 5.0, 5.0, 'at_least'], ['urban_new_jobs', '2031', 30000.0, 30000.0, 'exact']]
    """
    import pandas as pd

    return pd.DataFrame(target_rows(text, year), columns=list(TARGET_COLUMNS))


def target_rows(text: str, year: int | None = None) -> list[Target]:
    """Return the headline targets as plain rows, in the order of ``TARGET_COLUMNS``."""
    folded = flow(fold(text))
    sections = find_sections(folded)
    if year is not None:
        sections = Sections(year - 1, sections.plan, sections.annual)
    best: list[Target] = []
    best_score = 0.0
    seen = -1
    for place, confidence in islice(_announcements(folded, sections), _MOST):
        if place < seen:  # an announcement inside a passage that was read
            continue
        passage = _passage(folded, place)
        found = _read(text, folded, passage, sections)
        named = len({target.indicator for target in found if target.indicator})
        score = min(named, 8) + confidence if named else 0.0
        if score > best_score:
            best, best_score, seen = found, score, passage.end
    return best or _unannounced(text, folded, sections)


def _unannounced(text: str, folded: str, sections: Sections) -> list[Target]:
    """Return the targets of the first sentence of the plan that sets GDP and several others: none is announced."""
    for match in islice(_SETS_GDP.finditer(folded, min(sections.annual, len(folded))), _MOST):
        start = _sentence_start(folded, match.start())
        line_end = folded.find("\n", match.end())
        line_end = len(folded) if line_end < 0 else line_end
        end = folded.find("。", match.end(), line_end)
        end = min(line_end if end < 0 else end + 1, start + _LONGEST)
        found = _read(text, folded, _Passage(start, start, end), sections)
        if "gdp" in {target.indicator for target in found} and len({t.indicator for t in found} - {""}) >= _SEVERAL:
            return found
    return []


def target_cells(text: str) -> list[tuple[str, ...]]:
    """Return the headline targets as rows of text, for a table on disk: an end that nothing bounds is empty."""
    return [tuple(map(_cell, target)) for target in target_rows(text)]


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.15g}" if isfinite(value) else ""
    return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True)
class _Passage:
    start: int  # of the sentence that announces
    first: int  # of what is announced
    end: int


def _announcements(text: str, sections: Sections) -> Iterator[tuple[int, float]]:
    """Yield where targets for the coming year are announced, and how surely."""
    coming = f"{sections.year + 1}年" if sections.year else "今年"
    planned = sections.plan < len(text)
    for match in _ANNOUNCED.finditer(text):
        start = _sentence_start(text, match.start())
        head = text[start : match.end()].replace(" ", "")
        this_year = bool(_THIS_YEAR.search(head)) or coming in head
        if text.startswith("\n", match.end()) and (match.end() - start > _HEADING_LENGTH or _OF_A_PART.search(head)):
            continue
        if not _KIND_OF_TARGET.search(head[-28:]) or _NOT_THIS.search(_END_OF_HEAD.sub("", head[-40:])):
            continue
        if (_FIVE_YEARS.search(head[-40:]) or _UNTIL.search(head)) and not this_year:
            continue
        if planned and match.start() < sections.annual and not (this_year and match.start() > sections.plan // 2):
            continue
        yield (
            match.end(),
            3 * ("预期" in head[-24:]) + 2 * this_year + 1 * ("主要" in head[-24:]) + (match.group()[-1] == ":"),
        )


def _passage(text: str, place: int) -> _Passage:
    """Return the sentences that hold the targets announced before ``place``: to the end of a line, or of a list."""
    start = _sentence_start(text, place - 1)
    first = place - 1 if text[place - 1].isdigit() else place
    line_end = text.find("\n", place)
    line_end = len(text) if line_end < 0 else line_end
    opened = not text[place:line_end].strip(" :”")  # the targets stand in the lines below
    line_end = min(line_end, place + _LONGEST)
    end = place if opened else _sentences(text, place, line_end)
    if not opened and end < line_end and text[end:line_end].strip():
        return _Passage(start, first, end)
    position, lines = line_end + 1, 0
    while position < len(text) and lines < _CHAPTER:
        line_end = text.find("\n", position)
        line_end = len(text) if line_end < 0 else line_end
        line = text[position:line_end]
        if line.strip():
            words = line.strip()
            listed = bool(_ENUMERATED.match(words)) or (opened and lines == 0)
            if not listed or not _NUMBER.search(words) or (_GOES_ON.match(words) and lines):
                break
            end = _sentences(text, position, min(line_end, position + _LONGEST))
            lines += 1
            if opened and lines == 1 and not _ENUMERATED.match(words):
                break  # one paragraph of targets, as a sentence
            if text[end:line_end].strip():
                break
        position = line_end + 1
    return _Passage(start, first, end)


def _sentence_start(text: str, place: int) -> int:
    """Return where the sentence or the part of it begins that holds a place."""
    reach = max(0, place - _REACH)
    return max(reach, max(text.rfind(mark, reach, place) for mark in "。\n;!") + 1)


def _sentences(text: str, start: int, line_end: int) -> int:
    """Return where the sentences of a line stop to set targets."""
    end = text.find("。", start, line_end)
    if end < 0:
        return line_end
    end += 1
    waiting = end  # behind a sentence without a number, which counts if one with a number follows
    while waiting < line_end:
        after = text.find("。", waiting, line_end)
        after = line_end if after < 0 else after + 1
        words = text[waiting:after].strip()
        goes_on = _GOES_ON.match(words) and not _GOES_ON_ALL_THE_SAME.match(words)
        if goes_on or (not _NUMBER.search(words) and not _BETTER.search(words) and (waiting > end or len(words) > 40)):
            return end
        waiting = after
        if not words or _NUMBER.search(words) or _BETTER.search(words):
            end = after
    return end


def _read(text: str, folded: str, passage: _Passage, sections: Sections) -> list[Target]:
    """Return the targets of a passage, in text order."""
    slice_, offset = folded[passage.start : passage.end], passage.start
    lines = line_starts(text[: passage.end])
    items = scan_text(slice_)
    named = name_items(slice_, items, Sections(sections.year, 0, 0))
    found: list[Target] = []
    end = passage.first - offset
    period = str(sections.year + 1) if sections.year else ""
    numbers = iter(named)
    for item in items:
        if not isinstance(item, Found):
            continue
        about = next(numbers)
        if item.start < passage.first - offset:
            continue
        between = folded[offset + end : offset + item.start]
        end = item.end
        if not _is_target(item, about, between, folded[offset + item.end : offset + item.end + 1]):
            continue
        for indicator in about.indicators or ("",):
            strives = bool(_STRIVES.search(between)) and "。" not in between
            stretch = strives and any(one.indicator == indicator and not one.stretch for one in found[-2:])
            found.append(_target(item, about, indicator, period, text, offset, lines, stretch=stretch))
    found += _ties(text, folded, passage, period, lines)
    found += _wishes(text, folded, passage, found, lines)
    return sorted(found, key=lambda target: (target.start, target.end))


def _is_target(item: Found, about: Named, between: str, following: str) -> bool:
    """Return whether a quantity of the passage is a target, and no earlier result, threshold or comparison."""
    clause = _CLAUSE_MARK.split(between)[-1]
    if about.status == "actual" or item.kind in ("rank", "streak") or item.quantity.unit == "年":
        return False
    if _BEFORE_LAST.search(clause) or _COMPARED.search(clause):
        return False
    if about.kind in ("level", "rate", "share") and re.search("[从由]$", clause.rstrip()):
        return False
    if not about.indicators:
        return not following.isalpha() or following in "和与及以并且"
    return True


def _target(
    item: Found, about: Named, indicator: str, period: str, text: str, offset: int, lines: list[int], *, stretch: bool
) -> Target:
    value, unit, low, high = in_base_units(item.quantity)
    if item.quantity.qualifier == "exact" and item.quantity.value is not None:
        low = high = value
    start, end = item.start + offset, item.end + offset
    return Target(
        indicator, about.kind, about.period or period, value, low, high, item.quantity.qualifier, unit, text[start:end],
        bisect_right(lines, start), start, end, stretch, "",
    )  # fmt: skip


def _ties(text: str, folded: str, passage: _Passage, period: str, lines: list[int]) -> Iterator[Target]:
    """Yield what is to grow as something else does, or faster: 居民收入增长与经济增长同步."""
    for pattern in (_TIED, _OUTGROWS):
        for match in pattern.finditer(folded, passage.first, passage.end):
            start, end = match.span("tie")
            other = find_name(match["other"])
            words = match["name"]
            if not words:  # 农村居民收入增速高于全国平均水平、高于城镇居民收入增速
                words = _CLAUSE_MARK.split(folded[max(passage.first, start - 60) : start])[-1].partition("高于")[0]
            one, several, _ = names_in("".join(words.split())) or ("", (), False)
            qualifier = "at_least" if pattern is _OUTGROWS else "about" if match["about"] else "exact"
            for indicator in filter(None, (one,) if one else several):
                if other and other != indicator:
                    yield Target(
                        indicator, "growth_rate", period, _NAN, _NAN, _NAN, qualifier, "", text[start:end],
                        bisect_right(lines, start), start, end, False, other,
                    )  # fmt: skip


def _wishes(text: str, folded: str, passage: _Passage, found: list[Target], lines: list[int]) -> Iterator[Target]:
    """Yield what is striven for beyond a target without a number: 争取更好结果."""
    for match in _BETTER.finditer(folded, passage.first, passage.end):
        before = [target for target in found if target.end <= match.start() and target.indicator]
        if before:
            start, end = match.span()
            last = (
                before[0] if "。" in folded[before[-1].end : start] else before[-1]
            )  # a sentence of its own: the first
            yield last._replace(
                value=_NAN, low=_NAN, high=_NAN, qualifier="", unit="", printed=text[start:end],
                paragraph=bisect_right(lines, start), start=start, end=end, stretch=True, tied_to="",
            )  # fmt: skip
