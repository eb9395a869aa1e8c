"""What the targets of a report lead to, and what came of them; every number in a sentence is computed here."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from ..arithmetic.compounding import compound, required_growth
from ..arithmetic.hindsight import targets_by_place
from ..arithmetic.ledger import target_outcomes
from ..arithmetic.scenarios import start_and_target
from ..arithmetic.targets import Width, half_width, load_assumptions, project_path, project_targets, target_gap
from ..errors import InputError, NotInReportError
from ..quantities.interval import shown
from ..quantities.lexicon import OUTCOME_VERDICTS, Word
from ..quantities.wording import Lang, write_computed
from ..reports.report import Report
from .sentences import NOTHING, Parts, grown_at, quoted, rate_at, span_text


def growth_targets(report: Report, about_width: Width = "declared", deflator: float | Decimal | None = None) -> Parts:
    """Say which levels the growth targets imply, in whose prices, and who else aims at the same."""
    rows = project_targets(about_width=about_width, report=report).to_dict("records")
    if not rows:
        raise InputError("the report prints no growth target with a level the year before: there is nothing to answer.")
    compared, nominal = NOTHING, NOTHING
    aimed = [r for r in targets_by_place(report=report).to_dict("records") if r["target_printed"]]
    if len(aimed) > 1:
        compared = Word(
            f"{aimed[0]['name_zh']}目标：{'、'.join(r['place_zh'] + r['target_printed'] for r in aimed)}。",
            f"The target for {aimed[0]['name_en']}: {', '.join(rate_at(r, 'target') for r in aimed)}.",
        )
    real = next((r for r in rows if r["price_basis"] == "constant"), None)
    if deflator is None:
        deflator = next((a.value for a in load_assumptions(report).values() if a.applies_to == "deflator"), None)
    if real is not None and deflator is not None:
        path = project_path(real["base_id"], real["id"], 1, deflator=deflator, about_width=about_width, report=report)
        value, change = path.iloc[-1]["value"], shown(Decimal(str(deflator)))
        nominal = Word(
            f"现价数要另给价格变动，按{change}%约为{write_computed(value, real['unit'], 'zh')}；",
            f"A level at current prices needs a change of prices; at {change}% it is about "
            f"{write_computed(value, real['unit'], 'en')}. ",
        )
    return Parts(
        Word(
            f"{report.target_year}年的{len(rows)}个增长目标推得{'、'.join(_level(r, 'zh') for r in rows)}。",
            f"The {len(rows)} growth targets for {report.target_year} lead to "
            f"{', '.join(_level(r, 'en') for r in rows)}.",
        ),
        compared,
        Word(
            f"按目标推算，不是预测。{nominal.zh}一年的目标不是一条路径，不能连乘到以后各年。",
            f"This is arithmetic on targets, no forecast. {nominal.en}A target for one year is no path: it may not be "
            "compounded into later years.",
        ),
    )


def _level(row: dict[Any, Any], lang: Lang) -> str:
    """Return an implied level with what its bounds leave open, and whose prices it is in."""
    low, value, high = (write_computed(row[end], row["unit"], lang) for end in ("low", "value", "high"))
    zh = lang == "zh"
    if row["low"] == row["value"] and row["high"].is_infinite():
        return f"{row['name_zh']}{value}以上" if zh else f"{row['name_en']} at least {value}"
    if row["low"].is_infinite():
        bounds = "左右没有宽度" if zh else "no width for “about”"
    elif row["high"].is_infinite():
        bounds = f"至少{low}" if zh else f"at least {low}"
    else:
        bounds = f"{low}至{high}" if zh else f"{low} to {high}"
    if row["price_basis"] == "constant":
        bounds += f"，{row['base_period']}年价格" if zh else f", in prices of {row['base_period']}"
    return f"{row['name_zh']}{value}（{bounds}）" if zh else f"{row['name_en']} {value} ({bounds})"


def long_goal(report: Report, number: str = "digital_revenue_2025", growth: float | None = None) -> Parts:
    """Say how fast a goal some years away asks for growth, and where each printed rate leads."""
    goal = report[number]
    same = [o for o in report.observations.values() if o.indicator == goal.indicator]
    before = [o for o in same if o.kind == "level" and o.scope == goal.scope and "" < o.period < goal.period]
    if not before:
        raise InputError(f"{goal.id}: the report prints no earlier level of {goal.indicator} to start from.")
    start = max(before, key=lambda o: o.period)
    span, needed = int(goal.period) - int(start.period), required_growth(start, goal, report=report)
    rates = sorted((o for o in same if o.kind in ("growth_rate", "average_growth_rate")), key=lambda o: o.value)
    said_zh, said_en = [], []
    for rate in rates:
        reached, area = compound(start, rate.value, span, report=report), report.scopes[rate.scope]
        own, there = rate.scope == goal.scope, write_computed(reached.value, start.unit, "zh")
        said_zh.append(f"按{rate.printed}{'' if own else f'（{area.name_zh}的目标）'}到{there}")
        said_en.append(
            f"{quoted(rate)}{'' if own else f' (the target of {area.name_en})'} leads to "
            f"{write_computed(reached.value, start.unit, 'en')}"
        )
    if growth is not None:
        reached, written = compound(start, growth, span, report=report), shown(Decimal(str(growth)))
        said_zh.append(f"按自定的{written}%到{write_computed(reached.value, start.unit, 'zh')}")
        said_en.append(f"your own {written}% leads to {write_computed(reached.value, start.unit, 'en')}")
    stated, gap = next((o for o in rates if o.period == goal.period), None), NOTHING
    if stated is not None:
        left = target_gap(start, stated.value, goal, report=report)
        gap = Word(
            f"写目标时一并写明：只按报告的{stated.printed}，{goal.period}年还差"
            f"{write_computed(left.value, left.unit, 'zh')}。",
            f"State with the goal that the printed {quoted(stated)} alone leaves "
            f"{write_computed(left.value, left.unit, 'en')} missing in {goal.period}. ",
        )
    return Parts(
        Word(
            f"从{start.period}年的{start.printed}到{goal.period}年的{goal.printed}，每年须增长"
            f"{write_computed(needed.value, '%', 'zh')}（{span_text(needed.bounds, 'zh')}）。",
            f"From {quoted(start)} in {start.period} to {quoted(goal)} in {goal.period}, it has to grow by "
            f"{write_computed(needed.value, '%', 'en')} a year ({span_text(needed.bounds, 'en')}).",
        ),
        Word(f"{'；'.join(said_zh)}。", f"{'; '.join(said_en)}."),
        Word(
            f"{gap.zh}各条路径每年同速，是算术，不是预测。",
            f"{gap.en}Every path grows at one rate: arithmetic, no forecast.",
        ),
    )  # fmt: skip


def targets_and_outcomes(
    report: Report, about_width: Width = "declared", outcomes: Report | str | Path | None = None
) -> Parts:
    """Say what became of the targets, and what a briefing may write of it."""
    ledger = target_outcomes(report, outcomes, about_width=about_width)
    seen = ledger[ledger["outcome_printed"] != ""]
    groups = [
        (word, seen[seen["verdict"] == v]) for v, word in OUTCOME_VERDICTS.items() if (seen["verdict"] == v).any()
    ]
    zh = "；".join(f"{word.zh}{len(rows)}个（{'、'.join(rows['name_zh'])}）" for word, rows in groups)
    en = "; ".join(f"{word.en} {len(rows)} ({', '.join(rows['name_en'])})" for word, rows in groups)
    grown = [r for r in targets_by_place(report=report, outcomes=outcomes).to_dict("records") if r["outcome_printed"]]
    compared = NOTHING
    if grown:
        compared = Word(
            f"同年{grown[0]['name_zh']}增速：{'、'.join(map(grown_at, grown))}。",
            f"Growth of {grown[0]['name_en']} in that year: {', '.join(rate_at(r, 'outcome') for r in grown)}.",
        )
    weak, second = sum(trust != "official" for trust in seen["trust"]), NOTHING
    if weak:
        second = Word(
            f"其中{weak}个数读自转载件或媒体，引用前应找到官方原文。",
            f" {weak} of the figures were read in copies or the press: find the official text first.",
        )
    return Parts(
        Word(
            f"{report.target_year}年的{len(ledger)}个目标中，{len(seen)}个找到了后来公布的数：{zh or '没有'}。",
            f"Of {len(ledger)} targets for {report.target_year}, {len(seen)} have something published on them: "
            f"{en or 'none'}.",
        ),
        compared,
        Word(
            f"只有判为达到或未达到的可以照写；无法判定的要写缺什么，不可比的不写。{second.zh}",
            "Only what is met or missed may be written so; of the undecidable say what is missing, and leave out what "
            f"is not comparable.{second.en}",
        ),
    )


def scenarios(
    report: Report, growth: float | None = None, about_width: Width = "declared", deflator: float = 0.0, years: int = 1
) -> Parts:
    """Say where the level of gross regional product would be, and what moves it."""
    try:
        base, target = start_and_target(report)
    except NotInReportError as reason:
        raise InputError(str(reason)) from None
    rate = target.value if growth is None else Decimal(str(growth))
    half = half_width(report, about_width)

    def after(percent: Decimal, prices: float) -> Decimal:
        path = project_path(base, float(percent), years, deflator=prices, report=report)
        return Decimal(path.iloc[-1]["value"])

    low, value, high = (after(rate + change, deflator) for change in (-half, Decimal(0), half))
    step = after(rate, deflator + 1) - value
    zh, en = ([write_computed(end, base.unit, lang) for end in (low, value, high, step)] for lang in ("zh", "en"))
    year, percent, change = int(base.period) + years, shown(rate), shown(Decimal(str(deflator)))
    more = Word(
        "一年的目标用到多年，只是假定每年同速。",
        " Using one year’s target for several assumes that every year grows alike.",
    )
    more = more if years > 1 else NOTHING
    floor = Word("，是下限，结果也是", ", a floor, and so is what follows") if base.qualifier == "at_least" else NOTHING
    band = NOTHING if about_width is None else Word(
        f"；左右按±{half}个百分点，为{zh[0]}至{zh[2]}",
        f"; with ±{half} percentage points for “about”, {en[0]} to {en[2]}",
    )  # fmt: skip
    return Parts(
        Word(
            f"每年增长{percent}%、价格每年变动{change}%，{year}年为{zh[1]}{band.zh}。",
            f"Growing by {percent}% a year with prices changing by {change}%, {year} comes to {en[1]}{band.en}.",
        ),
        Word(
            f"起点是{base.period}年的“{base.printed}”{floor.zh}，报告自己的目标是{target.printed}；"
            f"价格每年多变动1个百分点，结果移动约{zh[3]}。",
            f"It starts from {quoted(base)} in {base.period}{floor.en}, and the report’s own target is {quoted(target)}"
            f"; one more percentage point of prices a year moves it by about {en[3]}.",
        ),
        Word(
            f"情景是算术，不是预测；增速、宽度、价格变动和年数四项都要写明。{more.zh}",
            f"A scenario is arithmetic, no forecast; state growth, width, change of prices and years with it.{more.en}",
        ),
    )  # fmt: skip
