"""Where a report sets its headline targets: the passages for the coming year, announced or not.

An announcement (今年主要预期目标是) is followed by its targets in the same line, or by a list in the lines below.
A report that announces none has them in a sentence of the plan that sets GDP and several others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from .naming import names_in
from .sections import Sections

# What announces: 主要预期目标是, 发展目标建议为, 主要指标:, 计划安排:.
# Behind 预期目标, 主要目标 and 奋斗目标 a comma or a name is enough.
_ANNOUNCED = re.compile(
    r"(?:目标|(?:主要|预期性?|经济|发展)指标|计划安排|(?<=发展)预期|(?<=主要)预期)"
    r"(?:任务|指标|值|要求|安排)*(?:\([^()\n]{0,20}\))?(?:初步|拟|建议|确定|安排|设定|定|分别|如下|主要|也|就)*"
    r"(?:是|为|:|包括[,:]?|(?<=如下)|[0-9]|[ ]*(?=\n)"
    r"|(?<=[期要斗]目标)(?:[,。—\-]|(?=全[省市区县州旗]|地区|国内|生产总值|经济)))"
)
_HEADING_LENGTH = 30  # of words that are only 主要预期目标, with the targets behind or below
_KIND_OF_TARGET = re.compile("主要|预期|发展|奋斗|总体|年度|工作|建议|增长|调控|具体|综合|指标|计划安排")
_NOT_THIS = re.compile(
    "完成了|实现了|超额|年初确定|既定|圆满|回顾|标志着|远景|长远|阶段性|战略目标|总目标|质量目标|收官|如期|全面建成"
    "|为了?实现|(?:超过|好于|高于|低于|完成|达到)[^,。]{0,12}目标[,。]$|(?:围绕|按照|朝着|聚焦|瞄准|锚定|对照|向着)[^,。]{0,14}$|(?:上述|以上|这些|这一)[^,。]{0,8}$"
)
_FIVE_YEARS = re.compile('[“”"]?十[一二三四五六]五|今后|未来|五年|中长期|本届|纲要')
_UNTIL = re.compile("(?:到|至)(?:19|20)[0-9]{2}年")
_THIS_YEAR = re.compile("今年|明年|新的一年|全年|本年度?")
_OF_A_PART = re.compile("^[一二三四五六七][、.]|要求|任务|思路|工作")  # the heading of a whole part of the report
_END_OF_HEAD = re.compile("(?:目标|指标)[^,。]*$")
# Sentences behind the targets that explain them, or go on to the work.
_GOES_ON = re.compile(
    "上述|以上|这|提出|确定|设定|制定|安排这|(?:实现|完成|达到)(?:上述|以上|这|今年|全年|好|目标)|为此|综合|主要考虑|之所以"
    "|围绕|重点|各位|我们|关于|为实现|全面完成|落实|经过努力|做好|今年(?:要|将|的?(?:工作|重点|政府|着力))|按照|根据"
    "|工作中|具体|各级|要|因此|必须|坚持|为(?:了|确保|完成)|确保上|[一二三四五六七八九十]+、"
)
_GOES_ON_ALL_THE_SAME = re.compile("同时|[^,。]{0,8}工作中[^。]{0,10}(?:争取|力争)")
BETTER = re.compile(r"(?:争取|力争(?!取)|追求|努力(?!争取|力争))[^,。;:\n]{0,8}?(?:更好|更高|更快|更优)[^,。;:\n]{0,8}")
_NUMBER = re.compile(r"[0-9]|翻番|百分之|[与和同跟](?=[^,。;\n]{1,16}同步)|快于|高于|不低于")
_FIGURE = re.compile("[0-9]|百分之")
_OF_A_NUMBER = re.compile("(?:[%元人]|左右|以[上内下])的[^,。;:]{0,6}$")  # 增长8%左右的预期目标
# The lines of a list: marked, numbered, behind the name of their subject; or short, with an indicator first.
_MARKED = re.compile(
    r"[—\-●◆■·•*]|\([一二三四五六七八九十0-9]+\)|[0-9]{1,2}[.、]|[一二三四五六七八九十]+是|[^,。;:0-9\n]{2,10}[。:]"
)
_NUMBERED = re.compile("([一二三四五六七八九十])、(?=.*(?:[;。%]|左右|以[上内下])$)")  # a target, and no heading
_ORDER = "一二三四五六七八九十"
# 约束性指标是: another list, in the paragraph behind the first.
_ANOTHER_KIND = re.compile(
    r"\s*(?:其中[,:]?)?(?:主要)?的?(?:约束|预期)性(?:指标|目标)[^\n,。;:0-9]{0,6}?(?:是|为|包括|:)[,:]?"
)
_SHORT, _TASK, _CHAPTER = 80, 40, 24  # characters of a line without a mark, of one without a number; lines of a list
_ENOUGH = 3  # numbers in the line of the announcement
# A sentence that nothing announces has to set GDP and so many indicators in all; less where it says that it sets them.
_SETS_GDP = re.compile("(?:生产总值|GDP|经济)[^,。;\n]{0,8}?增长")
_SEVERAL, _FEW = 4, 3
# 今年发展主要目标和任务: a heading; below it the targets are one sentence with so many semicolons or more.
_HEADED = re.compile(r"^[^\n,。;:]{0,24}(?:发展|预期|主要|年度?)目标[^\n,。;:]{0,24}$", re.MULTILINE)
_NEXT_HEADING = re.compile(r"\n\s*[一二三四五六七八九十]+、")
_SEMICOLONS = 3
_SETS = re.compile("要实现|确保|预期|计划|安排|目标")
_LOOKS_BACK = re.compile("去年|上年|过去|以来|回顾|完成了|实现了|预计")
# No report is near these; without them a made-up text could take hours.
_REACH, _LONGEST, _MOST = 300, 4000, 100  # characters before, characters of a passage, announcements that are read


@dataclass(frozen=True)
class Passage:
    """A slice that sets targets.

    Parameters
    ----------
    start : int
        Where it is read from: behind the announcement, or with it where it names what is announced (增长目标定为8%).
    first : int
        The first character of what is announced.
    end : int
        Behind its last sentence.
    confidence : float
        How surely it is the passage.
    least : int
        How many indicators it has to name to be one.
    without_gdp : bool
        Whether it need not set GDP.
    """

    start: int
    first: int
    end: int
    confidence: float = 0.0
    least: int = 1
    without_gdp: bool = False


def announced(text: str, sections: Sections) -> Iterator[Passage]:
    """Yield the passages that are announced as the targets of the coming year, in text order."""
    planned = sections.plan < len(text)
    for match in islice(_ANNOUNCED.finditer(text), _MOST):
        start = _sentence_start(text, match.start())
        head = text[start : match.end()].replace(" ", "")
        this_year = bool(_THIS_YEAR.search(head)) or sections.names_coming_year(head)
        heading = head[-1] == "。" or (text.startswith("\n", match.end()) and head[-1] not in ":是为")
        if heading and (len(head) > _HEADING_LENGTH or _OF_A_PART.search(head)):
            continue
        if not (_KIND_OF_TARGET.search(head[-28:]) or (heading and this_year)) or _NOT_THIS.search(
            _END_OF_HEAD.sub("", head[-40:])
        ):
            continue
        if (_FIVE_YEARS.search(head[-40:]) or _UNTIL.search(head)) and not this_year:
            continue
        if planned and match.start() < sections.annual and not (this_year and match.start() > sections.plan // 2):
            continue
        last = head[-24:]
        confidence = 3 * ("预期" in last) + 2 * this_year + ("主要" in last) + (match.group()[-1] == ":")
        passage = _passage(text, match.end(), confidence)
        yield replace(passage, start=start, first=start) if _OF_A_NUMBER.search(text, start, match.start()) else passage


def unannounced(text: str, sections: Sections) -> Iterator[Passage]:
    """Yield the sentences of the plan that set GDP, in text order; without a plan, those that speak of this year."""
    planned = sections.annual < len(text)
    for match in islice(_SETS_GDP.finditer(text, sections.annual if planned else 0), _MOST):
        start = _sentence_start(text, match.start(), "。\n")
        end = _sentences(text, match.end(), min(_line_end(text, match.end()), start + _LONGEST))
        words = text[start:end]
        sets = _SETS.search(words) is not None
        this_year = sections.names_coming_year(words) or "今年" in words or words.startswith("预期全年")
        if planned or (sets and this_year and not _LOOKS_BACK.search(words)):
            yield Passage(start, start, end, least=_FEW if sets else _SEVERAL)


def headed(text: str, sections: Sections) -> Iterator[Passage]:
    """Yield the first sentence that lists targets, GDP or not, below each heading that speaks of the year's targets."""
    for heading in islice(_HEADED.finditer(text), _MOST):
        words = heading.group()
        if _NOT_THIS.search(words) or not (_THIS_YEAR.search(words) or sections.names_coming_year(words)):
            continue
        below = _NEXT_HEADING.search(text, heading.end(), heading.end() + _LONGEST)
        last = below.start() if below else min(len(text), heading.end() + _LONGEST)
        start = heading.end()
        while start < last:
            end = _sentence_end(text, start, min(_line_end(text, start + 1), last))
            words = text[start:end].strip()
            lists = words.count(";") >= _SEMICOLONS and len(_FIGURE.findall(words)) >= _SEVERAL
            this_year = "今年" in words or sections.names_coming_year(words)
            if lists and this_year and not _LOOKS_BACK.search(words):
                yield Passage(start, start, end, least=_SEVERAL, without_gdp=True)
                break
            start = end


