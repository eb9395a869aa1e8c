"""The reconciliation for a person, as a table in a terminal or on a page, and for a program, as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Hashable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..quantities.interval import Bounds
from ..quantities.lexicon import VERDICTS
from ..quantities.wording import Lang, write_computed
from ..reports.report import Report

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

_PLAIN_WIDTH = 132  # columns where the output is no terminal
_STYLES = {"does_not_reproduce": "bold red", "undecidable": "yellow", "reproduces": "green"}


def print_table(table: Table) -> None:
    """Print a table to standard output, as wide as the terminal or as a fixed page."""
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else _PLAIN_WIDTH)
    console.print(table)


def print_reconciliation(table: pd.DataFrame, report: Report, lang: Lang) -> None:
    """Print the reconciliation for a reader, with a last line that counts the verdicts.

    Parameters
    ----------
    table : DataFrame
        As :func:`zhonglou_analysis.arithmetic.reconciliation.reconcile` returns it.
    report : Report
        The report that it reconciles.
    lang : {"zh", "en"}
        Language.
    """
    from rich.table import Table
    from rich.text import Text

    i = 0 if lang == "zh" else 1
    headings = (
        ("关系", "relation"),
        ("印出", "printed"),
        ("重算", "recomputed"),
        ("结论", "verdict"),
        ("理由", "reason"),
    )
    page = Table(title=report.document(lang), show_lines=False, header_style="bold", row_styles=["", "dim"])
    for heading, ratio in zip(headings, (5, 2, 4, 2, 7), strict=True):
        page.add_column(heading[i], ratio=ratio, overflow="fold")
    for row in table.to_dict("records"):
        verdict = Text(VERDICTS[row["verdict"]][i], style=_STYLES.get(row["verdict"], ""))
        cells = (row[f"name_{lang}"], row["printed"], _recomputed(row, lang), verdict, row[f"reason_{lang}"])
        page.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in cells))
    print_table(page)
    counts = table["verdict"].value_counts()
    parts = [f"{VERDICTS[verdict][i]} {counts.get(verdict, 0)}" for verdict in VERDICTS]
    valid = (
        f"数据有效:{len(report.observations)}个数,{len(report.set_aside)}个不作数。关系{len(table)}条:" if lang == "zh"
        else f"Data valid: {len(report.observations)} observations, {len(report.set_aside)} numerals set aside. "
        f"{len(table)} relations: "
    )  # fmt: skip
    print(valid + ("、" if lang == "zh" else ", ").join(parts) + ("。" if lang == "zh" else "."))


def _recomputed(row: dict[Hashable, Any], lang: Lang) -> str:
    value, low, high = row["value"], row["low"], row["high"]
    if not isinstance(value, Decimal) or not isinstance(low, Decimal) or not isinstance(high, Decimal):
        return "—"
    return write_computed(value, str(row["unit"]), lang, Bounds(low, high, high_closed=False))


def reconciliation_json(table: pd.DataFrame) -> str:
    """Return the reconciliation as JSON records: decimals as numbers, an end without bound as ``"inf"`` or ``"-inf"``.

    Examples
    --------
    >>> import pandas as pd
    >>> print(reconciliation_json(pd.DataFrame({"high": [Decimal("Infinity"), Decimal("0.5"), None]})))
    [
     {
      "high": "inf"
     },
     {
      "high": 0.5
     },
     {
      "high": null
     }
    ]
    """
    records = [{name: _plain(cell) for name, cell in row.items()} for row in table.to_dict("records")]
    return json.dumps(records, ensure_ascii=False, indent=1)


def _plain(cell: object) -> object:
    if not isinstance(cell, Decimal):
        return cell
    return float(cell) if cell.is_finite() else str(float(cell))
