"""What python-docx has no call for: the layout of GB/T 9704, named fonts, footnotes, numbered captions, native charts.

A briefing is no 公文, so only the layout is offered, never a red head.
"""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from .chart_xml import chart_xml, data_cells
from .package import language_of
from .plan import Plan

SONG, FANGSONG, KAI, HEI, TITLE = "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
LATIN = "Times New Roman"
# What stands in where a face is not installed; the faces themselves may not be shipped.
_SUBSTITUTES = {FANGSONG: "FangSong", TITLE: "SimSun", KAI: "KaiTi", HEI: "SimHei", SONG: "SimSun"}

_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f'xmlns:w="{_URI}"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
LINE = 28.95  # points: 22 lines on 225 mm, as LibreOffice and Word fit them; a character grid tears the text
BODY = 16.0  # 三号

# The children of each element in the order of the schema; another order is what Word calls unreadable content.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
}  # fmt: skip


def word(xml: str) -> Any:
    """Return an element of a document."""
    from docx.oxml import parse_xml

    return parse_xml(re.sub(r"^<[\w:]+", rf"\g<0> {W}", xml))


def put(parent: Any, xml: str) -> None:
    """Insert a child where the schema wants it; one of the same name is replaced."""
    child = word(xml)
    order = ORDERS[_local(parent)].split()
    for old in [element for element in parent if _local(element) == _local(child)]:
        parent.remove(old)
    later = order[order.index(_local(child)) + 1 :]
    after = next((element for element in parent if _local(element) in later), None)
    if after is None:
        parent.append(child)
    else:
        after.addprevious(child)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def set_face(rpr: Any, east: str) -> None:
    """Name the fonts of a run or style, without the theme's: those would win, and lead to Japanese ones."""
    put(rpr, _fonts(east))


def _fonts(east: str, latin: str = LATIN) -> str:
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east}" w:cs="{latin}"/>'


def new_document(lang: str) -> Any:
    """Return an empty document in the layout of GB/T 9704-2012, with its styles."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    doc = Document()
    _drop_dead_weight(doc)
    _name_theme(doc)
    _name_substitutes(doc)
    _set_defaults(doc, lang)
    _set_page(doc)
    for name, face, size, lines in (
        ("Body Text", FANGSONG, BODY, True), ("Title", TITLE, 22.0, False), ("Subtitle", KAI, BODY, True),
        ("Heading 1", HEI, BODY, True), ("Heading 2", KAI, BODY, True), ("Caption", HEI, 12.0, False),
    ):  # fmt: skip
        _style(doc.styles[name], face, size, exact=lines, centred=name in ("Title", "Subtitle", "Caption"))
    if lang == "en":  # 28 characters a line are too few to spread English words over
        doc.styles["Body Text"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    body = doc.styles["Body Text"].element
    put(body.get_or_add_rPr(), '<w:spacing w:val="-5"/>')  # 28 × 16 pt are wider than 156 mm
    for name in ("Body Text", "Heading 1", "Heading 2"):
        put(doc.styles[name].element.get_or_add_pPr(), '<w:ind w:firstLineChars="200" w:firstLine="640"/>')
    return doc


def _drop_dead_weight(doc: Any) -> None:
    for package in (doc.part, doc.part.package):
        for key, rel in list(package.rels.items()):
            if rel.reltype.endswith(("/stylesWithEffects", "/thumbnail", "/customXml")):
                del package.rels[key]


def _name_theme(doc: Any) -> None:
    part = next(rel.target_part for rel in doc.part.rels.values() if rel.reltype.endswith("/theme"))
    text = part.blob.decode()
    text = re.sub(r'(<a:latin typeface=)"[^"]*"', rf'\1"{LATIN}"', text)
    text = re.sub(r'(<a:ea typeface=)"[^"]*"', rf'\1"{FANGSONG}"', text)
    part._blob = re.sub(r'(<a:font script="(?:Hans|Jpan)" typeface=)"[^"]*"', rf'\1"{FANGSONG}"', text).encode()


def _name_substitutes(doc: Any) -> None:
    """Say what stands in for a face: Word takes it, other programs choose by themselves."""
    part = next(rel.target_part for rel in doc.part.rels.values() if rel.reltype.endswith("/fontTable"))
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _SUBSTITUTES.items()
    )
    part._blob = f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<w:fonts {W}>{fonts}</w:fonts>".encode()


def _set_defaults(doc: Any, lang: str) -> None:
    """Take the template's languages and theme fonts out of every style."""
    from docx.oxml.ns import qn

    root = doc.styles.element
    for fonts in root.iter(qn("w:rFonts")):
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for name, face in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", FANGSONG), ("cs", LATIN)):
            fonts.set(qn(f"w:{name}"), face)
    defaults = root.find(f".//{qn('w:rPrDefault')}")[0]
    put(defaults, '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>')
    settings = doc.settings.element
    theme = settings.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), language_of(lang))
        theme.set(qn("w:eastAsia"), "zh-CN")


