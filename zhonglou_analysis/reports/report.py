"""A report as data: all its tables, loaded and checked together."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from ..datapackage import Finding, Tables, categories_of, described, findings, read_tables, refuse
from ..errors import DataError, NotInReportError
from ..files import data_folder, read_json
from ..quantities.lexicon import KINDS, QUALIFIERS, Word
from ..quantities.units import learn_units, unit_findings
from ..quantities.wording import Lang, write_date, write_document
from .observation import Observation, observation_findings, observations_of, year_findings
from .outcomes import Link, Outcome, outcome_findings, outcomes_of
from .search import explain_absence

_AS_TEXT = ("short_names", "set_aside", "uncurated", "relations", "assumptions", "qualitative_targets")
_IS_RATIO = re.compile("[率比]$|比[重例]|占比")  # of an indicator whose number is a ratio itself


@dataclass(frozen=True)
class Indicator:
    """A concept that observations measure; the fields are the columns of ``indicators.csv``.

    Parameters
    ----------
    id, name_zh, name_en : str
        Stable id, and the names: as the report has it, and in the terms of the National Bureau of Statistics.
    measure : str
        What sort of magnitude it is (``value_added``, ``gross_output`` …); unlike measures are not compared.
    coverage_zh, coverage_en : str
        口径; empty where neither the report nor the convention states one.
    level_prices, growth_prices : str
        Prices of the level, and of the growth rate; empty where there are none.
    definition_zh, definition_en : str
        The established definition.

    Examples
    --------
    >>> load_report().indicators["gdp"].growth_prices
    'constant'
    """

    id: str
    name_zh: str
    name_en: str
    measure: str
    coverage_zh: str
    coverage_en: str
    level_prices: str
    growth_prices: str
    definition_zh: str
    definition_en: str

    def name(self, lang: Lang) -> str:
        """Return the indicator's name in ``lang``."""
        return self.name_zh if lang == "zh" else self.name_en

    def coverage(self, lang: Lang) -> str:
        """Return the coverage (口径) in ``lang``; empty where the report states none."""
        return self.coverage_zh if lang == "zh" else self.coverage_en


@dataclass(frozen=True)
class Scope:
    """A place, project or company that observations are about; the fields are the columns of ``scopes.csv``.

    Parameters
    ----------
    id, name_zh, name_en : str
        Stable id, and the names.

    Examples
    --------
    >>> load_report().scopes["district"].name("en")
    'Zhonglou District'
    """

    id: str
    name_zh: str
    name_en: str

    def name(self, lang: Lang) -> str:
        """Return the name in ``lang``."""
        return self.name_zh if lang == "zh" else self.name_en


@dataclass(frozen=True)
class Report:
    """One report's data folder, checked as a whole.

    Parameters
    ----------
    folder : Path
        Where the tables were read.
    observations : dict of str to Observation
        Every printed number by id, in text order.
    indicators, scopes : dict
        By id.
    short_names, set_aside, uncurated, relations, assumptions, qualitative_targets : tuple of dict
        Rows of these tables, as text. ``uncurated`` are quantities of a new report that wait for a person; no analysis
        reads them.
    own_units : frozenset of str
        Names of the units that the folder's ``units.csv`` adds to the shipped one.
    outcomes, outcome_links : tuple
        What was published later, and how it bears on targets; empty where the folder has no such tables.
    source : dict
        ``source.json``: title, issuer, place, dates, address, hashes.

    Examples
    --------
    >>> report = load_report()
    >>> report.year, report.target_year, len(report.observations) > 200
    ('2022', '2023', True)
    """

    folder: Path
    observations: dict[str, Observation]
    indicators: dict[str, Indicator]
    scopes: dict[str, Scope]
    short_names: tuple[dict[str, str], ...]
    set_aside: tuple[dict[str, str], ...]
    uncurated: tuple[dict[str, str], ...]
    relations: tuple[dict[str, str], ...]
    assumptions: tuple[dict[str, str], ...]
    qualitative_targets: tuple[dict[str, str], ...]
    own_units: frozenset[str]
    outcomes: tuple[Outcome, ...]
    outcome_links: tuple[Link, ...]
    source: dict[str, Any]

    def __getitem__(self, id_: str) -> Observation:
        """Return one observation; an id that the report does not hold is answered with what it does."""
        try:
            return self.observations[id_]
        except KeyError:
            known = self.observations, self.names, self.indicator_names
            raise NotInReportError(explain_absence(id_, *known, self.place)) from None

    @property
    def year(self) -> str:
        """The year that the report looks back on."""
        return str(self.source["year"])

    @property
    def target_year(self) -> str:
        """The year that its targets are set for: the next."""
        return str(int(self.year) + 1)

    @property
    def place(self) -> str:
        """The scope that is the report's own place."""
        return str(self.source.get("scope") or "district")

    def name(self, obs: Observation, lang: Lang) -> str:
        """Return the name of what ``obs`` measures, with its scope where that is not the report's own place."""
        indicator, scope = self.indicators[obs.indicator].name(lang), self.scopes[obs.scope].name(lang)
        if obs.scope == self.place:
            return indicator
        return f"{scope}{indicator}" if lang == "zh" else f"{indicator}, {scope}"

    def counted(self, obs: Observation, lang: Lang) -> str:
        """Return the name of what ``obs`` measures, and what it says of that: its share, or its growth over years."""
        name = self.name(obs, lang)
        word = KINDS[obs.kind] if obs.kind in ("share", "average_growth_rate") else Word("", "")
        if obs.kind == "change" and obs.unit == "百分点":
            word = Word("占比提高" if obs.value > 0 else "占比变动", "change in share")
        if obs.kind != "average_growth_rate" and _IS_RATIO.search(self.indicators[obs.indicator].name_zh):
            return name
        return f"{name}{word.zh}" if lang == "zh" else f"{name}, {word.en}".removesuffix(", ")

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """What each number may be looked for by: its id, the names of indicator and scope, its phrase."""
        return {
            id_: (id_, *_both(self.indicators[obs.indicator]), *_both(self.scopes[obs.scope]), obs.printed)
            for id_, obs in self.observations.items()
        }

    @property
    def indicator_names(self) -> list[str]:
        """The names of its indicators, in Chinese and English."""
        return [name for indicator in self.indicators.values() for name in _both(indicator)]

    def document(self, lang: Lang) -> str:
        """Return issuer, title and date of delivery, as a source line prints them."""
        if lang == "zh":
            named = f"{self.source['issuer_zh']}《{self.source['title_zh']}》"
        else:
            named = write_document(self.source["issuer_en"], self.source["title_en"])
        if not self.source["delivered"]:  # a new report whose text names no day
            return named
        return f"{named}{'，' if lang == 'zh' else ', '}{write_date(self.source['delivered'], lang)}"


