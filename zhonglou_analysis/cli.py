"""The command ``zhonglou``: figures, briefing, check, show, audit, extract, new, targets.

Each command is a function that takes the parsed options and returns an exit code. Errors that a user can cause are
one line on standard error.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import IO, TYPE_CHECKING

from .errors import InputError, ZhonglouError

if TYPE_CHECKING:
    from .reports.report import Report

# Everything else is imported by the command that needs it, so that Ctrl-C is answered from the first moment.


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _prepare_output()
    try:
        code = _run(argv)
    except KeyboardInterrupt:
        _say("stopped by Ctrl-C; what was written is whole.")
        code = 130
    except BrokenPipeError:  # `| head` has seen enough
        code = 141
    except OSError as error:
        _say(f"standard output cannot be written ({error.strerror or error}); write to a file, or free some space.")
        code = 1
    if code in (1, 141):
        _leave_output()
    if argv is None:  # all is done: the end of the interpreter is not to be stopped any more
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    return code


def _run(argv: Sequence[str] | None) -> int:
    try:
        options = _parser().parse_args(argv)
        run: Callable[[argparse.Namespace], int] = options.run
        code = run(options)
    except SystemExit as stop:  # argparse has said why
        code = stop.code if isinstance(stop.code, int) else 1
    except ZhonglouError as error:
        _say(str(error))
        code = 2 if isinstance(error, InputError) else 1
    sys.stdout.flush()
    return code


def _say(text: str) -> None:
    with contextlib.suppress(OSError):
        print(f"zhonglou: {text}", file=sys.stderr, flush=True)


def _prepare_output() -> None:
    """Write UTF-8 into files and pipes whatever the locale, and to a terminal what it can show; fail when flushed.

    argparse drops an error of writing its help; held back until the flush, it is answered as any other.
    """
    if sys.stdout is None:  # closed: writing to it fails, and is answered as any output that cannot be written
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            chosen = stream.isatty() or os.environ.get("PYTHONIOENCODING")
            reconfigure(encoding=None if chosen else "utf-8", errors="replace" if chosen else "backslashreplace")
    if reconfigure := getattr(sys.stdout, "reconfigure", None):
        reconfigure(write_through=False)


def _leave_output() -> None:
    """Leave nothing for the interpreter to write at its end, where nobody could answer for it."""
    try:
        sys.stdout.flush()
    except OSError:
        with contextlib.suppress(OSError), open(os.devnull, "wb") as nothing:
            os.dup2(nothing.fileno(), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    from .quantities.wording import LANGS

    parser = argparse.ArgumentParser(
        prog="zhonglou", description="A government work report as data, arithmetic and charts.",
        epilog="zhonglou COMMAND --help says more on each.",
    )  # fmt: skip
    parser.add_argument("--version", action=_Version, nargs=0, help="say which version this is and stop")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    figures = _command(
        commands, "figures", _figures, "regenerate the charts and figures.json",
        "0; 1 could not write, or nothing could be drawn; 2 bad usage",
    )  # fmt: skip
    figures.add_argument("names", nargs="*", metavar="NAME", help="charts by name or title, 中文亦可 (default: all)")
    figures.add_argument("--lang", choices=(*LANGS, "all"), default="all", help="language (default: all)")
    figures.add_argument(
        "--format", default="png", metavar="FORMATS", help="png, svg and pdf, with commas (default: png)"
    )
    figures.add_argument("--size", default="doc", help="doc, doc_half, slide, slide_half or web (default: doc)")
    figures.add_argument("--out", default="figures", metavar="DIR", help="folder (default: figures)")
    figures.add_argument(
        "--text", choices=("outlines", "live"), default="outlines", help="words of SVG (default: outlines)"
    )
    figures.add_argument(
        "--tables", action="store_true", help="write the plotted rows beside each figure, as CSV and XLSX"
    )
    figures.add_argument("--list", action="store_true", help="list names and titles and stop")

    briefing = _command(
        commands, "briefing", _briefing, "write the briefing: a document, slides, a workbook and a page",
        "0; 1 could not write; 2 bad usage, or the extra for office files is missing",
    )  # fmt: skip
    briefing.add_argument("names", nargs="*", metavar="NAME", help="charts by name or title, in order (default: all)")
    briefing.add_argument("--lang", choices=(*LANGS, "all"), default="all", help="language (default: all)")
    briefing.add_argument(
        "--format", default="docx,pptx,xlsx,html", metavar="FORMATS", help="with commas (default: docx,pptx,xlsx,html)"
    )
    briefing.add_argument("--out", default="briefing", metavar="DIR", help="folder (default: briefing)")
    briefing.add_argument("--title", help="of the cover (default: made from the report's own)")
    briefing.add_argument("--author", help="on the cover (default: none)")
    briefing.add_argument("--native", action="store_true", help="editable charts in the document, too")

    check = _command(
        commands, "check", _check, "validate the data and reconcile the report's own arithmetic",
        "0; 1 a verdict is not the declared one, or the data are invalid",
    )  # fmt: skip
    check.add_argument("--lang", choices=LANGS, default="zh", help="language (default: zh)")
    check.add_argument("--format", choices=("table", "csv", "json"), default="table", help="default: table")

    show = _command(
        commands, "show", _show, "find printed numbers by id, Chinese or English name", "0; 1 nothing found"
    )
    show.add_argument("words", nargs="+", metavar="WORDS", help="all of them must occur")
    show.add_argument("--lang", choices=LANGS, default="zh", help="language (default: zh)")

    audit = _command(
        commands, "audit", _audit, "hold the data set against the report's text",
        "0 clean; 1 findings; 2 unreadable file",
    )  # fmt: skip
    audit.add_argument("text", metavar="REPORT.txt", help="the report's text")

    extract = _command(
        commands, "extract", _extract, "read any report's quantities into a draft of observations.csv",
        "0; 1 could not write, or the file stands there already; 2 unreadable file",
    )  # fmt: skip
    extract.add_argument("texts", nargs="+", metavar="REPORT.txt", help="one report, or many for a panel")
    _writes(extract, "DRAFT.csv")

    new = _command(
        commands, "new", _new, "make a data folder for another report, filled with proposals to review",
        "0; 1 DIR is not empty, or cannot be written; 2 unreadable file", data=False,
    )  # fmt: skip
    new.add_argument("text", metavar="REPORT.txt", help="the report's text")
    new.add_argument("--into", required=True, metavar="DIR", help="a folder that is not there yet, or empty")

    targets = _command(
        commands, "targets", _targets, "read the headline targets of one report or of many as one table",
        "0; 1 could not write, or the file stands there already; 2 unreadable file", data=False,
    )  # fmt: skip
    targets.add_argument("texts", nargs="+", metavar="REPORT.txt", help="one report, or many")
    _writes(targets, "TARGETS.csv")
    return parser


class _Version(argparse.Action):
    """Print the version, which stands beside the data, installed or not."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from .files import read_json

        print(f"zhonglou {read_json('datapackage.json')['version']}")
        parser.exit()


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


