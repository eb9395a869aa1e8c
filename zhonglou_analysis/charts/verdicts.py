"""Verdicts: a table of what is printed and what it is recomputed to, with one strip a row scaled to its tolerance."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from matplotlib.patches import Rectangle

from ..arithmetic.ledger import target_outcomes
from ..arithmetic.reconciliation import reconcile
from ..arithmetic.targets import Width
from ..errors import ChartError, NotInReportError
from ..quantities.lexicon import OUTCOME_VERDICTS, QUALIFIERS, VERDICTS
from ..reports.report import Report
from .chart import Chart
from .drawing import Rows, Sheet, dot_look
from .geometry import Geometry, Row, Shape, Sign, shape_of
from .layout import Frame
from .marks import indicator_names, mark_of, relation_names
from .style import BAND
from .table import Mark, rounded
from .words import Words, number_text, pick, places, value_text

# What fails stands first; a mark looks as its verdict does in :mod:`.drawing`.
_TESTED = ("does_not_reproduce", "reproduces", "bound_holds")
_WITHIN = "part"  # no larger than its whole: it holds, and nothing is recomputed that could be drawn
_REACHED = ("missed", "met")


def _marks(report: Report) -> list[Mark]:
    table = reconcile(report)
    counts = table["verdict"].value_counts()
    first = next(iter(report.observations.values()))
    marks: list[Mark] = []
    for row in table.to_dict("records"):
        if row["verdict"] not in _TESTED:
            continue
        within = row["kind"] == "subset" and row["verdict"] == "bound_holds"
        printed, value = float(row["printed_value"]), float(row["value"])
        name_zh, name_en = relation_names(report, row["id"], row["name_zh"], row["name_en"])
        ids = _ids(row, report)
        paragraphs = " ".join(dict.fromkeys(str(report[id_].paragraph) for id_ in ids.split()))
        like = mark_of(
            report, report.observations.get(row["printed_id"], first), _WITHIN if within else row["verdict"],
            series=row["id"], label_zh=name_zh, label_en=name_en,
            status="computed", qualifier="exact", period="", value=value,
            low=float(row["low"]), high=float(row["high"]), unit=row["unit"], basis="",
            paragraphs=paragraphs, coverage_zh="", coverage_en="", decimals=_decimals(row),
            place_zh=report.source["place_zh"], place_en=report.source["place_en"], observations=ids,
        )  # fmt: skip
        told = dataclasses.replace(
            like, role="printed", value=printed, low=float(row["printed_low"]), high=float(row["printed_high"]),
            status=row["printed_status"] or "definition", **_as_printed(row, report),
        )  # fmt: skip
        marks += [told, like]
    if all(mark.role in ("printed", _WITHIN) for mark in marks):
        raise NotInReportError("relations.csv holds no test of a number that is printed.")
    untested = (
        ("derived", "项没有报告数可比", "derived with nothing to test"),
        ("undecidable", "项因报告所给不足而无法判定", "undecidable"),
    )
    found = [(counts[verdict], zh, en) for verdict, zh, en in untested if verdict in counts]
    zh = f"另有{','.join(f'{number}{zh}' for number, zh, _ in found)}" if found else ""
    en = f"Besides: {', '.join(f'{number} {en}' for number, _, en in found)}" if found else ""
    return [dataclasses.replace(mark, note_zh=zh, note_en=en) if i == 0 else mark for i, mark in enumerate(marks)]


def _ids(row: Mapping[Any, Any], report: Report) -> str:
    parts = row["operands"].replace("/", " ").split()
    return " ".join(id_ for id_ in [*parts, row["printed_id"]] if id_ in report.observations)


def _decimals(row: Mapping[Any, Any]) -> int:
    """Return how many decimals a recomputed number shows: one more than is printed, where it has them."""
    if row["unit"] == "%":
        value = float(row["value"])
        return 2 if value < 100 and value != round(value, 1) else 1
    told, own = (
        max(0, -int(Decimal(row[name]).normalize().as_tuple().exponent)) for name in ("printed_value", "value")
    )
    return max(told, min(own, told + 1))


def _as_printed(row: Mapping[Any, Any], report: Report) -> dict[str, Any]:
    """Return how the printed number is shown."""
    if not row["printed_id"]:
        return {"decimals": 0}
    obs = report[row["printed_id"]]
    return {
        "decimals": max(0, -int(obs.value.as_tuple().exponent)), "observations": obs.id,
        "paragraphs": str(obs.paragraph), "qualifier": row["printed_qualifier"],
    }  # fmt: skip


def _pairs(marks: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    printed = {mark.series: mark for mark in marks if mark.role == "printed"}
    again = {mark.series: mark for mark in marks if mark.role != "printed"}
    allowed = [*_TESTED, _WITHIN]
    wrong = [f"{s}: {m.role}" for s, m in again.items() if m.role not in allowed or s not in printed]
    if wrong or set(printed) != set(again):
        raise ChartError(
            f"reconciliation: each relation needs a row 'printed' and a row with its verdict ({', '.join(allowed)}):",
            wrong or sorted(set(printed) ^ set(again)),
        )
    if all(mark.role == _WITHIN for mark in again.values()):
        raise ChartError(f"reconciliation: it draws what is recomputed, and every row is a {_WITHIN} of its whole.")
    mixed = [f"{s}: {printed[s].unit} and {again[s].unit}" for s in again if printed[s].unit != again[s].unit]
    if mixed:
        raise ChartError("reconciliation: printed and recomputed need one unit; these differ:", mixed)
    return [(printed[series], again[series]) for series in again]


def _words(marks: Sequence[Mark], lang: str) -> Words:
    pairs = _pairs(marks)
    differ, within = (sum(again.role == role for _, again in pairs) for role in ("does_not_reproduce", _WITHIN))
    subtitle = pick(
        lang,
        f"{places(marks, lang)},按报告自身数据重算的数(从低到高)与报告数对照",
        f"{places(marks, lang)}: recomputed from the report's own numbers (low to high), against what it prints",
    )
    notes = [pick(lang, "报告数与重算数均未更正", "Neither side is corrected")]
    if within:
        zh = f"{within}处核对部分不大于总体,均成立,没有画出"
        en = f"Not drawn: {within} hold{'s' * (within == 1)} a part against its whole, and no part is larger"
        notes.append(pick(lang, zh, en))
    return Words(_tested_headline(len(pairs), differ, pairs[0][1].role, lang), subtitle, tuple(notes))


def _tested_headline(number: int, differ: int, verdict: str, lang: str) -> str:
    """Say how many tests fail; ``verdict`` is that of the only one, where there is only one."""
    if number == 1:
        word = VERDICTS[verdict].in_(lang)
        return pick(lang, f"报告可核对的1处算术{word}", f"The report's arithmetic allows 1 test; its verdict: {word}")
    if not differ:
        return pick(lang, f"报告可核对的{number}处算术没有一处不符",
                    f"None of the {number} tests of the report's arithmetic fails")  # fmt: skip
    return pick(lang, f"报告可核对的{number}处算术中,{differ}处不符",
                f"{differ} of {number} tests of the report's arithmetic fail{'s' * (differ == 1)}")  # fmt: skip


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    rows = []
    drawn = [pair for pair in _pairs(marks) if pair[1].role != _WITHIN]
    for printed, again in sorted(drawn, key=lambda pair: _TESTED.index(pair[1].role)):
        shapes = tuple(
            shape_of(mark, printed.value, name)
            for mark, name in ((printed, pick(lang, "报告数", "printed")), (again, pick(lang, "重算", "recomputed")))
        )
        sign = pick(lang, *QUALIFIERS[printed.qualifier].sign)
        told = number_text(printed.shown, printed.unit, lang)
        told = (
            f"{told}以上"
            if sign == "≥" and lang == "zh"
            else f"{told}以内"
            if sign == "≤" and lang == "zh"
            else sign + told
        )
        texts = (told, _interval(again, lang), VERDICTS[again.role].in_(lang))
        rows.append(Row(again.label(lang), shapes, texts, texts))
    headings = tuple(pick(lang, *pair) for pair in (("报告数", "Printed"), ("重算", "Recomputed"), ("判定", "Verdict")))
    key = _key(rows, lang, pick(lang, "报告数", "printed"), pick(lang, "重算数", "recomputed"))
    index = pick(lang, "报告数=100", "printed = 100")
    return Geometry("verdicts", tuple(rows), "", None, 100.0, index, key=key, columns=headings)


def _interval(again: Mark, lang: str) -> str:
    """Return a recomputed number from low to high; the number alone where its operands leave it no width."""
    if not math.isfinite(again.high - again.low) or again.high - again.low < 1e-9:
        return number_text(again.shown, again.unit, lang)
    digits = max(again.decimals, 2) if again.unit == "%" else again.decimals
    ends = rounded(again.low, digits, "DOWN"), rounded(again.high, digits, "UP")
    low, high = (number_text(end, again.unit, lang) for end in ends)
    unit = again.unit if again.unit == "%" or lang == "zh" else ""
    return f"{low.removesuffix(unit)}–{high}" if low != high else high


def draw_verdicts(sheet: Sheet, geometry: Geometry) -> Frame:
    """Draw a strip a row: in its middle what is printed, pale what that allows, and what it is recomputed to."""
    rows = Rows(sheet, geometry, mark=0.75, widest=0.38, bare=[len(row.shapes) < 2 for row in geometry.rows])
    rows.fit([(1.0, 0.0, 0.3 * sheet.em)], low=-1.0)
    rows.tight, no_room = rows.width < 0, rows.width < 1.5 * sheet.em
    if no_room:  # the columns alone say it all
        rows.signs = [sign for sign in rows.signs if sign not in geometry.key]
    for i, row in enumerate(geometry.rows):
        if len(row.shapes) == 2 and not no_room:  # one alone cannot be compared, and the columns say so
            _draw_strip(sheet, rows, i, *row.shapes)
    return rows.frame()


def _draw_strip(sheet: Sheet, rows: Rows, i: int, printed: Shape, again: Shape) -> None:
    ax, em, y = sheet.ax, sheet.em, rows.y(i)
    allowed = [printed.low - 100, printed.high - 100]
    if again.role == "bound_holds":  # only one side is tested: the other one is open
        allowed = [-math.inf, 0.0] if again.x < 100 else [0.0, math.inf]
    away = max([abs(again.x - 100), *(abs(end - 100) for end in (again.low, again.high) if math.isfinite(end))])
    width = max([abs(end) for end in allowed if math.isfinite(end)], default=0.0)
    scale = 0.9 / max(away, 2.5 * width, 1e-9)
    low, high = (max(-1.0, min(1.0, end * scale)) for end in allowed)
    ax.plot([-1, 1], [y, y], color=sheet.theme.quiet, linewidth=0.6, zorder=0.4)
    if high > low:
        size = {
            "facecolor": BAND,
            "edgecolor": sheet.theme.colour("actual"),
            "linewidth": 0.6,
            "zorder": 0.6,
            "gid": "band",
        }
        ax.add_patch(Rectangle((low, y - rows.thickness / 2), high - low, rows.thickness, **size))
    ax.plot([0, 0], [y - 0.45, y + 0.45], color=sheet.theme.ink, linewidth=1.0, zorder=1)
    ends = [max(-1.0, min(1.0, (end - 100) * scale)) for end in (again.low, again.high)]
    colour = sheet.theme.colour(again.role, again.role, again.mark.status)
    if math.isfinite(again.high - again.low) and ends[1] > ends[0]:
        ax.plot(ends, [y, y], color=colour, linewidth=1.4, marker="|", markersize=0.6 * em, zorder=2)
    place: dict[str, Any] = {"markersize": 0.6 * em, "zorder": 3, "clip_on": False}
    ax.plot([(again.x - 100) * scale], [y], **dot_look(again.role, colour, sheet.theme), **place)


def _key(rows: Sequence[Row], lang: str, told: str, again: str) -> tuple[Sign, ...]:
    """Return the key of the strips that are there: what they are read against, what that allows, and what is held."""
    strips = [row.shapes for row in rows if len(row.shapes) == 2]
    if not strips:
        return ()
    roles = [other.role for _, other in strips]
    allows = any(one.low < one.high or other.role == "bound_holds" for one, other in strips)
    band = [Sign("band", "actual", pick(lang, f"{told}允许范围", "what it allows"))] if allows else []
    held = Sign("dot", max(roles, key=roles.count), again)
    return (Sign("tick", "", told), *band, held, Sign("", "", pick(lang, "各行比例不同", "each row has its own scale")))


# --- targets, and what was published later ----------------------------------------------------------------------------


def _ledger_marks(
    report: Report, outcomes: Report | str | Path | None = None, about_width: Width = "declared"
) -> list[Mark]:
    table = target_outcomes(report, outcomes, about_width=about_width)
    published = table[table["outcome_printed"] != ""]
    if published.empty:
        raise NotInReportError(
            "No outcome of the report's targets is known: add rows to outcomes.csv, or give outcomes=."
        )
    without = len(table) - len(published)
    zh, en = f"另有{without}项目标没有找到结果", f"No outcome was found for {without} more targets"
    marks: list[Mark] = []
    for row in published.to_dict("records"):
        if row["id"] not in report.observations:
            marks.append(_in_words(row, report))
            continue
        aim = mark_of(report, report[row["id"]], "target", series=row["id"], coverage_zh="", coverage_en="")
        as_level = row["kind"] == "growth_rate" and row["outcome_kind"] == "level" and row["level_value"] is not None
        if as_level:  # what the target implies, in the unit of what was published
            aim = dataclasses.replace(
                aim, value=float(row["level_value"]), low=float(row["level_low"]), high=float(row["level_high"]),
                unit=row["level_unit"], status="projection", printed="", decimals=1,
                qualifier="at_least" if float(row["level_low"]) == float(row["level_value"]) else "near",
            )  # fmt: skip
        marks += [aim, _outcome(row, aim, row["verdict"] not in _REACHED)]
    if without:
        marks[0] = dataclasses.replace(
            marks[0], note_zh="\n".join(filter(None, [zh, marks[0].note_zh])),
            note_en="\n".join(filter(None, [en, marks[0].note_en])),
        )  # fmt: skip
    return marks


def _outcome(row: Mapping[Any, Any], like: Mark, why: bool) -> Mark:
    """Return what was published about a target, with the first sentence of the reason where ``why`` is asked."""
    value = Decimal(row["outcome_value"])
    said = {lang: list(filter(None, re.split("[；。;]|\\. ", row[f"reason_{lang}"]))) for lang in ("zh", "en")}
    # Of a target in words the first sentence says that it is one, which its row says already.
    first = {lang: parts[min(row["target_value"] is None, len(parts) - 1)].rstrip(".") for lang, parts in said.items()}
    return dataclasses.replace(
        like, role=row["verdict"], status="actual", qualifier="exact", period=row["outcome_period"],
        value=float(value), low=float(row["outcome_low"]), high=float(row["outcome_high"]),
        decimals=max(0, -int(value.as_tuple().exponent)), unit=row["outcome_unit"],
        printed=row["outcome_printed"], assumptions="", paragraphs="", observations="",
        source_zh=row["source_zh"], source_en=row["source_en"],
        note_zh=f"{like.label('zh')}:{first['zh'].strip()}" if why else "",
        note_en=f"{like.label('en')}: {first['en'].strip()}" if why else "",
    )  # fmt: skip


def _in_words(row: Mapping[Any, Any], report: Report) -> Mark:
    """Return what was published about a target that is stated in words: it has no row of its own, for no number."""
    names, scope = indicator_names(report, row["indicator"]), report.scopes[row["scope"]]
    like = mark_of(
        report, next(iter(report.observations.values())), series=row["id"], label_zh=names[0], label_en=names[1],
        place_zh=scope.name_zh, place_en=scope.name_en, basis="", coverage_zh="", coverage_en="",
    )  # fmt: skip
    return _outcome(row, like, why=True)


def _ledger_pairs(marks: Sequence[Mark]) -> list[tuple[Mark | None, Mark]]:
    """Return each target with its outcome, what is decided first; None stands for a target in words."""
    aims = {mark.series: mark for mark in marks if mark.role == "target"}
    ends = {mark.series: mark for mark in marks if mark.role != "target"}
    wrong = [f"{s}: {m.role}" for s, m in ends.items() if m.role not in OUTCOME_VERDICTS]
    if wrong or set(aims) - set(ends):
        raise ChartError(
            f"targets_and_outcomes: each target needs a row 'target' and one with its verdict "
            f"({', '.join(OUTCOME_VERDICTS)}):",
            wrong or sorted(set(aims) - set(ends)),
        )
    mixed = [
        f"{s}: {aims[s].unit} and {ends[s].unit}"
        for s in aims if ends[s].role in _REACHED and ends[s].unit != aims[s].unit
    ]  # fmt: skip
    if mixed:
        raise ChartError("targets_and_outcomes: what is judged needs one unit; these differ:", mixed)
    order = [*_REACHED, *OUTCOME_VERDICTS]
    return sorted(((aims.get(s), end) for s, end in ends.items()), key=lambda pair: order.index(pair[1].role))


def _ledger_words(marks: Sequence[Mark], lang: str) -> Words:
    pairs = _ledger_pairs(marks)
    met, missed = (sum(end.role == role for _, end in pairs) for role in ("met", "missed"))
    counts = (
        (met, "达到", "met"), (missed, "未达到", "missed"), (len(pairs) - met - missed, "不能判定", "undecided"),
    )  # fmt: skip
    year = max((aim or end).period for aim, end in pairs)
    headline = pick(
        lang,
        f"{len(pairs)}项有结果的{year}年目标中,{','.join(f'{number}项{zh}' for number, zh, _ in counts if number)}",
        f"{len(pairs)} target{'s' * (len(pairs) > 1)} for {year} with outcomes: "
        f"{', '.join(f'{number} {en}' for number, _, en in counts if number)}",
    )
    place = places([aim or end for aim, end in pairs], lang)
    levels = any(aim and aim.status == "projection" for aim, _ in pairs)
    subtitle = pick(
        lang,
        f"{place}{year}年目标与后来公布的结果{';水平为按目标推算,非预测' * levels}",
        f"{place}: targets for {year} and what was published later"
        f"{'; levels are arithmetic on the target, not a forecast' * levels}",
    )
    return Words(headline, subtitle)


def _ledger_geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    rows = []
    for aim, end in _ledger_pairs(marks):
        told, verdict = value_text(end, lang), OUTCOME_VERDICTS[end.role].in_(lang)
        outcome = pick(lang, "结果", "outcome")
        if aim is None:
            columns = (pick(lang, "没有数字", "in words"), told, verdict)
            rows.append(Row(end.label(lang), (shape_of(end, name=outcome),), (told, verdict), columns))
            continue
        shapes = (shape_of(aim, aim.value, pick(lang, "目标", "target")), shape_of(end, aim.value, outcome))
        texts = (value_text(aim, lang), told, verdict)
        rows.append(Row(aim.label(lang), shapes if end.role in _REACHED else shapes[:1], texts, texts))
    headings = tuple(pick(lang, *pair) for pair in (("目标", "Target"), ("公布", "Published"), ("判定", "Verdict")))
    key = _key(rows, lang, pick(lang, "目标", "target"), pick(lang, "公布数", "published"))
    return Geometry(
        "verdicts", tuple(rows), "", None, 100.0, pick(lang, "目标=100", "target = 100"), key=key, columns=headings
    )


CHARTS = (
    Chart("reconciliation", _marks, _words, _geometry, draw_verdicts, one_unit=False),
    Chart("targets_and_outcomes", _ledger_marks, _ledger_words, _ledger_geometry, draw_verdicts, one_unit=False),
)
