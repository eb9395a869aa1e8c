"""Growth as bars, each with the level that is printed and the level of the year before that follows from both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..arithmetic.ratios import implied_base
from ..errors import ChartError, NotInReportError
from ..reports.report import Report
from .chart import Chart
from .geometry import Geometry, values
from .table import Mark, computed, mark_of
from .values import by_series, draw_values, told_apart
from .words import Words, pick, places, said, value_text


def _marks(report: Report) -> list[Mark]:
    found: list[tuple[Mark, Mark, Mark]] = []
    for row in report.relations:
        if row["kind"] != "implied_base" or row["expected"] != "derived":
            continue
        level_id, rate_id = row["operands"].split()
        level, rate = mark_of(report, report[level_id], "level"), mark_of(report, report[rate_id], "growth")
        result = implied_base(level_id, rate_id, report=report)
        rough: dict[str, Any] = {"decimals": level.decimals} if _is_rough(rate, level) else {}
        base = computed(
            level, result.value, result.bounds, [level, rate], role="base", qualifier="near",
            period=str(int(level.period) - 1), basis=rate.basis if rate.basis == "comparable" else level.basis, **rough,
        )  # fmt: skip
        found.append((rate, base, level))
    if not found:
        raise NotInReportError("The report's relations take no level back by a growth rate.")
    return [mark for row in sorted(found, key=lambda row: -row[0].value) for mark in row]


def _is_rough(*marks: Mark) -> bool:
    """Whether one of two numbers is 左右, so that what follows from them is as rough."""
    return any(mark.qualifier == "about" for mark in marks)


def _rows(marks: Sequence[Mark]) -> list[tuple[Mark, Mark, Mark]]:
    by_role = {role: by_series(marks, role) for role in ("growth", "base", "level")}
    series = list(dict.fromkeys(mark.series for mark in marks))
    alone = [f"{name}: {role}" for name in series for role in by_role if name not in by_role[role]]
    if alone:
        raise ChartError("implied_2021_levels: every series needs a row 'growth', 'base' and 'level'; missing:", alone)
    rows = [(by_role["growth"][name], by_role["base"][name], by_role["level"][name]) for name in series]
    mixed = [f"{b.series}: {b.unit} and {c.unit}" for _, b, c in rows if b.unit != c.unit]
    mixed += [f"{a.series}: {a.unit}" for a, _, _ in rows if a.unit != "%"]
    if mixed:
        raise ChartError("implied_2021_levels: growth is in %, and both levels need one unit; these differ:", mixed)
    return rows


def _words(marks: Sequence[Mark], lang: str) -> Words:
    rows = _rows(marks)
    rate, base, level = next((row for row in rows if row[0].series == "digital_revenue"), rows[0])
    grown = value_text(rate, lang)
    headline = (
        pick(  # the level of the year before is another sample's
            lang,
            f"{level.label_zh}按可比口径增长{grown},达到{said(level, lang)}",
            f"{level.label_en} grew by {grown} on a comparable base, to {said(level, lang)}",
        )
        if rate.basis == "comparable"
        else pick(
            lang,
            f"{level.label_zh}由{base.period}年{said(base, lang)}增至{said(level, lang)}",
            f"{level.label_en} rose from {said(base, lang)} to {said(level, lang)}",
        )
    )
    subtitle = pick(
        lang,
        f"{places(marks, lang)}印有{level.period}年增速与水平的{len(rows)}项,增速从高到低;上年水平由两者推得",
        f"{len(rows)} series of {places(marks, lang)} with growth and level printed for {level.period}, fastest first; "
        "the year before follows from both",
    )
    notes = []
    matched = pick(lang, "、", ", ").join(rate.label(lang) for rate, _, _ in rows if rate.basis == "comparable")
    if matched:
        zh = f"{matched}:增速按可比口径,推得的是可比基数,不是上年公布的水平"
        en = f"{matched}: growth is on a comparable base, so that base follows and not the level published then"
        notes.append(pick(lang, zh, en))
    real = pick(lang, "、", ", ").join(rate.label(lang) for rate, _, _ in rows if rate.basis == "constant")
    if real:
        year = rows[0][2].period
        zh = f"{real}:增速按不变价,推得的上年水平是{year}年价格"
        en = f"{real}: growth is at constant prices, so that the year before is in prices of {year}"
        notes.append(pick(lang, zh, en))
    if any(_is_rough(rate, level) for rate, _, level in rows):
        zh, en = (
            "印为“左右”的没有写明宽度,推得的也是约数",
            "“About” states no width, and what follows from it is as rough",
        )
        notes.append(pick(lang, zh, en))
    if any(base.is_unbounded and not _is_rough(rate, level) for rate, base, level in rows):
        zh = "水平与增速都只有下限的,上年水平上下均无界,仅供参考"
        en = "Where level and growth are both floors, nothing bounds the year before: indicative only"
        notes.append(pick(lang, zh, en))
    return Words(headline, subtitle, (*notes, *told_apart([rate for rate, _, _ in rows], lang)))


def _geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    rows = _rows(marks)
    rates = [rate for rate, _, _ in rows]
    texts = [value_text(rate, lang) for rate in rates]
    years = rows[0][1].period, rows[0][2].period
    headings = [pick(lang, f"{years[0]}年(算得)", f"{years[0]}, implied"), pick(lang, f"{years[1]}年", years[1])]
    cells = [[value_text(base, lang), value_text(level, lang)] for _, base, level in rows]
    return values(rates, [rate.label(lang) for rate in rates], texts, lang, columns=(headings, cells))


CHARTS = (Chart("implied_2021_levels", _marks, _words, _geometry, draw_values, one_unit=False),)
