"""What each quantity of a text is about: its indicator, and the status and year that words and section tell.

Precision comes before recall: a name counts where it fills its clause, with nothing before it but words that leave it
what it is (全市, 预计) and nothing behind it but words that lead to the number. Unknown is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..quantities.characters import fold
from ..quantities.units import dimension_of
from .context import MARK_BEHIND, clause_before
from .items import Aside, Found
from .sections import Sections, find_sections, flow
from .vocabulary import find_name, known_terms, strip_words

_JOINT = re.compile(
    r"\s*(?:[、和与及:]|以及)\s*(?:分别|同比|各)?(?:增长|提高|提升|上升|下降|降低|减少|上涨|突破|超过?)?\s*"
)
# 占全省的45%, 占一般公共预算支出的80%: a share of what was named before.
_OF_WHOLE = re.compile(
    "(?:总量|规模|总额)?占(?:全[省市国区县州盟]|(?:地区|国内)?(?:生产总值|GDP)|(?:地方)?(?:一般公共预算|财政)支出)"
)
_JOINS, _LISTS = frozenset("、和与及以: "), frozenset("、和与及")
_AND = re.compile("[、和与及]|以及")
_APART = frozenset("、和与及以(——其")
_MAY_BE_A_MARK = frozenset("的新历大台关门行俱")
_CLAUSE_MARK = re.compile("[,。;]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# What tells the status and the years of the numbers behind it in a sentence.
_MARKS = re.compile(
    r"(?=[。\n;预初有过这近五两二三四5以累年比较十平每])"
    r"(?: (?P<end>[。\n]) | (?P<part>;) | (?P<estimate>预计|初步核算|初步统计|有望)"
    r"| (?P<era>(?:过去的?|这|近)五年|五年来|十[一二三四五六]五”?(?:时?期|期间|以来))"
    r"| (?P<some>[两二三四]年平均)"
    r"| (?P<many>五年|(?<![0-9.])5年|[三四]年来|以来|累计|年均(?!浓度)|平均每年|每年平均|年平均"
    r"|[比较](?:19|20)[0-9]{2}年))",
    re.VERBOSE,
)
_MAY_MARK = frozenset("年五计初望来")  # one of them stands in every mark that ends no sentence
_FROM = re.compile(r"[从由自](?:上年|去年|(?:19|20)[0-9]{2}年底?)?的?\s*$")
_TIMES = re.compile("年的?[0-9.]+倍")
_SAYS_OTHERWISE = re.compile("[降跌]幅|(?:高于|低于|快于|慢于|好于)(?!去年|上年)")
_RESPECTIVELY = re.compile("[,、]分别(?:同比|环比|[比较](?:上年|去年))?(?:增长|增加|上升|提高|提升|下降|减少|降低)?$")
_NEXT = re.compile("[、和与及]|以及")
_YEARLY = re.compile("年均(?!浓度)|平均每年|每年平均")
_STRUCTURE = re.compile("三次产业|三产|产业结构|一二三产")
_STRUCTURE_PARTS = ("primary_industry", "secondary_industry", "tertiary_industry")
_COMPARES = re.compile("超过?$|[高低好快优]于$")  # 超过2019年水平: what is spoken of is another year's
_GROWTH = frozenset({"growth_rate", "average_growth_rate"})


@dataclass(slots=True)
class Named:
    """What one quantity is about; an empty text where the words do not tell.

    ``indicators`` holds more than one where one number is said of several: 财政总收入和地方财政收入增长18%.
    """

    kind: str
    status: str
    period: str
    indicators: tuple[str, ...] = ()

    @property
    def indicator(self) -> str:
        """The indicator that stands nearest to the number."""
        return self.indicators[-1] if self.indicators else ""


def name_items(text: str, items: Sequence[Found | Aside], sections: Sections | None = None) -> list[Named]:
    """Return what each quantity of a pass over a text is about, in text order.

    Parameters
    ----------
    text : str
        The text that was scanned.
    items : sequence of Found or Aside
        What :func:`scan_text` returned for it.
    sections : Sections, optional
        Where the text plans; by default what it tells itself.
    """
    folded = flow(fold(text))
    sentence = _Sentence(folded, sections or find_sections(folded))
    national = "我代表国务院" in folded[:700]  # elsewhere 全国 is another place
    result: list[Named] = []
    group: list[Found] = []
    names, end, adds = _NONE, 0, False
    own: Names | None = None
    last_unit = ""
    for item in items:
        if isinstance(item, Aside):
            sentence.saw(item)
            continue
        start = item.start
        begins = sentence.reach(start)
        apart = max(0, start - end)
        member = apart == 1 and folded[end] in _LISTS
        clause = folded[end] if member else clause_before(folded, start)
        within = member or apart < len(clause)  # the clause holds the quantity before
        if within and not member:
            clause = clause[len(clause) - apart :]
            if clause[:1] in _MAY_BE_A_MARK and (mark := MARK_BEHIND.match(clause)):
                clause = clause[mark.end() :]  # 突破300亿元大关、达312.5亿元
        joined = member or (apart <= 12 and folded[end] in _JOINS and _JOINT.fullmatch(folded, end, start))
        if begins or not group or not joined:
            _give_names(group, result, names)
            group = []
            words = _packed(clause)
            if national:
                words = words.replace("全国", "", 1).replace("我国", "", 1)
            # 降幅3.5% is read as a rise, and 低于预期目标1.4个百分点 is no change of what was named before
            otherwise = item.quantity.unit in ("%", "百分点") and _SAYS_OTHERWISE.search(words)
            own = _NONE if otherwise else names_in(words)
            adds = ("新增" in words or "净增" in words or "认定" in words) or (adds and within and words[:1] == "、")
            if own is not None:
                # 60岁以上人口: not the population; 增长8%一般公共预算收入增长5%: a copy has lost its comma
                names = own if not within or clause[0] in _APART or _two_rates(result[-1], item) else _NONE
                if adds and own[0] and words[0] == "、":  # 新增专精特新企业20家、高新技术企业58家: both are added
                    names = names_in("新增" + words[1:]) or _NONE
            elif begins:
                names = _name_above(folded, start - len(clause) - 1)
            elif not within and apart > len(clause) + 2:  # 城镇调查失业率,全年控制在5.5%以内
                names = _names_before(folded, start - len(clause) - 1, end if result else -1, names)
        named = sentence.name(item, clause)
        if not named.kind and own is None and result and not begins and item.quantity.unit == last_unit:
            named.kind = result[-1].kind  # 增长6.5%,力争达到7%
        last_unit = item.quantity.unit
        group.append(item)
        result.append(named)
        end = item.end
    _give_names(group, result, names)
    _give_respectively(folded, [item for item in items if isinstance(item, Found)], result)
    return result


Names = tuple[str, tuple[str, ...], bool]  # one name, or several in their order; whether they are the three industries
_NONE: Names = ("", (), False)


def _packed(words: str) -> str:
    return "".join(words.split()) if " " in words else words


@lru_cache(maxsize=65536)
def names_in(words: str) -> Names | None:
    """Return what the words of a clause name: one indicator, several in a list, or the structure of industries.

    None where they are only words that lead to a number: 同比, 达到.
    """
    if not strip_words(words) or _OF_WHOLE.match(words):
        return None
    words = words.replace("城、乡", "城乡")
    one = find_name(words)
    if not one and _STRUCTURE.search(words):
        return "", _STRUCTURE_PARTS, True
    at = words.find("城乡")
    if at >= 0 and not any(map(find_name, _AND.split(words[:at]))):
        rest = words[at + 2 :]
        several = (find_name("城镇" + rest), find_name("农村" + rest))
        if all(several):
            return one, several, False
    if one or not _AND.search(words):
        return one, (), False
    parts = [part for part in _AND.split(words) if part]
    if not parts:
        return _NONE
    last = strip_words(parts[-1])
    found = []
    for part in parts:
        name = find_name(part)
        if not name and part != parts[-1]:  # 城镇、农村居民人均可支配收入
            name = next((full for i in range(1, len(last) - 1) if (full := find_name(part + last[i:]))), "")
        if not name and part != parts[0]:  # 地方财政收入、支出
            name = next((full for i in range(len(parts[0]), 1, -1) if (full := find_name(parts[0][:i] + part))), "")
        found.append(name)
    return ("", tuple(found), False) if any(found) else _NONE


def _two_rates(before: Named, item: Found) -> bool:
    """Return whether a rate of growth follows another, so that the words between can only be its name."""
    return before.kind == "growth_rate" and item.kind == "growth_rate" and item.verb is not None


def _names_before(text: str, place: int, end: int, names: Names) -> Names:
    """Return what the clause before ``place`` names for a number whose own clause only leads to it.

    It is what was named for the quantity that ends at ``end`` where only such words stand between:
    按不变价格计算,增长5%; 突破300亿元大关,达到312.5亿元.
    """
    clause = clause_before(text, place)
    behind = place - end
    if end >= 0 and behind < len(clause):
        return names if MARK_BEHIND.fullmatch(text, end, place) else names_in(_packed(clause)) or _NONE
    named = names_in(_packed(clause))
    if named is None and end >= 0 and behind == len(clause) + 1:
        return names
    return named or _NONE


def _name_above(text: str, place: int) -> Names:
    """Return what stands before a colon, or alone in the line above: 固定资产投资:增长8%."""
    if place < 0 or text[place] not in ":\n":
        return _NONE
    words = clause_before(text, place)
    before = text[place - len(words) - 1] if place > len(words) else "\n"
    if not words.strip() or (text[place] == "\n" and before != "\n"):
        return _NONE
    return names_in(_packed(words)) or _NONE


def _give_names(items: list[Found], result: list[Named], names: Names) -> None:
    """Give the quantities of a group, joined by 、 or 和, which the result ends with, the names of their clause."""
    one, several, structure = names
    if not items or not (one or several):
        return
    group = list(zip(items, result[len(result) - len(items) :], strict=True))
    if len(group) == len(several) and len(group) > 1:
        for (item, named), name in zip(group, several, strict=True):
            _give(item, named, (name,) if name else ())
    elif structure:
        return
    elif one and (len(group) == 1 or len({(item.kind, item.quantity.unit) for item, _ in group}) == len(group)):
        for item, named in group:
            _give(item, named, (one,))
    elif len(group) == 1 and several and all(several) and group[0][1].kind in _GROWTH:
        _give(*group[0], several)


def _give_respectively(text: str, items: list[Found], result: list[Named]) -> None:
    """Give rates the names of as many levels before them in the sentence: 存款8亿元,贷款9亿元,分别增长7%和10%."""
    for first, (item, rate) in enumerate(zip(items, result, strict=True)):
        if rate.kind != "growth_rate" or rate.indicators or not _RESPECTIVELY.search(text, item.start - 12, item.start):
            continue
        last = first + 1
        while (
            last < len(items)
            and result[last].kind == rate.kind
            and _NEXT.fullmatch(text, items[last - 1].end, items[last].start)
        ):
            last += 1
        begins, count = max(text.rfind(mark, 0, item.start) for mark in "。;\n"), last - first
        told = [result[i] for i in range(max(0, first - count - 1), first) if items[i].start > begins]
        levels = told[-count:]
        alone = len(told) == count or (len(told) > count and told[0].kind != "level")
        known = {level.indicators for level in levels if level.kind == "level" and len(level.indicators) == 1}
        if count > 1 and alone and len(known) == count:
            for i, level in zip(range(first, last), levels, strict=True):
                _give(items[i], result[i], level.indicators)


def _give(item: Found, named: Named, indicators: tuple[str, ...]) -> None:
    """Give a quantity its indicators, where its kind and its unit can be theirs."""
    told = named.kind
    fits = [(name, fit) for name in indicators if (fit := _fit(name, told, item.quantity.unit)) is not None]
    if fits:
        named.indicators, named.kind = tuple(name for name, _ in fits), fits[-1][1]


@lru_cache(maxsize=4096)
def _fit(indicator: str, kind: str, unit: str) -> str | None:
    """Return the kind of a number of an indicator, or None where its unit says that it is none."""
    return known_terms()[indicator].fits(kind, unit, dimension_of(unit))


class _Sentence:
    """What holds for a sentence so far: whether it estimates, what year it named, whether it spans many years."""

    def __init__(self, text: str, sections: Sections) -> None:
        self.text, self.sections = text, sections
        self.start = self.reached = 0
        self.estimates = self.whole = self.many = self.era = False
        self.some = -1  # where 两年平均 stands, which holds for its clause only
        self.year: int | None = None

    def reach(self, place: int) -> bool:
        """Read on to a place; return whether a sentence begins on the way."""
        passed = self.text[self.reached : place]
        self.reached = max(self.reached, place)
        if not _MAY_MARK.isdisjoint(passed):
            begins = False
            for mark in _MARKS.finditer(passed):
                kind = mark.lastgroup
                if kind == "end":
                    begins = True
                    self.end(mark.group())
                    self.start = place - len(passed) + mark.end()
                elif kind == "part":
                    self.estimates = self.whole
                elif kind == "estimate":
                    self.estimates = True
                    at = place - len(passed) + mark.start()
                    self.whole = self.whole or (at - self.start < 12 and ";" not in self.text[self.start : at])
                elif kind == "some":
                    self.some = place - len(passed) + mark.start()
                else:
                    self.many = True
                    self.era = self.era or kind == "era"
            return begins
        if "\n" in passed or "。" in passed:
            self.start = place - len(passed) + 1 + max(passed.rfind("。"), passed.rfind("\n"))
            self.end("\n" if "\n" in passed else "。")
            return True
        if self.estimates and ";" in passed:
            self.estimates = self.whole
        return False

    def end(self, mark: str) -> None:
        """Forget what held for the sentence; what a paragraph says of five years holds for all of it."""
        self.estimates = self.whole = False
        self.many = self.era = self.era and mark != "\n"
        self.some = -1
        self.year = None

    def saw(self, aside: Aside) -> None:
        """Take notice of a year that the sentence names, unless it is only compared with."""
        start, end = aside.start, aside.end
        if end - start == 4 and self.text.startswith("年", end) and _YEAR.fullmatch(self.text, start, end):
            self.reach(start)
            if self.text[start - 1 : start] in ("比", "较"):
                self.many = True  # 比2002年增长65.5%: no growth of one year
            # 是2002年的2倍: the number before is of another
            elif not _TIMES.match(self.text, end) and not _COMPARES.search(self.text, max(0, start - 2), start):
                self.year = int(self.text[start:end])

    def name(self, item: Found, clause: str) -> Named:
        """Return the kind, status and period of a quantity; its indicator is given later."""
        kind = item.kind
        if kind == "growth_rate" and _YEARLY.search(clause):
            kind = "average_growth_rate"
        year, place, sections = self.sections.year, item.start, self.sections
        many = self.many or (self.some >= 0 and not _CLAUSE_MARK.search(self.text, self.some, place))
        base = ("从" in clause or "由" in clause or "自" in clause) and _FROM.search(clause) is not None
        named = self.year
        if base:
            self.year = None  # 从2021年的4万元提高到5万元: the second is of the year that is spoken of
            named = named if f"{named}年" in clause else None
        if year is not None and named is not None and not (many and kind in _GROWTH):
            planned, period = named > year, str(named)
        elif sections.plan <= place < sections.annual and sections.plan < len(
            self.text
        ):  # a plan for five years, and what it builds on
            return Named(kind, "" if self.era else "target", "")
        else:
            planned = place >= sections.plan
            period = "" if base or many or year is None else str(year + planned)
        return Named(kind, "target" if planned else "estimate" if self.estimates else "actual", period)
