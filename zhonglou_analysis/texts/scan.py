"""One pass over a text: every numeral becomes a quantity or is set aside with a reason.

The pass is linear: a match is looked for from the end of the one before, and the words around it are looked at
over a fixed reach.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate

from ..quantities.characters import SPELLED_CHARACTERS, fold, join_digits
from ..quantities.grammar import ARABIC, BEFORE, BEFORE_MAGNITUDE, FALLS, RISES, STREAK, quantity_pattern
from ..quantities.phrase import AFTER_WORDS, Quantity, range_ends, read_match, stated
from ..quantities.units import MAGNITUDES, dimension_of
from .asides import BROKEN_UP, DATE, FRACTION, LIST, NAME, NO_UNIT, ORDINAL, PERIOD, aside_pattern, reason_for
from .context import (
    RANKS,
    REACH,
    TURNS,
    clause_before,
    counts_money,
    counts_people,
    falls_by,
    kind_of,
    may_state,
    name_before,
    per_people,
    ranks,
    shares_out,
    spelled_states,
    states_index,
)
from .items import Aside, End, Found, share_unit, share_words

_REASONS = {"broken": BROKEN_UP, "list": LIST, "date": DATE, "latin": NAME}
_NUMERAL = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_MEMBER = re.compile(ARABIC)
_CLOCK = re.compile(r"[0-2]?[0-9][ ]{0,2}(?::[ ]{0,2}[0-5][0-9]){1,2}")
# 超过2019年 compares with a year; 约2000年历史 is as long.
_COMPARED_YEAR, _LASTS = re.compile("(?:19|20)[0-9]{2}"), re.compile("的?(?:悠久|建城|文明|文化)?(?:历史|史|之久)")
_SENTENCE_END = re.compile(r"[。\n\r]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_PARTS = ("before", "place", "minus", "low", "times", "number")
_PART_BEFORE = ("占", "为", "达", "到", "至", "过")


@cache
def token_pattern(own_units: frozenset[str] = frozenset()) -> re.Pattern[str]:
    """Return one pattern for all that the pass stops at.

    The look-ahead at its head lists the characters that a token can begin with; it spares the alternatives at
    all other places.
    """
    words = [
        word for text in (*BEFORE.values(), *BEFORE_MAGNITUDE.values(), RISES, FALLS, STREAK) for word in text.split()
    ]
    heads = "".join(sorted({word[0] for word in words} | set('负翻第前-(“「『‘"《') | set(SPELLED_CHARACTERS)))
    return re.compile(
        rf"""(?=[0-9A-Za-z{re.escape(heads)}]) (?: {aside_pattern()} | (?P<quantity> {quantity_pattern(own_units)} )
        | (?P<numeral> [0-9]++ (?:\.[0-9]+)*+ ) )""",
        re.VERBOSE,
    )


def scan_text(text: str, own_units: frozenset[str] = frozenset()) -> list[Found | Aside]:
    """Return what every numeral of ``text`` is, and every spelled-out quantity, in text order."""
    folded = fold(text)
    scan = _Scan(folded, own_units, is_joined=False)
    items = scan.run()
    if not scan.is_broken:
        return items
    joined, places = join_digits(folded, text)
    items = _Scan(joined, own_units, is_joined=True).run()
    for item in items:
        item.start, item.end = places[item.start], places[item.end - 1] + 1
        if isinstance(item, Found):
            item.ends = tuple((places[start], places[end - 1] + 1, read) for start, end, read in item.ends)
    return items


def line_starts(text: str) -> list[int]:
    """Return where each line of a text begins."""
    if "\r" in text:
        return [0, *(match.end() for match in _LINE_END.finditer(text))]
    return [0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])]


# A member of a list, from where the one before it ends: its slice, and the rest of its :class:`Found`.
_Member = tuple[int, int, Quantity, str, str, str | None, bool, bool]


class _Scan:
    """The state of one pass: where quotation marks and titles close, and the quantity before."""

    def __init__(self, text: str, own_units: frozenset[str], *, is_joined: bool) -> None:
        self.text = text
        self.search = token_pattern(own_units).search
        self.is_joined = is_joined
        self.is_broken = False  # digits stand apart that may be one number: the pass stops, to begin with them joined
        self.items: list[Found | Aside] = []
        self.quoted_until = self.titled_until = self.named_until = 0
        self.last: Found | None = None
        self.phrases: dict[str, _Phrase] = {}
        self.members: dict[tuple[object, ...], _Member] = {}

    def run(self) -> list[Found | Aside]:
        search, text, position = self.search, self.text, 0
        while True:
            if text.startswith("、", position) and (last := self.last) is not None and last.end == position:
                position, go_on = self._member(last, position)
                if go_on:
                    continue
            match = search(text, position)
            if match is None:
                return self.items
            position = self._token(match, position)

    def _token(self, match: re.Match[str], position: int) -> int:
        """Take one token; return where to go on."""
        group = match.lastgroup
        if group == "quantity":
            after = self._quantity(match)
        elif group == "ratio":
            after = self._ratio(match)
        else:
            after = self._aside(match, group)
        return after if after > position else position + 1

    def _member(self, last: Found, position: int) -> tuple[int, bool]:
        """Read the next member of a list; where the same words stand around it as before, it is what it was then."""
        if position < max(self.named_until, REACH + 4):
            return position, False
        around = self.text[position - REACH - 4 : position + 24]
        key = (around, id(last.quantity), last.kind, last.verb, last.marked, last.name)
        seen = self.members.get(key)
        if seen is not None:
            start, end, quantity, kind, name, verb, marked, guessed = seen
            self.last = Found(position + start, position + end, quantity, kind, name, verb, marked, guessed)
            self.items.append(self.last)
            return position + end, True
        match = self.search(self.text, position)
        if match is None:
            return position, False
        count, quantity = len(self.items), last.quantity
        after = self._token(match, position)
        new = self.items[-1]
        alone = len(self.items) == count + 1 and self.items[-2] is last and last.quantity is quantity
        if alone and isinstance(new, Found) and new.end == after < position + 16 and not new.ends:
            told = (new.quantity, new.kind, new.name, new.verb, new.marked, new.guessed)
            self.members[key] = (new.start - position, new.end - position, *told)
        return after, True

    def _aside(self, match: re.Match[str], group: str | None) -> int:
        """Set aside a date, the number of a list, a name; return where to go on."""
        start, end = match.span()
        if group == "quoted":
            self.quoted_until = self.named_until = end
            return start + 1
        if group == "title":
            self.titled_until = self.named_until = end
            return start + 1
        if group == "broken" and not self.is_joined:
            self.is_broken = True
            return len(self.text)
        self._set_aside(start, end, _REASONS.get(group or ""))
        return end

    def _set_aside(self, start: int, end: int, reason: str | None) -> None:
        """Set aside every numeral of a slice."""
        for numeral in _NUMERAL.finditer(self.text, start, end):
            a, b = numeral.span()
            self.items.append(Aside(a, b, reason or self._reason(a, b)))

    def _reason(self, start: int, end: int) -> str:
        return reason_for(self.text, start, end, quoted=start < self.quoted_until, titled=start < self.titled_until)

    def _ratio(self, match: re.Match[str]) -> int:
        """Take the members of 0.2:31.9:67.9; a time of day is a date."""
        start, end = match.span()
        clause = clause_before(self.text, start)
        shares = shares_out(self.text, start)
        if start < self.quoted_until or start < self.titled_until:
            self._set_aside(start, end, NAME)
        elif _CLOCK.fullmatch(self.text, start, end) and not shares and "比" not in clause:
            self._set_aside(start, end, DATE)
        else:
            for member in _MEMBER.finditer(self.text, start, end):
                value = stated(member.group(), "%" if shares else "")
                kind = "share" if shares else ""
                self._add(Found(*member.span(), value, kind, "", None, False), start, clause)
        return end

    def _quantity(self, match: re.Match[str]) -> int:
        """Take what the grammar has read, unless the words around it say that it is no quantity."""
        text, characters, begin, end = self.text, match.group(), match.start(), match.end()
        phrase = self.phrases.get(characters)
        if phrase is None:
            phrase = self.phrases[characters] = _read_phrase(match)
        read, start = phrase.read, begin + phrase.offset
        if phrase.spelled and (read is None or begin < self.named_until or not spelled_states(match, read, text)):
            if phrase.mixed:
                self._set_aside(begin, begin + phrase.number_end, None)
            return begin + phrase.number_end
        clause = clause_before(text, begin)
        if read is None:  # a range that falls (9-6家), a size (20×30米): two numbers
            if match["low"] is None:
                self._set_aside(begin, end, None)
                return end
            self._set_aside(*match.span("low"), None)
            return begin + phrase.number
        if phrase.spelled:
            if phrase.bare and phrase.before is not None and not phrase.place and not counts_money(clause):
                people = "人" if counts_people(clause, text, end) else ""  # 装机破亿: no yuan
                read = phrase.in_unit(read.unit.removesuffix("元") + people)
        elif not phrase.plain or begin < self.named_until or text[start - 1 : start] == "+":
            checked = self._checked(phrase, read, clause, begin, end)
            if isinstance(checked, str):
                self._set_aside(begin, end, checked)
                return end
            read = checked
        verb = phrase.verb
        if verb is None and ("人" in clause or "每" in clause):
            read = per_people(read, clause)
        kind = kind_of(read.unit, verb, phrase.place, clause, text[end : end + 2])
        if kind == "change" and verb in TURNS and read.unit == "百分点":
            last, apart = self.last, begin - self.last.end if self.last else 0
            fell = last is not None and apart <= 12 and last.quantity.falls
            read = replace(read, falls=falls_by(verb, clause, fell=fell))
        found = Found(start, end, read, kind, "", verb, phrase.before is not None, phrase.magnitude)
        if phrase.ends:
            found.ends = tuple((begin + a, begin + b, end_of_range) for a, b, end_of_range in phrase.ends)
        self._add(found, begin, clause)
        return end

    def _checked(self, phrase: _Phrase, read: Quantity, clause: str, begin: int, end: int) -> Quantity | str:
        """Return the quantity with its unit made good, or the reason why an Arabic numeral states none."""
        start = begin + phrase.number
        if begin < self.titled_until or self.text[start - 1 : start] == "+":
            return self._reason(start, begin + phrase.number_end)
        if phrase.year and not _LASTS.match(self.text, end):
            return DATE
        if phrase.fraction and not self._states_part(phrase, clause, end):
            return FRACTION
        if phrase.place:
            return self._placed(phrase, read, clause, end)
        if phrase.bare:
            stated = read.qualifier not in ("exact", "slightly_over") or states_index(clause)
            reason = self._reason(start, begin + phrase.number_end)
            return read if stated and reason == NO_UNIT else reason
        if read.unit == "强":
            return NAME
        if phrase.magnitude:
            return phrase.in_unit(read.unit + self._counted(clause, begin, end))
        if phrase.before == "近" and dimension_of(read.unit) == "duration":
            return PERIOD
        if begin < self.quoted_until and dimension_of(read.unit) == "count":
            return NAME  # “惠企40条” is a name, “3公里生活圈” states a length
        return read

    def _states_part(self, phrase: _Phrase, clause: str, end: int) -> bool:
        """Return whether the words say that 1/3 is a part of something: 占1/3, 1/3以上, 1/3的企业."""
        worded = phrase.verb is not None or (phrase.read is not None and phrase.read.qualifier != "exact")
        return worded or clause.endswith(_PART_BEFORE) or self.text[end : end + 1] == "的"

    def _counted(self, clause: str, begin: int, end: int) -> str:
        """Return what a magnitude without a unit counts: 收入任务174万, 完成198万, 惠及6万多群众."""
        if counts_money(clause):
            return "元"
        if counts_people(clause, self.text, end):
            return "人"
        last = self.last
        if last is None or len(clause) > 4 or not last.quantity.unit.endswith("元"):
            return ""
        return "" if _SENTENCE_END.search(self.text, last.end, begin) else "元"

    def _placed(self, phrase: _Phrase, read: Quantity, clause: str, end: int) -> Quantity | str:
        """第46位 and 前20名 are ranks; 第2次 and 前5个月 are not."""
        if read.unit in RANKS and not (phrase.bare and (self.text[end : end + 1].isalpha() or not ranks(clause))):
            return read
        return ORDINAL if phrase.place == "第" else PERIOD

    def _add(self, found: Found, begin: int, clause: str) -> None:
        """Append a quantity, with what a neighbour's words tell about it."""
        text = self.text
        if self.items and begin - self.items[-1].end < 3:
            share_unit(self.items, found, text)
            self.last = before if isinstance(before := self.items[-1], Found) else self.last
        last = self.last
        if last is None:
            found.name = name_before(clause)
        else:
            since = last.end
            apart = max(0, begin - since)
            found.name = name_before(clause if apart >= len(clause) else clause[-apart:] if apart else "")
            if apart < 3:
                share_words(self.items, last, found, text[since : found.start], text)
            if not found.name and not _SENTENCE_END.search(text, since, begin):
                found.name = last.name
        self.items.append(found)
        self.last = found


