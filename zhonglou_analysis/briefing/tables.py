"""The tables of a briefing: cells in words for a reader, the same rows as numbers, and what each cites."""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, cast

from ..arithmetic.ledger import target_outcomes
from ..arithmetic.reconciliation import reconcile
from ..arithmetic.targets import project_targets
from ..charts.catalogue import exhibit
from ..charts.geometry import Exhibit
from ..charts.table import Mark
from ..charts.words import number_text, phrase, pick, prices_text, status_word
from ..errors import ZhonglouError
from ..quantities.lexicon import AIMS, NEAR, OUTCOME_VERDICTS, QUALIFIERS, VERDICTS
from ..quantities.units import find_unit
from ..quantities.wording import Lang, punctuate, write_computed, write_printed
from ..reports.observation import Observation
from ..reports.qualitative import qualitative_targets
from ..reports.report import Report
from .citing import where

Cell = str | float | None


@dataclass(frozen=True)
class Table:
    """A table in one language.

    Parameters
    ----------
    name : str
        In the names of sheets and anchors.
    title : str
        Above it.
    header : tuple of str
        Of the columns.
    rows : tuple of tuple of str
        Cells in words.
    ids : tuple of tuple of str
        Of each row, the observations that it rests on.
    tidy_header, tidy_rows : tuple
        The same rows for computing with: numbers as numbers.
    sources : tuple of str
        Of each row, the document other than the report that it rests on; empty where there is none.
    """

    name: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ids: tuple[tuple[str, ...], ...]
    tidy_header: tuple[str, ...]
    tidy_rows: tuple[tuple[Cell, ...], ...]
    sources: tuple[str, ...] = ()


def report_tables(report: Report, lang: Lang) -> tuple[Table, ...]:
    """Return the tables that a report allows: headline numbers, targets, and its own arithmetic, checked."""
    made = (
        _headline(report, lang), *_targets(report, lang), _in_words(report, lang), _outcomes(report, lang),
        _reconciliation(report, lang),
    )  # fmt: skip
    return tuple(table for table in made if table is not None and table.rows)


def _headline(report: Report, lang: Lang) -> Table | None:
    try:
        shown = exhibit("headline_indicators", lang, report)
        marks = [mark for mark in shown.marks if mark.period == report.year]
    except ZhonglouError:
        return None
    rows, ids = [], []
    for mark in marks:
        coverage = mark.coverage_zh if lang == "zh" else mark.coverage_en
        prices = prices_text(mark.basis, lang)
        found = tuple(mark.observations.split())
        rows.append(
            (mark.label(lang), phrase(mark, lang), status_word(mark, lang), prices, punctuate(coverage, lang),
             where(found, report, lang))
        )  # fmt: skip
        ids.append(found)
    header = _in(lang, "指标 数值 状态 价格 口径 段落", "Indicator|Value|Status|Prices|Coverage|Paragraph")
    title = pick(lang, f"主要指标,{report.year}年", f"Main indicators, {report.year}")
    return Table("headline", title, header, tuple(rows), tuple(ids), *tidy_marks(marks, lang))


def _targets(report: Report, lang: Lang) -> list[Table]:
    """Return the targets that lead to a level, and the others."""
    try:
        implied = {row["id"]: row for row in project_targets(report=report).to_dict("records")}
    except ZhonglouError:
        implied = {}
    place = report.source[f"place_{lang}"]
    aimed = [o for o in report.observations.values() if o.status == "target" and o.scope == report.place]
    titles = {
        True: pick(
            lang, f"{place}的增长目标与推得水平(非预测)", f"Growth targets of {place} and what they imply (no forecast)"
        ),
        False: pick(lang, f"{place}的其他目标", f"Other targets of {place}"),
    }  # fmt: skip
    header = _in(
        lang, "指标 年份 目标 推得水平 界限 价格 段落", "Indicator|Year|Target|Implied level|Bounds|Prices|Paragraph"
    )
    tidy_header = _in(
        lang, "编号 指标 年份 限定 目标 下限 上限 单位 原文 段落 推得水平 水平下限 水平上限 水平单位 价格",
        "Id|Indicator|Year|Qualifier|Target|Low|High|Unit|Printed|Paragraph|Implied level|Level low|Level high|"
        "Level unit|Prices",
    )  # fmt: skip
    tables = []
    for leads, title in titles.items():
        rows, ids, tidy = [], [], []
        for obs in aimed:
            if (obs.id in implied) != leads:
                continue
            level, numbers = _implied(implied.get(obs.id), lang)
            name = _named(report.counted(obs, lang), lang)
            said = _printed(obs, lang)
            ends = _ends(float(obs.bounds.low), float(obs.bounds.high), lang) if obs.qualifier != "about" else ("", "")
            rows.append((name, obs.period, said, *level, where([obs.id], report, lang)))
            ids.append((obs.id,))
            tidy.append(
                (obs.id, name, obs.period, _qualifier(obs.qualifier, lang), float(obs.value), *ends,
                 _unit(obs.unit, lang), _printed(obs, "zh"), float(obs.paragraph), *numbers)
            )  # fmt: skip
        kept = header if leads else (*header[:3], header[-1])
        shown = rows if leads else [(*row[:3], row[-1]) for row in rows]
        cut = len(tidy_header) if leads else 10
        tables.append(
            Table("growth_targets_levels" if leads else "other_targets", title, kept, tuple(shown), tuple(ids),
                  tidy_header[:cut], tuple(row[:cut] for row in tidy))
        )  # fmt: skip
    return tables


