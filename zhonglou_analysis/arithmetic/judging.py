"""What became of a target: a verdict between like things, and the reason in both languages.

Growth at constant prices is not decided by a level at current prices, nor growth on a comparable base by two levels,
and a part is not held against its whole. What reaches a target meets it: going beyond 5%左右 is no miss.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..quantities.grammar import FALLS
from ..quantities.interval import INFINITY, Bounds, shown
from ..quantities.lexicon import Word
from ..quantities.wording import LANGS, Lang, write_printed, write_quantity
from ..reports.observation import Observation
from ..reports.outcomes import Link, Outcome
from ..reports.report import Report
from .amounts import Amount, exact
from .ratios import growth
from .terms import Result, plain

# Of these less is better: 左右 and a bare number are ceilings.
CEILINGS = frozenset({
    "cpi", "surveyed_urban_unemployment", "registered_urban_unemployment", "pm25_concentration", "energy_intensity",
    "carbon_intensity",
})  # fmt: skip
_TRUST = ("official", "copy", "press")
_NO_FALL = Bounds.at_least(Decimal(0))
# What a verdict says of a number, of growth between two levels, of a direction, and of growth beside other growth.
_REACHED = {
    "met": Word("已达到", "reached"), "missed": Word("未达到", "not reached"),
    "undecidable": Word("公布的数取整后，两边分不开", "they cannot be told apart within the rounding"),
}  # fmt: skip
_REACHED_BY_LEVEL = {**_REACHED, "undecidable": Word("无法判定", "undecided")}
_IN_DIRECTION = {
    "met": Word("与方向一致，只说数量", "is in that direction, in quantity only"),
    "missed": Word("与方向相反", "is in the other direction"),
    "undecidable": Word("取整后看不出方向", "is too small to tell"),
}
_BESIDE = {
    "met": Word("不低于", "at least"), "missed": Word("低于", "below"),
    "undecidable": Word("取整后分不出高低于", "not told apart from"),
}  # fmt: skip


@dataclass(frozen=True)
class Aim:
    """A target: a number with what its words assert, or words alone (``number`` is None).

    ``base`` is the level of the year before, where the report prints one, and ``basis`` the price basis of growth.
    """

    id: str
    indicator: str
    scope: str
    period: str
    kind: str
    printed: str
    paragraph: int
    start: int
    of: str
    number: Result | None
    base: Observation | None
    basis: str

    @property
    def aimed(self) -> Result:
        """The number, of a target that has one."""
        assert self.number is not None
        return self.number

    @property
    def qualifier(self) -> str:
        """The qualifier of the number, if there is one."""
        return self.number.obs.qualifier if self.number and self.number.obs else ""

    @property
    def reached(self) -> Bounds:
        """The numbers that meet the target: it and what goes beyond it."""
        bounds = self.aimed.bounds
        down = self.qualifier in ("at_most", "nearly") or self.indicator in CEILINGS or self.aimed.value < 0
        return Bounds(-INFINITY, bounds.high, True, bounds.high_closed) if down else Bounds.at_least(bounds.low)

    def words(self, lang: str) -> str:
        """Return the target as a reader of the language writes it."""
        if self.number is None or lang == "zh":
            return f"“{self.printed}”"
        return write_quantity(self.number.value, self.number.unit, self.qualifier, "en", self.kind)


@dataclass(frozen=True)
class Judgement:
    """A verdict with its reason, the figures that it rests on, the gap, and growth by level where that was asked."""

    verdict: str
    zh: str
    en: str
    used: tuple[Outcome, ...] = ()
    gap: Amount | None = None
    gap_unit: str = ""
    growth: Amount | None = None


@dataclass(frozen=True)
class Ledger:
    """What was published about the year of a target: of its own indicator, and of others that bear on it."""

    own: tuple[Outcome, ...]
    linked: tuple[tuple[Link, Outcome], ...]
    other: tuple[Outcome, ...]
    deflators: tuple[Decimal, ...]
    origins: Word  # of the deflators
    caveat: Word


def best(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the figure to be held against a target: the most trusted, then the one with most digits."""
    return min(outcomes, key=lambda o: (_TRUST.index(o.trust), int(str(o.value.as_tuple().exponent))))


def weakest(outcomes: Sequence[Outcome]) -> str:
    """Return the weakest trust among figures."""
    return max((o.trust for o in outcomes), key=_TRUST.index)


def sources_of(outcomes: Sequence[Outcome], report: Report | None = None) -> dict[str, str]:
    """Return the documents of figures as cells, each once; a report's own stands first."""
    zh, en = (
        dict.fromkeys([*([report.document(lang)] if report else []), *(o.source(lang) for o in outcomes)])
        for lang in LANGS
    )
    return {"source_zh": "；".join(zh), "source_en": "; ".join(en)}


