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
from ..quantities.units import convert
from ..quantities.wording import write_quantity
from ..reports.observation import Observation
from ..reports.outcomes import Link, Outcome
from .ratios import HUNDRED, ONE, PERCENT

# Of these less is better: 左右 and a bare number are ceilings.
CEILINGS = frozenset({
    "cpi", "surveyed_urban_unemployment", "registered_urban_unemployment", "pm25_concentration", "energy_intensity",
    "carbon_intensity",
})  # fmt: skip
_TRUST = ("official", "copy", "press")
_ZERO = Decimal(0)


@dataclass(frozen=True)
class Aim:
    """A target: a number with what its words assert, or words alone (``value`` and ``bounds`` are None).

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
    of: str = ""
    qualifier: str = ""
    value: Decimal | None = None
    unit: str = ""
    bounds: Bounds | None = None
    base: Observation | None = None
    basis: str = ""

    @property
    def reached(self) -> Bounds:
        """The numbers that meet the target: it and what goes beyond it."""
        bounds = self.bounds or Bounds.everything()
        down = self.qualifier in ("at_most", "nearly") or self.indicator in CEILINGS or (self.value or _ZERO) < 0
        return Bounds(-INFINITY, bounds.high, True, bounds.high_closed) if down else Bounds.at_least(bounds.low)

    def words(self, lang: str) -> str:
        """Return the target as a reader of the language writes it."""
        if self.value is None or lang == "zh":
            return f"“{self.printed}”"
        return write_quantity(self.value, self.unit, self.qualifier, "en", self.kind)


@dataclass(frozen=True)
class Judgement:
    """A verdict with its reason, the figures that it rests on, the gap, and growth by level where that was asked."""

    verdict: str
    zh: str
    en: str
    used: tuple[Outcome, ...] = ()
    gap: Bounds | None = None
    gap_value: Decimal | None = None
    gap_unit: str = ""
    growth: Bounds | None = None
    growth_value: Decimal | None = None


@dataclass(frozen=True)
class Ledger:
    """What was published about the year of a target: of its own indicator, and of others that bear on it."""

    own: tuple[Outcome, ...]
    linked: tuple[tuple[Link, Outcome], ...] = ()
    other: tuple[Outcome, ...] = ()
    deflators: tuple[Decimal, ...] = ()
    caveat_zh: str = ""
    caveat_en: str = ""


def best(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the figure to be held against a target: the most trusted, then the one with most digits."""
    return min(outcomes, key=lambda o: (_TRUST.index(o.trust), int(str(o.value.as_tuple().exponent))))


def weakest(outcomes: Sequence[Outcome]) -> str:
    """Return the weakest trust among figures."""
    return max((o.trust for o in outcomes), key=_TRUST.index)


def judge(aim: Aim, ledger: Ledger) -> Judgement:
    """Return the verdict on one target."""
    if aim.kind in _IN_WORDS:
        return _IN_WORDS[aim.kind](aim, ledger)
    like = [o for o in ledger.own if o.kind == aim.kind and o.period == aim.period]
    levels = [o for o in ledger.own if o.kind == "level" and o.period == aim.period]
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
    one = convert(Decimal(1), outcome.unit, aim.unit)
    value, bounds = outcome.value * one, (asserted or outcome.bounds) * Bounds.exact(one)
    aimed = aim.value or _ZERO
    zh = f"公布{_said(outcome, 'zh')}，目标{aim.words('zh')}："
    en = f"Published: {_said(outcome, 'en')}; target: {aim.words('en')}:"
    if aim.bounds is None or aim.bounds.is_everything:
        return Judgement("undecidable", f"{zh}左右没有写明宽度。", f"{en} “about” states no width.", (outcome,))
    unit = "百分点" if aim.unit == "%" else aim.unit
    gap = {"gap": bounds - Bounds.exact(aimed), "gap_value": value - aimed, "gap_unit": unit}
    if bounds.within(aim.reached):
        return Judgement("met", f"{zh}已达到。", f"{en} reached.", (outcome,), **gap)  # type: ignore[arg-type]
    if not bounds.meets(aim.reached):
        return Judgement("missed", f"{zh}未达到。", f"{en} not reached.", (outcome,), **gap)  # type: ignore[arg-type]
    return Judgement(
        "undecidable", f"{zh}公布的数取整后，两边分不开。", f"{en} they cannot be told apart within the rounding.",
        (outcome,), **gap,  # type: ignore[arg-type]
    )  # fmt: skip


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
    zh = "".join(f"另一来源为{_said(o, 'zh')}。{link.reason_zh if link else ''}" for o, link in against)
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
    if aim.base is None or aim.bounds is None:
        return Judgement(
            "undecidable", "公布的是总量，报告没有印出上年水平，也没有找到增速。",
            "A level was published; the report prints none of the year before, and no growth was found.", (outcome,),
        )  # fmt: skip
    one = convert(Decimal(1), outcome.unit, aim.base.unit)
    value, bounds = outcome.value * one, outcome.bounds * Bounds.exact(one)
    ratio = bounds / aim.base.bounds
    growth = (ratio - ONE) * PERCENT
    seen = Judgement(
        "undecidable", "", "", (outcome,), growth=growth, growth_value=(value / aim.base.value - 1) * HUNDRED
    )
    span_zh, span_en = _span(growth, "zh"), _span(growth, "en")
    if aim.basis == "constant":
        return _at_current_prices(aim, outcome, value, seen, ledger)
    if aim.basis == "comparable":
        return replace(
            seen,
            zh=f"官方增速按可比口径计算，没有找到；按公布的水平相除为{span_zh}，只供参考。",
            en="Official growth is on a comparable base and was not found; the published levels give "
            f"{span_en}, an orientation only.",
        )
    level = aim.base.bounds * (ONE + aim.bounds / PERCENT)
    aimed = aim.base.value * (1 + (aim.value or _ZERO) / HUNDRED)
    word = "met" if growth.within(aim.reached) else "undecidable" if growth.meets(aim.reached) else "missed"
    tail_zh = {"met": "已达到", "missed": "未达到", "undecidable": "无法判定"}[word]
    tail_en = {"met": "reached", "missed": "not reached", "undecidable": "undecided"}[word]
    return replace(
        seen, verdict=word, gap=bounds - level, gap_value=value - aimed, gap_unit=aim.base.unit,
        zh=f"公布{_said(outcome, 'zh')}，目标意味着{_money(aimed, aim, 'zh')}；"
        f"按公布的水平增长{span_zh}：{tail_zh}。{ledger.caveat_zh}",
        en=f"Published: {_said(outcome, 'en')}; the target implies {_money(aimed, aim, 'en')}. Growth by the published "
        f"levels is {span_en}: {tail_en}. {ledger.caveat_en}".rstrip(),
    )  # fmt: skip


