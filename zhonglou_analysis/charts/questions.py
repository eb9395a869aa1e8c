"""What the rows say to each question, in Chinese and English; every number in a sentence is computed here."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from ..arithmetic.compounding import compound, required_growth
from ..arithmetic.hindsight import targets_by_place
from ..arithmetic.ledger import target_outcomes
from ..arithmetic.reconciliation import reconcile
from ..arithmetic.scenarios import start_and_target
from ..arithmetic.targets import Width, half_width, load_assumptions, project_path, project_targets, target_gap
from ..errors import InputError, NotInReportError
from ..quantities.interval import Bounds, shown
from ..quantities.lexicon import OUTCOME_VERDICTS, STATUSES, TRUST, VERDICTS, Word
from ..quantities.wording import Lang, write_computed, write_printed, write_quantity
from ..reports.observation import Observation
from ..reports.report import Report
from .catalogue import CHARTS

_HUNDRED = Decimal(100)
_NOTHING = Word("", "")


class Parts(NamedTuple):
    """The parts of an answer: what was found, what it is compared with, what it means for a briefing."""

    found: Word
    compared: Word
    meaning: Word


def report_in_figures(report: Report, number: str = "gdp_2022") -> Parts:
    """Say how many numbers a report prints and how one of them is to be quoted."""
    all_ = list(report.observations.values())
    worded = sum(obs.qualifier != "exact" for obs in all_)
    indicators, places = {obs.indicator for obs in all_}, {obs.paragraph for obs in all_}
    obs, status = report[number], STATUSES[report[number].status]
    name = report.name(obs, "zh")
    found = Word(
        f"报告印出{len(all_)}个数，分属{len(indicators)}个指标、{len(places)}个段落；其中{worded}个带有以上、超、左右、"
        f"近、余等字样，是界限而不是点值。{name}印为“{obs.printed}”（{status.zh}，第{obs.paragraph}段）。",
        f"The report prints {len(all_)} numbers about {len(indicators)} indicators in {len(places)} paragraphs; "
        f"{worded} of them carry a word such as 以上, 超, 左右, 近 or 余, which makes them a bound and not a value. "
        f"The {report.name(obs, 'en')} is printed as “{_said(obs)}” ({status.en}, paragraph {obs.paragraph}).",
    )
    rest = (
        Word("印出的末位之外没有信息。", "nothing is known beyond its last digit.") if obs.qualifier == "exact"
        else Word("界限不是点值，由它算出的比率也只是界限。", "a bound is no point, and neither is a ratio to it.")
    )  # fmt: skip
    meaning = Word(
        f"照原文写“{obs.printed}”，注明{status.zh}和段落；{rest.zh}",
        f"Write “{_said(obs)}” with its status and paragraph; {rest.en}",
    )
    return Parts(found, _in_wider_place(obs, report), meaning)


def _in_wider_place(obs: Observation, report: Report) -> Word:
    """Say what part of the nearest larger place's number this is, where that was published."""
    wider = [
        o for scope in report.scopes for o in report.outcomes
        if o.scope == scope != obs.scope and (o.status, o.qualifier) == ("actual", "exact")
        and (o.indicator, o.period, o.kind, o.unit) == (obs.indicator, obs.period, obs.kind, obs.unit)
    ]  # fmt: skip
    if obs.kind != "level" or not wider:
        return _NOTHING
    whole, place = wider[0], report.scopes[wider[0].scope]
    part, trust = obs.bounds / whole.bounds * Bounds.exact(_HUNDRED), TRUST[whole.trust]
    least = part.high.is_infinite()
    percent = f"{shown(part.low if least else (part.low + part.high) / 2, 3)}%"
    return Word(
        f"{place.name_zh}同年为{whole.printed}（{trust.zh}），本地{'至少' if least else '约'}占{percent}。",
        f"{place.name_en} had {write_computed(whole.value, whole.unit, 'en')} in that year ({trust.en}), of which this "
        f"is {'at least' if least else 'about'} {percent}.",
    )


