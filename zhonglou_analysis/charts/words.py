"""What a chart says: numbers with their signs, statuses in words, footnotes, source line and alt text, of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from ..quantities.lexicon import NEAR, OWN_STATUSES, PRICES, QUALIFIERS, STATUSES
from ..quantities.units import find_unit
from ..quantities.wording import Lang, write_quantity
from .lettering import punctuate
from .table import Mark, join_ids, rounded

_SIGNS = {id_: word.sign for id_, word in QUALIFIERS.items()} | {"near": NEAR}
_STATUS = STATUSES | OWN_STATUSES
_STATUS_NOTES = {
    "estimate": ("预计数是报告成文时的估计", "Estimate: as expected when the report was written"),
    "projection": ("推算指按目标推算,非预测", "Projected: arithmetic on the target, not a forecast"),
}
_NOT_A_FORECAST = re.compile("非预测|not a forecast")


@dataclass(frozen=True)
class Words:
    """The texts of one chart in one language; notes are its own, those that every chart has are made from its rows."""

    headline: str
    subtitle: str
    notes: tuple[str, ...] = ()


def pick(lang: str, zh: str, en: str) -> str:
    """Return the text of the language, with the punctuation of the language."""
    return punctuate(zh if lang == "zh" else en, lang)


def number_text(value: Decimal, unit: str, lang: str) -> str:
    """Return a number with its unit, short enough for a chart: 890亿元, CN¥89.0 bn."""
    text = write_quantity(value, unit, "exact", cast(Lang, lang))
    if lang == "en":
        text = text.replace(" billion", " bn").replace(" million", " m")
        if find_unit(unit).factor.scaleb(int(value.as_tuple().exponent)) >= 10**6:
            text = text.replace(".0 m", " m")  # the decimal would claim a digit that is not there
    return text


def value_text(mark: Mark, lang: str) -> str:
    """Return the label of a mark: in Chinese the report's own words (890亿元以上), in English with a sign."""
    if mark.is_range:
        return _between(mark, lang)
    if lang == "zh":
        if _is_printed(mark):
            return punctuate(mark.printed, lang)
        if mark.qualifier == "near":
            return f"约{number_text(mark.shown, mark.unit, lang)}"
        if mark.status in OWN_STATUSES and mark.qualifier == "at_most":
            return f"至多{number_text(mark.shown, mark.unit, lang)}"
        return punctuate(write_quantity(mark.shown, mark.unit, mark.qualifier, "zh"), lang)
    return _SIGNS[mark.qualifier].en + number_text(mark.shown, mark.unit, lang)


def _between(mark: Mark, lang: str) -> str:
    """Return the two ends of a range, a unit of money or of things said once: 5.5%—6%, 56.4—61.6亿元."""
    low, high = (
        Decimal(f"{end:g}") if mark.status == "target" else rounded(end, mark.decimals, outwards)
        for end, outwards in ((mark.low, "DOWN"), (mark.high, "UP"))
    )
    one, other = (number_text(end, mark.unit, lang) for end in (low, high))
    before, after = (re.split(r"(?<=[\d])(?=[^\d.,]*$)", text) for text in (one, other))
    if mark.unit != "%" and before[-1] == after[-1]:
        start = re.match(r"[^\d−]*", one)
        one, other = before[0], other.removeprefix(start[0] if start else "")
    return pick(lang, "—", "–").join((one, other))


def _is_printed(mark: Mark) -> bool:
    """Whether the phrase in the report says the mark's own number: a table may hold another one."""
    found = re.search(r"[\d,]*\d(?:\.\d+)?", mark.printed)
    if found and mark.qualifier != "exact" and mark.printed == f"{found[0]}{mark.unit}":
        return False  # 5%和6%左右: the word stands behind the other number
    return found is not None and Decimal(found[0].replace(",", "")) == mark.shown and mark.unit in mark.printed