def _at_current_prices(aim: Aim, outcome: Outcome, value: Decimal, seen: Judgement, ledger: Ledger) -> Judgement:
    """Say what a level at current prices leaves open about growth at constant prices, and where it would turn."""
    base, rate = aim.base, aim.value or _ZERO
    assert base is not None
    turns = [value / (1 + rate / HUNDRED) / (1 + deflator / HUNDRED) for deflator in ledger.deflators]
    zh, en = "", ""
    if turns:
        changes_zh = "、".join(f"{shown(d)}%" for d in ledger.deflators)
        changes_en = ", ".join(f"{shown(d)}%" for d in ledger.deflators)
        levels_zh = "、".join(shown(turn) for turn in turns)
        zh = f"若价格变动为{changes_zh}，{base.period}年最终数分别不高于{levels_zh}{base.unit}时目标才达到。"
        en = (
            f" With prices moving by {changes_en} it was met if the final level of {base.period} is at most "
            f"{', '.join(write_quantity(round(t, 1), base.unit, lang='en') for t in turns)}."
        )
    return replace(
        seen,
        zh=f"目标是不变价增速，公布的是现价总量{_said(outcome, 'zh')}；{base.period}年最终数和价格变动没有找到。"
        f"按印出的“{base.printed}”，现价增长{_span(seen.growth, 'zh')}。{zh}",
        en=f"The target is growth at constant prices, and a level at current prices was published, "
        f"{_said(outcome, 'en')}; the final level of {base.period} and the change of prices are missing. "
        f"On {_said(base, 'en')}, growth at current "
        f"prices is {_span(seen.growth, 'en')}.{en}",
    )


def _direction(aim: Aim, ledger: Ledger) -> Judgement:
    """Hold growth against a direction in words: 下降 asks for a fall, all else for no fall."""
    rates = [o for o in ledger.own if o.kind == "growth_rate" and o.period == aim.period]
    levels = [o for o in ledger.own if o.kind == "level" and o.period == aim.period]
    if rates:
        rate = best(rates)
        return _in_direction(
            aim, rate, rate.bounds, f"公布的增速为{_said(rate, 'zh')}", f"growth published, {_said(rate, 'en')},"
        )
    if levels and aim.base and aim.basis in ("", "nominal"):
        level = best(levels)
        growth = (
            level.bounds * Bounds.exact(convert(Decimal(1), level.unit, aim.base.unit)) / aim.base.bounds - ONE
        ) * PERCENT
        zh, en = f"按公布的水平增长{_span(growth, 'zh')}", f"growth by the published levels, {_span(growth, 'en')},"
        return _in_direction(aim, level, growth, zh, en)
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
            whole = best(levels).bounds / (share.bounds / PERCENT)
            unit = best(levels).unit
            zh += f"它隐含的目标约为{whole.low:.2f}至{whole.high:.2f}{unit}。"
            en += f" It implies a target of {_pair(whole, unit)}."
    used = (*([best(levels)] if levels else []), *(o for _, o in progress))
    return Judgement("undecidable", zh, en, used)


