"""The briefing as slides, 16:9: one finding a slide, its chart native where it has an honest native form."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from ..charts.lettering import text_width, wrap, wrap_evenly
from ..charts.style import BLUE, INK, QUIET
from ..charts.words import notes_line, observation_ids, pick
from .book import workbook_of
from .chart_xml import FACE, chart_xml, data_cells
from .columns import SPACED, broken, column_widths, row_height, used_columns
from .contents import Briefing, Figure
from .native import natural_height, plan_chart
from .package import set_properties, stable_zip
from .pictures import Pictures
from .plan import Plan
from .tables import Table, shown_rows, tidy_marks

WIDTH, HEIGHT = 960.0, 540.0  # points: 16:9
MARGIN = 48.0
_INNER = WIDTH - 2 * MARGIN
_EM = 16.0  # labels of charts
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def write_deck(briefing: Briefing, pictures: Pictures) -> bytes:
    """Return the briefing as a presentation."""
    return stable_zip(_Deck(briefing, pictures).content())


class _Deck:
    """One presentation while it is made."""

    def __init__(self, briefing: Briefing, pictures: Pictures) -> None:
        from pptx import Presentation
        from pptx.util import Pt

        self.briefing, self.pictures, self.lang = briefing, pictures, briefing.lang
        self.prs = Presentation()
        self.prs.slide_width, self.prs.slide_height = Pt(WIDTH), Pt(HEIGHT)
        _set_theme_fonts(self.prs)
        _fit_layouts(self.prs)

    def content(self) -> bytes:
        briefing = self.briefing
        self._cover()
        self._findings()
        for figure in briefing.figures:
            self._figure(figure)
        for table in briefing.tables:
            self._table(table)
        set_properties(
            self.prs.core_properties, briefing.title, briefing.author or briefing.document, self.lang, briefing.day
        )
        out = io.BytesIO()
        self.prs.save(out)
        return out.getvalue()

    # --- slides ---

    def _slide(self, title: str, notes: str) -> tuple[Any, float]:
        """Add a slide with its title, and return it with where the title ends."""
        slide = self.prs.slides.add_slide(self.prs.slide_layouts[5])
        size = next((s for s in (28, 26, 24, 22) if text_width(title, s) <= _INNER), 24)
        lines = wrap_evenly(title, size, _INNER).split("\n")
        height = len(lines) * size * 1.25
        box = slide.shapes.title
        _place(box, MARGIN, 30, _INNER, height)
        _write(box.text_frame, "\v".join(lines), size, BLUE, self.lang, bold=True)
        slide.notes_slide.notes_text_frame.text = notes
        for shape in slide.notes_slide.shapes:
            if shape.has_text_frame:
                _set_frame_fonts(shape.text_frame, self.lang)
        self._page_number(slide)
        return slide, 30 + height

    def _page_number(self, slide: Any) -> None:
        number = str(len(self.prs.slides))
        self._text(slide, number, WIDTH - MARGIN - 60, HEIGHT - 26, 60, 16, 11, QUIET, right=True)

    def _cover(self) -> None:
        briefing = self.briefing
        slide, _ = self._slide(briefing.title, f"{pick(self.lang, '来源:', 'Source: ')}{briefing.document}")
        lines = wrap_evenly(briefing.title, 38, _INNER).split("\n")
        _place(slide.shapes.title, MARGIN, 170, _INNER, len(lines) * 48)
        _write(slide.shapes.title.text_frame, "\v".join(lines), 38, BLUE, self.lang, bold=True)
        bar = slide.shapes.add_shape(1, *_box(MARGIN, 150, 72, 6))
        bar.fill.solid()
        bar.fill.fore_color.rgb = _rgb(BLUE)
        bar.line.fill.background()
        _describe(bar, "", "")
        y = 170.0 + len(lines) * 48 + 18
        for text, size in ((briefing.author, 20), (_source(briefing), 16), (briefing.address, 12)):
            if text:
                lines_of = wrap(text, size, _INNER)
                height = (lines_of.count("\n") + 1) * size * 1.4
                self._text(slide, lines_of, MARGIN, y, _INNER, height, size, INK if size == 20 else QUIET)
                y += height + 6

    def _findings(self) -> None:
        """Write every headline, as many on a slide as there is room for."""
        title = pick(self.lang, "要点", "Findings")
        texts = [f"{figure.number}. {figure.exhibit.headline}" for figure in self.briefing.figures]
        step, per_slide = 34.0, 11
        for start in range(0, len(texts), per_slide):
            notes = "\n".join(figure.citation for figure in self.briefing.figures[start : start + per_slide])
            slide, y = self._slide(title + (self._more if start else ""), notes)
            y += 16
            for text in texts[start : start + per_slide]:
                size = next((s for s in (20, 18, 16, 14) if text_width(text, s) <= _INNER), 14)
                self._text(slide, wrap(text, size, _INNER), MARGIN, y, _INNER, step - 4, size, INK)
                y += step
        if self.briefing.missing:
            what = pick(self.lang, "、", "; ").join(heading for heading, _ in self.briefing.missing)
            text = pick(
                self.lang, f"这份报告的数不足以绘出:{what}。", f"Not drawn, for want of numbers in the report: {what}."
            )
            self._text(slide, wrap(text, 12, _INNER), MARGIN, HEIGHT - 64, _INNER, 34, 12, QUIET)

    @property
    def _more(self) -> str:
        return pick(self.lang, "(续)", " (continued)")

    def _figure(self, figure: Figure) -> None:
        shown = figure.exhibit
        slide, y = self._slide(shown.headline, self._notes(figure))
        subtitle = wrap(shown.subtitle, 15, _INNER)
        height = (subtitle.count("\n") + 1) * 15 * 1.3
        self._text(slide, subtitle, MARGIN, y + 4, _INNER, height, 15, QUIET)
        top = y + 4 + height + 10
        bottom = self._foot(slide, figure)
        geometry, room = shown.geometry, bottom - top - 8
        inset = geometry.inset
        most = 1.5 * natural_height(geometry, _INNER, _EM)
        height = min(room * 0.5 - 6 if inset else room, most)
        plan = plan_chart(geometry, _INNER, height, _EM)
        below = plan_chart(inset, _INNER, min(room - height - 12, most), _EM) if inset else None
        if plan is None or (inset and below is None):
            self._picture(slide, figure, top, room)
            if figure.exhibit.name not in {table.name for table in self.briefing.tables}:
                self._rows(figure)
            return
        self._chart(slide, plan, figure, top, shown.alt)
        if inset and below:
            alt = pick(self.lang, f"放大:{shown.headline}", f"Enlarged: {shown.headline}")
            self._chart(slide, below, figure, top + height + 12, alt)

    def _foot(self, slide: Any, figure: Figure) -> float:
        """Write notes and source line at the foot, and return where they begin."""
        shown, width = figure.exhibit, _INNER - 70
        source, kept = wrap(shown.source, 11, width * SPACED), len(shown.notes)
        while True:
            notes = wrap(notes_line(shown.notes, shown.lang, kept), 11, width * SPACED) if shown.notes else ""
            if notes.count("\n") < 3 or kept == 0:
                break
            kept -= 1
        text = "\n".join(filter(None, (notes, source)))
        height = (text.count("\n") + 1) * 11 * 1.3 + 2
        self._text(slide, text, MARGIN, HEIGHT - 20 - height, width, height, 11, QUIET)
        return HEIGHT - 20 - height

    def _notes(self, figure: Figure) -> str:
        shown = figure.exhibit
        ids = " ".join(observation_ids(shown.marks))
        said = notes_line(shown.notes, shown.lang)
        label = pick(self.lang, "数据编号:", "Ids of the data: ")
        cited = pick(self.lang, f"出处:{figure.citation}", f"Cited from: {figure.citation}")
        return "\n".join(filter(None, (shown.alt, said, cited, f"{label}{ids}")))

    def _chart(self, slide: Any, plan: Plan, figure: Figure, top: float, alt: str) -> None:
        from pptx.chart.data import CategoryChartData
        from pptx.enum.chart import XL_CHART_TYPE
        from pptx.oxml import parse_xml

        data = CategoryChartData()  # a stand-in: the part and its relations are python-pptx's, the chart is ours
        data.categories = ["-"]
        data.add_series("-", [0])
        frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *_box(MARGIN, top, plan.width, plan.height), data)
        part = frame.chart.part
        grid, refer = data_cells(plan, self.lang)
        header, rows = tidy_marks([point.shape.mark for point in plan.marks if point.shape], self.lang)
        book = workbook_of([("Sheet1", grid), (pick(self.lang, "数据", "Data"), [list(header), *map(list, rows)])],
                           figure.exhibit.headline, self.briefing.day)  # fmt: skip
        part.chart_workbook.update_from_xlsx_blob(book)
        outer = part._element.find(f"{{{_C}}}externalData").get(f"{{{_R}}}id")
        part._element = parse_xml(chart_xml(plan, self.lang, refer, outer).encode())
        _describe(frame, figure.title, alt)

    def _picture(self, slide: Any, figure: Figure, top: float, room: float) -> None:
        """Put the drawn chart where a native one would drop something."""
        drawn = self.pictures.of(figure.exhibit, "slide", "png", bare=True)
        left, right, above, below = drawn.crop
        width, height = drawn.width * (1 - left - right), drawn.height * (1 - above - below)
        scale = min(_INNER / width, room / height)
        x = MARGIN + (_INNER - width * scale) / 2
        picture = slide.shapes.add_picture(io.BytesIO(drawn.content), *_box(x, top, width * scale, height * scale))
        picture.crop_left, picture.crop_right, picture.crop_top, picture.crop_bottom = drawn.crop
        _describe(picture, figure.title, figure.exhibit.alt)

    def _rows(self, figure: Figure) -> None:
        header, rows = shown_rows(figure.exhibit)
        self._table_slides(figure.title, header, rows, self._notes(figure), all_rows=True)

    def _table(self, table: Table) -> None:
        ids = pick(self.lang, "数据编号:", "Ids of the data: ") + " ".join(
            dict.fromkeys(id_ for row in table.ids for id_ in row)
        )
        self._table_slides(table.title, table.header, table.rows, f"{_source(self.briefing)}\n{ids}", all_rows=False)

    def _table_slides(
        self, title: str, header: Sequence[str], rows: Sequence[Sequence[str]], notes: str, *, all_rows: bool
    ) -> None:
        """Write a table over as many slides as it needs, or its first rows and how many more there are."""
        header, rows = used_columns(header, rows)
        size = 13.0
        columns = column_widths([header, *rows], _INNER, size, pad=14)
        page: list[Sequence[str]] = []
        pages = [page]
        filled = 0.0  # how high the rows of the last page are
        most = HEIGHT - 150.0
        heights = [row_height(row, columns, size, pad=14) for row in [header, *rows]]
        for row, height in zip(rows, heights[1:], strict=True):
            if filled + height > most - heights[0]:
                page, filled = [], 0.0
                pages.append(page)
            page.append(row)
            filled += height
        shown = pages if all_rows else pages[:1]
        for n, page in enumerate(shown):
            slide, y = self._slide(title + (self._more if n else ""), notes)
            self._native_table(slide, [header, *page], columns, y + 14, size, title)
            left = len(rows) - sum(map(len, shown))
            text = _source(self.briefing)
            if left and n == len(shown) - 1:
                text += pick(
                    self.lang, f"其余{left}行见文档与工作簿。", f" {left} more rows stand in the page and the workbook."
                )
            self._text(slide, wrap(text, 11, _INNER - 70), MARGIN, HEIGHT - 40, _INNER - 70, 16, 11, QUIET)

    def _native_table(
        self, slide: Any, rows: Sequence[Sequence[str]], columns: Sequence[float], top: float, size: float, title: str
    ) -> None:
        from pptx.util import Pt

        heights = [row_height(row, columns, size, pad=14) for row in rows]
        frame = slide.shapes.add_table(
            len(rows), len(columns), *_box(MARGIN, top, sum(columns), sum(heights))
        )  # fmt: skip
        _describe(frame, title, title)
        table = frame.table
        frame._element.graphic.graphicData.tbl.tblPr.find(f"{{{_A[9:-1]}}}tableStyleId").text = _PLAIN_STYLE
        table.horz_banding = False
        for column, width in zip(table.columns, columns, strict=True):
            column.width = Pt(width)
        for r, (row, height) in enumerate(zip(rows, heights, strict=True)):
            table.rows[r].height = Pt(height)
            for c, text in enumerate(row):
                cell = table.cell(r, c)
                cell.margin_left = cell.margin_right = Pt(7)
                cell.margin_top = cell.margin_bottom = Pt(3)
                _write(cell.text_frame, broken(text, size, columns[c], 14), size, BLUE if r == 0 else INK, self.lang,
                       bold=r == 0)  # fmt: skip
                _rule(cell, heavy=r in (0, len(rows) - 1))

    def _text(
        self, slide: Any, text: str, x: float, y: float, width: float, height: float, size: float, ink: str,
        right: bool = False,
    ) -> None:  # fmt: skip
        box = slide.shapes.add_textbox(*_box(x, y, width, height))
        _write(box.text_frame, text, size, ink, self.lang, right=right)


_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid


def _source(briefing: Briefing) -> str:
    return pick(briefing.lang, f"来源:{briefing.document}。", f"Source: {briefing.document}.")


def _box(x: float, y: float, width: float, height: float) -> tuple[Any, Any, Any, Any]:
    from pptx.util import Pt

    return Pt(x), Pt(y), Pt(width), Pt(height)


def _place(shape: Any, x: float, y: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = _box(x, y, width, height)


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.lstrip("#"))


def _describe(shape: Any, title: str, alt: str) -> None:
    """Give a shape its alt text; an empty one says that it is decoration."""
    element = shape._element
    names = element.xpath(".//p:cNvPr")
    names[0].set("descr", alt)
    if title:
        names[0].set("title", title)


def _write(frame: Any, text: str, size: float, ink: str, lang: str, *, bold: bool = False, right: bool = False) -> None:
    """Fill a text frame: every line broken here, so that no program breaks it elsewhere."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    if hasattr(frame, "margin_left") and frame._txBody.tag.endswith("}txBody"):
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text = text.replace("\n", "\v")
    for paragraph in frame.paragraphs:
        paragraph.font.size = Pt(size)  # an empty one is as high as its neighbours
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        paragraph.line_spacing = 1.0
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, _rgb(ink)
    _set_frame_fonts(frame, lang)


