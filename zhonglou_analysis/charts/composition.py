"""Charts of parts: the sectors of the economy, the leading industries in industrial output, the areas' targets."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import Any

from ..arithmetic.composition import implied_part
from ..arithmetic.ratios import share as share_of
from ..arithmetic.relations import KINDS, read_relations
from ..errors import ChartError, NotInReportError
from ..quantities.interval import Bounds
from ..reports.report import Report
from .chart import Chart
from .geometry import REST_ROLES, Geometry, Row, Sign, shape_of, values
from .marks import area_names, computed, in_unit_of, mark_of, safe_decimals
from .parts import draw_parts
from .table import Mark
from .words import Words, float_text, labelled, output_name, periods, pick, places, prices_text, value_text

# --- the sectors of the economy ---------------------------------------------------------------------------------------

SECTORS = ("primary_industry", "secondary_industry", "tertiary_industry")


def _sector_marks(report: Report) -> list[Mark]:
    """Return the shares of each year that tells all three, the year's output, and what each share of it is."""
    marks = [mark for year in (str(int(report.year) - 1), report.year) for mark in _sectors_of(report, year)]
    if not marks:
        raise NotInReportError(
            f"observations.csv holds neither all three sectors’ shares for {report.year} nor what each adds to output."
        )
    return marks


def _sectors_of(report: Report, year: str) -> list[Mark]:
    """Return a year's shares as they are printed, else by the values added; nothing where neither is complete."""
    found = {
        (o.indicator, o.kind): o for o in report.observations.values() if (o.scope, o.period) == (report.place, year)
    }
    shares, levels = (
        [mark_of(report, found[sector, kind], role) for sector in SECTORS if (sector, kind) in found]
        for kind, role in (("share", "share"), ("level", "value_added"))
    )
    wholes = [mark_of(report, found["gdp", "level"], "whole")] if ("gdp", "level") in found else []
    if len(shares) == len(SECTORS):
        return [*wholes, *shares, *(_value_added(share, whole, report) for whole in wholes for share in shares)]
    if len(levels) < len(SECTORS) or not wholes or {mark.qualifier for mark in (*levels, *wholes)} != {"exact"}:
        return []
    whole = wholes[0]
    return [whole, *(_share(level, whole, report) for level in levels), *(in_unit_of(m, whole.unit) for m in levels)]


def _share(level: Mark, whole: Mark, report: Report) -> Mark:
    """Return what share of output a value added is, to 0.1 as shares are printed."""
    result = share_of(level.observations, whole.observations, report=report)
    return computed(level, result.value, result.bounds, [level, whole], role="share", unit="%", basis="", decimals=1)


def _value_added(share: Mark, whole: Mark, report: Report) -> Mark:
    result = implied_part(share.observations, whole.observations, report=report)
    # Digits are those that the rounding of the share leaves sure at the printed level of the whole.
    at_level = report[share.observations].bounds * Bounds.exact(result.value / report[share.observations].value)
    how: dict[str, Any] = {"qualifier": "near", "decimals": safe_decimals(float(at_level.low), float(at_level.high))}
    if result.bounds.high.is_infinite():  # of a floor it is one, and its lower end is sure
        how = {"decimals": int(result.bounds.low < 10)}
    return computed(
        share, result.value, result.bounds, [share, whole], role="value_added", unit=whole.unit, basis=whole.basis,
        **how,
    )  # fmt: skip


def _role(marks: Sequence[Mark], role: str) -> list[Mark]:
    return [mark for mark in marks if mark.role == role]


def _sector_words(marks: Sequence[Mark], lang: str) -> Words:
    latest = max((mark.period for mark in _role(marks, "share")), default="")
    shares, levels, wholes = (
        [mark for mark in _role(marks, role) if mark.period == latest] for role in ("share", "value_added", "whole")
    )
    _refuse_no_whole(shares)
    largest = max(shares, key=lambda mark: mark.value)
    place, year = places(shares, lang), periods(shares)
    headline = pick(
        lang,
        f"{year}年{largest.label_zh}占{place}{output_name(largest, lang)}的{value_text(largest, lang)}",
        f"{largest.label_en} made up {value_text(largest, lang)} of {place}'s economy in {year}",
    )
    subtitle = pick(
        lang,
        f"{place}{output_name(largest, lang)}构成,{year}年,%",
        f"Composition of {output_name(largest, lang, short=False)}, {place}, {year}, %",
    )
    rounding = pick(lang, "占比四舍五入,未作机械调整", "Shares are rounded and not adjusted to add up")
    if not (wholes and levels):
        return Words(headline, subtitle, (rounding,))
    whole, prices = wholes[0], prices_text(wholes[0].basis, lang)
    if shares[0].status == "computed":
        subtitle += pick(
            lang,
            f";占比由增加值和{labelled(whole, lang)}计算,{prices}",
            f"; shares computed from the values added and {labelled(whole, lang)}, {prices}",
        )
        return Words(headline, subtitle, (rounding,))
    subtitle += pick(
        lang,
        f";增加值按{labelled(whole, lang)}推算,{prices}",
        f"; with the value added that each share implies at {labelled(whole, lang)}, {prices}",
    )
    output = output_name(largest, lang)
    floor = pick(lang, f"{output}只有下限,故增加值也是", f"{output} is a floor, and so are the values added")
    return Words(headline, subtitle, (floor, rounding) if whole.is_floor else (rounding,))