def in_unit(outcome: Outcome, unit: str, asserted: Bounds | None = None) -> Result:
    """Return a published figure, or what it asserts about another, as a number in a unit."""
    return plain(Amount(outcome.value, asserted or outcome.bounds), outcome.printed, outcome.unit).to(unit)


def grown(outcome: Outcome, base: Observation) -> Result:
    """Return the growth from a printed level to a published one."""
    return growth(in_unit(outcome, base.unit), plain(Amount(base.value, base.bounds), base.printed, base.unit))


def _verdict(found: Bounds, asked: Bounds) -> str:
    return "met" if found.within(asked) else "undecidable" if found.meets(asked) else "missed"


def _of_year(figures: Sequence[Outcome], kind: str, aim: Aim) -> list[Outcome]:
    """Return the figures of a kind that are of the whole year of a target."""
    return [o for o in figures if (o.kind, o.period) == (kind, aim.period)]


def judge(aim: Aim, ledger: Ledger) -> Judgement:
    """Return the verdict on one target."""
    if aim.number is None:
        return _IN_WORDS[aim.kind](aim, ledger)
    like, levels = (_of_year(ledger.own, kind, aim) for kind in (aim.kind, "level"))
    if aim.kind == "growth_rate" and levels and not like:
        return _by_level(aim, best(levels), ledger)
    if like:
        return _beside_others(aim, like, ledger)
    for link, outcome in ledger.linked:
        if link.relation == "at_most" and outcome.kind == aim.kind:
            found = _held(aim, outcome, Bounds.at_least(outcome.bounds.low))
            verdict = found.verdict if found.verdict == "met" else "undecidable"
            return replace(found, verdict=verdict, zh=found.zh + link.reason_zh, en=f"{found.en} {link.reason_en}")
        if link.relation == "part":
            return Judgement("not_comparable", link.reason_zh, link.reason_en, (outcome,))
    return Judgement("undecidable", "没有找到公布的结果。", "No published outcome was found.")


def _held(aim: Aim, outcome: Outcome, asserted: Bounds | None = None) -> Judgement:
    """Hold a figure, or what it asserts about another, against a target of its own kind."""
    zh = f"公布{_said(outcome, 'zh')}，目标{aim.words('zh')}："
    en = f"Published: {_said(outcome, 'en')}; target: {aim.words('en')}:"
    if aim.aimed.bounds.is_everything:
        return Judgement("undecidable", f"{zh}左右没有写明宽度。", f"{en} “about” states no width.", (outcome,))
    published = in_unit(outcome, aim.aimed.unit, asserted)
    verdict = _verdict(published.bounds, aim.reached)
    tail, unit = _REACHED[verdict], "百分点" if aim.aimed.unit == "%" else aim.aimed.unit
    gap = published.amount - aim.aimed.value
    return Judgement(verdict, f"{zh}{tail.zh}。", f"{en} {tail.en}.", (outcome,), gap, unit)


def _beside_others(aim: Aim, like: Sequence[Outcome], ledger: Ledger) -> Judgement:
    """Hold every figure of the target's own kind against it; where sources disagree, nothing is decided."""
    first = best(like)
    judged = _held(aim, first)
    others = [(_held(aim, o), o, None) for o in like if o is not first]
    others += [(_held(aim, o), o, link) for link, o in ledger.linked  # type: ignore[misc]
               if link.relation == "other_definition" and o.kind == aim.kind]  # fmt: skip
    against = [(o, link) for found, o, link in others if found.verdict != judged.verdict]
    if not against:
        return replace(judged, used=(first, *(o for _, o, _ in others)))
    zh = "".join(f"另一来源为{_in_words(o)}。{link.reason_zh if link else ''}" for o, link in against)
    en = " ".join(
        f"Another source has {_said(o, 'en')}. {link.reason_en if link else ''}".strip() for o, link in against
    )
    return Judgement(
        "undecidable",
        f"来源互相矛盾：公布{_said(first, 'zh')}，目标{aim.words('zh')}；{zh}",
        f"Sources conflict. Published: {_said(first, 'en')}; target: {aim.words('en')}. {en}",
        (first, *(o for o, _ in against)),
    )