def _implied(row: dict[Hashable, Any] | None, lang: Lang) -> tuple[tuple[str, ...], tuple[Cell, ...]]:
    """Return the level that a target leads to: in words, and as numbers."""
    if row is None:
        return ("", "", ""), (None, "", "", "", "")
    low, high, unit = float(row["low"]), float(row["high"]), row["unit"]
    basis = _basis(str(row["price_basis"]), str(row["base_period"]), lang)
    words = (write_computed(row["value"], unit, lang), bounds_text(low, high, unit, lang), basis)
    return words, (float(row["value"]), *_ends(low, high, lang), _unit(unit, lang), basis)


def _outcomes(report: Report, lang: Lang) -> Table:
    """Return what became of each target, as far as something was published later."""
    rows, ids, tidy, sources = [], [], [], []
    for row in target_outcomes(report).to_dict("records"):
        if not row["outcome_printed"]:
            continue
        verdict = punctuate(OUTCOME_VERDICTS[row["verdict"]].in_(lang), lang)
        name, reason = _named(row[f"name_{lang}"], lang), _prose(row[f"reason_{lang}"], lang)
        source = punctuate(row[f"source_{lang}"], lang)
        rows.append((name, _stated(row, "target", lang), _stated(row, "outcome", lang), verdict, reason))
        ids.append((row["id"],) if row["id"] in report.observations else ())
        sources.append(source)
        tidy.append(
            (row["id"], name, row["period"], _stated(row, "target", "zh"), _stated(row, "outcome", "zh"),
             _float(row["outcome_value"]), _unit(row["outcome_unit"], lang), verdict, reason, source, row["url"])
        )  # fmt: skip
    header = _in(lang, "指标 目标 公布 结论 理由", "Indicator|Target|Published|Verdict|Reason")
    tidy_header = _in(
        lang, "编号 指标 年份 目标原文 公布原文 公布数 单位 结论 理由 来源 网址",
        "Id|Indicator|Year|Target as printed|Published as printed|Published|Unit|Verdict|Reason|Source|Address",
    )  # fmt: skip
    title = pick(lang, "目标与后来公布的数", "Targets and what was published later")
    return Table(
        "targets_and_outcomes", title, header, tuple(rows), tuple(ids), tidy_header, tuple(tidy), tuple(sources)
    )


def _stated(row: dict[Hashable, Any], which: str, lang: Lang) -> str:
    """Return a printed number of the ledger, or the words where it has none."""
    value, printed = row[f"{which}_value"], str(row[f"{which}_printed"])
    if not isinstance(value, Decimal):
        return printed
    kind = row["kind"] if which == "target" else row["outcome_kind"]
    return write_printed(printed, value, row[f"{which}_unit"], row.get(f"{which}_qualifier", "exact"), lang, kind)


def _float(value: object) -> float | None:
    return float(value) if isinstance(value, Decimal) else None


def _in_words(report: Report, lang: Lang) -> Table:
    """Return the targets without a number, in the words that they are printed in."""
    rows, ids, tidy = [], [], []
    for row in qualitative_targets(report).to_dict("records"):
        name = _named(str(row[f"name_{lang}"]), lang)
        kind = punctuate(AIMS[row["kind"]].in_(lang), lang)
        said = str(row["printed"]) if lang == "zh" else f'"{row["printed"]}"'
        rows.append((name, str(row["period"]), kind, said, str(row["paragraph"])))
        ids.append(())
        tidy.append((str(row["id"]), name, str(row["period"]), kind, str(row["printed"]), float(row["paragraph"])))
    header = _in(lang, "指标 年份 种类 原文 段落", "Indicator|Year|Kind|Printed|Paragraph")
    tidy_header = _in(lang, "编号 指标 年份 种类 原文 段落", "Id|Indicator|Year|Kind|Printed|Paragraph")
    title = pick(lang, "没有数字的目标", "Targets without a number")
    document = punctuate(report.document(lang), lang)
    sources = tuple(
        document + pick(lang, f",第{row[-1]}段", f", paragraph {row[-1]}") for row in rows
    )  # fmt: skip
    return Table("targets_in_words", title, header, tuple(rows), tuple(ids), tidy_header, tuple(tidy), sources)


