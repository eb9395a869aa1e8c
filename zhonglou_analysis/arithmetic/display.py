"""The reconciliation for a person, as a table in a terminal or on a page, and for a program, as JSON."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Hashable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..quantities.interval import Bounds
from ..quantities.lexicon import OUTCOME_VERDICTS, TRUST, VERDICTS
from ..quantities.wording import Lang, write_computed
from ..reports.report import Report
from .ledger import target_outcomes

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table
    from rich.text import Text

_PLAIN_WIDTH = 132  # columns where the output is no terminal
_HEADINGS = (
    ("关系", "relation"),
    ("报告数", "printed"),
    ("重算", "recomputed"),
    ("结论", "verdict"),
    ("理由", "reason"),
)
_RATIOS = (5, 2, 4, 2, 7)
# What stays on one line: an interval, a word or a number with the marks around it, a part of an id, a character.
_TOKEN = re.compile(
    r"[\[(][^\s\[\]()]{1,16}, [^\s\[\]()]{1,16}[\])][，。；：、,.;]*\s*"
    r"|[（(《“\[]*(?:[0-9A-Za-z¥$€≥≤<>≈+\-−–][0-9A-Za-z.,:%‰/+\-−–']*_?|.)[）)》”\]，。；：、！？,.;:!?%]*\s*",
    re.DOTALL,
)
_STYLES = {"does_not_reproduce": "bold red", "undecidable": "yellow", "reproduces": "green"}


def print_reconciliation(table: pd.DataFrame, report: Report, lang: Lang, width: int | None = None) -> None:
    """Print the reconciliation for a reader, with a last line that counts the verdicts: a table, or blocks."""
    from rich.console import Console

    console = Console(width=width or (None if sys.stdout.isatty() else _PLAIN_WIDTH))
    i = 0 if lang == "zh" else 1
    rows = [
        (
            row[f"name_{lang}"], row["printed"], _recomputed(row, lang), VERDICTS[row["verdict"]][i],
            row[f"reason_{lang}"], _STYLES.get(row["verdict"], ""),
        )
        for row in table.to_dict("records")
    ]  # fmt: skip
    with console.capture() as page:  # printed at once below: what a closed pipe says then is the command's to answer
        console.print(_page(rows, [heading[i] for heading in _HEADINGS], report.document(lang), console.width))
    print(page.get(), end="")
    counts = table["verdict"].value_counts()
    parts = [f"{VERDICTS[verdict][i]} {counts.get(verdict, 0)}" for verdict in VERDICTS]
    held, aside = len(report.observations), len(report.set_aside)
    valid = (
        f"数据有效：{held}个数，{aside}个不作数。关系{len(table)}条：" if lang == "zh"
        else f"Data valid: {held} observations, {aside} numerals set aside. {len(table)} relations: "
    )  # fmt: skip
    print(valid + ("、" if lang == "zh" else ", ").join(parts) + ("。" if lang == "zh" else "."))


def _page(rows: Sequence[tuple[str, ...]], headings: list[str], title: str, width: int) -> Table | Text:
    """Return the rows as a table whose numbers are whole, or where that is too wide, one block below the other."""
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    columns = list(zip(headings, *(row[:5] for row in rows), strict=True))
    least = [max(map(_longest, cells)) for cells in columns]
    least[3] = max(map(cell_len, columns[3]))  # a verdict is one word
    spare = width - 16 - sum(least)  # a border and two spaces beside each column
    if spare < sum(least) // 2:
        return Text("\n").join([Text("\n".join(wrap(title, width))), *(_block(row, headings, width) for row in rows)])
    widths = [need + spare * ratio // sum(_RATIOS) for need, ratio in zip(least, _RATIOS, strict=True)]
    page = Table(title=Text(title), show_lines=False, header_style="bold", row_styles=["", "dim"])
    for heading, at in zip(headings, widths, strict=True):
        page.add_column(Text(heading), width=at, no_wrap=True)
    for *cells, style in rows:
        wrapped = [Text("\n".join(wrap(cell, at))) for cell, at in zip(cells, widths, strict=True)]
        wrapped[3].stylize(style)
        page.add_row(*wrapped)
    return page


def _block(row: tuple[str, ...], headings: list[str], width: int) -> Text:
    """Return a relation below its name: what is printed and recomputed, the verdict, the reason."""
    from rich.text import Text

    name, printed, recomputed, verdict, reason, style = row
    numbers = "  ".join(f"{heading} {cell}" for heading, cell in zip(headings[1:3], (printed, recomputed), strict=True))
    block = Text().append("\n".join(["", *wrap(name, width)]), style="bold")
    for cell, look in ((numbers if printed else f"{headings[2]} {recomputed}", ""), (verdict, style), (reason, "dim")):
        block.append("\n").append("\n".join(f"  {line}" for line in wrap(cell, width - 2)), style=look)
    return block


def wrap(text: str, width: int) -> list[str]:
    """Return a text in lines of so many columns; no number is broken, and no line begins with a closing mark.

    Examples
    --------
    >>> wrap("报告数69.3%不在[68.78, 68.81)之内。", 12)
    ['报告数69.3%', '不在', '[68.78, 68.81)', '之内。']
    """
    from rich.cells import cell_len

    lines, line = [], ""
    for token in _TOKEN.findall(text):
        if line and cell_len(line + token.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line = line + token if line else token.lstrip()
    return [*lines, line.rstrip()]


def _longest(text: str) -> int:
    from rich.cells import cell_len

    return max((cell_len(token.rstrip()) for token in _TOKEN.findall(text)), default=0)


def outcomes_line(report: Report, lang: Lang) -> str:
    """Return what was published later and what became of the targets, counted, in one line.

    Examples
    --------
    >>> from zhonglou_analysis import load_report
    >>> print(outcomes_line(load_report(), "en"))  # doctest: +ELLIPSIS
    Published later: 64 figures (official text 5, copy ..., press report ...). Of ... have an outcome: met 2, ...
    """
    if not report.outcomes:
        return (
            "没有outcomes.csv，目标没有结果可以对照。" if lang == "zh"
            else "There is no outcomes.csv, so no target is held against an outcome."
        )  # fmt: skip
    comma, stop = ("、", "。") if lang == "zh" else (", ", ".")
    read = [outcome.trust for outcome in report.outcomes]
    trust = comma.join(f"{word.in_(lang)} {read.count(id_)}" for id_, word in TRUST.items() if id_ in read)
    ledger = target_outcomes(report)
    found = ledger.loc[ledger["outcome_printed"] != "", "verdict"].tolist()
    counted = {id_: found.count(id_) for id_ in OUTCOME_VERDICTS if id_ in found}
    verdicts = comma.join(f"{OUTCOME_VERDICTS[id_].in_(lang)} {count}" for id_, count in counted.items())
    if lang == "zh":
        return f"后来公布的数{len(read)}个（{trust}）。{len(ledger)}个目标中{len(found)}个有结果：{verdicts}{stop}"
    return (
        f"Published later: {len(read)} figures ({trust}). Of {len(ledger)} targets {len(found)} have an outcome: "
        f"{verdicts}{stop}"
    )


def _recomputed(row: dict[Hashable, Any], lang: Lang) -> str:
    value, low, high = row["value"], row["low"], row["high"]
    if not isinstance(value, Decimal) or not isinstance(low, Decimal) or not isinstance(high, Decimal):
        return "—"
    return write_computed(value, str(row["unit"]), lang, Bounds(low, high, high_closed=False))


def reconciliation_json(table: pd.DataFrame) -> str:
    """Return the reconciliation as JSON records: decimals as numbers, an open end as ``"inf"`` or ``"-inf"``."""
    records = [{name: _plain(cell) for name, cell in row.items()} for row in table.to_dict("records")]
    return json.dumps(records, ensure_ascii=False, indent=1)


def reconciliation_csv(table: pd.DataFrame) -> str:
    """Return the reconciliation as CSV, its decimals without an exponent, as a spreadsheet reads them."""
    return table.map(_without_exponent).to_csv(index=False)


def _without_exponent(cell: object) -> object:
    if not isinstance(cell, Decimal) or not cell.is_finite():
        return cell
    return "0" if not cell else f"{cell:f}" if -30 < cell.adjusted() < 30 else f"{float(cell)}"


def _plain(cell: object) -> object:
    if not isinstance(cell, Decimal):
        return cell
    return float(cell) if cell.is_finite() else str(float(cell))