def _writes(command: argparse.ArgumentParser, metavar: str) -> None:
    command.add_argument("-o", "--out", metavar=metavar, help="where to write (default: standard output)")
    command.add_argument("--force", action="store_true", help="replace the file where it stands already")


def _report(options: argparse.Namespace) -> Report:
    from .reports.report import load_report

    return load_report(options.data)


def _figures(options: argparse.Namespace) -> int:
    from .charts.catalogue import CHARTS
    from .charts.saving import regenerate
    from .quantities.wording import LANGS

    if options.list:
        print("\n".join(f"{name:24}{entry.title_zh} / {entry.title_en}" for name, entry in CHARTS.items()))
        return 0
    langs = LANGS if options.lang == "all" else (options.lang,)
    formats = tuple(options.format.split(","))
    report = None if options.data is None else _report(options)

    def skip(name: str, reason: ZhonglouError) -> None:
        _say(f"{name} is not drawn: {'; '.join(str(reason).splitlines())}")

    with _progress_bar("figures") as progress:
        written = regenerate(
            options.names, langs=langs, formats=formats, size=options.size, folder=options.out,
            report=report, progress=progress, skip=skip if report else None, live=options.text == "live",
        )  # fmt: skip
    if not written:
        _say("nothing could be drawn; zhonglou show and zhonglou check say what the report prints.")
        return 1
    count = len(written)
    if options.tables:
        from .briefing.book import write_rows

        count += len(write_rows([file.chart for file in written], langs, options.out, report, _say))
    print(f"{count} {'file' if count == 1 else 'files'} in {options.out}")
    return 0