def _reconciliation(report: Report, lang: Lang) -> Table | None:
    """Return what a printed number can be tested against; what fails comes first."""
    table = reconcile(report)
    if not len(table):
        return None
    order = ("does_not_reproduce", "bound_holds", "reproduces")
    rows, ids, tidy = [], [], []
    records = table.to_dict("records")
    for row in sorted(records, key=lambda r: order.index(r["verdict"]) if r["verdict"] in order else len(order)):
        verdict = punctuate(VERDICTS[row["verdict"]].in_(lang), lang)
        value, low, high = row["value"], row["low"], row["high"]
        known = all(isinstance(number, Decimal) for number in (value, low, high))
        computed = write_computed(value, row["unit"], lang) if known else ""
        bounds = bounds_text(float(low), float(high), row["unit"], lang) if known else ""
        name = _named(str(row[f"name_{lang}"]), lang)
        found = tuple(id_ for id_ in str(row["operands"]).split() if id_ in report.observations)
        printed_id = str(row["printed_id"] or "")
        if printed_id in report.observations and printed_id not in found:
            found = (*found, printed_id)
        if row["verdict"] in order:
            printed = report.observations.get(printed_id)
            rows.append(
                (name, _printed(printed, lang) if printed else str(row["printed"] or ""), computed, bounds, verdict,
                 where(found, report, lang))
            )  # fmt: skip
            ids.append(found)
        ends = _ends(float(low), float(high), lang) if known else ("", "")
        tidy.append(
            (str(row["id"]), name, str(row["printed"] or ""), float(value) if known else None, *ends,
             _unit(str(row["unit"] or ""), lang), verdict, _prose(str(row[f"reason_{lang}"] or ""), lang),
             " ".join(found), str(row["paragraphs"]))
        )  # fmt: skip
    header = _in(lang, "关系 报告数 重算 界限 结论 段落", "Relation|Printed|Recomputed|Bounds|Verdict|Paragraph")
    tidy_header = _in(
        lang, "编号 关系 报告数 重算 下限 上限 单位 结论 理由 观测编号 段落",
        "Id|Relation|Printed|Recomputed|Low|High|Unit|Verdict|Reason|Observations|Paragraphs",
    )  # fmt: skip
    title = pick(lang, "报告自身算术的核对", "The report's own arithmetic, checked")
    return Table("reconciliation", title, header, tuple(rows), tuple(ids), tidy_header, tuple(tidy))


def _printed(obs: Observation, lang: Lang) -> str:
    return write_printed(obs.printed, obs.value, obs.unit, obs.qualifier, lang, obs.kind)


# --- marks ------------------------------------------------------------------------------------------------------------


def mark_rows(marks: Sequence[Mark]) -> list[Mark]:
    """Return the rows of a chart as a sheet holds them: marks of one role stand together, else in their order."""
    roles = list(dict.fromkeys(mark.role for mark in marks))
    return sorted(marks, key=lambda mark: roles.index(mark.role))


def tidy_marks(marks: Sequence[Mark], lang: Lang) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Return header and rows of marks for a sheet: numbers as numbers, and in words where nothing bounds them.

    The document stands in a column only where the rows are read from several: else it stands above the table.
    """
    zh = lang == "zh"
    header = _in(
        lang, "名称 年份 数值 下限 上限 单位 显示 状态 限定 价格 角色 口径 地区 段落 观测编号 假设 来源",
        "Name|Year|Value|Low|High|Unit|As shown|Status|Qualifier|Prices|Role|Coverage|Area|"
        "Paragraphs|Observations|Assumptions|Source",
    )  # fmt: skip
    rows = []
    for mark in marks:
        cells = (
            mark.label(lang), mark.period, mark.value, *_ends(mark.low, mark.high, lang), _unit(mark.unit, lang),
            number_text(mark.shown, mark.unit, lang), status_word(mark, lang), _qualifier(mark.qualifier, lang),
            prices_text(mark.basis, lang), mark.role, mark.coverage_zh if zh else mark.coverage_en,
            mark.place_zh if zh else mark.place_en, mark.paragraphs, mark.observations, mark.assumptions,
            mark.source_zh if zh else mark.source_en,
        )  # fmt: skip
        rows.append(tuple(punctuate(cell, lang) if isinstance(cell, str) else cell for cell in cells))
    if len({row[-1] for row in rows}) < 2:
        return header[:-1], tuple(row[:-1] for row in rows)
    return header, tuple(rows)


def shown_rows(exhibit: Exhibit) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return header and rows of an exhibit for a reader, one row for a row of the chart and for each shape in it."""
    lang = cast(Lang, exhibit.lang)
    several = any(len(row.shapes) > 1 for row in exhibit.geometry.rows)
    said = any(len(row.texts) > len(row.shapes) for row in exhibit.geometry.rows)
    rows = []
    for row in (*exhibit.geometry.rows, *(exhibit.geometry.inset.rows if exhibit.geometry.inset else ())):
        for n, shape in enumerate(row.shapes):
            mark = shape.mark
            paragraphs = pick(lang, "、", ", ").join(mark.paragraphs.split())
            cells = [row.name, shape.name, row.texts[n] if n < len(row.texts) else "", mark_bounds(mark, lang)]
            cells += [status_word(mark, lang)]
            cells += [" ".join(row.texts[len(row.shapes) :]) if n == len(row.shapes) - 1 else ""] if said else []
            rows.append((*cells, paragraphs))
    header = _in(lang, "名称 项 数值 界限 状态", "Name|Item|Number|Bounds|Status")
    header += _in(lang, "结论", "Verdict") if said else ()
    header += _in(lang, "段落", "Paragraphs")
    if not several:
        return (header[0], *header[2:]), tuple((row[0], *row[2:]) for row in rows)
    return header, tuple(rows)


