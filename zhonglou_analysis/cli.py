"""The command ``zhonglou``: figures, check, show, audit, extract.

Each command is a function that takes the parsed options and returns an exit code. Errors that a user can cause are
one line on standard error.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from .errors import InputError, ZhonglouError
from .files import whole_file
from .quantities.wording import LANGS

if TYPE_CHECKING:
    from .reports.report import Report


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    argv : sequence of str, optional
        By default the words behind ``zhonglou``.

    Returns
    -------
    int
        As each command's ``--help`` says.

    Examples
    --------
    >>> main(["show", "gdp_2022", "--lang", "en"])  # doctest: +ELLIPSIS
    gdp_2022: gross regional product
      at least CN¥89.0 billion (estimate, 2022)
    ...
    0
    """
    options = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except ZhonglouError as error:
        print(f"zhonglou: {error}", file=sys.stderr)
        return 2 if isinstance(error, InputError) else 1
    except BrokenPipeError:
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="zhonglou", description="A government work report as data, arithmetic and charts.",
        epilog="zhonglou COMMAND --help says more on each.",
    )  # fmt: skip
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    figures = _command(
        commands, "figures", _figures, "regenerate the charts and figures.json", "0; 1 could not write; 2 bad usage"
    )
    figures.add_argument("names", nargs="*", metavar="NAME", help="charts of the catalogue (default: all)")
    figures.add_argument("--lang", choices=(*LANGS, "all"), default="all", help="language (default: all)")
    figures.add_argument(
        "--format", default="png", metavar="FORMATS", help="png, svg and pdf, with commas (default: png)"
    )
    figures.add_argument("--size", default="doc", help="doc, doc_half, slide, slide_half or web (default: doc)")
    figures.add_argument("--out", default="figures", metavar="DIR", help="folder (default: figures)")
    figures.add_argument("--list", action="store_true", help="list the charts and stop")

    check = _command(
        commands,
        "check",
        _check,
        "validate the data and reconcile the report's own arithmetic",
        "0; 1 a verdict is not the declared one, or the data are invalid",
    )
    check.add_argument("--lang", choices=LANGS, default="zh", help="language (default: zh)")
    check.add_argument("--format", choices=("table", "csv", "json"), default="table", help="default: table")

    show = _command(
        commands, "show", _show, "find printed numbers by id, Chinese or English name", "0; 1 nothing found"
    )
    show.add_argument("words", nargs="+", metavar="WORDS", help="all of them must occur")
    show.add_argument("--lang", choices=LANGS, default="zh", help="language (default: zh)")

    audit = _command(
        commands,
        "audit",
        _audit,
        "hold the data set against the report's text",
        "0 clean; 1 findings; 2 unreadable file",
    )
    audit.add_argument("text", metavar="REPORT.txt", help="the report's text")

    extract = _command(
        commands,
        "extract",
        _extract,
        "read any report's quantities into a draft of observations.csv",
        "0; 2 unreadable file",
        data=False,
    )
    extract.add_argument("texts", nargs="+", metavar="REPORT.txt", help="one report, or many for a panel")
    extract.add_argument("-o", "--out", metavar="DRAFT.csv", help="where to write (default: standard output)")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str, run: Callable[[argparse.Namespace], int], text: str, codes: str, *, data: bool = True,
) -> argparse.ArgumentParser:  # fmt: skip
    command = commands.add_parser(
        name, help=text, description=f"{text[0].upper()}{text[1:]}.", epilog=f"Exit code: {codes}."
    )
    command.set_defaults(run=run)
    if data:
        command.add_argument(
            "--data", metavar="DIR", help="folder with the tables of another report (default: the packaged one)"
        )
    return command


def _report(options: argparse.Namespace) -> Report:
    from .reports.report import load_report

    return load_report(options.data)