def _by_level(aim: Aim, outcome: Outcome, ledger: Ledger) -> Judgement:
    """Hold a published level against a growth target, over the level that the report prints for the year before."""
    if aim.base is None:
        return Judgement(
            "undecidable", "公布的是总量，报告没有列出上年水平，也没有找到增速。",
            "A level was published; the report prints none of the year before, and no growth was found.", (outcome,),
        )  # fmt: skip
    published, by_level = in_unit(outcome, aim.base.unit), grown(outcome, aim.base)
    seen = Judgement("undecidable", "", "", (outcome,), growth=by_level.amount)
    span_zh, span_en = _span(by_level.bounds, "zh"), _span(by_level.bounds, "en")
    if aim.basis == "constant":
        return _at_current_prices(aim, aim.base, outcome, seen, ledger)
    if aim.basis == "comparable":
        return replace(
            seen,
            zh=f"官方增速按可比口径计算，没有找到；按公布的水平相除为{span_zh}，只供参考。",
            en="Official growth is on a comparable base and was not found; the published levels give "
            f"{span_en}, an orientation only.",
        )
    level = Amount(aim.base.value, aim.base.bounds) * (exact(1) + aim.aimed.amount / 100)
    # An implied level is a floor where its base or its rate is one.
    floor = "at_least" if "at_least" in (aim.qualifier, aim.base.qualifier) else "exact"
    aimed = Decimal(shown(level.value).replace(",", ""))
    aimed_zh, aimed_en = (write_quantity(aimed, aim.base.unit, floor, lang) for lang in LANGS)
    verdict = _verdict(by_level.bounds, aim.reached)
    tail = _REACHED_BY_LEVEL[verdict]
    return replace(
        seen, verdict=verdict, gap=published.amount - level, gap_unit=aim.base.unit,
        zh=f"公布{_said(outcome, 'zh')}，目标意味着{aimed_zh}；"
        f"按公布的水平增长{span_zh}：{tail.zh}。{ledger.caveat.zh}",
        en=f"Published: {_said(outcome, 'en')}; the target implies {aimed_en}. Growth by the published "
        f"levels is {span_en}: {tail.en}.{ledger.caveat.en}",
    )  # fmt: skip


def _at_current_prices(aim: Aim, base: Observation, outcome: Outcome, seen: Judgement, ledger: Ledger) -> Judgement:
    """Say what a level at current prices leaves open about growth at constant prices, and where it would turn."""
    by_level = grown(outcome, base).bounds
    zh = (
        f"目标是不变价增速，公布的是现价总量{_said(outcome, 'zh')}；{base.period}年最终数和价格变动没有找到。"
        f"按报告的“{base.printed}”，现价增长{_span(by_level, 'zh')}。"
    )
    en = (
        f"The target is growth at constant prices, and a level at current prices was published, "
        f"{_said(outcome, 'en')}; the final level of {base.period} and the change of prices are missing. "
        f"On {_said(base, 'en')}, growth at current prices is {_span(by_level, 'en')}."
    )
    if ledger.deflators:
        rate, low = aim.aimed.value, aim.aimed.bounds.low
        changes, turns = [f"{shown(deflator)}%" for deflator in ledger.deflators], _turns(rate, outcome, base, ledger)
        zh += f"若价格变动为{'、'.join(changes)}，{base.period}年最终数分别不高于{turns.zh}时增长达到{shown(rate)}%"
        en += (
            f" With prices moving by {', '.join(changes)} growth reaches {shown(rate)}% if the final level of "
            f"{base.period} is at most {turns.en}"
        )
        if -INFINITY < low < rate:
            turns = _turns(low, outcome, base, ledger)
            zh += f"，不高于{turns.zh}时达到{shown(low)}%，即“左右”的下限"
            en += f", and {shown(low)}%, the low end of “about”, if it is at most {turns.en}"
        zh += f"。{ledger.origins.zh}"
        en += f".{ledger.origins.en}"
    return replace(seen, zh=zh, en=en)


def _turns(rate: Decimal, outcome: Outcome, base: Observation, ledger: Ledger) -> Word:
    """Return up to which levels of the base year a published level is growth by a rate, one for each deflator."""
    level = in_unit(outcome, base.unit).value / (1 + rate / 100)
    turns = [level / (1 + deflator / 100) for deflator in ledger.deflators]
    en = ", ".join(write_quantity(round(turn, 1), base.unit, lang="en") for turn in turns)
    return Word("、".join(map(shown, turns)) + base.unit, en)