def _refuse_no_whole(shares: Sequence[Mark]) -> None:
    if not shares:
        raise ChartError("sector_structure: there are no rows of the role 'share'; nothing to draw.")
    total, slack = math.fsum(mark.value for mark in shares), math.fsum(0.5 * 10**-mark.decimals for mark in shares)
    if any(mark.unit != "%" for mark in shares) or abs(total - 100) > slack + 1e-9:
        rows = [f"{mark.series}: {mark.value:g} {mark.unit}" for mark in shares]
        raise ChartError(
            f"sector_structure: the shares add up to {total:g} and not to 100 %; correct these rows:", rows
        )


def _sector_geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    levels = {(mark.series, mark.period): mark for mark in _role(marks, "value_added")}
    rows = []
    for year in sorted({share.period for share in _role(marks, "share")}):
        shares = [share for share in _role(marks, "share") if share.period == year]
        _refuse_no_whole(shares)
        texts = []
        for share in shares:
            level = levels.get((share.series, share.period))
            texts.append(value_text(share, lang) + (f"\n{value_text(level, lang)}" if level else ""))
        shapes = tuple(shape_of(share, name=share.label(lang), fill="solid") for share in shares)
        rows.append(Row(pick(lang, f"{year}年", year), shapes, tuple(texts)))
    if len(rows) == 1:
        return Geometry("parts", tuple(rows), "%", 0.0)
    names = dict.fromkeys(shape.name for row in rows for shape in row.shapes)
    key = tuple(Sign("bar", "computed", name, "solid", place) for place, name in enumerate(names))
    flat = tuple(dataclasses.replace(row, texts=tuple(t.partition("\n")[0] for t in row.texts)) for row in rows)
    return Geometry("parts", flat, "%", 0.0, key=key)


# --- the leading industries in industrial output ----------------------------------------------------------------------

_ROLES = ("part", "rest", "whole", "printed", "recomputed")


def _leading_marks(report: Report) -> list[Mark]:
    place, year = report.place, report.year
    found = {(o.indicator, o.kind): o for o in report.observations.values() if (o.scope, o.period) == (place, year)}
    needed = [(name, kind) for name, kind in (
        ("leading_industries_output", "level"), ("industrial_output", "level"), ("leading_industries_output", "share"),
    )]  # fmt: skip
    if missing := [f"the {kind} of {name}" for name, kind in needed if (name, kind) not in found]:
        raise NotInReportError(f"observations.csv does not hold {', '.join(missing)} for {year}.")
    one, other, told = (found[key] for key in needed)
    part, whole, printed = (mark_of(report, o, r) for o, r in ((one, "part"), (other, "whole"), (told, "printed")))
    result = share_of(one, other, report=report)
    rest = computed(
        whole, other.value - one.value, other.bounds - one.bounds, [part, whole], role="rest", series="rest",
        label_zh="其他产业", label_en="Other industries", decimals=max(part.decimals, whole.decimals),
    )  # fmt: skip
    again = computed(printed, result.value, result.bounds, [part, whole], role="recomputed", decimals=2)
    return [part, rest, whole, printed, again]


def _by_role(marks: Sequence[Mark]) -> dict[str, Mark]:
    by_role = {mark.role: mark for mark in marks}
    missing = [role for role in _ROLES if role not in by_role]
    if missing:
        raise ChartError(
            f"leading_industry_share: the table needs one row of each role; missing: {', '.join(missing)}."
        )
    units = {role: by_role[role].unit for role in _ROLES}
    if len({units[role] for role in _ROLES[:3]}) > 1 or units["printed"] != units["recomputed"]:
        raise ChartError(
            "leading_industry_share: part, rest and whole need one unit, printed and recomputed another:",
            [f"{role}: {unit}" for role, unit in units.items()],
        )
    return by_role