def _passage(text: str, place: int, confidence: float) -> Passage:
    """Return the sentences that hold the targets announced before ``place``: to the end of a line, or of a list."""
    first = place - 1 if text[place - 1].isdigit() else place
    start = _sentence_start(text, place - 1) if _FIGURE.match(text, first) else first
    end = _targets_end(text, place)
    while (more := _ANOTHER_KIND.match(text, _line_end(text, end))) and more.end() < first + _LONGEST:
        end = _targets_end(text, more.end())
    return Passage(start, first, end, confidence)


def _targets_end(text: str, place: int) -> int:
    """Return where the targets end that are announced before ``place``."""
    line_end = _line_end(text, place)
    opened = not text[place:line_end].strip(" :”—-")  # the targets stand in the lines below
    end = place if opened else _sentences(text, place, min(line_end, place + _LONGEST))
    full = len(_NUMBER.findall(text, place, end)) >= _ENOUGH  # the line holds the targets: what is below is the work
    if opened or not (full or text[end:line_end].strip()):
        end = _list_end(text, line_end + 1, end, opened=opened)
    return end


def _list_end(text: str, position: int, end: int, *, opened: bool) -> int:
    """Return where a list of targets ends that may begin at a line; where none does, the end that was given."""
    first, titled, order = opened, False, 0
    for _ in range(_CHAPTER):
        if position >= len(text):
            break
        line_end = _line_end(text, position)
        words = text[position:line_end].strip()
        numbered = _NUMBERED.match(words)
        in_order = numbered is not None and (first or order > 0) and numbered[1] == _ORDER[order : order + 1]
        if numbered and in_order:
            words, order = words[numbered.end() :], order + 1
        marked = _MARKED.match(words)
        listed = in_order or marked is not None
        number = _NUMBER.search(words, marked.end() if marked else 0)
        goes_on = _GOES_ON.match(words, marked.end() if marked else 0) or _GOES_ON.match(words)
        if number and (first or not goes_on):
            named = opened and len(words) <= _SHORT and (titled or _names_something(words[: number.start()]))
            if not (listed or first or named):
                break
            end = _sentences(text, position, min(line_end, position + _LONGEST))
            if text[end:line_end].strip() or (len(words) > _SHORT and not listed):  # a paragraph, and no list
                break
            first = False
        elif goes_on or (len(words) > _TASK and not listed):
            break
        titled = _names_something(words)
        position = line_end + 1
    return end


def _names_something(words: str) -> bool:
    one, several, _ = names_in(words) or ("", (), False)
    return bool(one) or any(several)


def _sentences(text: str, start: int, line_end: int) -> int:
    """Return where the sentences of a line stop to set targets."""
    end = waiting = _sentence_end(text, start, line_end)
    while waiting < line_end:  # behind a sentence without a number, which counts if one with a number follows
        after = _sentence_end(text, waiting, line_end)
        words = text[waiting:after].strip()
        goes_on = _GOES_ON.match(words) and not _GOES_ON_ALL_THE_SAME.match(words)
        sets = _NUMBER.search(words) or BETTER.search(words)
        if goes_on or (not sets and (waiting > end or len(words) > 40)):
            return end
        waiting = after
        if not words or sets:
            end = after
    return end


def _sentence_start(text: str, place: int, marks: str = "。\n;!") -> int:
    """Return where the sentence or the part of it begins that holds a place."""
    reach = max(0, place - _REACH)
    return max(reach, max(text.rfind(mark, reach, place) for mark in marks) + 1)


def _sentence_end(text: str, start: int, line_end: int) -> int:
    end = text.find("。", start, line_end)
    return line_end if end < 0 else end + 1


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end