def _direction(aim: Aim, ledger: Ledger) -> Judgement:
    """Hold growth against a direction in words: 下降 asks for a fall, all else for no fall."""
    rates, levels = (_of_year(ledger.own, kind, aim) for kind in ("growth_rate", "level"))
    if rates:
        rate = best(rates)
        return _in_direction(
            aim, rate, rate.bounds, f"公布的增速为{_said(rate, 'zh')}", f"growth published, {_said(rate, 'en')},"
        )
    if levels and aim.base and aim.basis in ("", "nominal"):
        level = best(levels)
        span = grown(level, aim.base).bounds
        zh, en = f"按公布的水平增长{_span(span, 'zh')}", f"growth by the published levels, {_span(span, 'en')},"
        return _in_direction(aim, level, span, zh, en)
    progress = [(link, o) for link, o in ledger.linked if link.relation == "progress"]
    if not levels and not progress:
        return Judgement("undecidable", "没有找到公布的结果。", "No published outcome was found.")
    year = int(aim.period) - 1
    zh = f"目标{aim.words('zh')}没有数字；没有找到增速或{year}年水平，方向无法判定。"
    en = f"The target states a direction and no number; neither growth nor the level of {year} was found."
    for link, share in progress:
        zh += f"公布完成年度目标进度{_said(share, 'zh')}。{link.reason_zh}"
        en += f" Progress towards the year’s target is put at {_said(share, 'en')}. {link.reason_en}"
        if levels:
            level = best(levels)
            whole = level.bounds / (share.bounds / Bounds.exact(Decimal(100)))
            low, high = (write_quantity(round(end, 2), level.unit, lang="en") for end in (whole.low, whole.high))
            zh += f"它隐含的目标约为{whole.low:.2f}至{whole.high:.2f}{level.unit}。"
            en += f" It implies a target of {low} to {high}."
    used = (*([best(levels)] if levels else []), *(o for _, o in progress))
    return Judgement("undecidable", zh, en, used)


def _in_direction(aim: Aim, outcome: Outcome, span: Bounds, zh: str, en: str) -> Judgement:
    verdict = _verdict(-span if any(word in aim.printed for word in FALLS.split()) else span, _NO_FALL)
    tail = _IN_DIRECTION[verdict]
    return Judgement(
        verdict, f"目标{aim.words('zh')}没有数字；{zh}，{tail.zh}。",
        f"The target states a direction and no number; {en} {tail.en}.", (outcome,),
    )  # fmt: skip


def _tied(aim: Aim, ledger: Ledger) -> Judgement:
    """Hold the growth of one indicator against that of the indicator it is tied to."""
    ours, theirs = (_of_year(figures, "growth_rate", aim) for figures in (ledger.own, ledger.other))
    if not ours or not theirs:
        missing_zh = "和".join(["本指标的增速"] * (not ours) + ["所挂钩指标的增速"] * (not theirs))
        missing_en = " and ".join(["its own growth"] * (not ours) + ["the growth that it is tied to"] * (not theirs))
        return Judgement(
            "undecidable", f"没有找到{missing_zh}。", f"Not found: {missing_en}.",
            tuple(best(found) for found in (ours, theirs, list(ledger.own)) if found)[:1],
        )  # fmt: skip
    one, other = best(ours), best(theirs)
    gap = in_unit(one, "%").amount - in_unit(other, "%").amount
    verdict = _verdict(gap.bounds, _NO_FALL)
    tail = _BESIDE[verdict]
    return Judgement(
        verdict, f"公布的增速{_said(one, 'zh')}{tail.zh}所挂钩的{_said(other, 'zh')}。",
        f"Growth published, {_said(one, 'en')}, is {tail.en} the {_said(other, 'en')} that it is tied to.",
        (one, other), gap, "百分点",
    )  # fmt: skip


def _assigned(_aim: Aim, ledger: Ledger) -> Judgement:
    return Judgement(
        "undecidable", "任务由上级下达，任务数和完成数都没有找到。",
        "The task is set by a higher level; neither it nor what was done was found.", ledger.own[:1],
    )  # fmt: skip


_IN_WORDS = {"direction": _direction, "tied": _tied, "assigned": _assigned}


def _said(number: Outcome | Observation, lang: Lang) -> str:
    return write_printed(number.printed, number.value, number.unit, number.qualifier, lang, number.kind)


def _in_words(number: Outcome) -> str:
    """Return a figure in Chinese with the words of its qualifier: 60%以上 of 突破60%大关."""
    if number.qualifier == "exact":
        return _said(number, "zh")
    return write_quantity(number.value, number.unit, number.qualifier, "zh", "level")


def _span(bounds: Bounds, lang: str) -> str:
    """Return growth within bounds, in percent: at most, at least, or from … to."""
    low, high = (f"{'+' if end > 0 else ''}{shown(end, 3)}%" for end in (bounds.low, bounds.high))
    if bounds.low <= -100:  # nothing falls by more
        return f"至多{high}" if lang == "zh" else f"at most {high}"
    if bounds.high.is_infinite():
        return f"至少{low}" if lang == "zh" else f"at least {low}"
    return f"{low}至{high}" if lang == "zh" else f"{low} to {high}"