def _set_page(doc: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    section = doc.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(23)
    put(section._sectPr, '<w:docGrid w:type="lines" w:linePitch="579"/>')
    doc.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, side.upper())
        put(paragraph._p.get_or_add_pPr(), f'<w:ind w:{side}Chars="100" w:{side}="280"/>')
        face = f'<w:rPr>{_fonts(SONG, SONG)}<w:sz w:val="28"/></w:rPr>'
        dash = f'<w:r>{face}<w:t xml:space="preserve">%s</w:t></w:r>'
        paragraph._p.append(word(dash % "— "))
        paragraph._p.append(word(f'<w:fldSimple w:instr=" PAGE "><w:r>{face}<w:t>1</w:t></w:r></w:fldSimple>'))
        paragraph._p.append(word(dash % " —"))


def _style(style: Any, face: str, size: float, *, exact: bool, centred: bool) -> None:
    """Reset a style of the template: its colours, borders and spacing go."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for tag in ("w:rPr", "w:pPr"):
        old = style.element.find(qn(tag))
        if old is not None:
            style.element.remove(old)
    set_face(style.element.get_or_add_rPr(), face)
    style.font.size = Pt(size)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(0 if exact else 6), Pt(0 if exact else 6)
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY if exact else WD_LINE_SPACING.SINGLE
    if exact:
        form.line_spacing = Pt(LINE)
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    if style.name.startswith("Heading"):
        form.keep_with_next = True
        put(style.element.get_or_add_pPr(), f'<w:outlineLvl w:val="{int(style.name[-1]) - 1}"/>')
    if not exact:
        put(style.element.get_or_add_pPr(), '<w:snapToGrid w:val="0"/>')


def caption(paragraph: Any, label: str, number: int, text: str) -> None:
    """Write a caption with a SEQ field whose number is there already."""
    paragraph.add_run(label)
    paragraph._p.append(
        word(f'<w:fldSimple w:instr=" SEQ {label.strip()} \\* ARABIC "><w:r><w:t>{number}</w:t></w:r></w:fldSimple>')
    )
    paragraph.add_run(f"\u3000{text}" if not text.isascii() else f". {text}")


class Footnotes:
    """Real footnotes: references while the text is written, their own part when it is closed."""

    def __init__(self, doc: Any) -> None:
        self._doc = doc
        self._texts: list[str] = []

    def add(self, paragraph: Any, text: str) -> None:
        """Put a reference at the end of a paragraph."""
        self._texts.append(text)
        paragraph._p.append(
            word(
                '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                f'<w:footnoteReference w:id="{len(self._texts)}"/></w:r>'
            )
        )

    def close(self) -> None:
        """Write the part that holds the footnotes; call it once, after the last one."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml.ns import qn

        kinds = (("separator", -1), ("continuationSeparator", 0))
        lines = "".join(
            f'<w:footnote w:type="{kind}" w:id="{id_}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
            f'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for kind, id_ in kinds
        )
        face = _fonts(FANGSONG)
        lines += "".join(
            f'<w:footnote w:id="{id_}"><w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:after="0" w:line="240" '
            f'w:lineRule="auto"/></w:pPr><w:r><w:rPr>{face}<w:sz w:val="18"/><w:vertAlign w:val="superscript"/></w:rPr>'
            f'<w:footnoteRef/></w:r><w:r><w:rPr>{face}<w:sz w:val="18"/></w:rPr>'
            f'<w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
            for id_, text in enumerate(self._texts, 1)
        )
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes {W}>{lines}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), self._doc.part.package)
        self._doc.part.relate_to(part, f"{_REL}footnotes")
        declared = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        self._doc.settings.element.find(qn("w:compat")).addprevious(word(declared))


def native_chart(paragraph: Any, plan: Plan, lang: str, book: bytes, number: int, title: str, alt: str) -> None:
    """Put an editable chart and its workbook into a document, as large as its plan."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = paragraph.part
    package = document.package
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    workbook = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), sheet, book, package)
    kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), kind, b"", package)
    inner = chart.relate_to(workbook, f"{_REL}package")
    _, refer = data_cells(plan, lang)
    chart._blob = chart_xml(plan, lang, refer, inner).encode()
    outer = document.relate_to(chart, f"{_REL}chart")
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    uri = f"{drawing}/chart"
    paragraph.add_run()._r.append(
        word(
            f'<w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
            f'distR="0"><wp:extent cx="{round(plan.width * 12700)}" cy="{round(plan.height * 12700)}"/>'
            f'<wp:docPr id="{1000 + number}" name="chart{number}" title={quoteattr(title)} descr={quoteattr(alt)}/>'
            f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{uri}"><c:chart xmlns:c="{uri}" '
            f'xmlns:r="{_REL[:-1]}" r:id="{outer}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
        )
    )
