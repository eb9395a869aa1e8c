"""Growth as bars, each with the levels that it joins: of the year before, and of the year that a target is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..arithmetic.ratios import implied_base
from ..arithmetic.targets import Assumption, Width, load_assumptions, project_targets, target_rate
from ..errors import ChartError
from ..quantities.interval import Bounds
from ..quantities.wording import Lang
from ..reports.report import Report
from .chart import Chart
from .geometry import Geometry, values
from .marks import computed, mark_of, needed, with_ranges
from .table import Mark, by_series
from .values import draw_values
from .words import (
    Words,
    number_text,
    pick,
    places,
    prices_text,
    reaching,
    said,
    status_word,
    told_apart,
    value_text,
    within,
)

# --- the year before --------------------------------------------------------------------------------------------------


def _implied_marks(report: Report) -> list[Mark]:
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
            period=str(int(level.period) - 1), basis=base_basis(level, rate), **rough,
        )  # fmt: skip
        found.append((rate, base, level))
    needed([rate for rate, _, _ in found], "The report's relations take no level back by a growth rate.")
    return [mark for row in sorted(found, key=lambda row: -row[0].value) for mark in row]


def _is_rough(*marks: Mark) -> bool:
    """Whether one of two numbers is 左右, so that what follows from them is as rough."""
    return any(mark.qualifier == "about" for mark in marks)


def _implied_rows(marks: Sequence[Mark]) -> list[tuple[Mark, Mark, Mark]]:
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


def _implied_words(marks: Sequence[Mark], lang: str) -> Words:
    rows = _implied_rows(marks)
    rate, base, level = next((row for row in rows if row[0].series == "digital_revenue"), rows[0])
    several = len(rows) > 1
    subtitle = pick(
        lang,
        f"{places(marks, lang)}同时列出{level.period}年增速与水平的{len(rows)}项{',增速从高到低' * several};"
        "上年水平由两者推算",
        f"{len(rows)} series of {places(marks, lang)} with growth and level printed for {level.period}"
        f"{', fastest first' * several}; the year before follows from both",
    )
    notes = base_notes([base for _, base, _ in rows], lang)
    if any(_is_rough(rate, level) for rate, _, level in rows):
        zh, en = (
            "报告写“左右”的没有写明宽度,推算的也是约数",
            "“About” states no width, and what follows from it is as rough",
        )
        notes.append(pick(lang, zh, en))
    if any(base.is_unbounded and not _is_rough(rate, level) for rate, base, level in rows):
        zh = "水平与增速都只有下限的,上年水平上下均无界,仅供参考"
        en = "Where level and growth are both floors, nothing bounds the year before: indicative only"
        notes.append(pick(lang, zh, en))
    notes += told_apart([rate for rate, _, _ in rows], lang)
    return Words(_headline(rate, base, level, lang), subtitle, tuple(notes))


def _headline(rate: Mark, base: Mark, level: Mark, lang: str) -> str:
    """Say where a level came from only if that was a level of its year: else how fast it grew."""
    fell, grown = rate.value < 0, value_text(rate, lang).replace("−", "")
    reached = reaching(value_text(level, lang)) if lang == "zh" else said(level, lang)
    if base.basis != level.basis or base.is_unbounded:
        return pick(
            lang,
            f"{level.period}年{level.label_zh}{'下降' if fell else '增长'}{grown},{reached}",
            f"{level.label_en} {'fell' if fell else 'grew'} by {grown} to {reached} in {level.period}",
        )
    return pick(
        lang,
        f"{level.label_zh}由{base.period}年{said(base, lang)}{'降' if fell else '增'}至{said(level, lang)}",
        f"{level.label_en} {'fell' if fell else 'rose'} from {said(base, lang)} to {said(level, lang)}",
    )


def base_basis(level: Mark, rate: Mark) -> str:
    """Return whose prices a level is in that is taken back by a growth rate, or that its base is a comparable one."""
    return {"comparable": "comparable", "constant": level.period}.get(rate.basis, level.basis)


def base_notes(bases: Sequence[Mark], lang: str) -> list[str]:
    """Return what must be said of levels taken back by growth that is not nominal: none of them was published."""
    notes = []
    for basis in dict.fromkeys(base.basis for base in bases if base.basis == "comparable" or base.basis.isdecimal()):
        own = [base for base in bases if base.basis == basis]
        names, year = pick(lang, "、", ", ").join(base.label(lang) for base in own), own[0].period
        if basis == "comparable":
            zh = f"{names}:增速为可比口径(报告未写明的按惯例),推算的是可比基数,不是{year}年公布的水平"
            en = f"{names}: growth is on a comparable base (by convention if unsaid); {year} is not as published"
        else:
            zh = f"{names}:增速按不变价,推算的是按{basis}年价格折算的{year}年水平,不是当年公布的水平"
            en = f"{names}: growth is at constant prices; {year} is in prices of {basis}, not what was published then"
        notes.append(pick(lang, zh, en))
    return notes


def _implied_geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    rows = _implied_rows(marks)
    rates = [rate for rate, _, _ in rows]
    texts = [value_text(rate, lang) for rate in rates]
    years = rows[0][1].period, rows[0][2].period
    headings = [pick(lang, f"{years[0]}年(计算值)", f"{years[0]}, implied"), pick(lang, f"{years[1]}年", years[1])]
    cells = [[value_text(base, lang), value_text(level, lang)] for _, base, level in rows]
    prices = [prices_text(base.basis, lang) if base.basis.isdecimal() else "" for _, base, _ in rows]
    names = [f"{rate.label(lang)}{pick(lang, f'({own})', f' ({own})') if own else ''}"
             for rate, own in zip(rates, prices, strict=True)]  # fmt: skip
    return values(rates, names, texts, lang, columns=(headings, cells))


# --- what the growth targets lead to ----------------------------------------------------------------------------------


def _level_marks(report: Report, about_width: Width = "declared") -> list[Mark]:
    marks: list[Mark] = []
    declared = load_assumptions(report)
    rows = project_targets(about_width=about_width, report=report).to_dict("records")
    rates = {rate.series: rate for rate in with_ranges(mark_of(report, report[row["id"]], "growth") for row in rows)}
    tops = {row["indicator"]: row for row in rows if report[row["id"]].qualifier == "at_most"}
    for row in rows:
        base, rate = mark_of(report, report[row["base_id"]], "base"), rates[report[row["id"]].indicator]
        top = tops[row["indicator"]] if rate.is_range else row
        if rate.is_range and row is top:
            continue  # drawn with the low end of its range
        low, high, value = Decimal(row["low"]), Decimal(top["high"]), Decimal(row["value"])
        aim = report.observations.get(row["printed_id"])  # a level that is printed is not put right by arithmetic
        steps = _step_bounds(row, top, about_width, report)
        floors = aim is None and steps is not None and steps.high.is_infinite() and low.is_finite()
        prices = row["base_period"] if row["price_basis"] == "constant" else row["price_basis"]
        named = " ".join(id_ for id_ in row["assumptions"].split() if not rate.is_range or id_ != "floor_rate")
        ours: dict[str, Any] = {
            "status": "projection", "period": row["period"], "basis": prices, "assumptions": named,
            "qualifier": "exact" if rate.is_range and aim is None else "at_least" if floors else "near",
            "decimals": _decimals(value - Decimal(row["base_value"])),
        }  # fmt: skip
        operands = [base, rate, *([mark_of(report, aim)] if aim else [])]
        width = "" if about_width == "declared" else str(about_width)
        notes = {f"note_{lang}": _rules(named, row, declared, lang, width) for lang in ("zh", "en")}
        ends = Bounds(low, high)
        implied = computed(base, low if rate.is_range else value, ends, operands, role="implied", **ours, **notes)
        if aim is not None and aim.unit == base.unit:
            implied = mark_of(report, aim, "implied", observations=implied.observations, paragraphs=implied.paragraphs)
        step = steps.low if rate.is_range and steps else value - Decimal(row["base_value"])
        added = computed(base, step, steps, operands, role="increment", **ours)
        marks += [base, rate, implied, added]
    needed(marks, "observations.csv holds no growth target with a level of the year before.")
    marks.sort(key=lambda mark: mark.series != "gdp")
    alike = {mark.series for mark in marks if mark.role == "base" and mark.unit == marks[0].unit}
    return [mark for mark in marks if mark.series in alike]  # one axis has one unit: incomes stay out beside 亿元


def _decimals(step: Decimal) -> int:
    """Return how many decimals an increment and its level show: 0.18 of 3.6万亿元, 44.5 of 890亿元, 4116 of 58794元."""
    return 2 if abs(step) < 1 else 1 if abs(step) < 1000 else 0


def _step_bounds(row: Mapping[Any, Any], top: Mapping[Any, Any], about_width: Width, report: Report) -> Bounds | None:
    """Return what the words of base and target, up to that of ``top``, make of the increment.

    The assumed width of 左右 is taken at the printed level of the base; without a width nothing is known.
    """
    base, rate = report[row["base_id"]], report[row["id"]]
    if row["printed_id"]:
        return None
    if rate.qualifier != "about":
        return base.bounds * Bounds(rate.bounds.low, report[top["id"]].bounds.high) / Bounds.exact(Decimal(100))
    if "about_width" not in row["assumptions"].split():
        return None
    width = target_rate(rate, about_width, load_assumptions(report), report).bounds
    return width * Bounds.exact(base.value / 100)


def _rules(named: str, row: Mapping[Any, Any], declared: dict[str, Assumption], lang: Lang, width: str) -> str:
    own = Decimal(width) if width and width != "None" else None
    kept = [id_ for id_ in named.split() if id_ not in ("rounding", "preliminary")]
    return "\n".join(declared[id_].text(lang, row["base_period"], own) for id_ in kept)


def _level_rows(marks: Sequence[Mark]) -> list[dict[str, Mark]]:
    rows: dict[str, dict[str, Mark]] = {}
    for mark in marks:
        rows.setdefault(mark.series, {})[mark.role] = mark
    alone = [
        f"{series}: {role}" for series, row in rows.items() for role in ("base", "growth", "implied", "increment")
        if role not in row
    ]  # fmt: skip
    if alone:
        raise ChartError("target_levels: every series needs a row of each role; missing:", alone)
    mixed = [
        f"{s}: {row[role].unit}"
        for s, row in rows.items()
        for role in ("base", "implied")
        if row[role].unit != marks[0].unit
    ]
    if mixed:
        raise ChartError("target_levels: levels and increments share one unit; these differ:", mixed)
    return list(rows.values())


def _level_words(marks: Sequence[Mark], lang: str) -> Words:
    rows = _level_rows(marks)
    first = next((row for row in rows if row["base"].series == "gdp"), rows[0])
    base, implied, added = first["base"], first["implied"], first["increment"]
    prices = prices_text(implied.basis, lang)
    headline = pick(
        lang,
        f"按目标推算,{implied.period}年{implied.label_zh}增加{said(added, lang)}({prices})",
        f"The {implied.period} target adds {said(added, lang)} to {within(implied.label_en)} ({prices})",
    )
    subtitle = pick(
        lang,
        f"{places(marks, lang)}{implied.period}年比{base.period}年的增加额,{base.unit};按目标推算,非预测",
        f"{places(marks, lang)}: increase from {base.period} to {implied.period}; arithmetic on the target, "
        "not a forecast",
    )
    return Words(headline, subtitle)


def _level_geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    rows = _level_rows(marks)
    names = []
    for row in rows:
        prices = prices_text(row["implied"].basis, lang)
        own = prices if row["implied"].basis.isdecimal() else ""
        names.append(row["implied"].label(lang) + (pick(lang, f"({own})", f" ({own})") if own else ""))
    added = [row["increment"] for row in rows]
    texts = [_plus(mark, lang) for mark in added]
    base, implied = rows[0]["base"].period, rows[0]["implied"].period
    how = list(dict.fromkeys(status_word(row["implied"], lang) for row in rows))  # printed, projected or both
    aimed = pick(lang, "、".join(how), " or ".join(how))
    pairs = (f"{base}年", base), ("增长目标", "Target"), (f"{implied}年{aimed}", f"{implied}, {aimed}")
    headings = [pick(lang, *pair) for pair in pairs]
    cells = [
        [value_text(row["base"], lang), value_text(row["growth"], lang), value_text(row["implied"], lang)]
        for row in rows
    ]
    return values(added, names, texts, lang, columns=(headings, cells))


def _plus(mark: Mark, lang: str) -> str:
    """Return the label of an increment: with its sign, and a floor only where it is one."""
    number = value_text(mark, lang) if mark.is_range else number_text(mark.shown, mark.unit, lang)
    sign = "+" if mark.value >= 0 else ""
    if mark.qualifier == "at_least":
        return pick(lang, f"{sign}{number}以上", f"≥{number}")
    return f"{sign}{number}"


CHARTS = (
    Chart("implied_2021_levels", _implied_marks, _implied_words, _implied_geometry, draw_values, one_unit=False),
    Chart("target_levels", _level_marks, _level_words, _level_geometry, draw_values, one_unit=False),
)