def reaching(number: str) -> str:
    """Return that a level is reached, in Chinese: 达到210亿元, and 超52亿元 as it is printed."""
    return number if number.startswith(("超", "突破")) else f"达到{number}"


def said(mark: Mark, lang: str) -> str:
    """Return the number of a mark for a headline: as its label, with “about” for ≈ and “at least” for ≥."""
    text = value_text(mark, lang)
    return text.replace("≈", "about ").replace("≥", "at least ").replace("≤", "at most ")


def float_text(value: float, unit: str, decimals: int, lang: str) -> str:
    """Return a number that is no mark's own, such as the end of a band, with its unit."""
    return number_text(rounded(value, decimals), unit, lang)


def status_word(mark: Mark, lang: str) -> str:
    """Return the word for a mark's status: 预计, target."""
    return _STATUS[mark.status].in_(lang)


def labelled(mark: Mark, lang: str, shared: str = "actual") -> str:
    """Return the label of a mark with the word for its status, unless it is the one that is said once for all."""
    if mark.status == shared:
        return value_text(mark, lang)
    return f"{value_text(mark, lang)}{pick(lang, f'({status_word(mark, lang)})', f' ({status_word(mark, lang)})')}"


def phrase(mark: Mark, lang: str) -> str:
    """Return the number of a mark in running text: 890亿元以上 as it is printed, at least CN¥89.0 billion."""
    if lang == "zh":
        return value_text(mark, lang)
    return write_quantity(mark.shown, mark.unit, mark.qualifier, "en")


def within(name: str) -> str:
    """Return an English name as it stands within a sentence: Retail sales as retail sales, and GRP as it is."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def output_name(mark: Mark, lang: str, short: bool = True) -> str:
    """Return what output is called at the place of a mark: domestic of a nation, regional of its parts."""
    if mark.place_zh == "中国":
        return pick(lang, "国内生产总值", "GDP" if short else "gross domestic product")
    return pick(lang, "地区生产总值", "GRP" if short else "gross regional product")


def prices_note(marks: Sequence[Mark], lang: str) -> str:
    """Return whose prices each of several numbers is in; empty where none is an amount, or growth of one."""
    bases: dict[str, list[str]] = {}
    for mark in marks:
        if prices_text(mark.basis, lang):
            bases.setdefault(prices_text(mark.basis, lang), []).append(mark.label(lang))
    if not bases:
        return ""
    zh = "价格:" + ",".join(f"{'、'.join(names)}为{basis}" for basis, names in bases.items())
    return pick(lang, zh, "Prices: " + "; ".join(f"{basis} for {', '.join(names)}" for basis, names in bases.items()))


def prices_text(basis: str, lang: str) -> str:
    """Return the price basis in words: 现价, 2022年价格; empty where there is none."""
    if basis.isdecimal():
        return pick(lang, f"{basis}年价格", f"{basis} prices")
    return PRICES[basis].in_(lang) if basis in PRICES else ""


def places(marks: Iterable[Mark], lang: str) -> str:
    """Return the place or places of the marks, each once."""
    return pick(lang, "、", ", ").join(dict.fromkeys(m.place_zh if lang == "zh" else m.place_en for m in marks))


def periods(marks: Iterable[Mark]) -> str:
    """Return the period of the marks: one year, or the first and the last."""
    years = sorted({mark.period for mark in marks if mark.period})
    return "" if not years else years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"


def footnotes(marks: Sequence[Mark], words: Words, lang: str) -> list[str]:
    """Return the footnotes made from the rows plotted, what matters most first.

    The chart's own, the rows' own (assumptions among them), statuses, coverage.
    """
    drawn = {mark.status for mark in marks}
    if _NOT_A_FORECAST.search(words.subtitle):
        drawn.discard("projection")
    statuses = [pick(lang, *note) for status, note in _STATUS_NOTES.items() if status in drawn]
    covered: dict[str, list[str]] = {}
    for mark in marks:
        coverage = mark.coverage_zh if lang == "zh" else mark.coverage_en
        if coverage:
            covered.setdefault(coverage, []).append(mark.label(lang))
    coverages = [
        pick(
            lang,
            f"{'、'.join(dict.fromkeys(names))}按惯例{'' if text.startswith('不') else '指'}{text}",
            f"{', '.join(dict.fromkeys(names))}, by convention: {text}",
        )
        for text, names in covered.items()
    ]
    own = [note for mark in marks for note in (mark.note_zh if lang == "zh" else mark.note_en).split("\n") if note]
    return list(dict.fromkeys([*words.notes, *own, *statuses, *coverages]))


def notes_line(notes: Sequence[str], lang: str, keep: int | None = None, alone: bool = True) -> str:
    """Return the footnotes as one text, and of those that do not fit, where they stand: in somebody's figure, nowhere.

    A chart that stands ``alone`` in a named size has a version with room for them all.
    """
    kept = list(notes[:keep])
    left = len(notes) - len(kept)
    if left and not alone:
        s = "s" * (left > 1)
        kept.append(
            pick(lang, f"{'另' if kept else ''}有{left}条说明从略", f"{left} {'more ' if kept else ''}note{s} left out")
        )
    elif left and kept:
        kept.append(pick(lang, "其余说明见整页版", "More notes in the page version"))
    if not kept:
        return pick(lang, "说明见整页版。", "Notes: see the page version.") if notes else ""
    return pick(lang, "注:" + ";".join(kept) + "。", "Notes: " + ". ".join(note.rstrip(".") for note in kept) + ".")


def told_apart(marks: Sequence[Mark], lang: str) -> list[str]:
    """Return what the key's word for a number that is no estimate means, where both stand side by side."""
    stated = pick(lang, "报告数指报告未称预计的数", "As reported: the report does not call it an estimate")
    return [stated] if {mark.status for mark in marks} >= {"estimate", "actual"} else []