def ratios_reproduced(report: Report) -> Parts:
    """Say how many relations hold and which number does not reproduce."""
    table = reconcile(report)
    counts = table["verdict"].value_counts()
    open_ = [verdict for verdict in ("undecidable", "derived") if verdict in counts]
    tests = [verdict for verdict in VERDICTS if verdict in counts and verdict not in open_]
    tested, rest = (
        Word(
            "、".join(f"{VERDICTS[v].zh}{counts[v]}处" for v in verdicts),
            ", ".join(f"{VERDICTS[v].en} {counts[v]}" for v in verdicts),
        )
        for verdicts in (tests, open_)
    )
    number = sum(counts[verdict] for verdict in tests)
    wrong = table[table["verdict"] == "does_not_reproduce"].to_dict("records")
    said = Word("没有一处不符。", "None differs.")
    if wrong:
        zh = (f"{row['name_zh']}，印{row['printed']}，重算{_recomputed(row, 'zh')}" for row in wrong)
        en = (
            f"{row['name_en']}, printed as {_printed(row, report)}, recomputed as {_recomputed(row, 'en')}"
            for row in wrong
        )
        said = Word(f"不符的是{'；'.join(zh)}。", f"What differs: {'; '.join(en)}.")
    return Parts(
        Word(
            f"报告自身的算术有{number}处可以核对：{tested.zh}（另有{rest.zh}）。{said.zh}",
            f"Of the report’s own arithmetic {number} relations can be tested: {tested.en} (besides: {rest.en}). "
            f"{said.en}",
        ),
        _what_it_would_take(wrong[0], report) if wrong else _NOTHING,
        Word(
            "不符的数照原文引用并注明，不代为更正；“界限成立”只说明不矛盾，“无法判定”的不写成吻合。",
            "Quote what differs as printed and say so, without correcting it; a bound that holds is no confirmation, "
            "and what is undecidable is not in agreement.",
        ),
    )


def _what_it_would_take(row: dict[Any, Any], report: Report) -> Word:
    """Say which part would give a printed share, beside the one that is printed."""
    operands = str(row["operands"]).split()
    if row["kind"] != "share" or not all(id_ in report.observations for id_ in operands):
        return _NOTHING
    part, whole = (report[id_] for id_ in operands)
    needed = Bounds(row["printed_low"], row["printed_high"]) / Bounds.exact(_HUNDRED) * whole.bounds
    low, high = (write_computed(end, whole.unit, "en") for end in (needed.low, needed.high))
    return Word(
        f"要得到{row['printed']}，{report.name(part, 'zh')}须为{shown(needed.low)}至{shown(needed.high)}{whole.unit}，"
        f"报告印的是{part.printed}。",
        f"It would take {low} to {high} of {report.name(part, 'en')}, and the report prints {_said(part)}.",
    )


