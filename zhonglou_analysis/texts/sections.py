"""What a report says of itself: the year it looks back on, and where its plan for the coming years begins."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_SAMPLE = 20_000  # characters that tell whether a copy is wrapped
_WRAPPED = (18, 80)  # characters of a wrapped line
_ENOUGH_LINES = 20
_ENDS_LINE = "。!?:”"
_INSIDE = re.compile(  # not before a heading, a list, an indented paragraph
    rf"(?<=[^\n]{{17}}[^\n{_ENDS_LINE} ])\n"
    r"(?! ?+(?:[\n \u3000]|[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]|--))"
)
# A full stop that a copy has as a point; not behind the number of a heading (一.).
_POINT = re.compile(r"\.(?<=[%‰\u4e00-\u9fff]\.)(?<!^[一二三四五六七八九十]\.)(?<!^十[一二三]\.)", re.MULTILINE)
_HEADING_LENGTH = 60
_OPENING = 700  # characters that hold the title and the day of delivery
_YEAR = "(?:19|20)[0-9]{2}"
_DELIVERED = re.compile(rf"({_YEAR})年([01]?[0-9])月(?:[0-3]?[0-9]日|$)", re.MULTILINE)
# 二〇〇七年一月二十八日: a day of delivery in words.
_IN_WORDS = re.compile(r"((?:一九|二[〇○零0])[〇○零0一二三四五六七八九]{2})年(十[一二]?|[一二三四五六七八九])月")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TITLED = re.compile(rf"({_YEAR})年?[^\n,。]{{0,20}}(?:工作报告|发展计划)")
_LOOKS_BACK = re.compile(
    rf"({_YEAR})年?(?:全?[省市区县州])?(?:的)?(?:主要|政府|经济社会发展)?(?:工作)?(?:的)?(?:主要)?(?:回顾|总结|情况)"
)
_LOOKS_AHEAD = re.compile(
    rf"({_YEAR})年(?:的)?[^\n,。;:、0-9]{{0,14}}?(?:重点|主要|政府|经济|总体|工作|目标|发展|全市|全区|全县|全省|预期|任务|安排|打算|重要)"
)
# 2024年全市经济社会发展的主要预期目标是: what a text plans for.
_AIMS = re.compile(
    rf"(?<![0-9到至])({_YEAR})年[^\n,。;:0-9]{{0,24}}?(?:预期|发展|主要|工作)(?:目标|指标)[^\n。;,]{{0,4}}?[是为:]"
)
_NAMED = re.compile(rf"(?<![0-9到至])({_YEAR})年")
_PAST = re.compile("回顾|总结|过去|成就|成绩|完成情况|以来")
_PLANNED = re.compile("工作|任务|安排|目标|重点|总体|要求|思路|打算|部署|建议|举措|意见|规划|蓝图|奋斗|展望")
_FIVE_YEARS = "今后|未来|“?十[一二三四五六]五”?|[第下][一二三四五六十]*个?五年"
_AHEAD = re.compile(rf"{_YEAR}年|今年|明年|新的一年|下一?步|下一?阶段|下半年|{_FIVE_YEARS}")
_PLAN_OF = re.compile(_FIVE_YEARS)
_INLINE = re.compile(r"(?:[。\s])[二三四五]、([^。,;:\n]{4,40})")
_HEADING = re.compile(f"^(?:[一二三四五六七][、.]|第[一二三四]部分)|{_AHEAD.pattern}")
_OTHER_LINE = re.compile("[。;,]$|报告$|^.{0,3}代表")


def flow(folded: str) -> str:
    r"""Return folded text of the same length, with a line break only where a paragraph ends.

    Every kind of line end becomes one, and a point that ends a sentence becomes 。. Where a copy is wrapped (most lines
    stop inside a sentence) the breaks inside sentences become spaces.

    Examples
    --------
    >>> flow("甲。\r\n乙")
    '甲。\n 乙'
    """
    text = folded.replace("\r\n", "\n ").replace("\r", "\n") if "\r" in folded else folded
    text = _POINT.sub("。", text)
    lines = [line.rstrip() for line in text[:_SAMPLE].split("\n")]
    long = [line for line in lines if _WRAPPED[0] <= len(line) <= _WRAPPED[1]]
    inside = sum(line[-1] not in _ENDS_LINE for line in long)
    if len(long) < _ENOUGH_LINES or inside * 2 < len([line for line in lines if line]):
        return text
    return _INSIDE.sub(" ", text)


@dataclass(frozen=True)
class Sections:
    """Where a text looks back and where it plans, and over what years.

    Parameters
    ----------
    year : int or None
        The year that it looks back on; its plan is for the next. None where the text does not tell.
    plan : int
        Where its plan begins; the length of the text where none was found.
    annual : int
        Where the plan for the coming year begins: behind one for five years, if there is one.
    """

    year: int | None
    plan: int
    annual: int

    def names_coming_year(self, words: str) -> bool:
        """Return whether words name the year of the plan: 2032年, 二〇三二年; 今年 where the text tells no year."""
        return f"{self.year + 1}年" in words.translate(_DIGITS) if self.year else "今年" in words


def find_sections(text: str) -> Sections:
    r"""Return where a text plans, from its headings, and the year that it looks back on.

    Parameters
    ----------
    text : str
        Folded text.

    Examples
    --------
    >>> find_sections("一、2030年工作回顾\n很好。\n二、2031年主要任务\n更好。")
    Sections(year=2030, plan=16, annual=16)
    """
    headings = _headings(text)
    year = _year_of(text, [words for _, words in headings])
    plan = annual = len(text)
    for start, words in headings:
        if not _is_plan(words, year):
            continue
        plan = min(plan, start)
        if not _PLAN_OF.search(words) or "今年" in words or (year and f"{year + 1}年" in words):
            annual = start
            break
    return Sections(year or _latest_year(text[:plan]), plan, annual)


def _headings(text: str) -> list[tuple[int, str]]:
    """Return the short lines of a text that are numbered or look ahead, with their places."""
    found, position = [], 0
    for line in text.split("\n"):
        words = line.strip()
        if 4 <= len(words) <= _HEADING_LENGTH and _OTHER_LINE.search(words) is None and _HEADING.search(words):
            found.append((position, words.replace(" ", "")))
        position += len(line) + 1
    if not any(_AHEAD.search(words) for _, words in found):
        found += [(match.start(1), match[1]) for match in _INLINE.finditer(text)]
    return found


def _is_plan(words: str, year: int | None) -> bool:
    if _PAST.search(words) or "报告" in words or not _PLANNED.search(words) or not _AHEAD.search(words):
        return False
    years = [int(named) for named in re.findall(_YEAR, words)]
    return not years or year is None or max(years) > year


def _year_of(text: str, headings: list[str]) -> int | None:
    """Return the year that a text looks back on: by its headings, its title, its day of delivery, its targets."""
    for words in headings:
        back = _LOOKS_BACK.search(words)
        if back:
            return int(back[1])
    ahead = [int(found[1]) for words in headings if "报告" not in words and (found := _LOOKS_AHEAD.search(words))]
    if ahead:
        return max(Counter(ahead).most_common(2), key=lambda pair: (pair[1], pair[0]))[0] - 1
    opening = text[:_OPENING]
    titled = _TITLED.search(opening)
    if titled:
        return int(titled[1]) - 1
    delivered = _DELIVERED.search(opening)
    if delivered:
        return int(delivered[1]) - (int(delivered[2]) < 11)
    in_words = _IN_WORDS.search(opening)
    if in_words:
        return int(in_words[1].translate(_DIGITS)) - (in_words[2] not in ("十一", "十二"))
    aims = [int(match[1]) for match in _AIMS.finditer(text)] if _names_years(text) else []
    return max(aims) - 1 if aims else None


def _names_years(text: str) -> bool:
    """Return whether a text has a year in digits: much faster than a pattern that finds none."""
    return any(f"{digit}年" in text for digit in range(10))


def _latest_year(review: str) -> int | None:
    """Return the latest year that a review names more than once, and not as an end: 2002年, not 到2010年."""
    named = Counter(int(match[1]) for match in _NAMED.finditer(review)) if _names_years(review) else Counter[int]()
    return max((year for year, times in named.items() if times > 1), default=None)