def _both(named: Indicator | Scope) -> tuple[str, str]:
    return named.name_zh, named.name_en


def load_report(folder: str | Path | None = None) -> Report:
    """Return a report's tables, checked: the packaged report, or another in a folder of the same form.

    Parameters
    ----------
    folder : path, optional
        A folder with ``observations.csv`` and its companions. By default the data shipped with the package,
        which is read once per process.

    Returns
    -------
    Report
        All tables as one object; ``report["gdp_2022"]`` is an observation.

    Raises
    ------
    DataError
        If a table is broken or its rows are wrong; every failing row is named.

    Examples
    --------
    >>> report = load_report()
    >>> report["gdp_2022"].bounds
    Bounds('[890, ∞)')
    """
    return _packaged() if folder is None else _load(data_folder(folder))


@cache
def _packaged() -> Report:
    return _load(data_folder())


def _load(folder: Path) -> Report:
    return report_of(folder, _source(folder), read_tables(folder))


def report_of(folder: Path, source: dict[str, Any], tables: Tables) -> Report:
    """Return tables and their source, checked, as the report that they would be in a folder."""
    own_units = _own_units(tables)
    _count_rows(folder, tables, source.get("rows", {}), operator.lt)
    refuse(folder, tables, {file: row_findings(file, tables, str(source["year"])) for file in described()})
    _count_rows(folder, tables, source.get("rows", {}), operator.gt)
    return Report(
        folder=folder,
        observations={
            obs.id: obs for obs in observations_of(tables["observations.csv"], source["place_zh"], own_units)
        },
        indicators={row["id"]: Indicator(**row) for row in tables["indicators.csv"]},
        scopes={row["id"]: Scope(**row) for row in tables["scopes.csv"]},
        outcomes=tuple(outcomes_of(tables["outcomes.csv"])),
        outcome_links=tuple(Link(**row) for row in tables["outcome_links.csv"]),
        source=source,
        own_units=own_units,
        **{name: tuple(tables[f"{name}.csv"]) for name in _AS_TEXT},
    )


def _source(folder: Path) -> dict[str, Any]:
    source = read_json("source.json", folder)
    for key in ("title", "issuer", "place"):
        for lang in ("zh", "en"):
            if not source.get(f"{key}_{lang}") or not isinstance(source[f"{key}_{lang}"], str):
                raise DataError(f"{folder / 'source.json'}: {key}_{lang} is missing; add it.")
    try:
        if source["delivered"] != "":
            date.fromisoformat(source["delivered"])
        int(source["year"])
    except (KeyError, TypeError, ValueError):
        raise DataError(
            f"{folder / 'source.json'}: delivered must be a date (2023-01-03), or empty, and year a year."
        ) from None
    return source


def _count_rows(folder: Path, tables: Tables, rows: Any, wrong: Callable[[int, int], bool]) -> None:
    """Find a table that was cut at the end of a line, which nothing else in it tells, or one that has grown."""
    if not isinstance(rows, dict) or not all(isinstance(count, int) for count in rows.values()):
        raise DataError(f"{folder / 'source.json'}: rows must give the number of rows of each table, or be left out.")
    counts = {file: len(tables.get(file, ())) for file in rows}
    told = [
        f"{file} has {counts[file]} rows, not {count}" for file, count in rows.items() if wrong(counts[file], count)
    ]
    if told:
        raise DataError(
            f"{folder}: tables are not whole; restore them, or write the new number into rows of source.json:", told
        )


