"""What the numbers of a report say together: the relations that need nothing but the numbers that are there."""

from __future__ import annotations

from collections.abc import Iterator

from ..datapackage import columns_of
from ..quantities.units import find_unit
from ..texts.vocabulary import known_terms
from .proposals import Row

_INDUSTRIES = ("primary_industry", "secondary_industry", "tertiary_industry")
_TO_GDP = ("foreign_trade", "retail_sales", "fixed_asset_investment", "budget_revenue")
_BECAUSE = (
    "规模对比而非构成:分子不是增加值 / a comparison of sizes, not a composition: the numerator is not value added"
)
# What adds up by definition. Only the parts of a budget add up as targets: others are set in round numbers.
_PARTS = {
    "gdp": _INDUSTRIES, "foreign_trade": ("exports", "imports"),
    "budget_deficit": ("central_deficit", "local_deficit"),
}  # fmt: skip
_BUDGETED = ("budget_deficit",)
# What a printed share is of, and why the two may be divided where they are unlike in measure.
_WHOLES = {
    **dict.fromkeys(_INDUSTRIES, ("gdp", "")),
    "tax_revenue": ("budget_revenue", "税收收入是一般公共预算收入的一部分 / tax revenue is part of budget revenue"),
}
_Rows = dict[str, Row]


def relations_between(observations: list[Row], reviewed: str, of_output: frozenset[str]) -> Iterator[Row]:
    """Yield the relations that need nothing but the numbers that are there, with the verdict that most of them get.

    Sums, shares, ratios to GDP, levels of the year before, and targets beside what was reported. The growth that a
    target prints is not held against its level: either may be the rounded one. A ratio to GDP is held against the
    share that is printed of it, if one of ``of_output`` is.
    """
    by_id = {row["id"]: row for row in observations}
    for year in dict.fromkeys(row["period"] for row in observations if row["status"] != "target"):
        yield from _sum_of_shares(by_id, year)
    yield from _ratios(by_id, reviewed, of_output)
    yield from _sums_of_levels(by_id)
    yield from _shares(by_id)
    yield from _years_before(by_id)
    yield from _targets(by_id)


def _sum_of_shares(rows: _Rows, year: str) -> Iterator[Row]:
    ids = [id_ for industry in _INDUSTRIES if (id_ := f"{industry}_{year}_share") in rows]
    if len(ids) == len(_INDUSTRIES):
        yield _relation(
            f"industry_shares_{year}_sum", "sum", " ".join(ids), f"{year}年三次产业比重之和",
            f"sum of the three industries’ shares, {year}", printed="100", expected="reproduces",
        )  # fmt: skip


def _ratios(rows: _Rows, year: str, of_output: frozenset[str]) -> Iterator[Row]:
    whole = rows.get(f"gdp_{year}")
    for indicator in _TO_GDP if whole else ():
        part, term = rows.get(f"{indicator}_{year}"), known_terms()[indicator]
        if whole and part and part["kind"] == "level" and _in_yuan(part):
            printed = told if (told := f"{indicator}_{year}_share") in of_output and told in rows else ""
            yield _relation(
                f"{indicator}_{year}_to_gdp", "share", f"{part['id']} {whole['id']}",
                f"{term.names[0]}与地区生产总值之比", f"{term.name_en} relative to GDP", because=_BECAUSE,
                printed=printed, expected="reproduces" if printed else "derived",
            )  # fmt: skip


def _in_yuan(row: Row) -> bool:
    return find_unit(row["unit"]).reference_unit == "元"


def _sums_of_levels(rows: _Rows) -> Iterator[Row]:
    """Hold a whole against its parts, where all of them are printed as values and not as bounds."""
    for whole in list(rows.values()):
        parts = [rows.get(f"{part}_{whole['period']}", {}) for part in _PARTS.get(whole["indicator"], ())]
        added = [whole, *parts]
        alike = all(
            row and (row["kind"], row["qualifier"], row["status"]) == ("level", "exact", whole["status"])
            and find_unit(row["unit"]).reference_unit == find_unit(whole["unit"]).reference_unit
            for row in added
        )  # fmt: skip
        if parts and alike and (whole["status"] != "target" or whole["indicator"] in _BUDGETED):
            term, year = known_terms()[whole["indicator"]], whole["period"]
            yield _relation(
                f"{whole['id']}_sum", "sum", " ".join(part["id"] for part in parts),
                f"{term.names[0]}:{year}年各部分之和", f"{term.name_en}: sum of its parts, {year}",
                printed=whole["id"], expected="reproduces",
            )  # fmt: skip


def _shares(rows: _Rows) -> Iterator[Row]:
    """Hold a printed share against the part and the whole that are printed beside it."""
    for told in list(rows.values()):
        indicator, because = _WHOLES.get(told["indicator"], ("", ""))
        part, whole = rows.get(told["of"], {}), rows.get(f"{indicator}_{told['period']}", {})
        exact = all(row.get("qualifier") == "exact" and row["status"] != "target" for row in (told, part, whole))
        if told["kind"] == "share" and exact and whole["kind"] == part["kind"] == "level":
            term, of = known_terms()[told["indicator"]], known_terms()[indicator]
            yield _relation(
                f"{told['id']}_of_levels", "share", f"{part['id']} {whole['id']}",
                f"{term.names[0]}占{of.names[0]}的比重", f"{term.name_en} in {of.name_en}",
                printed=told["id"], expected="reproduces", because=because,
            )  # fmt: skip


def _years_before(rows: _Rows) -> Iterator[Row]:
    for rate in list(rows.values()):
        level = rows.get(rate["of"], {})
        known = level and "target" not in (rate["status"], level["status"])
        if known and rate["kind"] == "growth_rate" and rate["unit"] == "%":
            before, term = int(level["period"]) - 1, known_terms()[level["indicator"]]
            yield _relation(
                f"{level['indicator']}_{before}_implied", "implied_base", f"{level['id']} {rate['id']}",
                f"{term.names[0]}:{before}年隐含水平", f"{term.name_en}: implied {before} level",
            )  # fmt: skip


def _targets(rows: _Rows) -> Iterator[Row]:
    for target in [row for row in rows.values() if (row["kind"], row["status"]) == ("level", "target")]:
        year, last = target["period"], str(int(target["period"]) - 1)
        level, term = rows.get(f"{target['indicator']}_{last}", {}), known_terms()[target["indicator"]]
        if level.get("status", "target") == "target" or level["unit"] != target["unit"]:
            continue
        yield _relation(
            f"{target['indicator']}_{year}_delivered_targeted", "growth", f"{target['id']} {level['id']}",
            f"{term.names[0]}:{year}年目标与{last}年报告数", f"{term.name_en}: target for {year} against {last}",
        )  # fmt: skip


def _relation(
    id_: str, kind: str, operands: str, name_zh: str, name_en: str, *,
    printed: str = "", expected: str = "derived", because: str = "",
) -> Row:  # fmt: skip
    cells = {
        "id": id_, "kind": kind, "operands": operands, "printed": printed, "expected": expected, "because": because,
        "name_zh": name_zh, "name_en": name_en,
    }  # fmt: skip
    return {column: cells.get(column, "") for column in columns_of("relations.csv")}