def growth_targets(report: Report, about_width: Width = "declared", deflator: float | Decimal | None = None) -> Parts:
    """Say which levels the growth targets imply, in whose prices, and who else aims at the same."""
    rows = project_targets(about_width=about_width, report=report).to_dict("records")
    if not rows:
        raise InputError("the report prints no growth target with a level the year before: there is nothing to answer.")
    compared, nominal = _NOTHING, _NOTHING
    aimed = [r for r in targets_by_place(report=report).to_dict("records") if r["target_printed"]]
    if len(aimed) > 1:
        compared = Word(
            f"{aimed[0]['name_zh']}目标：{'、'.join(r['place_zh'] + r['target_printed'] for r in aimed)}。",
            f"The target for {aimed[0]['name_en']}: {', '.join(_at_place(r, 'target') for r in aimed)}.",
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
            f"{_said(rate)}{'' if own else f' (the target of {area.name_en})'} leads to "
            f"{write_computed(reached.value, start.unit, 'en')}"
        )
    if growth is not None:
        reached, written = compound(start, growth, span, report=report), shown(Decimal(str(growth)))
        said_zh.append(f"按自定的{written}%到{write_computed(reached.value, start.unit, 'zh')}")
        said_en.append(f"your own {written}% leads to {write_computed(reached.value, start.unit, 'en')}")
    stated, gap = next((o for o in rates if o.period == goal.period), None), _NOTHING
    if stated is not None:
        left = target_gap(start, stated.value, goal, report=report)
        gap = Word(
            f"写目标时一并写明：只按印出的{stated.printed}，{goal.period}年还差"
            f"{write_computed(left.value, left.unit, 'zh')}。",
            f"State with the goal that the printed {_said(stated)} alone leaves "
            f"{write_computed(left.value, left.unit, 'en')} missing in {goal.period}. ",
        )
    return Parts(
        Word(
            f"从{start.period}年的{start.printed}到{goal.period}年的{goal.printed}，每年须增长"
            f"{write_computed(needed.value, '%', 'zh')}（{_span(needed.bounds, 'zh')}）。",
            f"From {_said(start)} in {start.period} to {_said(goal)} in {goal.period}, it has to grow by "
            f"{write_computed(needed.value, '%', 'en')} a year ({_span(needed.bounds, 'en')}).",
        ),
        Word(f"{'；'.join(said_zh)}。", f"{'; '.join(said_en)}."),
        Word(
            f"{gap.zh}各条路径每年同速，是算术，不是预测。",
            f"{gap.en}Every path grows at one rate: arithmetic, no forecast.",
        ),
    )  # fmt: skip


def functional_areas(report: Report) -> Parts:
    """Say what the areas carry of the district's targets."""
    table = reconcile(report)
    rolls = table[table["kind"] == "roll_up"]
    whole, left, apart = (
        rolls[rolls["verdict"] == verdict].to_dict("records")
        for verdict in ("reproduces", "bound_holds", "undecidable")
    )
    zh = "、".join(f"{_subject(row['name_zh'])}{shown(row['value'])}（全区{row['printed']}）" for row in left)
    en = ", ".join(f"{_subject(row['name_en'])} {shown(row['value'])} of {_printed(row, report)}" for row in left)
    return Parts(
        Word(
            f"功能区与全区都有目标的{len(rolls)}项中，{len(whole)}项相加正好等于全区，{len(left)}项有一部分未分解，"
            f"{len(apart)}项不能相加。",
            f"Of {len(rolls)} items that an area aims at beside the district, {len(whole)} add up to the district’s, "
            f"{len(left)} leave a part that no area carries, and {len(apart)} cannot be added.",
        ),
        Word(f"未全部分解的：{zh}。", f"Carried in part: {en}.") if left else _NOTHING,
        Word(
            "可以写功能区承担了多少；不能写四区合计就是全区，报告没有这样说；认定与招引等数法不同的也不能相加。",
            "Say how much the areas carry, not that they make up the district, which the report does not say; what is "
            "counted differently, such as enterprises recognised and enterprises attracted, does not add up.",
        ),
    )


def briefing_charts(report: Report) -> Parts:  # noqa: ARG001 - the catalogue is the same for every report
    """Say which charts there are and what has to go with them."""
    return Parts(
        Word(
            f"目录里有{len(CHARTS)}张图，每张有中文和英文、五种尺寸，可存为PNG、SVG和PDF。",
            f"There are {len(CHARTS)} charts, each in Chinese and English, in five named sizes, as PNG, SVG and PDF.",
        ),
        Word(
            "每张图都由同一种表画出：换一个年份、换一个区、换自己的数，用的是同样的代码。",
            "Each is drawn from a table of the same columns: another year, another district and your own numbers take "
            "the same code.",
        ),
        Word(
            "标题、脚注和来源行都由画出的行算出，贴进文稿时一并带上；来源行之外不要另写一个。",
            "Headline, footnotes and source line are computed from the rows drawn: take them along, and write no other "
            "source.",
        ),
    )