def source_line(marks: Sequence[Mark], lang: str) -> str:
    """Return the source line made from the rows plotted: issuer, document, date, paragraphs, and what was computed."""
    documents: dict[str, list[str]] = {}
    for mark in marks:
        for document in re.split("；|; ", mark.source_zh if lang == "zh" else mark.source_en):
            documents.setdefault(document, []).append(mark.paragraphs)
    documents.pop("", None)
    if not documents:
        return ""
    parts = []
    for document, lists in documents.items():
        numbers = sorted({int(number) for number in join_ids(lists).split()})
        several = "s" if len(numbers) > 1 else ""
        where = pick(lang, f"第{'、'.join(map(str, numbers))}段", f"paragraph{several} {', '.join(map(str, numbers))}")
        parts.append(pick(lang, f"{document},{where}", f"{document}, {where}") if numbers else document)
    ours = any(mark.status in ("computed", "projection") for mark in marks)
    computed = pick(lang, ";部分据报告计算", "; partly computed from it") if ours else ""
    return pick(lang, "来源:" + ";".join(parts) + computed + "。", "Source: " + "; ".join(parts) + computed + ".")


def alt_text(marks: Sequence[Mark], words: Words, lang: str) -> str:
    """Return the chart in words: the finding, what is shown, and every number."""
    several = len({mark.period for mark in marks}) > 1
    numbers = [
        f"{mark.label(lang)}{f' {mark.period}' if several and mark.period else ''}{pick(lang, ':', ': ')}"
        f"{labelled(mark, lang)}"
        for mark in marks
        if not (mark.role == "unallocated" and mark.is_unbounded)  # the difference of two floors is no number
    ]
    stop = pick(lang, "。", ". ")
    body = pick(lang, ";", "; ").join(numbers)
    return punctuate(f"{words.headline}{stop}{words.subtitle.strip('。.')}{stop}{body}{stop}".strip(), lang)


def observation_ids(marks: Iterable[Mark]) -> list[str]:
    """Return the ids of all observations behind the marks, each once, in order."""
    return join_ids(mark.observations for mark in marks).split()
