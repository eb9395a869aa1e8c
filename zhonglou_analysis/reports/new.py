"""A data folder for another report, filled with proposals that a person only has to review.

What the text names with certainty becomes an observation, and every row of it passes the checks of the data set; all
other quantities wait in ``uncurated.csv``, in the same columns, until a person moves them.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..datapackage import columns_of, described, read_table
from ..errors import InputError, OutputError
from ..quantities.characters import fold
from ..quantities.phrase import Quantity
from ..texts.items import Aside
from ..texts.naming import Named, name_items
from ..texts.reading import read_report
from ..texts.scan import line_starts, scan_text
from ..texts.sections import Sections, find_sections
from ..texts.targets import target_rows
from ..texts.vocabulary import known_terms
from .report import Report, report_of, row_findings

_OPENING = 700  # characters that hold title, place and day of delivery
_SUFFIX = {
    "level": "", "rate": "", "growth_rate": "_growth", "average_growth_rate": "_average_growth", "share": "_share",
    "change": "_change",
}  # fmt: skip
_ABOUT_A_LEVEL = ("growth_rate", "share", "change")
# The kinds of place, by the last character of its name: what a scope is called, and what it calls its government.
_PLACES = {
    "省": "province", "治区": "province", "市": "city", "区": "district", "县": "county", "旗": "county",
    "州": "prefecture", "盟": "prefecture",
}  # fmt: skip
_NAME = r"[\u4e00-\u9fff]{2,12}?(?:自治区|自治州|自治县|自治旗|省|市|区|县|州|旗|盟)"
_TITLE = re.compile(rf"(?P<title>(?:(?:19|20)[0-9]{{2}}年?)?(?P<place>{_NAME})?(?:人民)?政\s*府\s*工\s*作\s*报\s*告)")
_SAID_AT = re.compile(rf"在(?P<place>{_NAME})(?:第[^,。\n]{{1,14}})?人民代表大会")
_SAID_BY = re.compile(rf"(?:^|[\s,。:\-])(?P<place>(?!.{{0,3}}代表){_NAME})人民政府", re.MULTILINE)
_CITY_BEFORE = re.compile("^.{2,4}(?:省|市|自治区|州|盟)(?=.{2,}(?:市|区|县|旗)$)")  # 常州市钟楼区 is 钟楼区
_DELIVERED = re.compile(r"((?:19|20)[0-9]{2})年([01]?[0-9])月([0-3]?[0-9])日")
_OF_ALL = re.compile("全(省|市|区|县|州|旗|盟)")
_OF_ONE_REPORT = ("indicator", "scenario")  # what assumptions of the packaged report apply to that another lacks
_TO_GDP = ("foreign_trade", "retail_sales", "fixed_asset_investment", "budget_revenue")
_BECAUSE = (
    "规模对比而非构成:分子不是增加值 / a comparison of sizes, not a composition: the numerator is not value added"
)
_INDUSTRIES = ("primary_industry", "secondary_industry", "tertiary_industry")
Row = dict[str, str]


@dataclass
class NewReport:
    """What ``zhonglou new`` writes: the tables by file, ``source.json``, and what the text did not tell."""

    source: dict[str, Any]
    tables: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def asks(self) -> list[str]:
        """What a person has to add to ``source.json``."""
        asks: list[str] = self.source["asks"]
        return asks


def propose(text: str, name: str = "") -> NewReport:
    """Return the tables of a data folder for a report, as far as its text tells them.

    Parameters
    ----------
    text : str
        The report's text.
    name : str
        The name of its file, which may hold the place (``2031_某市.txt``).

    Raises
    ------
    InputError
        If the text does not tell what year it looks back on, or states no quantity that has a name.
    """
    folded = fold(text)
    sections = find_sections(folded)
    if sections.year is None:
        raise InputError(
            f"{name or 'the text'}: no year is found in its title, headings or sentences; "
            "write the title with its year (2023年政府工作报告) on the first line."
        )
    source = _source(text, folded, name, sections.year)
    new = NewReport(source)
    observations, uncurated, asides = _rows(text, sections, source["scope"])
    observations, refused = _that_pass(observations, source, str(sections.year))
    if not observations:
        raise InputError(f"{name or 'the text'}: no quantity in it has a name of vocabulary.csv; is it a work report?")
    tied = _tied(text, sections, source["scope"], {row["id"] for row in observations})
    used = dict.fromkeys(row["indicator"] for row in (*observations, *tied))
    new.tables = {
        "observations.csv": observations,
        "qualitative_targets.csv": tied,
        "uncurated.csv": sorted([*uncurated, *refused], key=lambda row: (int(row["paragraph"]), int(row["start"]))),
        "set_aside.csv": asides,
        "indicators.csv": [_indicator(id_) for id_ in used],
        "scopes.csv": [{"id": source["scope"], "name_zh": source["place_zh"], "name_en": source["place_en"]}],
        "relations.csv": list(_relations(observations)),
        "assumptions.csv": [
            row for row in read_table("assumptions.csv") if not row["applies_to"].startswith(_OF_ONE_REPORT)
        ],
    }
    if source["scope"] == "country":
        for row in new.tables["indicators.csv"]:
            row |= {column: _of_the_nation(cell) for column, cell in row.items() if column.startswith("name_")}
    short = {(name, row["id"]) for name in ("indicators", "relations") for row in new.tables[f"{name}.csv"]}
    new.tables["short_names.csv"] = [
        row for row in read_table("short_names.csv")
        if (row["table"], row["id"]) in short and (row["id"] != "gdp" or source["scope"] != "country")
    ]  # fmt: skip
    return new


def write_new(
    report: str | Path, folder: str | Path, verdicts: Callable[[Report], Mapping[str, str]] | None = None
) -> NewReport:
    """Write a data folder for a report, whole or not at all, and return what it holds.

    Parameters
    ----------
    report : path
        Its text.
    folder : path
        Where to; it must be empty, or not be there yet.
    verdicts : callable, optional
        Computes the verdict of each relation of a report, by id; what is declared is then what is computed, and a
        person looks at those that do not reproduce. By default most are declared as they are expected.

    Raises
    ------
    InputError
        If the text cannot be read.
    OutputError
        If the folder is not empty, or cannot be written.
    """
    text = read_report(report)
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(f"{folder}: is not empty; name a new folder, nothing in it was changed.")
    new = propose(text, Path(report).name)
    if verdicts:
        tables = {file: new.tables.get(file, []) for file in described()}
        found = verdicts(report_of(folder, new.source, tables))
        for row in new.tables["relations.csv"]:
            row["expected"] = found[row["id"]]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            shown = json.dumps(new.source, ensure_ascii=False, indent=2)
            (part / "source.json").write_text(f"{shown}\n", encoding="utf-8", newline="")
            for name in new.tables:
                _write_table(new, name, part)
            part.chmod(0o755)
            os.replace(part, folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror}); name another folder.") from None
    return new


def _write_table(new: NewReport, name: str, folder: Path) -> None:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns_of(name), lineterminator="\n")
    writer.writeheader()
    writer.writerows(new.tables[name])
    (folder / name).write_text(out.getvalue(), encoding="utf-8", newline="")


# --- the report itself ------------------------------------------------------------------------------------------------


def _source(text: str, folded: str, name: str, year: int) -> dict[str, Any]:
    """Return ``source.json``: what the first lines tell, and a sentence for all that they do not."""
    opening, asks = folded[:_OPENING], []
    place = _place(opening, name)
    if not place:
        kind = _OF_ALL.search(folded)
        place = f"本{kind[1] if kind else '地'}"
        asks.append(
            f"place_zh, title_zh, issuer_zh: the text names no place; write it for {place}, here and in scopes.csv"
        )
    scope = next((scope for end, scope in _PLACES.items() if place.endswith(end)), "place")
    national = place == "中国"
    delivered = _day(opening, year)
    asks.append(f"place_en, title_en, issuer_en: write the English name for {place}, here and in scopes.csv")
    if not delivered:
        asks.append("delivered: the text names no day; write it as 2023-01-03")
    asks.append("address, published: where it can be read, and since when")
    return {
        "title_zh": _title(opening, place, year),
        "title_en": f"{year + 1} Report on the Work of the Government, {place}",
        "issuer_zh": "国务院" if national else f"{place}人民政府",
        "issuer_en": "State Council" if national else f"People's Government of {place}",
        "place_zh": place,
        "place_en": "China" if national else place,
        "scope": "country" if national else scope,
        "delivered": delivered,
        "published": "",
        "address": "",
        "year": str(year),
        "asks": asks,
        "sha256": _hash(text),
        "paragraphs_sha256": [_hash("".join(line.split())) for line in text.splitlines()],
    }


def _place(opening: str, name: str) -> str:
    """Return whose report it is: by its title, the session it was given to, its issuer, or the name of its file."""
    if "我代表国务院" in opening or "国务院" in name:
        return "中国"
    for pattern in (_SAID_AT, _TITLE, _SAID_BY):
        for found in pattern.finditer(opening):
            if found["place"]:
                return _CITY_BEFORE.sub("", found["place"])
    named = re.search(_NAME.replace("}?", "}"), Path(name).stem)
    return named.group() if named else ""


def _title(opening: str, place: str, year: int) -> str:
    """Return the title as it is printed, where it names the place; else one that says the same."""
    printed = ("".join(found["title"].split()) for found in _TITLE.finditer(opening))
    return next((title for title in printed if place in title), f"{place}政府工作报告({year + 1}年)").removeprefix(
        "中国"
    )


def _day(opening: str, year: int) -> str:
    """Return the day of delivery as an ISO date; only one about the turn of the year looked back on."""
    for found in _DELIVERED.finditer(opening):
        said, month, day = int(found[1]), int(found[2]), int(found[3])
        if 1 <= month <= 12 and 1 <= day <= 31 and (said == year + 1 or (said == year and month >= 11)):
            return f"{said}-{month:02}-{day:02}"
    return ""


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


# --- its numbers ------------------------------------------------------------------------------------------------------


def _rows(text: str, sections: Sections, scope: str) -> tuple[list[Row], list[Row], list[Row]]:
    """Return the rows of the three tables that hold every number of the text once, each in text order."""
    starts = line_starts(text)
    items = scan_text(text)
    named = iter(name_items(text, items, sections))
    observations, uncurated, asides = list[Row](), list[Row](), list[Row]()
    taken: set[str] = set()
    for item in items:
        paragraph = bisect_right(starts, item.start)
        line = starts[paragraph - 1]
        if isinstance(item, Aside):
            place = (paragraph, item.start - line, item.end - line)
            asides.append({
                "numeral": text[item.start : item.end], "reason": item.reason,
                **dict(zip(("paragraph", "start", "end"), map(str, place), strict=True)),
            })  # fmt: skip
            continue
        about = next(named)
        parts = zip(item.ends or ((item.start, item.end, item.quantity),), ("", "_ceiling"), strict=False)
        rows = [
            _row(read, about, scope, text[a:b], (paragraph, a - line, b - line), ending)
            for (a, b, read), ending in parts
        ]
        known = about.indicator and about.period and about.status and len(about.indicators) == 1
        if known and all(row["value"] and row["id"] not in taken for row in rows):
            taken.update(row["id"] for row in rows)
            observations += rows
        else:
            again = rows[0]["id"] if known and rows[0]["id"] in taken else ""
            uncurated += [_waiting(row, item.name, again) for row in rows]
    _relate(observations)
    return observations, uncurated, asides


def _row(read: Quantity, about: Named, scope: str, printed: str, place: tuple[int, int, int], ending: str) -> Row:
    value = "" if read.signed is None else f"{read.signed + 0:f}"
    cells = {
        "id": f"{about.indicator}_{about.period}{_SUFFIX.get(about.kind, '')}{ending}" if about.indicator else "",
        "indicator": about.indicator, "scope": scope if about.indicator else "", "period": about.period,
        "kind": about.kind, "status": about.status, "qualifier": read.qualifier, "value": value, "unit": read.unit,
        "printed": printed, "paragraph": str(place[0]), "start": str(place[1]), "end": str(place[2]),
    }  # fmt: skip
    return {column: cells.get(column, "") for column in columns_of("observations.csv")}


def _waiting(row: Row, name: str, again: str = "") -> Row:
    """Return a row for ``uncurated.csv``: with the words found before the number, or what it says again."""
    return {**row, "id": "", "note": f"= {again}? {name}".strip() if again else name}


def _relate(observations: list[Row]) -> None:
    """Let a growth rate, share or change be about the level that is printed for the same year."""
    levels = {(row["indicator"], row["period"]): row["id"] for row in observations if row["kind"] == "level"}
    for row in observations:
        if row["kind"] in _ABOUT_A_LEVEL:
            row["of"] = levels.get((row["indicator"], row["period"]), "")


def _that_pass(rows: list[Row], source: Mapping[str, Any], year: str) -> tuple[list[Row], list[Row]]:
    """Return the rows that the checks of a data set let pass, and the others, to be looked at by a person."""
    refused: list[Row] = []
    while rows:
        tables = {name: list[Row]() for name in described()}
        tables["observations.csv"] = rows
        tables["indicators.csv"] = [_indicator(id_) for id_ in {row["indicator"] for row in rows}]
        tables["scopes.csv"] = [{"id": source["scope"], "name_zh": "-", "name_en": "-"}]
        tables["units.csv"] = read_table("units.csv")
        wrong = {finding.row for finding in row_findings("observations.csv", tables, year)}
        if not wrong:
            break
        refused += [_waiting(row, row["indicator"]) for i, row in enumerate(rows) if i in wrong]
        rows = [row for i, row in enumerate(rows) if i not in wrong]
        _relate(rows)
    return rows, refused


def _tied(text: str, sections: Sections, scope: str, ids: set[str]) -> list[Row]:
    """Return the headline targets that print no number but keep step with another: 居民收入与经济增长同步."""
    starts, rows = line_starts(text), dict[str, Row]()
    for target in target_rows(text, None if sections.year is None else sections.year + 1):
        if target.tied_to and target.indicator and target.qualifier != "at_least":
            line, of = starts[target.paragraph - 1], f"{target.tied_to}_{target.period}_growth"
            id_ = f"{target.indicator}_{target.period}_tied"
            rows.setdefault(id_, {
                "id": id_, "indicator": target.indicator, "scope": scope, "period": target.period, "kind": "tied",
                "printed": target.printed, "paragraph": str(target.paragraph), "start": str(target.start - line),
                "end": str(target.end - line), "of": of if of in ids else "",
            })  # fmt: skip
    return list(rows.values())


def _indicator(id_: str) -> Row:
    term = known_terms()[id_]
    zh, _, en = term.definition.partition(" / ")
    cells = {
        "id": id_, "name_zh": term.names[0], "name_en": term.name_en, "measure": term.measure,
        "level_prices": term.level_prices, "growth_prices": term.growth_prices,
        "definition_zh": zh, "definition_en": en,
    }  # fmt: skip
    return {column: cells.get(column, "") for column in columns_of("indicators.csv")}


def _of_the_nation(name: str) -> str:
    return name.replace("地区生产总值", "国内生产总值").replace("gross regional product", "gross domestic product")


# --- what its numbers say together ------------------------------------------------------------------------------------


def _relations(observations: list[Row]) -> Iterator[Row]:
    """Yield the relations that need nothing but the numbers that are there, with the verdict that most of them get.

    Sums of shares, ratios to GDP, levels of the year before, and targets beside what was reported. The growth that a
    target prints is not held against its level: either may be the rounded one.
    """
    by_id = {row["id"]: row for row in observations}
    reported = [row for row in observations if row["status"] != "target"]
    levels = [row for row in observations if row["kind"] == "level"]
    for year in dict.fromkeys(row["period"] for row in reported):
        ids = [id_ for industry in _INDUSTRIES if (id_ := f"{industry}_{year}_share") in by_id]
        if len(ids) == len(_INDUSTRIES):
            yield _relation(
                f"industry_shares_{year}_sum", "sum", " ".join(ids), f"{year}年三次产业比重之和",
                f"sum of the three industries’ shares, {year}", printed="100", expected="reproduces",
            )  # fmt: skip
        for indicator in _TO_GDP if f"gdp_{year}" in by_id else ():
            part, term = by_id.get(f"{indicator}_{year}"), known_terms()[indicator]
            if part and part["kind"] == "level" and part["unit"].endswith("元") and "美元" not in part["unit"]:
                yield _relation(
                    f"{indicator}_{year}_to_gdp", "share", f"{part['id']} gdp_{year}",
                    f"{term.names[0]}与地区生产总值之比", f"{term.name_en} relative to GDP", because=_BECAUSE,
                )  # fmt: skip
    for rate in reported:
        base = by_id.get(rate["of"], {})
        if base and rate["kind"] == "growth_rate" and base["status"] != "target" and rate["unit"] == "%":
            before, term = int(base["period"]) - 1, known_terms()[base["indicator"]]
            yield _relation(
                f"{base['indicator']}_{before}_implied", "implied_base", f"{base['id']} {rate['id']}",
                f"{term.names[0]}:{before}年隐含水平", f"{term.name_en}: implied {before} level",
            )  # fmt: skip
    for target in levels:
        year, last = target["period"], str(int(target["period"]) - 1)
        level, term = by_id.get(f"{target['indicator']}_{last}", {}), known_terms()[target["indicator"]]
        if target["status"] != "target" or level.get("status", "target") == "target" or level["unit"] != target["unit"]:
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
