"""What a report says to a question, in Chinese and English; every number in a sentence is computed here."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..arithmetic.reconciliation import reconcile
from ..quantities.interval import Bounds, shown
from ..quantities.lexicon import STATUSES, TRUST, VERDICTS, Word
from ..quantities.wording import write_computed
from ..reports.observation import Observation
from ..reports.report import Report
from .catalogue import CHARTS
from .sentences import NOTHING, Parts, printed_text, quoted, recomputed_text, subject_of, together_text

_HUNDRED = Decimal(100)


def report_in_figures(report: Report, number: str = "gdp_2022") -> Parts:
    """Say how many numbers a report prints and how one of them is to be quoted."""
    all_ = list(report.observations.values())
    worded = sum(obs.qualifier != "exact" for obs in all_)
    indicators, places = {obs.indicator for obs in all_}, {obs.paragraph for obs in all_}
    obs, status = report[number], STATUSES[report[number].status]
    name = report.name(obs, "zh")
    found = Word(
        f"报告列出{len(all_)}个数，分属{len(indicators)}个指标、{len(places)}个段落；其中{worded}个带有以上、超、左右、"
        f"近、余等字样，是界限而不是点值。{name}的原文为“{obs.printed}”（{status.zh}，第{obs.paragraph}段）。",
        f"The report prints {len(all_)} numbers about {len(indicators)} indicators in {len(places)} paragraphs; "
        f"{worded} of them carry a word such as 以上, 超, 左右, 近 or 余, which makes them a bound and not a value. "
        f"The {report.name(obs, 'en')} is printed as “{quoted(obs)}” ({status.en}, paragraph {obs.paragraph}).",
    )
    rest = (
        Word("末位以下没有信息。", "nothing is known beyond its last digit.") if obs.qualifier == "exact"
        else Word("界限不是点值，由它算出的比率也只是界限。", "a bound is no point, and neither is a ratio to it.")
    )  # fmt: skip
    meaning = Word(
        f"照原文写“{obs.printed}”，注明{status.zh}和段落；{rest.zh}",
        f"Write “{quoted(obs)}” with its status and paragraph; {rest.en}",
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
        return NOTHING
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
        zh = (f"{row['name_zh']}，报告为{row['printed']}，重算{recomputed_text(row, 'zh')}" for row in wrong)
        en = (
            f"{row['name_en']}, printed as {printed_text(row, report)}, recomputed as {recomputed_text(row, 'en')}"
            for row in wrong
        )
        said = Word(f"不符的是{'；'.join(zh)}。", f"What differs: {'; '.join(en)}.")
    return Parts(
        Word(
            f"报告自身的算术有{number}处可以核对：{tested.zh}（另有{rest.zh}）。{said.zh}",
            f"Of the report’s own arithmetic {number} relations can be tested: {tested.en} (besides: {rest.en}). "
            f"{said.en}",
        ),
        _what_it_would_take(wrong[0], report) if wrong else NOTHING,
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
        return NOTHING
    part, whole = (report[id_] for id_ in operands)
    needed = Bounds(row["printed_low"], row["printed_high"]) / Bounds.exact(_HUNDRED) * whole.bounds
    low, high = (write_computed(end, whole.unit, "en") for end in (needed.low, needed.high))
    return Word(
        f"要得到{row['printed']}，{report.name(part, 'zh')}须为{shown(needed.low)}至{shown(needed.high)}{whole.unit}，"
        f"报告为{part.printed}。",
        f"It would take {low} to {high} of {report.name(part, 'en')}, and the report prints {quoted(part)}.",
    )


def functional_areas(report: Report) -> Parts:
    """Say what the areas carry of the district's targets."""
    table = reconcile(report)
    rolls = table[table["kind"] == "roll_up"]
    whole, left, apart = (
        rolls[rolls["verdict"] == verdict].to_dict("records")
        for verdict in ("reproduces", "bound_holds", "undecidable")
    )
    zh = "、".join(f"{subject_of(row['name_zh'])}{together_text(row, 'zh')}（全区{row['printed']}）" for row in left)
    en = ", ".join(
        f"{subject_of(row['name_en'])} {together_text(row, 'en')} of {printed_text(row, report)}" for row in left
    )
    return Parts(
        Word(
            f"功能区与全区都有目标的{len(rolls)}项中，{len(whole)}项各区之和等于全区的数，{len(left)}项低于全区的数，"
            f"{len(apart)}项不能相加。",
            f"Of {len(rolls)} items that an area aims at beside the district, {len(whole)} add up to the district’s "
            f"number, {len(left)} stay below it, and {len(apart)} cannot be added.",
        ),
        Word(f"低于全区的：{zh}。", f"Below the district’s: {en}.") if left else NOTHING,
        Word(
            "可以写功能区承担了多少；不能写各区合计就是全区，报告没有这样说；数法不同的也不能相加。",
            "Say how much the areas carry, not that they make up the district, which the report does not say; what is "
            "counted differently does not add up.",
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
