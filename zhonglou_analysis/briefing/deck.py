"""The briefing as slides, 16:9: one finding a slide, its chart native where it has an honest native form."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..charts.geometry import Geometry, Sign
from ..charts.lettering import text_width, wrap, wrap_evenly
from ..charts.style import BLUE, INK, QUIET
from ..charts.words import notes_line, observation_ids, pick
from .book import workbook_behind
from .chart_xml import chart_xml, data_cells, fill_xml, frame_bottom, frame_top
from .columns import SPACED, beside_widths, broken, column_widths, row_height, set_width, used_columns
from .contents import Briefing, Figure
from .native import fitting_size, natural_height, plan_chart
from .package import set_properties, stable_zip
from .pictures import Pictures
from .plan import MARKERS, Plan, key_signs, status_colour
from .slide_xml import (
    HEIGHT,
    WIDTH,
    A,
    box_of,
    describe,
    fit_layouts,
    in_chinese,
    name_fonts,
    place_shape,
    plain,
    rgb_of,
    rule_below,
    set_theme_fonts,
    write_lines,
)
from .tables import Table, shown_rows

MARGIN = 48.0
_INNER = WIDTH - 2 * MARGIN
_MORE = ("(续)", " (continued)")
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid


def write_deck(briefing: Briefing, pictures: Pictures) -> bytes:
    """Return the briefing as a presentation."""
    return stable_zip(
        _Deck(briefing, pictures).content(), in_chinese if briefing.lang == "zh" else lambda _, body: body
    )


class _Deck:
    """One presentation while it is made."""

    def __init__(self, briefing: Briefing, pictures: Pictures) -> None:
        from pptx import Presentation
        from pptx.util import Pt

        self.briefing, self.pictures, self.lang = briefing, pictures, briefing.lang
        self.prs = Presentation()
        self.prs.slide_width, self.prs.slide_height = Pt(WIDTH), Pt(HEIGHT)
        relations = self.prs.part.package._rels
        for key, rel in list(relations.items()):
            if rel.reltype.endswith("/thumbnail"):  # of the template's slide
                relations.pop(key)
        set_theme_fonts(self.prs)
        fit_layouts(self.prs)

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
        size = next((s for s in (28, 26, 24, 22) if text_width(title, s) <= _INNER * SPACED), 24)
        lines = wrap_evenly(title, size, _INNER * SPACED).split("\n")
        height = len(lines) * size * 1.25
        box = slide.shapes.title
        place_shape(box, MARGIN, 30, _INNER, height)
        write_lines(box.text_frame, "\v".join(lines), size, BLUE, self.lang, bold=True)
        slide.notes_slide.notes_text_frame.text = notes
        for shape in slide.notes_slide.shapes:
            if shape.has_text_frame:
                name_fonts(shape.text_frame, self.lang)
        self._text(
            slide, str(len(self.prs.slides)), WIDTH - MARGIN - 60, HEIGHT - 26, 60, 16, 11, QUIET, right=True
        )  # fmt: skip
        return slide, 30 + height

    def _cover(self) -> None:
        briefing = self.briefing
        slide, _ = self._slide(briefing.title, f"{pick(self.lang, '来源:', 'Source: ')}{briefing.document}")
        lines = wrap_evenly(briefing.title, 38, _INNER * SPACED).split("\n")
        place_shape(slide.shapes.title, MARGIN, 170, _INNER, len(lines) * 48)
        write_lines(slide.shapes.title.text_frame, "\v".join(lines), 38, BLUE, self.lang, bold=True)
        bar = slide.shapes.add_shape(1, *box_of(MARGIN, 150, 72, 6))
        bar.fill.solid()
        bar.fill.fore_color.rgb = rgb_of(BLUE)
        bar.line.fill.background()
        plain(bar)
        y = 170.0 + len(lines) * 48 + 18
        for text, size in ((briefing.author, 20), (briefing.source_line, 16), (briefing.address, 12)):
            if text:
                lines_of = wrap(text, size, _INNER)
                height = (lines_of.count("\n") + 1) * size * 1.4
                self._text(slide, lines_of, MARGIN, y, _INNER, height, size, INK if size == 20 else QUIET)
                y += height + 6

    def _findings(self) -> None:
        """Write every headline, as many on a slide as there is room for."""
        title = pick(self.lang, "要点", "Findings")
        texts = [figure.finding for figure in self.briefing.figures]
        slides = -(-len(texts) // 13)
        per_slide = -(-len(texts) // slides)
        step = min(34.0, 400.0 / per_slide)
        for start in range(0, len(texts), per_slide):
            notes = "\n".join(figure.citation for figure in self.briefing.figures[start : start + per_slide])
            slide, y = self._slide(title + (pick(self.lang, *_MORE) if start else ""), notes)
            y += 16
            for text in texts[start : start + per_slide]:
                size = next((s for s in (20, 18, 16, 14) if text_width(text, s) <= _INNER * SPACED), 14)
                self._text(slide, wrap(text, size, _INNER), MARGIN, y, _INNER, step - 4, size, INK)
                y += step
        if text := self.briefing.not_drawn:
            self._text(slide, wrap(text, 12, _INNER), MARGIN, HEIGHT - 64, _INNER, 34, 12, QUIET)

    def _figure(self, figure: Figure) -> None:
        shown = figure.exhibit
        slide, y = self._slide(shown.headline, self._notes(figure))
        subtitle = wrap(shown.subtitle, 15, _INNER * SPACED)
        height = (subtitle.count("\n") + 1) * 15 * 1.3
        self._text(slide, subtitle, MARGIN, y + 4, _INNER, height, 15, QUIET)
        top = self._key(slide, shown.geometry, y + 4 + height + 4) + 8
        room = self._foot(slide, figure) - top - 8
        if not self._drawn_natively(slide, figure, top, room):
            self._picture(slide, figure, top, room)
            if shown.name not in {table.name for table in self.briefing.tables}:
                self._table_slides(figure.title, *shown_rows(shown), self._notes(figure), all_rows=True)

    def _drawn_natively(self, slide: Any, figure: Figure, top: float, room: float) -> bool:
        """Draw the chart of a figure, and the one below it if there is one, where both have an honest native form."""
        shown = figure.exhibit
        geometry, inset = shown.geometry, shown.geometry.inset
        em = fitting_size(geometry, _INNER, room / 2 - 12 if inset else room)
        beside = beside_widths(geometry, em) if geometry.form != "verdicts" else []
        head = 1.6 * em if beside else 0.0
        most = 2.0 * natural_height(geometry, _INNER, em)
        height = min(room / 2 - 6 if inset else room - head, most)
        plan = plan_chart(geometry, _INNER - sum(beside), height, em)
        below = plan_chart(inset, _INNER, min(room - height - 12, most), em) if inset else None
        if plan is None or (inset and below is None):
            return False
        if geometry.form == "pairs":  # LibreOffice would leave white markers out of a legend: the key has them
            plan = replace(plan, series=tuple(replace(series, legend=False) for series in plan.series))
        self._chart(slide, plan, figure, top + head, shown.alt)
        if beside:
            self._beside(slide, geometry, plan, beside, top)
        if below:
            alt = pick(self.lang, f"放大:{shown.headline}", f"Enlarged: {shown.headline}")
            self._chart(slide, below, figure, top + height + 12, alt)
        return True

    def _beside(self, slide: Any, geometry: Geometry, plan: Plan, widths: Sequence[float], top: float) -> None:
        """Write the columns beside a chart, each text on the height of its row."""
        em, x = plan.em, MARGIN + plan.width
        start = top + 1.6 * em + frame_top(plan)
        step = (plan.height - frame_top(plan) - frame_bottom(plan)) / len(geometry.rows)
        for c, width in enumerate(widths):
            size = min(em, 13.0)
            self._text(slide, geometry.columns[c], x, top, width, 1.4 * em, size, QUIET, right=True)
            for r, row in enumerate(geometry.rows):
                y = start + (r + 0.5) * step - 0.7 * em
                self._text(slide, row.columns[c] if row.columns else "", x, y, width, 1.4 * em, em, INK, right=True)
            x += width

    def _key(self, slide: Any, geometry: Geometry, y: float) -> float:
        """Draw the key of the symbols that are there, one line, and return where it ends."""
        signs = key_signs(geometry, legend=geometry.form != "pairs")
        if not signs or geometry.form == "verdicts":
            return y
        x, size = MARGIN, 13.0
        for sign in signs:
            self._symbol(slide, sign, x, y + 3)
            width = set_width(sign.text, size) + 6
            self._text(slide, sign.text, x + 26, y, width, 18, size, INK)
            x += 26 + width + 18
        return y + 18

    def _symbol(self, slide: Any, sign: Sign, x: float, y: float) -> None:
        """Draw a symbol of the key as the chart draws it."""
        from pptx.oxml import parse_xml

        line = sign.symbol not in ("dot", "bar", "band", "span")
        height = 12.0 if sign.symbol in ("dot", "bar") else 4.0
        kind = {"circle": 9, "diamond": 4, "square": 1}[
            MARKERS.get(sign.status, "circle") if sign.symbol == "dot" else "square"
        ]
        width = 12.0 if sign.symbol == "dot" else 20.0
        shape = slide.shapes.add_shape(kind, *box_of(x + 10 - width / 2, y + 6 - height / 2, width, height))
        plain(shape)
        properties = shape._element.spPr
        for tag in ("solidFill", "pattFill", "noFill", "ln"):
            for old in properties.findall(f"{{{A[9:-1]}}}{tag}"):
                properties.remove(old)
        colour = status_colour(sign.status)
        fill = "solid" if line or sign.symbol in ("band", "span") else sign.fill or "solid"
        for part in fill_xml(fill, colour):
            properties.append(parse_xml(part))
        if sign.symbol.startswith("arrow"):
            geometry = properties.find(f"{{{A[9:-1]}}}prstGeom")
            geometry.set(
                "prst", {"arrow down": "leftArrow", "arrow both": "leftRightArrow"}.get(sign.symbol, "rightArrow")
            )
            place_shape(shape, x, y, 20, 12)

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
        cited = f"{pick(self.lang, '出处:', 'Cited from: ')}{figure.citation}"
        return "\n".join(filter(None, (shown.alt, said, cited, f"{label}{ids}")))

    def _chart(self, slide: Any, plan: Plan, figure: Figure, top: float, alt: str) -> None:
        from pptx.chart.data import CategoryChartData
        from pptx.enum.chart import XL_CHART_TYPE
        from pptx.oxml import parse_xml

        data = CategoryChartData()  # a stand-in: the part and its relations are python-pptx's, the chart is ours
        data.categories = ["-"]
        data.add_series("-", [0])
        frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *box_of(MARGIN, top, plan.width, plan.height), data)
        part = frame.chart.part
        grid, refer = data_cells(plan, self.lang)
        marks = [point.shape.mark for point in plan.marks if point.shape]
        part.chart_workbook.update_from_xlsx_blob(workbook_behind(grid, marks, figure.exhibit.headline, self.briefing))
        outer = part._element.find(f"{{{_C}}}externalData").get(f"{{{_R}}}id")
        part._element = parse_xml(chart_xml(plan, self.lang, refer, outer).encode())
        describe(frame, figure.title, alt)

    def _picture(self, slide: Any, figure: Figure, top: float, room: float) -> None:
        """Put the drawn chart where a native one would drop something."""
        drawn = self.pictures.of(figure.exhibit, "slide", "png", bare=True)
        left, right, above, below = drawn.crop
        width, height = drawn.width * (1 - left - right), drawn.height * (1 - above - below)
        scale = min(_INNER / width, room / height)
        x = MARGIN + (_INNER - width * scale) / 2
        picture = slide.shapes.add_picture(io.BytesIO(drawn.content), *box_of(x, top, width * scale, height * scale))
        picture.crop_left, picture.crop_right, picture.crop_top, picture.crop_bottom = drawn.crop
        describe(picture, figure.title, figure.exhibit.alt)

    def _table(self, table: Table) -> None:
        ids = pick(self.lang, "数据编号:", "Ids of the data: ") + " ".join(
            dict.fromkeys(id_ for row in table.ids for id_ in row)
        )
        notes = f"{self.briefing.source_line}\n{ids}"
        self._table_slides(table.title, table.header, table.rows, notes, all_rows=False)

    def _table_slides(
        self, title: str, header: Sequence[str], rows: Sequence[Sequence[str]], notes: str, *, all_rows: bool
    ) -> None:
        """Write a table over the slides that it needs; if they are more than three, only its first rows are written."""
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
        shown = pages if all_rows or len(pages) < 4 else pages[:1]
        for n, page in enumerate(shown):
            slide, y = self._slide(title + (pick(self.lang, *_MORE) if n else ""), notes)
            self._native_table(slide, [header, *page], columns, y + 14, size, title)
            left = len(rows) - sum(map(len, shown))
            text = self.briefing.source_line
            if left and n == len(shown) - 1:
                zh, en = f"其余{left}行见文档与工作簿。", f" {left} more rows stand in the document and the workbook."
                text += pick(self.lang, zh, en)
            self._text(slide, wrap(text, 11, _INNER - 70), MARGIN, HEIGHT - 40, _INNER - 70, 16, 11, QUIET)

    def _native_table(
        self, slide: Any, rows: Sequence[Sequence[str]], columns: Sequence[float], top: float, size: float, title: str
    ) -> None:
        from pptx.util import Pt

        heights = [row_height(row, columns, size, pad=14) for row in rows]
        frame = slide.shapes.add_table(
            len(rows), len(columns), *box_of(MARGIN, top, sum(columns), sum(heights))
        )  # fmt: skip
        describe(frame, title, title)
        table = frame.table
        frame._element.graphic.graphicData.tbl.tblPr.find(f"{{{A[9:-1]}}}tableStyleId").text = _PLAIN_STYLE
        table.horz_banding = False
        for column, width in zip(table.columns, columns, strict=True):
            column.width = Pt(width)
        for r, (row, height) in enumerate(zip(rows, heights, strict=True)):
            table.rows[r].height = Pt(height)
            for c, text in enumerate(row):
                cell = table.cell(r, c)
                cell.margin_left = cell.margin_right = Pt(7)
                cell.margin_top = cell.margin_bottom = Pt(3)
                lines, ink = broken(text, size, columns[c], 14), BLUE if r == 0 else INK
                write_lines(cell.text_frame, lines, size, ink, self.lang, bold=r == 0)
                rule_below(cell, heavy=r in (0, len(rows) - 1))

    def _text(
        self, slide: Any, text: str, x: float, y: float, width: float, height: float, size: float, ink: str,
        right: bool = False,
    ) -> None:  # fmt: skip
        box = slide.shapes.add_textbox(*box_of(x, y, width, height))
        write_lines(box.text_frame, text, size, ink, self.lang, right=right)
