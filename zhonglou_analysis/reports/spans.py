"""What a passage about several years says of its first year and of its last: 五年来…由3万吨增加到4万吨.

``texts`` leaves a number of such a passage without a year, for it may be a sum of all of them or a mark passed on the
way. Where the words say that something moved to it, it is where the years ended; what it moved from is where they
began. Unknown is an answer here too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ..quantities.grammar import FALLS, RISES, any_of
from ..texts.context import clause_before
from ..texts.items import Found
from ..texts.naming import Named
from ..texts.sections import Sections
from ..texts.vocabulary import known_terms

_YEARS = "三四五"
# The years that a passage is about; a plan that is only compared with (高于“十三五”时期) is none of them.
_SPAN = re.compile(
    r"(?<![比较于与])(?<![比较于与]“)十(?P<plan>[一二三四五六])五”?(?:时?期|期间|以来|收官|顺利收官|圆满收官)"
    rf"|(?:过去的?|[这近])(?P<past>[{_YEARS}])年|(?P<since>[{_YEARS}])年来|(?<![0-9])(?P<digit>[345])年来?"
    rf"|(?:今后|未来)(?P<next>[{_YEARS}])年|[从由自](?P<from>(?:19|20)[0-9]{{2}})年"
    "|(?P<one>一年来|过去的?一年|今年以来|去年)"
)
# A paragraph of a list, which goes on with what its introduction is about.
_LISTED = re.compile(r"\s*(?:--|[—●◆■])")
_MOVED = re.compile(rf"(?:{any_of(RISES, FALLS)}|调整|优化|演[进变])(?:到|至|为)$")
_REACHED = re.compile("达到?了?$")
FROM = re.compile(r"[从由自](?:(?P<year>(?:19|20)[0-9]{2})年底?)?(?:人均)?的?$")
_OF_ALL_YEARS = re.compile("累计|合计|[总共]计|共|年均|平均|每年")
_JOINS = re.compile(r"\s*(?:[、和与及:]|以及)\s*")
# Measures of which nobody adds up several years without saying so: 达到 tells where they ended.
_NEVER_ADDED = frozenset({
    "value_added", "per_capita_value_added", "gross_output", "coverage_rate", "ratio_to_gdp", "income", "firms",
    "density", "age", "concentration", "air_quality", "ratio", "productivity",
})  # fmt: skip
_BALANCES = frozenset({"population", "registered_population", "household_savings"})
_OF_A_YEAR = frozenset({"level", "rate", "share"})
_LONGEST = 6  # years that the two ends of a passage may lie apart


class Span(NamedTuple):
    """The year before a span of years, and its last."""

    before: int
    last: int


def with_spans(text: str, found: Sequence[Found], named: Sequence[Named], sections: Sections) -> list[Named]:
    """Return what each quantity is about, with the year where a passage about several years tells it.

    Parameters
    ----------
    text : str
        Folded, as :func:`~zhonglou_analysis.texts.sections.flow` returns it.
    found, named : sequences of the same length
        The quantities in text order, and what each is about.
    sections : Sections
        Where the text plans.
    """
    year, result = sections.year, []
    for item, about, lead in zip(found, named, leads(text, found), strict=True):
        if about.indicators and year is not None:
            span = span_before(text, item.start, year)
            if about.period == str(year) and _listed_under_years(text, item.start, year, span):
                about = replace(about, period="")
            if not about.period:
                about = _dated(about, lead, span, year)
        result.append(about)
    return result


def leads(text: str, found: Sequence[Found]) -> list[str]:
    """Return the words of its clause before the list that each quantity stands in, behind any other quantity."""
    result: list[str] = []
    for i, item in enumerate(found):
        apart = item.start - found[i - 1].end if i else item.start
        if i and _JOINS.fullmatch(text, found[i - 1].end, item.start):
            result.append(result[-1])
        else:
            lead = clause_before(text, item.start)
            result.append("".join(lead[max(0, len(lead) - max(0, apart)) :].split()))
    return result


def begins(lead: str, span: Span | None) -> str | None:
    """Return the year that a movement starts in by the words before a number; None where they start none."""
    found = FROM.search(lead)
    return None if found is None else found["year"] or (str(span.before) if span else "")


def _dated(about: Named, lead: str, span: Span | None, year: int) -> Named:
    """Return what a quantity is about with its year, where the words before its list and the span tell it."""
    began = begins(lead, span)
    if began is not None:
        if about.status == "target":  # 从60%提高到61%, in a plan: what is there now
            began = str(year)
        known = began and int(began) <= year and about.kind in _OF_A_YEAR
        return replace(about, period=began, status="actual") if known else about
    if span is None:
        return about
    if about.kind == "average_growth_rate":
        return _averaged(about, lead, span, year)
    if about.kind not in _OF_A_YEAR or about.status == "target" or not span.before < year <= span.last:
        return about
    ended = _MOVED.search(lead) or (_REACHED.search(lead) and all(map(_never_added, about.indicators)))
    if not ended or _OF_ALL_YEARS.search(lead):
        return about
    return replace(about, period=str(year), status=about.status or "actual")


def _averaged(about: Named, lead: str, span: Span, year: int) -> Named:
    """Return what an average rate is about: it is of the year that its span ends with, reviewed or planned."""
    if "实际" in lead and any(known_terms()[name].growth_prices != "constant" for name in about.indicators):
        return about  # the series is another than that of the indicator
    if span.last == year and about.status != "target":
        return replace(about, period=str(year), status=about.status or "actual")
    planned = span.before == year and about.status != "actual"
    return replace(about, period=str(span.last), status="target") if planned else about


def _never_added(indicator: str) -> bool:
    measure = known_terms()[indicator].measure
    return indicator in _BALANCES or (measure in _NEVER_ADDED and not indicator.endswith("_added"))


def _listed_under_years(text: str, place: int, year: int, span: Span | None) -> bool:
    """Return whether a number stands in a list about several years, in a sentence that does not name the last."""
    sentence = text[max(text.rfind(mark, 0, place) for mark in "。\n") + 1 : place]
    listed = _LISTED.match(text, text.rfind("\n", 0, place) + 1) is not None
    return listed and span is not None and span.before < year <= span.last and f"{year}年" not in sentence


def span_before(text: str, place: int, year: int) -> Span | None:
    """Return the years that a paragraph, or the introduction of its list, was last said to be about."""
    start, end = text.rfind("\n", 0, place) + 1, place
    while (found := list(_SPAN.finditer(text, start, end))) == [] and start and _LISTED.match(text, start):
        end = start - 1
        start = text.rfind("\n", 0, end) + 1
    if not found or found[-1]["one"]:
        return None
    last = found[-1]
    if last["plan"]:
        before = 2000 + 5 * "一二三四五六".index(last["plan"]) + 5  # 十一五 began after 2005
        return Span(before, before + 5)
    if last["from"]:
        return Span(int(last["from"]), year) if year - int(last["from"]) <= _LONGEST else None
    count = int(last["digit"]) if last["digit"] else _YEARS.index(last["past"] or last["since"] or last["next"]) + 3
    return Span(year, year + count) if last["next"] else Span(year - count, year)
