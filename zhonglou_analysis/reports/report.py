"""A report as data: all its tables, loaded and checked together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from ..errors import DataError, NotInReportError
from ..files import data_folder, read_json, read_table
from ..quantities.wording import Lang
from .absence import explain_absence
from .observation import Observation, parse_observations

# The price bases of a level and of a growth rate; a basis that no rule knows would be dropped without a word.
PRICES = {"level_prices": ("", "current"), "growth_prices": ("", "constant", "nominal", "comparable")}


# Not strftime: a process may have set another locale.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class Indicator:
    """A concept that observations measure; the fields are the columns of ``indicators.csv``."""

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
    """A place, project or company that observations are about."""

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
    short_names, set_aside, relations, assumptions : tuple of dict
        Rows of these tables, as text.
    source : dict
        ``source.json``: title, issuer, place, dates, address, hashes.
    """

    folder: Path
    observations: dict[str, Observation]
    indicators: dict[str, Indicator]
    scopes: dict[str, Scope]
    short_names: tuple[dict[str, str], ...]
    set_aside: tuple[dict[str, str], ...]
    relations: tuple[dict[str, str], ...]
    assumptions: tuple[dict[str, str], ...]
    source: dict[str, Any]

    def __getitem__(self, id_: str) -> Observation:
        """Return one observation; an id that the report does not hold is answered with what it does."""
        try:
            return self.observations[id_]
        except KeyError:
            raise NotInReportError(explain_absence(id_, self.observations.values())) from None

    @property
    def year(self) -> str:
        """The year that the report looks back on."""
        return str(self.source["year"])

    @property
    def target_year(self) -> str:
        """The year that its targets are set for: the next."""
        return str(int(self.year) + 1)

    def name(self, obs: Observation, lang: Lang) -> str:
        """Return the name of what ``obs`` measures, with its scope where that is not the district."""
        indicator, scope = self.indicators[obs.indicator].name(lang), self.scopes[obs.scope].name(lang)
        if obs.scope == "district":
            return indicator
        return f"{scope}{indicator}" if lang == "zh" else f"{indicator}, {scope}"

    def document(self, lang: Lang) -> str:
        """Return issuer, title and date of delivery, as a source line prints them."""
        day = date.fromisoformat(self.source["delivered"])
        if lang == "zh":
            return f"{self.source['issuer_zh']}《{self.source['title_zh']}》,{day.year}年{day.month}月{day.day}日"
        return f"{self.source['issuer_en']}, {self.source['title_en']}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def load_report(folder: str | Path | None = None) -> Report:
    """Return a report's tables, checked: the packaged report, or another in a folder of the same form.

    Parameters
    ----------
    folder : path, optional
        A folder with ``observations.csv`` and its companions. By default the data shipped with the package,
        which is read once per process.

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
    source = read_json("source.json", folder)
    for key in ("title", "issuer", "place"):
        for lang in ("zh", "en"):
            if not source.get(f"{key}_{lang}"):
                raise DataError(f"{folder / 'source.json'}: {key}_{lang} is missing; add it.")
    try:
        date.fromisoformat(source["delivered"])
        int(source["year"])
    except (KeyError, TypeError, ValueError):
        raise DataError(f"{folder / 'source.json'}: delivered must be a date (2023-01-03) and year a year.") from None
    indicators = _by_id([Indicator(**row) for row in read_table("indicators.csv", folder)], folder / "indicators.csv")
    scopes = _by_id([Scope(**row) for row in read_table("scopes.csv", folder)], folder / "scopes.csv")
    observations = parse_observations(
        read_table("observations.csv", folder), indicators, scopes, str(source["year"]),
        str(folder / "observations.csv"),
    )  # fmt: skip
    relations = tuple(read_table("relations.csv", folder))
    short_names = tuple(read_table("short_names.csv", folder))
    ids = {"indicators": set(indicators), "scopes": set(scopes), "relations": {row["id"] for row in relations}}
    unknown = [
        f"line {line}: {row['id']!r} is no id of {row['table']}.csv"
        for line, row in enumerate(short_names, start=2)
        if row["id"] not in ids.get(row["table"], ())
    ]
    if unknown:
        raise DataError(f"{folder / 'short_names.csv'}: correct these rows:", unknown)
    return Report(
        folder=folder,
        observations={obs.id: obs for obs in observations},
        indicators=indicators,
        scopes=scopes,
        short_names=short_names,
        set_aside=_read_set_aside(folder),
        relations=relations,
        assumptions=tuple(read_table("assumptions.csv", folder)),
        source=source,
    )


T = TypeVar("T", Indicator, Scope)


def _by_id(rows: list[T], path: Path) -> dict[str, T]:
    ids = [row.id for row in rows]
    problems = [
        f"line {line} ({row.id or 'no id'}), {problem}"
        for line, row in enumerate(rows, start=2)
        for problem in _row_problems(row, ids)
    ]
    if problems:
        raise DataError(f"{path}: correct these rows:", problems)
    return dict(zip(ids, rows, strict=True))


def _row_problems(row: Indicator | Scope, ids: list[str]) -> Iterator[str]:
    if not row.id or ids.count(row.id) > 1:
        yield "id: ids are unique and not empty"
    if not row.name_zh or not row.name_en:
        yield "name_zh, name_en: every row is named in both languages"
    if isinstance(row, Indicator):
        for column, allowed in PRICES.items():
            if getattr(row, column) not in allowed:
                yield f"{column}: {getattr(row, column)!r} must be one of {', '.join(allowed[1:])}, or empty"


def _read_set_aside(folder: Path) -> tuple[dict[str, str], ...]:
    """Return the numerals that are no statistics, each with its place and the reason."""
    rows = read_table("set_aside.csv", folder)
    problems, before = [], (0, 0)
    for line, row in enumerate(rows, start=2):
        where, cells = f"line {line} ({row['numeral']})", (row["paragraph"], row["start"], row["end"])
        if not all(cell.isascii() and cell.isdecimal() for cell in cells):
            problems.append(f"{where}, paragraph, start, end: must be whole numbers")
            continue
        paragraph, start, end = map(int, cells)
        if end - start != len(row["numeral"]):
            problems.append(f"{where}, end: must be start plus the {len(row['numeral'])} characters of the numeral")
        if (paragraph, start) < before:
            problems.append(f"{where}, paragraph, start: rows must be in text order and must not overlap")
        if not row["reason"]:
            problems.append(f"{where}, reason: say why the numeral is no statistic")
        before = (paragraph, end)
    if problems:
        raise DataError(f"{folder / 'set_aside.csv'}: correct these rows:", problems)
    return tuple(rows)
