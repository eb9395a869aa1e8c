"""One pass over a text: every numeral becomes a quantity or is set aside with a reason.

The pass is linear: a match is looked for from the end of the one before, and the words around it are looked at
over a fixed reach.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from ..quantities.characters import fold
from ..quantities.grammar import ARABIC, BEFORE, FALLS, RISES, STREAK, quantity, quantity_pattern
from ..quantities.numerals import SPELLED_CHARACTERS
from ..quantities.phrase import Quantity
from ..quantities.units import MAGNITUDES, dimension_of
from .asides import (
    DATE,
    GROUPED,
    LIST,
    NAME,
    NO_UNIT,
    ORDINAL,
    PERIOD,
    aside_pattern,
    reason_for,
)  # fmt: skip
from .context import (
    clause_before,
    counts_money,
    counts_people,
    kind_of,
    name_before,
    ranks,
    shares_out,
    states_index,
)  # fmt: skip
from .items import JOINING, Aside, Found, carry, share_unit
from .phrases import Phrase, per_people, read_phrase
from .spelled import spelled_states

_REASONS = {"grouped": GROUPED, "list": LIST, "date": DATE, "latin": NAME}
_NUMERAL = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_MEMBER = re.compile(ARABIC)
_CLOCK = re.compile(r"[0-2]?[0-9][ ]{0,2}:[ ]{0,2}[0-5][0-9]")
_SENTENCE_END = re.compile(r"[。\n\r]")
_RANKS = frozenset({"位", "名", "强"})


@cache
def token_pattern() -> re.Pattern[str]:
    """Return one pattern for all that the pass stops at.

    The look-ahead at its head lists the characters that a token can begin with; it spares the alternatives at
    all other places.
    """
    words = [word for text in (*BEFORE.values(), RISES, FALLS, STREAK) for word in text.split()]
    heads = "".join(sorted({word[0] for word in words} | set('过破翻第前-(“「『‘"《') | set(SPELLED_CHARACTERS)))
    return re.compile(
        rf"""(?=[0-9A-Za-z{re.escape(heads)}]) (?: {aside_pattern()} | (?P<quantity> {quantity_pattern()} )
        | (?P<numeral> [0-9]++ (?:\.[0-9]+)*+ ) )""",
        re.VERBOSE,
    )


def scan(text: str) -> list[Found | Aside]:
    """Return what every numeral of ``text`` is, and every spelled-out quantity, in text order.

    Parameters
    ----------
    text : str
        Any text.

    Examples
    --------
    >>> [type(item).__name__ for item in scan("2031年，新增PM2.5监测点7个")]
    ['Aside', 'Aside', 'Found']
    """
    return _Scan(text).run()


class _Scan:
    """The state of one pass: where quotation marks and titles close, and the quantity before."""

    def __init__(self, text: str) -> None:
        self.text = fold(text)
        self.given = text
        self.items: list[Found | Aside] = []
        self.quoted_until = self.titled_until = self.named_until = 0
        self.last: Found | None = None
        self.phrases: dict[str, Phrase] = {}

    def run(self) -> list[Found | Aside]:
        search, text, position = token_pattern().search, self.text, 0
        while match := search(text, position):
            group = match.lastgroup
            if group == "quantity":
                after = self._quantity(match)
            elif group == "ratio":
                after = self._ratio(match)
            else:
                after = self._aside(match, group)
            position = after if after > position else position + 1
        return self.items

    def _aside(self, match: re.Match[str], group: str | None) -> int:
        """Set aside a date, the number of a list, a name; return where to go on."""
        start, end = match.span()
        if group == "quoted":
            self.quoted_until = self.named_until = end
            return start + 1
        if group == "title":
            self.titled_until = self.named_until = end
            return start + 1
        if group == "grouped" and "，" in self.given[start:end]:  # a full-width comma ends a clause
            fresh = quantity().match(self.text, start)
            if fresh:
                return self._quantity(fresh)
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
                value = Quantity(Decimal(member.group()), "%" if shares else "")
                kind = "share" if shares else ""
                self._add(Found(*member.span(), value, kind, "", None, False), start, clause)
        return end

    def _quantity(self, match: re.Match[str]) -> int:
        """Take what the grammar has read, unless the words around it say that it is no quantity."""
        text, characters, begin, end = self.text, match.group(), match.start(), match.end()
        phrase = self.phrases.get(characters)
        if phrase is None:
            phrase = self.phrases[characters] = read_phrase(match)
        read, start = phrase.read, begin + phrase.offset
        clause = clause_before(text, begin)
        if phrase.spelled:
            if read is None or begin < self.named_until or not spelled_states(match, read, text, clause):
                if phrase.mixed:
                    self._set_aside(begin, begin + phrase.number_end, None)
                return begin + phrase.number_end
            if phrase.bare and phrase.before is not None and not phrase.place and not counts_money(clause):
                read = replace(read, unit=read.unit.removesuffix("元"))  # 装机破亿: no yuan
        elif read is None:  # a range that falls (9-6家): two numbers
            if match["low"] is None:
                self._set_aside(begin, end, None)
                return end
            self._set_aside(*match.span("low"), None)
            return begin + phrase.number
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
        self._add(Found(start, end, read, kind, "", verb, phrase.before is not None), begin, clause)
        return end

    def _checked(self, phrase: Phrase, read: Quantity, clause: str, begin: int, end: int) -> Quantity | str:
        """Return the quantity with its unit made good, or the reason why an Arabic numeral states none."""
        start = begin + phrase.number
        if begin < self.titled_until or self.text[start - 1 : start] == "+":
            return self._reason(start, begin + phrase.number_end)
        if phrase.place:
            return self._placed(phrase, read, clause, end)
        if phrase.bare:
            stated = read.qualifier not in ("exact", "slightly_over") or states_index(clause)
            reason = self._reason(start, begin + phrase.number_end)
            return read if stated and reason == NO_UNIT else reason
        if read.unit == "强":
            return NAME
        if read.unit in MAGNITUDES:
            return replace(read, unit=read.unit + self._counted(clause, begin, end))
        if phrase.before == "近" and dimension_of(read.unit) == "duration":
            return PERIOD
        if begin < self.quoted_until and dimension_of(read.unit) == "count":
            return NAME  # “惠企40条” is a name, “3公里生活圈” states a length
        return read

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

    def _placed(self, phrase: Phrase, read: Quantity, clause: str, end: int) -> Quantity | str:
        """第46位 and 前20名 are ranks; 第2次 and 前5个月 are not."""
        if read.unit in _RANKS and not (phrase.bare and (self.text[end : end + 1].isalpha() or not ranks(clause))):
            return read
        return ORDINAL if phrase.place == "第" else PERIOD

    def _share_unit(self, found: Found) -> None:
        """Give the numbers before, in 35、46和57家, the unit that only the last one has."""
        after, place = found, len(self.items) - 1
        while place >= 0 and (shared := share_unit(self.items[place], after, self.text)) is not None:
            self.items[place] = after = shared
            place -= 1
        if isinstance(self.items[-1], Found):
            self.last = self.items[-1]

    def _add(self, found: Found, begin: int, clause: str) -> None:
        """Append a quantity, with what a neighbour's words tell about it."""
        text = self.text
        if self.items and begin - self.items[-1].end < 3:
            self._share_unit(found)
        last = self.last
        if last is None:
            found.name = name_before(clause)
        else:
            since = last.end
            apart = max(0, begin - since)
            found.name = name_before(clause if apart >= len(clause) else clause[-apart:] if apart else "")
            if apart < 3 and (gap := text[since : found.start]) in JOINING:
                carry(last, found, gap)
            if not found.name and not _SENTENCE_END.search(text, since, begin):
                found.name = last.name
        self.items.append(found)
        self.last = found