@dataclass(slots=True)
class _Phrase:
    """A match of the grammar, read once for all places where the same characters stand."""

    read: Quantity | None
    offset: int  # where the printed phrase begins: behind the verb, except behind 连续, 翻 and 上升…位
    number: int  # where the number begins
    number_end: int
    spelled: bool
    mixed: bool  # spelled out, with an Arabic numeral before: 5至三家, 百分之5
    verb: str | None
    place: str | None
    before: str | None
    bare: bool  # names no unit, not even a magnitude
    fraction: bool  # of Arabic numerals: 1/3
    year: bool  # may name one: 超过2019年
    magnitude: bool  # has a magnitude and no unit: 120万
    plain: bool  # has a unit and no word that needs a second look
    ends: tuple[End, ...]  # as in Found, from the start of the match
    units: dict[str, Quantity] = field(default_factory=dict)  # what it states in units that its neighbours tell

    def in_unit(self, unit: str) -> Quantity:
        """Return the quantity in the unit that it counts; equal phrases share one."""
        if unit not in self.units:
            assert self.read is not None
            self.units[unit] = replace(self.read, unit=unit)
        return self.units[unit]


def _read_phrase(match: re.Match[str]) -> _Phrase:
    """Return what a match of the grammar says by itself."""
    verb, place, before, unit, number = match.group("verb", "place", "before", "unit", "number")
    begin = match.start()
    leaves_verb = verb and verb not in (STREAK, "翻") and unit != "位"
    offset = min(start for start in map(match.start, _PARTS) if start >= 0) - begin if leaves_verb else 0
    spelled = not "0" <= (number or "一")[0] <= "9"
    read = None if spelled and not may_state(match) else read_match(match, "")
    unit = unit or match["tail"] or match["streak"]  # behind a spelled-out number the grammar may find an empty one
    magnitude = read is not None and read.unit in MAGNITUDES
    first = "low" if match["low"] and read is not None else "times" if match["times"] else "number"
    bare, fraction = unit is None and not match["fraction"], match["over"] is not None
    year = unit == "年" and not spelled and _COMPARED_YEAR.fullmatch(number) is not None
    sure = unit is not None and place is None and unit != "强" and before != "近"
    return _Phrase(
        read,
        offset,
        match.start(first) - begin,
        match.end("number") - begin,
        spelled,
        spelled and (match["low"] is not None or (match["parts"] or "零")[0].isascii()),
        STREAK if match["streak"] else verb,
        place.strip() if place else None,
        before,
        bare,
        fraction,
        year,
        magnitude,
        sure and not magnitude and not year,
        _ends(match, read) if read is not None and read.value is None else (),
    )


def _ends(match: re.Match[str], read: Quantity) -> tuple[End, End]:
    begin, (low, high) = match.start(), range_ends(match, read)
    low_end = match.end("low") + len(match["low_unit"].rstrip())
    # 范围内 belongs to the high end; 以上 says of neither what the range says.
    fits = not match["after"] or AFTER_WORDS[match["after"].replace("(含)", "")] == high.qualifier
    high_end = match.end() if fits else match.start("after")
    return (match.start("low") - begin, low_end - begin, low), (match.start("number") - begin, high_end - begin, high)