def row_findings(file: str, tables: Tables, year: str) -> list[Finding]:
    """Return what is wrong with the rows of a table: their form, and where that is right, what they say together."""
    rule = _RULES.get(file)
    found = list(findings(file, tables))
    return list(rule(tables, year)) if rule and not found else found


def _own_units(tables: Tables) -> frozenset[str]:
    """Return the units that a folder adds, and make known what they mean; none where its table is wrong."""
    wrong = "units.csv" not in tables or any(row_findings("units.csv", tables, ""))
    return frozenset() if wrong else learn_units(tables["units.csv"])


# --- what datapackage.json cannot say ---------------------------------------------------------------------------------


def _set_aside_findings(tables: Tables, _year: str) -> Iterator[Finding]:
    """Yield numerals out of text order, and slices that are not as long as their numeral."""
    before = (0, 0)
    for i, row in enumerate(tables["set_aside.csv"]):
        paragraph, start, end = int(row["paragraph"]), int(row["start"]), int(row["end"])
        if end - start != len(row["numeral"]):
            yield Finding(i, "end", f"{end} must be start plus the {len(row['numeral'])} characters of the numeral")
        if (paragraph, start) < before:
            yield Finding(i, "paragraph, start", "rows must be in text order and must not overlap")
        before = (paragraph, end)


def _qualitative_findings(tables: Tables, year: str) -> Iterator[Finding]:
    """Yield targets without a number out of place or order, of a past year, or tied to nothing."""
    before = (0, 0)
    yield from year_findings((row["id"], row["period"]) for row in tables["qualitative_targets.csv"])
    for i, row in enumerate(tables["qualitative_targets.csv"]):
        at = (int(row["paragraph"]), int(row["start"]))
        if int(row["end"]) - at[1] != len(row["printed"]):
            yield Finding(i, "end", f"{row['end']} must be start plus the {len(row['printed'])} characters of printed")
        if at < before:
            yield Finding(i, "paragraph, start", "rows must be in text order")
        if (row["kind"] == "tied") != bool(row["of"]):
            yield Finding(i, "of", "a tied target, and no other, names the target that it is in step with")
        if row["period"] <= year:
            yield Finding(i, "period", f"targets are of years after {year}")
        before = at


def _short_name_findings(tables: Tables, _year: str) -> Iterator[Finding]:
    """Yield names of nothing: which table an id is of stands in another column."""
    ids = {file: {row.get("id") for row in rows} for file, rows in tables.items()}
    for i, row in enumerate(tables["short_names.csv"]):
        if row["id"] not in ids[f"{row['table']}.csv"]:
            yield Finding(i, "id", f"{row['id']!r} must be an id of {row['table']}.csv")


def _assumption_findings(tables: Tables, _year: str) -> Iterator[Finding]:
    """Yield assumptions that apply to nothing that there is, and texts that ask for what nobody fills in."""
    kinds: dict[str, Collection[str]] = {
        "rate": QUALIFIERS, "base": QUALIFIERS, "prices": categories_of("indicators.csv", "growth_prices"),
        "indicator": {row["id"] for row in tables["indicators.csv"]},
        "rounding": ("half_up", "truncation"), "period": ("review",),
    }  # fmt: skip
    for i, row in enumerate(tables["assumptions.csv"]):
        kind, _, what = row["applies_to"].partition(":")
        if row["applies_to"] not in ("scenario", "deflator") and what not in kinds.get(kind, ()):
            text = (
                f"{row['applies_to']!r} must be scenario or deflator, or one of {', '.join(kinds)} with a qualifier, "
            )
            yield Finding(i, "applies_to", f"{text}price basis, indicator, half_up or review after a colon")
        for column in ("text_zh", "text_en"):
            if not _is_template(row[column]):
                yield Finding(i, column, "a text may hold {value} and {year}, and no other braces")


def _is_template(text: str) -> bool:
    try:
        return all(
            name in (None, "value", "year") and not spec and not conversion
            for _, name, spec, conversion in Formatter().parse(text)
        )
    except ValueError:
        return False


# Each reads tables whose own cells are of the right form, and the year that the report looks back on.
_RULES: dict[str, Callable[[Tables, str], Iterator[Finding]]] = {
    "observations.csv": lambda tables, year: observation_findings(tables["observations.csv"], year, _own_units(tables)),
    "units.csv": lambda tables, _year: unit_findings(tables["units.csv"]),
    "set_aside.csv": _set_aside_findings,
    "qualitative_targets.csv": _qualitative_findings,
    "outcomes.csv": lambda tables, _year: outcome_findings(tables["outcomes.csv"]),
    "short_names.csv": _short_name_findings,
    "assumptions.csv": _assumption_findings,
}