def _briefing(options: argparse.Namespace) -> int:
    from .briefing.writing import undrawn, write_briefing

    report = _report(options)
    with _progress_bar("briefing") as progress:
        written = write_briefing(
            options.out, formats=options.format.split(","), lang=options.lang, charts=options.names,
            title=options.title, author=options.author, native=options.native, report=report, progress=progress,
        )  # fmt: skip
    for name, reason in undrawn(report, options.names):
        _say(f"{name} is not in it: {reason}")
    print(f"{len(written)} {'file' if len(written) == 1 else 'files'} in {options.out}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from .arithmetic.display import outcomes_line, print_reconciliation, reconciliation_csv, reconciliation_json
    from .arithmetic.reconciliation import reconcile, unexpected

    report = _report(options)
    table = reconcile(report)
    if options.format == "csv":
        print(reconciliation_csv(table), end="")
    elif options.format == "json":
        print(reconciliation_json(table))
    else:
        print_reconciliation(table, report, options.lang)
        print(outcomes_line(report, options.lang))
    problems = unexpected(table, reconcile(report, definitions=True))
    for problem in problems:
        _say(problem)
    # A report that prints nothing to reconcile is in order; the packaged one prints a hundred relations.
    return 1 if problems and (report.relations or options.data is None) else 0


def _show(options: argparse.Namespace) -> int:
    from .reports.lookup import describe, find_observations, near_names
    from .reports.qualitative import describe_qualitative, find_qualitative

    report = _report(options)
    words = " ".join(options.words)
    found = [describe(obs, options.lang, report=report) for obs in find_observations(words, report=report)]
    found += [describe_qualitative(row, options.lang, report=report) for row in find_qualitative(words, report=report)]
    if not found:
        near = near_names(words, report=report)
        hint = f"near names: {', '.join(near)}" if near else "try one word of a name, in Chinese or English"
        _say(f"nothing found for {words!r}; {hint}.")
        return 1
    print("\n\n".join(found))
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
    if report.uncurated:
        print(f"{len(report.uncurated)} quantities wait in uncurated.csv; they are held against nothing.")
    return 1 if len(findings) else 0


def _extract(options: argparse.Namespace) -> int:
    from collections import Counter
    from functools import partial

    from .datapackage import read_tables
    from .texts.tables import DRAFT_COLUMNS, PANEL_COLUMNS, count_empty, draft_rows_with

    many, empty = len(options.texts) > 1, Counter[str]()
    units = read_tables(_report(options).folder)["units.csv"] if options.data is not None else ()

    def shown(found: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        without_file = [row[1:] for row in found]
        empty.update(count_empty(without_file))
        return found if many else without_file

    columns = PANEL_COLUMNS if many else DRAFT_COLUMNS
    rows, bad, skipped = _write_each(options, partial(draft_rows_with, units), columns, shown)
    counts = ", ".join(f"{column} {count}" for column, count in empty.items())
    print(f"{rows} rows{skipped}; to fill in: {counts or 'nothing'}", file=sys.stderr)
    return 2 if bad else 0


def _new(options: argparse.Namespace) -> int:
    from .arithmetic.reconciliation import reconcile
    from .reports.new import write_new

    def verdicts(report: Report) -> dict[str, str]:
        table = reconcile(report)
        return dict(zip(table["id"], table["verdict"], strict=True))

    new = write_new(options.text, options.into, verdicts)
    source, tables = new.source, new.tables
    counts = {name: len(tables[f"{name}.csv"]) for name in ("observations", "uncurated", "set_aside", "relations")}
    print(
        f"{options.into}: {source['place_zh']}, {source['year']} and the targets for {int(source['year']) + 1}. "
        f"{counts['observations']} quantities are named, {counts['uncurated']} wait in uncurated.csv, "
        f"{counts['set_aside']} numerals are set aside, {counts['relations']} relations follow."
    )
    for ask in new.asks:
        print(f"  to add in source.json: {ask}")
    into = options.into
    print(f"Review it, then: zhonglou check --data {into}; zhonglou audit {options.text} --data {into}; "
          f"zhonglou figures --data {into} --out {into}/figures")  # fmt: skip
    return 0


def _targets(options: argparse.Namespace) -> int:
    from .texts.targets import TARGET_COLUMNS, target_cells

    without: list[str] = []
    rows, bad, skipped = _write_each(options, target_cells, ("file", *TARGET_COLUMNS), list, without.append)
    if without:
        names = ", ".join(without[:3]) + (" …" if len(without) > 3 else "")
        print(f"no sentence of targets found in {len(without)}: {names}", file=sys.stderr)
    print(f"{rows} targets of {len(options.texts) - bad - len(without)} reports{skipped}", file=sys.stderr)
    return 2 if bad else 0


def _write_each(
    options: argparse.Namespace, rows_of: Callable[[str], list[tuple[str, ...]]], columns: Sequence[str],
    shown: Callable[[list[tuple[str, ...]]], list[tuple[str, ...]]], empty: Callable[[str], object] = str,
) -> tuple[int, int, str]:  # fmt: skip
    """Write the rows of every text as one table; return how many rows, how many files could not be read, and words.

    A bad file is told and skipped; ``empty`` hears of each file without rows.
    """
    import csv

    from .texts.tables import extract_each

    rows = bad = 0
    found_each = contextlib.closing(extract_each(options.texts, rows_of=rows_of))
    with _output(options, options.texts) as out, _progress_bar("reports") as advance, found_each as results:
        writer = csv.writer(out, lineterminator="\n")
        for done, (path, found) in enumerate(results, start=1):
            if isinstance(found, ZhonglouError):
                bad += 1
                _say(str(found))
            else:
                if done == bad + 1:  # the first that could be read
                    writer.writerow(columns)
                writer.writerows(shown(found))
                rows += len(found)
                if not found:
                    empty(str(path))
            advance(done, len(options.texts))
        if bad == len(options.texts):
            raise InputError("no file could be read; nothing was written.")
    return rows, bad, f", {bad} of {len(options.texts)} files skipped" if bad else ""


@contextlib.contextmanager
def _output(options: argparse.Namespace, inputs: Sequence[str]) -> Iterator[IO[str]]:
    """Open where a table goes: the file named by ``-o``, whole, with the mark that Excel knows UTF-8 by; or the output.

    An input is never an output, and a file that stands there is replaced only with ``--force``.
    """
    import io

    from .files import whole_file

    if not options.out:
        yield sys.stdout
        return
    for path in inputs:
        with contextlib.suppress(OSError):
            if os.path.samefile(path, options.out):
                raise InputError(f"{options.out}: is the report itself, which is never written to; name another file.")
    with whole_file(options.out, replace=options.force) as file:
        out = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        yield out
        out.detach()


@contextlib.contextmanager
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