def _agree(printed: Mark, again: Mark) -> bool:
    """Whether the printed number, with its rounding, meets the recomputed interval."""
    return printed.low < again.high and again.low < printed.high


def _leading_words(marks: Sequence[Mark], lang: str) -> Words:
    by_role = _by_role(marks)
    part, whole, printed, again = (by_role[role] for role in ("part", "whole", "printed", "recomputed"))
    name = part.label(lang)
    if _agree(printed, again):
        headline = pick(
            lang,
            f"{name}占{whole.label_zh}的{value_text(printed, lang)}",
            f"{name} make up {value_text(printed, lang)} of industrial output, as printed",
        )
    else:
        headline = pick(
            lang,
            f"{name}占比按产值重算为{value_text(again, lang)},报告为{value_text(printed, lang)}",
            f"{name}: {value_text(again, lang)} of output by arithmetic, {value_text(printed, lang)} as printed",
        )
    subtitle = pick(
        lang,
        f"{places(marks, lang)}{whole.label_zh}构成,{periods(marks)}年,{part.unit},{prices_text(part.basis, lang)};"
        f"总额{labelled(whole, lang, '')}",
        f"Composition of {whole.label_en.lower()}, {places(marks, lang)}, {periods(marks)}, "
        f"{prices_text(part.basis, lang)}; total {labelled(whole, lang, '')}",
    )
    interval = f"{float_text(again.low, '%', 2, lang)}–{float_text(again.high, '%', 2, lang)}"
    note = pick(
        lang,
        f"按两个产值的舍入,重算的比重在{interval}之间;两数均未更正",
        f"With the rounding of both outputs the recomputed share is {interval}; neither side is corrected",
    )
    return Words(headline, subtitle, (note,))


def _leading_geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    by_role = _by_role(marks)
    part, rest, whole = (by_role[role] for role in _ROLES[:3])
    shapes = tuple(shape_of(mark, name=mark.label(lang), fill="solid") for mark in (part, rest))
    shares = [by_role["printed"], by_role["recomputed"]]
    names = [pick(lang, "报告数", "printed"), pick(lang, "按产值重算", "recomputed")]
    row = Row(whole.label(lang), shapes, (value_text(part, lang), value_text(rest, lang)))
    texts = [value_text(mark, lang) for mark in shares]
    wide = (
        [Sign("span", "definition", pick(lang, "舍入允许范围", "what rounding allows"))]
        if any(math.isfinite(mark.high - mark.low) for mark in shares)
        else []
    )
    scale = Sign("", "", pick(lang, "下方比例尺放大", "enlarged scale"))
    inset = dataclasses.replace(values(shares, names, texts, lang, None, "dot"), key=(*wide, scale))
    return Geometry("parts", (row,), whole.unit, 0.0, whole.value, inset=inset)


# --- the areas' targets in the district's -----------------------------------------------------------------------------


def _rolled_marks(report: Report) -> list[Mark]:
    marks: list[Mark] = []
    for relation in read_relations(report):
        if relation.row["kind"] != "roll_up" or relation.row["expected"] not in ("reproduces", "bound_holds"):
            continue
        assert relation.tested is not None
        assert relation.tested.obs is not None
        whole = mark_of(report, relation.tested.obs, "district")
        zh, _, en = relation.because.partition(" / ")
        areas: dict[str, list[Mark]] = {}
        for term in relation.terms:
            assert term.obs is not None
            part = mark_of(
                report, term.obs, term.obs.scope, series=whole.series, label_zh=whole.label_zh, label_en=whole.label_en
            )
            areas.setdefault(term.obs.scope, []).append(part)
        parts = []
        for scope, found in areas.items():
            value = math.fsum(mark.value for mark in found)
            name_zh, name_en = area_names(report, scope)
            joined = (
                computed(found[0], relation.terms[0].value, None, found, status="target", decimals=whole.decimals)
                if len(found) > 1
                else found[0]
            )
            low, high = (math.fsum(getattr(mark, end) for mark in found) for end in ("low", "high"))
            ends = {"value": value, "low": low, "high": high} if len(found) > 1 else {}
            parts.append(
                dataclasses.replace(
                    joined, role=scope, place_zh=name_zh, place_en=name_en, coverage_zh="", coverage_en="",
                    note_zh=zh, note_en=en[:1].upper() + en[1:], **ends,  # type: ignore[arg-type]
                )
            )  # fmt: skip
        together = KINDS["roll_up"].compute(relation)
        rest, left = relation.tested.value - together.value, relation.tested.bounds - together.bounds
        if rest > 0:
            parts.append(
                computed(whole, rest, left, [whole, *parts], role="unallocated", decimals=whole.decimals)
            )  # fmt: skip
        marks += [whole, *parts]
    if not marks:
        raise NotInReportError("relations.csv holds no target of the whole that its areas share.")
    return marks