def _set_frame_fonts(frame: Any, lang: str) -> None:
    """Name both fonts of every run: ``font.name`` would set the Latin one alone."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import qn

    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            rpr = run._r.get_or_add_rPr()
            rpr.set("lang", "zh-CN" if lang == "zh" else "en-GB")
            for tag in ("latin", "ea"):
                for old in rpr.findall(qn(f"a:{tag}")):
                    rpr.remove(old)
                rpr.append(parse_xml(f"<a:{tag} {_A} typeface={quoteattr(FACE)}/>"))


def _rule(cell: Any, heavy: bool) -> None:
    """Draw a line under a cell, and none elsewhere."""
    from pptx.oxml import parse_xml

    properties = cell._tc.get_or_add_tcPr()
    for side in ("L", "R", "T"):
        properties.append(parse_xml(f'<a:ln{side} {_A} w="0"><a:noFill/></a:ln{side}>'))
    colour, width = ("12436D", 19050) if heavy else ("D0D0D0", 6350)
    properties.append(
        parse_xml(f'<a:lnB {_A} w="{width}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:lnB>')
    )
    properties.append(parse_xml(f"<a:noFill {_A}/>"))


def _set_theme_fonts(prs: Any) -> None:
    """Name the fonts of everything that inherits: the template's theme has an empty east-asian one, and 宋体."""
    from lxml import etree

    q = f"{{{_A[9:-1]}}}"
    for master in prs.slide_masters:
        part = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
        part._blob = _named_fonts(part.blob, q, etree)


def _named_fonts(blob: bytes, q: str, etree: Any) -> bytes:
    tree = etree.fromstring(blob)
    for fonts in tree.iter(f"{q}majorFont", f"{q}minorFont"):
        for script in ("latin", "ea"):
            fonts.find(q + script).set("typeface", FACE)
        for font in fonts.findall(f"{q}font"):
            if font.get("script") == "Hans":
                font.set("typeface", FACE)
    content: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def _fit_layouts(prs: Any) -> None:
    """Stretch the template's 4:3 master and layouts to 16:9, so that a slide that a user adds stands right."""
    factor = WIDTH / 720
    for page in [*prs.slide_masters, *prs.slide_layouts]:
        for shape in page.shapes:
            if shape.element.xpath(".//a:off"):
                shape.left, shape.width = int(shape.left * factor), int(shape.width * factor)
