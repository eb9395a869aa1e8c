"""Every number of a text as a row of a table: an observation where the words name it, else one that waits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..datapackage import columns_of, described, read_table
from ..quantities.characters import fold
from ..quantities.phrase import Quantity
from ..texts.items import Aside
from ..texts.naming import Named, name_items
from ..texts.scan import line_starts, scan_text
from ..texts.sections import Sections, flow
from ..texts.targets import target_rows
from ..texts.vocabulary import known_terms
from .report import row_findings
from .series import bases_of, changes_what, is_of_output, marks_passed, one_basis
from .spans import leads, with_spans

_SUFFIX = {
    "level": "", "rate": "", "growth_rate": "_growth", "average_growth_rate": "_average_growth", "share": "_share",
    "change": "_change",
}  # fmt: skip
_ABOUT_A_LEVEL = ("growth_rate", "share")
Row = dict[str, str]


class Proposed(NamedTuple):
    """The rows of the three tables that hold every number of a text once, each in text order, and what they tell.

    ``growth_prices``: of indicators, where words say on what basis their growth is printed. ``of_output``: ids of the
    shares that are said to be shares of the region's output.
    """

    observations: list[Row]
    uncurated: list[Row]
    set_aside: list[Row]
    growth_prices: dict[str, str]
    of_output: frozenset[str]


def propose_rows(text: str, sections: Sections, scope: str) -> Proposed:
    """Return every number of the text as a row of one of three tables."""
    starts = line_starts(text)
    items = scan_text(text)
    found = [item for item in items if not isinstance(item, Aside)]
    folded = flow(fold(text))
    named = with_spans(folded, found, name_items(text, items, sections), sections)
    words = leads(folded, found)
    passed, bases = marks_passed(folded, found, named, words), bases_of(folded, found, named, words)
    prices = one_basis(named, bases)
    observations, uncurated, asides = list[Row](), list[Row](), list[Row]()
    taken: set[str] = set()
    of_output: set[str] = set()
    numbers = iter(range(len(found)))
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
        i = next(numbers)
        about, basis, what = named[i], bases[i], changes_what(named, words, i)
        parts = zip(item.ends or ((item.start, item.end, item.quantity),), ("", "_ceiling"), strict=False)
        rows = [
            _row(read, about, _id(about, what, end), scope, text[a:b], (paragraph, a - line, b - line))
            for (a, b, read), end in parts
        ]
        known = bool(about.indicator and about.period and about.status and len(about.indicators) == 1)
        other_basis = basis is not None and basis.prices != prices[about.indicator]
        sure = known and what != "" and i not in passed and not other_basis
        if sure and all(row["value"] and row["id"] not in taken for row in rows):
            taken.update(row["id"] for row in rows)
            observations += [{**row, "note": basis.words if basis else ""} for row in rows]
            if about.kind == "share" and is_of_output(words[i]):
                of_output.update(row["id"] for row in rows)
        else:
            hint = f"= {rows[0]['id']}? " if sure and rows[0]["id"] in taken else ""
            hint = f"< {_id(named[level])}? " if (level := passed.get(i)) is not None else hint
            uncurated += [_waiting(row, item.name, hint) for row in rows]
    _relate(observations)
    return Proposed(observations, uncurated, asides, prices, frozenset(of_output))


def _id(about: Named, what: str = "", end: str = "") -> str:
    """Return the id of a row; a change of growth and a change of what grows are two things."""
    of_growth = "_growth" if what == "growth" else ""
    kind = _SUFFIX.get(about.kind, "")
    return f"{about.indicator}_{about.period}{of_growth}{kind}{end}" if about.indicator else ""


def _row(read: Quantity, about: Named, id_: str, scope: str, printed: str, place: tuple[int, int, int]) -> Row:
    value = "" if read.signed is None else f"{read.signed + 0:f}"
    cells = {
        "id": id_, "indicator": about.indicator, "scope": scope if about.indicator else "", "period": about.period,
        "kind": about.kind, "status": about.status, "qualifier": read.qualifier, "value": value, "unit": read.unit,
        "printed": printed, "paragraph": str(place[0]), "start": str(place[1]), "end": str(place[2]),
    }  # fmt: skip
    return {column: cells.get(column, "") for column in columns_of("observations.csv")}


def _waiting(row: Row, name: str, hint: str = "") -> Row:
    """Return a row for ``uncurated.csv`` with the words found before the number, and what it says again or passed."""
    return {**row, "id": "", "note": f"{hint}{name}".strip()}


def _relate(observations: list[Row]) -> None:
    """Let a growth rate, share or change be about the level that is printed for the same year."""
    levels = {(row["indicator"], row["period"]): row["id"] for row in observations if row["kind"] == "level"}
    for row in observations:
        if row["kind"] in _ABOUT_A_LEVEL:
            row["of"] = levels.get((row["indicator"], row["period"]), "")


def that_pass(rows: list[Row], source: Mapping[str, Any], year: str) -> tuple[list[Row], list[Row]]:
    """Return the rows that the checks of a data set let pass, and the others, to be looked at by a person."""
    refused: list[Row] = []
    while rows:
        tables = {name: list[Row]() for name in described()}
        tables["observations.csv"] = rows
        tables["indicators.csv"] = [indicator_row(id_) for id_ in {row["indicator"] for row in rows}]
        tables["scopes.csv"] = [{"id": source["scope"], "name_zh": "-", "name_en": "-"}]
        tables["units.csv"] = read_table("units.csv")
        wrong = {finding.row for finding in row_findings("observations.csv", tables, year)}
        if not wrong:
            break
        refused += [_waiting(row, row["indicator"]) for i, row in enumerate(rows) if i in wrong]
        rows = [row for i, row in enumerate(rows) if i not in wrong]
        _relate(rows)
    return rows, refused


def propose_tied(text: str, sections: Sections, scope: str, ids: set[str]) -> list[Row]:
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


def indicator_row(id_: str, growth_prices: str | None = None) -> Row:
    """Return the row of ``indicators.csv`` for an indicator of the vocabulary, with the basis that its report says."""
    term = known_terms()[id_]
    zh, _, en = term.definition.partition(" / ")
    cells = {
        "id": id_, "name_zh": term.names[0], "name_en": term.name_en, "measure": term.measure,
        "level_prices": term.level_prices, "growth_prices": growth_prices or term.growth_prices,
        "definition_zh": zh, "definition_en": en,
    }  # fmt: skip
    return {column: cells.get(column, "") for column in columns_of("indicators.csv")}