def _rows_of(marks: Sequence[Mark]) -> list[tuple[Mark, list[Mark]]]:
    rows = []
    for series in dict.fromkeys(mark.series for mark in marks):
        own = [mark for mark in marks if mark.series == series]
        whole = [mark for mark in own if mark.role == "district"]
        if len(whole) != 1 or len({mark.unit for mark in own}) > 1:
            raise ChartError(
                f"target_roll_up: {series} needs one row of the role 'district' and one unit; it has "
                f"{len(whole)} and {', '.join(dict.fromkeys(mark.unit for mark in own))}."
            )
        rows.append((whole[0], [mark for mark in own if mark.role != "district"]))
    return rows


def _rolled_words(marks: Sequence[Mark], lang: str) -> Words:
    rows = _rows_of(marks)
    sums = [(whole, math.fsum(part.value for part in parts if part.role != "unallocated")) for whole, parts in rows]
    full = [whole for whole, value in sums if value >= whole.value]
    wholes = [whole for whole, _ in rows]
    year, place = periods(wholes), places(wholes, lang)
    # A floor may be passed: that its areas' targets add up to it allocates nothing beyond it.
    zh, en = ("下限", "floor") if full and all(whole.is_floor for whole in full) else ("目标", "number")
    over = any(value > whole.value for whole, value in sums)
    headline = pick(
        lang,
        f"{len(rows)}项{year}年全区目标中,{f'{len(full)}项' if full else '没有一项'}各区之和"
        f"{'不低于' if over else '等于'}全区{zh}",
        f"{len(full) or 'None'} of {len(rows)} district targets for {year}: "
        f"{en} {'is reached by' if over else 'equals'} the areas' sum",
    )
    subtitle = pick(
        lang,
        f"{place}各功能区{year}年目标占全区目标的比重",
        f"Targets of the areas as a share of the target of {place}, {year}",
    )
    note = pick(
        lang,
        "只加总范围和口径相同的目标",
        "Only targets of one scope and one way of counting are added",
    )
    return Words(headline, subtitle, (note,))


def _rolled_geometry(marks: Sequence[Mark], lang: str) -> Geometry:
    rows = []
    order = [*dict.fromkeys(mark.role for mark in marks if mark.role not in REST_ROLES), *REST_ROLES]
    for whole, found in _rows_of(marks):
        parts = sorted(found, key=lambda part: order.index(part.role))  # in every row alike, and as in the key
        shapes = tuple(shape_of(part, whole.value, _part_name(part, lang), "solid") for part in parts)
        # What floors leave is known in no direction.
        texts = tuple("" if part.is_unbounded else value_text(part, lang) for part in parts)
        rows.append(Row(whole.label(lang), shapes, texts, (value_text(whole, lang),)))
    names = dict.fromkeys(shape.name for row in rows for shape in row.shapes if shape.role not in REST_ROLES)
    key = [Sign("bar", "target", name, "solid", place) for place, name in enumerate(names)]
    if any(shape.role in REST_ROLES for row in rows for shape in row.shapes):
        key.append(Sign("rest", "rest", pick(lang, "报告未分配", "not allocated"), "solid"))
    heading = pick(lang, "全区目标", "District target")
    return Geometry("parts", tuple(rows), "%", 0.0, 100.0, key=tuple(key), columns=(heading,))


def _part_name(mark: Mark, lang: str) -> str:
    if mark.role == "unallocated":
        return pick(lang, "未分配", "not allocated")
    return mark.place_zh if lang == "zh" else mark.place_en


CHARTS = (
    Chart("sector_structure", _sector_marks, _sector_words, _sector_geometry, draw_parts, one_unit=False),
    Chart("leading_industry_share", _leading_marks, _leading_words, _leading_geometry, draw_parts, one_unit=False),
    Chart("target_roll_up", _rolled_marks, _rolled_words, _rolled_geometry, draw_parts, one_unit=False),
)