def _in_direction(aim: Aim, outcome: Outcome, growth: Bounds, zh: str, en: str) -> Judgement:
    up, no_fall = (-growth if any(word in aim.printed for word in FALLS.split()) else growth), Bounds.at_least(_ZERO)
    verdict = "met" if up.within(no_fall) else "undecidable" if up.meets(no_fall) else "missed"
    tail_zh = {"met": "与方向一致，只说数量", "undecidable": "取整后看不出方向", "missed": "与方向相反"}[verdict]
    tail_en = {"met": "is in that direction, in quantity only", "undecidable": "is too small to tell",
               "missed": "is in the other direction"}[verdict]  # fmt: skip
    return Judgement(
        verdict, f"目标{aim.words('zh')}没有数字；{zh}，{tail_zh}。",
        f"The target states a direction and no number; {en} {tail_en}.", (outcome,),
    )  # fmt: skip


def _tied(aim: Aim, ledger: Ledger) -> Judgement:
    """Hold the growth of one indicator against that of the indicator it is tied to."""
    ours = [o for o in ledger.own if o.kind == "growth_rate" and o.period == aim.period]
    theirs = [o for o in ledger.other if o.kind == "growth_rate" and o.period == aim.period]
    if not ours or not theirs:
        missing_zh = "和".join(["本指标的增速"] * (not ours) + ["所挂钩指标的增速"] * (not theirs))
        missing_en = " and ".join(["its own growth"] * (not ours) + ["the growth that it is tied to"] * (not theirs))
        return Judgement(
            "undecidable", f"没有找到{missing_zh}。", f"Not found: {missing_en}.",
            tuple(best(found) for found in (ours, theirs, list(ledger.own)) if found)[:1],
        )  # fmt: skip
    one, other = best(ours), best(theirs)
    gap = one.bounds - other.bounds
    met, missed = gap.within(Bounds.at_least(_ZERO)), not gap.meets(Bounds.at_least(_ZERO))
    verdict = "met" if met else "missed" if missed else "undecidable"
    tail_zh = {"met": "不低于", "missed": "低于", "undecidable": "取整后分不出高低于"}[verdict]
    tail_en = {"met": "at least", "missed": "below", "undecidable": "not told apart from"}[verdict]
    return Judgement(
        verdict, f"公布的增速{_said(one, 'zh')}{tail_zh}所挂钩的{_said(other, 'zh')}。",
        f"Growth published, {_said(one, 'en')}, is {tail_en} the {_said(other, 'en')} that it is tied to.",
        (one, other), gap=gap, gap_value=one.value - other.value, gap_unit="百分点",
    )  # fmt: skip


def _assigned(_aim: Aim, ledger: Ledger) -> Judgement:
    return Judgement(
        "undecidable", "任务由上级下达，任务数和完成数都没有找到。",
        "The task is set by a higher level; neither it nor what was done was found.", ledger.own[:1],
    )  # fmt: skip


_IN_WORDS = {"direction": _direction, "tied": _tied, "assigned": _assigned}


def _said(number: Outcome | Observation, lang: str) -> str:
    if lang == "zh":
        sign = "−" if number.value < 0 else ""
        return f"{sign}{number.printed}"
    return write_quantity(number.value, number.unit, number.qualifier, "en", number.kind)


def _money(value: Decimal, aim: Aim, lang: str) -> str:
    """Return an implied level as a floor where both its base and its rate are floors."""
    assert aim.base is not None
    floor = "at_least" if "at_least" in (aim.qualifier, aim.base.qualifier) else "exact"
    return write_quantity(Decimal(shown(value).replace(",", "")), aim.base.unit, floor, "zh" if lang == "zh" else "en")


def _span(bounds: Bounds | None, lang: str) -> str:
    """Return growth within bounds, in percent: at most, at least, or from … to."""
    assert bounds is not None
    low, high = (f"{'+' if end > 0 else ''}{shown(end, 3)}%" for end in (bounds.low, bounds.high))
    if bounds.low <= -HUNDRED:  # nothing falls by more
        return f"至多{high}" if lang == "zh" else f"at most {high}"
    if bounds.high.is_infinite():
        return f"至少{low}" if lang == "zh" else f"at least {low}"
    return f"{low}至{high}" if lang == "zh" else f"{low} to {high}"


def _pair(bounds: Bounds, unit: str) -> str:
    low, high = (write_quantity(round(end, 2), unit, lang="en") for end in (bounds.low, bounds.high))
    return f"{low} to {high}"
