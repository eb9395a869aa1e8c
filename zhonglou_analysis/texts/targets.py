"""The headline targets of a report: what the sentence under 主要预期目标 sets for the coming year, named and bounded.

The passage is found first (its announcement, in the plan for the coming year and not in the review or in a plan for
five years) and only the passage is read. A result of the year before that stands in it is no target.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from ..quantities.characters import fold
from .items import Found
from .naming import Named, name_items, names_in
from .passages import BETTER, Passage, announced, headed, unannounced
from .scan import line_starts, scan_text
from .sections import Sections, find_sections, flow
from .tables import in_base_units
from .vocabulary import find_name

if TYPE_CHECKING:
    import pandas as pd

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
_CLAUSE_MARK = re.compile("[,。;:\n]")
_STRIVES = re.compile("力争|争取|努力|冲刺|奋斗目标|挑战|跳起")
_BEFORE_LAST = re.compile(r"(?:去年|上年|上一年|往年|年报|现状|基数|已)(?!增长|同期|相比)[^,;]{0,14}$")
_COMPARED = re.compile(r"(?:高于|低于|快于|好于|超过|领先)[^,;:]{1,14}$")
# 减少农村贫困人口5万以上: the verb stands before the name, and what falls is a number of persons.
_FEWER = re.compile("(?:再|要|力争|争取|确保|实现|努力|年内|全年)*(?:减少|压减)(?!.*[到至为]$)")
_PERSONS = frozenset({"人", "户", "名", "人次", ""})


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
    for passage in announced(folded, sections):
        if passage.first < seen:  # an announcement inside a passage that was read
            continue
        found = _read(text, folded, passage, sections)
        if any(target.indicator == "gdp" and target.kind == "average_growth_rate" for target in found):
            continue  # a plan for several years
        named = len({target.indicator for target in found if target.indicator})
        score = min(named, 8) + passage.confidence if named else 0.0
        if score > best_score:
            best, best_score, seen = found, score, passage.end
    if best:
        return best
    for passage in chain(unannounced(folded, sections), headed(folded, sections)):
        found = _read(text, folded, passage, sections)
        names = {target.indicator for target in found if target.indicator}
        if ("gdp" in names or passage.without_gdp) and len(names) >= passage.least:
            return found
    return []


def target_cells(text: str) -> list[tuple[str, ...]]:
    """Return the headline targets as rows of text, for a table on disk: an end that nothing bounds is empty."""
    return [tuple(map(_cell, target)) for target in target_rows(text)]


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.15g}" if isfinite(value) else ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read(text: str, folded: str, passage: Passage, sections: Sections) -> list[Target]:
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
        clause = _CLAUSE_MARK.split(between)[-1].strip()
        if about.kind == "level" and item.quantity.unit.lstrip("万亿千百") in _PERSONS and _FEWER.match(clause):
            item, about = replace(item, quantity=replace(item.quantity, falls=True)), replace(about, kind="change")
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


def _ties(text: str, folded: str, passage: Passage, period: str, lines: list[int]) -> Iterator[Target]:
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


def _wishes(text: str, folded: str, passage: Passage, found: list[Target], lines: list[int]) -> Iterator[Target]:
    """Yield what is striven for beyond a target without a number: 争取更好结果.

    In a sentence of its own it is said of the first target, behind a target of that one, behind other words of all.
    """
    ordered = sorted((target for target in found if target.indicator), key=lambda target: target.end)
    for match in BETTER.finditer(folded, passage.first, passage.end):
        start, end = match.span()
        before = [target for target in ordered if target.end <= start]
        if before:
            between = folded[before[-1].end : start]
            last = before[0] if "。" in between else before[-1]
            if last is before[-1] and len(_CLAUSE_MARK.findall(between)) > 1:
                last = last._replace(indicator="", kind="")
            yield last._replace(
                value=_NAN, low=_NAN, high=_NAN, qualifier="", unit="", printed=text[start:end],
                paragraph=bisect_right(lines, start), start=start, end=end, stretch=True, tied_to="",
            )  # fmt: skip
