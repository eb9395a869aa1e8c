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
from .style import BAND
from .table import Mark, mark_of, relation_names, rounded
from .words import Words, number_text, pick, places, value_text

# What fails stands first; a mark looks as its verdict does in :mod:`.drawing`.
_TESTED = ("does_not_reproduce", "reproduces", "bound_holds")
_REACHED = ("missed", "met")


def _marks(report: Report) -> list[Mark]:
    table = reconcile(report)
    counts = table["verdict"].value_counts()
    first = next(iter(report.observations.values()))
    marks: list[Mark] = []
    for row in table.to_dict("records"):
        # A part below its whole recomputes nothing: it stands in the note.
        if row["verdict"] not in _TESTED or row["kind"] == "subset":
            continue
        printed, value = float(row["printed_value"]), float(row["value"])
        name_zh, name_en = relation_names(report, row["id"], row["name_zh"], row["name_en"])
        ids = _ids(row, report)
        paragraphs = " ".join(dict.fromkeys(str(report[id_].paragraph) for id_ in ids.split()))
        like = mark_of(
            report, report.observations.get(row["printed_id"], first), row["verdict"], series=row["id"],
            label_zh=name_zh, label_en=name_en, status="computed", qualifier="exact", period="", value=value,
            low=float(row["low"]), high=float(row["high"]), unit=row["unit"], basis="",
            paragraphs=paragraphs, coverage_zh="", coverage_en="", decimals=_decimals(row),
            place_zh=report.source["place_zh"], place_en=report.source["place_en"], observations=ids,
        )  # fmt: skip
        told = dataclasses.replace(
            like, role="printed", value=printed, low=float(row["printed_low"]), high=float(row["printed_high"]),
            status=row["printed_status"] or "definition", **_as_printed(row, report),
        )  # fmt: skip
        marks += [told, like]
    if not marks:
        raise NotInReportError("The report's relations hold no test of a number that it prints.")
    derived, open_ = counts.get("derived", 0), counts.get("undecidable", 0)
    within = int((table["kind"] == "subset").sum())
    zh = f"另有{derived}项算得而无印出数可比,{open_}项报告所印不足以判断,{within}项部分与总体"
    en = f"Besides: {derived} derived with nothing to test, {open_} undecidable, {within} parts beside their whole"
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
    wrong = [f"{s}: {m.role}" for s, m in again.items() if m.role not in _TESTED or s not in printed]
    if wrong or set(printed) != set(again):
        raise ChartError(
            f"reconciliation: each relation needs a row 'printed' and a row with its verdict ({', '.join(_TESTED)}):",
            wrong or sorted(set(printed) ^ set(again)),
        )
    mixed = [f"{s}: {printed[s].unit} and {again[s].unit}" for s in again if printed[s].unit != again[s].unit]
    if mixed:
        raise ChartError("reconciliation: printed and recomputed need one unit; these differ:", mixed)
    return [(printed[series], again[series]) for series in again]


