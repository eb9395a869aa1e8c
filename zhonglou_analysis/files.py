"""Find the data folder and read its tables strictly: a broken file is one sentence, never half a table."""

from __future__ import annotations

import codecs
import csv
import io
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from .errors import DataError

# The columns of each table, in order: the contract that other people's scripts read.
COLUMNS: dict[str, tuple[str, ...]] = {
    "observations.csv": (
        "id", "indicator", "scope", "period", "kind", "status", "qualifier", "value", "unit", "printed",
        "paragraph", "start", "end", "of", "note",
    ),
    "indicators.csv": (
        "id", "name_zh", "name_en", "measure", "coverage_zh", "coverage_en", "level_prices", "growth_prices",
        "definition_zh", "definition_en",
    ),
    "units.csv": (
        "unit", "base_unit", "factor", "dimension", "reference_unit", "reference_factor", "name_en",
    ),
    "scopes.csv": ("id", "name_zh", "name_en"),
    "set_aside.csv": ("numeral", "paragraph", "start", "end", "reason"),
    "relations.csv": (
        "id", "kind", "operands", "printed", "expected", "because", "name_zh", "name_en", "reason_zh", "reason_en",
    ),
    "short_names.csv": ("table", "id", "short_zh", "short_en"),
    "assumptions.csv": ("id", "value", "unit", "applies_to", "text_zh", "text_en"),
}  # fmt: skip
# A new report may have none of these yet; a report without observations is none.
MAY_BE_EMPTY = ("set_aside.csv", "relations.csv", "assumptions.csv", "short_names.csv")


def data_folder(folder: str | Path | None = None) -> Path:
    """Return the folder that holds the tables.

    Parameters
    ----------
    folder : path, optional
        A folder of one's own, with the same tables. By default the report's data as shipped: inside the
        installed package, or beside it in a checkout.

    Raises
    ------
    DataError
        If there is no such folder.

    Examples
    --------
    >>> (data_folder() / "observations.csv").exists()
    True
    """
    if folder is not None:
        if not Path(folder).is_dir():
            raise DataError(f"{folder}: there is no such folder; name one that holds observations.csv.")
        return Path(folder)
    packaged = Path(str(files("zhonglou_analysis"))) / "data"
    return packaged if packaged.is_dir() else packaged.parent.parent / "data"


def read_table(name: str, folder: str | Path | None = None) -> list[dict[str, str]]:
    """Return one table's rows as texts, exactly as they stand in the file.

    Parameters
    ----------
    name : str
        A file name of ``COLUMNS``, such as ``"observations.csv"``.
    folder : path, optional
        As in :func:`data_folder`.

    Returns
    -------
    list of dict
        One dict per row, with the columns of the table in order. Every value is text.

    Raises
    ------
    DataError
        If the file is missing, empty, not UTF-8, cut off in its last line, or has other columns or a row with
        too few or too many fields; the message names the file, the line and the remedy.

    Examples
    --------
    >>> read_table("scopes.csv")[0]["id"]
    'district'
    """
    path = data_folder(folder) / name
    text = _read_text(path)
    columns = COLUMNS[name]
    if not text.endswith("\n"):
        last = text.count("\n") + 1
        raise DataError(
            f"{path}, line {last}: the last line has no line end, so the file may be cut off; "
            "restore it, or end the line."
        )
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise DataError(f"{path}: not a well-formed CSV table ({error}); check its quotes.") from None
    header, *records = lines
    if tuple(header) != columns:
        missing = [column for column in columns if column not in header]
        extra = [column for column in header if column not in columns]
        detail = "; ".join(
            text
            for text in (
                f"missing: {', '.join(missing)}" if missing else "",
                f"not expected: {', '.join(extra)}" if extra else "",
                "in another order" if not missing and not extra else "",
            )
            if text
        )
        raise DataError(f"{path}, line 1: the columns must be {','.join(columns)} ({detail}).")
    ragged = [
        f"line {number} ({record[0] if record else 'empty'}): {len(record)} fields"
        for number, record in enumerate(records, start=2)
        if len(record) != len(columns)
    ]
    if ragged:
        raise DataError(f"{path}: a row has {len(columns)} fields; restore these rows:", ragged)
    if not records and name not in MAY_BE_EMPTY:
        raise DataError(f"{path}: the table has no rows; restore the file.")
    return [dict(zip(columns, record, strict=True)) for record in records]


def read_json(name: str, folder: str | Path | None = None) -> dict[str, Any]:
    """Return a JSON object of the data folder, such as ``source.json``.

    Raises
    ------
    DataError
        If the file is missing, not UTF-8 or not a JSON object.

    Examples
    --------
    >>> read_json("source.json")["delivered"]
    '2023-01-03'
    """
    path = data_folder(folder) / name
    try:
        content = json.loads(_read_text(path))
    except json.JSONDecodeError as error:
        raise DataError(f"{path}, line {error.lineno}: not JSON ({error.msg}); restore the file.") from None
    if not isinstance(content, dict):
        raise DataError(f"{path}: must hold one JSON object; restore the file.")
    return content


def _read_text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        form = f" with the columns {','.join(COLUMNS[path.name])}" if path.name in COLUMNS else ""
        raise DataError(f"{path}: there is no such file; restore it, or write one{form}.") from None
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}).") from None
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        raise DataError(f"{path}: the file is empty; restore it from the repository.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError(f"{path}, line {line}: not UTF-8 text; save the table as UTF-8 (it may be GBK).") from None
