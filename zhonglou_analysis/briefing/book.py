"""The briefing as a workbook: cover, contents and notes, then one tidy table a sheet, with its chart beside it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..charts.catalogue import find_chart
from ..charts.lettering import text_width, wrap
from ..charts.manifest import Written, put
from ..charts.style import BLUE, QUIET
from ..charts.table import Mark
from ..charts.words import observation_ids, pick
from ..quantities.wording import Lang
from ..reports.report import Report, load_report
from .chart_xml import FACE, Cells, Refer, chart_xml, data_cells
from .contents import Briefing, Figure
from .native import natural_height, plan_chart
from .package import EXTRA, MAKER, moment, stable_zip
from .pictures import Pictures
from .plan import Plan
from .tables import Cell, mark_rows, tidy_marks

_TOP = 5  # the row of a table's header: title, two lines of words and a free row stand above it
_EM = 11.0
_CHART = 620.0  # width of a chart in points
_PLACED = {"object_position": 3, "x_offset": 6, "y_offset": 2}


def write_book(briefing: Briefing, pictures: Pictures) -> bytes:
    """Return the briefing as a workbook."""
    return _Book(briefing, pictures).content()


def workbook_behind(grid: Cells, marks: Sequence[Mark], title: str, briefing: Briefing) -> bytes:
    """Return the workbook of an editable chart: the cells that it is drawn from, and its rows."""
    rows = (pick(briefing.lang, "数据", "Data"), _grid(marks, briefing.lang))
    return _workbook_of([("Sheet1", grid), rows], title, briefing.day)


def _grid(marks: Sequence[Mark], lang: Lang) -> Cells:
    header, rows = tidy_marks(marks, lang)
    return [list(header), *map(list, rows)]


def _workbook_of(sheets: Sequence[tuple[str, Cells]], title: str, day: str) -> bytes:
    """Return a plain workbook of grids."""
    book, buffer = _open(title, "", day)
    for name, grid in sheets:
        sheet = book.add_worksheet(name)
        for r, row in enumerate(grid):
            for c, value in enumerate(row):
                _write(sheet, r, c, value)
    book.close()
    return stable_zip(buffer.getvalue(), _named_fonts)


def write_rows(
    names: Iterable[str],
    langs: Sequence[Lang],
    folder: str | Path,
    report: Report | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> list[Written]:
    """Write the rows that charts plot beside their pictures: as CSV, and as workbooks where the extra is installed."""
    written = []
    workbooks = find_spec("xlsxwriter") is not None
    if not workbooks:
        say(f"the tables are CSV alone; for workbooks too: {EXTRA}")
    for name, lang in dict.fromkeys((name, lang) for name in names for lang in langs):
        marks = find_chart(name).rows(report)
        grid, text = _grid(marks, lang), io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(grid)
        tables = {"csv": text.getvalue().encode("utf-8-sig")}
        if workbooks:
            day = (report or load_report()).source["delivered"]
            tables["xlsx"] = _workbook_of([(pick(lang, "数据", "rows"), grid)], name, day)
        data = "" if report is None else f" --data {report.folder.name}"
        written += [
            put(Path(folder), f"{name}_{lang}.{kind}", content, chart=name, lang=lang, kind=kind,
                observations=observation_ids(marks), command=f"zhonglou figures {name} --lang {lang} --tables{data}")
            for kind, content in tables.items()
        ]  # fmt: skip
    return written


class _Book:
    """One workbook while it is made."""

    def __init__(self, briefing: Briefing, pictures: Pictures) -> None:
        self.briefing, self.pictures, self.lang = briefing, pictures, briefing.lang
        self.book, self.buffer = _open(briefing.title, briefing.author or briefing.document, briefing.day)

        def look(**form: Any) -> Any:
            return self.book.add_format({"font_name": FACE, "font_size": 11, **form})

        title, wrapped = {"font_size": 16, "bold": True, "font_color": BLUE}, {"text_wrap": True, "valign": "top"}
        self.plain, self.small = look(**wrapped), look(font_color=QUIET)
        self.title, self.cover = look(**title), look(**title, **wrapped)
        self.head = look(**wrapped, bold=True, bg_color="#DCE6F1", bottom=1)
        self.link = look(font_color=BLUE, underline=1)
        self.plans: list[tuple[Plan, Refer]] = []
        self.grids: list[tuple[str, str, Cells]] = []
        figure, table = pick(self.lang, "图", "Figure "), pick(self.lang, "表", "Table ")
        self.names = {f.exhibit.name: f"{figure}{f.number}" for f in briefing.figures}
        self.names |= {f"{t.name} table": f"{table}{n}" for n, t in enumerate(briefing.tables, start=1)}

    def content(self) -> bytes:
        self._front()
        for figure in self.briefing.figures:
            self._figure(figure)
        for table in self.briefing.tables:
            sheet = self._sheet(self.names[f"{table.name} table"], table.title, [self.briefing.source_line])
            self._table(sheet, f"{table.name}_table", table.tidy_header, table.tidy_rows)
        for n, (name, title, (header, *rows)) in enumerate(self.grids, start=1):
            line = pick(self.lang, f"{title}的图由此表画出", f"The chart of {title} is drawn from this table")
            sheet = self._sheet(name, name, [line])
            self._table(sheet, f"chart_{n}", [str(head) for head in header], rows)
        self.book.close()
        charts = {
            f"xl/charts/chart{n}.xml": chart_xml(plan, self.lang, refer).encode()
            for n, (plan, refer) in enumerate(self.plans, start=1)
        }
        return stable_zip(self.buffer.getvalue(), lambda name, body: charts.get(name) or _named_fonts(name, body))

    # --- sheets ---

    def _front(self) -> None:
        briefing = self.briefing
        cover = self.book.add_worksheet(pick(self.lang, "封面", "Cover"))
        cover.hide_gridlines(2)
        _print_on_a4(cover)
        cover.set_column(0, 0, 76)
        lines = [briefing.author, briefing.source_line, briefing.address]
        cover.write_string(0, 0, briefing.title, self.cover)
        cover.set_row(0, 24 * (wrap(briefing.title, 16, 400).count("\n") + 1))
        for r, text in enumerate(filter(None, lines), start=1):
            cover.write_string(r, 0, text, self.plain)
        names = [(self.names[f.exhibit.name], f.title, f.exhibit.headline) for f in briefing.figures]
        names += [(self.names[f"{table.name} table"], table.title, "") for table in briefing.tables]
        header = ("工作表", "内容", "要点") if self.lang == "zh" else ("Sheet", "Contents", "Finding")
        contents = self._listing(pick(self.lang, "目录", "Contents"), "contents", header, names, (34, 46, 70))
        for r, (name, _, _) in enumerate(names, start=3):
            contents.write_url(r, 0, f"internal:'{name}'!A1", self.link, name)
        notes = [(self._number(n), where, text) for n, (where, text) in enumerate(self._notes(), 1)]
        header = ("编号", "工作表", "说明") if self.lang == "zh" else ("Number", "Sheet", "Note")
        self._listing(pick(self.lang, "说明", "Notes"), "notes", header, notes, (10, 34, 100))

    def _listing(
        self, title: str, name: str, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
    ) -> Any:
        """Add a sheet that is about the others."""
        sheet = self.book.add_worksheet(title)
        _print_on_a4(sheet)
        sheet.write_string(0, 0, title, self.title)
        self._table(sheet, name, header, rows, top=2, widths=widths)
        return sheet

    def _number(self, n: int) -> str:
        return f"[{pick(self.lang, '注', 'note ')}{n}]"

    def _notes(self) -> list[tuple[str, str]]:
        """Return every note with the sheet that it is about, those about all sheets first."""
        general = pick(self.lang, "全部", "all")
        common = [
            pick(self.lang, "“无上限”“无下限”指报告的文字在这一侧没有给出界限",
                 'Where the words of the report give no bound on a side, the cell says "no upper bound" or '
                 '"no lower bound"'),
            pick(self.lang, "空白单元格指该项不适用", "An empty cell: does not apply"),
        ]  # fmt: skip
        missing = [
            pick(self.lang, f"这份报告的数不足以绘出:{title}", f"Not drawn, for want of numbers in the report: {title}")
            for title, _ in self.briefing.missing
        ]
        own = [(self.names[f.exhibit.name], note) for f in self.briefing.figures for note in f.exhibit.notes]
        return [*((general, note) for note in (*common, *missing)), *own]

    def _sheet(self, name: str, title: str, lines: Sequence[str]) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.write_string(0, 0, title, self.title)
        for r, line in enumerate(lines, start=1):
            sheet.write_string(r, 0, line, self.small)
        sheet.freeze_panes(_TOP, 1)
        sheet.set_landscape()
        _print_on_a4(sheet)
        sheet.repeat_rows(_TOP - 1)
        return sheet

    def _figure(self, figure: Figure) -> None:
        shown = figure.exhibit
        numbers = " ".join(
            self._number(n) for n, (where, _) in enumerate(self._notes(), 1) if where == self.names[shown.name]
        )
        lines = [f"{shown.subtitle} {numbers}".strip(), shown.source]
        sheet = self._sheet(self.names[shown.name], shown.headline, lines)
        row = self._table(sheet, shown.name, *tidy_marks(mark_rows(shown.marks), self.lang)) + 2
        for geometry in filter(None, (shown.geometry, shown.geometry.inset)):
            plan = plan_chart(geometry, _CHART, natural_height(geometry, _CHART, _EM), _EM)
            if plan is None:  # the drawn chart, where a native one would drop something
                drawn = self.pictures.of(shown, "doc", "png")
                scale = _CHART / drawn.width
                options = {"image_data": io.BytesIO(drawn.content), "x_scale": scale, "y_scale": scale, **_PLACED}
                sheet.insert_image(row, 0, f"{shown.name}.png", {"description": shown.alt, **options})
                break
            own = self.names[shown.name]
            name = f"{own}{pick(self.lang, '作图', ' chart')}{'' if geometry is shown.geometry else '2'}"
            grid, cells = data_cells(plan, self.lang, name)
            self.grids.append((name, own, grid))
            chart = self.book.add_chart({"type": "bar"})  # a stand-in: the chart is ours
            chart.add_series({"values": f"='{own}'!$A$1:$A$1"})
            chart.set_size({"width": plan.width / 0.75, "height": plan.height / 0.75})
            sheet.insert_chart(row, 0, chart, {"description": shown.alt, **_PLACED})
            self.plans.append((plan, _shifted(cells)))
            row += round(plan.height / 15) + 2

    def _table(
        self, sheet: Any, name: str, header: Sequence[str], rows: Sequence[Sequence[Cell]], top: int = _TOP - 1,
        widths: Sequence[float] | None = None,
    ) -> int:  # fmt: skip
        """Write a table from column A, marked as one, and return its last row."""
        columns = [{"header": text, "header_format": self.head} for text in header]
        bottom = top + max(len(rows), 1)
        sheet.add_table(
            top, 0, bottom, len(header) - 1,
            {"name": f"t_{name}", "columns": columns, "style": "Table Style Light 1", "autofilter": len(rows) > 1},
        )  # fmt: skip
        chosen = widths or [
            min(36.0, max(text_width(str(text)[:60], 1) for text in (head, *_texts(row[c] for row in rows))) * 1.9 + 3)
            for c, head in enumerate(header)
        ]
        for c, width in enumerate(chosen):
            sheet.set_column(c, c, width)
        for r, row in enumerate(rows, start=top + 1):
            lines = 1
            for c, value in enumerate(row):
                _write(sheet, r, c, value, self.plain)
                if isinstance(value, str):
                    lines = max(lines, wrap(value, 1, (chosen[c] - 2) / 1.9).count("\n") + 1)
            sheet.set_row(r, 16.5 * lines)
        return bottom


def _print_on_a4(sheet: Any) -> None:
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _texts(cells: Iterable[Cell]) -> list[str]:
    """Return the texts of a column; a number is shown to as many digits as the column holds."""
    return [cell if isinstance(cell, str) else "12345.678" for cell in cells]


def _shifted(cells: Refer) -> Refer:
    """Return the cells of a grid that stands below the words of its sheet."""

    def refer(i: int, field: str) -> str | None:
        found = cells(i, field)
        return found and re.sub(r"\$(\d+)", lambda row: f"${int(row[1]) + _TOP - 1}", found)

    return refer


def _open(title: str, author: str, day: str) -> tuple[Any, io.BytesIO]:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": moment(day), "title": title, "author": author})
    return book, buffer


def _write(sheet: Any, r: int, c: int, value: Cell, form: Any = None) -> None:
    if isinstance(value, str):
        sheet.write_string(r, c, value, form)
    elif value is None:
        sheet.write_blank(r, c, None, form)
    else:
        sheet.write_number(r, c, value, form)


def _named_fonts(name: str, body: bytes) -> bytes:
    """Name the fonts of a theme, which XlsxWriter leaves empty, and say who saved the file."""
    if name == "xl/theme/theme1.xml":
        body = re.sub(rb'<a:latin typeface="[^"]*"', f'<a:latin typeface="{FACE}"'.encode(), body)
        return body.replace(b'<a:ea typeface=""/>', f'<a:ea typeface="{FACE}"/>'.encode())
    if name == "docProps/core.xml":
        return re.sub(
            rb"<cp:lastModifiedBy>[^<]*</cp:lastModifiedBy>|<cp:lastModifiedBy/>",
            f"<cp:lastModifiedBy>{MAKER}</cp:lastModifiedBy>".encode(), body,
        )  # fmt: skip
    return body