def your_own_report(report: Report, text: str = "") -> Parts:  # noqa: ARG001 - the answer is about the text
    """Say what was read from a text, and what it still is not."""
    from ..texts.tables import extract_quantities, set_aside_numerals

    read, aside = extract_quantities(text), len(set_aside_numerals(text))
    worded, named = int((read["qualifier"] != "exact").sum()), int((read["name"] != "").sum())
    return Parts(
        Word(
            f"文本里读出{len(read)}个带单位和界限的数；另有{aside}个数字是日期、序号或名称。",
            f"Read from the text: {len(read)} quantities with unit and bounds, and {aside} numerals that are dates, "
            "list numbers or names.",
        ),
        Word(
            f"其中{worded}个带有限定字样，{named}个在原文里找到了名称。",
            f"{worded} of the quantities carry a qualifier; a name was found in the text for {named}.",
        ),
        Word(
            "读出的是草稿：指标、范围、年份和状态由人确认以后，核对、推算和画图的结果才可以引用。",
            "What is read is a draft: indicator, scope, year and status are confirmed by a person before anything that "
            "is computed from it is quoted.",
        ),
    )


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
    compared = _NOTHING
    if grown:
        compared = Word(
            f"同年{grown[0]['name_zh']}增速：{'、'.join(map(_grown, grown))}。",
            f"Growth of {grown[0]['name_en']} in that year: {', '.join(_at_place(r, 'outcome') for r in grown)}.",
        )
    weak, second = sum(trust != "official" for trust in seen["trust"]), _NOTHING
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
    more = more if years > 1 else _NOTHING
    floor = (
        Word("，是下限，结果也是", ", a floor, and so is what follows") if base.qualifier == "at_least" else _NOTHING
    )
    band = _NOTHING if about_width is None else Word(
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
            f"It starts from {_said(base)} in {base.period}{floor.en}, and the report’s own target is {_said(target)}; "
            f"one more percentage point of prices a year moves it by about {en[3]}.",
        ),
        Word(
            f"情景是算术，不是预测；增速、宽度、价格变动和年数四项都要写明。{more.zh}",
            f"A scenario is arithmetic, no forecast; state growth, width, change of prices and years with it.{more.en}",
        ),
    )  # fmt: skip


# --- numbers in a sentence --------------------------------------------------------------------------------------------


def _said(obs: Observation) -> str:
    """Return a printed number in English; growth without a sign where it rises."""
    return write_quantity(obs.value, obs.unit, obs.qualifier, "en", "share" if "growth" in obs.kind else obs.kind)


def _grown(row: dict[Any, Any]) -> str:
    return str(row["place_zh"]) + write_printed(row["outcome_printed"], row["outcome_value"], row["unit"])


def _at_place(row: dict[Any, Any], of: str) -> str:
    """Return a growth rate with its place, in English."""
    rate = write_quantity(row[f"{of}_value"], row["unit"], row[f"{of}_qualifier"], "en", "share")
    return f"{row['place_en']} {rate}"


def _recomputed(row: dict[Any, Any], lang: Lang) -> str:
    value, span = write_computed(row["value"], row["unit"], lang), _span(Bounds(row["low"], row["high"]), lang)
    return f"{value}（{span}）" if lang == "zh" else f"{value} ({span})"


def _printed(row: dict[Any, Any], report: Report) -> str:
    return _said(report[row["printed_id"]]) if row["printed_id"] else str(row["printed"])


def _span(bounds: Bounds, lang: Lang) -> str:
    low, high = shown(bounds.low), shown(bounds.high)
    if bounds.high.is_infinite():
        return f"至少{low}" if lang == "zh" else f"at least {low}"
    return f"{low}至{high}" if lang == "zh" else f"{low} to {high}"


def _subject(name: str) -> str:
    """Return what a relation is about, without what is held against what."""
    return name.replace("：", ":").split(":")[0]
