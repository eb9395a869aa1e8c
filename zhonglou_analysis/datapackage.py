"""The tables of a data folder, read strictly and checked by what ``datapackage.json`` says of them.

That file is the contract, and it is executed: columns in their order, types, what is required or unique, patterns,
categories, and ids that must stand in another table. It holds for the packaged data and for every other report's
folder; ``mayBeEmpty`` (a table without rows) and ``optional`` (a folder without the file) are this project's own words.
What no such file can say is a rule, in code, of the same form: it yields findings.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from .errors import DataError
from .files import data_folder, read_json, read_text

Rows = Sequence[dict[str, str]]
Tables = Mapping[str, Rows]


class Finding(NamedTuple):
    """What is wrong with a cell: the row (from 0), the column, and a sentence with what is allowed."""

    row: int
    column: str
    text: str


# What a cell of a type looks like, and how that is said. Digits have an end: no cell is larger than arithmetic is.
_DIGITS = "[0-9]{1,30}"
_TYPES = {
    "string": ("", "text"),
    "number": (rf"-?{_DIGITS}(\.{_DIGITS})?", "a decimal number without thousands separators"),
    "integer": ("[0-9]{1,9}", "a whole number"),
    "year": ("[0-9]{4}", "a year of four digits"),
    "date": ("[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date such as 2023-01-03"),
}

_NAMELESS = "a column without a name, such as pandas writes for its index (to_csv(…, index=False) does not)"
_QUOTED = 60  # characters of a cell that an error shows
_LIMITS = {"exclusiveMinimum": "above"}


@dataclass(frozen=True)
class Field:
    """A column: what its cells may be."""

    name: str
    type: str = "string"
    required: bool = False
    unique: bool = False
    pattern: str = ""
    minimum: int | None = None
    above: int | None = None
    categories: tuple[str, ...] = ()
    example: str = ""

    @cached_property
    def _form(self) -> re.Pattern[str] | None:
        form = self.pattern or _TYPES[self.type][0]
        return re.compile(form) if form else None

    @cached_property
    def takes_all(self) -> bool:
        """Whether any cell will do."""
        return not (self.required or self.categories or self._form)

    def accepts(self, cell: str) -> bool:
        """Return whether a cell is of this column's type and constraints."""
        if not cell:
            return not self.required
        if self.categories:
            return cell in self.categories
        if self._form is not None and not self._form.fullmatch(cell):
            return False
        if self.type == "date":
            try:
                date.fromisoformat(cell)
            except ValueError:
                return False
        if self.above is not None and Decimal(cell) <= self.above:
            return False
        return self.minimum is None or Decimal(cell) >= self.minimum

    @property
    def allowed(self) -> str:
        """What a cell must be, for an error."""
        what = _TYPES[self.type][1]
        if self.categories:
            what = f"one of {', '.join(self.categories)}"
        elif self.pattern:
            what = f"of the form {self.example} ({self.pattern})" if self.example else f"of the form {self.pattern}"
        elif self.minimum is not None:
            what += f", at least {self.minimum}"
        elif self.above is not None:
            what += f" above {self.above}"
        return what if self.required else f"{what}, or empty"


class Reference(NamedTuple):
    """A column whose cells stand in a column of another table."""

    column: str
    file: str
    to: str


