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
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..datapackage import columns_of, described, read_table
from ..errors import InputError, OutputError
from ..quantities.characters import fold
from ..texts.reading import read_report
from ..texts.sections import find_sections
from .proposals import Row, indicator_row, propose_rows, propose_tied, that_pass
from .relating import relations_between
from .report import Report, report_of

_CHINESE = re.compile("[\u4e00-\u9fff]")
_OPENING = 700  # characters that hold title, place and day of delivery
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
_OF_ONE_REPORT = ("indicator", "deflator")  # what assumptions of the packaged report apply to that another lacks


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
        If the text is not in Chinese, does not tell what year it looks back on, or states no quantity that has a name.
    """
    if len(_CHINESE.findall(text)) * 4 < len("".join(text.split())):
        raise InputError(f"{name or 'the text'}: is hardly in Chinese; give the report's own Chinese text.")
    folded = fold(text)
    sections = find_sections(folded)
    if sections.year is None:
        raise InputError(
            f"{name or 'the text'}: no year is found in its title, headings or sentences; "
            "write the title with its year (2023年政府工作报告) on the first line."
        )
    source = _source(text, folded, name, sections.year)
    new = NewReport(source)
    proposed = propose_rows(text, sections, source["scope"])
    observations, refused = that_pass(proposed.observations, source, str(sections.year))
    if not observations:
        raise InputError(f"{name or 'the text'}: no quantity in it has a name of vocabulary.csv; is it a work report?")
    uncurated = sorted([*proposed.uncurated, *refused], key=lambda row: (int(row["paragraph"]), int(row["start"])))
    tied = propose_tied(text, sections, source["scope"], {row["id"] for row in observations})
    used = dict.fromkeys(row["indicator"] for row in (*observations, *tied))
    new.tables = {
        "observations.csv": observations,
        "qualitative_targets.csv": tied,
        "uncurated.csv": uncurated,
        "set_aside.csv": proposed.set_aside,
        "indicators.csv": [indicator_row(id_, proposed.growth_prices.get(id_)) for id_ in used],
        "scopes.csv": [{"id": source["scope"], "name_zh": source["place_zh"], "name_en": source["place_en"]}],
        "relations.csv": list(relations_between(observations, source["year"], proposed.of_output)),
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
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not there.is_dir():
        raise OutputError(f"{there}: is a file, and no folder can be made there; name another folder.")
    if there == folder and any(folder.iterdir()):
        raise OutputError(f"{folder}: is not empty; name a new folder, nothing in it was changed.")
    if there == folder and there.samefile(os.curdir):  # it is put in its place whole: nobody may stand in it
        raise OutputError(f"{folder}: is the folder that the command runs in; name a new one.")
    new = propose(text, Path(report).name)
    if verdicts:
        tables = {file: new.tables.get(file, []) for file in described()}
        found = verdicts(report_of(folder, new.source, tables))
        for row in new.tables["relations.csv"]:
            row["expected"] = found[row["id"]]
    folder = Path(os.path.realpath(folder))
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
        "title_en": f"{year + 1} Report on the Work of the Government, {'China' if national else place}",
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


def _of_the_nation(name: str) -> str:
    return name.replace("地区生产总值", "国内生产总值").replace("gross regional product", "gross domestic product")
