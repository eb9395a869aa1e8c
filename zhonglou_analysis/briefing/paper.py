"""The briefing as a document for Word: findings with their footnotes, charts at 15.6 cm, tables."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from ..charts.lettering import text_width, wrap_evenly
from ..charts.words import notes_line, pick
from .book import workbook_behind
from .chart_xml import data_cells
from .citing import cite_ids
from .columns import SPACED, broken, column_widths, row_height, used_columns
from .contents import Briefing, Figure
from .native import natural_height, plan_chart
from .package import set_properties, stable_zip
from .pictures import Pictures
from .tables import Table, shown_rows
from .word_xml import FANGSONG, HEI, Footnotes, caption, native_chart, new_document, put, set_face

WIDTH = 156 / 25.4 * 72  # points between the margins
_SIZE = 10.5  # 五号: of tables
_PAD = 8.0
_EM = 10.0  # labels of native charts
_WHOLE = 300.0  # points: a table that is not higher is kept on one page


def write_paper(briefing: Briefing, pictures: Pictures, *, native: bool = False) -> bytes:
    """Return the briefing as a document; ``native`` puts editable charts where there is an honest form."""
    return stable_zip(_Paper(briefing, pictures, native).content())


class _Paper:
    """One document while it is made."""

    def __init__(self, briefing: Briefing, pictures: Pictures, native: bool) -> None:
        self.briefing, self.pictures, self.lang, self.native = briefing, pictures, briefing.lang, native
        self.doc = new_document(self.lang)
        self.notes = Footnotes(self.doc)
        self.tables = 0

    def content(self) -> bytes:
        from docx.shared import Pt

        briefing = self.briefing
        self.doc.add_paragraph(wrap_evenly(briefing.title, 22, WIDTH * SPACED), style="Title")
        brackets = "\uff08{}\uff09" if self.lang == "zh" else "({})"
        for line in filter(None, (briefing.author, brackets.format(briefing.document))):
            size = next((size for size in (16, 14, 12) if text_width(line, size) <= WIDTH * SPACED), 10.5)
            self.doc.add_paragraph(style="Subtitle").add_run(line).font.size = Pt(size)
        self._heading(1, pick(self.lang, "要点", "Findings"))
        for figure in briefing.figures:
            paragraph = self.doc.add_paragraph(f"{figure.finding}{pick(self.lang, '', '.')}", style="Body Text")
            self.notes.add(paragraph, figure.citation)
            if self.lang == "zh":  # behind a full stop that hangs over the edge the mark would stand on a line alone
                paragraph.add_run("。")
        if briefing.not_drawn:
            self.doc.add_paragraph(briefing.not_drawn, style="Body Text")
        self._heading(2, pick(self.lang, "图", "Charts"))
        for figure in briefing.figures:
            self._figure(figure)
        if briefing.tables:
            self._heading(3, pick(self.lang, "表", "Tables"))
        for table in briefing.tables:
            self._table(table)
        self.notes.close()
        author = briefing.author or briefing.document
        set_properties(self.doc.core_properties, briefing.title, author, self.lang, briefing.day)
        out = io.BytesIO()
        self.doc.save(out)
        return out.getvalue()

    def _heading(self, number: int, text: str) -> None:
        self.doc.add_paragraph(
            pick(self.lang, f"{'一二三'[number - 1]}、{text}", f"{number}. {text}"), style="Heading 1"
        )

    def _figure(self, figure: Figure) -> None:
        shown = figure.exhibit
        plan = None
        if self.native and shown.geometry.inset is None:
            plan = plan_chart(shown.geometry, WIDTH, natural_height(shown.geometry, WIDTH, _EM), _EM)
        if plan is not None:  # a picture says its headline itself
            self._small(shown.headline, 13, before=12)
        paragraph = self._small("", 13)
        if plan is None:
            self._picture(paragraph, figure)
        else:
            grid, _ = data_cells(plan, self.lang)
            book = workbook_behind(grid, shown.marks, shown.headline, self.briefing)
            native_chart(paragraph, plan, self.lang, book, figure.number, figure.title, shown.alt)
            stop = pick(self.lang, "。", ". ")
            said = [f"{shown.subtitle}{stop}".strip(), notes_line(shown.notes, shown.lang), shown.source]
            for text in filter(None, said):
                self._small(text, 9)
        caption(self.doc.add_paragraph(style="Caption"), pick(self.lang, "图", "Figure "), figure.number, figure.title)
        known = {table.name for table in self.briefing.tables}
        if plan is None and shown.name not in known and plan_chart(shown.geometry, WIDTH, 300, _EM) is None:
            self._native_table(*shown_rows(shown), figure.title)

    def _small(self, text: str, size: float, before: float = 0) -> Any:
        """Add a paragraph that stays with the next and off the grid of lines."""
        from docx.shared import Pt

        paragraph = self.doc.add_paragraph()
        form = paragraph.paragraph_format
        form.keep_with_next, form.space_before, form.space_after, form.line_spacing = True, Pt(before), Pt(0), 1.0
        put(paragraph._p.get_or_add_pPr(), '<w:snapToGrid w:val="0"/>')
        if text:
            run = paragraph.add_run(text)
            run.font.size = Pt(size)
            set_face(run._r.get_or_add_rPr(), HEI if size > 10 else FANGSONG)
        return paragraph

    def _picture(self, paragraph: Any, figure: Figure) -> None:
        from docx.shared import Mm

        drawn = self.pictures.of(figure.exhibit, "doc", "png")
        shape = paragraph.add_run().add_picture(io.BytesIO(drawn.content), width=Mm(156))
        properties = shape._inline.docPr
        properties.set("descr", figure.exhibit.alt)
        properties.set("title", figure.title)
        properties.set("name", figure.exhibit.name)

    def _table(self, table: Table) -> None:
        """Write a table; rows that stand in the same paragraphs share a footnote, at the first of them."""
        lang, report = self.lang, self.briefing.report
        notes: list[str] = []
        if table.sources:
            for ids, source in zip(table.ids, table.sources, strict=True):
                stop = pick(lang, f"{source}。", f"{source}.")
                note = " ".join(filter(None, (cite_ids(ids, report, lang) if ids else "", stop)))
                notes.append("" if note in notes else note)
            self._native_table(table.header, table.rows, table.title, notes)
            return
        groups: dict[str, list[str]] = {}
        for row, ids in zip(table.rows, table.ids, strict=True):
            groups.setdefault(row[-1], []).extend(ids)
        for row in table.rows:
            found = groups.pop(row[-1], [])
            notes.append(cite_ids(found, report, lang) if found else "")
        self._native_table(table.header, table.rows, table.title, notes)

    def _native_table(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], title: str, notes: Sequence[str] = ()
    ) -> None:
        self.tables += 1
        line = self.doc.add_paragraph(style="Caption")
        line.paragraph_format.keep_with_next = True
        caption(line, pick(self.lang, "表", "Table "), self.tables, title)
        header, rows = used_columns(header, rows)
        marked = (
            [[*row[:-1], f"{row[-1]}{'99' if note else ''}"] for row, note in zip(rows, notes, strict=True)]
            if notes
            else rows
        )
        widths = column_widths([header, *marked], WIDTH, _SIZE, _PAD)
        table = self.doc.add_table(rows=len(rows) + 1, cols=len(header))
        _format_table(table, widths, title)
        whole = math.fsum(row_height(row, widths, _SIZE, _PAD) for row in [header, *marked]) < _WHOLE
        for r, row in enumerate([header, *rows]):
            for c, text in enumerate(row):
                paragraph = table.cell(r, c).paragraphs[0]
                lines = broken(text, _SIZE, widths[c], _PAD)
                if re.search(r"\d", text) and lines.count("\n") < 3:  # else 22、31、37 and 942.32亿元 would be torn
                    text = lines
                _write_cell(paragraph, text, head=r == 0)
                # No row stands alone before or behind a page's end, and a short table stands on one page.
                if r < len(rows) and (whole or r < 2 or r == len(rows) - 1):
                    paragraph.paragraph_format.keep_with_next = True
                if c == len(row) - 1 and r and notes and notes[r - 1]:
                    self.notes.add(paragraph, notes[r - 1])
        after = self.doc.add_paragraph(style="Caption")  # white before what follows; two tables must not touch
        put(after._p.get_or_add_pPr(), '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>')


def _format_table(table: Any, widths: Sequence[float], title: str) -> None:
    """Three rules, no grid; fixed columns; a header that is repeated on every page; rows that are not torn."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    properties = table._tbl.tblPr
    rule = '<w:{0} w:val="single" w:sz="{1}" w:space="0" w:color="000000"/>'
    inner = '<w:insideH w:val="single" w:sz="2" w:space="0" w:color="BFBFBF"/>'
    put(properties, f"<w:tblBorders>{rule.format('top', 12)}{rule.format('bottom', 12)}{inner}</w:tblBorders>")
    put(properties, '<w:tblLayout w:type="fixed"/>')
    put(properties, f'<w:tblW w:w="{round(sum(widths) * 20)}" w:type="dxa"/>')
    side = round(_PAD / 2 * 20)
    put(
        properties,
        f'<w:tblCellMar><w:left w:w="{side}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>',
    )
    put(properties, f"<w:tblCaption w:val={quoteattr(title)}/>")
    for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(round(width * 20)))
    for r, row in enumerate(table.rows):
        trpr = row._tr.get_or_add_trPr()
        put(trpr, "<w:cantSplit/>")
        if r == 0:
            put(trpr, "<w:tblHeader/>")
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Pt(width)
            if r == 0:
                put(cell._tc.get_or_add_tcPr(), f"<w:tcBorders>{rule.format('bottom', 6)}</w:tcBorders>")


def _write_cell(paragraph: Any, text: str, *, head: bool) -> None:
    from docx.shared import Pt

    put(paragraph._p.get_or_add_pPr(), '<w:snapToGrid w:val="0"/>')
    put(paragraph._p.get_or_add_pPr(), '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>')
    run = paragraph.add_run(text)
    run.font.size = Pt(_SIZE)
    set_face(run._r.get_or_add_rPr(), HEI if head else FANGSONG)