def phrase_of(mark: Mark, lang: Lang) -> str:
    """Return the number of a mark in running text; a rounded result of ours is “about”."""
    if mark.qualifier in QUALIFIERS:
        return punctuate(phrase(mark, lang), lang)
    return pick(lang, "约", "about ") + number_text(mark.shown, mark.unit, lang)


def mark_bounds(mark: Mark, lang: Lang) -> str:
    """Return the interval of a mark in words."""
    if mark.is_unbounded:
        return pick(lang, "上下均无界", "bounded on neither side")
    return bounds_text(-math.inf if mark.is_ceiling else mark.low, mark.high, mark.unit, lang)


def bounds_text(low: float, high: float, unit: str, lang: Lang) -> str:
    """Return an interval in words: 不低于890亿元，无上限."""
    if math.isnan(low) or math.isnan(high):
        return pick(lang, "没有写明宽度", "no width stated")
    if low == high:
        return pick(lang, "等于该数", "exactly this")
    digits = 2 if all(abs(end) < 1000 for end in (low, high) if math.isfinite(end)) else 0

    def number(value: float, rounding: str) -> str:  # outwards: a bound that is rounded must still bound
        exact = Decimal(f"{value:.10g}").quantize(Decimal(1).scaleb(-digits), rounding=rounding)
        return number_text(Decimal(f"{exact.normalize():f}"), unit, lang)

    below, above = (
        number(end, rounding) if math.isfinite(end) else ""
        for end, rounding in ((low, ROUND_FLOOR), (high, ROUND_CEILING))
    )
    if high == math.inf:
        return pick(lang, f"不低于{below}", f"{below} or more")
    if low == -math.inf:
        return pick(lang, f"不高于{above}", f"{above} or less")
    return pick(lang, f"{below}至{above}", f"{below} to {above}")


def _ends(low: float, high: float, lang: Lang) -> tuple[Cell, Cell]:
    if math.isnan(low) or math.isnan(high):
        unknown = pick(lang, "未写明宽度", "no width stated")
        return unknown, unknown
    return (
        low if math.isfinite(low) else pick(lang, "无下限", "no lower bound"),
        high if math.isfinite(high) else pick(lang, "无上限", "no upper bound"),
    )


def _qualifier(qualifier: str, lang: Lang) -> str:
    if qualifier not in QUALIFIERS:
        return NEAR.in_(lang)
    word = QUALIFIERS[qualifier]
    return (word.zh.format("", "") if lang == "zh" else word.en.format("")).strip()


def _unit(unit: str, lang: Lang) -> str:
    return find_unit(unit).name_en if lang == "en" and unit else unit


def _prose(text: str, lang: Lang) -> str:
    """Return a sentence with the punctuation of its language; an interval keeps its brackets."""
    parts = re.split(r"([\[(][^\[\]()]*∞?[\])](?=\D|$))", text)
    return "".join(
        part if i % 2 and part[1:2] in "−0123456789" else punctuate(part, lang) for i, part in enumerate(parts)
    )


def _basis(basis: str, year: str, lang: Lang) -> str:
    return prices_text(year if basis == "constant" else basis, lang)


def _named(name: str, lang: Lang) -> str:
    return punctuate(name if lang == "zh" else name[:1].upper() + name[1:], lang)


def _in(lang: Lang, zh: str, en: str) -> tuple[str, ...]:
    """Return the names of columns, apart by spaces in Chinese and by bars in English."""
    return tuple(zh.split() if lang == "zh" else en.split("|"))