def _words(marks: Sequence[Mark], lang: str) -> Words:
    pairs = _pairs(marks)
    differ = [again for _, again in pairs if again.role == "does_not_reproduce"]
    headline = pick(
        lang,
        f"{len(pairs)}处可核对的算术中,{len(differ)}处与印出的数不符",
        f"In {len(differ)} of {len(pairs)} checks the report's arithmetic differs from what it prints",
    )
    if not differ:
        headline = pick(
            lang,
            f"{len(pairs)}处可核对的算术都不与印出的数矛盾",
            f"In {len(pairs)} checks the report's arithmetic does not contradict what it prints",
        )
    subtitle = pick(
        lang,
        f"{places(marks, lang)},由报告自身数据重算的数(从低到高)与印出的数",
        f"{places(marks, lang)}: recomputed from the report's own numbers (low to high), against what it prints",
    )
    return Words(headline, subtitle, (pick(lang, "两边都不改", "Neither side is corrected"),))


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    rows = []
    for printed, again in sorted(_pairs(marks), key=lambda pair: _TESTED.index(pair[1].role)):
        shapes = tuple(
            shape_of(mark, printed.value, name)
            for mark, name in ((printed, pick(lang, "印出", "printed")), (again, pick(lang, "算得", "recomputed")))
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
    headings = tuple(pick(lang, *pair) for pair in (("印出", "Printed"), ("重算", "Recomputed"), ("判定", "Verdict")))
    key = _key(rows, lang, pick(lang, "印出数", "printed"), pick(lang, "重算数", "recomputed"))
    index = pick(lang, "印出数=100", "printed = 100")
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
    band = [Sign("band", "actual", pick(lang, f"{told}所容", "allowed by it"))] if allows else []
    held = Sign("dot", max(roles, key=roles.count), again)
    return (Sign("tick", "", told), *band, held, Sign("", "", pick(lang, "各行比例不同", "each row to its own scale")))


# --- targets, and what was published later ----------------------------------------------------------------------------


def _ledger_marks(
    report: Report, outcomes: Report | str | Path | None = None, about_width: Width = "declared"
) -> list[Mark]:
    table = target_outcomes(report, outcomes, about_width=about_width)
    published = table[(table["outcome_printed"] != "") & (table["target_value"].notna())]
    if published.empty:
        raise NotInReportError(
            "No outcome of the report's targets is known: add rows to outcomes.csv, or give outcomes=."
        )
    without = len(table) - len(published)
    zh, en = (
        f"另有{without}项目标没有数字或没有找到结果",
        f"{without} more targets have no number or no outcome that was found",
    )
    marks: list[Mark] = []
    for row in published.to_dict("records"):
        aim = mark_of(report, report[row["id"]], "target", series=row["id"], coverage_zh="", coverage_en="")
        as_level = row["kind"] == "growth_rate" and row["outcome_kind"] == "level" and row["level_value"] is not None
        if as_level:  # what the target implies, in the unit of what was published
            aim = dataclasses.replace(
                aim, value=float(row["level_value"]), low=float(row["level_low"]), high=float(row["level_high"]),
                unit=row["level_unit"], status="projection", printed="", decimals=1,
                qualifier="at_least" if float(row["level_low"]) == float(row["level_value"]) else "near",
            )  # fmt: skip
        value = Decimal(row["outcome_value"])
        first = {lang: re.split("[；。;]|\\. ", row[f"reason_{lang}"])[0] for lang in ("zh", "en")}
        open_ = row["verdict"] not in _REACHED
        marks += [
            aim,
            dataclasses.replace(
                aim, role=row["verdict"], status="actual", qualifier="exact", period=row["outcome_period"],
                value=float(value), low=float(row["outcome_low"]), high=float(row["outcome_high"]),
                decimals=max(0, -int(value.as_tuple().exponent)), unit=row["outcome_unit"],
                printed=row["outcome_printed"], assumptions="", paragraphs="", observations="",
                source_zh=row["source_zh"], source_en=row["source_en"],
                note_zh=f"{aim.label('zh')}:{first['zh']}" if open_ else "",
                note_en=f"{aim.label('en')}: {first['en']}" if open_ else "",
            ),
        ]  # fmt: skip
    return [dataclasses.replace(m, note_zh=zh, note_en=en) if i == 0 else m for i, m in enumerate(marks)]


def _ledger_pairs(marks: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    aims = {mark.series: mark for mark in marks if mark.role == "target"}
    ends = {mark.series: mark for mark in marks if mark.role != "target"}
    wrong = [f"{s}: {m.role}" for s, m in ends.items() if m.role not in OUTCOME_VERDICTS]
    if wrong or set(aims) != set(ends):
        raise ChartError(
            f"targets_and_outcomes: each target needs a row 'target' and one with its verdict "
            f"({', '.join(OUTCOME_VERDICTS)}):",
            wrong or sorted(set(aims) ^ set(ends)),
        )
    mixed = [
        f"{s}: {aims[s].unit} and {m.unit}" for s, m in ends.items() if m.role in _REACHED and m.unit != aims[s].unit
    ]
    if mixed:
        raise ChartError("targets_and_outcomes: what is judged needs one unit; these differ:", mixed)
    order = [*_REACHED, *OUTCOME_VERDICTS]
    return sorted(((aims[s], ends[s]) for s in aims), key=lambda pair: order.index(pair[1].role))


def _ledger_words(marks: Sequence[Mark], lang: str) -> Words:
    pairs = _ledger_pairs(marks)
    met, missed = (sum(end.role == role for _, end in pairs) for role in ("met", "missed"))
    year = max(aim.period for aim, _ in pairs)
    headline = pick(
        lang,
        f"{len(pairs)}项有结果的{year}年目标中,{met}项达到,{missed}项未达到",
        f"Of {len(pairs)} targets for {year} with published outcomes, {met} met, {missed} missed",
    )
    if open_ := len(pairs) - met - missed:  # not to be taken for failures
        headline += pick(lang, f",{open_}项不能判定", f", {open_} undecided")
    subtitle = pick(
        lang,
        f"{places([aim for aim, _ in pairs], lang)}{year}年目标与后来公布的结果;水平为按目标推算,非预测",
        f"{places([aim for aim, _ in pairs], lang)}: targets for {year} and what was published later; levels are "
        "arithmetic on the target, not a forecast",
    )
    return Words(headline, subtitle)


def _ledger_geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    rows = []
    for aim, end in _ledger_pairs(marks):
        shapes = [shape_of(mark, aim.value, name) for mark, name in (
            (aim, pick(lang, "目标", "target")), (end, pick(lang, "结果", "outcome")))]  # fmt: skip
        texts = (value_text(aim, lang), value_text(end, lang), OUTCOME_VERDICTS[end.role].in_(lang))
        rows.append(Row(aim.label(lang), tuple(shapes if end.role in _REACHED else shapes[:1]), texts, texts))
    headings = tuple(pick(lang, *pair) for pair in (("目标", "Target"), ("公布", "Published"), ("判定", "Verdict")))
    key = _key(rows, lang, pick(lang, "目标", "target"), pick(lang, "公布数", "published"))
    return Geometry(
        "verdicts", tuple(rows), "", None, 100.0, pick(lang, "目标=100", "target = 100"), key=key, columns=headings
    )


CHARTS = (
    Chart("reconciliation", _marks, _words, _geometry, draw_verdicts, one_unit=False),
    Chart("targets_and_outcomes", _ledger_marks, _ledger_words, _ledger_geometry, draw_verdicts, one_unit=False),
)