def _figures(options: argparse.Namespace) -> int:
    from .charts.catalogue import CHARTS
    from .charts.saving import regenerate

    if options.list:
        print("\n".join(CHARTS))
        return 0
    langs = LANGS if options.lang == "all" else (options.lang,)
    formats = tuple(options.format.split(","))
    with _progress_bar("figures") as progress:
        written = regenerate(
            options.names, langs=langs, formats=formats, size=options.size, folder=options.out,
            report=None if options.data is None else _report(options), progress=progress,
        )  # fmt: skip
    print(f"{len(written)} {'file' if len(written) == 1 else 'files'} in {options.out}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from .arithmetic.display import print_reconciliation, reconciliation_json
    from .arithmetic.reconciliation import reconcile, unexpected

    report = _report(options)
    table = reconcile(report)
    if options.format == "csv":
        table.to_csv(sys.stdout, index=False)
    elif options.format == "json":
        print(reconciliation_json(table))
    else:
        print_reconciliation(table, report, options.lang)
    problems = unexpected(table, reconcile(report, definitions=True))
    for problem in problems:
        print(f"zhonglou: {problem}", file=sys.stderr)
    return 1 if problems else 0


def _show(options: argparse.Namespace) -> int:
    from .reports.lookup import describe, find_observations, near_names

    report = _report(options)
    words = " ".join(options.words)
    found = find_observations(words, report=report)
    if not found:
        near = near_names(words, report=report)
        hint = f"near names: {', '.join(near)}" if near else "try one word of a name, in Chinese or English"
        print(f"zhonglou: nothing found for {words!r}; {hint}.", file=sys.stderr)
        return 1
    print("\n\n".join(describe(obs, options.lang, report=report) for obs in found))
    return 0


def _audit(options: argparse.Namespace) -> int:
    from .reports.audit import audit, paragraphs_to_the_letter
    from .texts.reading import read_report

    report = _report(options)
    text = read_report(options.text)
    findings = audit(text, report)
    for row in findings.to_dict("records"):
        name = f"{row['id']} " if row["id"] else ""
        told = (
            f": the data set says {row['column']} {row['expected']}, the text {row['found']}" if row["column"] else ""
        )
        print(f"{row['finding']}: paragraph {row['paragraph']}, {name}“{row['printed']}”{told}")
    letter = len(paragraphs_to_the_letter(text, report))
    print(
        f"{len(findings)} findings; {len(report.observations)} observations and {len(report.set_aside)} set-aside "
        f"numerals held against the text, {letter} paragraphs of which are the source's to the letter."
    )
    return 1 if len(findings) else 0


def _extract(options: argparse.Namespace) -> int:
    from .texts.tables import DRAFT_COLUMNS, PANEL_COLUMNS, count_empty, extract_each

    many = len(options.texts) > 1
    rows, bad, empty = 0, 0, Counter[str]()
    target = whole_file(options.out) if options.out else nullcontext(sys.stdout.buffer)
    with target as file, _progress_bar("reports") as advance:
        out = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        writer = csv.writer(out, lineterminator="\n")
        for done, (_, found) in enumerate(extract_each(options.texts), start=1):
            if isinstance(found, ZhonglouError):
                bad += 1
                print(f"zhonglou: {found}", file=sys.stderr)
            else:
                if done == bad + 1:  # the first that could be read
                    writer.writerow(PANEL_COLUMNS if many else DRAFT_COLUMNS)
                writer.writerows(found if many else (row[1:] for row in found))
                rows += len(found)
                empty.update(count_empty(row[1:] for row in found))
            advance(done, len(options.texts))
        out.detach()
        if bad == len(options.texts):
            raise InputError("no file could be read; nothing was written.")
    counts = ", ".join(f"{column} {count}" for column, count in empty.items())
    skipped = f", {bad} of {len(options.texts)} files skipped" if bad else ""
    print(f"{rows} rows{skipped}; to fill in: {counts or 'nothing'}", file=sys.stderr)
    return 2 if bad else 0


@contextmanager
def _progress_bar(text: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that takes (done, all) and moves a bar on a terminal's standard error; elsewhere does nothing."""
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(text, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


if __name__ == "__main__":
    sys.exit(main())