@dataclass(frozen=True)
class Table:
    """A resource of the descriptor: a CSV file of the data folder."""

    file: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    may_be_empty: bool
    optional: bool

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns, in order."""
        return tuple(field.name for field in self.fields)

    def label(self, row: Mapping[str, str]) -> str:
        """Return what a row is called in an error: its id, or its first cell."""
        return row.get("id", row[self.columns[0]]) or "no id"


@cache
def described() -> dict[str, Table]:
    """Return the tables of ``datapackage.json`` by their file, in its order."""
    resources = read_json("datapackage.json")["resources"]
    files = {resource["name"]: resource["path"] for resource in resources}
    return {resource["path"]: _table(resource, files) for resource in resources}


def _table(resource: Mapping[str, Any], files: Mapping[str, str]) -> Table:
    schema = resource["schema"]
    return Table(
        file=resource["path"],
        fields=tuple(_field(field) for field in schema["fields"]),
        key=_listed(schema["primaryKey"]),
        references=tuple(
            Reference(column, files.get(key["reference"]["resource"], resource["path"]), to)
            for key in schema.get("foreignKeys", ())
            for column, to in zip(_listed(key["fields"]), _listed(key["reference"]["fields"]), strict=True)
        ),
        may_be_empty=resource.get("mayBeEmpty", False),
        optional=resource.get("optional", False),
    )


def _field(field: Mapping[str, Any]) -> Field:
    limits = {_LIMITS.get(name, name): limit for name, limit in field.get("constraints", {}).items()}
    categories = tuple(item if isinstance(item, str) else item["value"] for item in field.get("categories", ()))
    return Field(field["name"], field["type"], categories=categories, example=field.get("example", ""), **limits)


def _listed(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def columns_of(file: str) -> tuple[str, ...]:
    """Return the columns of a table, in order."""
    return described()[file].columns


def categories_of(file: str, column: str) -> tuple[str, ...]:
    """Return what a column may hold."""
    return next(field.categories for field in described()[file].fields if field.name == column)


# --- reading ----------------------------------------------------------------------------------------------------------


def read_tables(folder: str | Path | None = None) -> dict[str, Rows]:
    """Return the rows of every table of a folder, as text; a table that may be left out and is has none."""
    where, tables, broken = data_folder(folder), dict[str, Rows](), list[DataError]()
    for table in described().values():
        try:
            left_out = table.optional and not (where / table.file).exists()
            tables[table.file] = [] if left_out else read_table(table.file, where)
        except DataError as error:
            broken.append(error)
    if len(broken) == 1:
        raise broken[0]
    if broken:
        raise DataError(f"{where}: {len(broken)} tables cannot be read:", (str(error) for error in broken))
    return tables


def read_table(name: str, folder: str | Path | None = None) -> list[dict[str, str]]:
    """Return one table's rows as texts, exactly as they stand in the file."""
    table = described()[name]
    path, columns = data_folder(folder) / table.file, table.columns
    text = read_text(path, f" with the columns {','.join(columns)}")
    if not text.endswith("\n"):
        raise DataError(
            f"{path}, line {text.count(chr(10)) + 1}: the last line has no line end, so the file may be cut off; "
            "restore it, or end the line."
        )
    try:
        header, *records = _without_margin(list(csv.reader(io.StringIO(text, newline=""), strict=True)))
    except csv.Error as error:
        raise DataError(f"{path}: not a well-formed CSV table ({error}); check its quotes.") from None
    if tuple(header) != columns:
        missing = [column for column in columns if column not in header]
        extra = [column for column in header if column not in columns]
        details = [f"missing: {', '.join(missing)}"] if missing else []
        details += [f"not expected: {', '.join(column or _NAMELESS for column in extra)}"] if extra else []
        detail = "; ".join(details or ["in another order"])
        raise DataError(f"{path}, line 1: the columns must be {','.join(columns)} ({detail}).")
    ragged = [
        f"line {number} ({record[0] if record else 'empty'}): {len(record)} fields"
        for number, record in enumerate(records, start=2)
        if len(record) != len(columns)
    ]
    if ragged:
        raise DataError(f"{path}: a row has {len(columns)} fields; restore these rows:", ragged)
    if not records and not table.may_be_empty:
        raise DataError(f"{path}: the table has no rows; restore the file.")
    return [dict(zip(columns, record, strict=True)) for record in records]


def _without_margin(records: list[list[str]]) -> list[list[str]]:
    """Return records without the blank last rows and the empty last columns that a spreadsheet leaves."""
    while len(records) > 1 and not any(records[-1]):
        records.pop()
    width = len(records[0])
    while width and not records[0][width - 1]:
        width -= 1
    return [record if any(record[width:]) else record[:width] for record in records]


# --- checking ---------------------------------------------------------------------------------------------------------


def findings(file: str, tables: Tables) -> Iterator[Finding]:
    """Yield what is wrong with the rows of one table among all, by the descriptor."""
    table, rows = described()[file], tables[file]
    for field in table.fields:
        if field.takes_all:
            continue
        if refused := {cell for cell in {row[field.name] for row in rows} if not field.accepts(cell)}:
            for i, row in enumerate(rows):
                if row[field.name] in refused:
                    yield Finding(i, field.name, f"{shown(row[field.name])} must be {field.allowed}")
    for columns in dict.fromkeys((table.key, *((field.name,) for field in table.fields if field.unique))):
        standing: dict[tuple[str, ...], list[int]] = {}
        for i, row in enumerate(rows):
            standing.setdefault(tuple(row[column] for column in columns), []).append(i)
        for cells, at in standing.items():
            for i in at if len(at) > 1 and any(cells) else ():
                other = next(j for j in at if j != i)
                text = f"{' '.join(cells)!r} stands on line {other + 2} too; it must be unique"
                yield Finding(i, ", ".join(columns), text)
    for reference in table.references:
        known = {row[reference.to] for row in tables[reference.file]}
        what = f"an {reference.to} of {reference.file}"
        for i, row in enumerate(rows):
            if row[reference.column] and row[reference.column] not in known:
                yield Finding(i, reference.column, f"{shown(row[reference.column])} must be {what}")


def shown(cell: str) -> str:
    """Return a cell as an error quotes it: its beginning, where it is long."""
    return repr(cell if len(cell) <= _QUOTED else f"{cell[: _QUOTED - 1]}…")


def refuse(folder: str | Path, tables: Tables, found: Mapping[str, Iterable[Finding]]) -> None:
    """Raise one error with every finding, by table, or return where there is none."""
    wrong = {file: items for file, some in found.items() if (items := sorted(some))}
    one = len(wrong) == 1
    lines = [
        f"{'' if one else f'{file}, '}line {row + 2} ({described()[file].label(tables[file][row])}), {column}: {text}"
        for file, items in wrong.items()
        for row, column, text in items
    ]
    if lines:
        where = Path(folder) / next(iter(wrong)) if one else folder
        these = "this row" if len(lines) == 1 else "these rows"
        problems = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
        raise DataError(f"{where}: {problems}; correct {these}:", lines)
